"""One preview: a card over the window that shows a comment, its own references alive, and why the reference leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from reader.model.discussion import Reference
from reader.ui.theme import mix
from reader.ui.thread_pane import pieces, words
from reader.ui.thread_pane.acting import text_area
from reader.ui.thread_pane.documents import Laid, Link, lay_out, lay_out_plain
from reader.ui.thread_pane.geometry import SIDE, TOP
from reader.ui.thread_pane.header import Header, Piece, lay_out_header
from reader.ui.thread_pane.painting import Ink, paint_blocks, paint_document, paint_header

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

WIDEST = 0.92
TALLEST = 0.55
SHADOW = 6


class PreviewCard(QWidget):
    """Shows the comment at ``index`` (-1: the post). Painted, not built of widgets: it appears in one frame."""

    entered = Signal()
    left = Signal()
    hovered = Signal(object, QRect)
    """(`Reference` or None, its area in this card)."""
    clicked = Signal(object)
    """The `Link` that was clicked, None for the card itself."""

    def __init__(self, pane: ThreadPane, index: int, reason: str) -> None:
        super().__init__(pane.window())
        self._pane = pane
        self.index = index
        self._offset = 0
        self._hover: Link | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        style = pane.style_now
        self._side, self._top = style.px(SIDE), style.px(TOP)
        room = round(pane.window().width() * WIDEST)
        self._text_width = max(80, min(pane.boxes.columns.text_width, room - 2 * self._side - 2 * SHADOW))
        self._lay_out(reason)
        wanted = self._content + self._foot_height + 2 * SHADOW
        self.resize(self._text_width + 2 * self._side + 2 * SHADOW, min(wanted, round(pane.window().height() * TALLEST)))
        self.setAccessibleName("Preview")
        self.setAccessibleDescription(f"{pane.speech.sentence(index)}. {reason}")

    def _lay_out(self, reason: str) -> None:
        pane, style, width = self._pane, self._pane.style_now, self._text_width
        boxes, index = pane.boxes, self.index
        fetch = boxes.bodies.source.image
        self._title: Laid | None = None
        if index < 0:
            post = boxes.post()
            self._title = lay_out_plain(pieces.title(boxes, post), style.name, style, width)
            made, body, self._references = pieces.post(boxes, post), post.body, post.references
        else:
            shown = boxes.bodies.comment(index)
            ghost = pane.relations.is_ghost(index)
            made = pieces.ghost(boxes, index) if ghost else pieces.brief(boxes, index)
            body, self._references = shown.body, shown.references
        self._header: Header = lay_out_header(made, width, style)
        self._body: Laid | None = None
        y = self._top + (self._title.height + style.px(4) if self._title else 0)
        self._header_top = y
        y += self._header.height + style.px(4)
        self._body_top = y
        if body.text.strip() or body.html:
            self._body = lay_out(body, self._references, style, width, fetch, boxes.ratio)
            y += self._body.height
        self._content = y + self._top
        # The reason stands still at the card's foot while a long text scrolls above it.
        self._foot: Header | None = lay_out_header(_lines(reason, pane), width, style) if reason else None
        self._foot_height = self._foot.height + style.px(12) if self._foot is not None else 0

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        style = self._pane.style_now
        palette = style.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        for step in range(SHADOW, 0, -1):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 5 if not palette.dark else 14))
            painter.drawRoundedRect(card.adjusted(-step, -step + 1, step, step), 6 + step, 6 + step)
        painter.setBrush(QColor(mix(palette.paper, "#ffffff", 0.03) if palette.dark else palette.paper))
        painter.setPen(QPen(QColor(mix(palette.line, palette.text, 0.12)), 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        page = card.adjusted(1, 1, -1, -1 - self._foot_height)
        painter.setClipRect(page)
        x, y = round(card.left()) + self._side, round(card.top()) - self._offset
        clip = QRectF(self.rect())
        if self._title is not None:
            paint_document(painter, self._title, x, y + self._top, style, Ink(), clip)
        paint_header(painter, self._header, x, y + self._header_top, style)
        if self._body is not None:
            ink = Ink(spans=[(self._hover.start, self._hover.end, "hover")] if self._hover is not None else [])
            paint_blocks(painter, self._body, x, y + self._body_top, self._text_width, style)
            paint_document(painter, self._body, x, y + self._body_top, style, ink, clip)
        if self._content > page.height() + 3:
            length = page.height() * page.height() / self._content
            top = page.top() + self._offset * page.height() / self._content
            painter.fillRect(QRectF(page.right() - 7, top + 2, 4, length - 4), QColor(mix(palette.paper, palette.text, 0.3)))
        painter.setClipping(False)
        if self._foot is not None:
            painter.fillRect(QRectF(x, page.bottom(), self._text_width, 1), QColor(palette.line))
            paint_header(painter, self._foot, x, round(page.bottom()) + style.px(5), style)
        painter.end()

    # -- mouse

    def _link_at(self, point: QPointF) -> Link | None:
        if self._body is None:
            return None
        inside = point - QPointF(SHADOW + self._side, SHADOW + self._body_top - self._offset)
        at = self._body.document.documentLayout().hitTest(inside, Qt.HitTestAccuracy.ExactHit)
        return self._body.link_at(at) if at >= 0 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        link = self._link_at(event.position())
        if link is self._hover:
            return
        self._hover = link
        self.setCursor(Qt.CursorShape.PointingHandCursor if link is not None else Qt.CursorShape.ArrowCursor)
        reference = self.reference(link)
        area = QRect()
        if link is not None and self._body is not None:
            area = text_area(self._body, link.start, link.end).translated(SHADOW + self._side, SHADOW + self._body_top - self._offset)
        self.hovered.emit(reference, area)
        self.update()

    def reference(self, link: Link | None) -> Reference | None:
        """The reference that a link of this card is."""
        return self._references[link.reference] if link is not None and link.reference is not None else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self._link_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        most = max(0, self._content - (self.height() - 2 * SHADOW - self._foot_height))
        turn = event.pixelDelta().y() or round(event.angleDelta().y() / 120 * 3 * self._pane.style_now.line)
        self._offset = min(most, max(0, self._offset - turn))
        self.update()
        event.accept()

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.entered.emit()

    def leaveEvent(self, _event: object) -> None:
        self._hover = None
        self.hovered.emit(None, QRect())
        self.left.emit()


def _lines(reason: str, pane: ThreadPane) -> list[Piece]:
    """The reason as words that a header line can wrap."""
    style = pane.style_now
    return [Piece(word, style.small, style.palette.dim, gap=style.small_metrics.horizontalAdvance(" ") / style.scale)
            for word in words.plain(reason).split(" ") if word]
