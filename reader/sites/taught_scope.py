"""Which part of a page holds the comments: so that a list of latest comments beside them, made of the same elements, stays out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model.teaching import Step
from reader.sites.outline import TEXT, Outline
from reader.sites.taught_learn import steady_words
from reader.sites.taught_ways import ends_of, fitting

_REPLIES = re.compile(r"child|repl(?:y|ies)|thread|nest|indent|answer|respon|sub-?comment|comment")
_LONGEST = 8


def scope_of(outline: Outline, tops: Sequence[int], mine: int, wrong: Sequence[int] = ()) -> int:
    """The element that holds the comments which belong together with ``mine``; 0: the whole page.

    From ``mine`` outward: what an element around it adds belongs to it where it stands in the same kind of branch.
    """
    scope = outline.parents[mine]
    members = set(tops)
    place = scope
    below = mine
    while place >= 0 and not any(place < bad < outline.ends[place] for bad in wrong):
        fresh = _branches(outline, place, below, tops)
        if place == scope or (fresh and any(_alike(outline, below, other, members) for other in fresh)):
            scope = place
        below, place = place, outline.parents[place]
    return max(scope, 0)


def _branches(outline: Outline, place: int, below: int, tops: Sequence[int]) -> list[int]:
    """Children of an element that hold comments, but the one that is known; at most a few."""
    found: list[int] = []
    for top in tops:
        if place < top < outline.ends[place] and not below <= top < outline.ends[below]:
            child = top
            while outline.parents[child] != place:
                child = outline.parents[child]
            if not found or found[-1] != child:
                found.append(child)
            if len(found) > 40:
                break
    return found


def _alike(outline: Outline, one: int, other: int, members: set[int]) -> bool:
    """Whether two branches of an element hold comments of the same list."""
    replies = [any(_REPLIES.search(word) for word in outline.words(place)) for place in (one, other)]
    if one in members or other in members:
        outer = other if one in members else one
        return (one in members and other in members) or replies[outer == other] or not outline.words(outer)
    if outline.tags[one] != outline.tags[other]:
        return all(replies)
    mine, theirs = set(outline.words(one)), set(outline.words(other))
    return bool(mine & theirs) or (not mine and not theirs) or all(replies)


def steps_to(outline: Outline, place: int) -> tuple[Step, ...]:
    """A way from anywhere in the page to one element: by its names where they are its own, else from the nearest named one around it."""
    if place <= 0 or outline.tags[place] in ("html", "body"):
        return ()
    steps: list[Step] = []
    current = place
    while current > 0 and outline.tags[current] not in ("html", "body") and len(steps) < _LONGEST:
        words = steady_words(outline, current)
        alone = Step(outline.tags[current], words)
        if words and ends_of(outline, (alone, *steps)) == [place]:
            return (_shortest(outline, current, words, steps, place), *steps)
        siblings = [p for p in outline.children(outline.parents[current]) if outline.tags[p] != TEXT]
        same = fitting(outline, siblings, alone)
        nth = same.index(current) + 1 if len(same) > 1 else None
        steps.insert(0, Step(alone.tag, alone.words, nth))
        if words and ends_of(outline, steps) == [place]:
            return tuple(steps)
        current = outline.parents[current]
    return (Step("body"), *steps) if outline.tags[max(current, 0)] == "body" else tuple(steps)


def _shortest(outline: Outline, current: int, words: tuple[str, ...], steps: Sequence[Step], place: int) -> Step:
    """The step with one name where one is enough."""
    for word in words:
        step = Step(outline.tags[current], (word,))
        if ends_of(outline, (step, *steps)) == [place]:
            return step
    return Step(outline.tags[current], words)
