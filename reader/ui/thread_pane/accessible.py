"""The pane for screen readers: a list whose items are the rows in the window, each one sentence and its text.

Qt keeps and deletes the interfaces it was given by its own rules, so items are a fixed set of slots ("the third row in the window") that
live as long as their pane's interface, never one object a comment.
"""

# Qt's stubs say that none of these answers None; Qt's C++ takes a null pointer for "nothing there".
# mypy: disable-error-code="override"

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from reader.ui.thread_pane.boxes import Box

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

SLOTS = 64


def _shown(pane: ThreadPane) -> list[tuple[Box, int]]:
    return pane.view.shown()[:SLOTS] if isValid(pane) and pane.rows is not None else []


class RowAccessible(QAccessibleInterface):
    """The row at one place of the window, whatever it holds at the moment."""

    def __init__(self, owner: PaneAccessible, slot: int) -> None:
        super().__init__()
        self._owner = owner
        self._slot = slot

    def _row(self) -> tuple[Box, int] | None:
        shown = _shown(self._owner.pane)
        return shown[self._slot] if self._slot < len(shown) else None

    def isValid(self) -> bool:
        return isValid(self._owner.pane) and self._row() is not None

    def object(self) -> QObject | None:
        return None

    def window(self) -> QWindow | None:
        return self._owner.pane.window().windowHandle() if isValid(self._owner.pane) else None

    def parent(self) -> QAccessibleInterface:
        return self._owner

    def child(self, _index: int) -> QAccessibleInterface | None:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:
        return None

    def text(self, kind: QAccessible.Text) -> str:
        row = self._row()
        return self._owner.pane.speech.whole(row[0]) if row is not None and kind == QAccessible.Text.Name else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Rows cannot be written to."""

    def rect(self) -> QRect:
        row = self._row()
        if row is None:
            return QRect()
        box, y = row
        view = self._owner.pane.viewport()
        visible = QRect(0, y, view.width(), box.height).intersected(view.rect())
        return QRect(view.mapToGlobal(visible.topLeft()), visible.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        made = QAccessible.State()
        row = self._row()
        if row is None:
            made.invalid = True
            return made
        box, pane = row[0], self._owner.pane
        made.focusable = made.selectable = True
        made.readOnly = made.multiLine = True
        here = box.place == pane.place_of_current()
        made.selected = here
        made.focused = here and pane.hasFocus()
        if box.foldable and pane.rows is not None:
            folded = pane.rows.is_folded(box.index)
            made.expandable, made.collapsed, made.expanded = True, folded, not folded
        return made


class PaneAccessible(QAccessibleWidget):
    """The list itself."""

    def __init__(self, pane: ThreadPane) -> None:
        super().__init__(pane, QAccessible.Role.List, "")
        self.pane = pane
        self._slots = [RowAccessible(self, slot) for slot in range(SLOTS)]

    def childCount(self) -> int:
        return len(_shown(self.pane))

    def child(self, index: int) -> QAccessibleInterface | None:
        return self._slots[index] if 0 <= index < self.childCount() else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((at for at, slot in enumerate(self._slots) if slot is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        if not isValid(self.pane):
            return None
        inside = self.pane.viewport().mapFromGlobal(QPoint(x, y)).y()
        return next((self._slots[at] for at, (box, top) in enumerate(_shown(self.pane)) if top <= inside < top + box.height), None)

    def focusChild(self) -> QAccessibleInterface | None:
        at = slot_of_current(self.pane)
        return self._slots[at] if at is not None else None


def slot_of_current(pane: ThreadPane) -> int | None:
    """Which row of the window the current comment is."""
    place = pane.place_of_current()
    return next((at for at, (box, _) in enumerate(_shown(pane)) if box.place == place), None)


def tell_focus(pane: ThreadPane) -> None:
    """Tell assistive technology that another row is the current one."""
    at = slot_of_current(pane)
    if at is not None:
        event = QAccessibleEvent(pane, QAccessible.Event.Focus)
        event.setChild(at)
        QAccessible.updateAccessibility(event)


@functools.cache
def offer_interfaces() -> None:
    """Let Qt ask us for the interface of a pane. Once a process: Qt's list of factories is the process's."""
    made: list[PaneAccessible] = []

    def factory(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, QWidget) or not hasattr(thing, "accessible_rows"):
            return None
        made[:] = [one for one in made if isValid(one)]
        made.append(PaneAccessible(thing))  # type: ignore[arg-type]
        return made[-1]

    QAccessible.installFactory(factory)
