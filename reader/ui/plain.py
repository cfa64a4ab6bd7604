"""Strings from pages, made harmless for Qt: labels, tool tips and menus guess rich text or mnemonics from what they are given."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0\ufdd1]+")


def one_line(text: str | None, limit: int = 300) -> str:
    """``text`` on one line without control and direction characters, at most ``limit`` code points."""
    flat = " ".join(_CONTROL.sub(" ", (text or "")[: 4 * limit]).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def tip(text: str) -> str:
    """``text`` as a tool tip that is shown as typed, wrapped where it is long."""
    return f"<qt>{html.escape(_CONTROL.sub(' ', text[:2000]), quote=False)}</qt>" if text else ""


class PlainLabel(QLabel):
    """A label that never reads its text as markup. ``role`` (dim, warn, new) gives it a colour of the theme."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "", wrap: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)


class ElidedLabel(PlainLabel):
    """One line that ends in … when there is no room; the whole of it is in the tool tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__(text, parent, role=role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(one_line(text))
        self.setToolTip(tip(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)
