"""Markdown -> sanitised HTML: the reader's notes, help pages, sources that declare Markdown."""

from __future__ import annotations

from reader.markup.sanitise import clean


def markdown_to_html(text: str) -> str:
    """Render ``text``; raw HTML in it is sanitised like any page's."""
    import markdown

    return clean(markdown.markdown(text, extensions=["extra", "sane_lists"], output_format="html"))
