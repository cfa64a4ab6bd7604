"""Numbers whose real target something else proves: a name, a copied passage, a pasted time. They tell how numbers near by have slid."""

from __future__ import annotations

from bisect import bisect_left

from reader.threads.bench import Bench, Proof
from reader.threads.mention import Mention

_NEAR = 3


def find_proofs(bench: Bench) -> list[Proof]:
    """All proofs of a thread, rising by comment."""
    found: list[Proof] = []
    if "shift" in bench.off or not bench.ground.numbers:
        return found
    for index in sorted(bench.reading.mentions):
        for mention in bench.reading.mentions[index]:
            if mention.number is not None and index >= 0:
                shift = _proved(bench, index, mention)
                if shift is not None:
                    found.append(Proof(index, mention.number, *shift))
    return found


def _proved(bench: Bench, index: int, mention: Mention) -> tuple[int, float] | None:
    ground = bench.ground
    assert mention.number is not None
    if mention.written is not None and mention.written.exact and (offset := bench.offset(index)) is not None:
        for person in mention.persons:
            own = ground.people.comments[person]
            for other in own[: bisect_left(own, index)][-60:]:
                number, time = ground.comments[other].number, ground.times[other]
                if (
                    number is not None
                    and time is not None
                    and abs(number - mention.number) <= 12
                    and any(time == m + offset for m in mention.written.minutes)
                ):
                    return number - mention.number, 1.5
    copied = bench.reading.copied.get(index, [])
    sources = [m.source for m in copied if m.source is not None and m.source >= 0 and m.likeness > 0.5]
    for source in sources:
        number = ground.comments[source].number
        if number is not None and abs(number - mention.number) <= _NEAR and len(bench.reading.mentions[index]) <= 2:
            return number - mention.number, 1.2
    if not mention.persons:
        return None
    shifts: set[int] = set()
    for person in mention.persons:
        own = ground.people.comments[person]
        for other in own[: bisect_left(own, index)][-60:]:
            number = ground.comments[other].number
            if number is not None and abs(number - mention.number) <= _NEAR:
                shifts.add(number - mention.number)
    if not shifts:
        return None
    nearest = min(shifts, key=lambda by: (abs(by), by))
    tied = nearest != 0 and -nearest in shifts
    return nearest, 0.2 if tied else 0.6 if nearest == 0 else 0.7
