"""Sanitised HTML <-> plain text, and marks put at spans of the text.

Rules (``body_text`` of the contract): blocks are parted by one empty line, ``br`` is a newline, ``pre`` is verbatim, other white space is
collapsed. Pictures and their placeholders give no text.
"""

from __future__ import annotations

import html as html_module
import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.model.discussion import Body

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
BLOCKS = frozenset("p div blockquote ul ol dl table pre h1 h2 h3 h4 h5 h6 hr".split())
LINES = frozenset("li dt dd tr caption".split())


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of ``Body.text`` (code points, end exclusive) to be shown as a link (``href``) and/or with a class (``css``)."""

    start: int
    end: int
    href: str | None = None
    css: str | None = None


def html_to_text(html: str) -> str:
    """Plain text of sanitised HTML."""
    out: list[str] = []
    place = 0
    for tag in TAG.finditer(html):
        out.append(" ".join((" " + html_module.unescape(html[place : tag.start()]) + " ").split(" ")))
        place = tag.end()
        name = tag.group(2).lower()
        out.append("\n" if name == "br" else "\n\n" if name in BLOCKS else "\n" if name in LINES else "")
    out.append(html_module.unescape(html[place:]))
    lines = [" ".join(line.split()) for line in "".join(out).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def text_to_html(text: str) -> str:
    """Display HTML of plain text: escaped, ``p`` and ``br`` only."""
    return "".join(
        f"<p>{html_module.escape(part, quote=False)}</p>".replace("\n", "<br>") for part in text.split("\n\n") if part
    )


def mark_spans(body: Body, marks: Iterable[Mark]) -> str:
    """Display HTML of a body with links and classes put at spans of its text."""
    if body.html is not None:
        return body.html
    out: list[str] = []
    place = 0
    for mark in sorted(marks, key=lambda m: m.start):
        if mark.start < place:
            continue
        inner = html_module.escape(body.text[mark.start : mark.end], quote=False)
        css = f' class="{html_module.escape(mark.css)}"' if mark.css else ""
        out.append(html_module.escape(body.text[place : mark.start], quote=False))
        out.append(f'<a href="{html_module.escape(mark.href)}"{css}>{inner}</a>' if mark.href else f"<span{css}>{inner}</span>")
        place = mark.end
    out.append(html_module.escape(body.text[place:], quote=False))
    return "".join(f"<p>{part}</p>".replace("\n", "<br>") for part in "".join(out).split("\n\n") if part)
