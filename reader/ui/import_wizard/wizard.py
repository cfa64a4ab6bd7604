"""The dialog that leads through an import. See the package."""

from __future__ import annotations

import shutil
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from reader.jobs.reporter import Progress, Reporter
from reader.jobs.staging import Staging
from reader.model.errors import ReaderError
from reader.model.report import ImportPreview, ImportReport, Location, Outcome
from reader.store import Library
from reader.ui.background import Background, Task
from reader.ui.dropping import dropped_paths
from reader.ui.import_wizard.choose_step import WaysIn
from reader.ui.import_wizard.look_step import READING, SAVING, LookStep
from reader.ui.import_wizard.row_reading import Restage, RowReading
from reader.ui.messages import Messages
from reader.ui.plain import PlainLabel
from reader.ui.receipts.receipt_view import ReceiptView, entries_of
from reader.ui.theme import Palette
from reader.wording import error_sentence, report_line

FILLING = 120
"""Milliseconds between two fillings of the table: rows come in handfuls, so that a fast reader does not keep the window busy."""


class ImportWizard(QDialog):
    """Runs one staging. Closing it in any way but Save leaves nothing behind."""

    saved = Signal(object)
    """The `ImportReport`."""
    read_wanted = Signal(object)
    """A `Location`: read it now."""
    reading_wanted = Signal(int)
    """A saved post to be read differently."""
    teaching_wanted = Signal(int)

    def __init__(
        self, library: Library, background: Background, staging_folder: Path, palette: Palette, *, last_folder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import saved pages")
        self.setAcceptDrops(True)
        self._background = background
        self._folder = staging_folder / uuid.uuid4().hex
        self._staging = Staging(self._folder / "drafts", library)
        self._messages = Messages(self)
        self._palette = palette
        self._task: Task | None = None
        self._closing = False
        self._pasted = 0
        self._report: ImportReport | None = None
        self._waiting: list[Path] = []
        self._kept = 0
        self._arrived: deque[ImportPreview] = deque()
        """Appended to by the reading thread, emptied by this one."""
        self._filling = QTimer(self)
        self._filling.setInterval(FILLING)
        self._filling.timeout.connect(self._fill)
        self.last_folder = last_folder
        self.without_rules: Callable[[Sequence[Path]], list[Path]] = list
        """Takes rule files in, and gives back the other paths."""
        self.ways = WaysIn("Drop saved pages here")
        self.ways.files_wanted.connect(self.choose_files)
        self.ways.folder_wanted.connect(self.choose_folder)
        self.ways.paste_wanted.connect(self.start_pasting)
        self.paste = QPlainTextEdit()
        self.paste.setPlaceholderText("Paste the text of a page here: the post and its comments, as the browser shows them.")
        self.paste.setAccessibleName("Text of a page")
        self.look = LookStep()
        self.look.stop_wanted.connect(self.stop_reading)
        self.look.changed.connect(self._refresh)
        self.row_reading = RowReading(library, background, self._staging, self)
        self.row_reading.wanted.connect(self._restage)
        self.receipt = ReceiptView()
        for signal, on in ((self.receipt.reading_wanted, self.reading_wanted), (self.receipt.teaching_wanted, self.teaching_wanted)):
            signal.connect(lambda post, on=on: self._leave_for(on, post))
        self.steps = QStackedWidget()
        for step in (self.ways, self.paste, self.look, self.receipt):
            self.steps.addWidget(step)
        self.heading = PlainLabel("")
        font = self.heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.heading.setFont(font)
        self.more = QPushButton("Add more…")
        self.cancel = QPushButton("Cancel")
        self.go = QPushButton("Save to the library")
        self.go.setDefault(True)
        for button in (self.more, self.cancel):
            button.setAutoDefault(False)
        self.more.clicked.connect(self._more)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        buttons = QHBoxLayout()
        buttons.addWidget(self.more)
        buttons.addWidget(self.row_reading.differently)
        buttons.addWidget(self.row_reading.show_where)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.steps, 1)
        layout.addLayout(buttons)
        self.resize(1100, 680)
        self.set_palette(palette)
        self._show(self.ways)

    # -- ways in

    def choose_files(self) -> None:
        """Let the person choose saved pages."""
        self._take(self._messages.files(self.last_folder))

    def choose_folder(self) -> None:
        """Let the person choose a folder."""
        folder = self._messages.folder(self.last_folder)
        self._take([folder] if folder is not None else [])

    def start_pasting(self) -> None:
        """Show the page for pasted text, with what the clipboard holds."""
        self.paste.setPlainText(QGuiApplication.clipboard().text())
        self._show(self.paste)
        self.paste.setFocus()

    def add(self, paths: Sequence[Path]) -> None:
        """Read files and folders, after those that are being read."""
        if not paths or self._report is not None:
            return
        if self._task is not None:
            self._waiting += paths
            return
        self._show(self.look)
        self.look.verb = READING
        self.look.show_progress(Progress(0))
        wanted = list(paths)

        def work(reporter: Reporter) -> list[ImportPreview]:
            return self._staging.add(wanted, reporter, on_preview=self._arrived.append)

        self._filling.start()
        self._task = self._background.aside(
            work, self._read, failed=self._failed, cancelled=self._cancelled, stepped=self.look.show_progress, owner=self
        )
        self._refresh()

    def add_text(self, text: str) -> None:
        """Read pasted text as if it were a file."""
        self._pasted += 1
        folder = self._folder / "pasted"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"Pasted text {datetime.now().astimezone():%Y-%m-%d %H.%M} {self._pasted}.txt"
        path.write_text(text, encoding="utf-8")
        self.add([path])

    def stop_reading(self) -> None:
        """Cancel the reading that runs; its files are forgotten."""
        if self._task is not None:
            self._task.cancel()

    # -- Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add(self.without_rules(dropped_paths(event.mimeData())))
        event.acceptProposedAction()

    def reject(self) -> None:
        # While something runs it is cancelled first; the dialog goes when the worker has let go.
        if self._task is not None:
            self._closing = True
            self._task.cancel()
            self.setEnabled(False)
            return
        super().reject()

    def done(self, result: int) -> None:
        self._staging.discard()
        shutil.rmtree(self._folder, ignore_errors=True)
        super().done(result)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette
        self.row_reading.set_palette(palette)
        self.ways.set_palette(palette)
        self.look.set_palette(palette)

    # -- steps

    def _take(self, paths: list[Path]) -> None:
        if paths:
            self.last_folder = str(paths[0].parent)
            self.add(paths)

    def _more(self) -> None:
        if self._report is not None:
            self._again()
        self._show(self.ways)

    def _again(self) -> None:
        self._report = None
        self._kept = 0
        self.look.restart()

    def _go(self) -> None:
        step = self.steps.currentWidget()
        if step is self.paste:
            if self.paste.toPlainText().strip():
                self.add_text(self.paste.toPlainText())
        elif step is self.look:
            self._save()
        elif self._first is not None:
            self.read_wanted.emit(self._first)
            self.accept()
        else:
            self.accept()

    def _save(self) -> None:
        overrides = self.look.model.overrides
        self.look.verb = SAVING
        self.look.show_progress(Progress(0))
        self._task = self._background.library(
            lambda reporter: self._staging.save(overrides, reporter), self._on_saved, failed=self._failed, cancelled=self._cancelled,
            stepped=self.look.show_progress, owner=self,
        )
        self._refresh()

    def _fill(self) -> None:
        if self._task is not None and not self._task.reporter.cancelled:
            self.look.add_all([self._arrived.popleft() for _ in range(len(self._arrived))])

    def _read(self, _previews: list[ImportPreview]) -> None:
        self._fill()
        self._ended()
        waiting, self._waiting = self._waiting, []
        self.add(waiting)

    def _on_saved(self, report: ImportReport) -> None:
        self._ended()
        self._report = report
        self.receipt.show_entries(entries_of(report), self._palette)
        self._show(self.receipt)
        self.saved.emit(report)
        self.go.setFocus()

    def _leave_for(self, signal: SignalInstance, post: int) -> None:
        self.accept()
        signal.emit(post)

    def _restage(self, work: Restage) -> None:
        """Read staged files again; what comes takes the place of what was there."""
        if self._task is not None:
            return
        self.look.verb = READING
        self.look.show_progress(Progress(0))
        self._task = self._background.aside(
            work, self._restaged, failed=self._failed, cancelled=self._cancelled, stepped=self.look.show_progress, owner=self
        )
        self._refresh()

    def _restaged(self, previews: list[ImportPreview]) -> None:
        self.look.replace(previews)
        self._ended()

    def _failed(self, error: ReaderError) -> None:
        self._ended()
        self._messages.tell(error_sentence(error) + " Nothing was lost.")

    def _cancelled(self) -> None:
        # Reading that was stopped forgets the files of its call; what earlier calls staged stays.
        self.look.model.keep_files({row.preview.number for row in self.look.model.rows if row.preview.number < self._kept})
        self._ended()
        if not self._closing and not self.look.model.rows:
            self._show(self.ways)

    def _ended(self) -> None:
        self._task = None
        self._filling.stop()
        self._arrived.clear()
        self._kept = len({row.preview.number for row in self.look.model.rows})
        self.look.show_progress(None)
        self._refresh()
        if self._closing:
            super().reject()

    @property
    def _first(self) -> Location | None:
        threads = [thread for file in self._report.files for thread in file.threads] if self._report is not None else []
        fresh = [thread for thread in threads if thread.outcome is not Outcome.UNCHANGED] or threads
        return Location(fresh[0].post_id) if fresh else None

    def _show(self, step: QWidget) -> None:
        self.steps.setCurrentWidget(step)
        if step is self.ways:
            self.ways.focus()
        self._refresh()

    def _refresh(self) -> None:
        step = self.steps.currentWidget()
        reading = self._task is not None
        receipt = report_line(self._report) if self._report is not None else ""
        last = "Read it now" if self._first else "Close"
        words = (
            (self.ways, "Import saved pages", ""), (self.paste, "Paste the text of a page", "Read this text"),
            (self.look, "Look over what was recognised", "Save to the library"), (self.receipt, receipt, last),
        )
        heading, button = next((heading, button) for page, heading, button in words if page is step)
        self.heading.setText(heading)
        self.go.setVisible(bool(button))
        self.go.setText(button)
        self.go.setEnabled(not reading and (step is not self.look or self.look.model.wanted > 0))
        self.more.setVisible(step is not self.ways)
        self.more.setText("Import more…" if step is self.receipt else "Back" if step is self.paste else "Add more…")
        self.more.setEnabled(not reading)
        self.cancel.setText("Close" if step is self.receipt else "Cancel")
        self.row_reading.show_row(self.look.row if step is self.look else None, lambda: self.look.model.rows, idle=not reading)
