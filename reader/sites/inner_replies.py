"""Replies marked up otherwise than the messages they stand under (answers, comments below them): a second group of blocks."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.sites.block_groups import Block, BlockGroup
from reader.sites.block_parts import read_parts
from reader.sites.block_shape import Parts
from reader.sites.block_words import QUOTE_NAME
from reader.sites.outline import Outline


def with_inner_replies(
    outline: Outline,
    group: BlockGroup,
    parts: list[Parts],
    others: Sequence[BlockGroup],
    accepted: Callable[[BlockGroup, list[Parts]], list[Parts]],
) -> list[Parts]:
    """The parts of the chosen group with those of another one whose blocks stand inside the chosen ones or around them, page order.

    ``accepted`` gives the parts of a group that are messages, none where the group holds none. Without such a group: ``parts`` as they are.
    """
    if not group.own_blocks:
        return parts
    taken = {part.block.date for part in parts}
    tops = frozenset(part.block.places[0] for part in parts)
    for other in others:
        if other is group or not other.own_blocks or other.teasers or not other.named_comments:
            continue
        dated = {block.date for block in other.blocks if block.date is not None}
        inside = [_around(outline, tops, block.places[0]) for block in other.blocks]
        if not dated or dated & taken or _quoted(outline, other):
            continue
        if any(place is None for place in inside):
            around = _as_outer(outline, parts, tops, other, accepted)
            if around:
                return around
            continue
        inner = accepted(other, read_parts(outline, other))
        if not inner or _same_messages(outline, parts, tops, inner):
            continue
        nested = outline.outermost(part.block.places[0] for part in inner)
        blocks = tuple(_without(outline, part.block, nested) for part in parts)
        outer = read_parts(outline, replace(group, blocks=blocks))
        return sorted([*outer, *inner], key=lambda part: part.block.places[0])
    return parts


def _as_outer(
    outline: Outline,
    parts: list[Parts],
    tops: frozenset[int],
    other: BlockGroup,
    accepted: Callable[[BlockGroup, list[Parts]], list[Parts]],
) -> list[Parts]:
    """Both groups, where the chosen blocks are replies and those of ``other`` the messages that many of them stand in; else none."""
    outer_tops = frozenset(block.places[0] for block in other.blocks)
    held = [_around(outline, outer_tops, top) for top in tops]
    if len(other.blocks) < 2 or 3 * sum(place is not None for place in held) < len(tops):
        return []
    nested = outline.outermost(tops)
    messages = accepted(
        other, read_parts(outline, replace(other, blocks=tuple(_without(outline, block, nested) for block in other.blocks)))
    )
    if not messages or _same_messages(outline, messages, frozenset(part.block.places[0] for part in messages), parts):
        return []
    return sorted([*messages, *parts], key=lambda part: part.block.places[0])


def _quoted(outline: Outline, group: BlockGroup) -> bool:
    """Whether blocks are quotes of other messages: they too have an author and a date."""
    for block in group.blocks[:20]:
        for place in itertools.islice((block.places[0], *outline.ancestors(block.places[0])), 5):
            if outline.tags[place] == "blockquote" or any(QUOTE_NAME.search(word) for word in outline.words(place)):
                return True
    return False


def _same_messages(outline: Outline, parts: list[Parts], tops: frozenset[int], inner: list[Parts]) -> bool:
    """Whether the inner blocks are parts of the messages around them: one in each, or of the same time."""
    around = [_around(outline, tops, part.block.places[0]) for part in inner]
    whole = {part.block.places[0]: part.date_machine or part.date_text for part in parts}
    same = sum(
        whole.get(place if place is not None else -1) == (part.date_machine or part.date_text)
        for place, part in zip(around, inner, strict=True)
    )
    return len(set(around)) == len(inner) == len(parts) or 3 * same > len(inner)


def _around(outline: Outline, tops: frozenset[int], place: int) -> int | None:
    """The nearest block that an element stands inside of."""
    return next((each for each in (place, *outline.ancestors(place)) if each in tops), None)


def _without(outline: Outline, block: Block, nested: list[int]) -> Block:
    """The block without the replies inside it."""
    top = block.places[0]
    held = [place for place in nested if top < place < outline.ends[top]]
    return replace(block, nested=block.nested | frozenset(held))
