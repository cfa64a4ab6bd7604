"""Where the reader is and how to get back there to the pixel."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from reader.model.skeleton import Place
from reader.ui.thread_pane.rows import POST

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

REMEMBERED = 200


class Places:
    """Reads and restores places. `Place.offset` is in pixels at zoom 1.0; the exact pixels of recent places are remembered beside it,
    so that Back is exact at every zoom."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane
        self._exact: OrderedDict[tuple[int, Place, float], int] = OrderedDict()

    def place(self) -> Place:
        """The row at the upper edge, how much of it is above the edge, order and folds."""
        pane = self._pane
        rows = pane.rows
        if rows is None:
            return Place(None)
        top, offset = pane.view.top, pane.view.offset
        if top >= rows.size:
            above = rows.previous(top)
            assert above is not None
            top, offset = above, offset + pane.boxes.at(above).height
        comment = rows.thread.ids[rows.index_at(top)] if top != POST else None
        folded = frozenset(rows.thread.ids[index] for index in rows.folded)
        made = Place(comment, round(offset / pane.zoom), rows.threaded, folded)
        self._exact[(rows.thread.post_id, made, pane.zoom)] = offset
        while len(self._exact) > REMEMBERED:
            self._exact.popitem(last=False)
        return made

    def restore(self, place: Place) -> None:
        """Go there; a comment that is gone leaves the window at the top."""
        pane = self._pane
        rows = pane.rows
        assert rows is not None
        rows.set_threaded(place.threaded)
        if place.folded or rows.folded:
            ids = rows.thread.ids
            by_id = {comment: index for index, comment in enumerate(ids)} if len(place.folded) > 8 else None
            folded = [by_id.get(c, -1) if by_id is not None else _find(ids, c) for c in place.folded]
            rows.set_folded(index for index in folded if index >= 0)
        pane.boxes.changed()
        index = _find(rows.thread.ids, place.comment) if place.comment is not None else -1
        offset = self._exact.get((rows.thread.post_id, place, pane.zoom), round(place.offset * pane.zoom))
        if index < 0:
            pane.view.put(POST, -offset if place.comment is None else 0)
            return
        at = rows.place_of(index)
        if not rows.is_visible(at):
            at, offset = rows.standing_for(index), 0
        pane.view.put(at, -min(offset, pane.boxes.at(at).height))
        pane.set_current(index, speak=False)


def _find(ids: object, comment: int) -> int:
    try:
        return ids.index(comment)  # type: ignore[attr-defined, no-any-return]
    except ValueError:
        return -1
