"""Folders of many files: what each one is, which thread it belongs to, what is set apart, readers that die."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_importing import page, put

from reader.jobs.children import ChildReading
from reader.jobs.importing import import_files
from reader.jobs.reading import DirectReading, Request
from reader.jobs.reporter import Reporter
from reader.jobs.staging import Staging
from reader.model.errors import Cancelled, RefusedFile, Why
from reader.model.report import Apart, ImportPreview, Outcome, Standing
from reader.store import Library

ADA, BO, CY = ("Ada", "It will not hold the winter."), ("Bo", "It held the last one."), ("Cy", "The posts are new, look at them.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


@pytest.fixture
def staging(tmp_path: Path, library: Library) -> Staging:
    return Staging(tmp_path / "staging", library)


def by_name(previews: list[ImportPreview]) -> dict[str, ImportPreview]:
    return {Path(preview.path).name: preview for preview in previews}


def test_saves_of_one_thread_are_told_apart(staging: Staging, library: Library, tmp_path: Path) -> None:
    saves = tmp_path / "saves"
    put(saves, "a first.html", page("The jetty", [ADA, BO]))
    put(saves, "b copy.html", page("The jetty", [ADA, BO]))
    put(saves, "c newer.html", page("The jetty", [ADA, BO, CY]))
    put(saves, "d older.html", page("The jetty", [ADA]))
    put(saves, "e page 2.html", page("The ferry", [ADA, BO], more=True))
    put(saves, "f page 3.html", page("The ferry", [CY], number=2, first=3))
    shown = by_name(staging.add([saves], Reporter(), None, DirectReading()))
    assert shown["a first.html"].threads[0].belongs is None
    assert Path(shown["b copy.html"].same_as or "").name == "a first.html" and not shown["b copy.html"].threads
    newer, older, second = (shown[name].threads[0].belongs for name in ("c newer.html", "d older.html", "f page 3.html"))
    assert newer is not None and (newer.title, newer.standing, newer.fresh) == ("The jetty", Standing.NEWER, 1)
    assert older is not None and (older.standing, older.fresh) == (Standing.OLDER, 0)
    assert second is not None and second.title == "The ferry" and second.standing in (Standing.PAGE, Standing.NEWER)
    report = staging.save({}, Reporter())
    assert report.taken == 6 and {s.title: s.comments for s in library.summaries()} == {"The jetty": 3, "The ferry": 3}


def test_a_newer_save_of_a_thread_in_the_library(staging: Staging, library: Library, tmp_path: Path) -> None:
    first = put(tmp_path, "first.html", page("The jetty", [ADA, BO]))
    import_files(library, [first], Reporter(), DirectReading())
    newer = put(tmp_path, "newer.html", page("The jetty", [ADA, BO, CY]))
    equal = put(tmp_path, "equal.html", page("The jetty", [ADA, BO]) + "<!-- saved again -->")
    again, fresh, same = staging.add([first, newer, equal], Reporter(), None, DirectReading())
    assert again.already_in_library and again.threads[0].title == "The jetty" and again.threads[0].comments_found == 2
    assert fresh.threads[0].belongs is not None and fresh.threads[0].belongs.post_id == 1
    assert (fresh.threads[0].belongs.standing, fresh.threads[0].belongs.fresh) == (Standing.NEWER, 1)
    assert same.threads[0].belongs is not None and same.threads[0].belongs.standing is Standing.EQUAL


def test_what_is_no_page_is_set_apart_and_companions_are_one_line(staging: Staging, library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    put(folder, "jetty.html", page("The jetty", [ADA]))
    for number in range(30):
        put(folder / "jetty_files", f"{number}.js", "1")
    put(folder, "boat.jpg", b"\xff\xd8\xff")
    put(folder, "notes.css", "p {}")
    put(folder, "half.html.part", "<html>")
    put(folder, "empty.html", "")
    put(folder, "empty too.html", "")
    shown = by_name(staging.add([folder], Reporter(), None, DirectReading()))
    apart = {name: preview.apart.what for name, preview in shown.items() if preview.apart}
    assert apart == {"jetty_files": Apart.COMPANION, "boat.jpg": Apart.PICTURE, "notes.css": Apart.SCRIPT, "half.html.part": Apart.UNFINISHED}
    assert [name for name, preview in shown.items() if preview.error] == ["empty too.html", "empty.html"]
    report = staging.save({}, Reporter())
    assert (report.taken, report.refused, len(report.apart)) == (1, 2, 4)
    straight = import_files(library, [folder], Reporter(), DirectReading())
    assert straight.apart == report.apart and [f.outcome for f in straight.files].count(Outcome.UNCHANGED) == 1


def test_the_same_file_twice_in_one_import(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    for name in ("one.html", "two.html"):
        put(folder, name, page("The jetty", [ADA]))
        put(folder, f"bad {name}", b"\0\1\2" * 500)
    report = import_files(library, [folder], Reporter(), DirectReading())
    assert [f.outcome for f in report.files] == [Outcome.REFUSED, Outcome.REFUSED, Outcome.ADDED, Outcome.UNCHANGED]


def test_cancel_while_reading_leaves_no_spool(staging: Staging, tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    for number in range(40):
        put(folder, f"{number:02}.html", page(f"Thread {number}", [ADA, BO]))
    first = put(tmp_path, "first.html", page("Before", [ADA]))
    staging.add([first], Reporter(), None, DirectReading())
    reporter = Reporter()
    told: list[ImportPreview] = []

    def tell(preview: ImportPreview) -> None:
        told.append(preview)
        if len(told) == 7:
            reporter.cancel()

    with pytest.raises(Cancelled):
        staging.add([folder], reporter, tell, DirectReading())
    assert [path.name for path in (tmp_path / "staging").iterdir()] == ["0.drafts"]
    assert [p.threads[0].belongs for p in staging.add([folder], Reporter(), None, DirectReading())] == [None] * 40
    staging.discard()
    assert not (tmp_path / "staging").exists()


def test_a_reader_that_dies_costs_one_file(tmp_path: Path) -> None:
    requests = [
        Request(put(tmp_path, f"{n}.html", page(f"Thread {n}", [ADA, BO])), tmp_path / f"{n}.drafts") for n in range(4)
    ]
    with ChildReading(1) as children:
        for request in requests:
            children.expect(request)
        children._children[0]._process.kill()
        with pytest.raises(RefusedFile) as refused:
            list(children.read(requests[0], Reporter()))
        assert refused.value.why is Why.TOO_SLOW
        for request in requests[1:]:
            (outline,) = children.read(request, Reporter())
            assert outline.previews[0].comments_found == 2
        children._children[0]._process.kill()
        children._children[0]._process.join()
        (outline,) = children.read(requests[0], Reporter())  # an idle one that died is replaced without a word
        assert outline.thin is not None and outline.thin.comments[0].body.text == ""


def test_a_reading_that_is_left_ends_its_child(tmp_path: Path) -> None:
    file = put(tmp_path, "one.html", page("Thread", [ADA, BO]))
    other = put(tmp_path, "two.html", page("Thread two", [ADA, BO]))
    reporter = Reporter()
    reporter.cancel()
    with ChildReading(1) as children:
        children.expect(Request(file, tmp_path / "a"))
        children.expect(Request(other, tmp_path / "b"))
        with pytest.raises(Cancelled):
            list(children.read(Request(file, tmp_path / "a"), reporter))
        assert len(list(children.read(Request(other, tmp_path / "b"), Reporter()))) == 1
