"""What else a reference may mean: ranked candidates for the reader who says "not this one"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from reader.model.discussion import POST_KEY, Comment, CommentKind, Discussion, Reference, ReferenceKind, ThreadCorrections, Toward
from reader.threads.bench import Bench
from reader.threads.cases import case_of
from reader.threads.decide import no_candidate_score, weigh_post
from reader.threads.elsewhere import Elsewhere, KnownIndex
from reader.threads.evidence import Candidate, Case, confidence, weigh
from reader.threads.ground import POST, Ground
from reader.threads.mention import Mention
from reader.threads.nominate import nominate
from reader.threads.verdicts import NO_CORRECTIONS, Manual, decide_all, prepare

_READ_BEFORE = 1500
"""Comments before the one asked about that are read: in a longer thread, what stands further back decides nothing here."""
_JUST_BEFORE = 10
_OF_AN_AUTHOR = 6
_NUMBERS_AROUND = 3


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """One comment that a reference may mean. ``target`` is its id in the discussion (None: the post), ``key`` its key or `POST_KEY`.

    ``confidence`` (0 to 1) is its chance among all candidates and "none of them"; ``evidence`` as in `Reference`, strongest first.
    ``current`` marks what the reference leads to now.
    """

    to: Toward
    target: int | None
    key: str
    confidence: float
    evidence: tuple[str, ...]
    current: bool = False


def candidates_for(
    discussion: Discussion, comment: int | str, reference: Reference, corrections: ThreadCorrections = NO_CORRECTIONS, limit: int = 8
) -> tuple[RankedCandidate, ...]:
    """The comments that ``reference`` may mean, likeliest first, at most ``limit``.

    ``comment`` is the place of the comment that holds the reference in ``discussion.comments``, or its key; -1 is the post. Targets that
    ``corrections`` reject for this reference are left out, names explained there count. What the engine itself would weigh comes with
    its evidence; then come comments with a number near by, by the same author, and those just before. Pure; a thread of any length takes
    well under a second or two. Raises `KeyError` for a key, `IndexError` for a place that the discussion does not have.
    """
    real = [c for c in discussion.comments if c.kind is not CommentKind.REMOVED]
    index = _place(discussion, real, comment)
    ground, bench = _read_around(discussion, real, corrections, index)
    mentions = sorted([*bench.reading.mentions.get(index, ()), *bench.reading.copied.get(index, ())], key=lambda m: (m.start, m.end))
    mention = _mention_of(reference, mentions)
    case = case_of(bench, index, mention, mentions)
    refused = _refused(ground, index, reference, corrections)
    found = {c.index: c for c in nominate(bench, case)}
    for other in _further(ground, case, reference):
        found.setdefault(other, Candidate(other))
    weighed = [c for c in found.values() if c.index not in refused and c.index != index]
    weigh(case, weighed)
    if POST in found:
        weigh_post(case, weighed)
    nothing = no_candidate_score(case, weighed)
    ranked = [_ranked(ground, c, confidence(weighed, c, nothing), reference) for c in weighed]
    ranked += _removed_ones(discussion, reference, mention, frozenset(k for k in refused if isinstance(k, str)))
    ranked.sort(key=lambda r: -r.confidence)
    return tuple(ranked[:limit])


def _place(discussion: Discussion, real: list[Comment], comment: int | str) -> int:
    """The place among the comments without ghosts."""
    if comment == POST:
        return POST
    if isinstance(comment, str):
        asked = next((c for c in discussion.comments if c.key == comment), None)
        if asked is None:
            raise KeyError(comment)
    else:
        if comment < 0:
            raise IndexError(comment)
        asked = discussion.comments[comment]
    return next(i for i, c in enumerate(real) if c is asked)


def _read_around(discussion: Discussion, real: list[Comment], corrections: ThreadCorrections, index: int) -> tuple[Ground, Bench]:
    """The thread read up to the comment asked about, with everything before it decided."""
    first = max(0, index - _READ_BEFORE)
    bench = prepare(discussion, real, corrections, frozenset(), [POST, *range(first, index + 1)])
    decide_all(bench, Elsewhere(bench.ground, KnownIndex()), Manual(bench.ground, corrections), before=index)
    return bench.ground, bench


def _mention_of(reference: Reference, mentions: list[Mention]) -> Mention:
    """The mention behind a reference; made from the reference where the body is no longer read that way."""

    def shared(mention: Mention) -> int:
        return min(mention.end, reference.end) - max(mention.start, reference.start)

    best = max(mentions, key=lambda m: (shared(m), m.kind is reference.kind), default=None)
    if best is not None and shared(best) > 0:
        return best
    digits = "".join(c for c in reference.text if c.isdigit())
    numbered = reference.kind in (ReferenceKind.NUMBER, ReferenceKind.NUMBER_AUTHOR) and 0 < len(digits) <= 10
    return Mention(reference.start, reference.end, reference.kind, number=int(digits) if numbered else None, role=reference.role)


def _refused(ground: Ground, index: int, reference: Reference, corrections: ThreadCorrections) -> frozenset[int | str]:
    """What the reader refused for this reference: places of comments, and keys of removed ones."""
    key = POST_KEY if index == POST else ground.comments[index].key
    keys = {k for r in corrections.references if r.comment == key and r.text == reference.text for k in r.rejected}
    places = {POST_KEY: POST, **{c.key: i for i, c in enumerate(ground.comments)}} if keys else {}
    return frozenset(places.get(k, k) for k in keys)


def _further(ground: Ground, case: Case, reference: Reference) -> list[int]:
    """Candidates that the engine would not think of: numbers around, others by the same author, whatever stands just before."""
    limit = case.index if case.index != POST else 0
    found: list[int] = []
    if case.mention.number is not None:
        for by in range(-_NUMBERS_AROUND, _NUMBERS_AROUND + 1):
            found += ground.at_number(case.mention.number + by)
    people = set(case.mention.persons)
    current = ground.by_id.get(reference.target) if reference.target is not None else None
    if current is not None:
        found.append(current)
        people.add(ground.person(current))
    for person in sorted(people - {-1}):
        own = ground.people.comments[person]
        before = bisect_left(own, limit)
        found += own[max(0, before - _OF_AN_AUTHOR) : before]
    found += range(max(0, limit - _JUST_BEFORE), limit)
    if case.index != POST:
        found.append(POST)
    return [i for i in dict.fromkeys(found) if i < limit]


def _ranked(ground: Ground, candidate: Candidate, chance: float, reference: Reference) -> RankedCandidate:
    why = tuple(dict.fromkeys(word for _, word in sorted(candidate.why, key=lambda w: -w[0])))
    if candidate.index == POST:
        return RankedCandidate(Toward.POST, None, POST_KEY, chance, why, reference.to is Toward.POST)
    comment = ground.comments[candidate.index]
    return RankedCandidate(Toward.COMMENT, comment.id, comment.key, chance, why, comment.id == reference.target)


def _removed_ones(discussion: Discussion, reference: Reference, mention: Mention, refused: frozenset[str]) -> list[RankedCandidate]:
    """Comments gone from the page that the number may mean."""
    found = []
    for comment in discussion.comments:
        if comment.kind is not CommentKind.REMOVED or comment.key in refused:
            continue
        current = comment.id == reference.target
        by = abs(comment.number - mention.number) if comment.number is not None and mention.number is not None else None
        if current or by == 0:
            found.append(RankedCandidate(Toward.REMOVED, comment.id, comment.key, 0.5, ("number", "missing"), current))
        elif by is not None and by <= 1:
            found.append(RankedCandidate(Toward.REMOVED, comment.id, comment.key, 0.02, (f"off-by-{by}", "missing"), current))
    return found
