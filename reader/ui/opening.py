"""Opening threads: in the background, the newest wish wins; places left behind are kept for Back, reading goes on where it stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.jobs.reporter import Reporter
from reader.model.discussion import Reference, Toward
from reader.model.errors import NoSuchComment, NoSuchPost, ReaderError
from reader.model.report import Location
from reader.model.skeleton import Place, Thread
from reader.ui.background import Background
from reader.ui.finding.filtering import Filtering
from reader.ui.library.library_source import LibrarySource
from reader.ui.navigator import Navigator, Stop
from reader.ui.people.joining import with_people
from reader.ui.reading_pane import ReadingPane

if TYPE_CHECKING:
    from reader.store import Library

STAMP = "thread"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the worker brings."""

    thread: Thread
    place: Place | None


class Opening(QObject):
    """Puts threads into the `ReadingPane`."""

    opened = Signal(object)
    """The `Thread` now on show; None: nothing is."""
    history_changed = Signal()
    lost = Signal(str)
    """Something to open is no longer there: a sentence."""

    def __init__(self, background: Background, reading: ReadingPane, filtering: Filtering, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._reading = reading
        self._filtering = filtering
        self.navigator = Navigator()
        self.library: Library | None = None
        pane = reading.thread_pane
        pane.reference_activated.connect(self.follow)
        pane.comment_activated.connect(self.jump)
        pane.place_changed.connect(self.keep_place)

    @property
    def open_thread(self) -> Thread | None:
        """The thread on show."""
        return self._reading.open_thread

    @property
    def post_id(self) -> int | None:
        """The post on show."""
        return self.open_thread.post_id if self.open_thread is not None else None

    def open(self, where: Location, *, leave: bool = True) -> None:
        """Go to a post or comment; with ``leave`` the present place can be gone back to."""
        if self.open_thread is not None and where.post == self.open_thread.post_id:
            if where.comment is not None:
                self._go_to_id(where.comment, leave=leave)
            return
        self._load(where.post, where.comment, None, leave=leave)

    def back(self) -> None:
        """Where one was before."""
        self._travel(self.navigator.back(self.here))

    def forward(self) -> None:
        """Where one was before going back."""
        self._travel(self.navigator.forward(self.here))

    @property
    def here(self) -> Stop | None:
        """The present place, to the pixel."""
        return Stop(self.open_thread.post_id, self._reading.thread_pane.place()) if self.open_thread is not None else None

    def follow(self, reference: Reference, _index: int = -1) -> None:
        """Go where a reference leads, in this thread or another."""
        if reference.to is Toward.POST and reference.target_post is None:
            self.jump(-1)
        elif reference.target is not None:
            self._go_to_id(reference.target, leave=True)
        elif reference.target_post is not None:
            self.open(Location(reference.target_post))

    def jump(self, index: int) -> None:
        """Go to a comment of this thread (-1: the post)."""
        if self.here is not None:
            self.navigator.leave(self.here)
            self._reading.thread_pane.reveal(index)
            self.history_changed.emit()

    def reload(self) -> None:
        """Show the open thread as it is stored now; the place stays."""
        here = self.here
        if here is not None:
            self._load(here.post, None, here.place, leave=False)

    def close(self, words: str) -> None:
        """Nothing is open any more; ``words`` say what to do."""
        self._background.drop(STAMP)
        self.keep_place()
        self._filtering.open(None)
        self._reading.show_hint(words)
        self.opened.emit(None)

    def forget(self, posts: frozenset[int]) -> None:
        """These posts are gone."""
        self.navigator.forget(posts)
        self.history_changed.emit()

    def _travel(self, stop: Stop | None) -> None:
        if stop is None:
            return
        if self.open_thread is not None and stop.post == self.open_thread.post_id and stop.place is not None:
            self._reading.set_threaded(stop.place.threaded)
            self._reading.thread_pane.restore(stop.place)
        else:
            self._load(stop.post, None, stop.place, leave=False)
        self.history_changed.emit()

    def _go_to_id(self, comment_id: int, *, leave: bool) -> None:
        thread = self.open_thread
        library = self.library
        if thread is None or library is None:
            return
        try:
            index = thread.ids.index(comment_id)
        except ValueError:
            self._elsewhere(comment_id)
            return
        if leave:
            self.jump(index)
        else:
            self._reading.thread_pane.reveal(index)

    def _elsewhere(self, comment_id: int) -> None:
        assert self.library is not None
        try:
            where = self.library.locate(comment_id)
        except NoSuchComment:
            self.lost.emit("That comment is no longer in the library.")
            return
        if where.post != self.post_id:
            self.open(where)

    def _load(self, post_id: int, comment_id: int | None, place: Place | None, *, leave: bool) -> None:
        library = self.library
        if library is None:
            return

        def work(_reporter: Reporter) -> Loaded:
            thread = library.thread(post_id)
            return Loaded(with_people(thread, library.name_pairs(thread.site, post_id)), place or library.place(post_id))

        self._background.aside(
            work, lambda loaded: self._show(loaded, comment_id, leave=leave), failed=self._failed, stamp=STAMP, owner=self
        )

    def _show(self, loaded: Loaded, comment_id: int | None, *, leave: bool) -> None:
        assert self.library is not None
        here = self.here
        self.keep_place()
        if leave and here is not None and here.post != loaded.thread.post_id:
            self.navigator.leave(here)
        selection = self._filtering.open(loaded.thread)
        try:
            self._reading.show_thread(loaded.thread, LibrarySource(self.library, loaded.thread.post_id), loaded.place, selection)
        except NoSuchPost as error:
            self._failed(error)
            return
        self.opened.emit(loaded.thread)
        self.history_changed.emit()
        if comment_id is not None:
            self._go_to_id(comment_id, leave=False)

    def _failed(self, error: ReaderError) -> None:
        if isinstance(error, NoSuchPost):
            self.forget(frozenset({error.post_id}))
            self.lost.emit("That discussion is no longer in the library.")
        else:
            self._background.trouble.emit(error)

    def keep_place(self) -> None:
        """Write down where reading stopped."""
        here, library = self.here, self.library
        if here is None or here.place is None or library is None:
            return
        place = here.place

        def work(_reporter: Reporter) -> None:
            library.save_place(here.post, place)

        self._background.library(work, failed=lambda error: None if isinstance(error, NoSuchPost) else self._background.trouble.emit(error))
