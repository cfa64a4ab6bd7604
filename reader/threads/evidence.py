"""Independent pieces of evidence for one candidate of one mention. Each is a small function that gives nats of log-odds and a word.

`WEIGHTS` is the only place with numbers that say how much a piece counts; `off` switches a piece off to measure what it is worth.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reader.model.discussion import Role
from reader.threads.ground import POST, Ground
from reader.threads.mention import Mention

WEIGHTS: dict[str, float] = {
    "number": 4.2,
    "number-near": 1.0,
    "number-far": -1.2,
    "digits": 1.6,
    "author": 6.0,
    "author-case": 5.6,
    "author-short": 4.4,
    "author-initials": 3.4,
    "author-shared": 4.4,
    "author-other": -7.0,
    "stranger": -1.6,
    "time": 8.0,
    "time-other": -5.0,
    "quote": 7.0,
    "quote-other": -1.5,
    "block": 5.0,
    "page": 3.0,
    "other-branch": -1.5,
    "words": 3.2,
    "words-room": 3.5,
    "phrase": 2.8,
    "turn": 1.8,
    "fresh": 0.8,
    "distance": -0.38,
    "rank": -1.1,
    "answered": -0.7,
    "taken": -1.5,
    "own": -5.0,
}

_ANYWHERE = {0: 0.86, 1: 0.04, 2: 0.02, 3: 0.012}
"""How often a number of a thread whose numbers have slid somewhere is off by so much."""
_FURTHEST = 12
_TELLING = 0.2

AUTHOR_WORDS = {"case": "author-case", "short": "author-short", "part": "author-short", "initials": "author-initials"}
"""Form in which a name is written -> word of evidence; ``author`` for all others."""

PIECES = ("number", "shift", "author", "time", "quote", "words", "turn", "distance", "page")
"""What can be switched off, for the ablation table."""


@dataclass(slots=True)
class Case:
    """One mention to be decided: who asks, what stands near it, what is known of the thread so far."""

    ground: Ground
    index: int
    mention: Mention
    stems: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    """Short wordings in quotation marks near the mention, as words."""
    block: frozenset[str] = frozenset()
    """Words of the quote block that is the mention."""
    copied: dict[int, float] = field(default_factory=dict)
    offset: int | None = None
    shifts: dict[int, float] = field(default_factory=dict)
    """Shift -> share of the proofs near this comment (their numbers against the page's)."""
    spoken_to: dict[int, set[int]] = field(default_factory=dict)
    """Comment -> people whom it addresses, as decided so far."""
    spoken_of: dict[int, set[int]] = field(default_factory=dict)
    """Comment -> people whose words it begins by taking up."""
    answered: frozenset[int] = frozenset()
    """What the same author answered before."""
    taken: frozenset[int] = frozenset()
    """What other words of the same comment are decided to mean."""
    off: frozenset[str] = frozenset()


@dataclass(slots=True)
class Candidate:
    """A possible target: a comment, or the post (-1). ``score`` in nats; ``why`` = (weight, word)."""

    index: int
    score: float = 0.0
    why: list[tuple[float, str]] = field(default_factory=list)

    def add(self, weight: float, word: str = "") -> None:
        """Count a piece of evidence."""
        self.score += weight
        if word and weight > 0:
            self.why.append((weight, word))


def weigh(case: Case, candidates: list[Candidate]) -> None:
    """Let every piece of evidence speak about every candidate."""
    speakers = [speak for piece, matters, speak in _SPEAKERS if matters(case) and piece not in case.off]
    for candidate in candidates:
        for speak in speakers:
            speak(case, candidate)
    if "words" not in case.off and len(candidates) > 1:
        weigh_words(case, candidates)


def weigh_number(case: Case, candidate: Candidate) -> None:
    """The number written against the candidate's own; one that slid by one or two is still near."""
    written = case.mention.number
    if written is None or candidate.index == POST:
        return
    number = case.ground.number(candidate.index)
    if number is None:
        return
    by = number - written
    if by == 0:
        full = _slid(case, 0) if case.shifts else WEIGHTS["number"]
        candidate.add(full if case.ground.numbered else full - 1.5, "number")
    elif case.shifts and abs(by) <= _FURTHEST:
        candidate.add(_slid(case, by), f"off-by-{abs(by)}")
        if case.shifts.get(by, 0.0) > _TELLING:
            candidate.why.append((0.5, "shift"))
    elif abs(by) <= 3:
        candidate.add(WEIGHTS["number-near"] - 0.45 * (abs(by) - 1), f"off-by-{abs(by)}")
    else:
        candidate.add(WEIGHTS["number-far"] + (WEIGHTS["digits"] if _slip(written, number) else 0.0))
        candidate.why.append((0.01, f"off-by-{abs(by)}"))


def _slid(case: Case, by: int) -> float:
    """What a number that is off by ``by`` says where numbers near by are proved to have slid, or not to have.

    The chance of that shift: what the proofs near by give it, and for what they leave open the chance that it has anywhere.
    """
    open_part = max(0.0, 1.0 - sum(case.shifts.values()))
    chance = case.shifts.get(by, 0.0) + open_part * _ANYWHERE.get(abs(by), 0.002)
    return WEIGHTS["number"] + 0.15 + math.log(max(chance, 0.002))


def weigh_author(case: Case, candidate: Candidate) -> None:
    """The name written against who wrote the candidate."""
    if candidate.index != POST and case.mention.name is None:
        return
    person = case.ground.label(candidate.index)
    if case.mention.persons:
        if person in case.mention.persons:
            how = case.mention.how
            word = AUTHOR_WORDS.get(how, "author")
            weight = WEIGHTS["author-shared"] if how == "shared" else WEIGHTS[word]
            candidate.add(weight - (0.4 * (len(case.mention.persons) - 1)), word)
        else:
            candidate.add(WEIGHTS["author-other"])
    elif case.mention.name:
        candidate.add(WEIGHTS["stranger"])


def weigh_time(case: Case, candidate: Candidate) -> None:
    """A pasted time, moved by the page's offset, against when the candidate was written."""
    written = case.mention.written
    if written is None or candidate.index == POST:
        return
    time = case.ground.times[candidate.index]
    if time is None:
        return
    if written.exact:
        shifted = [m + (case.offset or 0) for m in written.minutes]
        if any(abs(time - m) <= 1 for m in shifted):
            candidate.add(WEIGHTS["time"], "time")
        elif case.offset is not None:
            candidate.add(WEIGHTS["time-other"])
    elif any(time // 1440 == m // 1440 for m in written.minutes):
        candidate.add(1.5, "date")
    else:
        candidate.add(-2.0)


def weigh_quote(case: Case, candidate: Candidate) -> None:
    """Words copied near the mention: from this candidate, or from another."""
    if not case.copied:
        return
    likeness = case.copied.get(candidate.index)
    if likeness is not None:
        candidate.add(WEIGHTS["quote"] * (0.4 + 0.6 * likeness), "quote")
    else:
        candidate.add(WEIGHTS["quote-other"])


def weigh_words(case: Case, candidates: list[Candidate]) -> None:
    """Rare words shared with each candidate, against the candidate that shares least."""
    if not case.stems:
        return
    shared = []
    for candidate in candidates:
        stems = case.ground.stems(candidate.index)
        total = case.ground.shared(case.stems, stems)
        shared.append(total / (1.0 + len(stems) / 250.0))
    if case.phrases:
        holding = [sum(_holds(case.ground.words(c.index), phrase) for phrase in case.phrases) for c in candidates]
        if 0 < sum(1 for h in holding if h) <= max(1, len(candidates) // 2):
            for candidate, holds in zip(candidates, holding, strict=True):
                if holds:
                    candidate.add(WEIGHTS["phrase"], "phrase")
    least = min(shared)
    full = WEIGHTS["words"] * (1.4 if case.mention.role is Role.MENTION and case.mention.number is None else 1.0)
    for candidate, amount in zip(candidates, shared, strict=True):
        candidate.add(full * (1.0 - math.exp(-(amount - least) / WEIGHTS["words-room"])), "words" if amount - least > 2.5 else "")


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand side by side in a text."""
    at = -1
    for _ in range(20):
        try:
            at = words.index(phrase[0], at + 1)
        except ValueError:
            return False
        if words[at : at + len(phrase)] == phrase:
            return True
    return False


def weigh_block(case: Case, candidate: Candidate) -> None:
    """The words of a quote block against the candidate's: most of them should be there."""
    if not case.block:
        return
    there = case.block.intersection(case.ground.words(candidate.index))
    share = len(there) / len(case.block)
    candidate.add(WEIGHTS["block"] * (2.0 * share - 1.0), "quote")


def weigh_turn(case: Case, candidate: Candidate) -> None:
    """The candidate spoke to the one who writes now: an answer to an answer."""
    me = case.ground.label(case.index)
    if me < 0 or candidate.index == POST:
        return
    shared = case.ground.person(case.index) < 0
    own = case.ground.people.comments[me]
    since = bisect_left(own, case.index) - bisect_left(own, candidate.index)
    if since and not shared:
        return  # has written since: the turn was taken
    if me in case.spoken_to.get(candidate.index, ()):
        candidate.add(WEIGHTS["turn"] * (0.5 if shared and since else 1.0), "turn")
    elif me in case.spoken_of.get(candidate.index, ()):
        candidate.add(WEIGHTS["turn"] * 0.6, "turn")
    if not shared:
        candidate.add(WEIGHTS["fresh"])


def weigh_distance(case: Case, candidate: Candidate) -> None:
    """Without a number, people mean what was said last: by that person, and on the page."""
    if case.mention.number is not None or candidate.index == POST:
        return
    person = case.ground.label(candidate.index)
    between = max(0, case.index - candidate.index - 1)
    candidate.add(WEIGHTS["distance"] * math.log1p(between))
    if person >= 0:
        own = case.ground.people.comments[person]
        rank = bisect_left(own, case.index) - bisect_left(own, candidate.index) - 1
        loose = 0.6 if case.mention.role is Role.MENTION else 1.0  # spoken about: the last word matters less
        candidate.add(WEIGHTS["rank"] * loose * max(0, rank) ** 0.6, "last" if rank == 0 and len(own) > 1 else "")
    if candidate.index in case.answered:
        candidate.add(WEIGHTS["answered"])


def weigh_page(case: Case, candidate: Candidate) -> None:
    """Where the page nests: what it says is answered, and whether the candidate stands in the same branch."""
    if POST in (case.index, candidate.index):
        return
    ground = case.ground
    stated = ground.stated[case.index]
    if stated < 0:
        return
    if stated == candidate.index:
        candidate.add(WEIGHTS["page"], "page")
    elif ground.branch[candidate.index] != ground.branch[case.index]:
        candidate.add(WEIGHTS["other-branch"])


def weigh_taken(case: Case, candidate: Candidate) -> None:
    """Whoever has spoken to somebody by name hardly calls him by another number some lines on."""
    if candidate.index in case.taken:
        candidate.add(WEIGHTS["taken"])


def weigh_own(case: Case, candidate: Candidate) -> None:
    """Nobody speaks to himself, but people do paste their own footers and words."""
    me = case.ground.person(case.index)
    if candidate.index == case.index:
        candidate.add(-20.0)
    elif candidate.index != POST and me >= 0 and me == case.ground.person(candidate.index):
        own_name = me in case.mention.persons
        candidate.add(WEIGHTS["own"] * (0.2 if own_name or case.mention.role is Role.MENTION else 1.0))


def _always(_case: Case) -> bool:
    return True


_SPEAKERS: tuple[tuple[str, Callable[[Case], bool], Callable[[Case, Candidate], None]], ...] = (
    ("number", lambda case: case.mention.number is not None, weigh_number),
    ("author", _always, weigh_author),
    ("time", lambda case: case.mention.written is not None, weigh_time),
    ("quote", lambda case: bool(case.copied), weigh_quote),
    ("quote", lambda case: bool(case.block), weigh_block),
    ("page", lambda case: case.ground.nested and case.mention.number is None, weigh_page),
    ("taken", lambda case: bool(case.taken) and case.mention.frame != "copy", weigh_taken),
    ("turn", _always, weigh_turn),
    ("distance", lambda case: case.mention.number is None and case.mention.frame != "copy", weigh_distance),
    ("own", _always, weigh_own),
)
"""Piece to switch off, when it has anything to say, what it says."""


def _slip(written: int, number: int) -> bool:
    """Whether one number is the other with two digits swapped, one digit mistyped, or one left out."""
    a, b = str(written), str(number)
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1 or sorted(a) == sorted(b)
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def confidence(candidates: Iterable[Candidate], best: Candidate, nothing: float) -> float:
    """Chance of ``best`` against the others and against ``nothing`` (nats for "none of these")."""
    top = max(best.score, nothing)
    total = math.exp(nothing - top) + sum(math.exp(c.score - top) for c in candidates)
    return math.exp(best.score - top) / total
