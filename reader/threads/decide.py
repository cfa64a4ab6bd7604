"""The one place that decides what a mention points to, how sure that is, and why."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, field

from reader.model.discussion import ReferenceKind, Role, Toward
from reader.threads.copies import short_quotes
from reader.threads.evidence import WEIGHTS, Candidate, Case, confidence, weigh
from reader.threads.frames import sentence_start
from reader.threads.ground import POST, Ground
from reader.threads.languages import either, words_of
from reader.threads.mention import Mention
from reader.threads.people import is_nobody
from reader.threads.reading import Reading
from reader.threads.words import fold, rare, split

_NEAR = 3
_LATEST = 10
_NUMBER_AGAINST = 0.5
"""Log-odds that a number means no comment of the page, when the page has one with it."""
_WEAK_FORM = 0.85
"""What a number in a form that may be something else (``#7`` in a sentence) is worth."""
_SEGMENT = 1200
_SENTENCE = 180
_WHOLE = 40
_ELSEWHERE = re.compile(either(words_of("elsewhere")))
_TOPIC_WORDS = frozenset(w for w in words_of("about") if len(w) >= 5 or w in ("re", "ref", "betr", "bzgl"))
_TOPIC = re.compile(rf"[ \t,:]*(?:{either(_TOPIC_WORDS)})\.?[ \t:]+([^,.;!?\n]{{3,40}})")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a mention points to. ``target`` is an index (None: none, or the post).

    For another thread ``target`` is its post id. ``ghost`` says that the comment meant is gone from the page and gets a placeholder.
    """

    mention: Mention
    to: Toward
    target: int | None = None
    confidence: float = 0.0
    evidence: tuple[str, ...] = ()
    role: Role = Role.ADDRESS
    ghost: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """In comment ``index`` the number ``written`` really means ``written + shift``; ``weight`` says how well that is proved."""

    index: int
    written: int
    shift: int
    weight: float


@dataclass(slots=True)
class Bench:
    """Everything that the decisions of one thread share."""

    ground: Ground
    reading: Reading
    offset: int | None = None
    off: frozenset[str] = frozenset()
    proofs: list[Proof] = field(default_factory=list)
    """Numbers whose real target something else proves, rising by comment."""
    spoken_to: dict[int, set[int]] = field(default_factory=dict)
    spoken_of: dict[int, set[int]] = field(default_factory=dict)
    answered: dict[int, set[int]] = field(default_factory=dict)
    post_number: int | None = None
    """The number of the post itself on an image board, where the comments carry on counting from it."""
    removed: frozenset[int] = frozenset()
    """Numbers inside a saved page's range that the page lacks."""
    slid: bool = False


def decide(bench: Bench, index: int, mention: Mention, mentions: list[Mention], refused: frozenset[int] = frozenset()) -> Decision | None:
    """The decision about one mention of comment ``index`` (-1: of the post); None where it is no reference after all.

    ``refused`` are targets that the reader said are not meant.
    """
    if mention.title:
        return Decision(mention, Toward.EXTERNAL, confidence=0.95, evidence=("title",), role=mention.role)
    plain = _plain(bench, index, mention, refused)
    if plain is not None:
        return plain
    case = _case(bench, index, mention, mentions)
    candidates = [c for c in _candidates(bench, case) if c.index not in refused]
    if mention.number is not None and mention.number == bench.post_number:
        return Decision(mention, Toward.POST, None, 0.95, ("id",), mention.role)
    if mention.number is not None and not candidates and mention.kind is not ReferenceKind.QUOTED_FOOTER:
        return _numberless(bench, case)
    weigh(case, candidates)
    if POST in {c.index for c in candidates}:
        _weigh_post(case, candidates)
    nothing = _nothing(bench, case, candidates)
    ghost = _ghost_score(bench, case)
    best = max(candidates, key=lambda c: (c.score, c.index), default=None)
    if best is None or max(nothing, ghost) > best.score:
        return _none(bench, case, nothing, ghost, candidates)
    sure = confidence([*candidates, *([Candidate(-2, ghost)] if ghost > -9 else [])], best, nothing)
    sure *= 1.0 if mention.strong or mention.kind is not ReferenceKind.NUMBER else _WEAK_FORM
    why = tuple(dict.fromkeys(word for _, word in sorted(best.why, key=lambda w: -w[0])))
    if len(candidates) == 1 and mention.number is None:
        why = (*why, "only-candidate")
    if best.index == POST:
        return Decision(mention, Toward.POST, None, sure, why or ("author",), mention.role)
    return Decision(mention, Toward.COMMENT, best.index, sure, why, mention.role)


def _plain(bench: Bench, index: int, mention: Mention, refused: frozenset[int]) -> Decision | None:
    """The everyday case, decided at once: a number of the page, in a thread where no number is known to have slid, and nothing against it.

    Its confidence is what the weights give for number alone, or for number and name that agree.
    """
    if bench.slid or bench.off or refused or mention.number is None or mention.written is not None or index in bench.reading.copied:
        return None
    ground = bench.ground
    found = ground.numbers.get(mention.number, ())
    if len(found) != 1 or not 0 <= found[0] < index or not ground.numbered or (mention.name and not mention.persons):
        return None
    person = ground.person(found[0])
    if (mention.persons and person not in mention.persons) or (person >= 0 and person == ground.person(index)):
        return None
    if mention.persons:
        sure = 1.0 - math.exp(-WEIGHTS["number"] - WEIGHTS["author-short"])
        return Decision(mention, Toward.COMMENT, found[0], sure, (_author_word(mention.how), "number"), mention.role)
    sure = (1.0 - math.exp(_NUMBER_AGAINST - WEIGHTS["number"])) * (1.0 if mention.strong else _WEAK_FORM)
    return Decision(mention, Toward.COMMENT, found[0], sure, ("number",), mention.role)


def _author_word(how: str) -> str:
    return {"case": "author-case", "short": "author-short", "initials": "author-initials"}.get(how, "author")


def _case(bench: Bench, index: int, mention: Mention, mentions: list[Mention]) -> Case:
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
        offset=bench.offset,
        shifts=_shifts(bench, index, mention.number) if bench.slid and mention.number is not None else {},
        spoken_to=bench.spoken_to,
        spoken_of=bench.spoken_of,
        answered=frozenset(bench.answered.get(me, ())) if me >= 0 else frozenset(),
        off=bench.off,
    )


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
    return max(0, sentence_start(text, mention.start)), mention.end + _SENTENCE


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


