"""Which names of a thread are one person, written into the thread that is shown. Pure; runs where a thread is loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reader.model.discussion import NamePair
from reader.model.skeleton import Thread
from reader.threads.same_people import joined


def with_people(thread: Thread, said: Sequence[NamePair]) -> Thread:
    """``thread`` with `Author.person` set: the spelling with the most comments stands for its person."""
    authors = thread.authors
    groups: dict[int, list[int]] = defaultdict(list)
    for place, top in enumerate(joined([(author.name, (author.url,) if author.url else ()) for author in authors], said)):
        groups[top].append(place)
    stands: dict[int, int] = {}
    for members in groups.values():
        if len(members) > 1:
            best = max(members, key=lambda place: (authors[place].count, -place))
            stands.update({place: best for place in members if place != best})
    if not stands:
        return thread
    return replace(thread, authors=tuple(
        replace(author, person=stands[place]) if place in stands else author for place, author in enumerate(authors)
    ))


def known_as(thread: Thread, name: str) -> str:
    """The name that stands for the person called ``name`` in ``thread``; the name itself where it is not known there."""
    found = next((author for author in thread.authors if author.name == name), None)
    return thread.authors[found.who].name if found is not None else name


def spellings(thread: Thread, name: str) -> tuple[str, ...]:
    """All names of the person called ``name``, the one that stands for all first."""
    top = known_as(thread, name)
    return (top, *(author.name for author in thread.authors if author.name != top and thread.authors[author.who].name == top))
