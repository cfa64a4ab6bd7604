"""Who wrote it."""

from __future__ import annotations

from reader.filters.rule import Rule
from reader.model.skeleton import Thread


def by_author(thread: Thread, rule: Rule) -> bytes:
    """1 for every comment whose author is exactly ``rule.text``; an empty text stands for comments without a name."""
    table = bytearray(len(thread.authors) + 1)  # the last item answers for -1: no author
    for author in thread.authors:
        table[author.index] = author.name == rule.text
    table[-1] = not rule.text
    return bytes(map(table.__getitem__, thread.authors_of))
