"""Which rows a thread shows, in which order, and roughly how tall they are: pure, no Qt.

A *place* is a position in the shown sequence: threaded pre-order or page order. Place -1 is the post, place ``size`` the foot of the
thread; between them every comment has one place, whether it is visible or not.

Visibility is one byte a place, so that fold, unfold and filter are slice assignments and ``bytearray.find`` walks: with 100,000 comments
they stay well under the time of a frame. Nothing here recurses or loops over the whole thread in Python.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence

from reader.filters import Selection, State
from reader.model.skeleton import Thread
from reader.ui.thread_pane.weights import Weights

POST = -1
STUB = 2

_HIDDEN_TO_ONE = bytes(1 if state == State.HIDDEN else 0 for state in range(256))


class Rows:
    """The rows of one thread."""

    def __init__(self, thread: Thread, *, threaded: bool = True, line_characters: int = 68) -> None:
        self.thread = thread
        self.size = len(thread)
        self.threaded = threaded
        self._folded = bytearray(self.size)
        """By place in threaded order, whatever order is shown: 1 where the branch is folded."""
        self._selection: Selection | None = None
        self._lifted: set[int] = set()
        self._found: dict[int, int] = {}
        self._order_bytes: bytes | None = None
        self._stubs: bytearray | None = None
        self.visible = bytearray(b"\x01") * self.size
        """By place: 1 where a row is shown (a comment, a folded line or the stub that stands for a run)."""
        self.weights = Weights(self, line_characters)

    # -- places and indexes

    def index_at(self, place: int) -> int:
        """The comment (page order) at a place inside the thread."""
        return self.thread.order[place] if self.threaded else place

    def place_of(self, index: int) -> int:
        """The place of a comment. A byte search instead of an inverse table: opening stays independent of the thread's length."""
        return self._threaded_place(index) if self.threaded else index

    def _threaded_place(self, index: int) -> int:
        found = self._found.get(index)
        if found is None:
            if self._order_bytes is None:
                self._order_bytes = self.thread.order.tobytes()
            size = self.thread.order.itemsize
            wanted = index.to_bytes(size, sys.byteorder)
            at = self._order_bytes.find(wanted)
            while at % size:
                at = self._order_bytes.find(wanted, at + 1)
            found = self._found[index] = at // size
        return found

    def depth(self, index: int) -> int:
        """How deep a comment stands; 0 for all in page order."""
        return self.thread.depths[index] if self.threaded else 0

    def branch(self, index: int) -> range:
        """Places of a comment and all its descendants (threaded), or only its own (page order)."""
        place = self.place_of(index)
        return range(place, self.thread.ends[place] if self.threaded else place + 1)

    def replies(self, index: int) -> int:
        """How many descendants a comment has, whatever is shown of them."""
        return len(self.branch(index)) - 1

    def branch_indexes(self, index: int) -> array[int]:
        """The descendants of a comment."""
        places = self.branch(index)
        return self.thread.order[places.start + 1 : places.stop] if self.threaded else array("i")

    # -- what a row is

    def is_visible(self, place: int) -> bool:
        """Whether a row is shown at a place; post and foot always are."""
        return not 0 <= place < self.size or bool(self.visible[place])

    def is_folded(self, index: int) -> bool:
        """Whether the comment is shown as one line that stands for its branch."""
        return self.threaded and bool(self._folded[self._threaded_place(index)])

    def is_hidden(self, index: int) -> bool:
        """Whether a filter hides the comment (and nobody lifted it)."""
        return self._selection is not None and self._selection.states[index] == State.HIDDEN and index not in self._lifted

    def is_context(self, index: int) -> bool:
        """Whether the comment is shown only because of what is around it."""
        return self._selection is not None and self._selection.states[index] == State.CONTEXT

    def is_stub(self, place: int) -> bool:
        """Whether the row at a place stands for a run of hidden comments."""
        return self._stubs is not None and 0 <= place < self.size and self._stubs[place] == STUB

    def run(self, place: int) -> list[int]:
        """The hidden comments that the stub at ``place`` stands for."""
        assert self._stubs is not None
        stop = place + 1
        while stop < self.size and self._stubs[stop] == 1:
            stop += 1
        return [self.index_at(p) for p in range(place, stop)]

    # -- walking

    def next(self, place: int) -> int | None:
        """The next row below; None below the foot."""
        if place >= self.size:
            return None
        found = self.visible.find(1, place + 1)
        return self.size if found < 0 else found

    def previous(self, place: int) -> int | None:
        """The next row above; None above the post."""
        if place <= POST:
            return None
        found = self.visible.rfind(1, 0, min(place, self.size))
        return POST if found < 0 else found

    def shown(self) -> Iterator[int]:
        """All places that show a row, top to bottom, without post and foot."""
        place = self.visible.find(1)
        while place >= 0:
            yield place
            place = self.visible.find(1, place + 1)

    def standing_for(self, index: int) -> int:
        """The place of the row in which a comment is to be found: its own, its folded ancestor's, or its stub's."""
        place = self.place_of(index)
        if self.visible[place]:
            return place
        if self.threaded:
            for ancestor in self.ancestors(index):
                if self.is_folded(ancestor):
                    above = self.place_of(ancestor)
                    if self.visible[above]:
                        return above
        found = self.visible.rfind(1, 0, place)
        return POST if found < 0 else found

    def ancestors(self, index: int) -> Iterator[int]:
        """Parent, its parent, and so on up to the root."""
        parent = self.thread.parents[index]
        while parent >= 0:
            yield parent
            parent = self.thread.parents[parent]

    # -- folding

    @property
    def folded(self) -> list[int]:
        """Indexes of all folded comments."""
        found, at = [], self._folded.find(1)
        while at >= 0:
            found.append(self.thread.order[at])
            at = self._folded.find(1, at + 1)
        return found

    def fold(self, index: int) -> None:
        """Fold a branch into one line; nothing in page order."""
        self._set_fold(index, 1)

    def unfold(self, index: int) -> None:
        """Open a branch; branches folded inside it stay so."""
        self._set_fold(index, 0)

    def _set_fold(self, index: int, value: int) -> None:
        place = self._threaded_place(index)
        if not self.threaded or self._folded[place] == value:
            return
        self._folded[place] = value
        end = self.thread.ends[place]
        if self.visible[place] and not self.is_hidden(index):
            self._fill(place + 1, end, shown=not value)
            self.weights.changed(place, end)

    def set_folded(self, indexes: Iterable[int]) -> None:
        """Fold exactly these."""
        self._folded = bytearray(self.size)
        wanted = [index for index in indexes if 0 <= index < self.size]
        if len(wanted) > 64:
            chosen = bytearray(self.size)
            for index in wanted:
                chosen[index] = 1
            self._folded = bytearray(map(chosen.__getitem__, self.thread.order))
        else:
            for index in wanted:
                self._folded[self._threaded_place(index)] = 1
        self._rebuild()

    def fold_to_depth(self, depth: int) -> None:
        """Fold every comment at ``depth`` (0 = roots) that has replies, open all above it."""
        order, ends, depths = self.thread.order, self.thread.ends, self.thread.depths
        folded = bytearray(self.size)
        place = 0
        while place < self.size:
            if depths[order[place]] >= depth:
                if ends[place] > place + 1:
                    folded[place] = 1
                place = ends[place]
            else:
                place += 1
        self._folded = folded
        self._rebuild()

    def unfold_all(self) -> None:
        """Open everything."""
        self._folded = bytearray(self.size)
        self._rebuild()

    def open_to(self, index: int) -> bool:
        """Unfold the ancestors of a comment and itself, lift it if it is hidden; True where anything changed."""
        changed = False
        if self.is_hidden(index):
            self.lift([index])
            changed = True
        if 1 not in self._folded:
            return changed
        for ancestor in (index, *self.ancestors(index)):
            if self.is_folded(ancestor):
                self.unfold(ancestor)
                changed = True
        return changed

    def lines(self, start: int, stop: int) -> int:
        """Which places of a stretch show one line only (folded branches, stubs), where they are visible: one byte a place, as a number."""
        folded = bytes(self._folded[start:stop]) if self.threaded else b""
        found = int.from_bytes(folded, "little")
        if self._stubs is not None:
            found |= int.from_bytes(self._stubs[start:stop].translate(_STUB_TO_ONE), "little")
        return found

    @property
    def is_plain(self) -> bool:
        """Whether every comment is shown whole: nothing folded, nothing hidden."""
        return self._stubs is None and 0 not in self.visible and 1 not in self._folded

    # -- filters and order

    def select(self, selection: Selection | None) -> None:
        """Show what a filter leaves; lifted comments stay lifted only under the same rules."""
        same = selection is not None and self._selection is not None and selection.rules == self._selection.rules
        if not same:
            self._lifted.clear()
        self._selection = None if selection is None or selection.filters_nothing else selection
        self._rebuild()

    def lift(self, indexes: Iterable[int]) -> None:
        """Show hidden comments all the same."""
        self._lifted.update(indexes)
        self._rebuild()

    def set_threaded(self, threaded: bool) -> None:
        """Change between threaded and page order."""
        if threaded != self.threaded:
            self.threaded = threaded
            self.weights.reordered()
            self._rebuild()

    def rule_of(self, index: int) -> object | None:
        """The filter rule that decided about a comment."""
        return None if self._selection is None else self._selection.rule(index)

    def is_highlighted(self, index: int) -> bool:
        """Whether a highlight rule matches the comment."""
        return self._highlights is not None and bool(self._highlights[index])

    _highlights: bytes | None = None

    def set_highlights(self, highlighted: bytes | None) -> None:
        """One byte a comment, 1 = highlighted."""
        self._highlights = highlighted if highlighted is not None and any(highlighted) else None

    # -- visibility

    def in_order(self, by_index: Sequence[int]) -> bytes:
        """Bytes by comment as bytes by place."""
        return bytes(map(by_index.__getitem__, self.thread.order)) if self.threaded else bytes(by_index)

    def _base(self, start: int, stop: int) -> bytes:
        """Visibility by filter alone."""
        if self._stubs is None:
            return b"\x01" * (stop - start)
        return bytes(self._stubs[start:stop].translate(_STUB_TO_VISIBLE))

    def _fill(self, start: int, stop: int, *, shown: bool) -> None:
        if not shown:
            self.visible[start:stop] = bytes(stop - start)
            return
        self.visible[start:stop] = self._base(start, stop)
        if not self.threaded:
            return
        ends, head = self.thread.ends, self._folded.find(1, start, stop)
        while head >= 0:
            end = head + 1
            if not self.is_hidden(self.thread.order[head]):
                end = ends[head]
                self.visible[head + 1 : end] = bytes(end - head - 1)
            head = self._folded.find(1, end, stop)

    def _rebuild(self) -> None:
        self._find_stubs()
        self._fill(0, self.size, shown=True)
        self.weights.changed()

    def _find_stubs(self) -> None:
        """0 shown, 1 hidden inside a run, 2 hidden at the head of a run.

        A run goes on while the next comment is hidden by the same rule and stands no higher in the tree than the head, so that no
        fold can swallow the head of a run and leave its tail without a stub.
        """
        if self._selection is None:
            self._stubs = None
            return
        selection = self._selection
        marks = bytearray(self.in_order(selection.states.translate(_HIDDEN_TO_ONE)))
        for index in self._lifted:
            marks[self.place_of(index)] = 0
        self._stubs = marks
        several = len(selection.rules) > 1
        order, depths = self.thread.order, self.thread.depths
        place = marks.find(1)
        while place >= 0:
            head = self.index_at(place)
            marks[place] = STUB
            stop = marks.find(0, place)
            stop = self.size if stop < 0 else stop
            depth = self.depth(head)
            if depth:
                for other in range(place + 1, stop):
                    if depths[order[other]] < depth:
                        stop = other
                        break
            if several:
                rule = selection.decided[head]
                for other in range(place + 1, stop):
                    if selection.decided[self.index_at(other)] != rule:
                        stop = other
                        break
            place = marks.find(1, stop)


_STUB_TO_VISIBLE = bytes(0 if value == 1 else 1 for value in range(256))
_STUB_TO_ONE = bytes(1 if value == STUB else 0 for value in range(256))
