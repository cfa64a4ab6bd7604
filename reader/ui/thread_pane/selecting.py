"""Selecting text with the mouse, and Copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QTextCursor

from reader.ui.thread_pane.boxes import Box
from reader.ui.thread_pane.documents import Laid
from reader.ui.thread_pane.selection import TextSelection, comment_text, selected_mime, selected_text

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane


class Selecting:
    """At most one stretch of one body is selected."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane
        self.selection: TextSelection | None = None
        self.dragging = False

    def reset(self) -> None:
        """Nothing selected."""
        self.selection = None
        self.dragging = False

    def clear(self) -> None:
        """Nothing selected, painted at once."""
        if self.selection is not None:
            place = self.selection.place
            self.reset()
            self._pane.update_row(place)

    @staticmethod
    def position(box: Box, x: float, y: float) -> int:
        """The character of the body nearest to a point (relative to the viewport's left and the row's top)."""
        assert box.body is not None
        point = QPointF(x - box.text_left, y - box.body_top)
        return max(0, box.body.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit))

    def press(self, box: Box, x: float, y: float, *, extend: bool) -> None:
        """Begin at a point, or extend to it."""
        at = self.position(box, x, y)
        if extend and self.selection is not None and self.selection.place == box.place:
            self.selection.head = at
        else:
            self.clear()
            self.selection = TextSelection(box.place, at, at)
        self.dragging = True
        self._pane.update_row(box.place)

    def drag(self, y_in_view: float, x: float) -> None:
        """Extend to where the pointer is; above or below the body, to its beginning or end."""
        if not self.dragging or self.selection is None:
            return
        pane = self._pane
        top = pane.view.y_of(self.selection.place)
        if top is None:
            return
        box = pane.boxes.at(self.selection.place)
        if box.body is None:
            return
        y = y_in_view - top
        if y < box.body_top:
            self.selection.head = 0
        elif y > box.body_top + box.body.height:
            self.selection.head = box.body.document.characterCount() - 1
        else:
            self.selection.head = self.position(box, x, y)
        pane.update_row(box.place)

    def release(self) -> None:
        """The selection is made; X11's own clipboard gets it."""
        self.dragging = False
        laid = self._laid()
        if laid is None or self.selection is None or self.selection.empty:
            return
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection():
            clipboard.setText(selected_text(laid, self.selection.span), QClipboard.Mode.Selection)

    def expand(self, box: Box, x: float, y: float, unit: QTextCursor.SelectionType) -> None:
        """Select the word or paragraph at a point."""
        assert box.body is not None
        cursor = QTextCursor(box.body.document)
        cursor.setPosition(self.position(box, x, y))
        cursor.select(unit)
        self.clear()
        self.selection = TextSelection(box.place, cursor.selectionStart(), cursor.selectionEnd())
        self._pane.update_row(box.place)
        self.release()

    def select_all(self) -> None:
        """The whole body of the current comment (or of the post)."""
        pane = self._pane
        if pane.rows is None:
            return
        place = pane.place_of_current()
        box = pane.boxes.at(place)
        self.clear()
        if box.body is not None:
            self.selection = TextSelection(place, 0, box.body.document.characterCount() - 1)
            pane.update_row(place)

    def copy(self) -> bool:
        """Copy the selection, or the whole current comment with number and author."""
        pane = self._pane
        if pane.rows is None:
            return False
        laid = self._laid()
        clipboard = QGuiApplication.clipboard()
        if laid is not None and self.selection is not None and not self.selection.empty:
            clipboard.setMimeData(selected_mime(laid, self.selection.span))
            return True
        if pane.current >= 0:
            clipboard.setText(comment_text(pane.relations, pane.boxes.bodies.comment(pane.current)))
            return True
        return False

    def text(self) -> str:
        """The selected text, empty for none."""
        laid = self._laid()
        return selected_text(laid, self.selection.span) if laid is not None and self.selection is not None else ""

    def spans(self, box: Box) -> list[tuple[int, int, str]]:
        """What to paint in a row."""
        if self.selection is None or self.selection.place != box.place or self.selection.empty:
            return []
        return [(*self.selection.span, "selected")]

    def _laid(self) -> Laid | None:
        pane = self._pane
        if self.selection is None or pane.rows is None or not pane.rows.is_visible(self.selection.place):
            return None
        return pane.boxes.at(self.selection.place).body
