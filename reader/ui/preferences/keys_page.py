"""The page of the preferences that changes keys: a list of commands, what each is called by, who else has a key, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.ui.plain import PlainLabel
from reader.ui.preferences.key_table import KeyRow, key_rows, owner, plain, shown
from reader.ui.preferences.preferences_store import PreferencesStore

FIXED = "The keys of the discussion itself stay as they are."


class KeysPage(QWidget):
    """Changes take effect at once, as everywhere in the preferences."""

    def __init__(self, store: PreferencesStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a command or a key")
        self.search.setAccessibleName("Find a command or a key")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.list = QTreeWidget()
        self.list.setObjectName("roomy")
        self.list.setHeaderLabels(["Command", "Key"])
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(12)
        self.list.setAccessibleName("Commands and their keys")
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda *_: self._show_current())
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName("The new key: press it")
        self.edit.keySequenceChanged.connect(lambda _keys: self._judge())
        self.use = QPushButton("Use this key")
        self.none = QPushButton("No key")
        self.back = QPushButton("As delivered")
        self.reset = QPushButton("All as delivered")
        self.use.clicked.connect(self._use)
        self.none.clicked.connect(lambda: self._set(""))
        self.back.clicked.connect(self._back)
        self.reset.clicked.connect(self._reset)
        for button in (self.use, self.none, self.back, self.reset):
            button.setAutoDefault(False)
        self.word = PlainLabel("", role="dim", wrap=True)
        self.word.setMinimumHeight(2 * self.word.fontMetrics().lineSpacing())
        entry = QHBoxLayout()
        for widget in (self.edit, self.use, self.none, self.back):
            entry.addWidget(widget, 1 if widget is self.edit else 0)
        foot = QHBoxLayout()
        foot.addWidget(self.word, 1)
        foot.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(entry)
        layout.addLayout(foot)
        self._rows: list[KeyRow] = []
        self._fill()

    @property
    def row(self) -> KeyRow | None:
        """The marked command."""
        item = self.list.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None

    def choose(self, command: str) -> None:
        """Mark a command by its id."""
        for item in self._items():
            if item.data(0, Qt.ItemDataRole.UserRole).id == command:
                self.list.setCurrentItem(item)

    def _fill(self) -> None:
        marked = self.row
        self._rows = key_rows(self._store.settings.shortcuts)
        self.list.clear()
        group: QTreeWidgetItem | None = None
        for row in self._rows:
            if group is None or group.text(0) != row.area:
                group = QTreeWidgetItem([row.area])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                bold = group.font(0)
                bold.setWeight(bold.Weight.DemiBold)
                group.setFont(0, bold)
                self.list.addTopLevelItem(group)
            item = QTreeWidgetItem([row.words, "  or  ".join(map(shown, row.keys))])
            item.setData(0, Qt.ItemDataRole.UserRole, row)
            for column in (0, 1):
                font = item.font(column)
                font.setItalic(row.changed)
                item.setFont(column, font)
            group.addChild(item)
        self.list.expandAll()
        self._narrow(self.search.text())
        if marked is not None and marked.id:
            self.choose(marked.id)
        self._show_current()

    def _items(self) -> list[QTreeWidgetItem]:
        groups = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        items = (group.child(at) for group in groups if group is not None for at in range(group.childCount()))
        return [item for item in items if item is not None]

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for item in self._items():
            said = f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not all(word in said for word in wanted))
        for at in range(self.list.topLevelItemCount()):
            group = self.list.topLevelItem(at)
            if group is not None:
                children = (group.child(place) for place in range(group.childCount()))
                group.setHidden(all(child is None or child.isHidden() for child in children))

    def _show_current(self) -> None:
        row = self.row
        self.edit.setKeySequence(QKeySequence(row.keys[0]) if row is not None and row.keys else QKeySequence())
        self._judge()

    def _judge(self) -> None:
        """Say what the typed key means, and what can be done."""
        row = self.row
        fixed = row is None or not row.id
        typed = plain((self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText),))
        other = owner(typed[0], self._rows, row.id) if row is not None and typed else None
        same = row is not None and typed == row.keys[:1]
        self.edit.setEnabled(not fixed)
        self.none.setEnabled(not fixed and row is not None and bool(row.keys))
        self.back.setEnabled(not fixed and row is not None and row.changed)
        self.reset.setEnabled(any(one.changed for one in self._rows))
        self.use.setEnabled(not fixed and bool(typed) and not same and not (other is not None and not other.id))
        self.use.setText("Take it over" if other is not None and other.id and not same else "Use this key")
        if row is None:
            words = "Choose a command, then press the key for it in the field."
        elif fixed:
            words = FIXED
        elif same or not typed:
            words = "Press the new key in the field."
        elif other is None:
            words = f"{shown(typed[0])} is free."
        elif not other.id:
            words = f"{shown(typed[0])} is a key of the discussion itself (“{other.words}”); choose another."
        else:
            words = f"{shown(typed[0])} is the key of “{other.words}”, which would have none then."
        self.word.setText(words)

    def _use(self) -> None:
        row = self.row
        typed = plain((self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText),))
        if row is None or not row.id or not typed:
            return
        shortcuts = dict(self._store.settings.shortcuts)
        other = owner(typed[0], self._rows, row.id)
        if other is not None:
            # The other one keeps a second key where it has one.
            rest = [key for key in other.keys if key != typed[0]]
            shortcuts[other.id] = rest[0] if rest else ""
        self._store.change(shortcuts=shortcuts | {row.id: typed[0]})
        self._fill()

    def _set(self, key: str) -> None:
        row = self.row
        if row is not None and row.id:
            self._store.change(shortcuts=dict(self._store.settings.shortcuts) | {row.id: key})
            self._fill()

    def _back(self) -> None:
        row = self.row
        if row is None or not row.id:
            return
        shortcuts = {name: key for name, key in self._store.settings.shortcuts.items() if name != row.id}
        for key in row.delivered:  # who took its key over gives it back
            other = owner(key, self._rows, row.id)
            if other is not None and other.id:
                if key in other.delivered:
                    continue
                shortcuts.pop(other.id, None)
        self._store.change(shortcuts=shortcuts)
        self._fill()

    def _reset(self) -> None:
        self._store.change(shortcuts={})
        self._fill()
