"""Walks the ways of a taught rule over a page's outline: which elements look like a step, where a way ends. Linear in what it looks at."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence

from reader.model.teaching import Step, Way
from reader.sites.block_groups import Block
from reader.sites.outline import TEXT, Outline

ANY = "*"
_ENDS = 12
"""Ends of a way that may begin anywhere, in one comment."""


def looks_like(outline: Outline, place: int, step: Step) -> bool:
    """Whether an element has the step's tag and names (its place among siblings does not count here)."""
    if step.tag != ANY and outline.tags[place] != step.tag:
        return False
    if not step.words:
        return step.tag != ANY or outline.tags[place] != TEXT
    words = outline.words(place)
    return all(word in words for word in step.words)


def fitting(outline: Outline, siblings: Sequence[int], step: Step) -> list[int]:
    """Those of some siblings that the step means, in page order; blank texts are passed over."""
    found = [place for place in siblings if looks_like(outline, place, step) and not blank(outline, place)]
    if step.nth is None:
        return found
    index = step.nth - 1 if step.nth > 0 else step.nth
    return [found[index]] if -len(found) <= index < len(found) else []


def blank(outline: Outline, place: int) -> bool:
    """Whether a place is a text of white space alone."""
    return outline.tags[place] == TEXT and outline.amount(place) == 0


def siblings_of(outline: Outline, block: Block, *, run: bool) -> list[int]:
    """Where ways into a block begin: the siblings that it is made of, or what stands directly in its element."""
    return list(block.places) if run else [place for place in outline.children(block.places[0]) if place not in block.nested]


def follow(outline: Outline, block: Block, way: Way, *, run: bool) -> list[int]:
    """Places in a block where a way ends, page order; an empty way ends at the block itself."""
    if not way.steps:
        return list(block.places)
    if way.anywhere:
        starts = _starts(outline, block, way.steps[0], run=run)
        ends = (end for start in starts for end in below(outline, start, way.steps[1:], block.nested))
        return list(itertools.islice(ends, _ENDS))
    rows = [siblings_of(outline, block, run=run)]
    matched: list[int] = []
    for step in way.steps:
        matched = [place for row in rows for place in fitting(outline, row, step)]
        rows = [[child for child in outline.children(place) if child not in block.nested] for place in matched]
    return matched


def below(outline: Outline, start: int, steps: Sequence[Step], nested: Container[int] = ()) -> list[int]:
    """Where steps lead that begin under an element; the element itself where there are none."""
    current = [start]
    for step in steps:
        rows = [[child for child in outline.children(place) if child not in nested] for place in current]
        current = [place for row in rows for place in fitting(outline, row, step)]
    return current


def candidates(outline: Outline, step: Step) -> list[int]:
    """Places that may look like a step, page order: by its first name, else by its tag."""
    return outline.named(step.words[0]) if step.words else outline.tagged(step.tag)


def _starts(outline: Outline, block: Block, step: Step, *, run: bool) -> Iterator[int]:
    """Places in a block that look like a step, those in nested blocks left out."""
    known = candidates(outline, step)
    nested = sorted(block.nested)
    for top in block.places:
        for index in range(bisect_left(known, top if run else top + 1), len(known)):
            place = known[index]
            if place >= outline.ends[top]:
                break
            before = bisect_right(nested, place) - 1
            if (before < 0 or outline.ends[nested[before]] <= place) and looks_like(outline, place, step):
                yield place


def ends_of(outline: Outline, steps: Sequence[Step]) -> list[int]:
    """Elements of the page at which a way ends that may begin anywhere; without steps the page itself. None stands in another."""
    if not steps:
        return [0] if outline.tags else []
    first, *rest = steps
    current = [place for place in candidates(outline, first) if outline.tags[place] != TEXT and looks_like(outline, place, first)]
    if first.nth is not None:
        above = dict.fromkeys(outline.parents[place] for place in current if outline.parents[place] >= 0)
        current = sorted(place for parent in above for place in fitting(outline, list(outline.children(parent)), first))
    for step in rest:
        current = [place for top in current for place in fitting(outline, list(outline.children(top)), step)]
    return outline.outermost(current)


def within_any(outline: Outline, places: Iterable[int], scopes: Sequence[int]) -> list[int]:
    """Those of ``places`` (page order) that stand inside one of the scopes (page order, none in another)."""
    kept = []
    coming = iter(scopes)
    scope = next(coming, None)
    for place in places:
        while scope is not None and outline.ends[scope] <= place:
            scope = next(coming, None)
        if scope is None:
            break
        if scope < place:
            kept.append(place)
    return kept
