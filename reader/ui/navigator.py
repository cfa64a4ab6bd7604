"""Where a person has been: a line of places over all threads, with a pointer in it. Pure; opening is somebody else's work."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.skeleton import Place

LONGEST = 500
"""Steps kept; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One place: a post, and to the pixel where in it. ``place`` None: where the person stopped reading it, or its beginning."""

    post: int
    place: Place | None = None


class Navigator:
    """Back and forward. The stop that is being read is never in the lists; it is handed over when it is left."""

    def __init__(self) -> None:
        self._behind: list[Stop] = []
        self._ahead: list[Stop] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a way back."""
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a way forward."""
        return bool(self._ahead)

    def leave(self, stop: Stop) -> None:
        """A jump leaves ``stop`` for somewhere new: it can be gone back to; what lay ahead is forgotten."""
        if not self._behind or self._behind[-1] != stop:
            self._behind.append(stop)
        del self._behind[:-LONGEST]
        self._ahead.clear()

    def back(self, here: Stop | None) -> Stop | None:
        """The stop before; ``here`` lies ahead from then on. None where there is none."""
        return self._move(self._behind, self._ahead, here)

    def forward(self, here: Stop | None) -> Stop | None:
        """The stop after; ``here`` lies behind from then on. None where there is none."""
        return self._move(self._ahead, self._behind, here)

    def forget(self, posts: frozenset[int]) -> None:
        """These posts are gone."""
        self._behind = [stop for stop in self._behind if stop.post not in posts]
        self._ahead = [stop for stop in self._ahead if stop.post not in posts]

    def _move(self, source: list[Stop], other: list[Stop], here: Stop | None) -> Stop | None:
        if not source:
            return None
        if here is not None:
            other.append(here)
        return source.pop()
