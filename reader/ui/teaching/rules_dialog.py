"""The rules that were taught: look, rename, give away, take in, delete."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reader.model.teaching import TaughtRule
from reader.ui.plain import PlainLabel, one_line

ABOUT = (
    "A rule says where the comments of a site are. It is used whenever a page of that site is read. A rule is a small text file: save it, "
    "give it to somebody, and they drop it on their window."
)
NOTHING = "No rule was taught yet. “Show where the comments are…” in the menu of a discussion makes one."


class RulesDialog(QDialog):
    """Shows what it is given; whoever opened it does what is wanted and shows the rules again."""

    renamed = Signal(object)
    given = Signal(object)
    deleted = Signal(object)
    """The marked `TaughtRule` each."""
    added = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Taught rules")
        self._rules: tuple[TaughtRule, ...] = ()
        self.empty = PlainLabel(NOTHING, role="dim", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(["Name", "Site", "Used"])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName("Taught rules")
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.currentItemChanged.connect(lambda *_: self._refresh())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.rename = QPushButton("Rename…")
        self.rename.clicked.connect(lambda: self._tell(self.renamed))
        self.give = QPushButton("Save as a file…")
        self.give.clicked.connect(lambda: self._tell(self.given))
        self.delete = QPushButton("Delete…")
        self.delete.clicked.connect(lambda: self._tell(self.deleted))
        self.add = QPushButton("Add a rule file…")
        self.add.clicked.connect(self.added)
        for button in (self.add, self.rename, self.give, self.delete):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(PlainLabel(ABOUT, role="dim", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(buttons)
        self.resize(680, 420)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show_rules(())

    def show_rules(self, rules: Sequence[TaughtRule]) -> None:
        """List ``rules``; the marked one stays marked."""
        marked = self.rule
        self._rules = tuple(rules)
        self.list.clear()
        for rule in self._rules:
            used = "before every other reader" if rule.before_others else "where no reader knows the page"
            self.list.addTopLevelItem(QTreeWidgetItem([one_line(rule.name), one_line(", ".join(rule.hosts)) or "any", used]))
        for column in (1, 2):
            self.list.resizeColumnToContents(column)
        keys = [rule.key for rule in self._rules]
        if keys:
            item = self.list.topLevelItem(keys.index(marked.key) if marked and marked.key in keys else 0)
            assert item is not None
            self.list.setCurrentItem(item)
        self.empty.setVisible(not keys)
        self.list.setVisible(bool(keys))
        self._refresh()

    @property
    def rule(self) -> TaughtRule | None:
        """The marked rule."""
        item = self.list.currentItem()
        place = self.list.indexOfTopLevelItem(item) if item is not None else -1
        return self._rules[place] if 0 <= place < len(self._rules) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._tell(self.deleted)
        else:
            super().keyPressEvent(event)

    def _tell(self, signal: SignalInstance) -> None:
        if self.rule is not None:
            signal.emit(self.rule)

    def _refresh(self) -> None:
        for button in (self.rename, self.give, self.delete):
            button.setEnabled(self.rule is not None)
