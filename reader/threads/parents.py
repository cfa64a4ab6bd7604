"""One main parent for each comment: whom it answers. What the page states stays; the reader's word wins over everything."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model.discussion import ParentOrigin, ReferenceKind, Role, Toward
from reader.model.forest import without_cycles
from reader.threads.bench import Decision
from reader.threads.frames import SECOND_PERSON
from reader.threads.ground import Ground
from reader.threads.languages import either, words_of
from reader.threads.words import IS_CJK, fold, split

_COPY_PROVES = 0.6
_COURTESY_ONLY = 15
_SAME_LIST = 3
BEGINNING = 25
_FIRST_SENTENCE = 60
_ENDS = (".", "!", "?", "…")
_NEAR_ENOUGH = 30
_THANKS_ONLY = 90
_TURN_REACH = 40
_TURNS_KEPT = 8
_SHARED = 3.0
_RUN_SHARED = 6.0
_RUN_MINUTES = 45
_RUN_REACH = 25
_WEAK_GOES_ON = frozenset(["and", "und", "et", "y", "e", "en", "и", "also", "update"])
_GOES_ON = re.compile(rf"\W*({either(words_of('goes_on') | words_of('above'))})(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Parent:
    """What a comment answers: an index, or the ghost with key ``ghost``."""

    index: int | None
    origin: ParentOrigin
    confidence: float
    ghost: str | None = None


def by_references(ground: Ground, index: int, decisions: Sequence[Decision], ghosts: dict[tuple[int, int], str]) -> Parent | None:
    """The comment that the references of this one answer.

    The first spoken to with more than thanks, else the first spoken to, else the source of a copied passage.
    """
    text = ground.text(index)
    spoken = [
        d
        for d in decisions
        if d.role is Role.ADDRESS and d.mention.frame != "copy" and (d.to is Toward.COMMENT or d.ghost or d.to is Toward.POST)
    ]
    answers = [d for d in spoken if d.to is not Toward.POST and (d.target is None or d.target < index)]
    if answers:
        at = next((k for k, d in enumerate(answers) if _substance(text, d, spoken)), 0)
        while at and answers[at].mention.start - answers[at - 1].mention.end <= _SAME_LIST:
            at -= 1  # of ">>1,3" the first
        return _as_parent(index, answers[at], ghosts)
    opening = [d for d in decisions if d.role is Role.MENTION and _begins(text, d, index)]
    if opening and not spoken:
        parent = _as_parent(index, opening[0], ghosts)
        return Parent(parent.index, parent.origin, min(0.7, parent.confidence * 0.75), parent.ghost)
    if any(d.to is Toward.EXTERNAL and d.mention.start < 5 for d in decisions) or spoken:
        return None
    copied = [
        d
        for d in decisions
        if d.mention.frame == "copy" and d.to is Toward.COMMENT and d.target is not None and ground.person(d.target) != ground.person(index)
    ]
    if copied and copied[0].confidence >= _COPY_PROVES:
        return _as_parent(index, copied[0], ghosts)
    return None


def _begins(text: str, decision: Decision, index: int) -> bool:
    """Whether the comment begins by taking up what somebody said: "As Ann says", "What Bill said"."""
    near = decision.target is not None and index - _NEAR_ENOUGH <= decision.target < index
    start = decision.mention.start
    first = start < BEGINNING or (start < _FIRST_SENTENCE and text[:start].rstrip()[-1:] in _ENDS)
    return decision.to is Toward.COMMENT and near and first


def _substance(text: str, decision: Decision, spoken: Sequence[Decision]) -> bool:
    end = min((d.mention.start for d in spoken if d.mention.start >= decision.mention.end), default=len(text))
    room = _THANKS_ONLY if decision.mention.frame in ("thanks", "joined") else _COURTESY_ONLY
    words = text[decision.mention.end : end].strip()
    length = len(words) + (2 * len(words) if not words.isascii() and IS_CJK.search(words) else 0)
    return length > room


def _as_parent(index: int, decision: Decision, ghosts: dict[tuple[int, int], str]) -> Parent:
    origin = ParentOrigin.QUOTE if decision.mention.kind is ReferenceKind.QUOTE else ParentOrigin.REFERENCE
    return Parent(decision.target, origin, decision.confidence, ghosts.get((index, decision.mention.start)) if decision.ghost else None)


class Turns:
    """Who waits for whose answer: comments that spoke to somebody who has not answered yet. Fed in order."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._waiting: dict[int, list[int]] = {}

    def note(self, index: int, people: set[int], answered: set[int]) -> None:
        """Comment ``index`` speaks to ``people`` and answers the comments ``answered``."""
        me = self._ground.person(index)
        if me >= 0 and me in self._waiting:
            self._waiting[me] = [i for i in self._waiting[me] if i not in answered]
        for person in people:
            if person >= 0 and person != me:
                waiting = self._waiting.setdefault(person, [])
                waiting.append(index)
                del waiting[:-_TURNS_KEPT]

    def answer(self, index: int) -> Parent | None:
        """The waiting comment that this one, which names nobody, most likely answers: it shares rare words with it."""
        ground = self._ground
        me = ground.person(index)
        waiting = [i for i in self._waiting.get(me, ()) if index - i <= _TURN_REACH] if me >= 0 else []
        if not waiting:
            return None
        mine = ground.stems(index)
        scored = []
        for other in waiting:
            theirs = ground.stems(other)
            shared = ground.shared(mine, theirs) / (1.0 + len(theirs) / 250.0) / (1.0 + len(mine) / 100.0)
            scored.append((shared + _second_person(ground, index) + _asked(ground, index, other) - 0.03 * (index - other), other))
        best, other = max(scored)
        if best < _SHARED:
            return None
        return Parent(other, ParentOrigin.REFERENCE, min(0.75, 0.4 + best / 20))


