"""Originals and pictures: compressed, named by content, on the disk before a row names them; and what a full disk does."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest
from store_discussions import simple

from reader.model.discussion import Body, Comment, Discussion, Post, Source
from reader.model.errors import LibraryProblem, LibraryUnavailable, RefusedFile
from reader.model.library import Original
from reader.model.page import Asset
from reader.store import Library

PAGE = b"<p>saved page</p>" * 5000


def original(data: bytes = PAGE, name: str = "page.html") -> Original:
    return Original(hashlib.sha256(data).hexdigest(), len(data), name, data)


def picture(data: bytes = b"\x89PNG not really") -> Asset:
    return Asset(hashlib.sha256(data).hexdigest(), "image/png", data, 3, 4)


def files(library: Library, folder: str) -> list[str]:
    return sorted(path.name for path in (library.folder / folder).rglob("*") if path.is_file())


def test_originals_are_compressed_and_come_back(library: Library) -> None:
    page = original()
    library.replace(simple("a"), originals=[page])
    assert library.original(page.sha256) == page
    assert files(library, "originals") == [f"{page.sha256}.z"]
    assert next((library.folder / "originals").rglob("*.z")).stat().st_size < len(PAGE) / 50
    assert library.original("0" * 64) is None
    library.replace(simple("b"), originals=[Original(page.sha256, page.size, "other name", PAGE)])
    assert library.original(page.sha256) == page


def test_large_originals_are_read_from_their_file(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "big.html"
    file.write_bytes(PAGE * 100)
    sha256 = hashlib.sha256(PAGE * 100).hexdigest()
    library.replace(simple("a"), originals=[Original(sha256, len(PAGE) * 100, "big.html", path=str(file))])
    kept = library.original(sha256)
    assert kept is not None
    assert kept.data == PAGE * 100


def test_an_original_that_changed_meanwhile_is_refused(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"other")
    for wrong in (Original("0" * 64, 5, "page.html", path=str(file)), Original("0" * 64, 5, "x", path=str(tmp_path / "none"))):
        with pytest.raises(RefusedFile):
            library.replace(simple("a"), originals=[wrong])
    assert library.summaries() == []
    assert files(library, "originals") == []


def test_pictures(library: Library) -> None:
    asset = picture()
    library.replace(simple("a"), assets=[asset])
    assert library.asset(asset.sha256) == asset.data
    assert library.asset_facts(asset.sha256) == asset
    for name in ("0" * 64, "../../etc/passwd", "", "A" * 64, asset.sha256 + "\n"):
        assert library.asset(name) is None
        assert library.asset_facts(name) is None


def test_a_full_disk_while_an_original_is_written(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    post = library.replace(simple("a")).post_id

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LibraryUnavailable) as caught:
        library.replace(simple("b"), originals=[original()])
    assert caught.value.problem is LibraryProblem.DISK_FULL
    assert [summary.id for summary in library.summaries()] == [post]
    assert files(library, "originals") == []


def test_a_full_disk_while_rows_are_written(library: Library) -> None:
    post = library.replace(simple("a")).post_id
    with library._connections.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    library._connections.database.pragma("max_page_count", pages + 1, permanent=True)
    before = library.load(post)
    with pytest.raises(LibraryUnavailable) as caught:
        library.replace(simple(*["words " * 3000] * 20))
    assert caught.value.problem is LibraryProblem.DISK_FULL
    assert library.load(post) == before
    library._connections.database.pragma("max_page_count", 2**31, permanent=True)
    library.replace(simple("c"))
    assert len(library.summaries()) == 2
    assert library.check().problems == ()


def test_purge_takes_only_what_nothing_names(library: Library) -> None:
    shared, own = original(b"shared"), original(b"own")
    seen, unseen, face = picture(b"seen"), picture(b"unseen"), picture(b"face")

    def discussion(html: str, *sources: Original) -> Discussion:
        kept = tuple(Source(found.name, found.sha256, "html", "2026-01-01T00:00:00+00:00") for found in sources)
        return Discussion(Post(-1, "T", Body("x", html), sources=kept), (Comment(-2, "k", "a", Body("c"), avatar=face.sha256),))

    stays = library.replace(discussion(f'<img src="asset:{seen.sha256}">', shared), originals=[shared], assets=[seen, face]).post_id
    goes = library.replace(discussion(f'<img src="asset:{unseen.sha256}">', shared, own), originals=[own, shared], assets=[unseen]).post_id
    library.delete([goes])
    assert [summary.id for summary in library.deleted()] == [goes]
    assert library.original(own.sha256) is not None
    assert library.purge(before="2000-01-01T00:00:00+00:00") == 0
    assert library.purge() == 1
    assert library.deleted() == []
    assert library.undo_name is None
    assert library.original(own.sha256) is None
    assert library.original(shared.sha256) == shared
    assert [library.asset(found.sha256) is None for found in (seen, unseen, face)] == [False, True, False]
    assert library.check().problems == ()
    assert [summary.id for summary in library.summaries()] == [stays]
    assert library.replace(simple("new")).post_id > goes


def test_deleted_posts_can_be_recovered(library: Library) -> None:
    post = library.replace(simple("walrus")).post_id
    assert library.delete([post, 99]).removed == {post}
    assert library.recover([post]).added == {post}
    assert library.search("walrus").total == 1
    library.undo()
    assert library.summaries() == []
    assert library.search("walrus").total == 0
