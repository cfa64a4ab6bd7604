"""What a block says: the slot that holds the words, or what is left when author, date and furniture are taken out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable

from reader.sites.block_shape import Parts, Shape, Slot
from reader.sites.block_words import (
    FURNITURE,
    JOINING,
    LABEL,
    SURE_TEXT_NAME,
    TEXT_NAME,
)
from reader.sites.outline import TEXT, Outline

_ANSWER = re.compile(r"^(?:(?:re|aw|sv|antw|odp)\s*(?:\^?\d+|\[\d+\])?\s*:\s*)+")


def take_texts(outline: Outline, found: list[Parts], shapes: list[Shape], taken: list[set[int]]) -> None:
    """The text of each block: out of the slot that holds the words, else all that is left."""
    slot = _body_slot(outline, [parts.block.nested for parts in found], shapes, taken)
    all_labels = _repeated(outline, shapes)
    for parts, shape, used in zip(found, shapes, taken, strict=True):
        if slot is not None:
            places = [place for place, its in shape if its == slot and outline.tags[place] != TEXT]
            places = outline.outermost(places)
            labels = _within(outline, all_labels, places)
            if places:
                without = parts.block.nested | _furniture(outline, places, parts.block.nested) | labels.difference(places)
                _set_body(outline, parts, tuple(places), without)
                continue
        labels = _within(outline, all_labels, parts.block.places)
        without = (
            parts.block.nested
            | frozenset(used)
            | _furniture(outline, parts.block.places, parts.block.nested)
            | _date_lines(outline, parts, used)
            | labels
            | _dividers(outline, parts, used)
        )
        _set_body(outline, parts, parts.block.places, without)


_REPEATED_IN = 0.7
_WORDED = frozenset([TEXT, "p", "br", "blockquote", "img"])


def _within(outline: Outline, ordered: list[int], tops: Iterable[int]) -> frozenset[int]:
    """Those of the places that stand inside ``tops``: there may be as many labels as messages, and a message has but its own."""
    return frozenset(place for top in tops for place in ordered[bisect_left(ordered, top) : bisect_left(ordered, outline.ends[top])])


def _repeated(outline: Outline, shapes: list[Shape]) -> list[int]:
    """Places, in order, of elements that say the same in nearly all blocks (the thread's subject, "Reply to this"): no one's words."""
    if len(shapes) < 3:
        return []
    said: dict[tuple[Slot, str], list[int]] = defaultdict(list)
    for shape in shapes:
        seen: set[Slot] = set()
        for place, slot in shape:
            if outline.tags[place] in _WORDED or slot in seen or not 3 < outline.amount(place) <= 120:
                continue
            seen.add(slot)
            said[slot, _ANSWER.sub("", outline.text(place).casefold())].append(place)
    least = max(3.0, _REPEATED_IN * len(shapes))
    return sorted(place for places in said.values() if len(places) >= least for place in places)


def text_at(outline: Outline, parts: Parts, places: tuple[int, ...], used: set[int]) -> None:
    """The text of a block out of these places of it; ``used`` and furniture are left out."""
    left_out = parts.block.nested | frozenset(used) | _furniture(outline, places, parts.block.nested) | _date_lines(outline, parts, used)
    _set_body(outline, parts, places, left_out - frozenset(places))


def _set_body(outline: Outline, parts: Parts, places: tuple[int, ...], without: frozenset[int]) -> None:
    parts.body = outline.html(places, without)
    parts.body_places = places
    parts.only_name = (
        parts.author is not None and len(places) == 1 and outline.amount(places[0]) < 200 and outline.text(places[0]) == parts.author
    )
    in_link = -1
    for top in places:
        for place in outline.walk(top, without):
            tag = outline.tags[place]
            if tag == "a":
                in_link = max(in_link, outline.ends[place])
            elif tag == "img":
                parts.body_amount += 4
            elif tag == TEXT:
                parts.body_amount += outline.amount(place)
                if place < in_link:
                    parts.link_amount += outline.amount(place)


def _body_slot(outline: Outline, nested: list[frozenset[int]], shapes: list[Shape], taken: list[set[int]]) -> Slot | None:
    amounts: Counter[Slot] = Counter()
    blocks: Counter[Slot] = Counter()
    hints: dict[Slot, float] = defaultdict(float)
    barred: Counter[Slot] = Counter()
    total = 0
    for inner, shape, used in zip(nested, shapes, taken, strict=True):
        seen: set[Slot] = set()
        # neither the lines of author and date nor lists of nested messages are the text
        around = {parent for place in (*used, *inner) for parent in outline.ancestors(place)}
        inner_end = -1
        for place, slot in shape:
            if outline.tags[place] == TEXT:
                total += outline.amount(place)
                continue
            if place in around or place in used:
                barred[slot] += 1
                continue
            if place < inner_end and slot in seen:
                continue
            amounts[slot] += outline.amount(place)
            inner_end = max(inner_end, outline.ends[place])
            if slot not in seen:
                seen.add(slot)
                blocks[slot] += 1
                hints[slot] += _body_hint(outline, place)
    best: tuple[float, Slot] | None = None
    for slot, amount in amounts.items():
        share = blocks[slot] / len(shapes)
        if share < 0.5 or barred[slot] > 0.2 * blocks[slot]:
            continue
        hint = hints[slot] / blocks[slot]
        weight = amount / max(1, total)
        score = weight * (1 + 0.35 * hint) * min(1.0, share + 0.05) + 0.12 * hint
        if (weight > 0.45 or hint >= 1 or (hint >= 0.5 and weight > 0.25)) and (best is None or score > best[0] + 1e-9):
            best = (score, slot)
    return best[1] if best else None


def _body_hint(outline: Outline, place: int) -> float:
    words = outline.words(place)
    if any(SURE_TEXT_NAME.search(word) for word in words):
        return 1.5
    if any(FURNITURE.search(word) and not TEXT_NAME.search(word) for word in words):
        return -1.0
    if any(TEXT_NAME.search(word) for word in words):
        return 1.0
    return -0.5 if outline.tags[place] in {"p", "li", "a", "span", "ul"} else 0.0


def _furniture(outline: Outline, places: tuple[int, ...] | list[int], nested: frozenset[int]) -> frozenset[int]:
    """Places of buttons, counters, toolbars, signatures and edit notes inside a body."""
    found: set[int] = set()
    for top in places:
        for place in outline.walk(top, nested):
            tag = outline.tags[place]
            if place == top or tag == TEXT:
                continue
            words = outline.words(place)
            if (
                tag in {"button", "form", "input", "label"}
                or (
                    words
                    and any(FURNITURE.search(word) for word in words)
                    and not any(SURE_TEXT_NAME.search(word) for word in words)
                    and _is_small(outline, place, top)
                )
                or (
                    tag == "a"
                    and outline.amount(place) < 25
                    and LABEL.match(outline.text(place))
                    and not outline.text(place).strip("# ").isdigit()
                )
            ):
                found.add(place)
    return frozenset(found)


def _dividers(outline: Outline, parts: Parts, used: set[int]) -> frozenset[int]:
    """Texts that only join: signs directly in the block between author, date and buttons, and words such as "by" beside them."""
    found = {
        place
        for top in parts.block.places
        for place in outline.children(top)
        if outline.tags[place] == TEXT and 0 < outline.amount(place) <= 4 and _DIVIDER.match(outline.texts[place])
    }
    for place in used:
        for beside in (place - 1, outline.ends[place]):
            if 0 <= beside < len(outline.tags) and outline.tags[beside] == TEXT and outline.amount(beside) <= 12:
                text = outline.texts[beside].strip()
                if text and outline.parents[beside] == outline.parents[place] and JOINING.match(text):
                    found.add(beside)
    return frozenset(found)


_DIVIDER = re.compile(r"^[\s|·•/,\-–—()\[\]]+$")


def _is_small(outline: Outline, place: int, top: int) -> bool:
    return outline.amount(place) * 2 < max(outline.amount(top), 1) or outline.amount(place) < 60


def _date_lines(outline: Outline, parts: Parts, used: set[int]) -> frozenset[int]:
    """The elements that hold date and author and nothing else but joining words: their line is no text of the comment."""
    found: set[int] = set()
    tops = set(parts.block.places)
    taken = frozenset(used)
    for place in used:
        current = place
        while outline.parents[current] >= 0 and current not in tops:
            parent = outline.parents[current]
            if parent in tops and len(tops) == 1:
                break
            if outline.amount(parent) > 400:
                break
            rest = outline.text(parent, taken)
            named = any(FURNITURE.search(word) for word in outline.words(parent))
            if len(rest) > 160 or not (JOINING.match(rest) or (named and len(rest) <= 30)):
                break
            current = parent
        found.add(current)
    return frozenset(found)
