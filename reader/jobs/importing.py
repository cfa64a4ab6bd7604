"""Files into the library. One bad file becomes a line of the report and never stops the batch."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reader.jobs.arriving import Arrival, arrivals, coming
from reader.jobs.children import ChildReading
from reader.jobs.crossing import connect_threads
from reader.jobs.intake import receipt, take_in
from reader.jobs.keeping import take_export
from reader.jobs.neighbours import Neighbours
from reader.jobs.outlining import real_comments
from reader.jobs.reading import Reading, Request, contents
from reader.jobs.reporter import Reporter
from reader.model.draft import DraftThread
from reader.model.errors import RefusedFile
from reader.model.report import FileReport, ImportReport, Outcome, ThreadReport
from reader.store import Library


def import_files(
    library: Library, paths: Sequence[Path], reporter: Reporter, reading: Reading | None = None, *, chosen: str | None = None
) -> ImportReport:
    """Import files and all that folders hold; ``chosen``: key of a reader for all of them (`readers.choices`).

    Raises `Cancelled` (what was written stays, whole threads only) and `LibraryUnavailable`."""
    with tempfile.TemporaryDirectory(prefix="threadfolio-", ignore_cleanup_errors=True) as scratch, library.one_step():
        if reading is not None:
            return _import(library, paths, reporter, reading, Path(scratch), chosen)
        with ChildReading() as children:
            return _import(library, paths, reporter, children, Path(scratch), chosen)


def refused_report(path: Path, error: RefusedFile) -> FileReport:
    """The line of a refused file."""
    return FileReport(str(path), Outcome.REFUSED, error=error)


def _import(
    library: Library, paths: Sequence[Path], reporter: Reporter, reading: Reading, scratch: Path, chosen: str | None
) -> ImportReport:
    there = coming(paths, reporter)
    reports = [refused_report(path, error) for path, error in there.refused]
    neighbours = Neighbours(library)
    arriving = arrivals(there.files, library, reading, lambda place: scratch / f"{place}.drafts", {}, chosen)
    for place, path in enumerate(there.files):
        reporter.report(place, len(there.files), path.name)
        reports.append(_import_file(library, neighbours, next(arriving), reporter, reading, scratch))
    connect_threads(library, {thread.post_id for report in reports for thread in report.threads}, reporter)
    reporter.report(len(there.files), len(there.files))
    return ImportReport(tuple(reports), there.apart)


def _import_file(
    library: Library, neighbours: Neighbours, arrival: Arrival, reporter: Reporter, reading: Reading, scratch: Path
) -> FileReport:
    if arrival.error is not None or arrival.original is None:
        assert arrival.error is not None
        return refused_report(arrival.path, arrival.error)
    there = arrival.there or (library.has_original(arrival.original.sha256) if arrival.same_as is not None else ())
    if there:
        return already_in(library, arrival.path, there)
    request = arrival.request or Request(arrival.path, scratch / "again.drafts")
    threads: list[ThreadReport] = []
    try:
        for content in contents(reading, request, reporter):
            if isinstance(content, DraftThread):
                threads.append(take_in(library, neighbours, content, arrival.original))
            else:
                threads += take_export(library, content)
    except RefusedFile as error:
        if not threads:
            return refused_report(arrival.path, error)
    return FileReport(str(arrival.path), outcome_of(threads), tuple(threads))


def already_in(library: Library, path: Path, posts: Sequence[int]) -> FileReport:
    """The report of a file that the library holds already."""
    return FileReport(str(path), Outcome.UNCHANGED, tuple(_unchanged(library, post_id) for post_id in posts))


def _unchanged(library: Library, post_id: int) -> ThreadReport:
    latest, line = library.receipt(post_id)[:1], library.summaries_of([post_id])
    if latest and line:  # what was said when it came is still true; working it out again would load the whole thread
        return dataclasses.replace(
            latest[0], title=line[0].title, outcome=Outcome.UNCHANGED, comments_found=line[0].comments, comments_total=line[0].comments,
            comments_added=0,
        )
    discussion = library.load(post_id)
    return receipt(discussion, Outcome.UNCHANGED, found=real_comments(discussion.comments), added=0)


def outcome_of(threads: Sequence[ThreadReport]) -> Outcome:
    """What became of a file, from what became of its threads."""
    outcomes = {thread.outcome for thread in threads}
    for outcome in (Outcome.ADDED, Outcome.JOINED):
        if outcome in outcomes:
            return outcome
    return Outcome.UNCHANGED
