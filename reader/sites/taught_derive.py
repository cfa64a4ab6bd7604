"""Derives a rule from clicks on one comment of a page: several guesses at what keeps comments apart, the one that explains most wins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.model.teaching import CommentShape, Picks, Step, TaughtRule, Way
from reader.sites.block_groups import COMMENT_NAME, UNSTABLE_NAME, Block
from reader.sites.outline import TEXT, Outline
from reader.sites.taught_learn import learn, steady_words, widest, writable
from reader.sites.taught_match import Spot, holds_date, name_in, nested_blocks, spots_of, states_date
from reader.sites.taught_scope import scope_of, steps_to
from reader.sites.taught_ways import candidates, follow, looks_like

_CLIMB = 6
"""Elements around the clicked parts that are tried as the comment's own."""
_AFFIX = 40
"""Code points beside a name that are compared."""
_DIGIT = re.compile(r"\d")
_SOME = 60
_WORDS = 25
"""Characters that are a sentence and no button."""
_MOST = 4000
"""Elements of one look that are compared."""
_PROSE = frozenset(
    [
        "p",
        "blockquote",
        "ul",
        "ol",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "em",
        "strong",
        "b",
        "i",
        "a",
        "font",
        "img",
        "table",
        "figure",
        "hr",
        "u",
        "small",
        "center",
        TEXT,
    ]
)


@dataclass(frozen=True, slots=True)
class _Targets:
    """The clicked places as they are sought in other comments."""

    comment: int
    author: int | None
    date: int | None
    around: Way
    """The words around the name that the person left out."""

    @property
    def known(self) -> list[int]:
        return [place for place in (self.comment, self.author, self.date) if place is not None]


@dataclass(frozen=True, slots=True)
class _Guess:
    rule: TaughtRule
    spots: list[Spot]
    score: float
    nests: bool
    mine: Block


def derive(outline: Outline, picks: Picks, *, key: str = "rule", name: str = "", hosts: tuple[str, ...] = ()) -> TaughtRule | None:
    """The rule that finds the clicked comment and those like it; None where the clicks do not fit one comment."""
    targets = _targets(outline, picks)
    if targets is None or (targets.author is None and targets.date is None):
        return None
    lowest = _lowest_around(outline, targets.known)
    best: _Guess | None = None
    for guess in (*_by_elements(outline, targets, lowest, picks.wrong), *_by_runs(outline, targets, lowest, picks.wrong)):
        if best is None or _better(guess, best):
            best = guess
    if best is None:
        return None
    rule = _with_body(outline, best, targets)
    return replace(rule, key=key, name=name or key, hosts=hosts)


def _better(guess: _Guess, best: _Guess) -> bool:
    if guess.nests and not best.nests:
        return guess.score >= 0.97 * best.score
    if best.nests and not guess.nests:
        return guess.score > 1.03 * best.score
    return guess.score > best.score * 1.0001


def _targets(outline: Outline, picks: Picks) -> _Targets | None:
    places = [place for place in (picks.comment, picks.author, picks.date) if place is not None]
    if any(not 0 <= place < len(outline.tags) for place in places):
        return None
    author = None if picks.author is None else widest(outline, picks.author)
    date = None if picks.date is None else widest(outline, picks.date)
    return _Targets(picks.comment, author, date, _around_name(outline, author, picks.author_text))


def _around_name(outline: Outline, author: int | None, wanted: str | None) -> Way:
    """What stands before and behind the name in its element, where the program would not have left it out by itself."""
    if author is None or not wanted:
        return Way(())
    text = outline.text(author)
    start = text.find(wanted)
    if start < 0 or name_in(text, Way(())) == wanted:
        return Way(())
    before = _DIGIT.split(text[:start])[-1][-_AFFIX:]  # a number beside the name is another one in each comment
    after = _DIGIT.split(text[start + len(wanted) :])[0][:_AFFIX]
    return Way((), before=before if any(map(str.isalpha, before)) else "", after=after if after.strip() else "")


