"""The lines above a body: number, name, date, whom it answers, chips, who answers it. Laid out once, painted often."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from reader.ui.thread_pane.style import Style


class Act(enum.Enum):
    """What a click on a part of a row does."""

    NONE = 0
    GO = 1
    """Go to ``target``."""
    FOLD = 2
    SHOW = 3
    """Lift the hidden run."""
    AUTHOR = 4
    NOTE = 5
    MORE = 6
    """Show the next part of a very long body."""
    ALL_ANSWERS = 7
    LINK = 8
    """Open ``text`` of the post's own address."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a header before layout. ``colour`` is ``#rrggbb``; ``chip`` draws a rounded outline; ``right`` pushes to the right."""

    text: str
    font: QFont
    colour: str
    act: Act = Act.NONE
    target: int = -1
    chip: bool = False
    right: bool = False
    gap: float = 8.0
    tip: str = ""
    shrinks: bool = False
    dot: bool = False
    """A small disc instead of the text, which is only spoken and told on hovering."""
    parts: bool = False
    """Stands between two others and is left out at the end of a line."""


@dataclass(slots=True)
class Part:
    """A piece at its place; ``rect`` is relative to the row's text edge and top."""

    piece: Piece
    text: str
    rect: QRectF
    baseline: float


@dataclass(slots=True)
class Header:
    """Laid-out parts and their height."""

    parts: list[Part]
    height: int

    def at(self, x: float, y: float) -> Part | None:
        """The part under a point."""
        return next((part for part in self.parts if part.rect.contains(x, y)), None)


def width_of(piece: Piece, style: Style, text: str | None = None) -> float:
    """How wide a piece is."""
    if piece.dot:
        return style.px(7)
    shown = piece.text if text is None else text
    return QFontMetricsF(piece.font).horizontalAdvance(shown) + (style.px(12) if piece.chip else 0)


def lay_out_header(pieces: Sequence[Piece], width: int, style: Style) -> Header:
    """Pieces in lines of ``width``; those to the right share the first line where they fit, else take their own."""
    line_height = style.header_line
    left_pieces = [piece for piece in pieces if not piece.right]
    right_pieces = [piece for piece in pieces if piece.right]
    parts: list[Part] = []
    x, line = 0.0, 0
    for piece in left_pieces:
        text, wide = piece.text, width_of(piece, style)
        if piece.shrinks and wide > width * 0.6:
            text = QFontMetricsF(piece.font).elidedText(text, Qt.TextElideMode.ElideRight, max(20.0, width * 0.6))
            wide = width_of(piece, style, text)
        gap = style.px(piece.gap) if x else 0
        if x and x + gap + wide > width:
            if parts and parts[-1].piece.parts:
                parts.pop()
            x, gap, line = 0.0, 0, line + 1
        if wide > width:
            text = QFontMetricsF(piece.font).elidedText(text, Qt.TextElideMode.ElideRight, width - (style.px(12) if piece.chip else 0))
            wide = min(wide, width)
        parts.append(_place(piece, text, x + gap, line, wide, line_height))
        x += gap + wide
    _place_right(right_pieces, parts, x, line, width, style)
    lines = 1 + max((round(part.rect.top() / line_height) for part in parts), default=0)
    return Header(parts, lines * line_height)


def _place_right(pieces: Sequence[Piece], parts: list[Part], x: float, line: int, width: int, style: Style) -> None:
    if not pieces:
        return
    total = sum(width_of(piece, style) for piece in pieces) + sum(style.px(piece.gap) for piece in pieces[1:])
    if x + style.px(16) + total <= width:
        x = width - total
    else:
        x, line = 0.0, line + 1
    for number, piece in enumerate(pieces):
        gap = style.px(piece.gap) if number and x else 0
        wide = width_of(piece, style)
        if x and x + gap + wide > width + 0.5:
            x, gap, line = 0.0, 0, line + 1
        parts.append(_place(piece, piece.text, x + gap, line, min(wide, width), style.header_line))
        x += gap + wide


def _place(piece: Piece, text: str, x: float, line: int, wide: float, line_height: int) -> Part:
    metrics = QFontMetricsF(piece.font)
    top = line * line_height
    baseline = top + (line_height - metrics.height()) / 2 + metrics.ascent()
    return Part(piece, text, QRectF(x, top, wide, line_height), round(baseline))
