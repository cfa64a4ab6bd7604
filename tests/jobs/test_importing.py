"""Files into a library: batches, cancel, limits, staging, reading again, threads that refer to each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.jobs.children import ChildReading, Limits
from reader.jobs.importing import import_files
from reader.jobs.reading import DirectReading, Request
from reader.jobs.relinking import relink
from reader.jobs.reporter import Progress, Reporter
from reader.jobs.rereading import reread
from reader.jobs.staging import Staging
from reader.model.discussion import ManualParent, ParentOrigin, ThreadCorrections
from reader.model.errors import Cancelled, RefusedFile, Why
from reader.model.report import NoticeKind, Outcome, Overrides
from reader.model.skeleton import Place
from reader.store import Library

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "night-bus.html"


def page(title: str, comments: list[tuple[str, str]], *, number: int = 1, more: bool = False, first: int = 1) -> str:
    """A page in the shape of a TypePad blog."""
    slug = title.lower().replace(" ", "-")
    address = f"http://ferry.example.org/2011/02/{slug}.html"
    blocks = "".join(
        f'<div class="comment" id="comment-6a00e{first + i:04}"><div class="comment-content"><p>{text}</p></div><p class="comment-footer">'
        f'Posted by: {author} | <a href="{address}#comment-6a00e{first + i:04}">February {3 + (first + i) // 600:02}, 2011 at '
        f"{9 + (first + i) // 60 % 10:02}:{(first + i) % 60:02} AM</a> | {first + i}</p></div>"
        for i, (author, text) in enumerate(comments)
    )
    following = f'<a href="{address}/comments/page/{number + 1}/">next page &raquo;</a>' if more else ""
    entry = (
        f'<h2 class="date-header">February 03, 2011</h2><div class="entry"><h3 class="entry-header">{title}</h3><div class="entry-body"><p>The post '
        f'about {title}, long enough to be read as one by any reader of pages.</p></div><div class="entry-footer">Posted by Ruth on February 03, '
        f'2011 at 08:00 AM | <a class="permalink" href="{address}">Permalink</a></div></div>'
    )
    return (
        f'<html><head><title>Ferry: {title}</title><link rel="canonical" href="{address}"><meta name="generator" content="TypePad"></head><body>'
        f'<div id="alpha">{entry}<div class="comments"><h3 class="comments-header">Comments</h3><div class="comments-content">{following}{blocks}'
        f"{following}</div></div></div></body></html>"
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


def put(folder: Path, name: str, content: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_a_folder_with_good_and_bad_files(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    put(folder, "one.html", page("The jetty", [("Ada", "First remark of them all."), ("Bo", "@1 Ada, not the last one.")]))
    put(folder, "two.html", page("The ferry", [("Cy", "A remark about ferries in general.")]))
    put(folder, "bad.html", b"\0\1\2" * 500)
    put(folder, "empty.html", b"")
    seen: list[Progress] = []
    report = import_files(library, [folder], Reporter(seen.append), DirectReading())
    assert (report.taken, report.refused) == (2, 2)
    assert {s.title for s in library.summaries()} == {"The jetty", "The ferry"}
    assert seen and seen[-1].done == seen[-1].total


def test_the_second_page_joins_and_references_cross_it(library: Library, tmp_path: Path) -> None:
    one = put(tmp_path, "p1.html", page("The jetty", [("Ada", "It will not hold the winter."), ("Bo", "It held the last one.")], more=True))
    two = put(tmp_path, "p2.html", page("The jetty", [("Cy", "@1 Ada: the posts are new.")], number=2, first=3))
    assert import_files(library, [one], Reporter(), DirectReading()).files[0].threads[0].notices[-1].kind is NoticeKind.MORE_PAGES
    (joined,) = import_files(library, [two], Reporter(), DirectReading()).files[0].threads
    assert (joined.outcome, joined.comments_total, joined.comments_added) == (Outcome.JOINED, 3, 1)
    whole = library.load(joined.post_id)
    assert [c.number for c in whole.comments] == [1, 2, 3]
    assert whole.comments[2].parent == whole.comments[0].id and not whole.post.more_pages
    assert len(library.summaries()) == 1


def test_the_same_file_again_changes_nothing(library: Library) -> None:
    import_files(library, [SAMPLE], Reporter(), DirectReading())
    before = library.load(1)
    report = import_files(library, [SAMPLE], Reporter(), DirectReading())
    assert report.files[0].outcome is Outcome.UNCHANGED and library.load(1) == before


def test_cancel_leaves_whole_threads_only(library: Library, tmp_path: Path) -> None:
    files = [put(tmp_path, f"{n}.html", page(f"Page {n}", [("Ada", f"A remark on page {n}.")])) for n in range(4)]
    reporter = Reporter()

    def stop_at_two(progress: Progress) -> None:
        if progress.done == 2:
            reporter.cancel()

    reporter._listener = stop_at_two
    reporter.INTERVAL = 0
    with pytest.raises(Cancelled):
        import_files(library, files, reporter, DirectReading())
    assert all(s.comments == 1 for s in library.summaries()) and len(library.summaries()) < 4
    assert library.check().problems == ()


def test_children_read_and_a_silent_one_is_stopped(library: Library, tmp_path: Path) -> None:
    good = put(tmp_path, "good.html", page("The jetty", [("Ada", "A remark about the jetty.")]))
    with ChildReading(1) as children:
        report = import_files(library, [good, put(tmp_path, "empty.html", b""), SAMPLE], Reporter(), children)
    assert [f.outcome for f in report.files] == [Outcome.ADDED, Outcome.REFUSED, Outcome.ADDED]
    with ChildReading(1, Limits(seconds=0.0)) as children, pytest.raises(RefusedFile) as refused:
        list(children.read(Request(good, tmp_path / "good.drafts"), Reporter()))
    assert refused.value.why is Why.TOO_SLOW


def test_staging_shows_and_discards_without_a_trace(library: Library, tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging", library)
    shown = []
    previews = staging.add([SAMPLE, put(tmp_path, "empty.html", b"")], Reporter(), shown.append, DirectReading())
    assert previews == shown and previews[0].threads[0].comments_found == 34 and previews[1].error is not None
    staging.discard()
    assert library.summaries() == [] and not (tmp_path / "staging").exists()


def test_staging_saves_with_corrections_and_one_undo(library: Library, tmp_path: Path) -> None:
    other = put(tmp_path, "other.html", page("The jetty", [("Ada", "A remark about the jetty.")]))
    skipped = put(tmp_path, "skipped.html", page("The ferry", [("Ada", "A remark about the ferry.")]))
    staging = Staging(tmp_path / "staging", library)
    staging.add([SAMPLE, other, skipped], Reporter(), None, DirectReading())
    report = staging.save({(0, 0): Overrides(title="Soup"), (2, 0): Overrides(skip=True)}, Reporter())
    assert report.taken == 3 and {s.title for s in library.summaries()} == {"Soup", "The jetty"}
    assert library.load(report.files[0].threads[0].post_id).post.corrections.title == "Soup"
    library.undo()
    assert library.summaries() == []


def test_cancelled_save_takes_back_what_it_wrote(library: Library, tmp_path: Path) -> None:
    files = [put(tmp_path, f"{n}.html", page(f"Page {n}", [("Ada", f"A remark on page {n}.")])) for n in range(3)]
    staging = Staging(tmp_path / "staging", library)
    staging.add(files, Reporter(), None, DirectReading())
    reporter = Reporter(lambda progress: reporter.cancel() if progress.done == 1 else None)
    reporter.INTERVAL = 0
    with pytest.raises(Cancelled):
        staging.save({}, reporter)
    assert library.summaries() == []


def test_reading_again_keeps_what_a_person_did(library: Library) -> None:
    import_files(library, [SAMPLE], Reporter(), DirectReading())
    whole = library.load(1)
    real = [c for c in whole.comments if c.position is not None]
    library.set_read(1, [real[0].id], True)
    library.set_starred(1, [real[1].id], True)
    library.set_corrections(1, ThreadCorrections(parents=(ManualParent(real[9].key, real[0].key),)))
    relink(library, 1)
    library.save_place(1, Place(real[3].id, 12))
    before = library.load(1)
    reread(library, None, Reporter(), DirectReading())
    after = library.load(1)
    assert after == before and after.comments[0].read
    moved = next(c for c in after.comments if c.key == real[9].key)
    assert moved.parent == real[0].id and moved.parent_origin is ParentOrigin.MANUAL
    assert library.place(1) == Place(real[3].id, 12)


def test_a_link_to_another_thread_is_found_whichever_comes_first(tmp_path: Path) -> None:
    target = put(tmp_path, "ferry.html", page("The ferry", [("Cy", "A remark about ferries in general.")]))
    link = '<a href="http://ferry.example.org/2011/02/the-ferry.html">the other thread</a>'
    pointing = put(tmp_path, "jetty.html", page("The jetty", [("Ada", f"This was said in {link} before.")]))
    for order in ([target, pointing], [pointing, target]):
        with Library.open(tmp_path / order[0].stem, create=True) as library:
            for file in order:
                import_files(library, [file], Reporter(), DirectReading())
            posts = {s.title: s.id for s in library.summaries()}
            (comment,) = library.load(posts["The jetty"]).comments
            assert [r.target_post for r in comment.references] == [posts["The ferry"]]
