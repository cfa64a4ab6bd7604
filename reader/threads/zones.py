"""The offset between the zone in which people paste footers and the page's own, from all footers of the page together.

Mostly the page shows one zone to everybody who pastes, so one offset holds for all. Where somebody's footers prove another one (the page
shows each reader his own time), that one holds for what he pastes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.threads.ground import Ground
from reader.threads.mention import Mention

_WIDEST = 14 * 60 + 30
_LOOKED_AT = 60
_PROVED = 2


@dataclass(frozen=True, slots=True)
class Zones:
    """Minutes to add to a pasted time to get the page's: ``page`` for everybody (None where no footer proves one), ``own`` by person."""

    page: int | None = None
    own: dict[int, int] = field(default_factory=dict)

    def of(self, person: int) -> int | None:
        """The offset of what this person pastes."""
        return self.own.get(person, self.page)


def infer_zones(ground: Ground, footers: Iterable[tuple[int, Mention]]) -> Zones:
    """Every pasted time is held against every earlier comment of that name; a difference counts when it is a whole number of quarter hours.

    A footer whose number agrees too counts double; so much is needed to give somebody an offset of his own, and that the page's fits none
    of his footers.
    """
    votes: Counter[int] = Counter()
    by_person: dict[int, Counter[int]] = {}
    for index, mention in footers:
        if mention.written is None or not mention.written.exact:
            continue
        differences = _differences(ground, index, mention)
        votes.update(differences)
        by_person.setdefault(ground.person(index), Counter()).update(differences)
    page = _most_voted(votes)
    own = {
        person: best
        for person, counted in by_person.items()
        if person >= 0 and page not in counted and (best := _most_voted(counted)) is not None and counted[best] >= _PROVED
    }
    return Zones(page, own)


def _most_voted(votes: Counter[int]) -> int | None:
    return max(votes, key=lambda d: (votes[d], -abs(d), d)) if votes else None


def _differences(ground: Ground, index: int, mention: Mention) -> dict[int, int]:
    """Possible offsets of one footer with their votes."""
    found: dict[int, int] = {}
    for person in mention.persons:
        own = ground.people.comments[person]
        for other in own[-_LOOKED_AT:] if index < 0 else [i for i in own if i <= index][-_LOOKED_AT:]:
            time = ground.times[other]
            if time is None or mention.written is None:
                continue
            for minutes in mention.written.minutes:
                difference = time - minutes
                if abs(difference) <= _WIDEST and difference % 15 == 0:
                    agrees = mention.number is not None and ground.comments[other].number == mention.number
                    found[difference] = max(found.get(difference, 0), 2 if agrees else 1)
    return found
