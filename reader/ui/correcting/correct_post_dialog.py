"""Title, author and date of a post, set by hand."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from reader.model.discussion import Corrections
from reader.ui.plain import PlainLabel

DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?")


class CorrectPostDialog(QDialog):
    """Emits `Corrections` when accepted: what differs from what is shown; an emptied field goes back to what the page says."""

    corrected = Signal(object)

    def __init__(self, title: str, author: str, published: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Correct title, author, date")
        self.title, self.author, self.published = QLineEdit(title), QLineEdit(author), QLineEdit(published)
        self.published.setPlaceholderText("like 2016-12-12 or 2016-12-12T14:48")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, edit in (("Title", self.title), ("Author", self.author), ("Date", self.published)):
            edit.setAccessibleName(words)
            form.addRow(words, edit)
        self.problem = PlainLabel("", role="warn", wrap=True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.published.textChanged.connect(lambda _text: self._check())
        self.accepted.connect(self._emit)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        about = "A field left empty goes back to what the page says. The saved file itself is not changed."
        layout.addWidget(PlainLabel(about, role="dim", wrap=True))
        layout.addWidget(self.problem)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _check(self) -> None:
        text = self.published.text().strip()
        sound = not text or bool(DATE.fullmatch(text))
        self.problem.setText("" if sound else "Write the date like 2016-12-12, with a time like 2016-12-12T14:48.")
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(sound)

    def _emit(self) -> None:
        values = (edit.text().strip() or None for edit in (self.title, self.author, self.published))
        self.corrected.emit(Corrections(*values))
