"""The mouse: what is under it, what a click does, what hovering shows."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from reader.model.discussion import SURE, Reference
from reader.ui.thread_pane.boxes import Box, Kind
from reader.ui.thread_pane.documents import Link
from reader.ui.thread_pane.header import Act, Part
from reader.ui.thread_pane.painting import Ink, fold_rect

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

LINES_PER_STEP = 3


class Over(enum.Enum):
    """What the pointer is over."""

    NOTHING = 0
    GUIDE = 1
    FOLD = 2
    PART = 3
    LINK = 4
    TEXT = 5


@dataclass(slots=True)
class Hit:
    """What lies at a point of the viewport; ``y`` is the row's top."""

    what: Over
    box: Box | None = None
    y: int = 0
    part: Part | None = None
    link: Link | None = None
    guide: int = -1

    def same(self, other: Hit) -> bool:
        """Whether hovering shows the same thing."""
        return (self.what is other.what and (self.box is None) == (other.box is None)
                and (self.box is None or other.box is None or self.box.place == other.box.place)
                and self.part is other.part and self.link is other.link and self.guide == other.guide)


NOTHING = Hit(Over.NOTHING)


class Pointer:
    """Mouse events of the pane."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane
        self.over = NOTHING
        self._pressed: Hit | None = None
        self._wheel_rest = 0.0
        self._last_double: tuple[int, QPointF] | None = None

    def reset(self) -> None:
        """Another thread is shown."""
        self.over = NOTHING
        self._pressed = None

    # -- what is there

    def hit(self, point: QPointF) -> Hit:
        """What lies at a point of the viewport."""
        pane = self._pane
        if pane.rows is None:
            return NOTHING
        found = pane.view.at(point.y())
        if found is None:
            return NOTHING
        box, y = found
        x, inside = point.x(), point.y() - y
        if box.foldable and fold_rect(box, pane.style_now).contains(x, inside):
            return Hit(Over.FOLD, box, y)
        if box.depth and x < box.text_left - pane.style_now.px(6):
            level = pane.boxes.columns.guide_at(x, box.depth)
            if level is not None and level < len(box.chain):
                return Hit(Over.GUIDE, box, y, guide=box.chain[level])
        return self._in_row(box, y, x, inside)

    def _in_row(self, box: Box, y: int, x: float, inside: float) -> Hit:
        part = box.header.at(x - box.text_left, inside - box.header_top)
        if part is None and box.foot is not None:
            part = box.foot.at(x - box.text_left, inside - box.foot_top)
        if part is not None and part.piece.act is not Act.NONE:
            return Hit(Over.PART, box, y, part=part)
        body = box.body
        if body is not None and box.body_top <= inside <= box.body_top + body.height and x >= box.text_left - 4:
            point = QPointF(x - box.text_left, inside - box.body_top)
            at = body.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
            link = body.link_at(at) if at >= 0 and body.links else None
            if link is not None:
                return Hit(Over.LINK, box, y, link=link)
            return Hit(Over.TEXT, box, y)
        if box.kind is Kind.FOLDED and inside >= box.header_top:
            return Hit(Over.FOLD, box, y)
        return Hit(Over.NOTHING, box, y, part=part)

    def reference(self, hit: Hit) -> Reference | None:
        """The reference that a link is."""
        if hit.link is None or hit.link.reference is None or hit.box is None:
            return None
        return self._pane.acting.references_of(hit.box.index)[hit.link.reference]

    # -- events

    def move(self, event: QMouseEvent) -> None:
        """Hover, or extend a selection."""
        pane = self._pane
        if pane.selecting.dragging and event.buttons() & Qt.MouseButton.LeftButton:
            pane.selecting.drag(event.position().y(), event.position().x())
            edge = pane.style_now.line
            if event.position().y() < 0:
                pane.scroll_by(-edge)
            elif event.position().y() > pane.view.height:
                pane.scroll_by(edge)
            return
        self._hover(self.hit(event.position()))

    def moved_below(self) -> None:
        """Rows moved under a resting pointer: forget what was hovered, open nothing until it moves."""
        if self.over is not NOTHING:
            self._hover(NOTHING)

    def left(self) -> None:
        """The pointer left the pane."""
        self._hover(NOTHING)

    def _hover(self, hit: Hit) -> None:
        if hit.same(self.over):
            self.over = hit
            return
        pane = self._pane
        old, self.over = self.over, hit
        for one in (old, hit):
            if one.guide >= 0:
                pane.viewport().update()
            elif one.box is not None:
                pane.update_row(one.box.place)
        shape = Qt.CursorShape.ArrowCursor
        if hit.what in (Over.GUIDE, Over.FOLD, Over.PART, Over.LINK):
            shape = Qt.CursorShape.PointingHandCursor
        elif hit.what is Over.TEXT:
            shape = Qt.CursorShape.IBeamCursor
        pane.viewport().setCursor(shape)
        pane.status.emit(self._status(hit))
        self._preview(hit)

    def _preview(self, hit: Hit) -> None:
        pane = self._pane
        reference = self.reference(hit)
        if reference is not None and hit.box is not None and hit.link is not None:
            area = pane.acting.link_area(hit.box, hit.y, hit.link)
            pane.previews.hover_reference(reference, area)
        elif hit.part is not None and hit.part.piece.act is Act.GO and hit.box is not None and hit.part.piece.target != hit.box.index:
            rect = hit.part.rect.translated(hit.box.text_left, hit.y + hit.box.header_top)
            pane.previews.hover_comment(hit.part.piece.target, rect.toRect())
        else:
            pane.previews.left_link()

    def _status(self, hit: Hit) -> str:
        reference = self.reference(hit)
        if reference is not None:
            return self._pane.explain(reference)
        if hit.link is not None:
            return hit.link.href
        return ""

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        pane = self._pane
        pane.previews.close_all()
        if event.button() != Qt.MouseButton.LeftButton or pane.rows is None:
            return
        hit = self._pressed = self.hit(event.position())
        box = hit.box
        if box is not None and box.kind in (Kind.COMMENT, Kind.GHOST, Kind.FOLDED, Kind.POST) and hit.what is not Over.GUIDE:
            pane.set_current(box.index)
        if self._third_click(event, hit):
            return
        on_text = hit.what in (Over.TEXT, Over.LINK) and box is not None and box.body is not None
        if on_text and box is not None:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            pane.selecting.press(box, event.position().x(), event.position().y() - hit.y, extend=extend)
        elif hit.what is Over.NOTHING:
            pane.selecting.clear()

    def _third_click(self, event: QMouseEvent, hit: Hit) -> bool:
        if self._last_double is None:
            return False
        stamp, point = self._last_double
        self._last_double = None
        near = (event.position() - point).manhattanLength() < QApplication.startDragDistance()
        if event.timestamp() - stamp > QApplication.doubleClickInterval() or not near or hit.what is not Over.TEXT or hit.box is None:
            return False
        self._pane.selecting.expand(hit.box, event.position().x(), event.position().y() - hit.y, QTextCursor.SelectionType.BlockUnderCursor)
        return True

    def release(self, event: QMouseEvent) -> None:
        """A button came up: a click where it went down on the same thing."""
        pane = self._pane
        pressed, self._pressed = self._pressed, None
        selected = pane.selecting.selection
        pane.selecting.release()
        if event.button() != Qt.MouseButton.LeftButton or pressed is None or pane.rows is None:
            return
        hit = self.hit(event.position())
        if not hit.same(pressed) or (selected is not None and not selected.empty and hit.what in (Over.LINK, Over.TEXT)):
            return
        self.act(hit, event.position().y())

    def act(self, hit: Hit, y: float) -> None:
        """Do what a click on this does."""
        pane = self._pane
        box = hit.box
        if box is None:
            return
        match hit.what:
            case Over.GUIDE:
                pane.toggle(hit.guide, y)
            case Over.FOLD:
                pane.toggle(box.index, y)
            case Over.LINK:
                pane.acting.follow_link(box.index, hit.link)
            case Over.PART if hit.part is not None:
                pane.acting.act_on(box, hit.part.piece)
            case _:
                pass

    def double_click(self, event: QMouseEvent) -> None:
        """A word is selected; in the empty room of a header the branch folds."""
        hit = self.hit(event.position())
        if hit.what is Over.TEXT and hit.box is not None:
            self._pane.selecting.expand(hit.box, event.position().x(), event.position().y() - hit.y,
                                        QTextCursor.SelectionType.WordUnderCursor)
            self._last_double = (event.timestamp(), event.position())
        elif hit.what is Over.NOTHING and hit.box is not None and hit.box.kind is Kind.COMMENT:
            inside = event.position().y() - hit.y - hit.box.header_top
            if 0 <= inside <= hit.box.header.height:
                self._pane.toggle(hit.box.index, event.position().y())
        else:
            self.press(event)

    def wheel(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl the text grows or shrinks."""
        pane = self._pane
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            if turn:
                pane.zoom_wanted.emit(1 if turn > 0 else -1)
            event.accept()
            return
        pixels = float(event.pixelDelta().y())
        if not pixels:
            pixels = event.angleDelta().y() / 120 * LINES_PER_STEP * pane.style_now.line
        whole = pixels + self._wheel_rest
        self._wheel_rest = whole - int(whole)
        pane.scroll_by(-int(whole))
        event.accept()

    def menu(self, event: QContextMenuEvent) -> None:
        """Ask the window for a menu, by mouse or by key."""
        pane = self._pane
        if pane.rows is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._menu_by_key()
            return
        hit = self.hit(QPointF(pane.viewport().mapFromGlobal(event.globalPos())))
        index = hit.box.index if hit.box is not None else -1
        if hit.box is not None and hit.box.kind in (Kind.COMMENT, Kind.GHOST, Kind.FOLDED):
            pane.set_current(index, speak=False)
        link = hit.link.href if hit.link is not None and hit.link.reference is None else ""
        pane.context_menu.emit(index, event.globalPos(), link or pane.selecting.text(), self.reference(hit))

    def _menu_by_key(self) -> None:
        """At the marked link, else at the current comment."""
        pane = self._pane
        place = pane.place_of_current()
        y = pane.view.y_of(place)
        link = pane.keys.marked()
        area = QRect(40, max(0, y or 0) + 20, 1, 1)
        if link is not None and y is not None:
            area = pane.acting.link_area(pane.boxes.at(place), y, link)
        href = link.href if link is not None and link.reference is None else ""
        pane.context_menu.emit(
            pane.current, pane.viewport().mapToGlobal(area.bottomLeft()), href or pane.selecting.text(), pane.keys.marked_reference()
        )

    def tool_tip(self, event: QEvent) -> bool:
        """The full date, the full note: plain text."""
        if isinstance(event, QHelpEvent):
            hit = self.hit(QPointF(event.pos()))
            part = hit.part or (hit.box.header.at(event.pos().x() - hit.box.text_left, event.pos().y() - hit.y - hit.box.header_top)
                                if hit.box is not None else None)
            if part is not None and part.piece.tip and part.piece.act is not Act.GO:
                QToolTip.showText(event.globalPos(), _as_plain(part.piece.tip), self._pane.viewport())
            else:
                QToolTip.hideText()
        return True

    # -- painting

    def ink(self, box: Box, ink: Ink) -> None:
        """What hovering adds to a row."""
        over = self.over
        if over.guide >= 0:
            ink.guide = over.guide
            ink.guide_colour = QColor(self._pane.style_now.author(self._pane.relations.known_as(over.guide)))
        if over.box is None or over.box.place != box.place:
            return
        ink.hovered = over.part
        ink.fold_hovered = over.what is Over.FOLD

    def spans(self, box: Box) -> list[tuple[int, int, str]]:
        """The hovered reference, underlined."""
        over = self.over
        if over.link is None or over.box is None or over.box.place != box.place or over.link.reference is None:
            return []
        reference = self.reference(over)
        if reference is None or reference.confidence < SURE:
            return []
        return [(over.link.start, over.link.end, "hover")]


def _as_plain(text: str) -> str:
    """Tool tips guess rich text from their words; a page's words must stay words."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>"
