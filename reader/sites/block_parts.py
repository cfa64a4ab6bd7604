"""Learns where the blocks of a group keep author, date, text and number, by comparing all of them, and reads each block so.

A *slot* is the path of kinds from the block down to an element. A slot that most blocks fill with a short text that differs from
block to block, that is named for people, or that links to a profile, holds the author; the slot that holds most of the words holds
the text. Buttons, counters, toolbars, signatures and profile columns are left out of texts.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict

from reader.sites.block_authors import author_in_line, author_slots, take_author
from reader.sites.block_groups import Block, BlockGroup
from reader.sites.block_shape import Parts, Shape, Slot, around, shape_of
from reader.sites.block_texts import take_texts
from reader.sites.block_words import (
    IN_REPLY,
    NOT_POSTED,
)
from reader.sites.outline import TEXT, Outline
from reader.sites.written_dates import find_date

_NUMBER = re.compile(r"^\W{0,2}(?:nr\.?|no\.?|post|comment|kommentar)?\s?[#№]?\s?(\d{1,6})\W{0,2}$", re.IGNORECASE)


_JOINED = re.compile(r"join|regist|member since|mitglied seit|inscri|зарегистр|iscritto|lid sinds|born|founded", re.IGNORECASE)
"""Said before a date that is no time of writing, whatever else the block lacks."""
_CLOCK = re.compile(r"\d{1,2}[:.hH]\d\d|\d\s?[AaPp]\.?[Mm]\b")


_ID = re.compile(r"^[A-Za-z_:-]{0,40}?((?:\d+[_-])*\d+|[0-9a-f]{8,40}(?:-[0-9a-f]{4,12}){0,4})(?:[-_][a-z]{1,12})?$")


def read_parts(outline: Outline, group: BlockGroup) -> list[Parts]:
    """The parts of every block, in page order; blocks that hold nothing readable are there too, with empty parts."""
    shapes = [shape_of(outline, group, block) for block in group.blocks]
    authors, sure = author_slots(outline, group, shapes)
    dates = _date_slots(outline, shapes)
    found: list[Parts] = []
    taken: list[set[int]] = []
    for block, shape in zip(group.blocks, shapes, strict=True):
        parts = Parts(block)
        used: set[int] = set()
        _take_date(outline, parts, shape, dates, used)
        if not sure:
            parts.author = author_in_line(outline, used, introduced=True)
        if parts.author is None:
            take_author(outline, parts, shape, authors, used)
        found.append(parts)
        taken.append(used)
    complete_parts(outline, shapes, found, taken)
    return found


def complete_parts(outline: Outline, shapes: list[Shape], found: list[Parts], taken: list[set[int]]) -> None:
    """Number, text, id and addresses of blocks whose author and date are known; a text that is there already stays.

    ``taken`` holds, block by block, the places that are author or date; numbers are added to it."""
    _take_numbers(outline, found, shapes, taken)
    bare = [place for place, parts in enumerate(found) if not parts.body_places]
    take_texts(outline, [found[place] for place in bare], [shapes[place] for place in bare], [taken[place] for place in bare])
    for parts, shape in zip(found, shapes, strict=True):
        _take_names(outline, parts, shape)


def _date_slots(outline: Outline, shapes: list[Shape]) -> list[Slot]:
    """Slots that hold the date of writing, best first."""
    count: Counter[Slot] = Counter()
    bonus: dict[Slot, float] = defaultdict(float)
    said: dict[Slot, set[str]] = defaultdict(set)
    for shape in shapes:
        seen: set[Slot] = set()
        for place, slot in shape:
            if slot in seen or not _dated(outline, place):
                continue
            seen.add(slot)
            count[slot] += 1
            text = outline.text(place)
            said[slot].add(text)
            before = _before(outline, place)
            names = " ".join(outline.words(place if outline.tags[place] != TEXT else outline.parents[place]))
            if NOT_POSTED.search(before) or NOT_POSTED.search(text[:30]) or NOT_POSTED.search(names):
                bonus[slot] -= 1.0
            elif _CLOCK.search(text):
                bonus[slot] += 0.4  # members join on a day, messages are written at a time
            if outline.tags[place] != TEXT:
                bonus[slot] += 0.3
    # at most a few slots hold dates; each is compared with the others
    for slot, texts in itertools.islice(said.items(), 40):
        timed = any(count[other] >= count[slot] and all(map(_CLOCK.search, words)) for other, words in itertools.islice(said.items(), 40))
        if len(texts) == 1 and count[slot] > 2 and timed and not _CLOCK.search(next(iter(texts))):
            bonus[slot] -= 0.5 * count[slot]  # one day in all blocks: the day its only author joined
    return sorted(count, key=lambda slot: -(count[slot] + bonus[slot]))[:4] if count else []


def _before(outline: Outline, place: int) -> str:
    """Text that ends directly before an element, in its parent or in the element before it (``<dt>Joined</dt><dd>``)."""
    for step in range(place - 1, max(-1, place - 7), -1):
        if outline.tags[step] == TEXT and outline.texts[step].strip():
            text = outline.texts[step].strip()[-40:]
            # "Joined 3 May 2006" before a date is said of the date it holds
            return "" if find_date(text) else text
    return ""


def _dated(outline: Outline, place: int) -> bool:
    if outline.tags[place] == TEXT:
        return find_date(outline.texts[place].strip()) is not None
    if outline.tags[place] in {"time", "relative-time"}:
        return True
    attributes = outline.attributes[place]
    return (
        "datetime" in attributes
        or attributes.get("itemprop", "").startswith("date")
        or "data-time" in attributes
        or "data-timestamp" in attributes
    )


def _take_date(outline: Outline, parts: Parts, shape: Shape, slots: list[Slot], used: set[int]) -> None:
    by_slot: dict[Slot, int] = {}
    for place, slot in shape:
        if slot in slots and slot not in by_slot and _dated(outline, place):
            by_slot[slot] = place
    for slot in slots:
        if slot not in by_slot:
            continue
        place = by_slot[slot]
        if NOT_POSTED.search(_before(outline, place)) and len(by_slot) > 1:
            continue
        text = outline.text(place) if outline.tags[place] != TEXT else outline.texts[place].strip()
        span = find_date(text)
        parts.date_text = " ".join(text[span[0] : span[1]].split()) if span else text[:80]
        parts.date_machine = _machine(outline, place)
        if span and _JOINED.search(text[: span[0]][-40:]):
            parts.date_text, parts.date_machine = "", None
            continue
        if parts.date_machine is None and not any(map(str.isdigit, re.sub(r"^\D*\d{1,3}\s", "", parts.date_text))):
            parts.date_text = _titled(outline, place) or parts.date_text
        if span and parts.date_machine is None and not _CLOCK.search(text):
            parts.date_text, place = _with_time(outline, place, parts.date_text)
        if outline.amount(place) <= 120 or span:
            used.add(place)
        return


def _titled(outline: Outline, place: int) -> str | None:
    """The whole date that the tool tip of a relative one ("3 years ago") shows."""
    for each in (place, outline.parents[place]):
        value = " ".join((outline.get(each, "title") or outline.get(each, "data-tippy-content")).split())
        if re.search(r"\d{4}", value) and (span := find_date(value)):
            return value[span[0] : span[1]]
    return None


def _with_time(outline: Outline, place: int, day: str) -> tuple[str, int]:
    """The date with a time of day that stands beside it in elements of their own, and the place of both; else what was given."""
    current = place
    for _ in range(2):
        current = outline.parents[current]
        if current < 0 or outline.amount(current) > 60:
            break
        text = outline.text(current)
        span = find_date(text)
        found = " ".join(text[span[0] : span[1]].split()) if span else ""
        if found.startswith(day) and _CLOCK.search(found):
            return found, current
    return day, place


def _machine(outline: Outline, place: int) -> str | None:
    """A machine time at the date or at the elements directly around it."""
    current = place
    for _ in range(3):
        attributes = outline.attributes[current]
        for name in ("datetime", "content", "title", "data-time", "data-timestamp"):
            value = attributes.get(name, "").strip()
            if re.match(r"\d{4}-\d\d-\d\d|\d{10}(?:\d{3})?$", value):
                return value
        current = outline.parents[current]
        if current < 0 or outline.amount(current) > 120:
            return None
    return None


def _take_numbers(outline: Outline, found: list[Parts], shapes: list[Shape], taken: list[set[int]]) -> None:
    """Printed numbers: a slot that holds a number in most blocks, always rising or always falling."""
    held: dict[Slot, dict[int, tuple[int, int]]] = defaultdict(dict)
    for index, shape in enumerate(shapes):
        for place, slot in shape:
            if outline.tags[place] == TEXT or outline.amount(place) > 14 or index in held[slot]:
                continue
            match = _NUMBER.match(outline.text(place))
            if match:
                held[slot][index] = (int(match[1]), place)
    for _slot, numbers in sorted(held.items(), key=lambda pair: -len(pair[1])):
        values = [value for value, _ in numbers.values()]
        if len(values) < 2 or len(values) < 0.6 * len(shapes):
            continue
        steps = [right - left for left, right in itertools.pairwise(values)]
        if all(0 < step <= 40 for step in steps) or all(-40 <= step < 0 for step in steps):
            for index, (value, place) in numbers.items():
                found[index].number = value
                taken[index].add(place)
            return


def _take_names(outline: Outline, parts: Parts, shape: Shape) -> None:
    """Id, address, picture and "in reply to" of a block."""
    body = range(0)
    if parts.body_places and parts.body_places != parts.block.places:
        body = range(parts.body_places[0], outline.ends[parts.body_places[-1]])
    parts.pingback = any(re.search(r"(?:^|[^a-z])(?:pingback|trackback)", word) for word in outline.words(parts.block.places[0]))
    parts.site_id = _site_id(outline, parts.block, shape)
    for place, _ in shape:
        tag = outline.tags[place]
        if tag == "img" and parts.avatar is None and place not in body:
            parts.avatar = outline.get(place, "src") or None
        if tag != "a" or place in body:
            continue
        href = outline.get(place, "href")
        before, _after = around(outline, place)
        text = outline.text(place)
        if parts.reply_to is None and (
            IN_REPLY.search(before[-40:]) or IN_REPLY.search(text) or "in-reply-to" in outline.get(place, "rel")
        ):
            parts.reply_to = href or None
        if parts.url is None and parts.site_id and "#" in href and parts.site_id in href.rsplit("#", 1)[1] and "respond" not in href:
            parts.url = href
    for name in ("data-parent-id", "data-parent", "data-parentid", "data-reply-to", "data-in-reply-to", "data-parent-comment-id"):
        value = outline.get(parts.block.places[0], name)
        if value and parts.reply_to is None:
            parts.reply_to = value


def _site_id(outline: Outline, block: Block, shape: Shape) -> str | None:
    """The page's own id of a block: its data or id attribute, else the first named anchor or numbered id inside."""
    for top in block.places[:3]:
        for name in ("data-comment-id", "data-commentid", "data-post-id", "data-postid", "data-message-id", "data-id", "id"):
            value = outline.get(top, name)
            match = _ID.search(value)
            if match:
                return match[1]
    for place, _ in shape[:60]:
        name = outline.get(place, "id") or (outline.get(place, "name") if outline.tags[place] == "a" else "")
        match = _ID.search(name)
        if match:
            return match[1]
    return None
