"""Finds the comments of a page by a taught rule: which places are one comment, where its name and its date stand."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.model.teaching import CommentShape, TaughtRule, Way
from reader.sites.block_authors import author_in_line, line_name
from reader.sites.block_groups import Block
from reader.sites.names import byline_name
from reader.sites.outline import TEXT, Outline
from reader.sites.sibling_runs import run_back, run_out
from reader.sites.taught_ways import below, candidates, ends_of, follow, looks_like, within_any
from reader.sites.written_dates import find_date

MOST = 200_000
"""Comments that one page can have by a rule."""
_LONGEST_NAME = 200
"""Non-blank characters of an element that may hold a name."""
_TRIED = 6
"""Ends of one way that are looked at for a name or a date."""
_STAMPS = ("datetime", "data-time", "data-timestamp", "data-utime", "data-datetime", "data-epoch", "data-utc")
_DATED_TITLE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./ -]\w{1,12}[./ -]\d{2,4}")
_LEADERS = re.compile(r"^(?:[-–—~•·|>*]+\s+)+|(?:\s+[-–—~•·|<*]+)+$")
"""Signs that lead up to a name (" - Mina") and are no part of it."""
_EDGES = " \t\u00a0,:;|·•–—-»«()[]"


@dataclass(slots=True)
class Spot:
    """One comment on the page. ``author`` is the name understood at ``author_at``; ``date_at`` a place that states a date."""

    block: Block
    author_at: int | None = None
    author: str | None = None
    date_at: int | None = None


def spots_of(outline: Outline, rule: TaughtRule) -> list[Spot]:
    """The comments that the rule finds, page order; those in another one stand in its ``nested`` too."""
    scopes = ends_of(outline, rule.within)
    if rule.shape is CommentShape.ELEMENT:
        return _elements(outline, rule, scopes)
    found: list[Spot] = []
    for scope in scopes if rule.within else outline.tagged("body")[:1]:
        found += _runs(outline, rule, scope)
    return found[:MOST]


def _elements(outline: Outline, rule: TaughtRule, scopes: Sequence[int]) -> list[Spot]:
    tops = [place for place in candidates(outline, rule.comment) if outline.tags[place] != TEXT and _is_mark(outline, place, rule)]
    tops = within_any(outline, tops, scopes)[:MOST]
    firm = _firm(rule)
    if firm is not None:
        tops = [top for top in tops if _accepted(firm, _resolved(outline, firm, [Block((top,))], {})[0])]
    kept: list[Spot] = []
    for _ in range(2):  # what is dropped gives back what stood in it
        blocks = nested_blocks(outline, tops)
        spots = _resolved(outline, rule, blocks, _by_owner(outline, rule, tops))
        kept = [spot for spot in spots if _accepted(rule, spot)]
        if len(kept) == len(spots):
            break
        tops = [spot.block.places[0] for spot in kept]
    return kept


def nested_blocks(outline: Outline, tops: Sequence[int]) -> list[Block]:
    """Elements (page order) as blocks that know which of the others stand directly in them."""
    inner: dict[int, list[int]] = defaultdict(list)
    open_: list[int] = []
    for top in tops:
        while open_ and outline.ends[open_[-1]] <= top:
            open_.pop()
        if open_:
            inner[open_[-1]].append(top)
        open_.append(top)
    return [Block((top,), frozenset(inner.get(top, ()))) for top in tops]


def _is_mark(outline: Outline, place: int, rule: TaughtRule) -> bool:
    if not looks_like(outline, place, rule.comment):
        return False
    if rule.unless and any(word in rule.unless for word in outline.words(place)):
        return False
    return not rule.dated or holds_date(outline, place)


def _firm(rule: TaughtRule) -> TaughtRule | None:
    """The rule with ways step by step alone, None where it has none: they tell a comment from what surrounds several."""
    author = tuple(way for way in rule.author if not way.anywhere)
    date = tuple(way for way in rule.date if not way.anywhere)
    return replace(rule, author=author, date=date, strict=False) if author or date else None


def _accepted(rule: TaughtRule, spot: Spot) -> bool:
    named, dated = spot.author_at is not None, spot.date_at is not None
    if rule.strict:
        return (named or not rule.author) and (dated or not rule.date)
    return named or dated


def _runs(outline: Outline, rule: TaughtRule, scope: int) -> list[Spot]:
    siblings = list(outline.children(scope))
    at = [index for index, place in enumerate(siblings) if outline.tags[place] != TEXT and _is_mark(outline, place, rule)]
    if not at:
        return []
    usual = max(12, *(right - left for left, right in itertools.pairwise(at)), 0)
    spans: list[tuple[int, int]] = []
    for order, index in enumerate(at):
        if rule.shape is CommentShape.FROM:
            last = order + 1 == len(at)
            spans.append((index, run_out(outline, siblings, index, min(len(siblings), index + usual)) if last else at[order + 1]))
        else:
            spans.append((at[order - 1] + 1 if order else run_back(outline, siblings, index, max(0, index - usual)), index + 1))
    blocks = [Block(tuple(siblings[start:stop])) for start, stop in spans]
    spots: list[Spot] = []
    for spot in _resolved(outline, rule, blocks, {}):
        if _accepted(rule, spot):
            spots.append(spot)
        elif spots and rule.shape is CommentShape.FROM:  # no comment begins here: it belongs to the one before
            spots[-1].block = Block((*spots[-1].block.places, *spot.block.places))
    return spots


def _resolved(outline: Outline, rule: TaughtRule, blocks: Sequence[Block], owned: dict[tuple[Way, int], list[int]]) -> list[Spot]:
    run = rule.shape is not CommentShape.ELEMENT
    spots = []
    for block in blocks:
        spot = Spot(block)
        for way in rule.author:
            for place in _ends(outline, block, way, owned, run=run):
                name = name_at(outline, place, way, block.nested)
                if name is not None:
                    spot.author_at, spot.author = place, name
                    break
            if spot.author_at is not None:
                break
        for way in rule.date:
            spot.date_at = next((p for p in _ends(outline, block, way, owned, run=run) if states_date(outline, p)), None)
            if spot.date_at is not None:
                break
        if rule.author and spot.author_at is None and spot.date_at is not None:
            spot.author = author_in_line(outline, {spot.date_at}, introduced=True)  # "Posted by a guest without a link on …"
            spot.author_at = spot.date_at if spot.author is not None else None
        spots.append(spot)
    return spots


def _ends(outline: Outline, block: Block, way: Way, owned: dict[tuple[Way, int], list[int]], *, run: bool) -> list[int]:
    if way.anywhere and owned:
        return owned.get((way, block.places[0]), [])
    return follow(outline, block, way, run=run)[:_TRIED]


def _by_owner(outline: Outline, rule: TaughtRule, tops: Sequence[int]) -> dict[tuple[Way, int], list[int]]:
    """Ends of the ways that may stand anywhere, by the innermost comment around them: one sweep for all comments."""
    owned: dict[tuple[Way, int], list[int]] = {}
    others = frozenset(tops)
    for way in (*rule.author, *rule.date):
        if not way.anywhere:
            continue
        open_: list[int] = []
        coming = 0
        for place in candidates(outline, way.steps[0]):
            while coming < len(tops) and tops[coming] <= place:
                while open_ and outline.ends[open_[-1]] <= tops[coming]:
                    open_.pop()
                open_.append(tops[coming])
                coming += 1
            if not looks_like(outline, place, way.steps[0]):
                continue
            while open_ and outline.ends[open_[-1]] <= place:
                open_.pop()
            if open_ and place != open_[-1]:
                listed = owned.setdefault((way, open_[-1]), [])
                if len(listed) < _TRIED:
                    listed += below(outline, place, way.steps[1:], others)[: _TRIED - len(listed)]
    return owned or {(Way(()), -1): []}


def name_at(outline: Outline, place: int, way: Way, nested: frozenset[int] = frozenset()) -> str | None:
    """The name that an element or text holds, without the words around it; None where it holds none."""
    if outline.amount(place) > _LONGEST_NAME or outline.amount(place) == 0:
        return None
    return name_in(outline.text(place, nested), way)


def name_in(text: str, way: Way) -> str | None:
    """A name out of a short text: without the way's own words around it, else without a date, "Posted by" and "says:"."""
    if way.before or way.after:
        start = text.find(way.before) + len(way.before) if way.before else 0
        if way.before and way.before not in text:
            return None
        stop = text.find(way.after, start) if way.after else -1
        return text[start : stop if stop >= 0 else len(text)].strip(_EDGES) or None
    span = find_date(text)
    if span is not None:
        sides = [side for side in (text[: span[0]], text[span[1] :]) if len(side) <= 120]
        return next((name for side in sides if (name := line_name(side))), None) or next(
            (name for side in sides if (name := byline_name(side.strip(_EDGES))) and name[0].isalnum()), None
        )
    return byline_name(_LEADERS.sub("", text)) if len(text) <= 120 else None


