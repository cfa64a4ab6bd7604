"""A pasted footer leads to its comment in another thread of the library, whichever of the two was imported first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_importing import page

from reader.jobs.importing import import_files
from reader.jobs.reading import DirectReading
from reader.jobs.reporter import Reporter
from reader.model.discussion import Comment, Discussion, Reference, Toward
from reader.store import Library

OLD = [("Ann", "The harbour is closed."), ("Lowe", "The mediator is on holiday in Spain, they say."), ("Bob", "Since when?")]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


def take(library: Library, folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    import_files(library, [file], Reporter(), DirectReading())


def both(library: Library) -> tuple[Comment, Discussion]:
    """Lowe's comment in the old thread, and the new thread."""
    threads = {known.title: library.load(known.post_id) for known in library.known_threads()}
    old = next(c for c in threads["Week one"].comments if c.author == "Lowe")
    return old, threads["Week two"]


def footer_of(discussion: Discussion) -> Reference:
    return next(r for c in discussion.comments for r in c.references if "Lowe" in r.text)


@pytest.mark.parametrize("first", ["one", "two"])
@pytest.mark.parametrize(
    "footer",
    [
        "Lowe | Feb 3, 2011 9:02:00 AM | 2",
        "Lowe | Feb 3, 2011 4:02:00 AM | 2",
        "Posted by: Lowe | Feb 3, 2011 9:02:00 AM",
        "Continued from Week one of the strike, says<br>Lowe | Feb 3, 2011 9:02:00 AM | 2",
    ],
)
def test_a_footer_finds_its_comment_in_the_other_thread(library: Library, tmp_path: Path, first: str, footer: str) -> None:
    new = [("Cy", "A new week, the old ferry."), ("Dee", f"{footer}<br>The mediator is back, they say."), ("Eve", "Good.")]
    pages = {"one": page("Week one", OLD), "two": page("Week two", new)}
    for name in (first, *(n for n in pages if n != first)):
        take(library, tmp_path, f"{name}.html", pages[name])
    old, discussion = both(library)
    found = footer_of(discussion)
    assert (found.to, found.target, found.evidence[-1]) == (Toward.EXTERNAL, old.id, "known")
    assert found.confidence > 0.9
    assert all(c.author != "Lowe" for c in discussion.comments), "no removed comment is made of it"


def test_a_footer_that_fits_two_comments_as_well_leads_to_neither(library: Library, tmp_path: Path) -> None:
    footer = "Lowe | Feb 3, 2011 9:02:00 AM | 2"
    new = [("Cy", "A new week, the old ferry."), ("Dee", f"{footer}<br>The mediator is back, they say."), ("Eve", "Good.")]
    take(library, tmp_path, "one.html", page("Week one", OLD))
    take(library, tmp_path, "same.html", page("Another week", OLD))
    take(library, tmp_path, "two.html", page("Week two", new))
    _, discussion = both(library)
    assert footer_of(discussion).target is None
