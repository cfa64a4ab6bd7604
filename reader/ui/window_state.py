"""Geometry of the window and its panes, to and from the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray

from reader.settings import Settings

if TYPE_CHECKING:
    from reader.ui.main_window import MainWindow


def restore(window: MainWindow, settings: Settings) -> None:
    """Bring the window to where it was; what cannot be understood is left as it is."""
    window.reading.set_threaded(settings.threaded)
    if settings.window_geometry:
        window.restoreGeometry(_bytes(settings.window_geometry))
    if settings.splitter:
        window.splitter.restoreState(_bytes(settings.splitter))
    if settings.window_state:
        window.library_pane.splitter.restoreState(_bytes(settings.window_state))
    if settings.library_columns:
        window.library_pane.restore_sorting(settings.library_columns)
    window.panes.wants_library = settings.library_pane
    window.panes.wants_people = settings.people_pane
    window.panes.fit(window.width())


def kept(window: MainWindow) -> dict[str, Any]:
    """What the settings are to remember of the window, as fields of `Settings`."""
    return {
        "window_geometry": _text(window.saveGeometry()), "splitter": _text(window.splitter.saveState()),
        "window_state": _text(window.library_pane.splitter.saveState()), "library_columns": window.library_pane.sorting_kept,
        "library_pane": window.panes.wants_library, "people_pane": window.panes.wants_people,
        "last_post": window.opening.post_id or 0, "threaded": window.reading.threaded,
    }


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "replace"))
