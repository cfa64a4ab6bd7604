"""The wizard's middle ground: files are read and shown as they would become, and nothing is in the library until Save.

Drafts wait in a folder of their own (pickled by this program for itself); discarding removes it and leaves no trace.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.exports.json_form import ImportedExport
from reader.jobs.crossing import connect_threads
from reader.jobs.importing import AHEAD, already_in, files_of, original_of, outcome_of, refused_report
from reader.jobs.intake import real_comments, take_in
from reader.jobs.keeping import take_export
from reader.jobs.neighbours import Neighbours
from reader.jobs.reading import ChildReading, Reading
from reader.jobs.reporter import Reporter
from reader.model.draft import DraftThread
from reader.model.errors import Cancelled, RefusedFile
from reader.model.library import Original
from reader.model.report import FileReport, ImportPreview, ImportReport, Outcome, Overrides, PreviewThread
from reader.store import Library


@dataclass(frozen=True, slots=True)
class _Staged:
    path: Path
    original: Original | None
    spool: Path | None
    error: RefusedFile | None = None


class Staging:
    """Files on their way into ``library``. Made for one run of the wizard; not for several threads at a time."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder
        self._library = library
        self._files: list[_Staged] = []

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
            if reading is not None:
                return self._add(paths, reporter, on_preview, reading)
            with ChildReading(AHEAD) as children:
                return self._add(paths, reporter, on_preview, children)
        except Cancelled:
            for staged in self._files[before:]:
                if staged.spool is not None:
                    staged.spool.unlink(missing_ok=True)
            del self._files[before:]
            raise

    def save(self, overrides: Mapping[tuple[int, int], Overrides], reporter: Reporter) -> ImportReport:
        """Write what was staged, one transaction a thread, one undo for all. Cancel between files takes back what this save wrote.

        Keys of ``overrides``: (`ImportPreview.number`, `PreviewThread.index`)."""
        reports: list[FileReport] = []
        try:
            with self._library.one_step():
                neighbours = Neighbours(self._library)
                for number, staged in enumerate(self._files):
                    reporter.report(number, len(self._files), staged.path.name)
                    reports.append(self._save_file(number, staged, overrides, neighbours))
                connect_threads(self._library, {thread.post_id for report in reports for thread in report.threads}, reporter)
        except Cancelled:
            if any(thread.outcome is not Outcome.UNCHANGED for report in reports for thread in report.threads):
                self._library.undo()
            raise
        self.discard()
        return ImportReport(tuple(reports))

    def discard(self) -> None:
        """Forget everything staged."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._files.clear()

    def _add(
        self, paths: Sequence[Path], reporter: Reporter, on_preview: Callable[[ImportPreview], None] | None, reading: Reading
    ) -> list[ImportPreview]:
        files, refused = files_of(paths)
        previews = []

        def tell(preview: ImportPreview) -> None:
            previews.append(preview)
            if on_preview is not None:
                on_preview(preview)

        for report in refused:
            assert isinstance(report.error, RefusedFile)
            self._files.append(_Staged(Path(report.path), None, None, report.error))
            tell(ImportPreview(len(self._files) - 1, report.path, error=report.error))
        for index, path in enumerate(files):
            reporter.report(index, len(files), path.name)
            if any(path == staged.path for staged in self._files):
                continue
            for coming in files[index : index + AHEAD]:
                reading.expect(coming)
            tell(self._stage(path, reporter, reading))
        reporter.report(len(files), len(files))
        return previews

    def _stage(self, path: Path, reporter: Reporter, reading: Reading) -> ImportPreview:
        number = len(self._files)
        self._folder.mkdir(parents=True, exist_ok=True)
        spool = self._folder / f"{number}.drafts"
        threads: list[PreviewThread] = []
        try:
            original = original_of(path)
            there = bool(self._library.has_original(original.sha256))
            with spool.open("wb") as out:
                for item in reading.read(path, reporter):
                    pickle.dump(item.content, out, protocol=pickle.HIGHEST_PROTOCOL)
                    threads += _previews(item.content, len(threads))
        except RefusedFile as error:
            if not threads:
                self._files.append(_Staged(path, None, None, error))
                spool.unlink(missing_ok=True)
                return ImportPreview(number, str(path), error=error)
        self._files.append(_Staged(path, original, spool))
        return ImportPreview(number, str(path), tuple(threads), already_in_library=there)

    def _save_file(
        self, number: int, staged: _Staged, overrides: Mapping[tuple[int, int], Overrides], neighbours: Neighbours
    ) -> FileReport:
        if staged.error is not None or staged.spool is None or staged.original is None:
            assert staged.error is not None
            return refused_report(staged.path, staged.error)
        there = self._library.has_original(staged.original.sha256)
        if there:
            return already_in(self._library, staged.path, there)
        threads = []
        index = 0
        for content in _spooled(staged.spool):
            if isinstance(content, ImportedExport):
                threads += take_export(self._library, content)
                index += len(content.threads)
                continue
            change = overrides.get((number, index))
            index += 1
            if change is None or not change.skip:
                threads.append(take_in(self._library, neighbours, content, staged.original, change))
        return FileReport(str(staged.path), outcome_of(threads), tuple(threads))


def _spooled(spool: Path) -> list[DraftThread | ImportedExport]:
    contents = []
    with spool.open("rb") as file:
        while True:
            try:
                contents.append(pickle.load(file))
            except EOFError:
                return contents


def _previews(content: DraftThread | ImportedExport, first: int) -> list[PreviewThread]:
    if isinstance(content, DraftThread):
        return [
            PreviewThread(
                index=first, title=content.title, author=content.author, site=content.site, url=content.url, published=content.published,
                platform=content.platform, comments_found=real_comments(content.comments), comments_stated=content.comments_stated,
                notices=content.notices,
            )
        ]
    return [
        PreviewThread(
            index=first + place, title=post.title, author=post.author, site=post.site, url=post.url, published=post.published,
            platform=post.platform, comments_found=real_comments(kept.discussion.comments), comments_stated=post.comments_stated,
            notices=post.notices,
        )
        for place, kept in enumerate(content.threads)
        for post in (kept.discussion.post,)
    ]
