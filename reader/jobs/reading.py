"""Files read into a spool: contents wait on the disk until they are wanted, outlines of them come at once.

So a folder of thousands, or an export of ten thousand posts, costs no more memory than one page. `children` reads in other processes;
`DirectReading` in this one.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reader.exports import json_form
from reader.formats import open_pages
from reader.jobs.outlining import Outline, outline_of
from reader.jobs.readers import NO_WISHES, Readers, read_with
from reader.jobs.reporter import Reporter
from reader.model.draft import DraftThread
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind

Content = DraftThread | json_form.ImportedExport
"""What files hold: drafts, or a whole export of ours."""


Question = Callable[[Path, Readers], Iterator[object]]
"""Something else to be asked of a file than what discussions it holds; picklable, as its answers are."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to be read, and the file (of the program's own) that its contents are written to, one after the other.

    ``readers``: what it is read with. ``question``: its answers are written instead of what the file holds, each with an empty outline."""

    path: Path
    spool: Path
    readers: Readers = NO_WISHES
    question: Question | None = None


class Reading(Protocol):
    """Something that reads files one after the other."""

    def read(self, request: Request, reporter: Reporter) -> Iterator[Outline]:
        """Outlines of what the file holds; the content of each is in the spool before its outline comes. Raises `RefusedFile`,
        `Cancelled`."""
        ...

    def expect(self, request: Request) -> None:
        """This will be read soon."""
        ...


def read_here(path: Path, reporter: Reporter | None = None, readers: Readers = NO_WISHES) -> Iterator[Content]:
    """Read a file in this process. Raises `RefusedFile` where nothing in it is a readable page."""
    anything = False
    for page in open_pages(path):
        if reporter is not None:
            reporter.check()
        for content in _contents(page, path, readers):
            anything = True
            yield content
    if not anything:
        raise RefusedFile(str(path), Why.NO_PAGE)


def read_into(request: Request, reporter: Reporter | None = None) -> Iterator[Outline]:
    """Read a file in this process and write what it holds to the spool. Raises `RefusedFile`."""
    threads = 0
    with request.spool.open("wb") as out:
        if request.question is not None:
            for answer in request.question(request.path, request.readers):
                pickle.dump(answer, out, protocol=pickle.HIGHEST_PROTOCOL)
                out.flush()
                yield Outline(())
            return
        for content in read_here(request.path, reporter, request.readers):
            pickle.dump(content, out, protocol=pickle.HIGHEST_PROTOCOL)
            out.flush()
            outline = outline_of(content, threads)
            threads += len(outline.previews)
            yield outline


def contents(reading: Reading, request: Request, reporter: Reporter) -> Iterator[Any]:
    """What the file holds (`Content`), or answers to the question, whole, as it comes. The spool is gone afterwards.

    Raises `RefusedFile`, `Cancelled`."""
    try:
        request.spool.touch()
        with request.spool.open("rb") as file:
            for _ in reading.read(request, reporter):
                yield pickle.load(file)
    finally:
        request.spool.unlink(missing_ok=True)


def spooled(spool: Path, count: int) -> Iterator[Content]:
    """The first ``count`` contents of a spool (a reader that was stopped may have left half of another)."""
    with spool.open("rb") as file:
        for _ in range(count):
            yield pickle.load(file)


def _contents(page: Page, path: Path, readers: Readers) -> Iterator[Content]:
    if page.kind is PageKind.EXPORT:
        yield json_form.read(page.content, str(path))
    else:
        yield from read_with(page, readers)


class DirectReading:
    """Reads in this process: for tests and for text that a person pasted."""

    def read(self, request: Request, reporter: Reporter) -> Iterator[Outline]:
        """Outlines of what the file holds."""
        return read_into(request, reporter)

    def expect(self, request: Request) -> None:
        """Nothing to prepare."""
