"""All keys on one page, made from the command tables and the table of the thread pane."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from reader.ui.commands.areas import AREAS
from reader.ui.plain import PlainLabel
from reader.ui.thread_pane import KEYS


def rows_of_keys(shortcuts: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(area, [(keys, words)]): what has a key, as it is set now."""
    found = [("While reading", [(_shown(row.keys), row.words) for row in KEYS] + [("1 2 3 …", "Type a number to go to that comment")])]
    for area in AREAS:
        rows = []
        for command in area.commands:
            keys = (shortcuts[command.id],) if command.id in shortcuts else command.keys
            if any(keys):
                rows.append((_shown(keys), command.words.removesuffix("…")))
        found.append((area.words.replace("&", ""), rows))
    return [(words, rows) for words, rows in found if rows]


def _shown(keys: tuple[str, ...]) -> str:
    return "  or  ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys[:2])


class KeysOverlay(QDialog):
    """Any of Escape, ? and a click on Close leaves it; typing narrows the list."""

    def __init__(self, shortcuts: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.search = QLineEdit()
        self.search.setPlaceholderText("What do you want to do?")
        self.search.setAccessibleName("What do you want to do?")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self._areas: list[tuple[QWidget, list[tuple[str, PlainLabel, PlainLabel]]]] = []
        inside = QWidget()
        inside.setObjectName("paper")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(20, 16, 20, 16)
        columns.setSpacing(32)
        areas = rows_of_keys(shortcuts)
        sides = [QVBoxLayout(), QVBoxLayout()]
        heights = [0, 0]
        for words, rows in areas:
            side = heights.index(min(heights))
            heights[side] += len(rows) + 3
            sides[side].addWidget(self._area(words, rows))
        for layout in sides:
            layout.setSpacing(16)
            layout.addStretch(1)
            columns.addLayout(layout, 1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        outer = QVBoxLayout(self)
        outer.addWidget(self.search)
        outer.addWidget(scroll, 1)
        outer.addWidget(PlainLabel("Keys of commands can be changed in the preferences.", role="dim"))
        self.resize(860, 640)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "?":
            self.reject()
        else:
            super().keyPressEvent(event)

    def _area(self, words: str, rows: list[tuple[str, str]]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        heading = PlainLabel(words)
        font = heading.font()
        font.setWeight(font.Weight.DemiBold)
        heading.setFont(font)
        grid.addWidget(heading, 0, 0, 1, 2)
        shown = []
        for place, (keys, what) in enumerate(rows, 1):
            key, label = PlainLabel(keys, role="dim"), PlainLabel(what, wrap=True)
            key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(key, place, 0)
            grid.addWidget(label, place, 1)
            shown.append((f"{what} {keys}".casefold(), key, label))
        grid.setColumnMinimumWidth(0, 110)
        grid.setColumnStretch(1, 1)
        self._areas.append((box, shown))
        return box

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for box, rows in self._areas:
            any_left = False
            for words, key, label in rows:
                fits = all(word in words for word in wanted)
                key.setVisible(fits)
                label.setVisible(fits)
                any_left = any_left or fits
            box.setVisible(any_left)
