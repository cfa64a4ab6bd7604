"""The settings while the program runs: one frozen value, replaced whole, written soon after."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from reader import settings as settings_file
from reader.log import LOGGER
from reader.settings import Settings

DELAY = 800
"""Milliseconds between a change and its writing."""


class PreferencesStore(QObject):
    """Holds the `Settings`; everybody else is told when they change."""

    changed = Signal(object, object)
    """The new `Settings` and those before."""

    def __init__(self, settings: Settings, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self._path = path
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.save)

    def change(self, **values: Any) -> None:
        """Replace some fields; tells and saves only where something is different."""
        before = self.settings
        self.settings = replace(before, **values)
        if self.settings != before:
            self._timer.start()
            self.changed.emit(self.settings, before)

    def save(self) -> None:
        """Write now. A disk that refuses is logged; settings are not worth interrupting a reader."""
        self._timer.stop()
        try:
            settings_file.save(self.settings, self._path)
        except OSError as error:
            logging.getLogger(LOGGER).warning("settings not saved: %s", error)
