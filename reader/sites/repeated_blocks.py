"""Finds the repeated blocks of a page that are its comments or messages, on engines that nobody listed.

Anchors are the places where a date is written. Every element around an anchor belongs to groups (same tag and class, same tag and shape
of id, same tag below the same kind of element); a group whose members nearly all hold one date each, in the same place, is a candidate.
What a group's names say (comment, reply, sidebar, related ...) and how much text its members hold decides between candidates. Where no
element surrounds each message (``dt``/``dd``, rows of a table, a flat run of headings and paragraphs), siblings are cut up at the rows
with a date.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import replace
from statistics import median

from reader.sites.block_groups import (
    COMMENT_NAME,
    FORM_NAME,
    UNSTABLE_NAME,
    Block,
    BlockGroup,
    are_teasers,
    chrome_places,
    held_dates,
    named_above,
    path_to,
    score_of,
    stands_within,
)
from reader.sites.outline import TEXT, Outline
from reader.sites.sibling_runs import cut_up
from reader.sites.written_dates import find_date

_STEPS_UP = 14


_ALONE = 0.4
_MOST_INK = 0.7
"""Share of a group's text that its dated members hold where the others are only furniture."""


_NUMBERED = re.compile(
    r"(?:comment|kommentar|commentaire|comentario|reply|response|answer|post|message|msg|(?:^|[^a-z])c)[a-z]{0,8}[-_]?#|^#$"
)


def find_groups(outline: Outline, limit: int = 8) -> list[BlockGroup]:
    """The best candidates, best first."""
    anchors = date_anchors(outline)
    inside = sorted(anchors)
    chrome = chrome_places(outline)
    found: list[BlockGroup] = []
    for key, members in _candidates(outline, inside).items():
        group = _weigh(outline, key, members, inside, chrome)
        if group is not None:
            found.append(group)
        cut = cut_up(outline, key, members, inside, chrome)
        if cut is not None:
            found.append(cut)
    found.sort(key=lambda group: -group.score)
    ranked = _with_teasers(outline, found[:30])
    wider = _wider(outline, ranked) or _whole(outline, ranked)
    if wider is not None:
        ranked = [wider, *(group for group in ranked if group is not wider)]
    return ranked[:limit]


def _wider(outline: Outline, groups: list[BlockGroup]) -> BlockGroup | None:
    """A group that holds the messages of the best one and, beside them, others that this one lacks; None where there is none.

    Lists of replies are often named after comments where the messages themselves are not: then the list looks like the message.
    """
    if not groups or not groups[0].own_blocks:
        return None
    best = groups[0]
    dates = {block.date for block in best.blocks if block.date is not None}
    beside = {outline.parents[block.places[0]] for block in best.blocks}
    ink = _own_ink(outline, best, dates)
    for group in groups[1:]:
        others = [block for block in group.blocks if block.date is not None and block.date not in dates]
        held = {block.date for block in group.blocks if block.date in dates}
        if not others or not group.own_blocks or group.teasers or held != dates:
            continue
        if all(outline.parents[block.places[0]] in beside for block in others) and _own_ink(outline, group, dates) >= 0.7 * ink:
            return group
    return None


_HEAD = 120


def _whole(outline: Outline, groups: list[BlockGroup]) -> BlockGroup | None:
    """A group around the best one, block for block, with much more text: the best one holds only the heads of the messages."""
    if not groups or not groups[0].own_blocks or len(groups[0].blocks) < 2:
        return None
    best = groups[0]
    if median(outline.amount(block.places[0]) for block in best.blocks) > _HEAD:
        return None
    dates = {block.date for block in best.blocks if block.date is not None}
    ink = _own_ink(outline, best, dates)
    for group in groups[1:]:
        same = group.own_blocks and not group.teasers and {block.date for block in group.blocks if block.date is not None} == dates
        if same and len(dates) >= 2 and _own_ink(outline, group, dates) >= 1.5 * ink:
            return group
    return None


