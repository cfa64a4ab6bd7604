"""Who answers whom among blocks found by comparison: by standing inside, by lists of replies, by depth words, by indent, by "in reply to"
links, by ids such as ``comment-12_34``. Only what the page states; nothing is inferred from texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from reader.sites.block_groups import kind_of
from reader.sites.block_shape import Parts
from reader.sites.nesting import parents_by_depth
from reader.sites.outline import TEXT, Outline

_REPLIES = re.compile(r"child|repl(?:y|ies)|thread|nest|indent|answer|respon|sub-?comment|antwort|reponse|respuesta|rispost|tree|level")
_DEPTH = re.compile(r"(?:depth|level|lvl|indent|ident|nest(?:ed|ing)?|layer|tier|stufe|niveau|nivel)[-_]?(\d{1,2})(?![0-9])", re.IGNORECASE)
_INDENT = re.compile(r"(?:margin|padding)(?:-left|-inline-start)\s*:\s*(\d{1,5}(?:\.\d+)?)\s*(px|em|rem|%|ex|pt|vw)", re.IGNORECASE)
_SHORT_INDENT = re.compile(r"(?:margin|padding)\s*:\s*\S+\s+\S+\s+\S+\s+(\d{1,5}(?:\.\d+)?)\s*(px|em|rem|%|pt)", re.IGNORECASE)
_ALONE = 5


def block_parents(outline: Outline, parts: Sequence[Parts]) -> list[int | None]:
    """Index of the block that each block answers by the page's own word, None where it answers the post or the page states nothing."""
    tops = [part.block.places[0] for part in parts]
    if not tops:
        return []
    linked = _by_links(parts)
    for guess in (
        _by_nesting(outline, tops),
        _by_reply_lists(outline, tops),
        _by_depth_words(outline, tops),
        _by_ids(parts),
        _by_indent(outline, tops),
    ):
        if any(parent is not None for parent in guess):
            return [link if link is not None else parent for link, parent in zip(linked, guess, strict=True)]
    return linked


def _by_nesting(outline: Outline, tops: list[int]) -> list[int | None]:
    parents: list[int | None] = []
    open_blocks: list[int] = []
    for index, top in enumerate(tops):
        while open_blocks and outline.ends[tops[open_blocks[-1]]] <= top:
            open_blocks.pop()
        parents.append(open_blocks[-1] if open_blocks else None)
        open_blocks.append(index)
    return parents


def _by_reply_lists(outline: Outline, tops: list[int]) -> list[int | None]:
    """Replies in a list of their own that follows the block they answer as a sibling."""
    latest: dict[int, dict[str, int]] = defaultdict(dict)
    parents: list[int | None] = []
    for index, top in enumerate(tops):
        parents.append(_list_owner(outline, top, latest))
        # the block is the latest one of every element around it
        for place in (top, *outline.ancestors(top)):
            latest[outline.parents[place]][kind_of(outline, place)] = index
    return parents


def _list_owner(outline: Outline, top: int, latest: dict[int, dict[str, int]]) -> int | None:
    """The latest block before the nearest reply list around ``top``, within the list's own parent.

    ``latest``: by element the last block in each kind of its children. Wrappers of one message each look alike; a list of replies looks
    unlike the message before it.
    """
    for place in outline.ancestors(top):
        parent = outline.parents[place]
        if parent < 0 or outline.tags[place] in {"body", "html"}:
            return None
        kinds = latest.get(parent)
        if not kinds or not (outline.tags[place] in {"ul", "ol"} or any(_REPLIES.search(word) for word in outline.words(place))):
            continue
        own = kind_of(outline, place)
        before = [index for kind, index in kinds.items() if kind != own]
        if before:
            return max(before)
    return None


def _by_depth_words(outline: Outline, tops: list[int]) -> list[int | None]:
    depths = [_depth_word(outline, top) for top in tops]
    known = {depth for depth in depths if depth is not None}
    if len(known) < 2 or sum(depth is None for depth in depths) > 0.2 * len(depths):
        return [None] * len(tops)
    low = min(known)
    return parents_by_depth([low if depth is None else depth for depth in depths])


def _depth_word(outline: Outline, top: int) -> int | None:
    """The depth that a block's attributes or classes state."""
    for place in _own_wrappers(outline, top):
        attributes = outline.attributes[place]
        for name in ("data-depth", "data-level", "aria-level", "depth", "data-nesting", "data-indent", "indent"):
            value = attributes.get(name, "")
            if value.isdigit() and len(value) < 4:
                return int(value)
        match = _DEPTH.search(attributes.get("class", ""))
        if match:
            return int(match[1])
    return None


def _own_wrappers(outline: Outline, top: int) -> list[int]:
    """The block, elements that hold nothing else, and its first elements."""
    found = [top]
    current = top
    for _ in range(3):
        parent = outline.parents[current]
        if parent < 0 or outline.ends[parent] - parent > outline.ends[current] - current + _ALONE:
            break
        found.append(parent)
        current = parent
    if outline.tags[top] != TEXT:
        found += [place for place in range(top + 1, min(outline.ends[top], top + 8)) if outline.tags[place] != TEXT]
    return found


def _by_indent(outline: Outline, tops: list[int]) -> list[int | None]:
    widths = [_indent(outline, top) for top in tops]
    if len({width for width in widths if width is not None}) < 2 and not (any(widths) and None in widths):
        return [None] * len(tops)
    return parents_by_depth([round(10 * (width or 0)) for width in widths])


def _indent(outline: Outline, top: int) -> float | None:
    """How far a block is moved in, in whatever unit the page uses, None where it says nothing."""
    for place in _own_wrappers(outline, top):
        attributes = outline.attributes[place]
        style = attributes.get("style", "")
        match = (_INDENT.search(style) or _SHORT_INDENT.search(style)) if style else None
        if match:
            return float(match[1]) * (16 if match[2].lower() in {"em", "rem", "ex"} else 1)
        if outline.tags[place] in {"img", "td", "spacer"} and attributes.get("width", "").isdigit() and outline.amount(place) == 0:
            return float(attributes["width"][:6])
    return None


def _by_ids(parts: Sequence[Parts]) -> list[int | None]:
    """Ids that repeat the id they answer: ``12`` and ``12_34``."""
    index = {part.site_id: place for place, part in enumerate(parts) if part.site_id}
    parents: list[int | None] = []
    for place, part in enumerate(parts):
        head = re.match(r"^(.*\d)[_-]\d+$", part.site_id or "")
        found = index.get(head[1]) if head else None
        parents.append(found if found != place else None)
    return parents


def _by_links(parts: Sequence[Parts]) -> list[int | None]:
    index: dict[str, int] = {}
    for place, part in enumerate(parts):
        if part.site_id:
            index.setdefault(part.site_id, place)
            index.setdefault(part.site_id.rsplit("_", 1)[-1], place)
    parents: list[int | None] = []
    for place, part in enumerate(parts):
        target = None
        if part.reply_to:
            names = re.findall(r"[0-9a-f-]*\d[0-9a-f_-]*", part.reply_to.rsplit("#", 1)[-1])
            target = next((index[name.strip("-_")] for name in reversed(names) if name.strip("-_") in index), None)
        parents.append(target if target != place else None)
    return parents
