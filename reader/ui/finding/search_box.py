"""The one search box of the toolbar, with its reach: this discussion, this site, everything."""

from __future__ import annotations

import enum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from reader.ui.icons import icon
from reader.ui.theme import Palette


class Reach(enum.StrEnum):
    """How far a search reaches."""

    THREAD = "thread"
    SITE = "site"
    EVERYTHING = "everything"


WORDS = {Reach.THREAD: "This discussion", Reach.SITE: "This site", Reach.EVERYTHING: "Everything"}
PAUSE = 250
"""Milliseconds after the last letter until the search starts."""
HELP = (
    "Words are found in any order. “several words” in quotation marks stand together, begin* finds beginnings,\n"
    "author:james, site:example.org, after:2016, before:2017-05, is:unread, is:starred, has:note narrow the search."
)


class SearchBox(QWidget):
    """Says what is wanted: words and reach."""

    wanted = Signal(str, str)
    """Words (may be empty: the search is over) and a `Reach` value."""
    left = Signal(bool)
    """Down or Enter: on to the results (True). Escape: back to what was being read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setClearButtonEnabled(True)
        self.edit.setPlaceholderText("Search")
        self.edit.setAccessibleName("Search")
        self.edit.setToolTip(HELP)
        self.edit.setMinimumWidth(120)
        self._glass = QAction(self.edit)
        self.edit.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.reach = QComboBox()
        self.reach.setAccessibleName("Where to search")
        for reach, words in WORDS.items():
            self.reach.addItem(words, reach)
        self.reach.setCurrentIndex(list(WORDS).index(Reach.EVERYTHING))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.ask)
        self.edit.textEdited.connect(lambda _text: self._timer.start())
        self.edit.textChanged.connect(lambda text: None if text else self.ask())
        self.edit.installEventFilter(self)
        self.reach.currentIndexChanged.connect(lambda _row: self.ask())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.reach)
        self.setMaximumWidth(460)

    def focus(self) -> None:
        """Ready for typing."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def search_for(self, words: str, reach: Reach) -> None:
        """Search for ``words`` as if they had been typed."""
        self.edit.setText(words)
        self.reach.blockSignals(True)
        self.reach.setCurrentIndex(list(WORDS).index(reach))
        self.reach.blockSignals(False)
        self.ask()

    def ask(self) -> None:
        """Emit what is wanted now."""
        self._timer.stop()
        self.wanted.emit(self.edit.text().strip(), self.reach.currentData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.edit.clear()
                self.left.emit(False)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.ask()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.left.emit(True)
                return True
        return super().eventFilter(watched, event)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._glass.setIcon(icon("search", palette, palette.dim))
