"""Files into the library. One bad file becomes a line of the report and never stops the batch."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Sequence
from pathlib import Path

from reader.formats import find_files
from reader.jobs.crossing import connect_threads
from reader.jobs.intake import take_in
from reader.jobs.keeping import take_export
from reader.jobs.neighbours import Neighbours
from reader.jobs.reading import ChildReading, Reading
from reader.jobs.reporter import Reporter
from reader.model.draft import DraftThread
from reader.model.errors import RefusedFile, Why
from reader.model.library import Original
from reader.model.report import FileReport, ImportReport, Outcome, ThreadReport
from reader.store import Library

AHEAD = 2
"""Files that are read while an earlier one is being written."""


def import_files(library: Library, paths: Sequence[Path], reporter: Reporter, reading: Reading | None = None) -> ImportReport:
    """Import files and all that folders hold. Raises `Cancelled` (what was written stays, whole threads only) and `LibraryUnavailable`."""
    if reading is None:
        with ChildReading(AHEAD) as children:
            return _import(library, paths, reporter, children)
    return _import(library, paths, reporter, reading)


def files_of(paths: Sequence[Path]) -> tuple[list[Path], list[FileReport]]:
    """The files that ``paths`` name or hold, each once, and a report for every path that cannot be read at all."""
    files: dict[Path, None] = {}
    refused = []
    for path in paths:
        try:
            files.update(dict.fromkeys(find_files(path)))
        except RefusedFile as error:
            refused.append(refused_report(path, error))
    return list(files), refused


def refused_report(path: Path, error: RefusedFile) -> FileReport:
    """The line of a refused file."""
    return FileReport(str(path), Outcome.REFUSED, error=error)


def original_of(path: Path) -> Original:
    """The file as the library will keep it; its bytes are read when they are stored. Raises `RefusedFile`."""
    digest = hashlib.sha256()
    size = 0
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or device would be read for ever
            raise RefusedFile(str(path), Why.NOT_A_FILE)
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
                size += len(chunk)
    except FileNotFoundError as error:
        raise RefusedFile(str(path), Why.MISSING) from error
    except PermissionError as error:
        raise RefusedFile(str(path), Why.NO_PERMISSION) from error
    except OSError as error:
        raise RefusedFile(str(path), Why.READ_FAILED, error.strerror or str(error)) from error
    return Original(digest.hexdigest(), size, path.name, path=str(path))


def _import(library: Library, paths: Sequence[Path], reporter: Reporter, reading: Reading) -> ImportReport:
    with library.one_step():
        return _import_all(library, paths, reporter, reading)


def _import_all(library: Library, paths: Sequence[Path], reporter: Reporter, reading: Reading) -> ImportReport:
    files, reports = files_of(paths)
    neighbours = Neighbours(library)
    for index, path in enumerate(files):
        reporter.report(index, len(files), path.name)
        for coming in files[index : index + AHEAD]:
            reading.expect(coming)
        reports.append(_import_file(library, neighbours, path, reporter, reading))
    connect_threads(library, {thread.post_id for report in reports for thread in report.threads}, reporter)
    reporter.report(len(files), len(files))
    return ImportReport(tuple(reports))


def _import_file(library: Library, neighbours: Neighbours, path: Path, reporter: Reporter, reading: Reading) -> FileReport:
    threads: list[ThreadReport] = []
    try:
        original = original_of(path)
        there = library.has_original(original.sha256)
        if there:
            return already_in(library, path, there)
        for item in reading.read(path, reporter):
            if isinstance(item.content, DraftThread):
                threads.append(take_in(library, neighbours, item.content, original))
            else:
                threads += take_export(library, item.content)
    except RefusedFile as error:
        if not threads:
            return refused_report(path, error)
    return FileReport(str(path), outcome_of(threads), tuple(threads))


def already_in(library: Library, path: Path, posts: Sequence[int]) -> FileReport:
    """The report of a file that the library holds already."""
    from reader.jobs.intake import real_comments, receipt

    threads = []
    for post_id in posts:
        discussion = library.load(post_id)
        count = real_comments(discussion.comments)
        threads.append(receipt(discussion, Outcome.UNCHANGED, found=count, added=0))
    return FileReport(str(path), Outcome.UNCHANGED, tuple(threads))


def outcome_of(threads: Sequence[ThreadReport]) -> Outcome:
    """What became of a file, from what became of its threads."""
    outcomes = {thread.outcome for thread in threads}
    for outcome in (Outcome.ADDED, Outcome.JOINED):
        if outcome in outcomes:
            return outcome
    return Outcome.UNCHANGED


