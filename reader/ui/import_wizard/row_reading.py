"""What can be done about a page of the wizard that was read wrongly: another reader, or a rule taught on the spot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from reader.jobs.reporter import Reporter
from reader.jobs.staging import Staging
from reader.model.report import ImportPreview
from reader.model.teaching import TaughtRule
from reader.ui.background import Background
from reader.ui.import_wizard.preview_row import Row
from reader.ui.theme import LIGHT, Palette

if TYPE_CHECKING:
    from reader.jobs.readers import ReaderRow
    from reader.jobs.teaching import Classroom
    from reader.store import Library

Restage = Callable[[Reporter], list[ImportPreview]]


class RowReading(QObject):
    """Two buttons for the row that is marked, and what they open."""

    wanted = Signal(object)
    """A `Restage`: work to be done behind the wizard; it gives the previews that take the place of earlier ones."""

    def __init__(self, library: Library, background: Background, staging: Staging, window: QWidget) -> None:
        super().__init__(window)
        self._library = library
        self._background = background
        self._staging = staging
        self._window = window
        self._row: Row | None = None
        self._rows: Callable[[], tuple[Row, ...]] = tuple
        self._palette = LIGHT
        self.differently = QPushButton("Read differently…")
        self.differently.setToolTip("Choose another reader for the marked page, and see what it finds")
        self.differently.clicked.connect(self.choose)
        self.show_where = QPushButton("Show where the comments are…")
        self.show_where.setToolTip("Point at one comment in the marked page, and the program finds the others")
        self.show_where.clicked.connect(self.teach)
        for button in (self.differently, self.show_where):
            button.setAutoDefault(False)

    def show_row(self, row: Row | None, rows: Callable[[], tuple[Row, ...]], *, idle: bool) -> None:
        """The row that the buttons are about (None: no table is shown), and all rows."""
        self._row, self._rows = row, rows
        for button in (self.differently, self.show_where):
            button.setVisible(row is not None)
            button.setEnabled(idle and row is not None and row.open)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette

    def choose(self) -> None:
        """Choose another reader for the marked page."""
        row = self._row
        if row is None or row.thread is None:
            return
        library, notices = self._library, row.thread.notices

        def look(_reporter: Reporter) -> tuple[tuple[ReaderRow, ...], str]:
            from reader.jobs.readers import AUTOMATIC, choices, chosen_in, rules_of

            return choices(rules_of(library)), chosen_in(notices) or AUTOMATIC

        def show(found: tuple[tuple[ReaderRow, ...], str]) -> None:
            from reader.ui.teaching.reader_chooser import ReaderChooser

            dialog = ReaderChooser(self._background, self._room(row), *found, self._palette, self._window)
            dialog.chosen.connect(lambda key: self.wanted.emit(self._restage([row.preview.number], key)))
            dialog.teach_wanted.connect(lambda: self._teach(row))
            dialog.open()

        self._background.aside(look, show, owner=self)

    def teach(self) -> None:
        """Point at the comments of the marked page."""
        if self._row is not None and self._row.thread is not None:
            self._teach(self._row)

    def _teach(self, row: Row) -> None:
        from reader.ui.teaching.teach_window import TeachWindow

        dialog = TeachWindow(self._background, self._room(row), self._palette, self._window)
        dialog.taught.connect(lambda rule: self._keep(row, rule))
        dialog.open()

    def _keep(self, row: Row, rule: TaughtRule) -> None:
        """Keep the rule; read this page with it, and the others of its site that no reader knew."""
        same = [
            other.preview.number for other in self._rows()
            if other.thread is not None and other.open and other.thread.platform == "generic" and other.thread.site == _site(row)
        ] if _site(row) else []
        numbers = list(dict.fromkeys([row.preview.number, *same]))
        library = self._library

        def work(reporter: Reporter) -> list[ImportPreview]:
            from reader.jobs.teaching import keep_rule, reader_key

            return self._restage(numbers, reader_key(keep_rule(library, rule)))(reporter)

        self.wanted.emit(work)

    def _restage(self, numbers: list[int], key: str) -> Restage:
        def work(reporter: Reporter) -> list[ImportPreview]:
            previews = []
            for place, number in enumerate(numbers):
                reporter.report(place, len(numbers), self._staging.path_of(number).name)
                previews.append(self._staging.restage(number, key, reporter))
            return previews

        return work

    def _room(self, row: Row) -> Callable[[], Classroom]:
        library, path = self._library, self._staging.path_of(row.preview.number)
        url = row.thread.url if row.thread is not None else None

        def make() -> Classroom:
            from reader.jobs.teaching import Classroom

            return Classroom(library, path, url=url)

        return make


def _site(row: Row) -> str | None:
    return row.thread.site if row.thread is not None else None
