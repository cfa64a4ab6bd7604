"""What the reader marked, what the page marks, and what the caller found: sets of indexes and flag bits."""

from __future__ import annotations

from collections.abc import Iterable

from reader.filters.rule import Rule
from reader.model.skeleton import FLAG_GHOST, FLAG_PINGBACK, Thread


def new(thread: Thread, _rule: Rule) -> bytes:
    """1 for every comment not read yet."""
    return mask(len(thread), thread.unread)


def starred(thread: Thread, _rule: Rule) -> bytes:
    """1 for every starred comment."""
    return mask(len(thread), thread.starred)


def noted(thread: Thread, _rule: Rule) -> bytes:
    """1 for every comment with a note."""
    return mask(len(thread), thread.notes)


def pingbacks(thread: Thread, _rule: Rule) -> bytes:
    """1 for every pingback."""
    return _flagged(thread, FLAG_PINGBACK)


def ghosts(thread: Thread, _rule: Rule) -> bytes:
    """1 for every comment that is on no saved page."""
    return _flagged(thread, FLAG_GHOST)


def supplied(thread: Thread, rule: Rule) -> bytes:
    """1 for every index that the caller put into the rule."""
    return mask(len(thread), rule.indexes)


def mask(size: int, indexes: Iterable[int]) -> bytes:
    """``size`` bytes, 1 at ``indexes``; indexes out of range are left out (the thread may have shrunk since they were found)."""
    made = bytearray(size)
    for index in indexes:
        if 0 <= index < size:
            made[index] = 1
    return bytes(made)


def _flagged(thread: Thread, flag: int) -> bytes:
    return thread.flags.translate(bytes(1 if byte & flag else 0 for byte in range(256)))
