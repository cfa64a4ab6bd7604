"""The reader's text selection: a stretch of one body, and what Copy takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor, QTextDocumentFragment

from reader.model.skeleton import ShownComment
from reader.ui.thread_pane.documents import Laid
from reader.ui.thread_pane.relations import Relations
from reader.ui.thread_pane.words import moment, plain

_UNSEEN = str.maketrans({"\ufffc": None, "\u200b": None, "\u2028": "\n", "\u2029": "\n", "\u00a0": " ", "\ufdd0": "\n", "\ufdd1": "\n"})


BEYOND = 2**31 - 1
"""Stands for the end of a body, however long it is."""
Point = tuple[int, int]
"""A row's place and a character (UTF-16) of its body."""


@dataclass(frozen=True, slots=True)
class TextSelection:
    """What is selected: from ``anchor``, where it began, to ``head``, in either order; within one body or over several."""

    anchor: Point
    head: Point

    @property
    def first(self) -> Point:
        """The end that stands above."""
        return min(self.anchor, self.head)

    @property
    def last(self) -> Point:
        """The end that stands below."""
        return max(self.anchor, self.head)

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.head

    @property
    def is_one(self) -> bool:
        """Whether it stays within one body."""
        return self.anchor[0] == self.head[0]

    def span(self, place: int) -> tuple[int, int] | None:
        """What of the body at ``place`` is selected; `BEYOND` where it goes on below."""
        if not self.first[0] <= place <= self.last[0]:
            return None
        start = self.first[1] if place == self.first[0] else 0
        end = self.last[1] if place == self.last[0] else BEYOND
        return (start, end) if start < end else None


def cursor_over(laid: Laid, start: int, end: int) -> QTextCursor:
    """A cursor that spans some characters of a body."""
    last = max(0, laid.document.characterCount() - 1)
    cursor = QTextCursor(laid.document)
    cursor.setPosition(min(start, last))
    cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def selected_text(laid: Laid, span: tuple[int, int]) -> str:
    """Plain text of a stretch, without the signs that only the screen shows."""
    return cursor_over(laid, *span).selectedText().translate(_UNSEEN)


def selected_mime(laid: Laid, span: tuple[int, int]) -> QMimeData:
    """A stretch as plain text and as HTML."""
    data = QMimeData()
    data.setText(selected_text(laid, span))
    markup = QTextDocumentFragment(cursor_over(laid, *span)).toHtml()
    data.setHtml(re.sub(r"<img[^>]*>|<meta[^>]*>", "", re.sub(r'<a href="ref:\d+"[^>]*>(.*?)</a>', r"\1", markup)))
    return data


def heading(relations: Relations, shown: ShownComment) -> str:
    """Number, author and time of a comment, as they stand over its copied text."""
    when = plain(shown.published_text or "") or moment(relations.thread.times[shown.index])
    return plain(relations.label(shown.index)) + (f", {when}" if when else "")


def comment_text(relations: Relations, shown: ShownComment) -> str:
    """A whole comment with number, author and time, for the clipboard."""
    return f"{heading(relations, shown)}\n{shown.body.text}\n"
