"""Moves through the thread: next, parent, sibling, root, next unread. Each makes a comment current and shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.thread_pane.boxes import Kind
from reader.ui.thread_pane.rows import POST

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane


class Moves:
    """Every move starts from the current comment, or from the first one in the window where the current one is out of sight."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane

    def start(self) -> int:
        """The place to start from."""
        pane = self._pane
        place = pane.place_of_current()
        shown = pane.view.shown()
        if any(box.place == place for box, _ in shown):
            return place
        rows = pane.rows
        assert rows is not None
        first = next((box.place for box, y in shown if 0 <= box.place < rows.size and y + box.header_top >= 0), None)
        return place if first is None else (rows.previous(first) if rows.previous(first) is not None else first) or POST

    def by_row(self, step: int) -> None:
        """Next (1) or previous (-1) comment shown; folded lines count, stubs do not."""
        pane = self._pane
        rows = pane.rows
        if rows is None:
            return
        place: int | None = self.start()
        while place is not None:
            place = rows.next(place) if step > 0 else rows.previous(place)
            if place is not None and place < rows.size and not rows.is_stub(place):
                self._go_to_place(place)
                return
        if step > 0:
            pane.go_to_bottom()

    def to_parent(self) -> None:
        """The comment that the current one answers, or the post."""
        pane = self._pane
        if pane.rows is not None and pane.current >= 0:
            self._go(pane.rows.thread.parents[pane.current])

    def to_sibling(self, step: int) -> None:
        """The next or previous answer to the same comment."""
        pane = self._pane
        if pane.rows is not None and pane.current >= 0:
            found: int | None = pane.current
            while found is not None:
                found = pane.relations.sibling(found, step)
                if found is not None and not pane.rows.is_hidden(found):
                    self._go(found)
                    return

    def to_root(self, step: int) -> None:
        """The next branch's first comment, or this branch's (then the one before)."""
        pane = self._pane
        rows = pane.rows
        if rows is None or not rows.size:
            return
        if pane.current < 0:
            if step > 0:
                self.by_row(1)
            return
        root = pane.relations.root(pane.current)
        if step < 0 and root != pane.current:
            self._go(root)
            return
        found: int | None = root
        while found is not None:
            found = pane.relations.sibling(found, step)
            if found is not None and not rows.is_hidden(found):
                self._go(found)
                return

    def to_unread(self, step: int = 1) -> None:
        """The next (or previous) unread comment in the shown order, folded ones too; goes round at the end."""
        pane = self._pane
        rows = pane.rows
        if rows is None or not pane.look.unread:
            return
        here = self.start()
        places = sorted(rows.place_of(index) for index in pane.look.unread if not rows.is_hidden(index))
        if not places:
            return
        if step > 0:
            found = next((place for place in places if place > here), places[0])
        else:
            found = next((place for place in reversed(places) if place < here), places[-1])
        pane.comment_activated.emit(rows.index_at(found))  # a jump: Back leads back

    def to_number(self, number: int) -> bool:
        """The comment with a printed number; False where there is none."""
        pane = self._pane
        if pane.rows is None:
            return False
        found = pane.relations.by_number(number)
        if found is None:
            return False
        pane.comment_activated.emit(found)
        return True

    def out(self) -> None:
        """Fold the current branch; where it is folded or has none, go to the parent."""
        pane = self._pane
        rows = pane.rows
        if rows is None or pane.current < 0:
            return
        if rows.threaded and not rows.is_folded(pane.current) and rows.replies(pane.current):
            pane.fold(pane.current)
        else:
            self.to_parent()

    def into(self) -> None:
        """Open the current branch; where it is open, go to its first answer."""
        pane = self._pane
        rows = pane.rows
        if rows is None or pane.current < 0:
            return
        if rows.is_folded(pane.current):
            pane.unfold(pane.current)
        elif rows.replies(pane.current):
            self.by_row(1)

    def read_on(self, step: int) -> None:
        """A window further; the end of the thread is the end."""
        self._pane.scroll_pages(step)

    def _go(self, index: int) -> None:
        pane = self._pane
        rows = pane.rows
        assert rows is not None
        if index >= 0 and not rows.is_visible(rows.place_of(index)):
            pane.reveal(index, mark=False)
        else:
            self._go_to_place(rows.place_of(index) if index >= 0 else POST)

    def _go_to_place(self, place: int) -> None:
        pane = self._pane
        box = pane.boxes.at(place)
        y = pane.view.y_of(place)
        if y is None or y + box.gap < 0 or y + box.height > pane.view.height:
            pane.bring(place, near_top=True)
        pane.set_current(box.index if box.kind is not Kind.FOOT else pane.current)
        pane.refresh()
