"""Hits of a library search, grouped by thread, with the found words marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolButton, QTreeView, QVBoxLayout, QWidget

from reader.model.report import Hit, Location, SearchResult, Span
from reader.ui.icons import icon
from reader.ui.plain import PlainLabel, one_line
from reader.ui.theme import LIGHT, Palette, author_colour
from reader.ui.words import NOBODY, day_words, grouped
from reader.wording import counted

LOCATION = Qt.ItemDataRole.UserRole
HIT = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
LINES = 3
"""A snippet never takes more lines."""


def utf16_spans(text: str, spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Code-point spans of ``text`` as (start, length) in UTF-16 units, as Qt counts."""
    def units(part: str) -> int:
        return len(part) + sum(ord(letter) > 0xFFFF for letter in part)

    return [(units(text[: span.start]), units(text[span.start : span.end])) for span in spans]


class HitDelegate(QStyledItemDelegate):
    """Thread rows: title and count. Hit rows: number, author, date, and below them the snippet."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self.colours = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = option.fontMetrics.height()
        if index.data(HIT) is None:
            return QSize(60, height + 14)
        layout = self._snippet(option, index.data(HIT))
        return QSize(60, height + 12 + round(self._height(layout)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        hit: Hit | None = index.data(HIT)
        painter.save()
        rect = option.rect.adjusted(10, 5, -8, -5)
        if hit is None:
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(self.colours.text))
            count = grouped(index.data(COUNT) or 0)
            room = rect.width() - painter.fontMetrics().horizontalAdvance(count) - 12
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
            painter.setFont(option.font)
            painter.setPen(QColor(self.colours.dim))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), count)
        else:
            self._paint_head(painter, option, rect, hit)
            layout = self._snippet(option, hit)
            painter.setPen(QColor(self.colours.text))
            layout.draw(painter, QPointF(rect.left(), rect.top() + option.fontMetrics.height() + 2))
        painter.restore()

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, hit: Hit) -> None:
        line = QRectF(rect.left(), rect.top(), rect.width(), option.fontMetrics.height())
        date = day_words(hit.published)
        painter.setPen(QColor(self.colours.dim))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine), date)
        room = rect.width() - option.fontMetrics.horizontalAdvance(date) - 12
        number = "" if hit.number is None else f"{hit.number}  "
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine), number)
        shift = option.fontMetrics.horizontalAdvance(number)
        who = one_line(hit.author) or NOBODY
        painter.setPen(QColor(author_colour(self.colours, hit.author)))
        shown = option.fontMetrics.elidedText(who, Qt.TextElideMode.ElideRight, max(0, room - shift))
        painter.drawText(line.adjusted(shift, 0, 0, 0), int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine), shown)

    def _snippet(self, option: QStyleOptionViewItem, hit: Hit) -> QTextLayout:
        text = hit.snippet.replace("\n", " ")
        layout = QTextLayout(text, option.font)
        wrapped = QTextOption()
        wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrapped)
        marked = QTextCharFormat()
        marked.setFontWeight(QFont.Weight.DemiBold)
        marked.setBackground(QColor(self.colours.selection))
        formats = []
        for start, length in utf16_spans(hit.snippet, hit.marks):
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = start, length, marked
            formats.append(piece)
        layout.setFormats(formats)
        width = max(80, self._view.viewport().width() - self._view.indentation() - 18)
        layout.beginLayout()
        top = 0.0
        for _ in range(LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    @staticmethod
    def _height(layout: QTextLayout) -> float:
        return sum(layout.lineAt(place).height() for place in range(layout.lineCount()))


class ResultsPane(QWidget):
    """Stands in the place of the library list while a search is on."""

    chosen = Signal(object)
    """A `Location`."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.model = QStandardItemModel(self)
        self.heading = PlainLabel("", role="dim", wrap=True)
        self.close_button = QToolButton()
        self.close_button.setText("Back to the library")
        self.close_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.close_button.setAutoRaise(True)
        self.close_button.clicked.connect(self.closed)
        self.list = QTreeView()
        self.list.setModel(self.model)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(8)
        self.list.setAccessibleName("Search results")
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or heights would be those of another width
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = HitDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        above = QHBoxLayout()
        above.setContentsMargins(8, 8, 8, 0)
        above.addWidget(self.close_button)
        above.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        self.heading.setContentsMargins(12, 4, 12, 8)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)

    def show_result(self, result: SearchResult, words: str) -> None:
        """List the hits, the thread of the newest first."""
        self.model.clear()
        groups: dict[int, QStandardItem] = {}
        for hit in result.hits:
            group = groups.get(hit.location.post)
            if group is None:
                group = groups[hit.location.post] = QStandardItem()
                group.setData(Location(hit.location.post), LOCATION)
                group.setEditable(False)
                self.model.appendRow(group)
            item = QStandardItem(one_line(hit.snippet))
            item.setData(hit.location, LOCATION)
            item.setData(hit, HIT)
            item.setEditable(False)
            place = "the post" if hit.location.comment is None else f"{hit.number or ''} {one_line(hit.author) or NOBODY}".strip()
            item.setData(f"{place}: {one_line(hit.snippet)}", Qt.ItemDataRole.AccessibleTextRole)
            group.appendRow(item)
        for hit in result.hits:
            group = groups[hit.location.post]
            group.setText(one_line(hit.title, 120) or "Untitled")
            group.setData(group.rowCount(), COUNT)
        self.list.expandAll()
        shown = len(result.hits)
        if not result.total:
            self.heading.setText(f"Nothing found for {words}. Fewer or shorter words find more; begin* finds beginnings.")
        else:
            more = f"; the newest {grouped(shown)} are listed" if shown < result.total else ""
            found = counted(result.total, "place")
            self.heading.setText(f"{found} in {counted(len(groups), 'discussion')}{more}" if shown == result.total else f"{found}{more}")

    def show_problem(self, words: str) -> None:
        """Say why there are no hits."""
        self.model.clear()
        self.heading.setText(words)

    def show_busy(self) -> None:
        """Say that it works."""
        self.heading.setText("Searching…")

    def first(self) -> None:
        """Make the first hit the current one, where none is; nothing is opened."""
        group = self.model.item(0)
        if group is not None and group.hasChildren() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(group.child(0).index())

    def step(self, step: int) -> None:
        """Choose the next or previous hit."""
        groups = [self.model.item(row) for row in range(self.model.rowCount())]
        hits = [group.child(row) for group in groups for row in range(group.rowCount())]
        if not hits:
            return
        current = self.list.currentIndex()
        place = next((at for at, item in enumerate(hits) if item.index() == current), -1 if step > 0 else len(hits))
        item = hits[max(0, min(len(hits) - 1, place + step))]
        self.list.setCurrentIndex(item.index())
        self._choose(item.index())

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._delegate.colours = palette
        self.close_button.setIcon(icon("back", palette))
        self.list.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        where = index.data(LOCATION)
        if isinstance(where, Location):
            self.chosen.emit(where)
