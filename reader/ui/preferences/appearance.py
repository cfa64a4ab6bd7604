"""How the window looks: the theme's colours, sizes, and other settings as they take effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyle

from reader.settings import Settings
from reader.ui.theme import Palette

if TYPE_CHECKING:
    from reader.ui.main_window import MainWindow

NARROW_TOOLBAR = 960
"""Below this width (pixels) the toolbar shows icons alone."""


def dress(window: MainWindow, palette: Palette) -> None:
    """Take a theme's colours."""
    for pane in (window.library_pane, window.results, window.reading, window.people_pane, window.search_box, window.status_line):
        pane.set_palette(palette)
    window.actions_by_id.set_palette(palette)


def take_settings(window: MainWindow, now: Settings, before: Settings | None) -> None:
    """Let settings take effect."""
    if before is None or now.theme != before.theme:
        window.theme.choose(now.theme)
    if before is None or now.interface_size != before.interface_size:
        font = QFont(window.font_of_system)
        font.setPointSizeF(max(6.0, window.font_of_system.pointSizeF() * now.interface_size))
        window.app.setFont(font)
    pane = window.reading.thread_pane
    pane.set_zoom(now.text_size)
    still = not window.style().styleHint(QStyle.StyleHint.SH_Widget_Animate)
    pane.mark.reduced_motion = now.reduced_motion or still
    pane.previews.on_hover = now.preview_on_hover
    window.marking.marks_while_reading = now.mark_read
    if before is not None and now.shortcuts != before.shortcuts:
        window.actions_by_id.set_keys(now.shortcuts)
    fit_toolbar(window)
    window.actions_by_id.refresh()


def fit_toolbar(window: MainWindow) -> None:
    """Words give way to the search box where the window is narrow."""
    roomy = window.preferences.settings.toolbar_text and window.width() >= NARROW_TOOLBAR
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if roomy else Qt.ToolButtonStyle.ToolButtonIconOnly
    window.toolbar.setToolButtonStyle(style)
    window.actions_by_id.set_drawer(window.panes.is_drawer)
    window.search_box.setMinimumWidth(220 if window.width() < NARROW_TOOLBAR else min(460, window.width() // 3))
