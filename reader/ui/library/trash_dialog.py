"""The trash: discussions that were deleted, to be brought back or removed for good."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.model.skeleton import PostSummary
from reader.ui.plain import PlainLabel, one_line, tip
from reader.ui.words import day_words, grouped
from reader.wording import counted

EMPTY = "The trash is empty.\n\nWhat you delete from the library comes here first."


class TrashDialog(QDialog):
    """Lists and asks; what is wanted is done by its owner, who shows the list anew afterwards."""

    restore_wanted = Signal(object)
    """List of post ids to be brought back."""
    purge_wanted = Signal(object)
    """List of post ids to be removed for good; empty: all that are in the trash."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Trash")
        self.heading = PlainLabel("", wrap=True)
        self.empty_words = PlainLabel(EMPTY, role="dim", wrap=True)
        self.empty_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list = QTreeWidget()
        self.list.setObjectName("roomy")
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(0)
        self.list.setHeaderLabels(["Title", "Site", "Comments", "Date"])
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAllColumnsShowFocus(True)
        self.list.setAccessibleName("Deleted discussions")
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.itemSelectionChanged.connect(self._refresh)
        self.restore_button = QPushButton("Bring back")
        self.restore_button.clicked.connect(lambda: self.restore_wanted.emit(self.selected))
        self.purge_button = QPushButton("Delete for good…")
        self.purge_button.clicked.connect(lambda: self.purge_wanted.emit(self.selected))
        self.empty_button = QPushButton("Empty the trash…")
        self.empty_button.clicked.connect(lambda: self.purge_wanted.emit([]))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in (self.restore_button, self.purge_button, self.empty_button):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty_words, 1)
        layout.addWidget(buttons)
        self.resize(720, 460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._refresh()

    @property
    def selected(self) -> list[int]:
        """The posts of the marked lines."""
        return [item.data(0, Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()]

    def show_posts(self, posts: Sequence[PostSummary]) -> None:
        """List the deleted posts."""
        self.list.clear()
        for post in posts:
            title = one_line(post.title) or "Untitled"
            row = [title, one_line(post.site, 60), grouped(post.comments), day_words(post.published)]
            item = QTreeWidgetItem(row)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(0, tip(title))
            item.setData(0, Qt.ItemDataRole.UserRole, post.id)
            self.list.addTopLevelItem(item)
        self.heading.setText(f"{counted(len(posts), 'deleted discussion')}, with their saved files:" if posts else "")
        self.heading.setVisible(bool(posts))
        self.list.setVisible(bool(posts))
        self.empty_words.setVisible(not posts)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.selected:
            self.purge_wanted.emit(self.selected)
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        for button in (self.restore_button, self.purge_button):
            button.setEnabled(bool(self.selected))
        self.empty_button.setEnabled(self.list.topLevelItemCount() > 0)
