"""Paints boxes. Everything is laid out before; here are only rectangles, texts and documents in the palette's colours."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPalette,
    QPen,
    QPolygonF,
    QTextCharFormat,
    QTextCursor,
)

from reader.ui.theme import mix
from reader.ui.thread_pane.boxes import Box, Kind
from reader.ui.thread_pane.documents import Laid
from reader.ui.thread_pane.geometry import GUIDE_OFFSET, GUIDE_WIDTH
from reader.ui.thread_pane.header import Act, Header, Part
from reader.ui.thread_pane.style import Style


@dataclass(slots=True)
class Ink:
    """What the moment adds to a box: marks in the text, what is hovered, selected, current."""

    spans: list[tuple[int, int, str]] = field(default_factory=list)
    """(start, end, role) in the body: ``match``, ``match-now``, ``selected``, ``hover``, ``focus``."""
    hovered: Part | None = None
    guide: int = -1
    """The comment whose guide line is hovered, and that line's full colour."""
    guide_colour: QColor = field(default_factory=QColor)
    mark: float = 0.0
    """Strength of the jump mark, 0 to 1."""
    bar: bool = False
    current: bool = False
    focused: bool = False
    highlighted: bool = False
    faint: bool = False
    fold_hovered: bool = False


def paint_box(painter: QPainter, box: Box, y: int, style: Style, ink: Ink, clip: QRectF) -> None:
    """One row at ``y`` of the viewport; only ``clip`` needs painting."""
    _background(painter, box, y, style, ink)
    _guides(painter, box, y, style, ink)
    if box.kind == Kind.POST:
        _post_line(painter, box, y, style)
    if box.foldable:
        _fold_mark(painter, box, y, style, ink)
    if box.title is not None:
        top = y + box.gap
        paint_document(painter, box.title, box.text_left, top, style, Ink(), clip)
    paint_header(painter, box.header, box.text_left, y + box.header_top, style, ink.hovered)
    if box.body is not None:
        paint_blocks(painter, box.body, box.text_left, y + box.body_top, box.text_width, style)
        paint_document(painter, box.body, box.text_left, y + box.body_top, style, ink, clip)
    if box.foot is not None:
        paint_header(painter, box.foot, box.text_left, y + box.foot_top, style, ink.hovered)