def _candidates(bench: Bench, case: Case) -> list[Candidate]:
    """Everything that the mention could mean: by number and its neighbours, by name, by time, by copied words, by link."""
    ground, mention, limit = bench.ground, case.mention, case.index
    found: dict[int, None] = {}
    if mention.site_id and ground.site_ids.get(mention.site_id, limit) != limit:
        return [Candidate(ground.site_ids[mention.site_id], 12.0, [(12.0, "id")])]
    if mention.number is not None:
        named = bool(mention.persons) and any(ground.person(i) in mention.persons for i in ground.at_number(mention.number))
        reach = _NEAR if bench.slid or (mention.persons and not named) else 0
        for by in range(-reach, reach + 1):
            found.update(dict.fromkeys(ground.at_number(mention.number + by)))
    for person in mention.persons:
        own = ground.people.comments[person]
        before = bisect_left(own, limit) if limit >= 0 else 0
        if mention.number is None or mention.written is not None:
            found.update(dict.fromkeys(own[max(0, before - (60 if mention.written else _LATEST)) : before]))
        elif before and not any(ground.person(i) == person for i in ground.at_number(mention.number)):
            here = bisect_left(own, _place_of(ground, mention.number, limit))
            found.update(dict.fromkeys(own[max(0, here - 2) : min(before, here + 3)]))
            found.update(dict.fromkeys(own[max(0, before - 2) : before]))
        if person == ground.people.host and limit != POST:
            found[POST] = None
    for source in case.copied:
        found[source] = None
    if mention.written is not None and mention.written.exact and bench.offset is not None and not mention.persons:
        found.update(dict.fromkeys(i for i in range(max(0, limit - 400), max(0, limit)) if _same_minute(case, i)))
    later = mention.kind is ReferenceKind.QUOTE and mention.site_id is not None
    return [Candidate(i) for i in found if i < limit or later]


