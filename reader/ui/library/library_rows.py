"""How a row of the library list is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.ui.library.library_model import NEW_WORDS, SECOND_LINE, SUMMARY
from reader.ui.theme import LIGHT, Palette
from reader.ui.words import grouped

GAP = 10
"""Pixels between site and date on the left and the counts on the right."""


class TitleDelegate(QStyledItemDelegate):
    """The title, bold while something is new. Where there is no room for columns, a second line says site and date and, at the right
    edge, how many comments there are and how many of them are new."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.two_lines = True
        self._dim = QColor(LIGHT.dim)
        self._new = QColor(LIGHT.new)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._dim, self._new = QColor(palette.dim), QColor(palette.new)

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = option.fontMetrics.height()
        return QSize(80, 2 * line + 14 if self.two_lines else line + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        post = index.data(SUMMARY)
        rect = option.rect.adjusted(10, 5, -8 if self.two_lines else -4, -5)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if post is not None and post.unread else QFont.Weight.Normal)
        self._line(painter, rect, font, option.palette.color(QPalette.ColorRole.Text), text, top=self.two_lines)
        if self.two_lines and post is not None:
            below = QRect(rect.left(), rect.bottom() - option.fontMetrics.height() + 1, rect.width(), option.fontMetrics.height())
            left = self._counts(painter, below, option.font, grouped(post.comments), index.data(NEW_WORDS))
            below.setRight(left - GAP)
            self._line(painter, below, option.font, self._dim, index.data(SECOND_LINE) or "", top=True)

    def _counts(self, painter: QPainter, rect: QRect, font: QFont, comments: str, new: str) -> int:
        """Draw the counts against the right edge; the pixel at which they begin."""
        metrics, right = QFontMetrics(font), rect.right() + 1
        for text, colour in ((comments, self._dim), (new, self._new)):
            if text:
                width = metrics.horizontalAdvance(text) + 2  # the advance is rounded: without room to spare the last letters are elided
                self._line(painter, QRect(right - width, rect.top(), width, rect.height()), font, colour, text, top=True)
                right -= width + GAP
        return right + GAP

    def _line(self, painter: QPainter, rect: QRect, font: QFont, colour: QColor, text: str, *, top: bool) -> None:
        painter.save()
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        align = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine), shown)
        painter.restore()
