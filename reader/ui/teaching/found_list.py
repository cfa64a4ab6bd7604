"""Comments as plain rows: who, when, the first words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from reader.ui.plain import one_line, tip
from reader.ui.words import NOBODY, moment_words

MOST = 500


class FoundList(QTreeWidget):
    """At most 500 rows; the rest is only counted by its owner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderLabels(["Name", "Date", "Words"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAccessibleName("Comments found")
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        letter = self.fontMetrics().averageCharWidth()
        header.resizeSection(0, 18 * letter)
        header.resizeSection(1, 20 * letter)

    def show_rows(self, rows: Iterable[tuple[str | None, str | None, str, int]]) -> None:
        """Name, moment (or what is printed), first words, level of each comment; takes the place of what was shown."""
        self.clear()
        items: list[QTreeWidgetItem] = []
        for author, moment, words, level in rows:
            if len(items) == MOST:
                break
            item = QTreeWidgetItem(["    " * min(level, 6) + (one_line(author) or NOBODY), moment_words(moment), one_line(words, 200)])
            item.setToolTip(2, tip(words))
            item.setData(0, Qt.ItemDataRole.UserRole, len(items))
            items.append(item)
        self.addTopLevelItems(items)

    @property
    def place(self) -> int:
        """Which row is marked, -1 where none is."""
        item = self.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item is not None else -1
