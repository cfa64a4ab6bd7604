"""Comments that are gone from the page but that others point to: a placeholder for each, in its place, with what is known of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader.model.discussion import Body, Comment, CommentKind
from reader.threads.bench import GHOST_KEY, Decision
from reader.threads.copies import quoted_passages
from reader.threads.ground import Ground
from reader.threads.moments import minutes_iso
from reader.threads.words import fold, split
from reader.threads.zones import Zones

_OFFSET = re.compile(r"(Z|[+-]\d\d:?\d\d)$")
_PIECES = 6
_BESIDE = 12
_ROOM = 1600
_LONGEST_PIECE = 1500
_UNDER = re.compile(r"\s*\n\s*([^\n]{12,1500})")


@dataclass(slots=True)
class Ghost:
    """What is known of one removed comment. ``minutes`` in the page's zone."""

    key: str
    number: int | None = None
    minutes: int | None = None
    authors: Counter[str] = field(default_factory=Counter)
    pieces: dict[str, None] = field(default_factory=dict)


def collect(
    ground: Ground, decisions: Iterable[tuple[int, Decision]], zones: Zones
) -> tuple[dict[str, Ghost], dict[tuple[int, int], str]]:
    """Ghosts by key, and the key of the ghost that each (comment, start of mention) points to.

    The same number, or the same author and time, is one ghost.
    """
    ghosts: dict[str, Ghost] = {}
    pointing: dict[tuple[int, int], str] = {}
    for index, decision in decisions:
        if not decision.ghost:
            continue
        mention = decision.mention
        exact = mention.written is not None and mention.written.exact
        minutes = mention.written.minutes[0] + (zones.of(ground.person(index)) or 0) if mention.written is not None and exact else None
        number = mention.number
        if decision.ghost_key is not None:
            key = decision.ghost_key
            digits = key.removeprefix(GHOST_KEY)
            number = int(digits) if digits.isdecimal() else None
        elif number is not None:
            key = f"{GHOST_KEY}{number}"
        elif minutes is not None:
            key = f"{GHOST_KEY}{mention.name or ''}|{minutes_iso(minutes)}"
        else:
            continue
        ghost = ghosts.setdefault(key, Ghost(key, number))
        ghost.minutes = ghost.minutes if ghost.minutes is not None else minutes
        if mention.name:
            name = ground.people.names[mention.persons[0]] if mention.persons else mention.name
            ghost.authors[name] += 2 if exact else 1
        for piece in _pieces(ground, index, decision):
            if len(ghost.pieces) < _PIECES:
                ghost.pieces[piece] = None
        pointing[(index, mention.start)] = key
    return ghosts, pointing


def _pieces(ground: Ground, index: int, decision: Decision) -> list[str]:
    """Passages near the mention copied from the removed comment: a quote block beside it, lines or words in quotation marks behind it
    up to the next paragraph but one, the paragraph under a footer."""
    text, mention = ground.text(index), decision.mention
    blocks = ground.comments[index].quotes if index >= 0 else ()
    found = [
        text[q.start : q.end].strip()
        for q in blocks
        if (0 <= q.start - mention.end <= _BESIDE or 0 <= mention.start - q.end <= _BESIDE) and not text[q.end : mention.start].strip()
    ]
    if found:
        return [piece[:_LONGEST_PIECE] for piece in found if piece]
    room = text[mention.end : mention.end + _ROOM]
    for passage in quoted_passages(room, fold(room), split):
        if passage.start <= _BESIDE or passage.alone:
            lines = room[passage.start : passage.end].splitlines()
            piece = "\n".join(line.strip().lstrip("> ") for line in lines).strip('"“„«”» \n')
            return [piece[:_LONGEST_PIECE]] if piece else []
    under = _UNDER.match(text, mention.end)
    behind = text[under.end() :].strip() if under else ""
    return [under[1].strip()] if under and mention.frame == "footer" and behind else []


def place(ground: Ground, ghosts: dict[str, Ghost], former: Sequence[Comment], real: Sequence[Comment]) -> list[Comment]:
    """``real`` with the ghosts in their places: by number, else by time.

    A ghost that the library has already (``former``) keeps its id and what the reader did to it.
    """
    if not ghosts:
        return list(real)
    before = {c.key: c for c in former}
    lowest = min([0, *(c.id for c in real), *(c.id for c in former)])
    made: list[tuple[int, int, Comment]] = []
    numbers = [(c.number, i) for i, c in enumerate(real) if c.number is not None]
    rising = _rising(numbers)
    timed = _rising([(t, i) for i, t in enumerate(ground.times) if t is not None])
    for order, ghost in enumerate(sorted(ghosts.values(), key=lambda g: (g.number or 0, g.minutes or 0, g.key))):
        old = before.get(ghost.key)
        if old is None:
            lowest -= 1
        if ghost.number is not None and rising[0]:
            at = rising[1][bisect_right(rising[0], ghost.number) - 1] + 1 if bisect_right(rising[0], ghost.number) else 0
        elif ghost.minutes is not None and timed[0]:
            at = timed[1][bisect_right(timed[0], ghost.minutes) - 1] + 1 if bisect_right(timed[0], ghost.minutes) else 0
        else:
            at = len(real)
        made.append((at, order, _comment(ground, ghost, old, lowest)))
    placed = [((i, 1, 0), c) for i, c in enumerate(real)] + [((at, 0, order), c) for at, order, c in made]
    return [c for _, c in sorted(placed, key=lambda p: p[0])]


def _rising(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The pairs with whatever falls back left out, as two lists."""
    firsts: list[int] = []
    seconds: list[int] = []
    for first, second in pairs:
        if not firsts or first > firsts[-1]:
            firsts.append(first)
            seconds.append(second)
    return firsts, seconds


def _comment(ground: Ground, ghost: Ghost, old: Comment | None, lowest: int) -> Comment:
    author = ghost.authors.most_common(1)[0][0] if ghost.authors else None
    return Comment(
        id=old.id if old else lowest,
        key=ghost.key,
        author=author,
        body=Body("\n\n".join(ghost.pieces)),
        number=ghost.number,
        kind=CommentKind.REMOVED,
        published=_moment(ground, ghost.minutes),
        read=old.read if old else False,
        starred=old.starred if old else False,
        note=old.note if old else "",
    )


def _moment(ground: Ground, minutes: int | None) -> str | None:
    """A moment as the page's own comments write theirs (same offset)."""
    if minutes is None:
        return None
    sample = next((c.published for c in ground.comments if c.published and "T" in c.published), "")
    found = _OFFSET.search(sample or "")
    if not found:
        return minutes_iso(minutes)
    zone = found[1]
    if zone == "Z":
        return minutes_iso(minutes) + "Z"
    shift = (int(zone[1:3]) * 60 + int(zone[-2:])) * (1 if zone[0] == "+" else -1)
    return minutes_iso(minutes + shift) + zone
