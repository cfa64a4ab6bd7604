"""Matches of a search in the thread: where they stand in the shown documents, and how to get to one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from reader.model.report import Match
from reader.ui.thread_pane.boxes import Box
from reader.ui.thread_pane.documents import Laid
from reader.ui.thread_pane.rows import POST
from reader.ui.thread_pane.spans import locate

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

MOST_MARKS = 400


class Finding:
    """Matches by comment. Only what is shown is ever located in a document."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane
        self.reset()

    def reset(self) -> None:
        """No matches."""
        self.matches: list[Match] = []
        self._starts: list[int] = []
        self.current: int | None = None
        self._located: dict[int, tuple[Laid, list[tuple[int, int] | None]]] = {}

    def set(self, matches: Sequence[Match], current: int | None) -> None:
        """Take the matches of a search, in page order."""
        self.matches = list(matches)
        self._starts = [match.index for match in self.matches]
        if any(a > b for a, b in zip(self._starts, self._starts[1:], strict=False)):
            raise ValueError("matches are to come in page order")
        self.current = current
        self._located.clear()
        self._mark_bar()
        self._pane.viewport().update()

    def go(self, number: int) -> None:
        """Stand at one match."""
        pane = self._pane
        rows = pane.rows
        if rows is None or not 0 <= number < len(self.matches):
            return
        self.current = number
        match = self.matches[number]
        pane.reveal(match.index, mark=False)
        place = rows.place_of(match.index) if match.index >= 0 else POST
        box = pane.boxes.at(place)
        span = self._span(box, number)
        y = pane.view.y_of(place)
        if box.body is not None and span is not None and y is not None:
            line = box.body.document.findBlock(span[0])
            top = box.body.document.documentLayout().blockBoundingRect(line).top()
            shown = line.layout().lineForTextPosition(span[0] - line.position())
            if shown.isValid():
                top += shown.y()
            at = y + box.body_top + round(top)
            if at < pane.style_now.line or at > pane.view.height - 3 * pane.style_now.line:
                pane.scroll_by(at - pane.view.height // 3)
        pane.viewport().update()

    def spans(self, box: Box) -> list[tuple[int, int, str]]:
        """What to paint in a row."""
        if not self.matches or box.body is None:
            return []
        first, last = bisect_left(self._starts, box.index), bisect_right(self._starts, box.index)
        found = []
        for number in range(first, min(last, first + MOST_MARKS)):
            span = self._span(box, number)
            if span is not None:
                found.append((*span, "match-now" if number == self.current else "match"))
        return found

    def _span(self, box: Box, number: int) -> tuple[int, int] | None:
        if box.body is None:
            return None
        first, last = bisect_left(self._starts, box.index), bisect_right(self._starts, box.index)
        known = self._located.get(box.index)
        if known is None or known[0] is not box.body:
            wanted = [(match.start, match.end) for match in self.matches[first : min(last, first + MOST_MARKS)]]
            known = self._located[box.index] = (box.body, locate(box.body.text, box.body.document.toRawText(), wanted))
        located = known[1]
        at = number - first
        return located[at] if at < len(located) else None

    def _mark_bar(self) -> None:
        pane = self._pane
        rows = pane.rows
        if rows is None or not self.matches:
            pane.bar.set_marks(())
            return
        step = max(1, len(self.matches) // 300)
        colour = QColor(pane.style_now.palette.star)
        total = max(1, rows.weights.total())
        pane.bar.set_marks([(rows.weights.above(rows.place_of(match.index)) / total, colour)
                            for match in self.matches[::step] if match.index >= 0])
