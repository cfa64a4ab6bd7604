"""One of the three steps of teaching: what to click, what was clicked, and how to say that the page has no such thing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.ui.plain import ElidedLabel, PlainLabel
from reader.ui.theme import LIGHT, Palette, mix


class StepCard(QFrame):
    """Shows itself as waiting, as the one that is on, or as done; a click on it goes back to it."""

    wanted = Signal()
    skipped = Signal()

    def __init__(self, number: int, ask: str, skip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step")
        self._ask = ask
        self._palette = LIGHT
        self._on = False
        self.ask = PlainLabel(f"{number}.  {ask}", wrap=True)
        self.chosen = ElidedLabel("", role="dim")
        self.skip = QPushButton(skip)
        self.skip.setAutoDefault(False)
        self.skip.clicked.connect(self.skipped)
        self.again = QPushButton("Change")
        self.again.setAutoDefault(False)
        self.again.setAccessibleName(f"Change: {ask}")
        self.again.clicked.connect(self.wanted)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.chosen, 1)
        line.addWidget(self.again)
        line.addWidget(self.skip)
        line.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self.ask)
        layout.addLayout(line)
        self.show_state("", on=False)

    def show_state(self, chosen: str, *, on: bool) -> None:
        """``chosen``: the words that were clicked, empty where none were; ``on``: the next click is for this step."""
        self._on = on
        self.chosen.setText(f"“{chosen}”" if chosen and not chosen.startswith("(") else chosen)
        self.chosen.setVisible(bool(chosen))
        self.again.setVisible(bool(chosen) and not on)
        self.skip.setVisible(on and bool(self.skip.text()))
        font = self.ask.font()
        font.setWeight(font.Weight.DemiBold if on else font.Weight.Normal)
        self.ask.setFont(font)
        self._dress()

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette
        self._dress()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self._on:
            self.wanted.emit()

    def _dress(self) -> None:
        palette = self._palette
        paper = mix(palette.paper, palette.accent, 0.14) if self._on else palette.window
        edge = palette.accent if self._on else palette.line
        self.setStyleSheet(f"#step {{ background: {paper}; border: 1px solid {edge}; border-radius: 6px; }}")
