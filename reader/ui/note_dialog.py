"""A note of one's own on a comment or post: Markdown, written on the left, seen on the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from reader.ui.plain import ElidedLabel, PlainLabel
from reader.ui.rich_text import GuardedBrowser
from reader.ui.theme import Palette


class NoteDialog(QDialog):
    """Emits the text when it is accepted; an empty text takes the note away."""

    written = Signal(str)

    def __init__(self, about: str, text: str, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Note")
        self.edit = QPlainTextEdit(text)
        self.edit.setAccessibleName("Note")
        self.edit.setPlaceholderText("Write what you want to remember. Markdown works: *slanted*, **bold**, - lists, > quotes.")
        self.edit.setTabChangesFocus(True)
        self.seen = GuardedBrowser()
        self.seen.setAccessibleName("The note as it will look")
        self._palette = palette
        self.edit.textChanged.connect(self._render)
        splitter = QSplitter()
        splitter.addWidget(self.edit)
        splitter.addWidget(self.seen)
        splitter.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.written.emit(self.edit.toPlainText().strip()))
        layout = QVBoxLayout(self)
        layout.addWidget(ElidedLabel(f"Note on {about}"))
        layout.addWidget(splitter, 1)
        layout.addWidget(PlainLabel("Notes are searched like comments and survive a new import of the page.", role="dim", wrap=True))
        layout.addWidget(buttons)
        self.resize(680, 400)
        self._render()
        self.edit.setFocus()

    def _render(self) -> None:
        self.seen.show_markdown(self.edit.toPlainText(), self._palette)
