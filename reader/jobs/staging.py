"""The wizard's middle ground: files are read and shown as they would become, and nothing is in the library until Save.

Drafts wait in a folder of their own (pickled by this program for itself); discarding removes it and leaves no trace.
"""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.exports.json_form import ImportedExport
from reader.jobs.arriving import Arrival, arrivals, coming, original_of
from reader.jobs.children import ChildReading
from reader.jobs.crossing import connect_threads
from reader.jobs.importing import already_in, outcome_of, refused_report
from reader.jobs.intake import take_in
from reader.jobs.keeping import take_export
from reader.jobs.neighbours import Neighbours
from reader.jobs.outlining import Outline
from reader.jobs.readers import readers_of
from reader.jobs.reading import Reading, Request, spooled
from reader.jobs.recognising import Recognition
from reader.jobs.reporter import Reporter
from reader.model.errors import Cancelled, RefusedFile
from reader.model.library import Original
from reader.model.report import FileReport, ImportPreview, ImportReport, Outcome, Overrides, PreviewThread, SetApart, ThreadReport
from reader.store import Library


@dataclass(frozen=True, slots=True)
class _Staged:
    path: Path
    original: Original | None = None
    spool: Path | None = None
    contents: int = 0
    """How many contents of the spool are whole."""
    error: RefusedFile | None = None
    apart: SetApart | None = None


