"""How a choice of a comment is painted: who and when, why, the first words; a digit in front where a key chooses it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.correcting.target_model import CHOICE, Choice
from reader.ui.theme import Palette, author_colour

SIDE, TOP, GAP = 12, 6, 2
DIGITS = 9
"""So many rows can be chosen by a digit."""


class TargetDelegate(QStyledItemDelegate):
    """``numbered``: the first rows have their digit in front, and take as many lines as they have to say; otherwise two lines each."""

    def __init__(self, view: QListView, palette: Palette, *, numbered: bool) -> None:
        super().__init__(view)
        self._colours = palette
        self._numbered = numbered

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 2 if not self._numbered else len(self._lines(index.data(CHOICE))) + 1
        return QSize(80, lines * (option.fontMetrics.height() + GAP) + 2 * TOP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        choice: Choice = index.data(CHOICE)
        painter.save()
        rect = option.rect.adjusted(SIDE, TOP, -SIDE, -TOP)
        if self._numbered:
            digit = str(index.row() + 1) if index.row() < DIGITS else ""
            painter.setPen(QColor(self._colours.dim))
            self._line(painter, rect, digit, right=False)
            rect.adjust(option.fontMetrics.horizontalAdvance("00") + 4, 0, 0, 0)
        self._head(painter, option.font, rect, choice)
        for words, colour in self._lines(choice):
            rect.adjust(0, option.fontMetrics.height() + GAP, 0, 0)
            painter.setPen(QColor(colour))
            self._line(painter, rect, words, right=False)
        painter.restore()

    def _lines(self, choice: Choice) -> list[tuple[str, str]]:
        lines = [(choice.text, self._colours.text), (choice.reason, self._colours.dim)]
        return [(words, colour) for words, colour in lines if words]

    def _head(self, painter: QPainter, font: QFont, rect: QRect, choice: Choice) -> None:
        right = "as it is now" if choice.current else choice.when
        painter.setPen(QColor(self._colours.accent if choice.current else self._colours.dim))
        self._line(painter, rect, right, right=True)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold if choice.author else QFont.Weight.Normal)
        room = painter.fontMetrics().horizontalAdvance(right) + (12 if right else 0)
        painter.setFont(bold)
        painter.setPen(QColor(author_colour(self._colours, choice.author) if choice.author else self._colours.text))
        self._line(painter, rect.adjusted(0, 0, -room, 0), choice.words, right=False)
        painter.setFont(font)

    @staticmethod
    def _line(painter: QPainter, rect: QRect, words: str, *, right: bool) -> None:
        metrics = painter.fontMetrics()
        line = QRect(rect.left(), rect.top(), max(0, rect.width()), metrics.height())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(side | Qt.TextFlag.TextSingleLine), shown)
