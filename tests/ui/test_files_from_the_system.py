"""macOS gives files to a program as events; they end in the import wizard, also those that come before the window is furnished."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent

from reader.paths import Paths
from reader.settings import Settings
from reader.ui.file_openings import FileOpenings
from reader.ui.main_window import MainWindow
from reader.ui.start import Session


@pytest.fixture
def openings(qapp):
    made = FileOpenings(qapp)
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


def test_a_file_before_and_a_file_after_the_start(qtbot, qapp, openings: FileOpenings, tmp_path: Path, pages: Path, direct_reading) -> None:
    window = MainWindow(qapp, Paths(tmp_path / "library"), Settings(theme="light", reduced_motion=True, backups=False))
    session = Session(window)
    openings.opened.connect(session.take)
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(pages / "lamps.html")))
    assert window.imports.wizard is None
    session.open([])
    qtbot.waitUntil(lambda: window.library is not None and not window.background.busy, timeout=10_000)
    assert window.imports.wizard.look.model.wanted == 1
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(pages / "key.html")))
    qtbot.waitUntil(lambda: not window.background.busy, timeout=10_000)
    assert window.imports.wizard.look.model.wanted == 2
    window.imports.wizard.reject()
    window.close()
    qtbot.waitUntil(lambda: not window.background.busy, timeout=10_000)
    session.close()
    window.deleteLater()


def test_what_is_no_file_is_left_alone(qapp, openings: FileOpenings) -> None:
    seen: list[Path] = []
    openings.opened.connect(seen.append)
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/page.html")))
    assert seen == []