class Staging:
    """Files on their way into ``library``. Made for one run of the wizard; not for several threads at a time."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder
        self._library = library
        self._files: list[_Staged] = []
        self._paths: dict[Path, _Staged] = {}
        self._seen: dict[str, Path] = {}
        self._recognition = Recognition(library)

    def add(
        self,
        paths: Sequence[Path],
        reporter: Reporter,
        on_preview: Callable[[ImportPreview], None] | None = None,
        reading: Reading | None = None,
    ) -> list[ImportPreview]:
        """Read files and all that folders hold; ``on_preview`` is called as each is understood. Raises `Cancelled`: the files of this call
        are forgotten again."""
        before = len(self._files)
        try:
            with self._library.at_hand():
                if reading is not None:
                    return self._add(paths, reporter, on_preview, reading)
                with ChildReading(polite=True) as children:
                    return self._add(paths, reporter, on_preview, children)
        except BaseException:
            self._forget(before)
            raise

    def restage(self, number: int, chosen: str, reporter: Reporter, reading: Reading | None = None) -> ImportPreview:
        """Read a staged file again with the reader that a person chose (`readers.choices`). What was staged of it stays where the new
        reading fails: raises `RefusedFile`, `Cancelled`."""
        staged = self._files[number]
        self._folder.mkdir(parents=True, exist_ok=True)
        spool = self._folder / f"{number}-{uuid.uuid4().hex}.drafts"
        request = Request(staged.path, spool, readers_of(self._library, chosen))
        with self._library.at_hand(), (contextlib.nullcontext(reading) if reading is not None else ChildReading(1)) as children:
            try:
                outlines = list(children.read(request, reporter))
            except BaseException:
                spool.unlink(missing_ok=True)
                raise
        alone = Recognition(self._library)  # what was read of this very file before is no other page
        previews = [preview for outline in outlines for preview in _judged(alone, outline)]
        if staged.spool is not None:
            staged.spool.unlink(missing_ok=True)
        original = staged.original or original_of(staged.path)
        self._files[number] = self._paths[staged.path] = _Staged(staged.path, original, spool, len(outlines))
        return ImportPreview(number, str(staged.path), tuple(previews))

    def path_of(self, number: int) -> Path:
        """Where a staged file lies."""
        return self._files[number].path

    def save(self, overrides: Mapping[tuple[int, int], Overrides], reporter: Reporter) -> ImportReport:
        """Write what was staged, one transaction a thread, one undo for all. Cancel between files takes back what this save wrote.

        Keys of ``overrides``: (`ImportPreview.number`, `PreviewThread.index`)."""
        reports: list[FileReport] = []
        files = [(number, staged) for number, staged in enumerate(self._files) if staged.apart is None]
        try:
            with self._library.one_step():
                neighbours = Neighbours(self._library)
                for place, (number, staged) in enumerate(files):
                    reporter.report(place, len(files), staged.path.name)
                    reports.append(self._save_file(number, staged, overrides, neighbours))
                connect_threads(self._library, {thread.post_id for report in reports for thread in report.threads}, reporter)
        except Cancelled:
            if any(thread.outcome is not Outcome.UNCHANGED for report in reports for thread in report.threads):
                self._library.undo()
            raise
        apart = tuple(staged.apart for staged in self._files if staged.apart is not None)
        self.discard()
        return ImportReport(tuple(reports), apart)

    def discard(self) -> None:
        """Forget everything staged."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._files.clear()
        self._paths.clear()
        self._seen.clear()
        self._recognition = Recognition(self._library)

    def _forget(self, before: int) -> None:
        """Drop the files that came after the first ``before``, and what a reader had begun for them."""
        kept = {staged.spool for staged in self._files[:before]}
        for spool in self._folder.glob("*.drafts"):
            if spool not in kept:
                spool.unlink(missing_ok=True)
        del self._files[before:]
        self._paths = {staged.path: staged for staged in self._files}
        self._seen = {staged.original.sha256: staged.path for staged in self._files if staged.original is not None}
        self._recognition = Recognition(self._library)

    def _add(
        self, paths: Sequence[Path], reporter: Reporter, on_preview: Callable[[ImportPreview], None] | None, reading: Reading
    ) -> list[ImportPreview]:
        there = coming(paths, reporter)
        files = [path for path in there.files if path not in self._paths]
        self._folder.mkdir(parents=True, exist_ok=True)
        previews: list[ImportPreview] = []

        def tell(staged: _Staged, preview: ImportPreview) -> None:
            self._files.append(staged)
            self._paths[staged.path] = staged
            previews.append(preview)
            if on_preview is not None:
                on_preview(preview)

        for path, error in there.refused:
            tell(_Staged(path, error=error), ImportPreview(len(self._files), str(path), error=error))
        first = len(self._files)
        arriving = arrivals(files, self._library, reading, lambda place: self._folder / f"{first + place}.drafts", self._seen)
        for place, path in enumerate(files):
            reporter.report(place, len(files), path.name)
            tell(*self._stage(next(arriving), reporter, reading))
        for one in there.apart:
            if Path(one.path) not in self._paths:
                tell(_Staged(Path(one.path), apart=one), ImportPreview(len(self._files), one.path, apart=one))
        reporter.report(len(files), len(files))
        return previews

    def _stage(self, arrival: Arrival, reporter: Reporter, reading: Reading) -> tuple[_Staged, ImportPreview]:
        number, path = len(self._files), arrival.path
        if arrival.there:
            threads = tuple(_stored_previews(self._library, arrival.there))
            return _Staged(path, arrival.original), ImportPreview(number, str(path), threads, already_in_library=True)
        error = arrival.error
        if arrival.same_as is not None:
            error = self._paths[arrival.same_as].error
            if error is None:
                return _Staged(path, arrival.original), ImportPreview(number, str(path), same_as=str(arrival.same_as))
            error = RefusedFile(str(path), error.why, error.detail, error.limit)
        if arrival.request is None:
            return _Staged(path, error=error), ImportPreview(number, str(path), error=error)
        outlines = 0
        previews: list[PreviewThread] = []
        try:
            for outline in reading.read(arrival.request, reporter):
                outlines += 1
                previews += _judged(self._recognition, outline)
        except RefusedFile as error:
            if not previews:
                arrival.request.spool.unlink(missing_ok=True)
                return _Staged(path, arrival.original, error=error), ImportPreview(number, str(path), error=error)
        return _Staged(path, arrival.original, arrival.request.spool, outlines), ImportPreview(number, str(path), tuple(previews))

    def _save_file(
        self, number: int, staged: _Staged, overrides: Mapping[tuple[int, int], Overrides], neighbours: Neighbours
    ) -> FileReport:
        if staged.error is not None:
            return refused_report(staged.path, staged.error)
        assert staged.original is not None
        there = self._library.has_original(staged.original.sha256)
        if there or staged.spool is None:
            return already_in(self._library, staged.path, there)
        threads: list[ThreadReport] = []
        index = 0
        for content in spooled(staged.spool, staged.contents):
            if isinstance(content, ImportedExport):
                threads += take_export(self._library, content)
                index += len(content.threads)
                continue
            change = overrides.get((number, index))
            index += 1
            if change is None or not change.skip:
                threads.append(take_in(self._library, neighbours, content, staged.original, change))
        return FileReport(str(staged.path), outcome_of(threads), tuple(threads))


def _judged(recognition: Recognition, outline: Outline) -> list[PreviewThread]:
    if outline.thin is None:
        return list(outline.previews)
    belongs = recognition.judge(outline.thin)
    return [dataclasses.replace(preview, belongs=belongs) for preview in outline.previews]


def _stored_previews(library: Library, posts: Sequence[int]) -> list[PreviewThread]:
    return [
        PreviewThread(
            index=index, title=line.title, author=line.author, site=line.site, url=line.url, published=line.published,
            platform=line.platform, comments_found=line.comments, comments_stated=None,
        )
        for index, line in enumerate(library.summaries_of(posts))
    ]
