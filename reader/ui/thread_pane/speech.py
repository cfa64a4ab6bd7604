"""What assistive technology hears of the pane: one sentence a comment, announced when the current one changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from reader.ui.thread_pane import words
from reader.ui.thread_pane.accessible import tell_focus
from reader.ui.thread_pane.boxes import Box, Kind

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

LONGEST = 4000
"""Characters of a body that one row says."""


class Speech:
    """Describes comments in words and tells about the current one."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane

    def sentence(self, index: int) -> str:
        """``level 3, 59 james, answers 12 Mina, 12 Dec 2016 14:48, new``; the post says its title."""
        pane = self._pane
        rows = pane.rows
        if rows is None:
            return ""
        if index < 0:
            return words.plain(pane.boxes.post().title) or "post"
        relations, thread = pane.relations, rows.thread
        parent = thread.parents[index]
        replies = rows.replies(index)
        return words.spoken(
            thread.depths[index] + 1, words.plain(relations.label(index)), words.plain(relations.label(parent)) if parent >= 0 else "",
            new=index in pane.look.new, ghost_=relations.is_ghost(index),
            folded=words.folded_counts(replies, 0) or "no replies" if rows.is_folded(index) else "",
            when=words.moment(thread.times[index]), hidden="hidden" if rows.is_hidden(index) else "",
        )

    def whole(self, box: Box) -> str:
        """A row as it is read out: the sentence, then the text; a stub or the foot as its words."""
        pane = self._pane
        if box.kind in (Kind.STUB, Kind.FOOT):
            return " ".join(part.text for part in box.header.parts)
        if box.kind is Kind.FOLDED:
            return self.sentence(box.index)
        body = pane.boxes.bodies.comment(box.index).body if box.index >= 0 else pane.boxes.post().body
        return f"{self.sentence(box.index)}. {body.text[:LONGEST]}"

    def tell(self, index: int) -> None:
        """Describe the current comment and tell that it is the current one."""
        pane = self._pane
        pane.setAccessibleDescription(self.sentence(index))
        if QAccessible.isActive():
            tell_focus(pane)

    def say(self, text: str) -> None:
        """Announce some words."""
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._pane, text))
