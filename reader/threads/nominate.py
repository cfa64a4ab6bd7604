"""Whom a mention can mean at all: by number and its neighbours, by name, by time, by copied words, by link."""

from __future__ import annotations

from bisect import bisect_left

from reader.model.discussion import ReferenceKind
from reader.threads.bench import Bench
from reader.threads.evidence import Candidate, Case
from reader.threads.ground import POST, Ground

_NEAR = 3
_LATEST = 10


def nominate(bench: Bench, case: Case) -> list[Candidate]:
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
    if mention.written is not None and mention.written.exact and case.offset is not None and not mention.persons:
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
