"""A scroll bar of two rectangles: the style's own costs more to paint than the text. It shows marks of the thread beside its handle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from reader.ui.theme import Palette, mix

LEAST_HANDLE = 28


class ThreadScrollBar(QWidget):
    """Asks for ``(above, window, all)`` when it paints; tells where it was dragged to."""

    dragged = Signal(float)
    """Pixels that shall lie above the window."""
    paged = Signal(int)
    """-1 or 1: a click beside the handle."""
    rolled = Signal(QWheelEvent)

    def __init__(self, parent: QWidget, extent: Callable[[], tuple[float, float, float]]) -> None:
        super().__init__(parent)
        self._extent = extent
        self._held: float | None = None
        self._fixed: tuple[float, float, float] | None = None
        self._track = QColor("#ffffff")
        self._handle = QColor("#888888")
        self._strong = QColor("#555555")
        self._marks: Sequence[tuple[float, QColor]] = ()
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_palette(self, palette: Palette) -> None:
        """Colours of the theme."""
        self._track = QColor(palette.paper)
        self._handle = QColor(mix(palette.paper, palette.text, 0.22))
        self._strong = QColor(mix(palette.paper, palette.text, 0.42))
        self.update()

    def set_marks(self, marks: Sequence[tuple[float, QColor]]) -> None:
        """Thin marks at shares (0 to 1) of the whole."""
        self._marks = marks
        self.update()

    def handle(self) -> QRectF:
        """Where the handle stands; empty where everything fits."""
        above, window, whole = self._fixed_or_now()
        if whole <= window + 0.5:
            return QRectF()
        length = max(LEAST_HANDLE, self.height() * window / whole)
        top = (self.height() - length) * min(1.0, above / (whole - window))
        return QRectF(self.width() - 9, top + 2, 7, length - 4)

    def _fixed_or_now(self) -> tuple[float, float, float]:
        above, window, whole = self._extent()
        return (above, window, self._fixed[2]) if self._fixed is not None else (above, window, whole)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._track)
        for share, colour in self._marks:
            painter.fillRect(QRectF(1, share * (self.height() - 3), self.width() - 2, 2), colour)
        handle = self.handle()
        if handle.isValid():
            strong = self._held is not None or self.underMouse()
            painter.fillRect(handle, self._strong if strong else self._handle)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        handle, y = self.handle(), event.position().y()
        if handle.top() <= y <= handle.bottom():
            self._held = y - handle.top()
            self._fixed = self._extent()
        else:
            self.paged.emit(-1 if y < handle.top() else 1)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or self._fixed is None:
            return
        _, window, whole = self._fixed
        room = self.height() - (self.handle().height() + 4)
        share = (event.position().y() - self._held - 2) / max(1.0, room)
        self.dragged.emit(min(1.0, max(0.0, share)) * (whole - window))
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = self._fixed = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.rolled.emit(event)

    def enterEvent(self, _event: object) -> None:
        self.update()

    def leaveEvent(self, _event: object) -> None:
        self.update()