def _own_ink(outline: Outline, group: BlockGroup, dates: set[int]) -> int:
    """Characters of the blocks that hold these dates, nested blocks left out."""
    return sum(
        outline.amount(block.places[0]) - sum(outline.amount(inner) for inner in block.nested)
        for block in group.blocks
        if block.date in dates
    )


def _with_teasers(outline: Outline, groups: list[BlockGroup]) -> list[BlockGroup]:
    """The groups, those marked whose blocks are teasers or stand inside teasers; unmarked ones first."""
    teasers: set[int] = set()
    for group in groups:
        places = [block.places[0] for block in group.blocks]
        if (
            group.own_blocks
            and not COMMENT_NAME.search(group.key)
            and are_teasers(outline, places, named=group.named_comments or group.named_messages)
        ):
            teasers.update(places)
    if not teasers:
        return groups
    marked = [
        replace(group, teasers=2 * sum(stands_within(outline, block.places[0], teasers) for block in group.blocks) > len(group.blocks))
        for group in groups
    ]
    return sorted(marked, key=lambda group: group.teasers)


def date_anchors(outline: Outline) -> set[int]:
    """Places of elements made for times and of short texts that hold a written date."""
    found: set[int] = set()
    claimed = -1
    for place, tag in enumerate(outline.tags):
        if tag == TEXT:
            if place >= claimed and find_date(outline.texts[place].strip()):
                found.add(place)
            continue
        if place < claimed:
            continue
        if tag in {"time", "relative-time", "faceplate-timeago"} or _machine_time(outline, place):
            found.add(place)
            claimed = outline.ends[place]
    return found


def _machine_time(outline: Outline, place: int) -> bool:
    attributes = outline.attributes[place]
    if attributes.get("itemprop", "").lower().startswith(("date", "commenttime")):
        return True
    return any(name in attributes for name in ("datetime", "data-time", "data-timestamp", "data-utime", "data-date"))


def _candidates(outline: Outline, inside: list[int]) -> dict[str, list[int]]:
    """Groups around dates, and groups that their numbered names (``comment-12``) make likely."""
    wanted: set[str] = set()
    seen: set[int] = set()
    for anchor in inside:
        for steps, place in enumerate(outline.ancestors(anchor)):
            if steps > _STEPS_UP or place in seen or outline.tags[place] in {"body", "html"}:
                break
            seen.add(place)
            wanted.update(_keys(outline, place))
        if outline.tags[anchor] != TEXT and anchor not in seen:
            seen.add(anchor)
            wanted.update(_keys(outline, anchor))
    groups: dict[str, list[int]] = defaultdict(list)
    for place, tag in enumerate(outline.tags):
        if tag in _NEVER:
            continue
        for key in _keys(outline, place):
            if key in wanted or is_numbered(key):
                groups[key].append(place)
    # a subset adds nothing, the same members under several keys are weighed once
    kept: dict[tuple[int, ...], str] = {}
    for key, members in groups.items():
        stated = tuple(members)
        if stated not in kept or (COMMENT_NAME.search(key) and not COMMENT_NAME.search(kept[stated])):
            kept[stated] = key
    return {key: list(members) for members, key in kept.items()}


def is_numbered(key: str) -> bool:
    """Whether a key is a name of the element's own with a running number (``li.comment-#``)."""
    return "<" not in key and bool(_NUMBERED.search(key.partition(".")[2]))


_NEVER = frozenset(
    (
        TEXT,
        *[
            "a",
            "img",
            "br",
            "input",
            "button",
            "label",
            "time",
            "abbr",
            "i",
            "b",
            "em",
            "strong",
            "body",
            "html",
            "h1",
            "meta",
            "link",
            "figure",
            "figcaption",
        ],
    )
)