def _lowest_around(outline: Outline, places: Sequence[int]) -> int:
    low, high = min(places), max(places)
    place = low
    while outline.ends[place] <= high or outline.tags[place] == TEXT:
        place = outline.parents[place]
    return place


# -- each comment one element


def _by_elements(outline: Outline, targets: _Targets, lowest: int, wrong: Sequence[int]) -> Iterator[_Guess]:
    top = lowest
    seen: set[tuple[int, frozenset[int]]] = set()
    for _ in range(_CLIMB):
        if top < 0 or outline.tags[top] in ("body", "html") or any(top < place < outline.ends[top] for place in wrong):
            return
        for step in _comment_looks(outline, top):
            alike = (place for place in candidates(outline, step) if outline.tags[place] != TEXT and looks_like(outline, place, step))
            members = list(itertools.islice(alike, _MOST))
            same = (top, frozenset(members))
            if same in seen or top not in same[1]:
                continue
            seen.add(same)
            guess = _guess(outline, TaughtRule("", "", step), top, targets, members, wrong)
            if guess is not None:
                yield guess
        top = outline.parents[top]


def _comment_looks(outline: Outline, top: int) -> list[Step]:
    """What a comment's element may be known by: one name (those that speak of comments first), all names, the tag alone."""
    tag = outline.tags[top]
    words = sorted(steady_words(outline, top), key=lambda word: (not COMMENT_NAME.search(word), word.endswith("#")))
    looks = [Step(tag, (word,)) for word in words]
    unsteady = [word for word in outline.words(top) if UNSTABLE_NAME.match(word) and writable(word)]
    if len(words) > 1:
        looks.append(Step(tag, tuple(words)))
    return [*looks, Step(tag), *(Step(tag, (word,)) for word in unsteady[:2])]


def _guess(outline: Outline, bare: TaughtRule, top: int, targets: _Targets, members: Sequence[int], wrong: Sequence[int]) -> _Guess | None:
    alone = [Block((member,)) for member in members]
    mine = next(block for block in alone if block.places[0] == top)
    learned = _learned(outline, bare, alone, mine, targets, run=False)
    if learned is None:
        return None
    spots = spots_of(outline, learned)
    # once more among the comments found: now it is known what stands in another comment
    tops = [spot.block.places[0] for spot in spots]
    if top not in tops:
        return None
    blocks = nested_blocks(outline, tops)
    mine = blocks[tops.index(top)]
    learned = _learned(outline, bare, blocks, mine, targets, run=False) or learned
    scope = scope_of(outline, tops, top, wrong)
    unless = _unless(outline, tops, top, wrong, scope)
    rule = replace(learned, within=steps_to(outline, scope), unless=unless)
    return _judged(outline, rule, targets, members, top, wrong)


def _judged(outline: Outline, rule: TaughtRule, targets: _Targets, members: Sequence[int], top: int, wrong: Sequence[int]) -> _Guess | None:
    spots = spots_of(outline, rule)
    both = sum(spot.author_at is not None and spot.date_at is not None for spot in spots)
    half = len(spots) - both
    if rule.author and rule.date and half > 0.15 * both and both > 1:
        strict = replace(rule, strict=True)
        kept = spots_of(outline, strict)
        loose_halves = _plausible_halves(outline, spots)
        if not loose_halves:
            rule, spots, half = strict, kept, 0
    mine = next((spot for spot in spots if top in spot.block.places), None)
    if mine is None or not _finds(mine, targets):
        return None
    if any(_inside(outline, spot.block, place) for spot in spots for place in wrong):
        return None
    full = both if rule.author and rule.date else len(spots)
    found = {spot.block.places[0] for spot in spots}
    inside = [m for m in members if spots[0].block.places[0] <= m <= spots[-1].block.places[0] and m not in found]
    idle = sum(1 for m in inside if not any(parent in found for parent in _few_ancestors(outline, m)))
    nests = any(spot.block.nested for spot in spots)
    steady = 0.001 * min(3, len(rule.comment.words))
    return _Guess(rule, spots, full + 0.4 * (len(spots) - full) - 0.2 * idle + steady, nests, mine.block)


