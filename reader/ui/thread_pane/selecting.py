"""Selecting text with mouse and keys, within a comment or over several, and Copy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QTextCursor

from reader.ui.thread_pane.boxes import Box
from reader.ui.thread_pane.documents import Laid
from reader.ui.thread_pane.rows import POST
from reader.ui.thread_pane.selection import BEYOND, TextSelection, comment_text, heading, selected_mime, selected_text
from reader.ui.thread_pane.words import plain

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

MOST_COPIED = 2000
"""Comments that are copied at once: their bodies are fetched where the window paints."""
MOST_ASKED = 50
"""Comments whose selected text is told to menus, searches and the system's own clipboard."""


class Selecting:
    """At most one stretch is selected."""

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
            self.reset()
            self._pane.viewport().update()

    @staticmethod
    def position(box: Box, x: float, y: float) -> int:
        """The character of the body nearest to a point (relative to the viewport's left and the row's top); above or below the body its
        beginning or end."""
        if box.body is None or y < box.body_top:
            return 0
        if y > box.body_top + box.body.height:
            return _end(box.body)
        point = QPointF(x - box.text_left, y - box.body_top)
        return max(0, box.body.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit))

    def press(self, box: Box, x: float, y: float, *, extend: bool) -> None:
        """Begin at a point, or extend to it."""
        here = (box.place, self.position(box, x, y))
        if extend and self.selection is not None:
            self.selection = replace(self.selection, head=here)
        else:
            self.selection = TextSelection(here, here)
        self.dragging = True
        self._pane.viewport().update()

    def drag(self, y_in_view: float, x: float) -> None:
        """Extend to where the pointer is, over as many comments as lie between."""
        pane = self._pane
        if not self.dragging or self.selection is None or pane.rows is None:
            return
        found = pane.view.at(min(max(0.0, y_in_view), pane.view.height - 1.0))
        box, top = found if found is not None else pane.view.shown()[-1]
        before = self.selection.head[0]
        self.selection = replace(self.selection, head=(box.place, self.position(box, x, y_in_view - top)))
        if before == box.place:
            pane.update_row(box.place)
        else:
            pane.viewport().update()

    def release(self) -> None:
        """The selection is made; X11's own clipboard gets it."""
        self.dragging = False
        clipboard = QGuiApplication.clipboard()
        if self.selection is not None and not self.selection.empty and clipboard.supportsSelection():
            clipboard.setText(self.text(), QClipboard.Mode.Selection)

    def expand(self, box: Box, x: float, y: float, unit: QTextCursor.SelectionType) -> None:
        """Select the word or paragraph at a point."""
        assert box.body is not None
        cursor = QTextCursor(box.body.document)
        cursor.setPosition(self.position(box, x, y))
        cursor.select(unit)
        self.selection = TextSelection((box.place, cursor.selectionStart()), (box.place, cursor.selectionEnd()))
        self._pane.viewport().update()
        self.release()

    def select_all(self) -> None:
        """The whole body of the current comment (or of the post); where that is selected already, the whole discussion."""
        pane = self._pane
        if pane.rows is None:
            return
        place = pane.place_of_current()
        whole = TextSelection((place, 0), (place, BEYOND))
        self.selection = TextSelection((POST, 0), (pane.rows.size, 0)) if self.selection == whole else whole
        pane.viewport().update()

    def extend(self, step: int) -> None:
        """Select the current comment, then on to the next (1) or previous (-1) row, whole comments each time."""
        pane = self._pane
        rows = pane.rows
        if rows is None:
            return
        if self.selection is None:
            place = pane.place_of_current()
            self.selection = TextSelection((place, 0), (place, BEYOND))
        else:
            anchor, head = self.selection.anchor[0], self.selection.head[0]
            found = rows.next(head) if step > 0 else rows.previous(head)
            place = head if found is None or found >= rows.size else found
            up = place < anchor
            self.selection = TextSelection((anchor, BEYOND if up else 0), (place, 0 if up else BEYOND))
        pane.bring(place)
        pane.refresh()

    def copy(self) -> int:
        """Copy the selection, or the whole current comment with number and author; from how many comments, 0 where there is nothing."""
        pane = self._pane
        if pane.rows is None:
            return 0
        clipboard = QGuiApplication.clipboard()
        selection = self.selection
        if selection is not None and not selection.empty:
            laid = self._laid(selection.first[0]) if selection.is_one else None
            if laid is not None:
                clipboard.setMimeData(selected_mime(laid, self._span(laid, selection.first[0])))
                return 1
            pieces = self._pieces(MOST_COPIED)
            if pieces:
                clipboard.setText("\n".join(pieces))
                return len(pieces)
        if pane.current >= 0:
            clipboard.setText(comment_text(pane.relations, pane.boxes.bodies.comment(pane.current)))
            return 1
        return 0

    def text(self) -> str:
        """The selected text, empty for none; over several comments with who wrote each and when, `MOST_ASKED` of them at most."""
        selection = self.selection
        if selection is None or selection.empty:
            return ""
        if selection.is_one:
            laid = self._laid(selection.first[0])
            return selected_text(laid, self._span(laid, selection.first[0])) if laid is not None else ""
        return "\n".join(self._pieces(MOST_ASKED))

    def spans(self, box: Box) -> list[tuple[int, int, str]]:
        """What to paint in a row."""
        if self.selection is None or box.body is None or self.selection.span(box.place) is None:
            return []
        return [(*self._span(box.body, box.place), "selected")]

    # -- behind

    def _span(self, laid: Laid, place: int) -> tuple[int, int]:
        """What of a body is selected."""
        span = self.selection.span(place) if self.selection is not None else None
        return (0, 0) if span is None else (min(span[0], _end(laid)), min(span[1], _end(laid)))

    def _laid(self, place: int) -> Laid | None:
        pane = self._pane
        return pane.boxes.at(place).body if pane.rows is not None and pane.rows.is_visible(place) else None

    def _pieces(self, most: int) -> list[str]:
        """The selected part of each comment that is shown in the selection, under who wrote it and when. Folded and hidden ones are left
        out, as they are on the screen."""
        pane, selection = self._pane, self.selection
        assert pane.rows is not None and selection is not None
        pieces: list[str] = []
        place: int | None = selection.first[0]
        while place is not None and place <= selection.last[0] and place < pane.rows.size and len(pieces) < most:
            span = selection.span(place)
            if span is not None:
                pieces += self._piece(place, span)
            place = pane.rows.next(place)
        return pieces

    def _piece(self, place: int, span: tuple[int, int]) -> list[str]:
        pane = self._pane
        rows = pane.rows
        assert rows is not None
        if place == POST:
            post = pane.boxes.post()
            head, text = plain(post.title), post.body.text
        elif rows.is_stub(place) or rows.is_folded(rows.index_at(place)):
            return []
        else:
            shown = pane.boxes.bodies.comment(rows.index_at(place))
            head, text = f"{heading(pane.relations, shown)}:", shown.body.text
        if span != (0, BEYOND):
            laid = self._laid(place)
            text = selected_text(laid, self._span(laid, place)) if laid is not None else ""
        return [f"{head}\n{text}\n"] if text.strip() else []


def _end(laid: Laid) -> int:
    """The place behind the last character of a body."""
    return max(0, laid.document.characterCount() - 1)
