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


@dataclass(slots=True)
class TextSelection:
    """Characters ``anchor`` to ``head`` (UTF-16, either order) of the body (or title) of the row at ``place``."""

    place: int
    anchor: int
    head: int
    title: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in order."""
        return min(self.anchor, self.head), max(self.anchor, self.head)

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.head


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


def comment_text(relations: Relations, shown: ShownComment) -> str:
    """A whole comment with number, author and time, for the clipboard."""
    when = plain(shown.published_text or "") or moment(relations.thread.times[shown.index])
    head = plain(relations.label(shown.index)) + (f", {when}" if when else "")
    return f"{head}\n{shown.body.text}\n"
