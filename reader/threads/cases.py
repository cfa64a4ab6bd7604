"""A mention made ready to be weighed: the words said at it, what is copied near it, how numbers slid around it."""

from __future__ import annotations

import math
from bisect import bisect_left

from reader.model.discussion import ReferenceKind, Role
from reader.threads.bench import Bench
from reader.threads.copies import short_quotes
from reader.threads.evidence import Case
from reader.threads.frames import sentence_start
from reader.threads.ground import Ground
from reader.threads.mention import Mention
from reader.threads.words import fold, rare, split

_SEGMENT = 1200
SENTENCE = 180
"""Characters behind a mention that are said about it, where somebody is only mentioned."""
_WHOLE = 40


def case_of(bench: Bench, index: int, mention: Mention, mentions: list[Mention]) -> Case:
    """The mention with all that may speak for a candidate."""
    ground = bench.ground
    copied = _copies_near(bench, index, mention, mentions)
    stems: frozenset[str] = frozenset()
    if _needs_words(bench, mention):
        stems = _segment_stems(ground, index, mention, mentions)
    me = ground.person(index)
    block: frozenset[str] = frozenset()
    if mention.frame == "block":
        block = frozenset(split(fold(ground.text(index)[mention.start : mention.end])))
    return Case(
        ground,
        index,
        mention,
        stems=stems,
        phrases=_phrases(ground, index, mention, mentions) if stems else (),
        block=block,
        copied=copied,
        offset=bench.offset(index),
        shifts=_shifts(bench, index, mention.number) if bench.slid and mention.number is not None else {},
        spoken_to=bench.spoken_to,
        spoken_of=bench.spoken_of,
        answered=frozenset(bench.answered.get(me, ())) if me >= 0 else frozenset(),
        taken=frozenset(target for text, target in bench.said.items() if text != _written(ground, index, mention)),
        off=bench.off,
    )


def _written(ground: Ground, index: int, mention: Mention) -> str:
    return ground.text(index)[mention.start : mention.end]


def _needs_words(bench: Bench, mention: Mention) -> bool:
    if mention.kind in (ReferenceKind.QUOTED_FOOTER, ReferenceKind.LINK, ReferenceKind.QUOTE):
        return mention.number is None and mention.written is None
    if mention.number is None:
        return True
    if bench.slid:
        return True
    ground = bench.ground
    return bool(mention.persons) and not any(ground.person(i) in mention.persons for i in ground.at_number(mention.number))


def _segment(text: str, mention: Mention, mentions: list[Mention]) -> tuple[int, int]:
    if mention.role is Role.ADDRESS:
        end = min((m.start for m in mentions if m.start >= mention.end and m.opens and m.role is Role.ADDRESS), default=len(text))
        return mention.end, min(end, mention.end + _SEGMENT)
    return max(0, sentence_start(text, mention.start)), mention.end + SENTENCE


def _segment_stems(ground: Ground, index: int, mention: Mention, mentions: list[Mention]) -> frozenset[str]:
    """Rare words of what is said at the mention: up to the next one spoken to; around it where somebody is only mentioned."""
    text = ground.text(index)
    start, end = _segment(text, mention, mentions)
    if start < _WHOLE and end == len(text):
        return ground.stems(index) - _name_stems(mention)  # all of the comment, whose stems are at hand
    return ground.stems_of(split(fold(text[start:end]))) - _name_stems(mention)


def _phrases(ground: Ground, index: int, mention: Mention, mentions: list[Mention]) -> tuple[tuple[str, ...], ...]:
    """Short wordings in quotation marks in what is said at the mention: two to eight words that the one meant has used."""
    text = ground.text(index)
    start, end = _segment(text, mention, mentions)
    piece = text[start:end]
    if not any(c in piece for c in "\"“„«「‘'"):
        return ()
    found = short_quotes(piece, fold(piece), split)
    return tuple(words for words in found if rare(words))[:6]


def _name_stems(mention: Mention) -> frozenset[str]:
    return frozenset(w[:5] for w in split(fold(mention.name or "")))


def _copies_near(bench: Bench, index: int, mention: Mention, mentions: list[Mention]) -> dict[int, float]:
    found: dict[int, float] = {}
    if mention.source is not None:
        found[mention.source] = mention.likeness
    copied = bench.reading.copied.get(index)
    if not copied or mention.frame == "genitive":
        return found
    addressed = [m for m in mentions if m.role is Role.ADDRESS and (m.opens or m.frame in ("mark", "copy"))]
    if mention.role is Role.MENTION:
        near = [m for m in copied if 0 <= m.start - mention.end < 40 or 0 <= mention.start - m.end < 12]
    elif len(addressed) <= 1:
        near = copied
    else:
        end = min((m.start for m in addressed if m.start >= mention.end), default=1 << 60)
        near = [m for m in copied if mention.end <= m.start < end]
    for m in near:
        if m.source is not None:
            found[m.source] = max(found.get(m.source, 0.0), m.likeness)
    return found


def _shifts(bench: Bench, index: int, number: int) -> dict[int, float]:
    """Share of each shift among the proofs near by: written about the same time, of about the same number.

    Numbers slide when a comment before them is put in or taken out: all numbers behind that place, for those who read the page before.
    So a proof counts the more, the nearer its comment and the nearer its number.
    """
    place = bisect_left(bench.proofs, index, key=lambda p: p.index)
    total = 0.3
    weights: dict[int, float] = {}
    for proof in bench.proofs[max(0, place - 16) : place + 16]:
        if proof.index == index:
            continue
        near = proof.weight * math.exp(-abs(proof.index - index) / 4.0 - abs(proof.written - number) / 8.0)
        weights[proof.shift] = weights.get(proof.shift, 0.0) + near
        total += near
    return {shift: amount / total for shift, amount in weights.items() if amount > 0.01}
