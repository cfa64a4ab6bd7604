"""What came of clicks, told in a way that can be shown on the page: the rule and all that it finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.model.teaching import FoundComment, Lesson, Picks, TaughtRule
from reader.sites.block_levels import block_parents
from reader.sites.outline import TEXT, Outline, outline
from reader.sites.site import Site
from reader.sites.taught import parts_of
from reader.sites.taught_derive import derive
from reader.sites.taught_match import Spot, spots_of
from reader.sites.view import PageView

_EXCERPT = 140


def lesson_from(view: PageView, picks: Picks, engines: Iterable[Site] = ()) -> Lesson | None:
    """The rule that clicks on a page come to, with what it finds there; None where no rule fits them.

    ``engines``: where one of these recognises the page, it reads it wrongly, and the rule goes before it.
    """
    page = outline(view.root)
    host = view.host
    rule = derive(page, picks, key="taught", name=host or view.page.source.name, hosts=(host,) if host else ())
    if rule is None:
        return None
    if any(_recognises(engine, view) for engine in engines):
        rule = replace(rule, before_others=True)
    return Lesson(rule, found_by(view, page, rule))


def found_by(view: PageView, page: Outline, rule: TaughtRule) -> tuple[FoundComment, ...]:
    """Every comment that a rule finds on a page. Texts of the outline lose the dates in the middle of them."""
    spots = spots_of(page, rule)
    if not spots:
        return ()
    texts = [_texts(page, spot) for spot in spots]
    parts, moments, _ = parts_of(view, page, rule, spots)
    parents = block_parents(page, parts)
    levels: list[int] = []
    found = []
    for spot, (whole, author, date), part, moment, parent in zip(spots, texts, parts, moments, parents, strict=True):
        levels.append(0 if parent is None or parent >= len(levels) else levels[parent] + 1)
        said = " ".join(page.text(place, part.block.nested) for place in part.body_places)
        if spot.block.places == part.body_places:
            said = " ".join(page.texts[text].strip() for text in whole if text not in author and text not in date)
        printed = moment.iso or moment.text if moment else None
        found.append(FoundComment(whole, author, date, part.author, printed, " ".join(said.split())[:_EXCERPT], levels[-1]))
    return tuple(found)


def _texts(page: Outline, spot: Spot) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Places of all texts of a comment, of those of its name, of those of its date."""
    nested = spot.block.nested
    whole = tuple(place for top in spot.block.places for place in page.walk(top, nested) if page.tags[place] == TEXT)
    author, date = (
        () if at is None else tuple(place for place in page.walk(at, nested) if page.tags[place] == TEXT)
        for at in (spot.author_at, spot.date_at)
    )
    return whole, author, date


def _recognises(engine: Site, view: PageView) -> bool:
    try:
        return engine.recognises(view)
    except Exception:  # noqa: BLE001 - an engine that stumbles over the page does not read it
        return False