def _asked(ground: Ground, index: int, other: int) -> float:
    """The answer right behind, and to a question: most likely the answer."""
    near = {1: 2.0, 2: 0.8, 3: 0.4}.get(index - other, 0.0)
    return near + (1.5 if near and any(c in ground.text(other)[-80:] for c in "?？") else 0.0)


def _second_person(ground: Ground, index: int) -> float:
    words = split(fold(ground.text(index)[:400]))
    return 0.0 if SECOND_PERSON.isdisjoint(words) else 0.8


def continuation(ground: Ground, index: int) -> Parent | None:
    """The writer's own comment just before that this one goes on with: it says so, or takes up its rare words."""
    me = ground.person(index)
    says = _GOES_ON.match(fold(ground.text(index)[:60]))
    run: list[int] = []
    other = index - 1
    while other >= 0 and len(run) < 5 and ground.person(other) == me >= 0:
        run.append(other)
        other -= 1
    if not run:
        return _goes_on_later(ground, index) if says and says[1] not in _WEAK_GOES_ON and me >= 0 else None
    now, then = ground.times[index], ground.times[run[0]]
    if now is not None and then is not None and now - then > _RUN_MINUTES:
        return None
    mine = ground.stems(index)
    shared = [(ground.shared(mine, ground.stems(i)) / (1.0 + len(ground.stems(i)) / 250.0), -i, i) for i in run]
    best, _, chosen = max(shared)
    if says:
        return Parent(chosen if best >= _RUN_SHARED else run[0], ParentOrigin.REFERENCE, 0.6 if says[1] in _WEAK_GOES_ON else 0.75)
    if best >= _RUN_SHARED * 1.5:
        return Parent(chosen, ParentOrigin.REFERENCE, 0.55)
    return None


def _goes_on_later(ground: Ground, index: int) -> Parent | None:
    """ "PS: ..." some comments later: one's own last comment, when both speak of the same."""
    own = ground.people.comments[ground.person(index)]
    before = bisect_left(own, index) - 1
    if before < 0 or index - own[before] > _RUN_REACH:
        return None
    shared = ground.shared(ground.stems(index), ground.stems(own[before]))
    return Parent(own[before], ParentOrigin.REFERENCE, 0.6) if shared >= _SHARED else None


def agreement(ground: Ground, index: int, holders: Sequence[int] | None) -> Parent | None:
    """ "Agree with the honey pot idea": the earlier comment that has the idea, when one stands out."""
    if not holders:
        return None
    text = fold(ground.text(index))
    opening = frozenset(w[:5] for w in split(text.partition(".")[0]))
    mine = ground.stems(index)
    names = re.findall(r"\b[A-ZÀ-ÖØ-ÞА-ЯЁ][^\W\d_]{2,}", ground.text(index))
    topic = frozenset(fold(w)[:5] for w in names) & mine - opening  # places and people tell which of two like ideas is meant
    scored = []
    for other in holders:
        if other < 0 or index - other > 60 or ground.person(other) == ground.person(index):
            continue
        sentences = [frozenset(w[:5] for w in split(s)) for s in re.split(r"[.!?\n]+", fold(ground.text(other)))]
        best = max(
            (
                ground.shared(opening & mine, said) + 0.5 * ground.shared(topic, said)
                for said in sentences
                if opening & mine & said
            ),
            default=0.0,
        )
        scored.append((best, other))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < 3.0 or (len(scored) > 1 and scored[0][0] - scored[1][0] < 0.1):
        return None
    return Parent(scored[0][1], ParentOrigin.REFERENCE, 0.55)


def mend(stated: Sequence[int], inferred: list[Parent | None]) -> None:
    """Take back inferred parents that would close a cycle with stated ones. ``stated``: index of the page's parent, -1 for none."""
    full = [p if p >= 0 else _inferred_index(inferred[i]) for i, p in enumerate(stated)]
    sound = without_cycles(full)
    for start, (was, now) in enumerate(zip(full, sound, strict=True)):
        if was == now or was < 0:
            continue
        node: int = start
        for _ in range(len(full)):
            if stated[node] < 0:
                inferred[node] = None
            node = full[node]
            if node in (start, -1):
                break


def _inferred_index(parent: Parent | None) -> int:
    return -1 if parent is None or parent.index is None else parent.index
