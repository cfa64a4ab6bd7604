"""Rules -> Selection. Masks are byte strings of 0 and 1, joined as big integers: 100,000 comments cost milliseconds."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import compress

from reader.filters.authors import by_author
from reader.filters.marks import ghosts, mask, new, noted, pingbacks, starred, supplied
from reader.filters.measures import by_date, by_length
from reader.filters.rule import Context, Effect, Kind, Rule
from reader.filters.selection import Selection, State
from reader.model.skeleton import Thread

FILTERS: Mapping[Kind, Callable[[Thread, Rule], bytes]] = {
    Kind.AUTHOR: by_author,
    Kind.DATES: by_date,
    Kind.LENGTH: by_length,
    Kind.NEW: new,
    Kind.STARRED: starred,
    Kind.NOTED: noted,
    Kind.PINGBACK: pingbacks,
    Kind.GHOST: ghosts,
    Kind.WORDS: supplied,
    Kind.LINKS: supplied,
    Kind.CHOSEN: supplied,
}


def apply(thread: Thread, rules: Sequence[Rule], context: Context = Context.ALONE, lifted: Collection[int] = ()) -> Selection:
    """What of ``thread`` is shown under ``rules``; see the room's charter for how rules meet. At most 65,000 rules."""
    size = len(thread)
    if not rules:
        return Selection.everything(size)
    free = _number(mask(size, lifted))
    hidden, decided, reasons = 0, 0, [0] * len(rules)
    highlighted = 0
    for place, rule in enumerate(rules):
        if rule.effect is Effect.ONLY:
            continue
        found = FILTERS[rule.kind](thread, rule)
        if rule.effect is Effect.HIGHLIGHT:
            highlighted |= _number(found)
            continue
        if rule.answers:
            found = _with_answers(thread, found)
        fresh = _number(found) & ~(hidden | free)
        hidden |= fresh
        reasons[place] = fresh
    ones = _number(b"\x01" * size)
    wanted = ones
    asked = False
    missed: list[tuple[int, int]] = []
    for place, group in _groups(thread, rules):
        asked = True
        missed.append((place, wanted & ~group & ones))
        wanted &= group
    wanted = (wanted | free) & ~hidden
    around = 0
    if asked:
        around = _number(_around(thread, _text(wanted, size), context)) & ~wanted & ~hidden
        out = ones & ~(wanted | around | hidden)
        for place, lost in missed:
            reasons[place] |= lost & (out | around)
        hidden |= out
    for place, reason in enumerate(reasons):
        if reason:
            decided |= _widened(reason, size) * (place + 1)
    codes = array("H")
    codes.frombytes(decided.to_bytes(2 * size, "little"))
    if codes.itemsize == 2 and array("H", [1]).tobytes() == b"\x00\x01":
        codes.byteswap()
    states = _text(around * State.CONTEXT + hidden * State.HIDDEN, size)
    return Selection(tuple(rules), states, codes, _text(highlighted, size))


def _groups(thread: Thread, rules: Sequence[Rule]) -> Iterator[tuple[int, int]]:
    """For every kind with ``only`` rules: the place of its first rule and what any of its rules matches."""
    kinds: dict[Kind, tuple[int, int]] = {}
    for place, rule in enumerate(rules):
        if rule.effect is Effect.ONLY:
            first, found = kinds.get(rule.kind, (place, 0))
            kinds[rule.kind] = (first, found | _number(FILTERS[rule.kind](thread, rule)))
    yield from kinds.values()


def _around(thread: Thread, wanted: bytes, context: Context) -> bytes:
    size = len(thread)
    found = bytearray(size)
    if context is Context.ANSWERED:
        for parent in compress(thread.parents, wanted):
            if parent >= 0:
                found[parent] = 1
        for source, target in zip(thread.edges_from, thread.edges_to, strict=True):
            if wanted[source]:
                found[target] = 1
    elif context is Context.ANSWERS:
        for index, parent in enumerate(thread.parents):
            if parent >= 0 and wanted[parent]:
                found[index] = 1
        for source, target in zip(thread.edges_from, thread.edges_to, strict=True):
            if wanted[target]:
                found[source] = 1
    elif context is Context.BRANCHES:
        place = 0
        while place < size:
            end = thread.ends[place]
            branch = thread.order[place:end]
            if any(map(wanted.__getitem__, branch)):
                for index in branch:
                    found[index] = 1
            place = end
    return bytes(found)


def _with_answers(thread: Thread, found: bytes) -> bytes:
    """``found`` with every comment whose parent is in it, unless it also addresses a comment that is not."""
    spread = bytearray(found)
    others: dict[int, list[int]] = {}
    for source, target in zip(thread.edges_from, thread.edges_to, strict=True):
        others.setdefault(source, []).append(target)
    for index in thread.order:  # a parent stands before its answers
        parent = thread.parents[index]
        if parent >= 0 and spread[parent] and all(spread[other] for other in others.get(index, ())):
            spread[index] = 1
    return bytes(spread)


def _number(text: bytes) -> int:
    return int.from_bytes(text, "little")


def _text(number: int, size: int) -> bytes:
    return number.to_bytes(size, "little")


def _widened(number: int, size: int) -> int:
    """A mask of one byte an item as one of two bytes an item."""
    wide = bytearray(2 * size)
    wide[::2] = _text(number, size)
    return int.from_bytes(wide, "little")
