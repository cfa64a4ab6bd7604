"""Rich text outside the thread pane (help pages, rendered notes): sanitised, and it never opens a file, a style sheet or an address.

Source of the guard: Qt's rich text opens local files by itself for images and style sheets; answering with an own image or an empty
style sheet is the only thing that stops it.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from reader import paths
from reader.markup.markdown import markdown_to_html
from reader.ui.theme import Palette


def document_style(palette: Palette) -> str:
    """Style of help pages and notes."""
    return (
        f"a {{ color: {palette.link}; }} h1 {{ font-size: x-large; }} h2 {{ font-size: large; }}"
        f" code, pre {{ background-color: {palette.code}; }} blockquote {{ color: {palette.quote}; }}"
    )


class GuardedBrowser(QTextBrowser):
    """Shows Markdown. Links are told, never followed."""

    link_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.anchorClicked.connect(lambda url: self.link_clicked.emit(url.toString()))

    def show_markdown(self, text: str, palette: Palette) -> None:
        """Show ``text`` (Markdown, from the person or from our own help)."""
        self.document().setDefaultStyleSheet(document_style(palette))
        self.document().setDocumentMargin(16)
        self.setHtml(markdown_to_html(text))

    def loadResource(self, kind: int, _name: QUrl | str) -> Any:
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return QImage()
        return QByteArray(b"")


def help_page(name: str) -> str:
    """The Markdown of a page of ``resources/help``."""
    return paths.resource("help", f"{name}.md").read_text(encoding="utf-8")
