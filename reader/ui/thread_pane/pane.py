"""The thread pane: our own virtual list. It holds the parts together and is what the window talks to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from reader.filters import Selection
from reader.model.discussion import Reference
from reader.model.report import Match
from reader.model.skeleton import Place, Thread
from reader.ui.theme import LIGHT, Palette
from reader.ui.thread_pane.accessible import offer_interfaces
from reader.ui.thread_pane.acting import Acting
from reader.ui.thread_pane.arranging import MARGIN, Arranging
from reader.ui.thread_pane.boxes import Boxes, Look
from reader.ui.thread_pane.finding import Finding
from reader.ui.thread_pane.jump_mark import JumpMark
from reader.ui.thread_pane.keys import Keys
from reader.ui.thread_pane.moves import Moves
from reader.ui.thread_pane.places import Places
from reader.ui.thread_pane.pointer import Pointer
from reader.ui.thread_pane.preview import Previews
from reader.ui.thread_pane.reading import Reading
from reader.ui.thread_pane.relations import Relations
from reader.ui.thread_pane.rows import POST, Rows
from reader.ui.thread_pane.scroll_bar import ThreadScrollBar
from reader.ui.thread_pane.selecting import Selecting
from reader.ui.thread_pane.source import Bodies, ThreadSource
from reader.ui.thread_pane.speech import Speech
from reader.ui.thread_pane.style import Style
from reader.ui.thread_pane.surface import BAR_WIDTH, Surface
from reader.ui.thread_pane.view import View


class ThreadPane(Surface):
    """Shows one thread: post on top, comments as rows in a tree or in page order. Knows nothing of the Library."""

    reference_activated = Signal(object, int)
    """(`Reference`, index of the comment it stands in, -1 for the post): followed by click or key."""
    comment_activated = Signal(int)
    """A header part that names another comment was followed (index); the pane does not move by itself."""
    link_activated = Signal(str)
    author_activated = Signal(str)
    note_activated = Signal(int)
    current_changed = Signal(int)
    """Index of the current comment, -1 for the post."""
    seen = Signal(object)
    """Tuple of indexes that were read: long enough on screen, down to their end."""
    place_changed = Signal()
    lifted = Signal(object)
    """Tuple of indexes of hidden comments that were shown all the same."""
    status = Signal(str)
    """What the pointer is over: address of a link, reason of a reference; empty for nothing."""
    zoom_wanted = Signal(int)
    """Ctrl+wheel: 1 larger, -1 smaller."""
    context_menu = Signal(int, QPoint, str, object)
    """(index, global position, address of the link under the pointer or the selected text, the `Reference` there or None)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Discussion")
        self.accessible_rows = True
        offer_interfaces()
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setViewportMargins(0, 0, BAR_WIDTH, 0)
        self.rows: Rows | None = None
        self.explain: Callable[[Reference], str] = lambda _reference: ""
        self.empty_words = ""
        self.current = POST
        """Index of the current comment, -1 for the post."""
        self._zoom = 1.0
        self._palette = LIGHT
        self.style_now = Style(LIGHT, self._base_font(), 1.0)
        self.look = Look()
        self.bar = ThreadScrollBar(self, self._extent)
        self.bar.set_palette(LIGHT)
        self.bar.dragged.connect(self._dragged)
        self.bar.paged.connect(self.scroll_pages)
        self.bar.rolled.connect(self.wheelEvent)
        self.arranging = Arranging(self)
        self.acting: Acting = Acting(self)
        self.pointer: Pointer = Pointer(self)
        self.moves: Moves = Moves(self)
        self.selecting: Selecting = Selecting(self)
        self.keys: Keys = Keys(self)
        self.finding = Finding(self)
        self.mark = JumpMark(self)
        self.places = Places(self)
        self.reading = Reading(self)
        self.previews = Previews(self)
        self.speech = Speech(self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(300)
        self._settled.timeout.connect(self.place_changed)

    # -- what is shown

    def show_thread(self, thread: Thread, source: ThreadSource, place: Place | None = None) -> None:
        """Show a thread, at a place where one is given. Costs what the window shows, not what the thread holds."""
        self.previews.close_all()
        threaded = self.rows.threaded if self.rows is not None else True
        self.rows = Rows(thread, threaded=threaded)
        self.relations = Relations(thread)
        # Where nothing was read yet, "new" on every comment would say nothing.
        new = set(thread.unread) if len(thread.unread) < self.relations.saved else set()
        self.look = Look(new, set(thread.unread), set(thread.starred), set(thread.notes))
        self.boxes = Boxes(self.rows, Bodies(source, thread), self.relations, self.look)
        self.view = View(self.rows, self.boxes)
        self.current = POST
        for part in (self.selecting, self.finding, self.mark, self.pointer, self.reading):
            part.reset()
        self.lay_out()
        if place is not None:
            self.places.restore(place)
        self.refresh()
        self.current_changed.emit(self.current)

    def clear(self) -> None:
        """Show no thread."""
        self.previews.close_all()
        self.rows = None
        self.reading.reset()
        self.viewport().update()
        self.bar.update()

    @property
    def thread_shown(self) -> Thread | None:
        """The thread on show."""
        return None if self.rows is None else self.rows.thread

    def set_palette(self, roles: Palette) -> None:
        """Take the colours of a theme."""
        self._palette = roles
        self.bar.set_palette(roles)
        self.restyle()

    def set_zoom(self, zoom: float) -> None:
        """Text size: 1.0 is the platform's (at least 11 points), up to 3.0."""
        zoom = min(3.0, max(0.5, zoom))
        if zoom != self._zoom:
            self._zoom = zoom
            self.restyle()

    @property
    def zoom(self) -> float:
        """Text size."""
        return self._zoom

    def set_threaded(self, threaded: bool) -> None:
        """Threaded or page order; the comment at the top of the window stays."""
        if self.rows is not None and threaded != self.rows.threaded:
            rows = self.rows
            self.selecting.clear()  # what stood between its ends stands elsewhere now
            self.arranging.keeping(lambda: rows.set_threaded(threaded))

    def set_selection(self, selection: Selection | None) -> None:
        """Show what the filters leave; hidden comments become stubs."""
        if self.rows is None:
            return
        rows = self.rows
        rows.set_highlights(selection.highlighted if selection is not None else None)
        self.arranging.keeping(lambda: rows.select(selection))

    def highlight_authors(self, authors: Iterable[int]) -> None:
        """Highlight the comments of these authors (indexes into ``Thread.authors``)."""
        self.look.highlighted_authors = frozenset(authors)
        self.viewport().update()

    def set_marks(self, *, unread: Iterable[int] | None = None, starred: Iterable[int] | None = None,
                  notes: Iterable[int] | None = None) -> None:
        """The reader's marks changed (indexes); None leaves a kind as it is. Comments made unread count as new again."""
        look = self.look
        if unread is not None:
            look.unread = set(unread)
            look.new |= look.unread
        if starred is not None:
            look.starred = set(starred)
        if notes is not None:
            look.notes = set(notes)
        if self.rows is not None:
            self.boxes.changed()
            self.refresh()

    def forget_bodies(self) -> None:
        """Notes or corrections changed: bodies are asked for anew."""
        if self.rows is not None:
            self.arranging.keeping(self.boxes.forget_bodies)

    # -- find

    def set_matches(self, matches: Sequence[Match], current: int | None = None) -> None:
        """Paint what a search found; ``current`` is the place in ``matches`` to stand out."""
        self.finding.set(matches, current)

    def go_to_match(self, number: int) -> None:
        """Stand at a match: folded branches open, the match is brought into the window."""
        self.finding.go(number)

    # -- folding

    def fold(self, index: int) -> None:
        """Fold a branch into one line; its header stays where it is."""
        if self.rows is not None and not self.rows.is_folded(index):
            self.toggle(index)

    def unfold(self, index: int) -> None:
        """Open a branch; its header stays where it is."""
        if self.rows is not None and self.rows.is_folded(index):
            self.toggle(index)

    def toggle(self, index: int, at: float | None = None) -> None:
        """Fold or open. ``at``: where the pointer is; a branch whose header is out of sight is brought there."""
        self.arranging.toggle(index, at)

    def fold_all(self) -> None:
        """Fold every branch."""
        self.fold_to_depth(0)

    def unfold_all(self) -> None:
        """Open every branch."""
        if self.rows is not None:
            self.arranging.keeping(self.rows.unfold_all)

    def fold_to_depth(self, depth: int) -> None:
        """Show ``depth`` + 1 levels."""
        if self.rows is not None:
            rows = self.rows
            self.arranging.keeping(lambda: rows.fold_to_depth(depth))

    def lift(self, indexes: Sequence[int]) -> None:
        """Show hidden comments all the same, and tell."""
        if self.rows is not None:
            rows = self.rows
            self.arranging.keeping(lambda: rows.lift(indexes), prefer=indexes[0] if indexes else None)
            self.lifted.emit(tuple(indexes))

    # -- places

    def place(self) -> Place:
        """Where the reader is, to the pixel."""
        return self.places.place()

    def restore(self, place: Place) -> None:
        """Go to where a reader was, to the pixel, folded branches as they were."""
        if self.rows is not None:
            self.places.restore(place)
            self.refresh()

    def reveal(self, index: int, mark: bool = True) -> None:
        """Bring a comment (-1: the post) into the window: folded branches open, a filter is lifted for it."""
        rows = self.rows
        if rows is None or not -1 <= index < rows.size:
            return
        hidden = index >= 0 and rows.is_hidden(index)
        if index >= 0 and rows.open_to(index):
            self.boxes.changed()
            self.view.settle()
        place = rows.place_of(index) if index >= 0 else POST
        self.bring(place)
        self.set_current(index)
        if mark and index >= 0:
            self.mark.start(index)
        if hidden:
            self.lifted.emit((index,))
        self.refresh()

    def bring(self, place: int, *, near_top: bool = False) -> None:
        """Bring a visible row into the window unless it stands there whole (or fills it)."""
        y = self.view.y_of(place)
        box = self.boxes.at(place)
        edge = self.style_now.px(MARGIN)
        room = self.view.height
        if near_top or y is None or y + box.gap < 0 or y + min(box.height, room) > room:
            target = edge - box.gap if near_top or box.height > room * 0.7 else round(room * 0.18) - box.gap
            if place == POST:
                target = 0
            self.view.put(place, target)

    # -- the current comment

    def place_of_current(self) -> int:
        """The place of the row in which the current comment is shown."""
        if self.rows is None or self.current < 0:
            return POST
        return self.rows.standing_for(self.current)

    def set_current(self, index: int, *, speak: bool = True) -> None:
        """Make a comment the current one; nothing moves, nothing is marked read."""
        if index != self.current:
            self.current = index
            self.keys.reference = None
            self.viewport().update()
            self.current_changed.emit(index)
        if speak:
            self.speech.tell(index)

    # -- scrolling

    def scroll_by(self, pixels: int) -> None:
        """Move down by so many pixels; what stays is copied, only the new strip is painted."""
        if self.rows is None or not pixels:
            return
        moved = self.view.scroll(pixels)
        if moved == 0:
            return
        area = self.viewport().rect()
        if moved is None or abs(moved) >= area.height():
            self.viewport().update()
        else:
            self.viewport().scroll(0, -moved, area)
        self.bar.update()
        self.previews.scrolled()
        self.pointer.moved_below()
        self.reading.moved()
        self._settled.start()

    def scroll_pages(self, pages: float) -> None:
        """Move by windows, a line less so that the eye finds its place."""
        step = (self.view.height - 2 * self.style_now.line) if self.rows is not None else 0
        self.scroll_by(round(pages * max(20, step)))

    def go_to_top(self) -> None:
        """The very top."""
        if self.rows is not None:
            self.view.put(POST, 0)
            self.refresh()

    def go_to_bottom(self) -> None:
        """The very end."""
        if self.rows is not None:
            self.view.put(self.rows.size, 0)
            self.refresh()

    # -- inside

    def _base_font(self) -> QFont:
        return QFont(self.font())

    def restyle(self) -> None:
        """Fonts or colours changed."""
        self.style_now = Style(self._palette, self._base_font(), self._zoom)
        self.previews.close_all()
        if self.rows is not None:
            self.lay_out()
        self.viewport().update()

    def _fit_height(self) -> None:
        self.view.height = max(1, self.viewport().height())

    def lay_out(self) -> None:
        """Lay out for the present width and style; the reading line at the top edge stays."""
        old = self.boxes.at(self.view.top).height if self.boxes.dressed else None
        if self.boxes.dress(self.style_now, max(120, self.viewport().width()), self.devicePixelRatioF()) and old:
            self.view.offset = round(self.view.offset * self.boxes.at(self.view.top).height / max(1, old))
        self._fit_height()
        self.view.settle()

    def refresh(self) -> None:
        """Paint all again after rows or the place changed."""
        self.viewport().update()
        self.bar.update()
        self.previews.scrolled()
        self.pointer.moved_below()
        self.reading.moved()
        self._settled.start()

    def _extent(self) -> tuple[float, float, float]:
        return (0.0, 1.0, 1.0) if self.rows is None else self.view.extent()

    def _dragged(self, above: float) -> None:
        if self.rows is not None:
            self.view.go_to_extent(above)
            self.refresh()
