"""Roughly how tall the rows of a thread are: weights, one about a line of text. They are estimates and move nothing but the scroll bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.thread_pane.estimates import line_estimates

if TYPE_CHECKING:
    from reader.ui.thread_pane.rows import Rows

BLOCK = 1024
"""Places whose sum is kept, so that a place is found without adding up the whole thread."""


class Weights:
    """The weights of `Rows`, made when they are asked for and kept until something changes."""

    def __init__(self, rows: Rows, line_characters: int) -> None:
        self._rows = rows
        self._line_characters = line_characters
        self._by_index: bytes | None = None
        self._own: bytearray | None = None
        self._shown: bytearray | None = None
        self._blocks: list[int] | None = None

    def set_line_characters(self, characters: int) -> None:
        """How many characters a line holds."""
        if characters != self._line_characters:
            self._line_characters = characters
            self._by_index = self._own = self._shown = self._blocks = None

    def changed(self, start: int | None = None, stop: int | None = None) -> None:
        """What is visible changed: from ``start`` to ``stop``, or everywhere."""
        if start is None or stop is None:
            self._shown = None
        elif self._shown is not None:
            self._shown[start:stop] = self._masked(start, stop)
        self._blocks = None

    def reordered(self) -> None:
        """Places mean other comments now."""
        self._own = self._shown = self._blocks = None

    def each(self) -> bytearray:
        """Estimated height in lines of the row at each place, 0 where none is shown."""
        if self._shown is None:
            self._shown = bytearray(self._masked(0, self._rows.size))
        return self._shown

    def total(self) -> int:
        """Weight of all rows between post and foot. With nothing folded or hidden the order does not matter, which opens faster."""
        if self._blocks is None and self._rows.is_plain:
            return sum(self._estimates())
        return sum(self._sums())

    def above(self, place: int) -> int:
        """Weight of all rows above a place."""
        place = min(max(place, 0), self._rows.size)
        block = place // BLOCK
        return sum(self._sums()[:block]) + sum(self.each()[block * BLOCK : place])

    def at_weight(self, weight: float) -> tuple[int, float]:
        """The place where that much weight lies above, and the share (0 to 1) of its row that lies above too."""
        left = max(0.0, weight)
        size = self._rows.size
        for block, total in enumerate(self._sums()):
            if left < total:
                weights = self.each()
                for place in range(block * BLOCK, min(size, (block + 1) * BLOCK)):
                    if left < weights[place]:
                        return place, left / weights[place]
                    left -= weights[place]
            left -= total
        return size, 0.0

    def _estimates(self) -> bytes:
        if self._by_index is None:
            self._by_index = line_estimates(self._rows.thread.lengths, self._line_characters)
        return self._by_index

    def _masked(self, start: int, stop: int) -> bytes:
        """Own weights where a whole comment is shown, 2 for a line (folded, stub), 0 for nothing; as arithmetic on one large number."""
        if self._own is None:
            self._own = bytearray(self._rows.in_order(self._estimates()))
        visible = int.from_bytes(self._rows.visible[start:stop], "little")
        lines = self._rows.lines(start, stop) & visible
        whole = (visible ^ lines) * 255
        own = int.from_bytes(self._own[start:stop], "little")
        return ((whole & own) + 2 * lines).to_bytes(stop - start, "little")

    def _sums(self) -> list[int]:
        if self._blocks is None:
            weights = self.each()
            self._blocks = [sum(weights[at : at + BLOCK]) for at in range(0, self._rows.size, BLOCK)]
        return self._blocks
