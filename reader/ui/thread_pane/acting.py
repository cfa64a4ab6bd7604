"""What following a reference, a link or a header part does: signals to the window, or a change of the view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from reader.model.discussion import Reference, Toward
from reader.ui.thread_pane.boxes import Box
from reader.ui.thread_pane.documents import Laid, Link
from reader.ui.thread_pane.header import Act, Piece
from reader.ui.thread_pane.rows import POST

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane


class Acting:
    """Turns activated things into signals."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane

    def references_of(self, index: int) -> Sequence[Reference]:
        """The references of a comment, or of the post (-1)."""
        boxes = self._pane.boxes
        return boxes.bodies.comment(index).references if index >= 0 else boxes.post().references

    def target_index(self, reference: Reference) -> int | None:
        """The index in this thread that a reference leads to: -1 the post, None elsewhere or nowhere."""
        thread = self._pane.boxes.thread
        if reference.target_post is not None and reference.target_post != thread.post_id:
            return None
        if reference.to == Toward.POST:
            return POST
        if reference.target is None:
            return None
        try:
            return thread.ids.index(reference.target)
        except (ValueError, OverflowError):
            return None

    def follow_link(self, index: int, link: Link | None) -> None:
        """Follow a link of a body: a reference, a comment or post of the library, an outside address."""
        if link is None:
            return
        pane = self._pane
        if link.reference is None:
            pane.link_activated.emit(link.href)
            return
        reference = self.references_of(index)[link.reference]
        if reference.to != Toward.UNKNOWN:
            pane.reference_activated.emit(reference, index)

    def act_on(self, box: Box, piece: Piece) -> None:
        """Do what a header part says."""
        pane = self._pane
        match piece.act:
            case Act.GO:
                pane.comment_activated.emit(piece.target)
            case Act.FOLD:
                pane.toggle(box.index)
            case Act.SHOW:
                pane.lift(box.run)
            case Act.AUTHOR:
                name = pane.relations.name(piece.target)
                if name:
                    pane.author_activated.emit(name)
            case Act.NOTE:
                pane.note_activated.emit(piece.target)
            case Act.MORE:
                pane.boxes.show_more(box.place)
                pane.view.settle()
                pane.viewport().update()
            case Act.ALL_ANSWERS:
                pane.look.all_answers.add(piece.target)
                pane.boxes.changed()
                pane.view.settle()
                pane.refresh()
            case _:
                pass

    def link_area(self, box: Box, y: int, link: Link) -> QRect:
        """Where the first line of a link stands in the viewport."""
        if box.body is None:
            return QRect()
        return text_area(box.body, link.start, link.end).translated(box.text_left, y + box.body_top)


def text_area(laid: Laid, start: int, end: int) -> QRect:
    """The rectangle of some characters on their first line, relative to the body."""
    block = laid.document.findBlock(start)
    line = block.layout().lineForTextPosition(start - block.position())
    origin = laid.document.documentLayout().blockBoundingRect(block).topLeft()
    if not line.isValid():
        return QRect(round(origin.x()), round(origin.y()), 1, 1)
    stop = min(end - block.position(), line.textStart() + line.textLength())
    left, right = _x(line.cursorToX(start - block.position())), _x(line.cursorToX(stop))
    left, right = min(left, right), max(left, right)
    return QRect(round(origin.x() + left), round(origin.y() + line.y()), max(1, round(right - left)), round(line.height()))


def _x(answer: object) -> float:
    # PySide gives (x, position) for an out-parameter in some versions and x alone in others.
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
