"""The one offset between the zone in which people paste footers and the page's own, from all footers of the page together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reader.threads.ground import Ground
from reader.threads.mention import Mention

_WIDEST = 14 * 60 + 30
_LOOKED_AT = 60


def infer_offset(ground: Ground, footers: Iterable[tuple[int, Mention]]) -> int | None:
    """Minutes to add to a pasted time to get the page's; None where no footer proves one.

    Every pasted time is held against every earlier comment of that name; a difference counts when it is a whole number of quarter hours.
    A footer whose number agrees too counts double.
    """
    votes: Counter[int] = Counter()
    for index, mention in footers:
        if mention.written is None or not mention.written.exact:
            continue
        differences: dict[int, int] = {}
        for person in mention.persons:
            for other in ground.people.comments[person][-_LOOKED_AT:] if index < 0 else _before(ground.people.comments[person], index):
                time = ground.times[other]
                if time is None:
                    continue
                for minutes in mention.written.minutes:
                    difference = time - minutes
                    if abs(difference) <= _WIDEST and difference % 15 == 0:
                        agrees = mention.number is not None and ground.comments[other].number == mention.number
                        differences[difference] = max(differences.get(difference, 0), 2 if agrees else 1)
        votes.update(differences)
    if not votes:
        return None
    return max(votes, key=lambda d: (votes[d], -abs(d), d))


def _before(indexes: list[int], index: int) -> list[int]:
    earlier = [i for i in indexes if i <= index]
    return earlier[-_LOOKED_AT:]
