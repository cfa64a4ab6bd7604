"""Your corrections: what was set by hand in the open discussion, to go to and to take back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reader.ui.correcting.correction_list import Entry
from reader.ui.plain import PlainLabel, tip

NOTHING = (
    "You have corrected nothing in this discussion.\n\n"
    "A right click on a reference or a comment offers corrections; they win over everything the program finds, also when the page is "
    "read again."
)


class CorrectionsDialog(QDialog):
    """Stays open beside the reading, so that one can look at what a line is about."""

    go_wanted = Signal(object)
    """The `Entry` to be looked at."""
    removed = Signal(object)
    """The `Entry` to be taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Your corrections")
        self.heading = PlainLabel("", wrap=True)
        self.empty = PlainLabel(NOTHING, role="dim", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(24, 0, 24, 0)
        self.list = QTreeWidget()
        self.list.setObjectName("roomy")
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(12)
        self.list.setWordWrap(True)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.list.setAccessibleName("Your corrections")
        self.list.currentItemChanged.connect(lambda *_: self._refresh())
        self.list.itemDoubleClicked.connect(lambda *_: self.go())
        self.go_button = QPushButton("Go to it")
        self.go_button.clicked.connect(self.go)
        self.remove_button = QPushButton("Take back")
        self.remove_button.setToolTip("The program decides again (Delete)")
        self.remove_button.clicked.connect(self.remove)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter goes to the marked line
        for button in (self.go_button, self.remove_button):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(buttons)
        self.resize(560, 460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._refresh()

    def show_entries(self, title: str, entries: Sequence[Entry]) -> None:
        """List ``entries`` of the discussion ``title``; the marked line, or its place, stays marked."""
        marked = self.list.currentItem()
        row = next((at for at, item in enumerate(self._rows()) if item is marked), 0)
        self.heading.setText(f"In “{title}” you set by hand:" if entries else f"In “{title}”:")
        self.list.clear()
        group: QTreeWidgetItem | None = None
        for entry in entries:
            if group is None or group.text(0) != entry.group:
                group = QTreeWidgetItem([entry.group])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = group.font(0)
                font.setWeight(font.Weight.DemiBold)
                group.setFont(0, font)
                self.list.addTopLevelItem(group)
            item = QTreeWidgetItem([entry.words])
            item.setToolTip(0, tip(entry.words))
            item.setData(0, Qt.ItemDataRole.UserRole, entry)
            group.addChild(item)
        self.list.expandAll()
        rows = self._rows()
        if rows:
            self.list.setCurrentItem(rows[min(row, len(rows) - 1)])
        self.list.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        self._refresh()

    @property
    def entry(self) -> Entry | None:
        """The marked line."""
        item = self.list.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None

    def go(self) -> None:
        """Go to what the marked line is about."""
        if self.entry is not None:
            self.go_wanted.emit(self.entry)

    def remove(self) -> None:
        """Take the marked line back."""
        if self.entry is not None:
            self.removed.emit(self.entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self.go()
        else:
            super().keyPressEvent(event)

    def _rows(self) -> list[QTreeWidgetItem]:
        groups = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        items = (group.child(at) for group in groups if group is not None for at in range(group.childCount()))
        return [item for item in items if item is not None]

    def _refresh(self) -> None:
        entry = self.entry
        self.remove_button.setEnabled(entry is not None)
        self.go_button.setEnabled(entry is not None and (entry.comment is not None or isinstance(entry.what, str)))