def _place_of(ground: Ground, number: int, limit: int) -> int:
    """Where a comment with this number stands or would stand before ``limit``."""
    found = ground.at_number(number)
    if found:
        return found[0]
    own = ground.number(limit) if limit >= 0 else None
    return max(0, limit - (own - number)) if own is not None else limit


def _same_minute(case: Case, index: int) -> bool:
    time, written = case.ground.times[index], case.mention.written
    return time is not None and written is not None and any(abs(time - m - (case.offset or 0)) <= 0 for m in written.minutes)


def _weigh_post(case: Case, candidates: list[Candidate]) -> None:
    """The author of the post is named: does it mean the post, or one of the author's comments?"""
    post = next(c for c in candidates if c.index == POST)
    if case.mention.number is not None:
        post.add(-5.0)
        return
    latest = max((c.index for c in candidates if c.index != POST), default=None)
    between = 100 if latest is None else case.index - latest - 1
    if case.mention.role is Role.MENTION:
        post.add(0.4 if between < 4 else 1.2, "host")
    else:
        newcomer = 0.8 if not case.answered and _first_comment(case) else 0.0  # who comes new speaks to the post
        flat = 2.0 if case.ground.nested and case.ground.comments[case.index].page_parent is None else 0.0
        thanks = 0.8 if case.mention.frame == "thanks" else 0.0  # thanks go to the post more often than an address does
        post.add(0.6 + thanks + newcomer + flat - 2.4 * math.exp(-between / 4.0), "host")


def _first_comment(case: Case) -> bool:
    person = case.ground.person(case.index)
    return person >= 0 and case.ground.people.comments[person][0] == case.index


def _nothing(bench: Bench, case: Case, candidates: list[Candidate]) -> float:
    """Log-odds that the mention points to none of the candidates."""
    mention = case.mention
    if mention.kind is ReferenceKind.QUOTED_FOOTER:
        return 3.0 + (2.0 if mention.written is not None and bench.offset is not None else 0.0)
    if mention.kind is ReferenceKind.QUOTE:
        return 1.0 + (3.5 * (1.0 - mention.likeness) if mention.frame == "copy" else 0.0)
    if mention.number is not None:
        return _NUMBER_AGAINST
    base = {"mark": 1.8, "opening": 2.2, "thanks": 2.4, "aside": 2.8, "joined": 2.4}.get(mention.frame, 3.2)
    last = max((c.index for c in candidates if c.index != POST), default=None)
    if last is not None and case.index - last > 40:
        base += 0.5 * math.log(case.index - last - 30)
    if POST in {c.index for c in candidates}:
        base -= 1.0
    return base + _topic_missing(case, candidates)


def _topic_missing(case: Case, candidates: list[Candidate]) -> float:
    """ "Ann, re vaccines": a topic is named that none of Ann's comments speaks of."""
    found = _TOPIC.match(fold(case.ground.text(case.index)[case.mention.end : case.mention.end + 60]))
    if not found:
        return 0.0
    topic = frozenset(w[:5] for w in rare(split(found[1])))
    if not topic or any(topic & case.ground.stems(c.index) for c in candidates):
        return 0.0
    return 3.5


def _ghost_score(bench: Bench, case: Case) -> float:
    """Log-odds that the mention points to a comment that is gone from the page."""
    mention = case.mention
    if mention.number is None or not mention.strong or mention.number not in bench.removed or "number" in case.off:
        return -10.0
    own = case.index < 0 or case.ground.reached(case.index) <= mention.number
    score = -10.0 if own else 4.2 + 0.5
    if mention.persons:
        score -= 1.0
    if mention.kind is ReferenceKind.QUOTED_FOOTER:
        score += 2.0
    if case.copied:
        score -= 3.0
    return score + (3.4 * case.shifts.get(0, 0.0))


