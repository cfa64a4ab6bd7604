"""Reads a page by a rule that a person taught: comments where the rule finds them, post and pages as on any unlisted engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.markup.dates import Moment
from reader.model.draft import DraftThread
from reader.model.page import PageKind
from reader.model.report import Notice, NoticeKind
from reader.model.teaching import CommentShape, TaughtRule
from reader.sites.block_groups import COMMENT_NAME, BlockGroup, named_above
from reader.sites.block_levels import block_parents
from reader.sites.block_parts import complete_parts
from reader.sites.block_shape import Parts, shape_of
from reader.sites.block_texts import text_at
from reader.sites.block_words import JOINING
from reader.sites.drafting import Drafting
from reader.sites.generic import comment_of, with_surroundings
from reader.sites.line_dates import find_stamp
from reader.sites.moments import moment_in
from reader.sites.outline import TEXT, Outline, outline
from reader.sites.site import Site
from reader.sites.taught_match import Spot, spots_of, ways_hold
from reader.sites.view import PageView
from reader.sites.written_dates import find_date

PLATFORM = "taught"
"""What the library keeps as platform of a discussion that was read by a taught rule."""
_SLIGHT = 40
"""Characters that may stand with a name or date in its element without being text of the comment."""

_EDGES = " ,|·•:;–—-"


def reader_key(rule: TaughtRule) -> str:
    """What a choice of this rule is kept as."""
    return f"{PLATFORM}:{rule.key}"


def site_of_rule(rule: TaughtRule, *, chosen: bool = False) -> Site:
    """The rule as a row for the table of sites; ``chosen``: a person wants it for the page, whatever its address."""
    if chosen:
        return Site(reader_key(rule), lambda view: view.page.kind is PageKind.HTML, lambda view: read_by(rule, view, certain=True))
    return Site(reader_key(rule), lambda view: speaks_of(rule, view), lambda view: read_by(rule, view))


def speaks_of(rule: TaughtRule, view: PageView) -> bool:
    """Whether the rule is meant for the page's site; a rule without sites, and a page without address, are tried."""
    if view.page.kind is not PageKind.HTML:
        return False
    return not rule.hosts or not view.host or any(view.host == host or view.host.endswith("." + host) for host in rule.hosts)


def read_by(rule: TaughtRule, view: PageView, *, certain: bool = False) -> list[DraftThread]:
    """The page's discussion by the rule; ``[]`` where it finds no comment that it can be sure of (``certain``: one is enough)."""
    page = outline(view.root)
    spots = spots_of(page, rule)
    if not spots or (len(spots) < 2 and not certain and not (rule.hosts and view.host)):
        return []
    parts, moments, group = parts_of(view, page, rule, spots)
    parents = block_parents(page, parts)
    drafting = Drafting(view)
    comments = [comment_of(view, drafting, *row) for row in zip(parts, moments, parents, strict=True)]
    draft = with_surroundings(view, drafting, page, group, parts, comments)
    return [drafting.finish(replace(draft, platform=PLATFORM, notices=(Notice(NoticeKind.TAUGHT_RULE, text=rule.name),)))]


def parts_of(view: PageView, page: Outline, rule: TaughtRule, spots: Sequence[Spot]) -> tuple[list[Parts], list[Moment | None], BlockGroup]:
    """What each comment holds, with its moment. Texts of the outline lose the dates that stand in the middle of them."""
    run = rule.shape is not CommentShape.ELEMENT
    tops = [spot.block.places[0] for spot in spots]
    key = ".".join((rule.comment.tag, *rule.comment.words))
    named = bool(COMMENT_NAME.search(key)) or named_above(page, tops)
    group = BlockGroup(key, tuple(spot.block for spot in spots), 1.0, named, own_blocks=not run)
    shapes = [shape_of(page, group, spot.block) for spot in spots]
    found: list[Parts] = []
    taken: list[set[int]] = []
    moments: list[Moment | None] = []
    for spot in spots:
        parts = Parts(spot.block, author=spot.author)
        used: set[int] = set()
        moments.append(_moment(view, page, spot.date_at))
        if spot.author_at is not None:
            parts.author_url = _address(page, spot.author_at, spot.block.places)
        body = ways_hold(page, spot.block, rule.body, run=run)
        for place, words in ((spot.author_at, spot.author), (spot.date_at, _date_words(page, spot.date_at))):
            if place is not None:
                _take(page, place, words or "", used, shared=place in body)
        body = [place for place in body if place not in used]
        if body:
            text_at(page, parts, tuple(body), used)
        found.append(parts)
        taken.append(used)
    complete_parts(page, shapes, found, taken)
    return found, moments, group


def _moment(view: PageView, page: Outline, place: int | None) -> Moment | None:
    if place is None:
        return None
    if page.tags[place] != TEXT:
        found = moment_in(view, page.nodes[place])
        if found is not None and found.iso:
            return found
    words = _date_words(page, place)
    return view.dates.read(words) if words else None


def _date_words(page: Outline, place: int | None) -> str:
    """The written date that stands at a place; the whole where none is found in it."""
    if place is None:
        return ""
    text = page.text(place)[:300]
    span = find_date(text)
    stamp = find_stamp(text) if span is None else None
    return text[span[0] : span[1]] if span else stamp.text if stamp else text[:80]


def _address(page: Outline, place: int, tops: tuple[int, ...]) -> str | None:
    """Where the author's name leads: the link in it, or the one around it."""
    for inner in page.walk(place):
        if page.tags[inner] == "a" and page.get(inner, "href"):
            return page.get(inner, "href")
    for outer in page.ancestors(place):
        if outer in tops:
            break
        if page.tags[outer] == "a":
            return page.get(outer, "href") or None
    return None


def _take(page: Outline, place: int, words: str, used: set[int], *, shared: bool) -> None:
    """Keep a name or date out of the text: the whole place, or the words alone where more than joining words stand with them, or where
    the place is ``shared`` with the text by the rule's own word."""
    whole = page.text(place)
    room = 0 if page.tags[place] == TEXT and not JOINING.match(whole.replace(words, " ", 1).strip(_EDGES + "()[]")) else _SLIGHT
    if not shared and len(whole) - len(words) <= room:
        used.add(place)
        return
    for inner in page.walk(place):
        if page.tags[inner] == TEXT and words in " ".join(page.texts[inner].split()):
            before, _, after = " ".join(page.texts[inner].split()).partition(words)
            page.texts[inner] = f"{before.rstrip(_EDGES + '([')} {after.lstrip(_EDGES + ')]')}".strip() or " "
            return
