"""Sanitised HTML as well-formed XHTML, for e-books."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

VOID = frozenset({"br", "img", "hr", "col", "wbr"})


def to_xhtml(html: str) -> str:
    """``html`` (sanitised) with every tag closed, attributes quoted, characters that XML forbids left out."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.finish()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a tag; an attribute's second naming is dropped."""
        written = "".join(f' {name}="{_kept(value or "")}"' for name, value in dict(attrs).items() if name.replace("-", "").isalnum())
        if tag in VOID:
            self._out.append(f"<{tag}{written}/>")
        else:
            self._out.append(f"<{tag}{written}>")
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag and whatever was left open in it; a stray one is dropped."""
        if tag not in self._open:
            return
        while True:
            last = self._open.pop()
            self._out.append(f"</{last}>")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        """Write text."""
        self._out.append(_kept(data))

    def finish(self) -> str:
        """All of it, with what is open closed."""
        return "".join(self._out) + "".join(f"</{tag}>" for tag in reversed(self._open))


def _kept(text: str) -> str:
    return escape("".join(char for char in text if char >= " " or char in "\n\t"))
