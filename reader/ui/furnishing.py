"""Fills the bare window: panes, controllers, commands, in the order in which they need each other. Everything heavy is imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QToolBar, QWidget

from reader.ui import window_state
from reader.ui.actions import Actions
from reader.ui.background import Background
from reader.ui.correcting.correcting import Correcting
from reader.ui.correcting.doubting import Doubting
from reader.ui.correcting.revising import Revising
from reader.ui.crash import CrashHandler
from reader.ui.dialogs import Dialogs
from reader.ui.finding.filtering import Filtering
from reader.ui.finding.search_box import SearchBox
from reader.ui.finding.search_results import ResultsPane
from reader.ui.finding.searching import Searching
from reader.ui.icons import program_icon
from reader.ui.imports import Imports
from reader.ui.library.care import Care
from reader.ui.library.discarding import Discarding
from reader.ui.library.library_pane import LibraryPane
from reader.ui.marking import Marking
from reader.ui.messages import Messages
from reader.ui.opening import Opening
from reader.ui.panes import Panes
from reader.ui.people.naming import Naming
from reader.ui.people.people_pane import PeoplePane
from reader.ui.preferences.appearance import dress, take_settings
from reader.ui.printing.printing import Printing
from reader.ui.reading_pane import ReadingPane
from reader.ui.status_line import StatusLine
from reader.ui.teaching.lessons import Lessons
from reader.ui.wiring import wire

if TYPE_CHECKING:
    from reader.ui.main_window import MainWindow


def furnish(window: MainWindow) -> None:
    """Make and connect everything; the window is then as it is used, without a library yet."""
    settings = window.preferences.settings
    window.font_of_system = QFont(window.app.font())
    window.theme.attend()
    window.setWindowIcon(program_icon())
    window.messages = Messages(window)
    window.crashes = CrashHandler(window.messages, window.ring)
    window.background = Background(window)
    window.filtering = Filtering(window)
    window.library_pane = LibraryPane()
    window.results = ResultsPane()
    window.reading = ReadingPane(window.filtering)
    window.people_pane = PeoplePane(window.filtering)
    window.search_box = SearchBox()
    window.status_line = StatusLine(window)
    _lay_out(window)
    _make_controllers(window)
    window.actions_by_id = Actions(window, settings.shortcuts)
    window.actions_by_id.fill(window.toolbar)
    gap = QWidget()
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    window.toolbar.addWidget(gap)
    window.toolbar.addWidget(window.search_box)
    wire(window)
    window_state.restore(window, settings)
    window.library_pane.list.setFocus()
    take_settings(window, settings, None)
    dress(window, window.theme.palette)
    window.reading.show_hint("Opening the library…")
    window.actions_by_id.refresh()


def _make_controllers(window: MainWindow) -> None:
    background, reading, messages, theme = window.background, window.reading, window.messages, window.theme
    window.opening = Opening(background, reading, window.filtering, window)
    window.marking = Marking(background, reading, messages, theme, window)
    window.correcting = Correcting(background, reading, messages, theme, window)
    window.doubting = Doubting(background, reading, window.correcting, window)
    window.revising = Revising(background, reading, window.correcting, window.opening, window)
    window.naming = Naming(background, reading, window.correcting, messages, window)
    window.searching = Searching(background, reading, window.search_box, window.results, window.filtering, window)
    window.imports = Imports(background, window.paths, window.preferences, theme, window)
    window.dialogs = Dialogs(window, window.paths, window.preferences, messages, theme)
    window.care = Care(background, messages, theme, window)
    window.lessons = Lessons(background, messages, theme, window)
    window.printing = Printing(window.care.long, window)
    window.discarding = Discarding(background, messages, window)
    window.controllers = (
        window.opening, window.marking, window.correcting, window.doubting, window.revising, window.naming, window.searching, window.care,
        window.printing, window.discarding, window.lessons,
    )


def _lay_out(window: MainWindow) -> None:
    window.toolbar = QToolBar("Toolbar")
    window.toolbar.setMovable(False)
    window.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    window.addToolBar(window.toolbar)
    window.side = QStackedWidget()
    window.side.addWidget(window.library_pane)
    window.side.addWidget(window.results)
    window.side.setFocusProxy(window.library_pane.list)
    window.reading.setFocusProxy(window.reading.thread_pane)
    window.people_pane.setFocusProxy(window.people_pane.list)
    window.splitter = QSplitter(Qt.Orientation.Horizontal)
    window.splitter.setHandleWidth(1)
    window.splitter.setChildrenCollapsible(False)
    for pane in (window.side, window.reading, window.people_pane):
        window.splitter.addWidget(pane)
    for place, stretch in enumerate((0, 1, 0)):
        window.splitter.setStretchFactor(place, stretch)
    window.splitter.setSizes([290, 780, 210])
    window.setCentralWidget(window.splitter)
    window.setStatusBar(window.status_line)
    window.panes = Panes(window.splitter, window.side, window.reading, window.people_pane, window)
    window.panes.quick = window.library_pane.quick
    window.panes.person_search = window.people_pane.search