def _keys(outline: Outline, place: int) -> list[str]:
    """Names of the groups that an element belongs to."""
    tag = outline.tags[place]
    words = [word for word in outline.words(place) if not UNSTABLE_NAME.match(word)]
    keys = [f"{tag}.{word}" for word in words]
    kind = outline.get(place, "itemtype")
    if kind:
        keys.append(f"{tag}.type:{kind.rsplit('/', 1)[-1].lower()}")
    if not words:
        unnamed = _unnamed(outline, place)
        keys.append(unnamed)
        if unnamed.endswith("<"):
            # nothing has a name on such a page: how deep an element stands tells frames from what they hold
            keys.append(f"{tag}<@{sum(1 for _ in itertools.islice(outline.ancestors(place), 60))}")
    return list(dict.fromkeys(keys))


def _unnamed(outline: Outline, place: int) -> str:
    """Key of an element without names of its own: its tag, and the nearest named element around with its distance."""
    tag = outline.tags[place]
    for steps, parent in enumerate(itertools.islice(outline.ancestors(place), 5), 1):
        above = [word for word in outline.words(parent) if not UNSTABLE_NAME.match(word)]
        if above:
            return f"{tag}<{steps}<{outline.tags[parent]}.{above[0]}"
    return f"{tag}<"


def _weigh(outline: Outline, key: str, members: list[int], anchors: list[int], chrome: set[int]) -> BlockGroup | None:
    """A candidate as a group of blocks, None where its members are no messages."""
    named = bool(COMMENT_NAME.search(key))
    if len(members) < 2 and not named:
        return None
    if FORM_NAME.search(key):
        return None
    blocks, paths, repeats, amounts = _own_parts(outline, members, anchors)
    dated = sum(block.date is not None for block in blocks)
    numbered = is_numbered(key)
    share = dated / len(blocks)
    if share < 0.5 and not (numbered and named):
        rows = [member for member, block in zip(members, blocks, strict=True) if block.date is not None]
        whole = sum(outline.amount(member) for member in members)
        if len(rows) < max(2, 0.2 * len(members)) or sum(outline.amount(row) for row in rows) < _MOST_INK * whole:
            return None
        return _weigh(outline, key, rows, anchors, chrome)  # rows of messages among rows of buttons and space
    if repeats > 0.25 * len(blocks):
        return None
    agreed = paths.most_common(1)[0][1] / dated if dated else 1.0
    score = (
        score_of(outline, key, [block.places[0] for block in blocks], amounts, chrome) * max(share, 0.5) * (0.3 + 0.7 * min(1.0, agreed))
    )
    if len(blocks) == 1:
        score *= _ALONE  # nothing repeats: any real repetition is better evidence
    return BlockGroup(key, tuple(blocks), score, named or named_above(outline, members)) if score > 0 else None


def _own_parts(outline: Outline, members: list[int], anchors: list[int]) -> tuple[list[Block], Counter[tuple[str, ...]], int, list[int]]:
    """Blocks with their dates, the paths to these dates, how many blocks hold several on one path, and the text of each alone."""
    children: dict[int, list[int]] = defaultdict(list)
    open_members: list[int] = []
    for member in members:
        while open_members and outline.ends[open_members[-1]] <= member:
            open_members.pop()
        if open_members:
            children[open_members[-1]].append(member)
        open_members.append(member)
    held = held_dates(outline, members, anchors)
    counted: Counter[tuple[str, ...]] = Counter()
    per_member: dict[int, list[tuple[int, tuple[str, ...]]]] = {}
    for member in members:
        listed = [(anchor, path_to(outline, member, anchor)) for anchor in held.get(member, ())[:40]]
        per_member[member] = listed
        counted.update({path for _, path in listed})
    blocks, repeats, amounts = [], 0, []
    for member in members:
        best = max((path for _, path in per_member[member]), key=lambda path: counted[path], default=None)
        same = [anchor for anchor, path in per_member[member] if path == best]
        repeats += len(same) > 1
        nested = frozenset(children.get(member, ()))
        blocks.append(Block((member,), nested, same[0] if same else None))
        amounts.append(outline.amount(member) - sum(outline.amount(child) for child in nested))
    return blocks, counted, repeats, amounts
