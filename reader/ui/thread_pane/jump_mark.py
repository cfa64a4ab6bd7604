"""The mark on the comment that a jump led to: a soft background that fades, or with reduced motion a bar that stays a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QStyle

from reader.ui.thread_pane.painting import Ink

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

FADE = 1200
STAY = 2000


class JumpMark:
    """One marked comment at a time. ``held`` marks one that a hovered reference points to, for as long as it is hovered."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane
        self._index = -1
        self.held = -1
        self.reduced_motion = not pane.style().styleHint(QStyle.StyleHint.SH_Widget_Animate)
        self._clock = QElapsedTimer()
        self._timer = QTimer(pane)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._tick)

    def reset(self) -> None:
        """Mark nothing."""
        self._index = self.held = -1
        self._timer.stop()

    def start(self, index: int) -> None:
        """Mark the target of a jump."""
        self._index = index
        self._clock.start()
        self._timer.setInterval(STAY if self.reduced_motion else 40)
        self._timer.start()

    def hold(self, index: int) -> None:
        """Mark while a reference to it is hovered; -1 ends it."""
        if index != self.held:
            for one in (self.held, index):
                self.held = index
                self._update(one)

    def ink(self, index: int, ink: Ink) -> None:
        """What the mark adds to a comment's row."""
        if index == self.held >= 0:
            ink.mark = 0.8
        elif index == self._index >= 0:
            left = 1.0 - self._clock.elapsed() / FADE
            ink.bar = self.reduced_motion
            ink.mark = 1.0 if self.reduced_motion else max(0.0, min(1.0, left * 1.3))

    def _update(self, index: int) -> None:
        rows = self._pane.rows
        if rows is not None and 0 <= index < rows.size:
            self._pane.update_row(rows.place_of(index))

    def _tick(self) -> None:
        index = self._index
        if self.reduced_motion or self._clock.elapsed() >= FADE:
            self._timer.stop()
            self._index = -1
        self._update(index)
