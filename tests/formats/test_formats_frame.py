"""The door of the room: what is refused and why, what a folder lists, what is never followed."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from format_samples import THREAD, only, read
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats import Limits, find_files, open_pages, page_from_text
from reader.model.errors import Cancelled, RefusedFile, Why
from reader.model.page import PageKind


def refusal(path: Path, **options: Limits) -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        list(open_pages(path, **options))
    assert caught.value.path == str(path)
    return caught.value


def test_source_describes_the_original(tmp_path: Path) -> None:
    page = only(tmp_path, "bread.html", THREAD)
    data = THREAD.encode()
    assert page.source.name == "bread.html"
    assert page.source.sha256 == hashlib.sha256(data).hexdigest()
    assert (page.source.size, page.source.format, page.kind) == (len(data), "html", PageKind.HTML)
    assert page.content == THREAD


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.html", b"", Why.EMPTY),
        ("a.txt", b" \r\n\t\n", Why.EMPTY),
        ("bom.txt", b"\xef\xbb\xbf\n", Why.EMPTY),
        ("zeros.html", bytes(4000), Why.BINARY),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, Why.BINARY),
        ("program", b"\x7fELF\x02\x01\x01" + bytes(200) + os.urandom(500), Why.BINARY),
    ],
)
def test_refused_by_content(tmp_path: Path, name: str, data: bytes, why: Why) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path).why is why


def test_missing_folder_pipe_and_device(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.html").why is Why.MISSING
    assert refusal(tmp_path / "nowhere" / "x.html").why is Why.MISSING
    (tmp_path / "x.html").mkdir()
    assert refusal(tmp_path / "x.html").why is Why.NOT_A_FILE
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.html")
        assert refusal(tmp_path / "pipe.html").why is Why.NOT_A_FILE
        assert refusal(Path(os.devnull)).why is Why.NOT_A_FILE


def test_link_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop.html").symlink_to("loop.html")
    assert refusal(tmp_path / "loop.html").why is Why.READ_FAILED


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(THREAD)
    path.chmod(0)
    assert refusal(path).why is Why.NO_PERMISSION
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_name_with_a_zero_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\x00b.html").why is Why.DAMAGED


def test_too_large_names_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(THREAD + "x" * 5000)
    for limits, limit in ((Limits(file=4000), 4000), (Limits(whole=3000), 3000), (Limits(page=2000), 2000)):
        error = refusal(path, limits=limits)
        assert (error.why, error.limit) == (Why.TOO_LARGE, limit)


def test_progress_and_cancel(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("word " * 200_000)
    told: list[tuple[int, int]] = []
    list(open_pages(path, on_progress=lambda done, total: told.append((done, total))))
    assert told[-1] == (1_000_000, 1_000_000)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(open_pages(path, on_progress=stop))


def test_folder_lists_pages_without_companions(tmp_path: Path) -> None:
    wanted = ["a.html", "b/c.mhtml", "b/notes.txt", "old_files/kept.html", "thread.json"]
    ignored = [
        "a_files/frame.html", "a_files/p.png", "x.html-Dateien/y.html", "gone_files/style.css", "gone_files/frame.html", ".hidden/z.html",
        "p.png", ".DS_Store", "b/Thumbs.db",
    ]  # fmt: skip
    for name in [*wanted, *ignored, "x.html"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)]
    assert found == sorted([*wanted, "x.html"])
    assert find_files(tmp_path / "a.html") == [tmp_path / "a.html"]


def test_companions_in_other_languages(tmp_path: Path) -> None:
    for suffix in ("_files", "-Dateien", "_fichiers", "_archivos", ".files", "_arquivos", "_bestanden", "_pliki", " Files"):
        folder = tmp_path / f"seite{suffix}"
        folder.mkdir()
        (folder / "frame.html").write_text("x")
    (tmp_path / "Seite.htm").write_text("x")
    assert [path.name for path in find_files(tmp_path)] == ["Seite.htm"]


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.html").write_text("x")
    (inside / "own.html").write_text("x")
    (inside / "link.html").symlink_to(outside / "secret.html")
    (inside / "folder").symlink_to(outside)
    (inside / "round").symlink_to(inside)
    (inside / "gone.html").symlink_to(outside / "nothing")
    (inside / "alias.html").symlink_to(inside / "own.html")
    assert [path.name for path in find_files(inside)] == ["alias.html", "own.html"]


def test_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile) as caught:
        find_files(tmp_path)
    assert caught.value.why is Why.NOTHING_INSIDE
    with pytest.raises(RefusedFile) as caught:
        find_files(tmp_path / "nowhere")
    assert caught.value.why is Why.MISSING


def test_pasted_text() -> None:
    page = page_from_text("First line\r\nsecond", "Clipboard")
    assert (page.kind, page.content, page.dialect) == (PageKind.TEXT, "First line\nsecond", "pasted")
    assert page.source.size == len(b"First line\r\nsecond")
    assert page_from_text(THREAD, "Clipboard").kind is PageKind.HTML
    assert page_from_text("broken \ud800 half", "Clipboard").kind is PageKind.TEXT
    with pytest.raises(RefusedFile):
        page_from_text(" \n", "Clipboard")


def test_text_keeps_its_characters(tmp_path: Path) -> None:
    page = only(tmp_path, "copy.txt", "> quoted\r\n# 12. <b> stays\rlast\n")
    assert (page.kind, page.content) == (PageKind.TEXT, "> quoted\n# 12. <b> stays\nlast\n")
    for encoding in ("utf-16", "utf-8-sig"):
        assert only(tmp_path, f"{encoding}.txt", "Grüße\naus Köln\n".encode(encoding)).content == "Grüße\naus Köln\n"


def test_declared_markdown_becomes_html(tmp_path: Path) -> None:
    page = only(tmp_path, "notes.md", "# Title\n\n* one\n* two\n\n<script>alert(1)</script>")
    assert (page.kind, page.dialect) == (PageKind.HTML, "markdown")
    assert "<h1>Title</h1>" in page.content
    assert "<li>one</li>" in page.content
    assert "script" not in page.content
    assert only(tmp_path, "notes.txt", "# Title\n\n* one").content == "# Title\n\n* one"


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400), name=st.sampled_from(["x.html", "x.mhtml", "x.txt", "x.eml", "x.zip", "x", "x.xml", "x.json", "x.warc"]))
def test_garbage_is_refused_or_read(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    try:
        pages = read(tmp_path_factory.mktemp("garbage"), name, data)
    except RefusedFile:
        return
    assert pages
