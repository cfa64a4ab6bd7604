"""Asks which comment is meant: a few likely ones first, then the other answers, and all comments with a filter for the rest.

Arrows, Enter and the digits choose; typing in the list of all comments narrows it. It decides nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.ui.correcting.target_delegate import DIGITS, TargetDelegate
from reader.ui.correcting.target_model import CHOICE, AllComments, Choice, Choices
from reader.ui.plain import PlainLabel
from reader.ui.theme import Palette
from reader.ui.words import grouped
from reader.wording import counted

PAUSE = 150
"""Milliseconds after the last letter until the list is narrowed."""
ALL = Choice(None, "Choose from all comments…")
Find = Callable[[str, Callable[[frozenset[int]], None]], None]
"""Looks for words in the bodies, behind; hands the indexes of comments to its second argument."""


class TargetDialog(QDialog):
    """``chosen`` carries the value of a `Choice`; for a comment out of all of them its index."""

    chosen = Signal(object)

    def __init__(self, title: str, question: str, everything: AllComments, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.look_up: Find = lambda _words, _take: None
        self._everything = everything
        everything.setParent(self)
        self._few = Choices(self)
        self.question = PlainLabel(question, wrap=True)
        self.looking = PlainLabel("Looking for the likely ones…", role="dim")
        self.looking.hide()
        self.few = self._list(self._few, palette, numbered=True)
        self.all = self._list(everything, palette, numbered=False)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Number, name or words")
        self.filter.setAccessibleName("Find a comment by number, name or words")
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        self.count = PlainLabel("", role="dim")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._narrow)
        self.filter.textChanged.connect(lambda _text: self._timer.start())
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.filter, self.all, self.count):
            column.addWidget(widget)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.few)
        self.pages.addWidget(whole)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = QPushButton("This one")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.take)
        buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.question)
        layout.addWidget(self.looking)
        layout.addWidget(self.pages, 1)
        layout.addWidget(buttons)
        self.resize(620, 560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tell_count()

    def show_choices(self, choices: Sequence[Choice], *, more: bool = False) -> None:
        """Offer these, and behind them all comments. The first is marked, or what the person went to meanwhile. ``more``: likelier ones
        are still looked for."""
        self.looking.setVisible(more)
        marked = self.few.currentIndex().data(CHOICE) if self.few.currentIndex().row() > 0 else None
        rows = (*choices, ALL)
        self._few.set_rows(rows)
        row = next((place for place, choice in enumerate(rows) if marked is not None and choice.value == marked.value), 0)
        self.few.setCurrentIndex(self._few.index(row, 0))

    def show_all(self) -> None:
        """All comments, with the filter ready for typing."""
        self.pages.setCurrentIndex(1)
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.all.setCurrentIndex(self._everything.index(0, 0))

    def take(self) -> None:
        """Choose the marked row."""
        choice = self._view.currentIndex().data(CHOICE)
        if choice is ALL:
            self.show_all()
        elif choice is not None:
            self.accept()
            self.chosen.emit(choice.value)

    @property
    def _view(self) -> QListView:
        return self.few if self.pages.currentIndex() == 0 else self.all

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.few if self.pages.currentIndex() == 0 else self.filter).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if self.pages.currentIndex() == 0 and text and text in "123456789" and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            row = int(text) - 1
            if row < min(DIGITS, self._few.rowCount()):
                self.few.setCurrentIndex(self._few.index(row, 0))
                self.take()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # the list would hand it on to the button as well
            self._narrow_now()
            self.take()
            return True
        if watched is self.few and event.text().isdigit():
            self.keyPressEvent(event)
            return True
        if watched is self.filter and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._narrow_now()
            self.all.keyPressEvent(event)
            return True
        return False

    def _narrow_now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._narrow()

    def _narrow(self) -> None:
        text = self.filter.text().strip()
        self._show_found(text, frozenset())
        if text:
            self.look_up(text, lambda found: self._show_found(text, found) if self.filter.text().strip() == text else None)

    def _show_found(self, text: str, found: frozenset[int]) -> None:
        marked = self.all.currentIndex().data(CHOICE) if found else None
        self._everything.narrow(text, found)
        self.all.setCurrentIndex(self._everything.index(0, 0))
        if marked is not None:
            row = next((at for at in range(min(200, self._everything.rowCount())) if self._value(at) == marked.value), 0)
            self.all.setCurrentIndex(self._everything.index(row, 0))
        self._tell_count()

    def _value(self, row: int) -> object:
        return self._everything.index(row, 0).data(CHOICE).value

    def _tell_count(self) -> None:
        rows = self._everything.rowCount()
        self.count.setText(counted(rows, "comment") if rows < 10_000 else f"{grouped(rows)} comments")
        if not rows:
            self.count.setText("No comment has this number, name or words.")

    def _list(self, model: Choices | AllComments, palette: Palette, *, numbered: bool) -> QListView:
        view = QListView()
        view.setModel(model)
        view.setItemDelegate(TargetDelegate(view, palette, numbered=numbered))
        view.setUniformItemSizes(not numbered)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFrameShape(QFrame.Shape.StyledPanel)
        view.setAccessibleName("What may be meant" if numbered else "All comments")
        view.doubleClicked.connect(lambda _index: self.take())
        view.installEventFilter(self)
        return view
