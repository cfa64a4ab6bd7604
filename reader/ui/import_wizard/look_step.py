"""Second page: what was recognised, while it is read and before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabBar,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reader.jobs.reporter import Progress
from reader.model.report import ImportPreview
from reader.ui.import_wizard.preview_model import Column, PreviewModel
from reader.ui.import_wizard.preview_row import Row, Section
from reader.ui.plain import ElidedLabel, PlainLabel, one_line
from reader.ui.theme import Palette
from reader.ui.words import grouped
from reader.wording import counted, time_left

FIELDS = (("title", "Title"), ("author", "Author"), ("published", "Date"))
SECTIONS = (
    (Section.THREADS, "Discussions"), (Section.BARE, "Without comments"), (Section.COPIES, "Copies"), (Section.LEFT_OUT, "Left out"),
)
READING, SAVING = "Reading", "Saving"
FEW = 20
"""So many files must have been read before it is told how long the rest will take."""


class Field(QLineEdit):
    """A line in which Enter ends the writing and does not press the dialog's button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class LookStep(QWidget):
    """Sections and their table above, the chosen row's fields and remarks below."""

    stop_wanted = Signal()
    """Stop what is going on; what was read before stays in the table."""
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verb = READING
        self._chosen = False
        self.model = PreviewModel(self)
        self.summary = PlainLabel("", wrap=True)
        self._clock = QElapsedTimer()
        self.sections = QTabBar()
        self.sections.setDrawBase(False)
        self.sections.setExpanding(False)
        self.sections.setAccessibleName("Sections of what was found")
        for _, words in SECTIONS:
            self.sections.addTab(words)
        self.sections.currentChanged.connect(self._show_section)
        self.all = QPushButton("Leave all out")
        self.all.setAutoDefault(False)
        self.all.clicked.connect(self._take_or_leave_all)
        above = QHBoxLayout()
        above.addWidget(self.sections)
        above.addStretch(1)
        above.addWidget(self.all)
        self.table = QTreeView()
        self.table.setModel(self.model)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAlternatingRowColors(True)
        self.table.setAccessibleName("What was recognised")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        header = self.table.header()
        header.setStretchLastSection(True)
        for column, width in ((Column.TITLE, 280), (Column.AUTHOR, 100), (Column.DATE, 100), (Column.SITE, 170), (Column.COMMENTS, 90)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sortIndicatorChanged.connect(self.model.sort)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._marked())
        self.model.dataChanged.connect(lambda *_: self._edited())
        self.model.modelReset.connect(self._edited)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(8)
        self.doing = ElidedLabel("", role="dim")
        self.stop = QPushButton("Stop")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.stop_wanted)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.progress, 1)
        bar.addWidget(self.doing, 1)
        bar.addWidget(self.stop)
        self.fields: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setContentsMargins(0, 8, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for field, words in FIELDS:
            edit = Field()
            edit.setAccessibleName(words)
            edit.editingFinished.connect(lambda field=field: self._correct(field))
            self.fields[field] = edit
            form.addRow(words, edit)
        self.fields["published"].setPlaceholderText("like 2016-12-12 or 2016-12-12T14:48")
        self.remarks = PlainLabel("", wrap=True)
        self.remarks.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.remarks.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.remarks.setMinimumHeight(3 * self.fontMetrics().lineSpacing() + 4)
        self._form = QWidget()
        self._form.setLayout(form)
        below = QWidget()
        lines = QVBoxLayout(below)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._form)
        lines.addWidget(self.remarks, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(self._bar)
        layout.addLayout(above)
        layout.addWidget(splitter, 1)
        self._bar.hide()
        self._edited()

    def add_all(self, previews: Sequence[ImportPreview]) -> None:
        """More files were understood."""
        if not previews:
            return
        self.model.add_all(previews)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._summarise()
        self.changed.emit()

    @property
    def row(self) -> Row | None:
        """The marked row."""
        return self.model.row_at(self.table.currentIndex().row())

    def replace(self, previews: Sequence[ImportPreview]) -> None:
        """Files were read again: what is known of them now takes the place of their rows; the first of them is marked."""
        self.model.replace(previews)
        row = next((row for row in self.model.rows if previews and row.preview is previews[0]), None)
        if row is not None:
            self.show_section(row.section)
            places = range(self.model.rowCount())
            at = next((place for place in places if self.model.row_at(place) is row), 0)
            self.table.setCurrentIndex(self.model.index(at, 0))
        self._edited()

    def show_section(self, section: Section) -> None:
        """Show one of the sections."""
        before, self._chosen = self._chosen, False
        self.sections.setCurrentIndex(section)
        self._chosen = before

    def restart(self) -> None:
        """Forget everything, for another import."""
        self._chosen = False
        self.model.clear()
        self.show_section(Section.THREADS)

    def show_progress(self, progress: Progress | None) -> None:
        """How far reading is; None: it has ended."""
        self._bar.setVisible(progress is not None)
        if progress is not None:
            self.all.setEnabled(self.verb == READING)
            self.progress.setMaximum(progress.total or 0)
            self.progress.setValue(progress.done)
            self.doing.setText(self._doing(progress))
        else:
            self._clock.invalidate()
            self.verb = READING
            self.all.setEnabled(True)
            if not self.model.rowCount() and not self._chosen:  # nothing where one looks first: show what there is
                self.show_section(next((section for section, _ in SECTIONS if self.model.totals.rows[section]), Section.THREADS))
        self._summarise()

    def _doing(self, progress: Progress) -> str:
        done, total = progress.done, progress.total
        if not done or not self._clock.isValid():
            self._clock.start()
        if not total or done >= total:
            return f"{self.verb}…"
        left = time_left(self._clock.elapsed() / 1000 / done * (total - done)) if done >= FEW and self._clock.elapsed() > 2000 else ""
        parts = (f"{self.verb} {grouped(done + 1)} of {grouped(total)}", left, one_line(progress.what))
        return " · ".join(part for part in parts if part)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self.model.set_palette(palette)

    def _edited(self) -> None:
        self._summarise()
        self._show_row()
        self.all.setVisible(self.model.section in (Section.THREADS, Section.BARE) and self.model.rowCount() > 1)
        self.all.setText("Take all" if self.all.isVisibleTo(self) and self._all_left else "Leave all out")
        self.changed.emit()

    def _summarise(self) -> None:
        totals = self.model.totals
        threads = totals.rows[Section.THREADS] + (0 if totals.rows[Section.THREADS] else totals.rows[Section.BARE])
        text = f"{counted(threads, 'discussion')} with {counted(totals.comments, 'comment')} recognised"
        if totals.updates:
            text += f", {grouped(totals.updates)} of them update others"
        if totals.refused:
            text += f", {counted(totals.refused, 'file')} cannot be read"
        self.summary.setText(text + (". Nothing is saved yet." if self.verb == READING else "."))
        for place, (section, words) in enumerate(SECTIONS):
            count = totals.rows[section]
            self.sections.setTabText(place, f"{words}  {grouped(count)}" if count else words)
            self.sections.setTabEnabled(place, bool(count) or section is self.model.section)

    def _show_section(self, place: int) -> None:
        section = SECTIONS[place][0]
        self._chosen = True
        self.table.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.model.show_section(section)
        for column in (Column.AUTHOR, Column.DATE, Column.SITE, Column.COMMENTS):
            self.table.setColumnHidden(column, section in (Section.LEFT_OUT, Section.COPIES))
        self._form.setVisible(section in (Section.THREADS, Section.BARE))
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._edited()

    def _take_or_leave_all(self) -> None:
        self.model.take_all(self._all_left)

    @property
    def _all_left(self) -> bool:
        return not any(row.open and not row.change.skip for row in map(self.model.row_at, range(self.model.rowCount())) if row is not None)

    def _marked(self) -> None:
        self._show_row()
        self.changed.emit()

    def _show_row(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        editable = row is not None and row.open
        for field, edit in self.fields.items():
            edit.setEnabled(editable)
            if not edit.hasFocus() or not edit.isModified():
                edit.setText(row.value(field) if row is not None else "")
        self.remarks.setText("\n".join(row.remarks) or "Nothing unusual." if row is not None else "")

    def _correct(self, field: str) -> None:
        row = self.table.currentIndex().row()
        edit = self.fields[field]
        if self.model.row_at(row) is not None and edit.isModified():
            edit.setModified(False)
            self.model.correct(row, field, edit.text())