def _plausible_halves(outline: Outline, spots: Sequence[Spot]) -> bool:
    """Whether comments that lack a name or a date are as full of words as the others: guests without a name, not furniture."""
    halves = [spot for spot in spots if (spot.author_at is None) != (spot.date_at is None)]
    full = [spot for spot in spots if spot.author_at is not None and spot.date_at is not None]
    lacking_one = {spot.author_at is None for spot in halves}
    if len(lacking_one) != 1 or not full:
        return False
    return _ink(outline, halves) > 0.4 * _ink(outline, full) and len(halves) < 2 * len(full)


def _ink(outline: Outline, spots: Sequence[Spot]) -> float:
    return sum(outline.amount(place) for spot in spots for place in spot.block.places) / len(spots)


def _few_ancestors(outline: Outline, place: int) -> Iterator[int]:
    for steps, parent in enumerate(outline.ancestors(place)):
        if steps > 12:
            return
        yield parent


def _finds(spot: Spot, targets: _Targets) -> bool:
    """Whether the rule reads the clicked comment as it was shown."""
    return (targets.author is None or spot.author_at == targets.author) and (targets.date is None or spot.date_at == targets.date)


def _inside(outline: Outline, block: Block, place: int) -> bool:
    inner = any(top <= place < outline.ends[top] for top in block.places)
    return inner and not any(top <= place < outline.ends[top] for top in block.nested)


def _unless(outline: Outline, tops: Sequence[int], top: int, wrong: Sequence[int], scope: int) -> tuple[str, ...]:
    """Names of wrong comments that no right one carries."""
    mistaken = {max((m for m in tops if m <= place < outline.ends[m] and m > scope), default=-1) for place in wrong} - {-1, top}
    if not mistaken:
        return ()
    right = {word for m in tops if m not in mistaken for word in outline.words(m)}
    return tuple(dict.fromkeys(word for m in sorted(mistaken) for word in outline.words(m) if word not in right and writable(word)))[:6]


def _learned(
    outline: Outline, bare: TaughtRule, blocks: Sequence[Block], mine: Block, targets: _Targets, *, run: bool
) -> TaughtRule | None:
    author: tuple[Way, ...] = ()
    date: tuple[Way, ...] = ()
    if targets.date is not None:
        date = learn(outline, blocks, mine, targets.date, lambda place: states_date(outline, place), run=run)
        if not date:
            return None
    if targets.author is not None and targets.author == targets.date:
        author = tuple(replace(way, before=targets.around.before, after=targets.around.after) for way in date)
    elif targets.author is not None:
        extra = targets.around
        author = learn(
            outline,
            blocks,
            mine,
            targets.author,
            lambda place: outline.amount(place) <= 200 and name_in(outline.text(place), extra) is not None,
            run=run,
        )
        author = tuple(replace(way, before=extra.before, after=extra.after) for way in author)
        if not author:
            return None
    return replace(bare, author=author, date=date)


# -- comments as runs of siblings


def _by_runs(outline: Outline, targets: _Targets, parent: int, wrong: Sequence[int]) -> Iterator[_Guess]:
    children = list(outline.children(parent))
    branch = {place: next((c for c in children if c <= place < outline.ends[c]), -1) for place in targets.known}
    marks = dict.fromkeys(branch[place] for place in (targets.author, targets.date) if place is not None)
    if -1 in branch.values() or len(set(branch.values())) < 2:
        return
    first, last = min(branch.values()), max(branch.values())
    for mark in (*marks, branch[targets.comment]):
        if outline.tags[mark] == TEXT:
            continue
        dated = targets.date is not None and branch[targets.date] == mark and holds_date(outline, mark)
        shapes = [CommentShape.FROM] if mark == first else [CommentShape.TO] if mark == last else [CommentShape.FROM]
        for shape in shapes:
            for step in _comment_looks(outline, mark):
                rule = TaughtRule("", "", step, shape=shape, dated=dated, within=steps_to(outline, parent))
                guess = _run_guess(outline, rule, mark, targets, wrong)
                if guess is not None:
                    yield guess


