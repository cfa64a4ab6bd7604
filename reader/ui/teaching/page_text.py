"""A saved page in plain words whose pieces can be clicked. No markup of the page reaches Qt: texts alone are written into the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from reader.model.teaching import FoundComment, Piece, Sketch
from reader.ui.theme import LIGHT, Palette, mix

BODY, NAME, DATE = "body", "name", "date"
_SHADES = {BODY: ("accent", 0.13), NAME: ("new", 0.30), DATE: ("star", 0.34)}
_INDENT = 22


class PageText(QTextEdit):
    """Click, or move with the arrow keys and press Enter, to choose the piece under the pointer or cursor."""

    clicked = Signal(int)
    """Place of the piece."""
    marked = Signal(int, str)
    """Place of the piece in which words were marked with the mouse, and these words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("The page in plain words")
        self._pieces: tuple[Piece, ...] = ()
        self._starts: list[int] = []
        self._index: dict[int, int] = {}
        self._marks: dict[int, str] = {}
        self._picks: dict[int, str] = {}
        self._hover = -1
        self._pressed = QPoint()
        self._palette = LIGHT
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._paint_marks())

    def show_sketch(self, sketch: Sketch) -> None:
        """Write the page's texts."""
        self.clear()
        self._pieces = sketch.pieces
        self._index = {piece.place: at for at, piece in enumerate(sketch.pieces)}
        self._starts = []
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        plain, heading = QTextCharFormat(), QTextCharFormat()
        heading.setFontWeight(QFont.Weight.DemiBold)
        for at, piece in enumerate(sketch.pieces):
            if piece.line:
                block = QTextBlockFormat()
                block.setLeftMargin(piece.level * _INDENT)
                block.setBottomMargin(4)
                block.setTopMargin(10 if piece.heading else 0)
                if at:
                    cursor.insertBlock(block)
                else:
                    cursor.setBlockFormat(block)
            else:
                cursor.insertText(" ", plain)
            self._starts.append(cursor.position())
            cursor.insertText(piece.text, heading if piece.heading else plain)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._paint_marks()

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette
        self._paint_marks()

    def show_picks(self, picks: Mapping[int, str]) -> None:
        """Mark what was clicked: place -> what it is."""
        self._picks = {self._index[place]: what for place, what in picks.items() if place in self._index}
        self._paint_marks()

    def show_found(self, found: Iterable[FoundComment]) -> None:
        """Mark the comments that a rule finds."""
        self._marks = {}
        for comment in found:
            for places, what in ((comment.texts, BODY), (comment.author_texts, NAME), (comment.date_texts, DATE)):
                self._marks.update({self._index[place]: what for place in places if place in self._index})
        self._paint_marks()

    def reveal(self, place: int) -> None:
        """Scroll a piece into the middle and put the cursor there."""
        at = self._index.get(place)
        if at is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._starts[at])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - self.viewport().height() // 3)

    def words(self, place: int) -> str:
        """What a piece says; empty where there is no such piece."""
        at = self._index.get(place)
        return "" if at is None else self._pieces[at].text

    def rect_of(self, place: int) -> QPoint:
        """A point of the viewport on a piece (for tests and for pointing)."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._starts[self._index[place]] + 1)
        return self.cursorRect(cursor).center()

    # -- Qt

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_hover(self._piece_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self._piece_at(event.position().toPoint())
        still = (event.position().toPoint() - self._pressed).manhattanLength() < 6
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if still and at >= 0:
            self.clicked.emit(self._pieces[at].place)
        elif not still:
            self._tell_marked()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            at = self._piece_of(self.textCursor().position())
            if at >= 0:
                self.clicked.emit(self._pieces[at].place)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint_marks()

    # -- behind

    def _tell_marked(self) -> None:
        cursor = self.textCursor()
        at = self._piece_of(cursor.selectionStart())
        words = cursor.selectedText().strip()
        if at >= 0 and words and words in self._pieces[at].text:
            self.marked.emit(self._pieces[at].place, words)

    def _piece_of(self, position: int) -> int:
        at = bisect_right(self._starts, position) - 1
        return at if at >= 0 and position <= self._starts[at] + len(self._pieces[at].text.encode("utf-16-le", "surrogatepass")) // 2 else -1

    def _piece_at(self, point: QPoint) -> int:
        cursor = self.cursorForPosition(point)
        at = self._piece_of(cursor.position())
        if at < 0:
            return -1
        rect = self.cursorRect(cursor)
        return at if abs(rect.center().y() - point.y()) <= rect.height() and abs(rect.center().x() - point.x()) < 4 * rect.height() else -1

    def _set_hover(self, at: int) -> None:
        if at != self._hover:
            self._hover = at
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
            self._paint_marks()

    def _paint_marks(self) -> None:
        """Only what is in sight is marked: a page may hold tens of thousands of pieces."""
        if not self._starts:
            self.setExtraSelections([])
            return
        first = max(0, bisect_right(self._starts, self.cursorForPosition(QPoint(0, 0)).position()) - 1)
        last = self.cursorForPosition(QPoint(self.viewport().width(), self.viewport().height())).position()
        shown = []
        at = first
        while at < len(self._pieces) and self._starts[at] <= last:
            selection = self._selection(at)
            if selection is not None:
                shown.append(selection)
            at += 1
        self.setExtraSelections(shown)

    def _selection(self, at: int) -> QTextEdit.ExtraSelection | None:
        picked, mark = self._picks.get(at), self._marks.get(at)
        if picked is None and mark is None and at != self._hover:
            return None
        style = QTextCharFormat()
        paper = self._palette.paper
        if picked is not None or mark is not None:
            role, share = _SHADES[picked or mark or BODY]
            style.setBackground(QColor(mix(paper, getattr(self._palette, role), share if picked is None else share + 0.12)))
        if picked is not None:
            style.setFontUnderline(True)
            style.setUnderlineColor(QColor(self._palette.accent))
        if at == self._hover:
            style.setBackground(QColor(self._palette.selection))
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._starts[at])
        end = self._starts[at] + len(self._pieces[at].text.encode("utf-16-le", "surrogatepass")) // 2
        cursor.setPosition(min(end, self.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = style
        return selection
