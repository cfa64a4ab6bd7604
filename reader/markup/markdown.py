"""Markdown -> sanitised HTML: the reader's notes, help pages, sources that declare Markdown."""

from __future__ import annotations

from reader.markup.sanitise import clean
from reader.markup.text import text_to_html

_DEEPEST = 60
"""Lists and quotes nested deeper are shown as typed: the parser recurses over them."""
_LONGEST = 1_000_000


def markdown_to_html(text: str) -> str:
    """Render ``text``; raw HTML in it is sanitised like any page's, links are http, https or mailto only.

    Text that is too long (a million code points) or nested too deep for the parser comes back as typed, as paragraphs.
    """
    import markdown

    if len(text) > _LONGEST or any(_depth(line) > _DEEPEST for line in text.split("\n")):
        return text_to_html(text)
    try:
        rendered = markdown.markdown(text, extensions=["extra", "sane_lists"], output_format="html")
    except (RecursionError, ValueError, IndexError, AttributeError):
        return text_to_html(text)
    return clean(rendered, own=False)


def _depth(line: str) -> int:
    """How many quote marks, list marks and indents a line opens with."""
    head = line[:400]
    rest = head.lstrip(" \t>*+-")
    opening = head[: len(head) - len(rest)].expandtabs(4)
    return sum(opening.count(mark) for mark in ">*+-") + (len(opening) // 4)
