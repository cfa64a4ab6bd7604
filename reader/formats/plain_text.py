"""Plain text: a copy of a page as text, Markdown, text from the clipboard."""

from __future__ import annotations

import codecs
import re

from reader.formats.source import Items, Source
from reader.markup.charset import decode
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind, SourceFile

KEY = "text"
MARKDOWN_EXTENSIONS = (".md", ".markdown", ".mdown", ".mkd")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b\x08\x1a")


def looks_like_text(head: bytes) -> bool:
    """True if ``head`` can be text in some encoding: a mark, UTF-16 without one, or next to no control characters."""
    if head.startswith(_MARKS):
        return True
    if not head.strip():
        return bool(head)
    if b"\x00" in head:
        return _is_utf16(head)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 100 <= len(head)


def _is_utf16(head: bytes) -> bool:
    """UTF-16 without a mark: mostly Latin text has its zeros on one side of each pair; few stray zeros in a long text are damage only."""
    zeros = head.count(b"\x00")
    odd = head[1::2].count(b"\x00")
    if zeros * 500 <= len(head):
        return len(head) - len(head.translate(None, _CONTROLS)) <= zeros + len(head) // 100
    return zeros * 4 >= len(head) and (odd * 20 >= zeros * 19 or odd * 20 <= zeros)


def sniff(head: bytes, name: str) -> bool:
    """True for any text: the last row of the table."""
    del name
    return looks_like_text(head)


def pages(source: Source) -> Items:
    """The text as one page. Raises `RefusedFile` (empty, too large)."""
    limit = source.budget.limits.page
    decoded = decode(source.read(limit), declared=source.declared, html=False)
    text = _with_plain_lines(decoded.text)
    if not text.strip():
        raise RefusedFile(source.name, Why.EMPTY)
    if source.name.lower().endswith(MARKDOWN_EXTENSIONS):
        from reader.markup.markdown import markdown_to_html

        yield Page(
            source.as_format(KEY), PageKind.HTML, markdown_to_html(text), source.url, decoded.charset, source.saved, "markdown",
            notices=decoded.notices,
        )  # fmt: skip
        return
    yield Page(source.as_format(KEY), PageKind.TEXT, text, source.url, decoded.charset, source.saved, notices=decoded.notices)


def pasted(text: str, name: str, described: SourceFile) -> Page:
    """Pasted text: HTML where it opens like a page, else plain text."""
    opens_like_page = re.match(r"\s*(?:<!--.{0,400}?-->\s*)?<(?:!doctype|html|head|body)\b", text, re.IGNORECASE | re.DOTALL)
    kind = PageKind.HTML if opens_like_page else PageKind.TEXT
    if not text.strip():
        raise RefusedFile(name, Why.EMPTY)
    return Page(described, kind, _with_plain_lines(text), dialect="pasted")


def _with_plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
