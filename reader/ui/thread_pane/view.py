"""What stands in the window of the pane: the truth is the top row and how many of its pixels lie above the edge.

Everything else (the rows below it, the scroll bar's value) is derived, so nothing ever has to be corrected and nothing jumps.
"""

from __future__ import annotations

from reader.ui.thread_pane.boxes import Box, Boxes
from reader.ui.thread_pane.rows import POST, Rows


class View:
    """Rows in a window ``height`` pixels tall."""

    def __init__(self, rows: Rows, boxes: Boxes) -> None:
        self.rows = rows
        self.boxes = boxes
        self.height = 1
        self.top = POST
        self.offset = 0
        self.slack = 0
        """Pixels that may stay empty below the foot: what a fold near the end left so that nothing had to move. Scrolling up uses it up."""

    def shown(self) -> list[tuple[Box, int]]:
        """The boxes that reach into the window with their y, top to bottom."""
        found = []
        place: int | None = self.top
        y = -self.offset
        while place is not None and y < self.height:
            box = self.boxes.at(place)
            found.append((box, y))
            y += box.height
            place = self.rows.next(place)
        return found

    def y_of(self, place: int) -> int | None:
        """Where the row of a place begins, None where it does not reach into the window."""
        return next((y for box, y in self.shown() if box.place == place), None)

    def at(self, y: float) -> tuple[Box, int] | None:
        """The box under a height, with its y."""
        return next(((box, top) for box, top in self.shown() if top <= y < top + box.height), None)

    def put(self, place: int, y: int, *, still: bool = False) -> None:
        """Let the row of a visible place begin at ``y``, as far as the ends of the thread allow. ``still``: rather leave room below
        the foot than move the row."""
        self.top, self.offset = place, -y
        self.slack = self.height if still else 0
        self.settle()

    def scroll(self, pixels: int) -> int | None:
        """Move down by so many pixels; how far rows really moved up, None where no row is left that was there before."""
        before = {box.place: y for box, y in self.shown()}
        self.offset += pixels
        self.settle()
        for box, y in self.shown():
            if box.place in before:
                return before[box.place] - y
        return None

    def settle(self) -> None:
        """Make ``top`` the row at the upper edge, and keep both ends of the thread at the edges."""
        self._climb()
        while True:
            height = self.boxes.at(self.top).height
            below = self.rows.next(self.top)
            if self.offset < height or below is None:
                break
            self.offset -= height
            self.top = below
        self._fill_bottom()

    def _climb(self) -> None:
        while self.offset < 0:
            above = self.rows.previous(self.top)
            if above is None:
                self.offset = 0
                return
            self.top = above
            self.offset += self.boxes.at(above).height

    def _fill_bottom(self) -> None:
        y, place = -self.offset, self.top
        while y < self.height:
            y += self.boxes.at(place).height
            below = self.rows.next(place)
            if below is None:
                blank = max(0, self.height - y)
                if blank > self.slack:
                    self.offset -= blank - self.slack
                    self._climb()
                self.slack = min(self.slack, blank)
                return
            place = below
        self.slack = 0

    # -- the scroll bar's view of it: weights in lines, post and foot counted as what they measure

    def extent(self) -> tuple[float, float, float]:
        """(above, window, all) in pixels, estimated."""
        line = max(1, self.boxes.style.line)
        post = self.boxes.at(POST).height
        foot = self.boxes.at(self.rows.size).height
        total = post + self.rows.weights.total() * line + foot
        if self.top == POST:
            above: float = self.offset
        else:
            box = self.boxes.at(self.top)
            share = self.offset / max(1, box.height)
            here = foot if self.top >= self.rows.size else self.rows.weights.each()[self.top] * line
            above = post + self.rows.weights.above(self.top) * line + share * here
        return above, self.height, max(total, self.height)

    def go_to_extent(self, above: float) -> None:
        """The inverse: show what lies ``above`` estimated pixels below the very top."""
        line = max(1, self.boxes.style.line)
        post = self.boxes.at(POST).height
        if above < post:
            self.top, self.offset = POST, max(0, round(above))
        else:
            place, share = self.rows.weights.at_weight((above - post) / line)
            self.top = place
            self.offset = round(share * self.boxes.at(place).height)
        self.settle()
