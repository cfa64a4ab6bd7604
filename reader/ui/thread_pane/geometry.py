"""Where things stand across the pane: column, indent, guide lines. Pure numbers in device-independent pixels at the current zoom."""

from __future__ import annotations

from dataclasses import dataclass

STEP = 20
DEEP_STEP = 8
STEP_LEVELS = 8
SIDE = 16
"""Room left and right of a row's text."""
TOP = 12
"""Room above and below a row's text."""
SIBLING_GAP = 12
ROOT_GAP = 20
LINE_GAP = 4
"""Between folded lines."""
GUIDE_WIDTH = 2
GUIDE_HIT = 12
GUIDE_OFFSET = 7
"""From a row's left edge to the middle of its fold mark; its guide line runs below that."""
CHARACTERS = 68
LEAST_CHARACTERS = 30
FREE_LEVELS = 4
"""So many levels keep the full line length where the pane is wide enough."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a pane ``width`` pixels wide whose text has characters ``character`` pixels wide on average. ``levels``: how many
    levels of replies find room beside a full line (fewer where the thread has fewer, so that it stands in the middle)."""

    width: int
    character: float
    scale: float = 1.0
    levels: int = FREE_LEVELS

    @property
    def text_width(self) -> int:
        """Width of the text of the post and of roots."""
        return max(1, min(round(CHARACTERS * self.character), self.width - 2 * self.side))

    @property
    def side(self) -> int:
        """Room beside the text."""
        return round(SIDE * self.scale)

    @property
    def frame_width(self) -> int:
        """Width of all rows together."""
        return min(self.width, self.text_width + 2 * self.side + self.levels * self.step(0))

    @property
    def left(self) -> int:
        """Left edge of the frame; the frame is centred."""
        return max(0, (self.width - self.frame_width) // 2)

    def step(self, level: int) -> int:
        """How far level ``level + 1`` stands right of ``level``."""
        return round((STEP if level < STEP_LEVELS else DEEP_STEP) * self.scale)

    @property
    def most_indent(self) -> int:
        """No row is indented further: the text keeps its least line length."""
        least = min(self.text_width, round(LEAST_CHARACTERS * self.character))
        return max(0, self.frame_width - 2 * self.side - least)

    def indent(self, depth: int) -> int:
        """Indent of a row at a depth."""
        wanted = min(depth, STEP_LEVELS) * self.step(0) + max(0, depth - STEP_LEVELS) * self.step(STEP_LEVELS)
        return min(wanted, self.most_indent)

    def row_left(self, depth: int) -> int:
        """Left edge of a row, its room included."""
        return self.left + self.indent(depth)

    def row_text_left(self, depth: int) -> int:
        """Where the text of a row begins."""
        return self.row_left(depth) + self.side

    def row_text_width(self, depth: int) -> int:
        """Line length of a row."""
        return max(1, min(self.text_width, self.frame_width - self.indent(depth) - 2 * self.side))

    def guide_x(self, depth: int) -> int:
        """The middle of the guide line that a comment at ``depth`` has along its replies."""
        return self.row_left(depth) + round(GUIDE_OFFSET * self.scale)

    def guides(self, depth: int) -> list[tuple[int, int]]:
        """(x, level of the ancestor) of each guide line left of a row; lines that would lie on one another are given once, deepest last."""
        found: dict[int, int] = {}
        for level in range(depth):
            x = self.guide_x(level)
            if x in found and self.indent(level) == self.most_indent:
                found[x] = depth - 1
                break
            found[x] = level
        return list(found.items())

    def guide_at(self, x: float, depth: int) -> int | None:
        """Level of the ancestor whose guide line is hit at ``x``, None for none."""
        best: tuple[float, int] | None = None
        for line, level in self.guides(depth):
            away = abs(x - line)
            if away <= GUIDE_HIT * max(1.0, self.scale) / 2 and (best is None or away < best[0]):
                best = (away, level)
        return None if best is None else best[1]
