"""What the thread pane asks of the world, answered by the Library with its quick look-ups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.model.skeleton import ShownComment, ShownPost

if TYPE_CHECKING:
    from reader.store import Library


class LibrarySource:
    """The bodies of one post."""

    def __init__(self, library: Library, post_id: int) -> None:
        self._library = library
        self._post_id = post_id

    def post(self) -> ShownPost:
        """The post on top."""
        return self._library.shown_post(self._post_id)

    def comments(self, start: int, stop: int) -> Sequence[ShownComment]:
        """Comments ``start`` to ``stop`` (exclusive) in page order."""
        return self._library.shown_comments(self._post_id, start, stop)

    def image(self, sha256: str) -> bytes | None:
        """The bytes of a picture."""
        return self._library.asset(sha256)
