"""What the pane asks of the world: bodies by range, the post, pictures. And a small memory of what was asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from reader.model.discussion import Body
from reader.model.skeleton import ShownComment, ShownPost, Thread

AHEAD = 8
KEPT = 512


class ThreadSource(Protocol):
    """Where bodies come from. Every call is quick (one indexed look-up) and happens on the GUI thread while painting."""

    def post(self) -> ShownPost:
        """The post on top."""
        ...

    def comments(self, start: int, stop: int) -> Sequence[ShownComment]:
        """Comments ``start`` to ``stop`` (exclusive) in page order."""
        ...

    def image(self, sha256: str) -> bytes | None:
        """The bytes of a picture, None where the library does not hold it."""
        ...


class Bodies:
    """Bodies asked of a source in runs and kept for a while. A source that fails to give a comment gives an empty one."""

    def __init__(self, source: ThreadSource, thread: Thread) -> None:
        self.source = source
        self._thread = thread
        self._kept: OrderedDict[int, ShownComment] = OrderedDict()

    def comment(self, index: int) -> ShownComment:
        """One comment; the next few of the page come along, since they are wanted next."""
        found = self._kept.get(index)
        if found is not None:
            self._kept.move_to_end(index)
            return found
        for comment in self.source.comments(index, min(index + AHEAD, len(self._thread))):
            self._kept[comment.index] = comment
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept.get(index) or ShownComment(index, self._thread.ids[index], Body(""))

    def forget(self) -> None:
        """Ask anew from now on (notes or corrections changed)."""
        self._kept.clear()
