"""Which comments were read: on screen long enough for their length and down to their end. The keyboard focus decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from reader.ui.thread_pane.boxes import Kind

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

TICK = 250
"""Milliseconds between looks at the window."""
LEAST = 600
MOST = 4000
PER_CHARACTER = 14
"""About 70 characters a second: skimming counts, rushing past does not."""


class Reading:
    """Watches the rows in the window while it is the active one and any of them is unread."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane
        self._looked: dict[int, int] = {}
        self._ended: set[int] = set()
        self._timer = QTimer(pane)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        self.needs_active_window = True

    def reset(self) -> None:
        """Another thread."""
        self._looked.clear()
        self._ended.clear()
        self._timer.stop()

    def moved(self) -> None:
        """The window shows other rows: look again while any is unread."""
        if self._pane.look.unread and not self._timer.isActive():
            self._timer.start()

    def tick(self) -> None:
        """One look: time is added to unread rows in the window; those that have enough of it and whose end was seen are read."""
        pane = self._pane
        if pane.rows is None or not pane.isVisible() or (self.needs_active_window and not pane.isActiveWindow()):
            return
        unread = pane.look.unread
        waiting, done = False, []
        for box, y in pane.view.shown():
            if box.kind not in (Kind.COMMENT, Kind.GHOST) or box.index not in unread:
                continue
            waiting = True
            looked = self._looked[box.index] = self._looked.get(box.index, 0) + TICK
            if y + box.height - box.gap // 2 <= pane.view.height + pane.style_now.px(12):
                self._ended.add(box.index)
            wanted = min(MOST, LEAST + PER_CHARACTER * pane.rows.thread.lengths[box.index])
            if box.index in self._ended and looked >= wanted:
                done.append(box.index)
        if done:
            unread.difference_update(done)
            for index in done:
                self._looked.pop(index, None)
            pane.seen.emit(tuple(done))
        if not waiting:
            self._timer.stop()
