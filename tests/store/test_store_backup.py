"""Copies that can be trusted: whole, read back, and restored without losing what was there."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest
from store_discussions import simple

from reader.model.errors import Cancelled, LibraryProblem, LibraryUnavailable, RefusedFile, Why
from reader.model.library import Original
from reader.model.page import Asset
from reader.store import Library, backup
from reader.store.lock import ProcessLock
from reader.store.opening import DATABASE

DAY = 24 * 3600.0
PAGE = Original(hashlib.sha256(b"page").hexdigest(), 4, "page.html", b"page")
PICTURE = Asset(hashlib.sha256(b"png").hexdigest(), "image/png", b"png", 1, 1)


@pytest.fixture
def archive(library: Library, tmp_path: Path) -> Path:
    post = library.replace(simple("one", "two"), originals=[PAGE], assets=[PICTURE]).post_id
    library.set_read(post, None, True)
    library.set_tags(post, ["t"])
    facts = library.backup(tmp_path / "backup.zip")
    assert (facts.posts, facts.comments, facts.files, facts.missing) == (1, 2, 2, 0)
    return tmp_path / "backup.zip"


def test_into_a_fresh_folder(library: Library, archive: Path, tmp_path: Path) -> None:
    assert Library.restore(archive, tmp_path / "new" / "library") is None
    with Library.open(tmp_path / "new" / "library") as copy:
        assert copy.summaries() == library.summaries()
        assert copy.load(1) == library.load(1)
        assert copy.original(PAGE.sha256) == PAGE
        assert copy.asset(PICTURE.sha256) == b"png"
        assert copy.search("two").total == 1
        assert copy.check().problems == ()
    assert sorted(path.name for path in (tmp_path / "new" / "library").iterdir()) == ["assets", DATABASE, "originals"]


def test_over_a_library_that_is_kept_aside(library: Library, archive: Path) -> None:
    folder = library.folder
    library.replace(simple("later"))
    library.close()
    (folder / "settings.json").write_text("{}")
    aside = Library.restore(archive, folder)
    assert aside is not None
    with Library.open(folder) as restored, Library.open(aside) as old:
        assert len(restored.summaries()) == 1
        assert len(old.summaries()) == 2
        assert old.original(PAGE.sha256) == PAGE
    assert (folder / "settings.json").exists()
    again = Library.restore(archive, folder)
    assert again is not None
    assert again != aside


def test_an_older_backup_stays_until_the_new_one_is_whole(library: Library, archive: Path) -> None:
    before = archive.read_bytes()

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        library.backup(archive, stop)
    assert archive.read_bytes() == before
    assert sorted(path.name for path in archive.parent.iterdir()) == ["backup.zip", "library"]
    with pytest.raises(LibraryUnavailable):
        library.backup(archive.parent / "no such folder" / "b.zip")


def test_lost_originals_do_not_stop_a_backup(library: Library, archive: Path) -> None:
    next((library.folder / "originals").rglob("*.z")).unlink()
    assert library.backup(archive).missing == 1
    Library.restore(archive, archive.parent / "restored")
    with Library.open(archive.parent / "restored") as restored:
        assert restored.check().problems == (("original-missing", PAGE.sha256),)


def rewritten(archive: Path, target: Path, **changes: bytes | None) -> Path:
    """The archive with entries changed (None: left out)."""
    with zipfile.ZipFile(archive) as read, zipfile.ZipFile(target, "w") as written:
        for name in read.namelist():
            data = changes.get(name, read.read(name))
            if data is not None:
                written.writestr(name, data)
    return target


def manifest(archive: Path, **changes: object) -> bytes:
    with zipfile.ZipFile(archive) as read:
        return json.dumps(json.loads(read.read(backup.MANIFEST)) | changes).encode()


def test_what_is_no_sound_backup_is_refused(archive: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive) as read:
        database = read.read(DATABASE)
        entries = json.loads(read.read(backup.MANIFEST))["entries"]
    evil = [[name.replace(DATABASE, "../evil.sqlite"), size, sha] for name, size, sha in entries]
    garbage = b"x" * len(database)
    damaged = [[name, size, hashlib.sha256(garbage).hexdigest() if name == DATABASE else sha] for name, size, sha in entries]
    cases = [
        (rewritten(archive, bad, **{DATABASE: garbage}), Why.DAMAGED),
        (rewritten(archive, tmp_path / "1.zip", **{DATABASE: None}), Why.DAMAGED),
        (rewritten(archive, tmp_path / "2.zip", **{backup.MANIFEST: None}), Why.NO_PAGE),
        (rewritten(archive, tmp_path / "3.zip", **{backup.MANIFEST: b"[1"}), Why.DAMAGED),
        (rewritten(archive, tmp_path / "4.zip", **{backup.MANIFEST: manifest(archive, version=2)}), Why.NEWER_EXPORT),
        (rewritten(archive, tmp_path / "5.zip", **{backup.MANIFEST: manifest(archive, schema=99)}), Why.NEWER_EXPORT),
        (rewritten(archive, tmp_path / "6.zip", **{backup.MANIFEST: manifest(archive, entries=evil)}), Why.DAMAGED),
        (rewritten(archive, tmp_path / "7.zip", **{backup.MANIFEST: manifest(archive, entries=damaged), DATABASE: garbage}), Why.DAMAGED),
        (tmp_path / "none.zip", Why.MISSING),
        (tmp_path, Why.NOT_A_FILE),
    ]
    (tmp_path / "8.zip").write_bytes(archive.read_bytes()[:-200])
    (tmp_path / "9.zip").write_bytes(b"hello")
    cases += [(tmp_path / "8.zip", Why.DAMAGED), (tmp_path / "9.zip", Why.DAMAGED)]
    for file, why in cases:
        folder = tmp_path / "target"
        with pytest.raises(RefusedFile) as caught:
            Library.restore(file, folder)
        assert (file.name, caught.value.why) == (file.name, why)
        assert list(folder.iterdir()) == []


def test_nothing_is_restored_under_a_running_program(archive: Path, library: Library) -> None:
    library.close()
    with ProcessLock(library.folder) as lock:
        assert lock.acquire()
        with pytest.raises(LibraryUnavailable) as caught:
            Library.restore(archive, library.folder)
    assert caught.value.problem is LibraryProblem.LOCKED
    with Library.open(library.folder) as opened:
        assert len(opened.summaries()) == 1


def test_rotation(library: Library) -> None:
    folder = library.folder / "backups"
    library.replace(simple("one"))
    first = library.rotate_backups()
    assert first == folder / "library-1.sqlite"
    moment = first.stat().st_mtime
    assert library.rotate_backups(at=moment + DAY - 1) is None
    library.replace(simple("two"))
    touch = moment + 2 * DAY
    os.utime(library.folder / DATABASE, (touch, touch))
    assert library.rotate_backups(at=touch + 1) == first
    assert sorted(path.name for path in folder.iterdir()) == ["library-1.sqlite", "library-2.sqlite"]
    sizes = []
    for number in (1, 2):
        restored = library.folder / f"from-{number}"
        restored.mkdir()
        (restored / DATABASE).write_bytes((folder / f"library-{number}.sqlite").read_bytes())
        with Library.open(restored) as opened:
            sizes.append(len(opened.summaries()))
    assert sizes == [2, 1]
    kept = Library.backups(library.folder)
    assert sorted((Path(facts.file).name, facts.posts, facts.comments) for facts in kept) == [
        ("library-1.sqlite", 2, 2), ("library-2.sqlite", 1, 1),
    ]
    (folder / "library-1.sqlite").write_bytes(b"spoiled")
    assert [Path(facts.file).name for facts in Library.backups(library.folder)] == ["library-2.sqlite"]


def test_a_rotating_copy_brings_the_database_back_and_leaves_the_files(library: Library) -> None:
    library.replace(simple("one"), originals=[PAGE])
    copy = library.rotate_backups()
    assert copy is not None
    library.replace(simple("two"))
    library.close()
    (library.folder / DATABASE).write_bytes(b"spoiled")
    aside = Library.restore(copy, library.folder)
    assert aside is not None
    assert (aside / DATABASE).read_bytes() == b"spoiled"
    with Library.open(library.folder) as restored:
        assert len(restored.summaries()) == 1
        assert restored.original(PAGE.sha256) == PAGE
        assert restored.check().problems == ()


def test_no_rotation_where_nothing_changed(library: Library) -> None:
    library.replace(simple("one"))
    newest = library.rotate_backups()
    assert newest is not None
    moment = newest.stat().st_mtime
    for days, touched in ((2, False), (4, True)):
        os.utime(newest, (moment, moment))
        for file in (library.folder / DATABASE, library.folder / f"{DATABASE}-wal"):
            if file.exists():
                os.utime(file, (moment + touched, moment + touched))
        assert library.rotate_backups(at=moment + days * DAY) is None
        assert len(list((library.folder / "backups").iterdir())) == 1
