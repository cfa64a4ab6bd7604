"""Second page: what was recognised, while it is read and before anything is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
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
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reader.jobs.reporter import Progress
from reader.model.report import ImportPreview
from reader.ui.import_wizard.preview_model import Column, PreviewModel
from reader.ui.plain import ElidedLabel, PlainLabel, one_line
from reader.ui.theme import Palette
from reader.wording import counted

FIELDS = (("title", "Title"), ("author", "Author"), ("published", "Date"))


class Field(QLineEdit):
    """A line in which Enter ends the writing and does not press the dialog's button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class LookStep(QWidget):
    """Table above, the chosen row's fields and remarks below."""

    stop_wanted = Signal()
    """Stop what is going on; what was read before stays in the table."""
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verb = "Reading"
        self.model = PreviewModel(self)
        self.summary = PlainLabel("")
        self.table = QTreeView()
        self.table.setModel(self.model)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAlternatingRowColors(True)
        self.table.setAccessibleName("What was recognised")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        header = self.table.header()
        header.setStretchLastSection(True)
        for column, width in ((Column.TITLE, 260), (Column.AUTHOR, 110), (Column.DATE, 100), (Column.SITE, 140), (Column.COMMENTS, 90)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_row())
        self.model.dataChanged.connect(lambda *_: self._edited())
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
        below = QWidget()
        lines = QVBoxLayout(below)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(form)
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
        layout.addWidget(splitter, 1)
        self._bar.hide()
        self._show_row()

    def add(self, preview: ImportPreview) -> None:
        """One more file was understood."""
        first = self.model.rowCount() == 0
        self.model.add(preview)
        if first:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._edited()

    def show_progress(self, progress: Progress | None) -> None:
        """How far reading is; None: it has ended."""
        self._bar.setVisible(progress is not None)
        if progress is not None:
            self.progress.setMaximum(progress.total or 0)
            self.progress.setValue(progress.done)
            of = f"{progress.done + 1} of {progress.total}: " if progress.total and progress.done < progress.total else ""
            self.doing.setText(f"{self.verb} {of}{one_line(progress.what)}" if progress.what else f"{self.verb}…")
        self._summarise()

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self.model.set_palette(palette)

    def _edited(self) -> None:
        self._summarise()
        self._show_row()
        self.changed.emit()

    def _summarise(self) -> None:
        rows = self.model.rows
        threads = [row for row in rows if row.thread is not None]
        comments = sum(row.thread.comments_found for row in threads if row.thread is not None)
        refused = sum(row.preview.error is not None for row in rows)
        text = f"{counted(len(threads), 'discussion')} with {counted(comments, 'comment')} recognised"
        if refused:
            text += f", {counted(refused, 'file')} cannot be read"
        self.summary.setText(text + ". Nothing is saved yet.")

    def _show_row(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        editable = row is not None and row.thread is not None and not row.preview.already_in_library
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
