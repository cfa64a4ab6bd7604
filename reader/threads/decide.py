"""The one place that decides what a mention points to, how sure that is, and why."""

from __future__ import annotations

import math
import re

from reader.model.discussion import ReferenceKind, Role, Toward
from reader.threads.bench import Bench, Decision
from reader.threads.cases import SENTENCE, case_of
from reader.threads.evidence import AUTHOR_WORDS, WEIGHTS, Candidate, Case, confidence, weigh
from reader.threads.frames import sentence_start
from reader.threads.ground import POST
from reader.threads.languages import either, words_of
from reader.threads.mention import Mention
from reader.threads.nominate import nominate
from reader.threads.same_people import is_nobody
from reader.threads.words import fold, rare, split

_NUMBER_AGAINST = 0.5
"""Log-odds that a number means no comment of the page, when the page has one with it."""
_WEAK_FORM = 0.85
"""What a number in a form that may be something else (``#7`` in a sentence) is worth."""
GONE = -2
"""Stands for a removed comment where places of comments are meant."""
_NO_GHOST = -10.0
_ELSEWHERE = re.compile(either(words_of("elsewhere")))
_TOPIC_WORDS = frozenset(w for w in words_of("about") if len(w) >= 5 or w in ("re", "ref", "betr", "bzgl"))
_TOPIC = re.compile(rf"[ \t,:]*(?:{either(_TOPIC_WORDS)})\.?[ \t:]+([^,.;!?\n]{{3,40}})")


def decide(bench: Bench, index: int, mention: Mention, mentions: list[Mention], refused: frozenset[int] = frozenset()) -> Decision | None:
    """The decision about one mention of comment ``index`` (-1: of the post); None where it is no reference after all.

    ``refused`` are targets that the reader said are not meant.
    """
    if mention.title:
        return Decision(mention, Toward.EXTERNAL, confidence=0.95, evidence=("title",), role=mention.role)
    plain = _plain(bench, index, mention, refused)
    if plain is not None:
        return plain
    case = case_of(bench, index, mention, mentions)
    candidates = [c for c in nominate(bench, case) if c.index not in refused]
    if mention.number is not None and mention.number == bench.post_number:
        return Decision(mention, Toward.POST, None, 0.95, ("id",), mention.role)
    if mention.number is not None and not candidates and mention.kind is not ReferenceKind.QUOTED_FOOTER:
        return _numberless(bench, case, refused)
    weigh(case, candidates)
    if POST in {c.index for c in candidates}:
        weigh_post(case, candidates)
    nothing = no_candidate_score(case, candidates)
    ghost = _ghost_score(bench, case) if GONE not in refused else _NO_GHOST
    best = max(candidates, key=lambda c: (c.score, c.index), default=None)
    if best is None or max(nothing, ghost) > best.score:
        return _none(case, nothing, ghost, candidates)
    sure = confidence([*candidates, *([Candidate(GONE, ghost)] if ghost > _NO_GHOST else [])], best, nothing)
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
        return Decision(mention, Toward.COMMENT, found[0], sure, (AUTHOR_WORDS.get(mention.how, "author"), "number"), mention.role)
    sure = (1.0 - math.exp(_NUMBER_AGAINST - WEIGHTS["number"])) * (1.0 if mention.strong else _WEAK_FORM)
    return Decision(mention, Toward.COMMENT, found[0], sure, ("number",), mention.role)


def weigh_post(case: Case, candidates: list[Candidate]) -> None:
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
        newcomer = 0.8 if not case.answered and _first_comment(case) else -0.5  # who comes new speaks to the post, others to somebody
        flat = 2.0 if case.ground.nested and case.ground.comments[case.index].page_parent is None else 0.0
        thanks = 0.8 if case.mention.frame == "thanks" else 0.0  # thanks go to the post more often than an address does
        post.add(0.6 + thanks + newcomer + flat - 2.4 * math.exp(-between / 4.0), "host")


def _first_comment(case: Case) -> bool:
    person = case.ground.person(case.index)
    return person >= 0 and case.ground.people.comments[person][0] == case.index


def no_candidate_score(case: Case, candidates: list[Candidate]) -> float:
    """Log-odds that the mention points to none of the candidates."""
    mention = case.mention
    if mention.kind is ReferenceKind.QUOTED_FOOTER:
        return 3.0 + (2.0 if mention.written is not None and case.offset is not None else 0.0)
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
        return _NO_GHOST
    if case.index < 0 or case.ground.reached(case.index) <= mention.number:
        return _NO_GHOST
    score = 4.2 + 0.5
    if mention.persons:
        score -= 1.0
    if mention.kind is ReferenceKind.QUOTED_FOOTER:
        score += 2.0
    if case.copied:
        score -= 3.0
    return score + (3.4 * case.shifts.get(0, 0.0))


def _none(case: Case, nothing: float, ghost: float, candidates: list[Candidate]) -> Decision | None:
    mention = case.mention
    if ghost >= nothing and ghost > _NO_GHOST:
        gone = Candidate(GONE, ghost)
        sure = confidence([*candidates, gone], gone, nothing)
        return Decision(mention, Toward.REMOVED, None, sure, ("number", "missing"), mention.role, ghost=True)
    return _unknown(case)


def _numberless(bench: Bench, case: Case, refused: frozenset[int]) -> Decision | None:
    """A number that no comment of the page carries, without a name that helps."""
    mention = case.mention
    if GONE not in refused and _ghost_score(bench, case) > _NO_GHOST:
        return Decision(mention, Toward.REMOVED, None, 0.9, ("number", "missing"), mention.role, ghost=True)
    assert mention.number is not None
    own = case.ground.number(case.index) if case.index >= 0 else None
    if mention.frame == "mark" and mention.strong and (mention.opens or mention.name) and (own is None or mention.number < own + 500):
        return Decision(mention, Toward.UNKNOWN, None, 0.5, ("number", "not-here"), mention.role)
    return None


def _unknown(case: Case) -> Decision | None:
    mention, ground = case.mention, case.ground
    text = fold(ground.text(case.index))
    around = text[max(0, sentence_start(text, mention.start)) : mention.end + SENTENCE]
    external = bool(_ELSEWHERE.search(around))
    if mention.kind is ReferenceKind.QUOTED_FOOTER:
        return _stray_footer(case)
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


def _stray_footer(case: Case) -> Decision | None:
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
    minutes = mention.written.minutes[0] + (case.offset or 0)
    asked = ground.times[case.index] if case.index >= 0 else None
    if not times or minutes < min(times) - 30 or case.offset is None:
        return Decision(mention, Toward.EXTERNAL, None, 0.7, ("time", "before-post"), mention.role)
    if asked is not None and minutes <= asked + 5:
        return Decision(mention, Toward.REMOVED, None, 0.85, ("time", "missing"), mention.role, ghost=True)
    return Decision(mention, Toward.UNKNOWN, None, 0.5, ("time",), mention.role)
