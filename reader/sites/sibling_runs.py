"""Messages that no element surrounds: siblings cut up at the rows that hold a date, above or below their text."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from statistics import median

from reader.sites.block_groups import (
    COMMENT_NAME,
    FORM_NAME,
    Block,
    BlockGroup,
    held_dates,
    kind_of,
    named_above,
    score_of,
)
from reader.sites.outline import TEXT, Outline


def cut_up(outline: Outline, key: str, members: list[int], anchors: list[int], chrome: set[int]) -> BlockGroup | None:
    """Messages as runs of siblings, where the members are only their heads or feet."""
    if len(members) < 2:
        return None
    held = held_dates(outline, members, anchors)
    parents = Counter(outline.parents[member] for member in members if member in held)
    parent, count = parents.most_common(1)[0] if parents else (-1, 0)
    if count < 2 or count < 0.3 * len(members) or count < 0.8 * len(held):
        return None
    rows = [member for member in members if outline.parents[member] == parent and member in held]
    if median(outline.amount(row) for row in rows) > 240:
        return None
    siblings = list(outline.children(parent))
    position = {place: index for index, place in enumerate(siblings)}
    at = [position[row] for row in rows]
    if _dated_siblings(outline, siblings[at[0] : at[-1] + 1], anchors) > 1.3 * len(rows):
        return None
    gaps = [_ink(outline, siblings[left + 1 : right]) for left, right in itertools.pairwise(at)]
    if not gaps or median(gaps) < 8 or median(gaps) < 0.3 * median(outline.amount(row) for row in rows):
        return None
    heads_first = _heads_first(outline, siblings, at)
    blocks, amounts = [], []
    usual = max(right - left for left, right in itertools.pairwise(at))
    for index, place in enumerate(at):
        if heads_first:
            stop = at[index + 1] if index + 1 < len(at) else run_out(outline, siblings, place, min(len(siblings), place + max(usual, 12)))
            run = siblings[place:stop]
        else:
            start = at[index - 1] + 1 if index else run_back(outline, siblings, place, max(0, place - max(usual, 12)))
            run = siblings[start : place + 1]
        date = held.get(siblings[place])
        blocks.append(Block(tuple(run), frozenset(), date[0] if date else None))
        amounts.append(_ink(outline, run))
    score = 0.8 * score_of(outline, key, rows, amounts, chrome)
    return (
        BlockGroup(key, tuple(blocks), score, bool(COMMENT_NAME.search(key)) or named_above(outline, rows), own_blocks=False)
        if score > 0
        else None
    )


def _dated_siblings(outline: Outline, siblings: list[int], anchors: list[int]) -> int:
    """How many siblings hold a date: where many more than the chosen rows do, the rows are but some of the messages."""
    count = 0
    for sibling in siblings:
        first = bisect_left(anchors, sibling)
        count += first < len(anchors) and anchors[first] < outline.ends[sibling]
    return count


def _ink(outline: Outline, places: Iterable[int]) -> int:
    return sum(outline.amount(place) for place in places)


def _heads_first(outline: Outline, siblings: list[int], at: list[int]) -> bool:
    """Whether the rows with a date stand above their text: the kind of neighbour that is the same for all rows belongs to them."""

    def neighbour(index: int, step: int) -> str:
        index += step
        while 0 <= index < len(siblings):
            place = siblings[index]
            if outline.amount(place) > 0:
                return kind_of(outline, place) if outline.tags[place] != TEXT else TEXT
            index += step
        return "#end"

    after = [neighbour(index, 1) for index in at]
    before = [neighbour(index, -1) for index in at]
    same_after = after.count(after[0])
    same_before = before.count(before[-1])
    if after[-1] == after[0] and before[0] != before[-1]:
        return True
    if before[0] == before[-1] and after[-1] != after[0]:
        return False
    return same_after >= same_before


def run_out(outline: Outline, siblings: list[int], start: int, stop: int) -> int:
    """Where the last message ends: before a form, a heading or furniture."""
    for index in range(start + 1, stop):
        place = siblings[index]
        if outline.tags[place] in {"form", "h1", "h2", "h3", "footer", "nav", "aside"} or any(
            FORM_NAME.search(word) for word in outline.words(place)
        ):
            return index
    return stop


def run_back(outline: Outline, siblings: list[int], place: int, stop: int) -> int:
    """Where the first message begins: behind a heading or furniture."""
    for index in range(place - 1, stop - 1, -1):
        if outline.tags[siblings[index]] in {"form", "h1", "h2", "h3", "h4", "header", "nav", "aside"}:
            return index + 1
    return stop
