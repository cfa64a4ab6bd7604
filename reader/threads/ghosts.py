"""Comments that are gone from the page but that others point to: a placeholder for each, in its place, with what is known of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader.model.discussion import Body, Comment, CommentKind
from reader.threads.bench import GHOST_KEY, Decision
from reader.threads.ground import Ground
from reader.threads.moments import minutes_iso

_OFFSET = re.compile(r"(Z|[+-]\d\d:?\d\d)$")
_PIECES = 6
_PIECE = re.compile(r"\s*\n?\s*([\"“„«].{8,1500}?[\"”“»])|\s*\n\s*([^\n]{12,1500})", re.DOTALL)


@dataclass(slots=True)
class Ghost:
    """What is known of one removed comment. ``minutes`` in the page's zone."""

    key: str
    number: int | None = None
    minutes: int | None = None
    authors: Counter[str] = field(default_factory=Counter)
    pieces: dict[str, None] = field(default_factory=dict)


def collect(
    ground: Ground, decisions: Iterable[tuple[int, Decision]], offset: int | None
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
        minutes = mention.written.minutes[0] + (offset or 0) if mention.written is not None and exact else None
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
        piece = _piece(ground.text(index), decision)
        if piece and len(ghost.pieces) < _PIECES:
            ghost.pieces[piece] = None
        pointing[(index, mention.start)] = key
    return ghosts, pointing


def _piece(text: str, decision: Decision) -> str | None:
    """The passage behind the mention copied from the removed comment: in quotation marks, or the paragraph under a footer."""
    mention = decision.mention
    found = _PIECE.match(text, mention.end)
    if not found:
        return None
    if found[1]:
        return found[1].strip('"“„«”» \n')
    if mention.frame == "footer" and "\n" in text[found.end() :].strip("\n ") + ("\n" if text[found.end() :].strip() else ""):
        return found[2].strip()
    return None


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
