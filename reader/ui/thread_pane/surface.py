"""The pane's side towards Qt: events handed to the part that answers them, and painting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from reader.ui.thread_pane.boxes import Box, Kind, Look
from reader.ui.thread_pane.finding import Finding
from reader.ui.thread_pane.jump_mark import JumpMark
from reader.ui.thread_pane.keys import Keys
from reader.ui.thread_pane.painting import Ink, paint_box
from reader.ui.thread_pane.pointer import Pointer
from reader.ui.thread_pane.rows import Rows
from reader.ui.thread_pane.scroll_bar import ThreadScrollBar
from reader.ui.thread_pane.selecting import Selecting
from reader.ui.thread_pane.style import Style
from reader.ui.thread_pane.view import View

BAR_WIDTH = 12


class Surface(QAbstractScrollArea):
    """What Qt calls. The attributes are set by `ThreadPane`, the only class made of it."""

    rows: Rows | None
    view: View
    look: Look
    bar: ThreadScrollBar
    pointer: Pointer
    keys: Keys
    selecting: Selecting
    finding: Finding
    mark: JumpMark
    current: int
    style_now: Style
    empty_words: str

    def lay_out(self) -> None:
        """Lay out for the present width and style."""
        raise NotImplementedError

    def restyle(self) -> None:
        """The font changed."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Paint all again."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        frame = self.contentsRect()
        self.bar.setGeometry(QRect(frame.right() - BAR_WIDTH + 1, frame.top(), BAR_WIDTH, frame.height()))
        if self.rows is not None:
            self.lay_out()
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        clip = event.rect()
        painter.fillRect(clip, QColor(self.style_now.palette.paper))
        if self.rows is None:
            painter.setPen(QColor(self.style_now.palette.dim))
            painter.setFont(self.style_now.small)
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_words)
        else:
            for box, y in self.view.shown():
                if y < clip.bottom() + 1 and y + box.height > clip.top():
                    # Letters with towers of marks reach far out of their line; rows are copied when scrolling, so none may leave its row.
                    painter.setClipRect(QRect(0, y, self.viewport().width(), box.height))
                    paint_box(painter, box, y, self.style_now, self._ink(box), QRectF(clip))
        painter.end()

    def _ink(self, box: Box) -> Ink:
        ink = Ink()
        index = box.index
        if box.kind in (Kind.COMMENT, Kind.GHOST, Kind.FOLDED):
            ink.current = index == self.current
            ink.focused = self.hasFocus()
            assert self.rows is not None
            slot = self.rows.thread.authors_of[index]
            ink.highlighted = slot in self.look.highlighted_authors or self.rows.is_highlighted(index)
            ink.faint = self.rows.is_context(index)
            self.mark.ink(index, ink)
        self.pointer.ink(box, ink)
        if box.body is not None:
            ink.spans = [*self.finding.spans(box), *self.keys.spans(box), *self.pointer.spans(box), *self.selecting.spans(box)]
        return ink

    def update_row(self, place: int) -> None:
        """Paint one row again."""
        if self.rows is not None:
            for box, y in self.view.shown():
                if box.place == place:
                    self.viewport().update(QRect(0, y, self.viewport().width(), box.height))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_settled"):
            self.restyle()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.keys.wants(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange and self.rows is not None:
            self.lay_out()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.pointer.wheel(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.pointer.menu(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.pointer.left()
        if event.type() == QEvent.Type.ToolTip:
            return self.pointer.tool_tip(event)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.keys.tab(forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