def _run_guess(outline: Outline, bare: TaughtRule, mark: int, targets: _Targets, wrong: Sequence[int]) -> _Guess | None:
    cut = spots_of(outline, replace(bare, date=(Way(()),)))  # every run counts: nothing is known of its parts yet
    mine = next((spot.block for spot in cut if mark in spot.block.places), None)
    if mine is None or not all(_inside(outline, mine, place) for place in targets.known):
        return None
    learned = _learned(outline, bare, [spot.block for spot in cut], mine, targets, run=True)
    if learned is None:
        return None
    return _judged(outline, replace(learned, strict=bool(learned.author and learned.date)), targets, [], mark, wrong)


# -- the text


def _with_body(outline: Outline, guess: _Guess, targets: _Targets) -> TaughtRule:
    """The rule with the way to the text, where an element of its own holds it; else the text is what is left."""
    run = guess.rule.shape is not CommentShape.ELEMENT
    tops = set(guess.mine.places)
    parts = [place for place in (targets.author, targets.date) if place is not None]
    around = [targets.comment, *outline.ancestors(targets.comment)]
    inside = around[: next(index for index, place in enumerate(around) if place in tops) + run]
    apart = [place for place in inside if not any(place <= part < outline.ends[place] for part in parts)]
    if targets.comment in parts:  # name, date and words in one text
        return replace(guess.rule, body=guess.rule.date if targets.comment == targets.date else guess.rule.author)
    if not apart:
        return guess.rule
    blocks = [spot.block for spot in guess.spots]
    highest = apart[-1]
    if outline.tags[highest] not in _PROSE:
        ways = _text_ways(outline, blocks, guess.mine, highest, run=run)
        if ways and not _goes_on(outline, guess.spots, ways[0], run=run):
            return replace(guess.rule, body=ways)
    holder = outline.parents[highest]
    if holder in inside and holder not in tops:  # paragraphs of their own beside name or date: their holder, without these
        return replace(guess.rule, body=_text_ways(outline, blocks, guess.mine, holder, run=run))
    return guess.rule


def _text_ways(outline: Outline, blocks: Sequence[Block], mine: Block, target: int, *, run: bool) -> tuple[Way, ...]:
    """Ways to the element that holds the text, where they lead to one in nearly all comments."""

    def usable(place: int) -> bool:
        return outline.amount(place) > 0 or outline.ends[place] - place > 1

    ways = learn(outline, blocks, mine, target, usable, run=run)[:2]
    served = sum(any(any(map(usable, follow(outline, block, way, run=run))) for way in ways) for block in blocks)
    return ways if served >= 0.8 * len(blocks) else ()


def _goes_on(outline: Outline, spots: Sequence[Spot], way: Way, *, run: bool) -> bool:
    """Whether the text of some comments goes on in siblings that look the same but that the way leaves out: one element a paragraph."""
    for spot in spots[:_SOME]:
        ends = follow(outline, spot.block, way, run=run)
        if not ends:
            continue
        parts = {spot.author_at, spot.date_at}
        look = Step(outline.tags[ends[0]], outline.words(ends[0]))
        for sibling in outline.children(outline.parents[ends[0]]):
            if sibling <= ends[-1] or sibling in ends or sibling in spot.block.nested or not looks_like(outline, sibling, look):
                continue
            holds = any(part is not None and sibling <= part < outline.ends[sibling] for part in parts)
            inner = any(sibling <= nested < outline.ends[sibling] for nested in spot.block.nested)
            if not holds and not inner and outline.amount(sibling) > _WORDS and not run:
                return True
    return False
