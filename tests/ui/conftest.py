"""Offscreen by default, so that the tests run anywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of every window that there is no window manager to raise it or to hear its sizes."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with two saved threads, one page without comments, one file that is no page."""
    from window_samples import LAMPS, comment_page

    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "lamps.html").write_text(comment_page("Lamps at noon", LAMPS), encoding="utf-8")
    more = [("Petra", "Here is the second page of my life: the key was found."), ("james", "Petra, where was it?"), ("Ravi", "In the nest.")]
    (folder / "key.html").write_text(comment_page("The key <img src=x onerror=1>".replace("<", "&lt;"), more, number=2), encoding="utf-8")
    (folder / "broken.bin").write_bytes(bytes(range(256)) * 40)
    return folder


@pytest.fixture
def direct_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in the worker thread instead of a child process: the same code, without the second that a process takes."""
    from reader.jobs import importing, reading, rereading, staging, teaching

    class Here(reading.DirectReading):
        def __init__(self, _children: int | None = None, *, polite: bool = False) -> None:
            super().__init__()

        def __enter__(self):
            return self

        def __exit__(self, *_error):
            return None

    for module in (importing, staging, rereading, teaching):
        monkeypatch.setattr(module, "ChildReading", Here)


@pytest.fixture
def window(qtbot, qapp, tmp_path: Path, direct_reading):
    """A window on an empty library of its own; whatever it left running has to come to its end."""
    from reader.paths import Paths
    from reader.settings import Settings
    from reader.ui.main_window import MainWindow
    from reader.ui.start import Session

    made = MainWindow(qapp, Paths(tmp_path / "library"), Settings(theme="light", reduced_motion=True, backups=False))
    bugs: list[BaseException] = []
    made.background.bug.connect(bugs.append)
    made.resize(1280, 800)
    made.show()
    session = Session(made)
    session.open([])
    qtbot.waitUntil(lambda: made.library is not None and not made.background.busy, timeout=10_000)
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.background.busy, timeout=10_000)
    session.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert bugs == []


@pytest.fixture
def settle(qtbot, window):
    """Wait until nothing runs behind the window any more."""
    def wait() -> None:
        qtbot.waitUntil(lambda: not window.background.busy, timeout=10_000)

    return wait


@pytest.fixture
def filled(window, settle, pages: Path):
    """The window with both threads of ``pages`` in its library."""
    from reader.jobs.importing import import_files
    from reader.jobs.reporter import Reporter

    import_files(window.library, [pages], Reporter())
    window.refresh()
    settle()
    return window
