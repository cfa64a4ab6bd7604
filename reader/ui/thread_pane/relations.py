"""Who answers whom and who stands where in a `Thread`: pure look-ups over its arrays, by byte searches instead of tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from reader.model.skeleton import FLAG_GHOST, Thread


def positions(raw: bytes, size: int, wanted: int) -> Iterator[int]:
    """Every item of an array that equals ``wanted``, given the array's bytes and item size, in order."""
    needle = wanted.to_bytes(size, sys.byteorder, signed=True)
    at = raw.find(needle)
    while at >= 0:
        if at % size == 0:
            yield at // size
        at = raw.find(needle, at + 1)


_GHOSTS = bytes(1 if value & FLAG_GHOST else 0 for value in range(256))


class Relations:
    """Look-ups over one thread."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._parents = thread.parents.tobytes()
        self._to = thread.edges_to.tobytes()
        self._from = thread.edges_from.tobytes()
        self._answers: dict[int, tuple[int, ...]] = {}

    def name(self, index: int) -> str | None:
        """The author's name, None where the page gives none."""
        slot = self.thread.authors_of[index]
        return self.thread.authors[slot].name if slot >= 0 else None

    def known_as(self, index: int) -> str | None:
        """The name that stands for the person, whose colour all their names have."""
        slot = self.thread.authors_of[index]
        return self.thread.authors[self.thread.authors[slot].who].name if slot >= 0 else None

    def label(self, index: int) -> str:
        """How a comment is called in a word or two: ``16 Mina``, ``16``, ``Mina``."""
        number, name = self.thread.numbers[index], self.name(index)
        return " ".join(part for part in (str(number) if number else "", name or "") if part) or "unsigned comment"

    @property
    def saved(self) -> int:
        """How many comments stand on saved pages: all but ghosts."""
        return len(self.thread) - self.thread.flags.translate(_GHOSTS).count(1)

    def levels(self, most: int) -> int:
        """How many levels of replies there are, at most ``most``. In a tree a level never comes without the one above it."""
        raw, size = self.thread.depths.tobytes(), self.thread.depths.itemsize
        return next((level for level in range(most, 0, -1) if next(positions(raw, size, level), None) is not None), 0)

    def is_ghost(self, index: int) -> bool:
        """Whether the comment is on no saved page."""
        return bool(self.thread.flags[index] & FLAG_GHOST)

    def answers(self, index: int) -> tuple[int, ...]:
        """Comments that answer this one: children and those that address it, in page order."""
        found = self._answers.get(index)
        if found is None:
            if len(self._answers) > 4096:
                self._answers.clear()
            edges = {self.thread.edges_from[at] for at in positions(self._to, self.thread.edges_to.itemsize, index)}
            found = tuple(sorted(edges.union(self.children(index)) - {index}))
            self._answers[index] = found
        return found

    def children(self, index: int) -> tuple[int, ...]:
        """Comments whose parent this is."""
        return tuple(positions(self._parents, self.thread.parents.itemsize, index))

    def answered(self, index: int) -> tuple[int, ...]:
        """Whom a comment answers: its parent first, then others that it addresses."""
        thread = self.thread
        parent = thread.parents[index]
        found = [parent] if parent >= 0 else []
        for at in positions(self._from, thread.edges_from.itemsize, index):
            target = thread.edges_to[at]
            if target not in found and 0 <= target != index:
                found.append(target)
        return tuple(found)

    def by_number(self, number: int) -> int | None:
        """The comment that carries a printed number; where none does, the one at that position of the page."""
        if number < 1:
            return None
        numbers = self.thread.numbers
        found = next(positions(numbers.tobytes(), numbers.itemsize, number), None)
        if found is None and not any(numbers[:64]) and number <= len(self.thread):
            return number - 1
        return found

    def sibling(self, index: int, step: int) -> int | None:
        """The next (1) or previous (-1) comment with the same parent; roots are siblings of each other."""
        thread = self.thread
        parent = thread.parents[index]
        needle = parent.to_bytes(thread.parents.itemsize, sys.byteorder, signed=True)
        size = thread.parents.itemsize
        at = index * size
        while True:
            at = self._parents.find(needle, at + 1) if step > 0 else self._parents.rfind(needle, 0, at + size - 1)
            if at < 0:
                return None
            if at % size == 0:
                return at // size

    def root(self, index: int) -> int:
        """The top of the branch that a comment stands in."""
        while self.thread.parents[index] >= 0:
            index = self.thread.parents[index]
        return index
