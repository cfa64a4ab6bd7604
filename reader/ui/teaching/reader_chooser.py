"""The readers of pages with what each finds on one page, to choose from before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QCloseEvent, QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.jobs.readers import AUTOMATIC, ReaderRow
from reader.jobs.reporter import Reporter
from reader.jobs.teaching import Classroom, Trial
from reader.model.errors import ReaderError
from reader.ui.background import Background
from reader.ui.plain import PlainLabel, one_line
from reader.ui.teaching.asking import Asking
from reader.ui.teaching.found_list import FoundList
from reader.ui.theme import Palette
from reader.ui.words import grouped
from reader.wording import counted, error_sentence

REMEMBERED = "What you choose is remembered for this discussion: reading it again and joining later pages of it use the same reader."


class ReaderChooser(QDialog):
    """Tries all readers behind the window; rows come as readers find comments."""

    chosen = Signal(str)
    """Key of a reader."""
    teach_wanted = Signal()
    _tried = Signal(object)

    def __init__(
        self, background: Background, make: Callable[[], Classroom], rows: Sequence[ReaderRow], current: str, palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Read differently")
        self._rows = tuple(rows)
        self._current = current
        self._palette = palette
        self._trials: dict[str, Trial] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._asking = Asking(background, make, self.parent() or background)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["Reader", "Comments"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName("Readers")
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda *_: self._show_trial())
        self.list.itemDoubleClicked.connect(lambda *_: self._choose())
        self.all = QCheckBox("Show readers that find nothing, too")
        self.all.toggled.connect(lambda _on: self._sift())
        self.doing = PlainLabel("Trying all readers on this page…", role="dim")
        self.heading = PlainLabel("", wrap=True)
        font = self.heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.heading.setFont(font)
        self.facts = PlainLabel("", role="dim", wrap=True)
        self.found = FoundList()
        self.teach = QPushButton("Show where the comments are…")
        self.teach.setToolTip("Point at one comment in the page, and the program finds the others")
        self.teach.clicked.connect(self._teach)
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        self.go = QPushButton("Read it so")
        self.go.setDefault(True)
        self.go.clicked.connect(self._choose)
        for button in (self.teach, self.cancel):
            button.setAutoDefault(False)
        self._lay_out()
        self._fill()
        self.resize(960, 600)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tried.connect(self._on_trial, Qt.ConnectionType.QueuedConnection)
        self._asking.ask(self._try_all, lambda _none: self._ended(), self._refused)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.doing)
        column.addWidget(self.all)
        right = QWidget()
        preview = QVBoxLayout(right)
        preview.setContentsMargins(12, 0, 0, 0)
        preview.addWidget(self.heading)
        preview.addWidget(self.facts)
        preview.addWidget(self.found, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([330, 600])
        buttons = QHBoxLayout()
        buttons.addWidget(self.teach)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(splitter, 1)
        layout.addWidget(PlainLabel(REMEMBERED, role="dim", wrap=True))
        layout.addLayout(buttons)

    @property
    def key(self) -> str | None:
        """The marked reader."""
        item = self.list.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None

    def choose(self, key: str) -> None:
        """Mark a reader."""
        self.list.setCurrentItem(self._items[key])

    # -- Qt

    def reject(self) -> None:
        self._asking.close()
        super().reject()

    def accept(self) -> None:
        self._asking.close()
        super().accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._asking.close()
        super().closeEvent(event)

    # -- behind

    def _try_all(self, room: Classroom, reporter: Reporter) -> None:
        for trial in room.try_readers(reporter):
            self._tried.emit(trial)

    def _fill(self) -> None:
        for row in self._rows:
            name = "Automatic" if row.key == AUTOMATIC else one_line(row.name)
            words = f"{name}  (taught)" if row.taught else name
            item = QTreeWidgetItem([words + ("  ✓" if row.key == self._current else ""), "…"])
            item.setData(0, Qt.ItemDataRole.UserRole, row.key)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._items[row.key] = item
            self.list.addTopLevelItem(item)
        self._sift()
        self.choose(self._current if self._current in self._items else AUTOMATIC)

    def _sift(self) -> None:
        for row in self._rows:
            trial = self._trials.get(row.key)
            kept = row.taught or row.key in (AUTOMATIC, self._current) or (trial is not None and trial.found > 0)
            self._items[row.key].setHidden(not kept and not self.all.isChecked())

    def _on_trial(self, trial: Trial) -> None:
        if trial.reader not in self._items:
            return
        self._trials[trial.reader] = trial
        item = self._items[trial.reader]
        item.setText(1, grouped(trial.found) if trial.platform is not None else "nothing")
        if not trial.found:
            for column in (0, 1):
                item.setForeground(column, QBrush(QColor(self._palette.dim)))
        self._sift()
        if trial.reader == self.key:
            self._show_trial()

    def _ended(self) -> None:
        finding = sum(trial.found > 0 for trial in self._trials.values())
        self.doing.setText(f"{counted(finding, 'reader')} of {len(self._rows)} find comments.")

    def _refused(self, error: ReaderError | OSError) -> None:
        self.doing.setText("")
        self.heading.setText(error_sentence(error))
        self.go.setEnabled(False)

    def _show_trial(self) -> None:
        trial = self._trials.get(self.key or "")
        self.go.setEnabled(trial is not None and trial.platform is not None)
        if trial is None:
            self.heading.setText("Trying…")
            self.facts.setText("")
            self.found.clear()
        elif trial.platform is None:
            self.heading.setText("This reader finds no discussion on the page.")
            self.facts.setText("")
            self.found.clear()
        else:
            self.heading.setText(f"{counted(trial.found, 'comment')} found")
            said = f"The page says {grouped(trial.stated)}. " if trial.stated not in (None, trial.found) else ""
            short = len(trial.rows)
            whole = "" if short >= trial.found else f" The first {short} are listed."
            facts = f"{grouped(trial.named)} with a name, {grouped(trial.dated)} with a date.{whole}" if trial.found else ""
            self.facts.setText(said + facts)
            self.found.show_rows((row.author, row.published, row.excerpt, 0) for row in trial.rows)

    def _choose(self) -> None:
        if self.key is not None and self.go.isEnabled():
            self.chosen.emit(self.key)
            self.accept()

    def _teach(self) -> None:
        self.accept()
        self.teach_wanted.emit()
