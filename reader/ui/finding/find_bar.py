"""The bar over the thread that finds words in it: count, next, previous, case, whole words, patterns. Reaches folded and undrawn text.

What it does not do: it searches nothing itself; it says what is wanted and shows what was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from reader.ui.icons import icon
from reader.ui.plain import PlainLabel
from reader.ui.theme import Palette
from reader.ui.words import grouped

PAUSE = 150
"""Milliseconds after the last letter until the search starts."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be found, as `Library.matches` takes it."""

    words: str
    regex: bool = False
    case: bool = False
    query: bool = False
    """The words are those of a library search: each of them is marked, wherever it stands."""


class FindBar(QWidget):
    """Hidden until it is opened; Escape closes it."""

    wanted = Signal(object)
    """A `Wanted`, or None when nothing is sought any more."""
    moved = Signal(int)
    """The match with this place in the list is to be shown."""
    list_wanted = Signal()
    """Show only the comments that were found."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = 0
        self._current = -1
        self._query = ""
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Find in this discussion")
        self.edit.setAccessibleName("Find in this discussion")
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaximumWidth(360)
        self.edit.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.ask)
        self.edit.textChanged.connect(lambda _text: self._timer.start())
        self.count = PlainLabel("", role="dim")
        self.count.setMinimumWidth(96)
        self.previous = self._button("Previous match (Shift+F3)", self.go_previous)
        self.next = self._button("Next match (F3)", self.go_next)
        self.case = self._switch("Aa", "Match capital and small letters")
        self.whole = self._switch("Words", "Whole words only")
        self.regex = self._switch(".*", "The text is a pattern (regular expression)")
        self.only = QToolButton()
        self.only.setText("Only these comments")
        self.only.setToolTip("Hide the comments in which nothing was found")
        self.only.setAutoRaise(True)
        self.only.clicked.connect(self.list_wanted)
        self.close_button = self._button("Close (Escape)", self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(4)
        for widget in (self.edit, self.previous, self.next, self.count, self.case, self.whole, self.regex, self.only):
            layout.addWidget(widget, 1 if widget is self.edit else 0)
        layout.addStretch(1)
        layout.addWidget(self.close_button)
        self._show_count()
        self.hide()

    def open(self, words: str = "") -> None:
        """Show the bar, ready for typing; ``words`` takes the place of what was in it."""
        if words:
            self.edit.setText(words)
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        if self.edit.text():
            self._timer.start()

    def show_query(self, words: str) -> None:
        """Show what a library search found here, without taking the focus: its words stand in the bar until something else is typed."""
        self._query = words
        self.edit.setText(words)
        self.show()
        self.ask()

    @property
    def shows_query(self) -> bool:
        """Whether the words in the bar are those of a library search."""
        return bool(self._query) and self.edit.text() == self._query and not self.isHidden()

    def dismiss(self) -> None:
        """Close the bar; nothing is sought any more."""
        if not self.isHidden():
            self._timer.stop()
            self._query = ""
            self.hide()
            self.wanted.emit(None)
            self.closed.emit()

    def show_matches(self, count: int, current: int = 0, *, go: bool = True) -> None:
        """``count`` matches were found; ``current`` is where reading goes on, at once with ``go``."""
        self._count = count
        self._current = current if count else -1
        self._show_count()
        if count and go:
            self.moved.emit(self._current)

    def show_problem(self, words: str) -> None:
        """Say why nothing was sought."""
        self._count, self._current = 0, -1
        self._show_count()
        self.count.setText(words)

    def go_next(self) -> None:
        """Show the next match, after the last the first."""
        self._go(1)

    def go_previous(self) -> None:
        """Show the match before."""
        self._go(-1)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        for button, name in ((self.previous, "up"), (self.next, "down"), (self.close_button, "close")):
            button.setIcon(icon(name, palette))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._timer.isActive():
                    self._timer.stop()
                    self.ask()
                elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self.go_previous()
                else:
                    self.go_next()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
        return super().eventFilter(watched, event)

    def _go(self, step: int) -> None:
        if self._count:
            self._current = (self._current + step) % self._count
            self._show_count()
            self.moved.emit(self._current)

    def ask(self) -> None:
        """Say what is wanted now."""
        self._timer.stop()
        text = self.edit.text()
        if not text.strip():
            self._count, self._current = 0, -1
            self._show_count()
            self.wanted.emit(None)
            return
        pattern = self.regex.isChecked()
        if self.shows_query and not (pattern or self.whole.isChecked() or self.case.isChecked()):
            self.wanted.emit(Wanted(text, query=True))
            return
        if self.whole.isChecked():
            inner = text if pattern else r"\s+".join(re.escape(word) for word in text.split())
            text, pattern = rf"(?<!\w)(?:{inner})(?!\w)", True
        self.wanted.emit(Wanted(text, regex=pattern, case=self.case.isChecked()))

    def _show_count(self) -> None:
        if self._count:
            self.count.setText(f"{grouped(self._current + 1)} of {grouped(self._count)}")
        else:
            self.count.setText("nothing found" if self.edit.text().strip() and not self._timer.isActive() else "")
        for button in (self.previous, self.next, self.only):
            button.setEnabled(self._count > 0)

    def _button(self, words: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setAutoRaise(True)
        button.clicked.connect(act)
        return button

    def _switch(self, text: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.toggled.connect(lambda _on: self.ask())
        return button
