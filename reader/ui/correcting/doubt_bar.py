"""The bar over the thread during a walk through doubtful references: which, why, and the answers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.ui.icons import icon
from reader.ui.plain import ElidedLabel, PlainLabel
from reader.ui.theme import Palette


@dataclass(frozen=True, slots=True)
class Step:
    """Where a walk stands: ``number`` of ``total`` (from 1), which reference where, and why it leads there."""

    number: int
    total: int
    heading: str
    reason: str


class DoubtBar(QWidget):
    """Hidden unless a walk is on. The buttons take no focus: reading and walking go on by keyboard."""

    confirmed = Signal()
    refused = Signal()
    moved = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = ElidedLabel()
        font = self.heading.font()
        font.setWeight(font.Weight.DemiBold)
        self.heading.setFont(font)
        self.count = PlainLabel("", role="dim")
        self.reason = PlainLabel("", wrap=True)
        self.yes = QPushButton("Yes, this one (Y)")
        self.no = QPushButton("Not this one… (X)")
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(self.refused)
        self.previous = self._button("Previous doubtful reference (Shift+D)")
        self.next = self._button("Next doubtful reference (D)")
        self.close_button = self._button("End the walk")
        self.previous.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(lambda: self.moved.emit(1))
        self.close_button.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.heading, 1)
        for widget in (self.count, self.previous, self.next, self.close_button):
            top.addWidget(widget)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.reason, 1)
        for button in (self.yes, self.no):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(below)
        self.hide()

    def show_step(self, step: Step | None) -> None:
        """Where the walk stands; None: it is over."""
        self.setVisible(step is not None)
        if step is not None:
            self.heading.setText(step.heading)
            self.count.setText(f"{step.number} of {step.total}")
            self.reason.setText(step.reason)
            self.previous.setEnabled(step.total > 1)
            self.next.setEnabled(step.total > 1)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        for button, name in ((self.previous, "up"), (self.next, "down"), (self.close_button, "close")):
            button.setIcon(icon(name, palette))

    @staticmethod
    def _button(words: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button