def _background(painter: QPainter, box: Box, y: int, style: Style, ink: Ink) -> None:
    palette = style.palette
    if box.kind in (Kind.FOOT, Kind.POST):
        return
    left = box.left - style.px(2)
    area = QRectF(left, y + box.gap, box.text_left + box.text_width + style.px(8) - left, box.height - box.gap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ink.highlighted:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(palette.paper, palette.star, 0.12)))
        painter.drawRoundedRect(area, 4, 4)
    if ink.mark > 0 and not ink.bar:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(palette.paper, palette.accent, 0.20 * ink.mark)))
        painter.drawRoundedRect(area, 4, 4)
    if box.kind == Kind.GHOST:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(mix(palette.line, palette.dim, 0.5)), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if ink.current or (ink.mark > 0 and ink.bar):
        strong = ink.focused or ink.bar
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent if strong else mix(palette.paper, palette.accent, 0.45)))
        bar_height = area.height() if ink.mark > 0 and ink.bar else box.header.height
        bar_top = area.top() if ink.mark > 0 and ink.bar else y + box.header_top
        at = max(0, box.left - style.px(4))
        painter.drawRoundedRect(QRectF(at, bar_top + 2, style.px(3), bar_height - 4), 1.5, 1.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _guides(painter: QPainter, box: Box, y: int, style: Style, ink: Ink) -> None:
    wide = style.px(GUIDE_WIDTH)
    for x, owner, colour in box.guides:
        painter.fillRect(QRectF(x - wide / 2, y, wide, box.height), ink.guide_colour if owner == ink.guide else colour)


def _post_line(painter: QPainter, box: Box, y: int, style: Style) -> None:
    painter.fillRect(QRectF(box.text_left, y + box.height - 1, box.text_width, 1), QColor(style.palette.line))


def fold_rect(box: Box, style: Style) -> QRectF:
    """Where the fold mark of a row can be hit, relative to the row's top."""
    side = style.px(18)
    middle = box.left + style.px(GUIDE_OFFSET)
    return QRectF(middle - side / 2, box.header_top, side, style.header_line)


def _fold_mark(painter: QPainter, box: Box, y: int, style: Style, ink: Ink) -> None:
    middle = QPointF(box.left + style.px(GUIDE_OFFSET), y + box.header_top + style.header_line / 2)
    size = style.px(4)
    if box.kind == Kind.FOLDED:
        points = [QPointF(-size * 0.6, -size), QPointF(size * 0.8, 0), QPointF(-size * 0.6, size)]
    else:
        points = [QPointF(-size, -size * 0.5), QPointF(size, -size * 0.5), QPointF(0, size * 0.8)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    strong = ink.fold_hovered or box.kind == Kind.FOLDED
    painter.setBrush(QColor(style.palette.text if ink.fold_hovered else style.palette.dim if strong
                            else mix(style.palette.paper, style.palette.dim, 0.55)))
    painter.drawPolygon(QPolygonF([middle + point for point in points]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_header(painter: QPainter, header: Header, x: float, y: float, style: Style, hovered: Part | None = None) -> None:
    """The parts of a header line."""
    for part in header.parts:
        piece = part.piece
        colour = QColor(piece.colour)
        painter.setPen(colour)
        painter.setFont(piece.font)
        left = x + part.rect.left()
        if piece.dot:
            _dot(painter, QPointF(left + style.px(3.5), y + part.rect.center().y() + style.px(1)), style.px(3), colour)
            continue
        if piece.chip:
            _chip(painter, part, left, y, style)
            left += style.px(6)
        painter.drawText(QPointF(left, y + part.baseline), part.text)
        if part is hovered and piece.act is not Act.NONE and not piece.chip:
            under = y + part.baseline + style.px(2)
            painter.fillRect(QRectF(left, under, part.rect.width() - (style.px(4) if part.text.endswith(",") else 0), 1), colour)


def _dot(painter: QPainter, middle: QPointF, radius: float, colour: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(middle, radius, radius)
    painter.restore()


def _chip(painter: QPainter, part: Part, left: float, y: float, style: Style) -> None:
    height = style.px(17)
    area = QRectF(left + 0.5, y + part.rect.top() + (part.rect.height() - height) / 2 + 0.5, part.rect.width() - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(mix(style.palette.paper, part.piece.colour, 0.4)), 1))
    painter.setBrush(QColor(mix(style.palette.paper, part.piece.colour, 0.07)))
    painter.drawRoundedRect(area, 4, 4)
    painter.restore()


def paint_blocks(painter: QPainter, laid: Laid, x: int, y: int, width: int, style: Style) -> None:
    """The bars beside quoted blocks and the backs of code, of a body whose corner stands at a point."""
    for top, bottom in laid.code:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.palette.code))
        painter.drawRoundedRect(QRectF(x, y + top - style.px(3), width, bottom - top + style.px(9)), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for top, bottom, level in laid.bars:
        for step in range(min(level, 8)):
            painter.fillRect(QRectF(x + step * style.px(14), y + top, style.px(3), bottom - top),
                             QColor(mix(style.palette.paper, style.palette.dim, 0.4)))


def paint_document(painter: QPainter, laid: Laid, x: int, y: int, style: Style, ink: Ink, clip: QRectF) -> None:
    """A body whose corner stands at a point."""
    context = QAbstractTextDocumentLayout.PaintContext()
    colours = QPalette()
    # What is only context stands back by a step that still reads well; opacity would take its contrast.
    colours.setColor(QPalette.ColorRole.Text, QColor(style.palette.dim if ink.faint else style.palette.text))
    context.palette = colours
    context.clip = QRectF(clip.left() - x, clip.top() - y, clip.width(), clip.height())
    if ink.spans:
        context.selections = [_selection(laid, start, end, role, style) for start, end, role in ink.spans]
    painter.save()
    painter.translate(x, y)
    laid.document.documentLayout().draw(painter, context)
    painter.restore()


def _selection(laid: Laid, start: int, end: int, role: str, style: Style) -> QAbstractTextDocumentLayout.Selection:
    palette = style.palette
    made = QAbstractTextDocumentLayout.Selection()
    cursor = QTextCursor(laid.document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    match role:
        case "selected":
            look.setBackground(QColor(palette.selection))
        case "match":
            look.setBackground(QColor(mix(palette.paper, palette.star, 0.30)))
        case "match-now":
            look.setBackground(QColor(mix(palette.paper, palette.star, 0.75)))
            look.setForeground(QColor("#1b1b1b" if not palette.dark else "#0d0d0d"))
        case "focus":
            look.setBackground(QColor(mix(palette.paper, palette.accent, 0.28)))
            look.setFontUnderline(True)
        case _:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.cursor = cursor
    made.format = look
    return made