def states_date(outline: Outline, place: int) -> bool:
    """Whether an element or text states a date: in an attribute, or in few words."""
    if outline.tags[place] != TEXT:
        attributes = outline.attributes[place]
        if any(attributes.get(name) for name in _STAMPS) or _DATED_TITLE.search(attributes.get("title", "")[:60]):
            return True
    if outline.amount(place) > 1200:
        return False
    text = outline.text(place)
    if find_date(text[:300]) is not None:
        return True
    digits = sum(letter.isdigit() for letter in text)
    return len(text) <= 40 and digits >= 3 and 3 * digits >= sum(letter.isalpha() for letter in text)


def holds_date(outline: Outline, place: int) -> bool:
    """Whether a written date or a machine time stands in a subtree of a line or a few."""
    if outline.amount(place) > 500:
        return False
    for inner in itertools.islice(outline.walk(place), 200):
        if outline.tags[inner] == TEXT:
            if find_date(outline.texts[inner].strip()) is not None:
                return True
        elif any(outline.attributes[inner].get(name) for name in _STAMPS):
            return True
    return False


def ways_hold(outline: Outline, block: Block, ways: Iterable[Way], *, run: bool) -> list[int]:
    """All places in a block at which the first way that ends anywhere ends; none overlaps another."""
    for way in ways:
        found = [place for place in follow(outline, block, way, run=run) if outline.amount(place) or outline.tags[place] != TEXT]
        if found:
            return outline.outermost(found)
    return []
