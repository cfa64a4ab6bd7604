"""Who wrote it."""

from __future__ import annotations

from reader.filters.rule import Rule
from reader.model.skeleton import Thread


def by_author(thread: Thread, rule: Rule) -> bytes:
    """1 for every comment by the person called exactly ``rule.text``, under any name; an empty text stands for comments without one."""
    table = bytearray(len(thread.authors) + 1)  # the last item answers for -1: no author
    wanted = {author.who for author in thread.authors if author.name == rule.text}
    for author in thread.authors:
        table[author.index] = author.who in wanted
    table[-1] = not rule.text
    return bytes(map(table.__getitem__, thread.authors_of))
