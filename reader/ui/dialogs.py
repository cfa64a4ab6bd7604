"""Dialogs that concern the program as a whole: preferences, keys, help, about, and the address of a link before it leaves."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from reader.paths import Paths
from reader.ui.messages import Messages
from reader.ui.preferences.preferences_store import PreferencesStore
from reader.ui.theme import Theme


class Dialogs(QObject):
    """Each is made when it is asked for."""

    def __init__(self, window: QWidget, paths: Paths, preferences: PreferencesStore, messages: Messages, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._paths = paths
        self._preferences = preferences
        self._messages = messages
        self._theme = theme

    def open_page_address(self, address: str | None) -> None:
        """Show the address of the page that is being read."""
        if address:
            self.open_link(address)
        else:
            self._messages.tell("The saved page does not say where it came from.")

    def open_link(self, address: str) -> None:
        """Show the address of a link; opening it takes another click. What is no web or mail address is only told."""
        from reader.ui.link_dialog import LinkDialog, clean_address, open_address

        clean = clean_address(address)
        if clean is None:
            self._messages.tell(f"This link leads to no address that a browser could safely open:\n\n{address[:500]}")
        elif self._preferences.settings.confirm_links:
            dialog = LinkDialog(clean, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
        else:
            open_address(clean)

    def show_preferences(self) -> None:
        """The preferences."""
        from reader.ui.preferences.preferences_dialog import PreferencesDialog

        dialog = PreferencesDialog(self._preferences, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_keys(self) -> None:
        """All keys."""
        from reader.ui.preferences.keys_overlay import KeysOverlay

        KeysOverlay(self._preferences.settings.shortcuts, self._window).open()

    def show_help(self, page: str) -> None:
        """A help page; the window of them may stay open beside the reading."""
        from reader.ui.help_window import HelpWindow

        window = self._window.findChild(HelpWindow)
        if window is None:
            window = HelpWindow(self._theme.palette, self._window)
            window.link_clicked.connect(self.open_link)
            self._theme.changed.connect(window.set_palette)
        window.open_page(page)

    def show_about(self) -> None:
        """What this is."""
        from reader import __version__

        self._messages.tell(
            f"Threadfolio {__version__}\n\nReads saved discussions as conversations. "
            "Offline: it holds no code that could reach a network.\n\n"
            f"Your library: {self._paths.library}", title="About Threadfolio",
        )
