"""The help pages, offline, in a window that may stay open beside the reading."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from reader.ui.rich_text import GuardedBrowser, help_page
from reader.ui.theme import Palette

PAGES = {
    "start": "Reading with Threadfolio", "saving": "How to save a page with its comments", "wrong": "When a page is read wrongly",
}


class HelpWindow(QDialog):
    """Topics on the left, the page on the right."""

    link_clicked = Signal(str)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Help")
        self._palette = palette
        self.topics = QListWidget()
        self.topics.setAccessibleName("Topics")
        self.topics.setMaximumWidth(240)
        self.topics.setWordWrap(True)
        for name, words in PAGES.items():
            item = QListWidgetItem(words, self.topics)
            item.setData(Qt.ItemDataRole.UserRole, name)
        self.page = GuardedBrowser()
        self.page.setAccessibleName("Help")
        self.page.link_clicked.connect(self.link_clicked)
        self.topics.currentItemChanged.connect(lambda item, _old: self._show(item.data(Qt.ItemDataRole.UserRole)) if item else None)
        layout = QHBoxLayout(self)
        layout.addWidget(self.topics)
        layout.addWidget(self.page, 1)
        self.resize(860, 620)

    def open_page(self, name: str) -> None:
        """Show a page and come forward."""
        self.topics.setCurrentRow(list(PAGES).index(name))
        self.show()
        self.raise_()
        self.activateWindow()

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette
        item = self.topics.currentItem()
        if item is not None:
            self._show(item.data(Qt.ItemDataRole.UserRole))

    def _show(self, name: str) -> None:
        self.page.show_markdown(help_page(name), self._palette)
