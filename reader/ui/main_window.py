"""The main window: library | discussion | people, and the controllers that connect them. It lays out and wires; the work is theirs."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from reader.log import LOGGER
from reader.ui.preferences.preferences_store import PreferencesStore
from reader.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QFont
    from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QToolBar, QWidget

    from reader.log import Ring
    from reader.model.report import Changes, ImportReport, Location
    from reader.model.skeleton import PostSummary, Thread
    from reader.paths import Paths
    from reader.settings import Settings
    from reader.store import Library
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
    from reader.ui.printing.printing import Printing
    from reader.ui.reading_pane import ReadingPane
    from reader.ui.status_line import StatusLine
    from reader.ui.teaching.lessons import Lessons

CHOOSE = "Choose a discussion in the library."
LOOK = 5
"""Milliseconds between two looks whether the bare frame is on the screen."""
PATIENCE = 1000
"""Milliseconds after which a window that is never on the screen (minimised) comes to life all the same."""


class MainWindow(QMainWindow):
    """A bare frame at first, so that something is on the screen at once (nothing heavy is imported for it); `furnish` fills it, and
    `set_library` brings it to life."""

    library_opened = Signal()

    font_of_system: QFont
    messages: Messages
    crashes: CrashHandler
    background: Background
    filtering: Filtering
    library_pane: LibraryPane
    results: ResultsPane
    reading: ReadingPane
    people_pane: PeoplePane
    search_box: SearchBox
    status_line: StatusLine
    toolbar: QToolBar
    side: QStackedWidget
    splitter: QSplitter
    panes: Panes
    opening: Opening
    marking: Marking
    correcting: Correcting
    doubting: Doubting
    revising: Revising
    naming: Naming
    discarding: Discarding
    searching: Searching
    imports: Imports
    dialogs: Dialogs
    care: Care
    lessons: Lessons
    printing: Printing
    controllers: tuple[Any, ...]
    """Those that work on the library; each has an attribute ``library``."""
    actions_by_id: Actions

    furnished = Signal()

    def __init__(
        self, app: QApplication, paths: Paths, settings: Settings, ring: Ring | None = None, *, furnish: bool = True
    ) -> None:
        super().__init__()
        self.setWindowTitle("Threadfolio")
        self.setAcceptDrops(True)
        self.setMinimumSize(480, 360)
        self.resize(1280, 800)
        self.app = app
        self.ring = ring
        self.paths = paths
        self.library: Library | None = None
        self.is_furnished = False
        self.entering = False
        self._looks = 0
        self._waiting = QTimer(self)
        self._waiting.timeout.connect(self._look)
        self.preferences = PreferencesStore(settings, paths.settings, self)
        self.theme = Theme(app, settings.theme)
        if settings.window_geometry:
            from PySide6.QtCore import QByteArray

            self.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode("ascii", "replace")))
        if furnish:
            self.furnish()
        else:
            self._waiting.start(LOOK)

    def furnish(self) -> None:
        """Put everything into the frame. Once; the modules it takes are loaded here."""
        if not self.is_furnished:
            from reader.ui.furnishing import furnish

            furnish(self)
            self.is_furnished = True
            self.fit()
            self.furnished.emit()

    def _look(self) -> None:
        """Whether the bare frame is on the screen by now (asked by a timer: an event that comes to Python costs more than the frame)."""
        handle = self.windowHandle()
        self._looks += 1
        if (handle is not None and handle.isExposed()) or self._looks * LOOK >= PATIENCE:
            self._waiting.stop()
            QTimer.singleShot(0, self.furnish)

    # -- the library

    def set_library(self, library: Library) -> None:
        """The library is open: lists are filled, waiting files come in, reading goes on where it stopped."""
        self.library = library
        for part in self.controllers:
            part.library = library
        self.refresh(first=True)
        self.imports.set_library(library)
        self.library_opened.emit()

    def refresh(self, *, first: bool = False) -> None:
        """Read the library list again."""
        library = self.library
        if library is not None:
            self.background.aside(
                lambda _r: (library.summaries(), library.undo_name), lambda found: self._show_list(*found, first=first), stamp="list",
                owner=self,
            )

    def _show_list(self, posts: list[PostSummary], undo: str | None, *, first: bool) -> None:
        self.library_pane.set_posts(posts)
        self.marking.undo_name = undo
        from reader.ui.marking import UNDO_WORDS

        words = f"Undo {UNDO_WORDS.get(undo, '')}".rstrip() if undo else "Undo"
        self.actions_by_id["undo"].setText(words)
        if self.opening.open_thread is None:
            last = self.preferences.settings.last_post
            if not posts:
                self.reading.show_empty()
            elif first and last and any(post.id == last for post in posts):
                self.entering = True
                self.opening.open(self._location(last), leave=False)
            else:
                self.reading.show_hint(CHOOSE)
                if self.panes.is_drawer:
                    self.panes.call_library()
        self.actions_by_id.refresh()
        if first:
            logging.getLogger(LOGGER).info("ready")

    def library_changed(self, changes: Changes) -> None:
        """Something in the library is different: lists anew, the open thread too where it is concerned."""
        if changes.removed:
            self.opening.forget(changes.removed)
        open_post = self.opening.post_id
        if open_post is not None and open_post in changes.removed:
            self.opening.close(CHOOSE)
        elif open_post is not None and open_post in changes.changed | changes.added:
            self.opening.reload()
        self.refresh()
        self.searching.refresh()

    def imported(self, report: ImportReport) -> None:
        """An import wrote threads."""
        posts = frozenset(thread.post_id for file in report.files for thread in file.threads)
        from reader.model.report import Changes

        self.library_changed(Changes(changed=posts))

    # -- what commands are about

    def chosen_posts(self) -> list[int]:
        """What a command about discussions is about: the selection in the list, else the open one."""
        if self.library is None:
            return []
        selected = self.library_pane.selected
        in_list = self.library_pane.isAncestorOf(self.focusWidget() or self)
        if len(selected) > 1 or (in_list and selected):
            return selected
        open_post = self.opening.post_id
        return [open_post] if open_post is not None else selected

    # -- commands that concern the window itself

    def set_threaded(self, threaded: bool) -> None:
        """Tree or page order."""
        self.reading.set_threaded(threaded)

    def zoom(self, step: int) -> None:
        """Text larger (1), smaller (-1) or as it comes (0)."""
        size = 1.0 if not step else round(min(3.0, max(0.7, self.preferences.settings.text_size + 0.1 * step)), 2)
        self.preferences.change(text_size=size)

    def open_neighbour(self, step: int) -> None:
        """The next or previous discussion of the list."""
        post = self.library_pane.neighbour(self.opening.post_id, step)
        if post is not None:
            self.opening.open(self._location(post))

    def toggle_full_screen(self) -> None:
        """The whole screen, and back."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def open_page_address(self) -> None:
        """Show the address of the page that is being read."""
        thread = self.reading.open_thread
        if thread is not None and self.library is not None:
            self.dialogs.open_page_address(self.library.shown_post(thread.post_id).url)

    def tell_trouble(self, error: Exception) -> None:
        """An error that nobody else took, in one sentence."""
        from reader.wording import error_sentence

        self.messages.tell(error_sentence(error))

    # -- Qt

    def fit(self) -> None:
        """Show what has room."""
        from reader.ui.preferences import appearance

        self.panes.fit(self.width())
        appearance.fit_toolbar(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from reader.ui.dropping import dropped_paths

        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from reader.ui.dropping import dropped_paths

        self.furnish()
        self.imports.take(dropped_paths(event.mimeData()))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.is_furnished:
            super().closeEvent(event)
            return
        self.marking.flush()
        if self.opening.open_thread is not None:
            self.opening.keep_place()
        from reader.ui import window_state

        self.preferences.change(**window_state.kept(self))
        self.preferences.save()
        self.background.stop_aside()
        super().closeEvent(event)

    # -- answers

    def focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        """Commands may be about another pane now."""
        if self.isVisible():
            self.actions_by_id.refresh()

    def choose(self, where: Location) -> None:
        """Something was chosen in a list: go there; a drawer closes."""
        self.panes.put_away()
        self.opening.open(where)

    @staticmethod
    def _location(post: int) -> Location:
        from reader.model.report import Location

        return Location(post)

    def enter(self, post: int) -> None:
        """A discussion was chosen to be read on with the keyboard."""
        self.entering = True
        if post == self.opening.post_id:
            self._settle_focus()
        self.choose(self._location(post))

    def _settle_focus(self) -> None:
        """Reading goes on by keyboard in the thread, unless the person is busy in a list or the search box."""
        focus = self.focusWidget()
        busy = focus is not None and (focus is self.search_box.edit or self.side.isAncestorOf(focus))
        if self.entering or not busy:
            self.entering = False
            self.reading.thread_pane.setFocus()

    def thread_opened(self, thread: Thread | None) -> None:
        """Another thread is on show, or none."""
        self.people_pane.show_thread(thread)
        self.setWindowTitle(f"{thread.title} - Threadfolio" if thread is not None and thread.title else "Threadfolio")
        if thread is not None:
            self.library_pane.show_post(thread.post_id)
            self.panes.put_away()
            self._settle_focus()
        self.searching.thread_opened()
        self.count()
        self.actions_by_id.refresh()

    def count(self) -> None:
        """Show how much is read."""
        thread = self.reading.open_thread
        if thread is None:
            self.status_line.show_read(None)
        else:
            self.status_line.show_read((self.marking.read_count, self.marking.total))

    def told(self, words: str, undoable: bool) -> None:
        """Something was done: say so for a while."""
        self.status_line.say(words, undoable=undoable)

    def show_results(self, shown: bool) -> None:
        """The results of a search, or the library list."""
        self.side.setCurrentWidget(self.results if shown else self.library_pane)
        if shown:
            self.panes.call_library()
        self.actions_by_id.refresh()

    def leave_search(self, on: bool) -> None:
        """From the search box on to its results, or back to the reading."""
        if on and self.searching.shows_results:
            self.results.list.setFocus()
            self.results.first()
        elif self.reading.open_thread is not None:
            self.reading.thread_pane.setFocus()
