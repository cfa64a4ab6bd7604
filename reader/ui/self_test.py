"""The program tries itself: for installers, and for the proof of silence.

The same window, wizard and store as a person uses, on a library of its own that is thrown away. A line a step on standard output (where
there is one), a JSON report where a file is named, exit 0 or 1.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFontDatabase, QFontMetrics, QImageReader, QPdfWriter
from PySide6.QtWidgets import QApplication

from reader import __version__
from reader.exports import json_form
from reader.jobs.exporting import export
from reader.jobs.reporter import Reporter
from reader.paths import Paths, resource
from reader.settings import Settings
from reader.ui.icons import picture
from reader.ui.main_window import MainWindow
from reader.ui.start import Session, make_application

PATIENCE = 60_000
"""Milliseconds that one step may wait for its work."""
PICTURES = {"png", "jpeg", "gif", "webp"}


class StepFailed(Exception):
    """A step did not do what it should; the text says what was there instead."""


def run_self_test(report: Path | None) -> int:
    """All steps in order; stops at the first that fails. 0 when all did what they should."""
    started = time.monotonic()
    app = make_application()
    steps: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        trial = Trial(app, Paths(Path(folder) / "library"))
        try:
            for name, do in trial.steps():
                try:
                    told, good = do(), True
                except Exception as error:  # noqa: BLE001 - whatever goes wrong is what the report is for
                    told, good = f"{type(error).__name__}: {error}", False
                steps.append({"step": name, "ok": good, "told": told})
                _say(f"{'ok  ' if good else 'FAIL'}  {name}: {told}")
                if not good:
                    break
        finally:
            trial.close()
    good = all(step["ok"] for step in steps)
    facts = {"program": __version__, "python": sys.version.split()[0], "qt": pyside_version, "platform": app.platformName()}
    if report is not None:
        seconds = round(time.monotonic() - started, 2)
        report.write_text(json.dumps({"ok": good, "seconds": seconds, **facts, "steps": steps}, indent=1), encoding="utf-8")
    return 0 if good else 1


class Trial:
    """One trial of the whole program."""

    def __init__(self, app: QApplication, paths: Paths) -> None:
        self._app = app
        self._paths = paths
        self._window: MainWindow | None = None
        self._session: Session | None = None

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """What is tried, in order."""
        return [
            ("fonts", self.fonts),
            ("pictures and icons", self.pictures),
            ("window", self.window),
            ("import", self.import_sample),
            ("read", self.read),
            ("follow a reference", self.follow),
            ("search", self.search),
            ("export", self.export),
            ("print", self.print_pages),
        ]

    def fonts(self) -> str:
        """Letters are letters: without any font every one of them is the same empty box."""
        metrics = QFontMetrics(self._app.font())
        _need(metrics.horizontalAdvance("iiii") < metrics.horizontalAdvance("WWWW"), "no font can be drawn")
        return f"{self._app.font().family()}, {len(QFontDatabase.families())} families"

    def pictures(self) -> str:
        """The kinds of pictures that saved pages hold, and our own icons."""
        known = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
        _need(known >= PICTURES, f"missing: {' '.join(sorted(PICTURES - known))}")
        drawn = picture("search", "#000000", 24).toImage()
        _need(any(drawn.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), "icons are not drawn")
        return f"{len(known)} kinds"

    def window(self) -> str:
        """The main window opens, with an empty library."""
        window = MainWindow(self._app, self._paths, Settings(backups=False))
        self._window = window
        self._session = Session(window)
        window.show()
        self._session.open([])
        _wait(lambda: window.library is not None, "the library did not open")
        return f"{window.width()} x {window.height()} on {self._app.platformName()}"

    def import_sample(self) -> str:
        """The bundled discussion through the real wizard."""
        window = self._open_window
        wizard = window.imports.open_wizard()
        if wizard is None:
            raise StepFailed("no wizard")
        wizard.add([resource("samples", "night-bus.html")])
        _wait(lambda: wizard.look.model.wanted == 1 and wizard.go.isEnabled(), "the sample was not recognised")
        wizard.go.click()
        _wait(lambda: wizard.steps.currentWidget() is wizard.receipt, "the sample was not saved")
        wizard.go.click()
        _wait(lambda: window.reading.open_thread is not None, "the discussion did not open")
        thread = window.reading.open_thread
        return f"{len(thread) if thread else 0} comments"

    def read(self) -> str:
        """The discussion is painted."""
        pane = self._open_window.reading.thread_pane
        _pause(200)
        image = pane.grab().toImage()
        colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
        _need(len(colours) > 20, f"only {len(colours)} colours on the pane")
        return f"{len(colours)} colours"

    def follow(self) -> str:
        """A reference is followed to the comment that it means."""
        window = self._open_window
        thread = window.reading.open_thread
        library = window.library
        if thread is None or library is None:
            raise StepFailed("nothing is open")
        source = next(i for i in range(len(thread) - 1, -1, -1) if thread.parents[i] >= 0)
        reference = next(
            r for c in library.shown_comments(thread.post_id, source, source + 1) for r in c.references if r.target is not None
        )
        window.opening.follow(reference, source)
        wanted = list(thread.ids).index(reference.target or 0)
        _wait(lambda: window.reading.thread_pane.current == wanted, "the jump did not arrive")
        return f"{reference.text} -> {thread.numbers[wanted]}"

    def search(self) -> str:
        """Words are found over the library."""
        library = self._open_window.library
        result = library.search("barley soup") if library is not None else None
        if result is None or not result.total:
            raise StepFailed("nothing was found")
        return f"{result.total} found"

    def export(self) -> str:
        """What goes out comes back in."""
        library = self._open_window.library
        if library is None:
            raise StepFailed("no library")
        out = io.BytesIO()
        export(library, None, "json", out, Reporter())
        threads = json_form.read(out.getvalue().decode("utf-8"), "self-test").threads
        return f"{len(out.getvalue())} bytes, {len(threads)} discussion"

    def print_pages(self) -> str:
        """Pages come out of the painter that printing uses. A PDF, because asking for printers would ask the system's print service."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: F401 - that they are there is part of the trial

        from reader.ui.printing.printing import print_post

        library = self._open_window.library
        thread = self._open_window.reading.open_thread
        if library is None or thread is None:
            raise StepFailed("nothing is open")
        file = self._paths.library / "self-test.pdf"
        writer = QPdfWriter(str(file))
        pages = print_post(library, thread.post_id, writer, Reporter())
        written = file.read_bytes()
        _need(written.startswith(b"%PDF-") and pages > 0, "no pages were painted")
        _need(len(re.findall(rb"/Type\s*/Page\b", written)) == pages, "the pages are not in the file")
        return f"{pages} pages, {len(written)} bytes"

    def close(self) -> None:
        """Leave nothing open."""
        if self._window is not None:
            self._window.close()
        if self._session is not None:
            self._session.close()

    @property
    def _open_window(self) -> MainWindow:
        if self._window is None:
            raise StepFailed("no window")
        return self._window


def _need(true: bool, otherwise: str) -> None:
    if not true:
        raise StepFailed(otherwise)


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait(until: Callable[[], bool], otherwise: str) -> None:
    """Let the program run until something holds. Raises `StepFailed` after `PATIENCE`."""
    loop = QEventLoop()
    looking = QTimer()
    looking.setInterval(20)
    looking.timeout.connect(lambda: loop.quit() if until() else None)
    looking.start()
    QTimer.singleShot(PATIENCE, loop, loop.quit)
    if not until():
        loop.exec()
    looking.stop()
    _need(until(), otherwise)


def _say(line: str) -> None:
    if sys.stdout is not None:
        with contextlib.suppress(OSError, UnicodeError):
            print(line, flush=True)
