"""Command tables -> actions, menu bar, toolbar. Keys that the person changed (settings) take the place of the table's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QWidget

from reader.ui.commands.areas import AREAS, TOOLBAR
from reader.ui.commands.command import Command, When
from reader.ui.holding import holding
from reader.ui.icons import icon
from reader.ui.preferences.key_table import keys_of
from reader.ui.theme import Palette

if TYPE_CHECKING:
    from reader.ui.main_window import MainWindow

ROLES = {"about": QAction.MenuRole.AboutRole, "preferences": QAction.MenuRole.PreferencesRole, "quit": QAction.MenuRole.QuitRole}
"""What macOS shows in the program's own menu. Everything else stays where its table puts it: by itself Qt would move whatever begins
with "About", "Settings" or "Copy"."""


class Actions(QObject):
    """One QAction a command."""

    def __init__(self, window: MainWindow, shortcuts: Mapping[str, str]) -> None:
        super().__init__(window)
        self._window = window
        self._rows: dict[str, tuple[Command, QAction]] = {}
        self._toolbar: QToolBar | None = None
        self._undrawn: Palette | None = None
        for area in AREAS:
            menu = window.menuBar().addMenu(area.words)
            submenus: dict[str, QMenu] = {}
            for command in area.commands:
                action = self._action(command, shortcuts)
                place = menu
                if command.submenu:
                    if command.submenu not in submenus:
                        submenus[command.submenu] = menu.addMenu(command.submenu)
                    place = submenus[command.submenu]
                if command.line:
                    place.addSeparator()
                place.addAction(action)
            menu.aboutToShow.connect(self.menu_opens)

    def __getitem__(self, name: str) -> QAction:
        return self._rows[name][1]

    def fill(self, toolbar: QToolBar) -> None:
        """Put the toolbar's commands on it."""
        self._toolbar = toolbar
        toolbar.setIconSize(QSize(20, 20))
        for place, group in enumerate(TOOLBAR):
            if place:
                gap = QWidget()
                gap.setFixedWidth(12)
                toolbar.addWidget(gap)
            for name in group:
                toolbar.addAction(self._rows[name][1])

    def set_drawer(self, drawer: bool) -> None:
        """The library's button stands on the toolbar only where the library is a drawer."""
        if self._toolbar is not None:
            button = self._toolbar.widgetForAction(self["library-pane"])
            shown = button is not None
            if drawer and not shown:
                self._toolbar.insertAction(self["import"], self["library-pane"])
            elif not drawer and shown:
                self._toolbar.removeAction(self["library-pane"])

    def refresh(self) -> None:
        """Enable what can be done now, and show how switches stand."""
        holds = holding(self._window)
        for command, action in self._rows.values():
            action.setEnabled(command.when is When.ALWAYS or command.when in holds)
            if command.checked is not None:
                action.setChecked(action.isEnabled() and command.checked(self._window))

    def set_palette(self, palette: Palette) -> None:
        """Draw the icons in the theme's colours: those of the toolbar now, those of the menus when one opens."""
        self._undrawn = palette
        on_toolbar = {name for group in TOOLBAR for name in group}
        for name in on_toolbar:
            self[name].setIcon(icon(self._rows[name][0].icon, palette))

    def set_keys(self, shortcuts: Mapping[str, str]) -> None:
        """Take the keys that the person changed; all others are as delivered."""
        for command, action in self._rows.values():
            _give_keys(action, command, shortcuts)

    def menu_opens(self) -> None:
        """A menu is about to be seen: its icons are drawn by now, its rows say what can be done."""
        palette, self._undrawn = self._undrawn, None
        if palette is not None:
            for command, action in self._rows.values():
                if command.icon:
                    action.setIcon(icon(command.icon, palette))
        self.refresh()

    def _action(self, command: Command, shortcuts: Mapping[str, str]) -> QAction:
        action = QAction(command.words, self._window)
        action.setObjectName(command.id)
        action.setMenuRole(ROLES.get(command.id, QAction.MenuRole.NoRole))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if command.short:
            action.setIconText(command.short)
        _give_keys(action, command, shortcuts)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda _on=False, command=command: self._run(command))
        self._window.addAction(action)
        self._rows[command.id] = (command, action)
        return action

    def _run(self, command: Command) -> None:
        try:
            command.call(self._window)
        finally:
            # A switch shows how things stand, not how often it was pressed.
            self.refresh()


def _give_keys(action: QAction, command: Command, shortcuts: Mapping[str, str]) -> None:
    action.setShortcuts([QKeySequence(key) for key in keys_of(command, shortcuts)])
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = command.words.removesuffix("…")
    action.setToolTip(f"{words} ({shown})" if shown else words)