def _none(bench: Bench, case: Case, nothing: float, ghost: float, candidates: list[Candidate]) -> Decision | None:
    mention = case.mention
    if ghost >= nothing and ghost > -9:
        gone = Candidate(-2, ghost)
        sure = confidence([*candidates, gone], gone, nothing)
        return Decision(mention, Toward.REMOVED, None, sure, ("number", "missing"), mention.role, ghost=True)
    return _unknown(bench, case)


def _numberless(bench: Bench, case: Case) -> Decision | None:
    """A number that no comment of the page carries, without a name that helps."""
    mention = case.mention
    if _ghost_score(bench, case) > -9:
        return Decision(mention, Toward.REMOVED, None, 0.9, ("number", "missing"), mention.role, ghost=True)
    assert mention.number is not None
    own = case.ground.number(case.index) if case.index >= 0 else None
    if mention.frame == "mark" and mention.strong and (mention.opens or mention.name) and (own is None or mention.number < own + 500):
        return Decision(mention, Toward.UNKNOWN, None, 0.5, ("number", "not-here"), mention.role)
    return None


def _unknown(bench: Bench, case: Case) -> Decision | None:
    mention, ground = case.mention, case.ground
    text = fold(ground.text(case.index))
    around = text[max(0, sentence_start(text, mention.start)) : mention.end + _SENTENCE]
    external = bool(_ELSEWHERE.search(around))
    if mention.kind is ReferenceKind.QUOTED_FOOTER:
        return _stray_footer(bench, case)
    if mention.kind in (ReferenceKind.LINK, ReferenceKind.QUOTE):
        return (
            Decision(mention, Toward.UNKNOWN, None, 0.5, ("no-candidate",), mention.role)
            if mention.frame == "block" and mention.name
            else None
        )
    if mention.kind is ReferenceKind.NUMBER and not mention.opens and not mention.strong:
        return None
    if mention.kind is ReferenceKind.AUTHOR and mention.role is Role.MENTION and not (external and mention.how != "short"):
        return None  # a name in passing, of somebody who has said nothing that fits: too little
    if mention.persons or mention.kind is ReferenceKind.NUMBER or mention.kind is ReferenceKind.NUMBER_AUTHOR:
        return Decision(
            mention,
            Toward.EXTERNAL if external else Toward.UNKNOWN,
            None,
            0.6,
            ("elsewhere",) if external else ("no-candidate",),
            mention.role,
        )
    return None


def _stray_footer(bench: Bench, case: Case) -> Decision | None:
    """A footer that fits no comment here: from before the post it is another thread's, inside the page's time it is a removed comment's."""
    mention, ground = case.mention, case.ground
    times = [t for t in ground.times if t is not None]
    if mention.written is None or not mention.written.exact:
        if mention.frame == "attribution" and not mention.persons:
            return (
                None
                if mention.name is None or is_nobody(mention.name)
                else Decision(mention, Toward.UNKNOWN, None, 0.5, ("author",), mention.role)
            )
        return Decision(mention, Toward.UNKNOWN, None, 0.5, ("no-candidate",), mention.role)
    minutes = mention.written.minutes[0] + (bench.offset or 0)
    asked = ground.times[case.index] if case.index >= 0 else None
    if not times or minutes < min(times) - 30 or bench.offset is None:
        return Decision(mention, Toward.EXTERNAL, None, 0.7, ("time", "before-post"), mention.role)
    if asked is not None and minutes <= asked + 5:
        return Decision(mention, Toward.REMOVED, None, 0.85, ("time", "missing"), mention.role, ghost=True)
    return Decision(mention, Toward.UNKNOWN, None, 0.5, ("time",), mention.role)
