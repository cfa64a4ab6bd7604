"""All ways in that start in the window: wizard, drop, pasted text, the sample, files handed over by a second start of the program."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader import paths as program_files
from reader.paths import Paths
from reader.ui.background import Background
from reader.ui.preferences.preferences_store import PreferencesStore
from reader.ui.theme import Theme

if TYPE_CHECKING:
    from reader.store import Library
    from reader.ui.import_wizard.wizard import ImportWizard

WARMING = 3000
"""Milliseconds after the library was opened."""


class Imports(QObject):
    """Keeps the one wizard that may be open."""

    imported = Signal(object)
    """An `ImportReport`."""
    read_wanted = Signal(object)
    """A `Location`."""
    reading_wanted = Signal(int)
    """A post to be read differently."""
    teaching_wanted = Signal(int)

    def __init__(self, background: Background, paths: Paths, preferences: PreferencesStore, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._paths = paths
        self._preferences = preferences
        self._theme = theme
        self._window = window
        self._waiting: list[Path] = []
        self._library: Library | None = None
        self.wizard: ImportWizard | None = None
        self._warming = QTimer(self)
        self._warming.setSingleShot(True)
        self._warming.setInterval(WARMING)
        self._warming.timeout.connect(self._warm)
        self.without_rules: Callable[[Sequence[Path]], list[Path]] = list
        """Takes rule files in, and gives back the other paths."""

    def set_library(self, library: Library | None) -> None:
        """The library is open now: what waited for it comes in."""
        self._library = library
        self._warming.start()
        if library is not None and self.wizard is None and self._paths.staging.exists():
            shutil.rmtree(self._paths.staging, ignore_errors=True)  # of an import during which the program was ended from outside
        if library is not None and self._waiting:
            waiting, self._waiting = self._waiting, []
            self.take(waiting)

    def _warm(self) -> None:
        """Load what reads pages behind the window: else the first opening of the wizard would stand still for it."""
        if self.wizard is None:
            self._background.aside(lambda _reporter: importlib.import_module("reader.jobs.staging"))

    def open_wizard(self) -> ImportWizard | None:
        """Show the wizard; a second call brings the open one forward. None while no library is open."""
        if self._library is None:
            return None
        if self.wizard is None:
            from reader.ui.import_wizard.wizard import ImportWizard

            wizard = ImportWizard(
                self._library, self._background, self._paths.staging, self._theme.palette,
                last_folder=self._preferences.settings.last_folder, parent=self._window,
            )
            wizard.without_rules = self.without_rules
            wizard.setWindowModality(Qt.WindowModality.WindowModal)
            wizard.saved.connect(self.imported)
            wizard.read_wanted.connect(self.read_wanted)
            wizard.reading_wanted.connect(self.reading_wanted)
            wizard.teaching_wanted.connect(self.teaching_wanted)
            wizard.finished.connect(self._closed)
            self._theme.changed.connect(wizard.set_palette)
            self.wizard = wizard
        self.wizard.show()
        self.wizard.raise_()
        self.wizard.activateWindow()
        return self.wizard

    def choose_files(self) -> None:
        """Straight to the file chooser."""
        wizard = self.open_wizard()
        if wizard is not None:
            wizard.choose_files()

    def choose_folder(self) -> None:
        """Straight to the folder chooser."""
        wizard = self.open_wizard()
        if wizard is not None:
            wizard.choose_folder()

    def paste(self) -> None:
        """Straight to the page for pasted text."""
        wizard = self.open_wizard()
        if wizard is not None:
            wizard.start_pasting()

    def read_sample(self) -> None:
        """The thread that the program carries, through the same door as any file."""
        samples = sorted(path for path in program_files.resource("samples").iterdir() if path.suffix in (".html", ".txt", ".mhtml"))
        self.take(samples[:1])

    def take(self, paths: Sequence[Path]) -> None:
        """Files and folders that were dropped or named at the start; they wait until the library is open."""
        if self._library is None:
            self._waiting += paths
            return
        pages = self.without_rules(paths)
        wizard = self.open_wizard() if pages else None
        if wizard is not None:
            wizard.add(pages)

    def _closed(self) -> None:
        if self.wizard is not None:
            self._preferences.change(last_folder=self.wizard.last_folder)
            self.wizard.deleteLater()
            self.wizard = None
