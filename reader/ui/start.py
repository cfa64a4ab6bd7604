"""Starting the window: the frame first, everything slow behind it."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reader.log import LOGGER, Ring
from reader.ui.main_window import MainWindow

if TYPE_CHECKING:
    from reader.jobs.reporter import Reporter
    from reader.paths import Paths
    from reader.settings import Settings
    from reader.store import Library
    from reader.store.lock import ProcessLock

BACKUP_AFTER = 20_000
"""Milliseconds from the opening of the library to the daily copy."""
INBOX_PAUSE = 1000
"""Milliseconds between two looks into the inbox."""
UNAVAILABLE = 5
"""Exit code where the library cannot be opened."""


def run_window(paths: Paths, settings: Settings, files: list[Path], ring: Ring | None = None) -> int:
    """Show the window until it is closed; the exit code. ``files`` open in the import wizard once the library is there."""
    if lock_may_be_held(paths.library) and handed_over(paths.library, files):
        return 0
    app = make_application()
    window = MainWindow(app, paths, settings, ring, furnish=False)
    session = Session(window)
    if sys.platform == "darwin":
        from reader.ui.file_openings import FileOpenings

        openings = FileOpenings(app)
        openings.opened.connect(session.take)
    window.furnished.connect(lambda: session.begin(files))
    window.show()
    try:
        app.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        session.close()
    return session.code


def lock_may_be_held(folder: Path) -> bool:
    """Whether another start of the program may have the library: its lock file names a process that lives. Costs no import."""
    try:
        process = int((folder / "lock").read_text(encoding="ascii", errors="replace").split()[0])
    except (OSError, ValueError, IndexError):
        return False
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    return process != os.getpid()


def handed_over(folder: Path, files: list[Path]) -> bool:
    """Give ``files`` to the program that has the library; False where none has."""
    from reader.store.lock import hand_over, held_by_another

    if not held_by_another(folder):
        return False
    let_come_to_the_front()
    hand_over(folder, [str(path) for path in files])
    return True


def let_come_to_the_front() -> None:
    """Windows lets only the program that a person has just started take the front; pass that right on to the one that runs already."""
    if sys.platform == "win32":
        import ctypes

        any_process = 0xFFFFFFFF
        ctypes.windll.user32.AllowSetForegroundWindow(ctypes.c_uint32(any_process))


def make_application() -> QApplication:
    """The one QApplication, named so that desktops show it rightly."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Threadfolio")
    app.setApplicationDisplayName("Threadfolio")
    app.setDesktopFileName("io.github.threadfolio.Threadfolio")
    return app


class Session:
    """The library from its opening to its closing."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._library: Library | None = None
        self._lock: ProcessLock | None = None
        self._inbox = QTimer(window)
        self._inbox.setInterval(INBOX_PAUSE)
        self._inbox.timeout.connect(self.look_into_inbox)
        self._early: list[Path] = []
        self._begun = False
        self.code = 0

    def begin(self, files: list[Path]) -> None:
        """The window is there: faults are told from now on, the library is opened."""
        self._window.crashes.install()
        self.open(files)

    def take(self, file: Path) -> None:
        """A file that the system hands over while the program runs, or before its window is furnished."""
        if self._begun:
            self._window.imports.take([file])
        else:
            self._early.append(file)

    def open(self, files: list[Path]) -> None:
        """Open the library in the background; its modules are loaded there as well."""
        window = self._window
        folder = window.paths.library
        files = [*files, *self._early]
        self._begun = True

        def work(_reporter: Reporter) -> tuple[Library, ProcessLock] | None:
            from reader.store import Library
            from reader.store.lock import ProcessLock

            lock = ProcessLock(folder)
            if not lock.acquire() and handed_over(folder, files):
                return None
            return Library.open(folder, create=True), lock

        window.imports.take(files)
        window.background.library(work, self._opened, failed=self._failed, owner=window)

    def close(self) -> None:
        """Let queued writes come to their end, then let go of the library."""
        if self._window.is_furnished:
            self._window.background.wait()
        self._inbox.stop()
        if self._library is not None:
            self._library.close()
            self._library = None
        if self._lock is not None:
            self._lock.release()

    def look_into_inbox(self) -> None:
        """Take what a second start of the program handed over; the window comes to the front."""
        folder = self._window.paths.library / "inbox"
        if not folder.is_dir() or not any(folder.iterdir()):
            return
        from reader.store.lock import collect

        handed = collect(self._window.paths.library)
        if handed:
            self._window.showNormal() if self._window.isMinimized() else self._window.show()
            self._window.raise_()
            self._window.activateWindow()
            self._window.imports.take([path for paths in handed for text in paths if (path := Path(text)).exists()])

    def _opened(self, opened: tuple[Library, ProcessLock] | None) -> None:
        if opened is None:  # another start of the program has the library and the files
            self._window.close()
            return
        self._library, self._lock = opened
        self._window.set_library(self._library)
        if self._library.older is not None:
            from reader.wording import upgraded_sentence

            words = upgraded_sentence(self._library.older)
            logging.getLogger(LOGGER).info("%s", words)
            self._window.messages.tell(words)
        self._inbox.start()
        if self._window.preferences.settings.backups:
            QTimer.singleShot(BACKUP_AFTER, self._window, self.back_up)

    def back_up(self) -> None:
        """The daily copy, when reading has begun. A disk that refuses it is no reason to disturb a reader."""
        library = self._library
        if library is not None:
            self._window.background.library(
                lambda _reporter: library.rotate_backups(),
                failed=lambda error: logging.getLogger(LOGGER).warning("no backup was made: %r", error),
            )

    def _failed(self, error: Exception) -> None:
        from reader.model.errors import LibraryUnavailable
        from reader.wording import error_sentence

        self.code = UNAVAILABLE
        words = error_sentence(error)
        self._window.reading.show_hint(words)
        if isinstance(error, LibraryUnavailable):
            self._window.messages.tell(words)
        else:
            self._window.tell_trouble(error)
