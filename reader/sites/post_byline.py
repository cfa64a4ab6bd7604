"""Who wrote a post and when, on engines that nobody listed: the line with a name and a date beside the text before the first comment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.sites.block_authors import author_in_line
from reader.sites.block_groups import chrome_places, stands_within
from reader.sites.block_words import INTRODUCED, JOINING, LABEL, NOT_PERSON, NOT_POSTED, PERSON, PROFILE, SURE_PERSON
from reader.sites.outline import TEXT, Outline
from reader.sites.written_dates import find_date

_LINE = 170
"""Non-blank characters of the longest line that is taken for a byline."""
_DATES = 12
_ATTRIBUTES = ("datetime", "title", "data-time", "data-timestamp")


@dataclass(frozen=True, slots=True)
class Byline:
    """A post's author and date as written, and the elements that hold nothing else (places of the outline)."""

    author: str
    author_url: str | None = None
    date_text: str = ""
    date_machine: str | None = None
    places: tuple[int, ...] = ()


def post_byline(outline: Outline, anchors: Sequence[int], stop: int, title: str) -> Byline | None:
    """The byline between the title and the first comment at ``stop``; None where no line there names a person.

    ``anchors`` are the places of dates in page order.
    """
    start = _title_place(outline, stop, title)
    chrome = chrome_places(outline)
    near = [place for place in anchors if start <= place < stop and not stands_within(outline, place, chrome)]
    above = [place for place in anchors if place < start and not stands_within(outline, place, chrome)]
    for anchor in [*near[:_DATES], *near[-3:], *above[:-4:-1]]:
        found = _at_date(outline, anchor, stop)
        if found is not None:
            return found
    for place in range(start, stop):
        if outline.tags[place] == "a" and not stands_within(outline, place, chrome) and (name := _person(outline, place, introduced=True)):
            return Byline(name, outline.get(place, "href") or None, places=_whole_lines(outline, outline.parents[place], name, ""))
    return None


def _title_place(outline: Outline, stop: int, title: str) -> int:
    """Where the page's title stands as a text of its own, nearest to the first comment; the beginning where it does not."""
    wanted = " ".join(title.split()).casefold()
    for place in range(stop - 1, -1, -1):
        if outline.tags[place] == TEXT and " ".join(outline.texts[place].split()).casefold() == wanted:
            return place
    return 0


def _at_date(outline: Outline, anchor: int, stop: int) -> Byline | None:
    line = anchor
    before = next((outline.texts[step] for step in range(anchor - 1, max(-1, anchor - 5), -1) if outline.texts[step].strip()), "")
    text = outline.text(anchor) if outline.tags[anchor] != TEXT else outline.texts[anchor]
    if NOT_POSTED.search(before[-40:]) or NOT_POSTED.search(text[:30]):
        return None
    author, url = None, None
    for _ in range(4):
        parent = outline.parents[line]
        if parent < 0 or outline.amount(parent) > _LINE or outline.ends[parent] > stop or outline.tags[parent] in {"h1", "body"}:
            break
        line = parent
        person = next((place for place in outline.walk(line) if _person(outline, place)), None)
        if person is not None:
            author = _person(outline, person)
            url = _address(outline, person)
            break
    if author is None:
        author = author_in_line(outline, {anchor}, introduced=True)
    if author is None:
        return None
    span = find_date(text.strip())
    words = text.strip()[span[0] : span[1]] if span else text.strip()[:80]
    return Byline(author, url, " ".join(words.split()), _machine(outline, anchor), _whole_lines(outline, line, author, words))


def _person(outline: Outline, place: int, *, introduced: bool = False) -> str | None:
    """The name that an element holds; ``introduced``: only behind "by"."""
    if outline.tags[place] == TEXT or not 1 < outline.amount(place) <= 50:
        return None
    name = outline.text(place)
    if name.count(" ") > 4 or LABEL.match(name) or find_date(name) or not any(map(str.isalpha, name)):
        return None
    words = outline.words(place)
    sure = any(SURE_PERSON.search(word) for word in words)
    named = sure or (any(PERSON.search(word) for word in words) and not any(NOT_PERSON.search(word) for word in words))
    linked = outline.tags[place] == "a" and bool(PROFILE.search(outline.get(place, "href")))
    behind = outline.tags[place] in _NAMES and bool(INTRODUCED.search(_before(outline, place)))
    holds = any(outline.tags[inner] == "a" for inner in outline.walk(place) if inner != place)
    if introduced:
        return name if behind and (linked or named) else None
    return name if not holds and (behind or linked or (named and outline.tags[place] in _NAMES)) else None


_NAMES = frozenset(["a", "b", "strong", "em", "i", "span", "cite", "address", "font"])


def _before(outline: Outline, place: int) -> str:
    for step in range(place - 1, max(-1, place - 6), -1):
        if outline.tags[step] == TEXT and outline.texts[step].strip():
            return outline.texts[step].strip()[-40:]
    return ""


def _address(outline: Outline, place: int) -> str | None:
    for each in (place, outline.parents[place]):
        if outline.tags[each] == "a":
            return outline.get(each, "href") or None
    return None


def _machine(outline: Outline, place: int) -> str | None:
    for each in (place, outline.parents[place]):
        for name in _ATTRIBUTES:
            value = outline.get(each, name).strip()
            if re.match(r"\d{4}-\d\d-\d\d|\d{10}(?:\d{3})?$", value):
                return value
    return None


def _whole_lines(outline: Outline, line: int, author: str, date: str) -> tuple[int, ...]:
    """The widest element around that says nothing beside name, date and words that join them; () where even the line says more."""
    found: tuple[int, ...] = ()
    current = line
    while current >= 0 and outline.amount(current) <= _LINE and outline.tags[current] not in {"body", "h1", "h2", TEXT}:
        rest = outline.text(current).replace(author, " ", 1).replace(" ".join(date.split()), " ", 1)
        if not JOINING.match(" ".join(rest.split())):
            break
        found = (current,)
        current = outline.parents[current]
    return found
