"""Changing which rows there are (folds, filters, order) so that nothing moves under the eye."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.ui.thread_pane.rows import POST

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

MARGIN = 12
"""Pixels that a row is kept away from the upper edge when it is brought into view."""


class Arranging:
    """Does a change of rows and puts a row that stays where it was."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane

    def toggle(self, index: int, at: float | None = None) -> None:
        """Fold or open. ``at``: where the pointer is; a branch whose header is out of sight is brought there."""
        rows = self._pane.rows
        if rows is None or not rows.threaded or not 0 <= index < rows.size:
            return
        place = rows.place_of(index)
        header = self._header_y(place)
        (rows.unfold if rows.is_folded(index) else rows.fold)(index)
        self._pane.boxes.changed()
        if header is None:
            line = self._pane.style_now.header_line
            header = round(at if at is not None else self._pane.style_now.px(MARGIN) + line) - line // 2
        if rows.is_visible(place):
            self._pane.view.put(place, header - self._pane.boxes.at(place).header_top, still=True)
        else:
            self._pane.view.settle()
        if self._pane.current >= 0 and not rows.is_visible(rows.place_of(self._pane.current)):
            self._pane.set_current(index, speak=False)
        self._pane.refresh()

    def _header_y(self, place: int) -> int | None:
        """Where the header of a row stands; None where it is out of sight."""
        assert self._pane.rows is not None
        y = self._pane.view.y_of(place) if self._pane.rows.is_visible(place) else None
        if y is None:
            return None
        box = self._pane.boxes.at(place)
        return y + box.header_top if y + box.header_top + box.header.height > 0 else None

    def keeping(self, change: Callable[[], None], prefer: int | None = None) -> None:
        """Change which rows there are; a row under the eye stays at its height: the current one where it is in the window, else the
        topmost whose header is, else the topmost at all."""
        rows = self._pane.rows
        assert rows is not None
        held = [(box.index, y) for box, y in self._pane.view.shown() if box.index >= 0 and y + box.height > 0]
        held.sort(key=lambda pair: pair[1] < 0)
        at_top = self._pane.view.top == POST and (not held or held[0][1] > self._pane.view.height * 0.5)
        top_offset = self._pane.view.offset
        change()
        self._pane.boxes.changed()
        kept = [(index, y) for index, y in held if rows.is_visible(rows.place_of(index)) and not rows.is_hidden(index)]
        for wanted in (self._pane.current, prefer):
            kept.sort(key=lambda pair: pair[0] != wanted)
        if at_top:
            self._pane.view.put(POST, -top_offset)
        elif kept:
            index, y = kept[0]
            self._pane.view.put(rows.place_of(index), y, still=True)
        elif held:
            self._pane.view.put(rows.standing_for(held[0][0]), max(held[0][1], 0))
        else:
            self._pane.view.top = rows.next(min(self._pane.view.top, rows.size) - 1) or POST if self._pane.view.top != POST else POST
            self._pane.view.settle()
        self._pane.refresh()
