"""The main window: library | discussion | people, and the controllers that connect them. It lays out and wires; the work is theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QSplitter, QStackedWidget, QStyle, QToolBar, QWidget

from reader.filters import Effect
from reader.log import Ring
from reader.model.report import Changes, ImportReport, Location
from reader.model.skeleton import PostSummary, Thread
from reader.paths import Paths
from reader.settings import Settings
from reader.ui import window_state
from reader.ui.actions import Actions
from reader.ui.background import Background
from reader.ui.care import Care
from reader.ui.commands.command import When
from reader.ui.correcting import Correcting
from reader.ui.crash import CrashHandler
from reader.ui.dialogs import Dialogs
from reader.ui.dropping import dropped_paths
from reader.ui.filtering import Filtering
from reader.ui.imports import Imports
from reader.ui.library_pane import LibraryPane
from reader.ui.link_dialog import clean_address, copy
from reader.ui.marking import UNDO_WORDS, Marking
from reader.ui.messages import Messages
from reader.ui.opening import Opening
from reader.ui.panes import Panes
from reader.ui.people_pane import PeoplePane
from reader.ui.preferences_store import PreferencesStore
from reader.ui.reading_pane import ReadingPane
from reader.ui.search_box import Reach, SearchBox
from reader.ui.search_results import ResultsPane
from reader.ui.searching import Searching
from reader.ui.status_line import StatusLine
from reader.ui.theme import Palette, Theme
from reader.ui.wiring import wire
from reader.wording import error_sentence

if TYPE_CHECKING:
    from reader.store import Library

CHOOSE = "Choose a discussion in the library."
NARROW_TOOLBAR = 960
"""Below this width (pixels) the toolbar shows icons alone."""


class MainWindow(QMainWindow):
    """Made without a library; `set_library` brings it to life."""

    library_opened = Signal()

    filtering: Filtering
    reading: ReadingPane
    panes: Panes
    opening: Opening
    marking: Marking
    correcting: Correcting
    searching: Searching
    imports: Imports
    care: Care
    dialogs: Dialogs
    results: ResultsPane
    search_box: SearchBox

    def __init__(self, app: QApplication, paths: Paths, settings: Settings, ring: Ring | None = None) -> None:
        super().__init__()
        self.setWindowTitle("Threadfolio")
        self.setAcceptDrops(True)
        self.app = app
        self._font = QFont(app.font())
        self.paths = paths
        self.library: Library | None = None
        self._entering = False
        self.preferences = PreferencesStore(settings, paths.settings, self)
        self.theme = Theme(app, settings.theme)
        self.messages = Messages(self)
        self.crashes = CrashHandler(self.messages, ring)
        self.background = Background(self)
        self.filtering = Filtering(self)
        self.library_pane = LibraryPane()
        self.results = ResultsPane()
        self.reading = ReadingPane(self.filtering)
        self.people_pane = PeoplePane(self.filtering)
        self.search_box = SearchBox()
        self.status_line = StatusLine(self)
        self._lay_out()
        self.opening = Opening(self.background, self.reading, self.filtering, self)
        self.marking = Marking(self.background, self.reading, self.messages, self.theme, self)
        self.correcting = Correcting(self.background, self.reading, self.messages, self)
        self.searching = Searching(self.background, self.reading, self.search_box, self.results, self.filtering, self)
        self.imports = Imports(self.background, paths, self.preferences, self.theme, self)
        self.dialogs = Dialogs(self, paths, self.preferences, self.messages, self.theme)
        self.care = Care(self.background, self.messages, self.theme, self)
        self.actions_by_id = Actions(self, settings.shortcuts)
        self.actions_by_id.fill(self.toolbar)
        self._add_search()
        wire(self)
        window_state.restore(self, settings)
        self.library_pane.list.setFocus()
        self.take_settings(settings, None)
        self.dress(self.theme.palette)
        self.reading.show_hint("Opening the library…")
        self.actions_by_id.refresh()

    # -- the library

    def set_library(self, library: Library) -> None:
        """The library is open: lists are filled, waiting files come in, reading goes on where it stopped."""
        self.library = library
        for part in (self.opening, self.marking, self.correcting, self.searching, self.care):
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
        words = f"Undo {UNDO_WORDS.get(undo, '')}".rstrip() if undo else "Undo"
        self.actions_by_id["undo"].setText(words)
        if self.opening.open_thread is None:
            last = self.preferences.settings.last_post
            if not posts:
                self.reading.show_empty()
            elif first and last and any(post.id == last for post in posts):
                self._entering = True
                self.opening.open(Location(last), leave=False)
            else:
                self.reading.show_hint(CHOOSE)
                if self.panes.is_drawer:
                    self.panes.call_library()
        self.actions_by_id.refresh()

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
        self.library_changed(Changes(changed=posts))

    # -- what holds now (for the commands)

    @property
    def holding(self) -> set[When]:
        """Which conditions of commands hold now."""
        thread = self.reading.open_thread
        pairs = (
            (When.LIBRARY, self.library is not None), (When.POST, thread is not None),
            (When.COMMENT, thread is not None and self.marking.current >= 0), (When.CHOSEN, bool(self.chosen_posts())),
            (When.PERSON, self._person() is not None), (When.FILTERED, bool(self.filtering.wishes.rules)),
            (When.BACK, self.opening.navigator.can_go_back), (When.FORWARD, self.opening.navigator.can_go_forward),
            (When.UNDO, self.marking.undo_name is not None), (When.RESULTS, self.searching.shows_results),
        )
        return {when for when, holds in pairs if holds}

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

    def _person(self) -> str | None:
        thread = self.reading.open_thread
        focus = self.focusWidget()
        if thread is None:
            return None
        if focus is not None and self.people_pane.isAncestorOf(focus):
            return self.people_pane.person
        index = self.marking.current
        if index < 0:
            return self.people_pane.person
        slot = thread.authors_of[index]
        return thread.authors[slot].name if slot >= 0 else ""

    # -- commands that concern the window itself

    def filter_author(self, effect: Effect) -> None:
        """Only, hide or highlight the chosen person (people pane), else the author of the current comment."""
        name = self._person()
        if name is not None:
            self.filtering.author(name, effect)
            self.people_pane.choose(name)

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
            self.opening.open(Location(post))

    def toggle_full_screen(self) -> None:
        """The whole screen, and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def open_page_address(self) -> None:
        """Show the address of the page that is being read."""
        thread = self.reading.open_thread
        if thread is not None and self.library is not None:
            self.dialogs.open_page_address(self.library.shown_post(thread.post_id).url)

    def tell_trouble(self, error: Exception) -> None:
        """An error that nobody else took, in one sentence."""
        self.messages.tell(error_sentence(error))

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panes.fit(self.width())
        self._fit_toolbar()

    def _fit_toolbar(self) -> None:
        """Words give way to the search box where the window is narrow."""
        roomy = self.preferences.settings.toolbar_text and self.width() >= NARROW_TOOLBAR
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if roomy else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.toolbar.setToolButtonStyle(style)
        self.actions_by_id.set_drawer(self.panes.is_drawer)
        self.search_box.setMinimumWidth(220 if self.width() < NARROW_TOOLBAR else min(460, self.width() // 3))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.imports.take(dropped_paths(event.mimeData()))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.marking.flush()
        if self.opening.open_thread is not None:
            self.opening.keep_place()
        self.preferences.change(**window_state.kept(self))
        self.preferences.save()
        self.background.stop_aside()
        super().closeEvent(event)

    # -- making

    def _lay_out(self) -> None:
        self.toolbar = QToolBar("Toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(self.toolbar)
        self.side = QStackedWidget()
        self.side.addWidget(self.library_pane)
        self.side.addWidget(self.results)
        self.side.setFocusProxy(self.library_pane.list)
        self.reading.setFocusProxy(self.reading.thread_pane)
        self.people_pane.setFocusProxy(self.people_pane.list)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (self.side, self.reading, self.people_pane):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 0)
        self.splitter.setSizes([290, 780, 210])
        self.setCentralWidget(self.splitter)
        self.setStatusBar(self.status_line)
        self.panes = Panes(self.splitter, self.side, self.reading, self.people_pane, self)
        self.panes.quick = self.library_pane.quick
        self.panes.person_search = self.people_pane.search
        self.resize(QSize(1280, 800))
        self.setMinimumSize(480, 360)

    def _add_search(self) -> None:
        gap = QWidget()
        gap.setSizePolicy(gap.sizePolicy().Policy.Expanding, gap.sizePolicy().Policy.Preferred)
        self.toolbar.addWidget(gap)
        self.toolbar.addWidget(self.search_box)

    # -- answers

    def focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        """Commands may be about another pane now."""
        if self.isVisible():
            self.actions_by_id.refresh()

    def choose(self, where: Location) -> None:
        """Something was chosen in a list: go there; a drawer closes."""
        self.panes.put_away()
        self.opening.open(where)

    def enter(self, post: int) -> None:
        """A discussion was chosen to be read on with the keyboard."""
        self._entering = True
        if post == self.opening.post_id:
            self._settle_focus()
        self.choose(Location(post))

    def _settle_focus(self) -> None:
        """Reading goes on by keyboard in the thread, unless the person is busy in a list or the search box."""
        focus = self.focusWidget()
        busy = focus is not None and (focus is self.search_box.edit or self.side.isAncestorOf(focus))
        if self._entering or not busy:
            self._entering = False
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

    def author_clicked(self, name: str) -> None:
        """A name in the thread was clicked: choose the person."""
        self.people_pane.choose(name)
        self.actions_by_id.refresh()

    def next_of(self, name: str) -> None:
        """Go to the next comment of a person, after the last to the first."""
        thread = self.reading.open_thread
        if thread is None:
            return
        slot = next((author.index for author in thread.authors if author.name == name), -1)
        places = [index for index, author in enumerate(thread.authors_of) if author == slot]
        current = self.marking.current
        if places:
            self.opening.jump(next((index for index in places if index > current), places[0]))

    def library_menu(self, at: QPoint) -> None:
        """The menu of the selected discussions."""
        self._menu(("all-read", "all-unread", "tags", "", "export", "reread", "", "delete"), at)

    def thread_menu(self, index: int, at: QPoint, text: str) -> None:
        """The menu of a comment; ``text`` is the address under the pointer, or what is selected."""
        self.reading.thread_pane.set_current(index, speak=False)
        extra: list[tuple[str, Callable[[], object]]] = []
        if clean_address(text) is not None:
            extra = [("Open the address…", lambda: self.dialogs.open_link(text)), ("Copy the address", lambda: copy(text))]
        elif text.strip():
            words = " ".join(text.split())[:200]
            extra = [
                ("Copy", lambda: copy(text)),
                ("Search for it", lambda: self.search_box.search_for(f'"{words}"', Reach.EVERYTHING)),
            ]
        self._menu(("star", "note", "read", "", "only-author", "hide-author", "highlight-author", "", "set-parent", "not-this-one",
                    "name-means", "", "copy-citation"), at, extra)

    def _menu(self, names: tuple[str, ...], at: QPoint, extra: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.actions_by_id.refresh()
        for words, act in extra:
            menu.addAction(words).triggered.connect(lambda _on=False, act=act: act())
        if extra:
            menu.addSeparator()
        for name in names:
            if name:
                menu.addAction(self.actions_by_id[name])
            else:
                menu.addSeparator()
        menu.popup(at)

    # -- looks and settings

    def dress(self, palette: Palette) -> None:
        """Take a theme's colours."""
        for pane in (self.library_pane, self.results, self.reading, self.people_pane, self.search_box, self.status_line):
            pane.set_palette(palette)
        self.actions_by_id.set_palette(palette)

    def take_settings(self, now: Settings, before: Settings | None) -> None:
        """Let settings take effect."""
        if before is None or now.theme != before.theme:
            self.theme.choose(now.theme)
        if before is None or now.interface_size != before.interface_size:
            font = QFont(self._font)
            font.setPointSizeF(max(6.0, self._font.pointSizeF() * now.interface_size))
            self.app.setFont(font)
        pane = self.reading.thread_pane
        pane.set_zoom(now.text_size)
        still = not self.style().styleHint(QStyle.StyleHint.SH_Widget_Animate)
        pane.mark.reduced_motion = now.reduced_motion or still
        pane.previews.on_hover = now.preview_on_hover
        self.marking.marks_while_reading = now.mark_read
        self._fit_toolbar()
        self.actions_by_id.refresh()
