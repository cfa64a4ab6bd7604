"""Which names are one person: joined with evidence, kept apart by the reader's word, proposed where it only looks so. Pure.

Joined by themselves are spellings that differ in case, spaces or marks, and names that carry one personal link. Proposed are names with
one picture, and names of which one is the longer form of the other. "Anonymous" and its kin are never anybody, so never joined to anybody.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reader.model.discussion import NamePair
from reader.model.library import NameFacts
from reader.threads.languages import words_of
from reader.threads.words import bare

NOBODY = frozenset(bare(name) for name in words_of("nobody"))
_NUMBERED_GUEST = re.compile(r"^(?:anonymous|anon|guest|gast|user|visitor|invite|anonimo)\d*$")
_SHORTEST = 5
"""Letters that two names must have in common at their beginning, to be taken for forms of one."""
_FEW = 3
"""A picture or a long beginning that more names share than this says nothing about any two of them."""


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Two names that may be one person. ``evidence``: ``spelling``, ``link``, ``picture``, ``longer-form`` or ``said``, strongest first.
    ``sure`` says that they were joined; otherwise it is a proposal."""

    first: str
    second: str
    evidence: tuple[str, ...]
    sure: bool


class Said:
    """What the reader said of pairs of names, ready to be asked. A later word about the same names does not undo an earlier one."""

    def __init__(self, pairs: Sequence[NamePair]) -> None:
        self._apart = {frozenset((pair.first, pair.second)) for pair in pairs if not pair.same}
        self._alone = {name for pair in self._apart if len({bare(n) for n in pair}) == 1 for name in sorted(pair)[1:]}
        self._key: dict[str, str] = {}
        for pair in pairs:
            if pair.same and not is_nobody(pair.first) and not is_nobody(pair.second):
                first, second = self.key(pair.first), self.key(pair.second)
                self._key.update({key: first for key, top in (*self._key.items(), (second, second)) if top == second})
        self._key = {key: top for key, top in self._key.items() if key != top}

    def key(self, name: str) -> str:
        """One key for all spellings of a person: the folded name, but for names that the reader joined or parted."""
        key = f"{bare(name)}\0{name}" if name in self._alone else bare(name)
        return self._key.get(key, key)

    def apart(self, first: str, second: str) -> bool:
        """Whether the reader said that these are two people."""
        return frozenset((first, second)) in self._apart

    def joined(self, first: str, second: str) -> bool:
        """Whether these have one key: the same but for case, spaces and marks, or by the reader's word."""
        return self.key(first) == self.key(second)


def is_nobody(name: str | None) -> bool:
    """Whether a name stands for no one in particular."""
    key = bare(name or "")
    return not key or key in NOBODY or bool(_NUMBERED_GUEST.match(key))


def is_personal(url: str) -> bool:
    """A link that tells a person apart: not the bare front page of a host that everybody shares."""
    return len(url) > 12 and not url.rstrip("/").endswith((".blogspot.com", "facebook.com", "twitter.com")) and not url.endswith("#")


def joined(names: Sequence[tuple[str, Sequence[str]]], said: Sequence[NamePair] = ()) -> list[int]:
    """For each (name, links) the place of the first name of the same person: its own where nothing is joined to it."""
    pairs = Said(said)
    by_key: dict[str, int] = {}
    by_link: dict[str, int] = {}
    found: list[int] = []
    for place, (name, links) in enumerate(names):
        if is_nobody(name):
            found.append(place)
            continue
        personal = [link for link in links if is_personal(link)]
        first = by_key.get(pairs.key(name))
        if first is None:
            shared = (by_link[link] for link in personal if link in by_link)
            first = next((other for other in shared if not pairs.apart(name, names[other][0])), place)
        found.append(first)
        by_key.setdefault(pairs.key(name), first)
        for link in personal:
            by_link.setdefault(link, first)
    return found


def proposals(names: Sequence[NameFacts], said: Sequence[NamePair] = ()) -> tuple[SamePerson, ...]:
    """Names joined without the reader's word (``sure``), then those that may be one person, the best evidence first.

    Pairs about which the reader has spoken are left out, and pairs neither of which stands in the thread at hand.
    """
    pairs = Said(said)
    asked = {frozenset((pair.first, pair.second)) for pair in said}
    tops = joined([(facts.name, facts.links) for facts in names], said)
    sure = []
    for place, top in enumerate(tops):
        first, second = names[top], names[place]
        if top != place and (first.here or second.here) and frozenset((first.name, second.name)) not in asked:
            how = "spelling" if bare(first.name) == bare(second.name) else "link" if set(first.links) & set(second.links) else "said"
            if how != "said":
                sure.append(SamePerson(first.name, second.name, (how,), sure=True))
    found: dict[tuple[int, int], list[str]] = {}
    people = [place for place, top in enumerate(tops) if top == place and not is_nobody(names[place].name)]
    for word, groups in (("picture", _by_picture(names, tops)), ("longer-form", _by_beginning(names, people))):
        for first_place, second_place in groups:
            found.setdefault((first_place, second_place), []).append(word)
    members: dict[int, list[str]] = defaultdict(list)
    for place, top in enumerate(tops):
        members[top].append(names[place].name)

    def spoken_of(a: int, b: int) -> bool:
        return any(frozenset((x, y)) in asked or pairs.apart(x, y) for x in members[a] for y in members[b])

    proposed = [
        SamePerson(names[a].name, names[b].name, tuple(words), sure=False)
        for (a, b), words in sorted(found.items(), key=lambda item: -len(item[1]))
        if (names[a].here or names[b].here) and not spoken_of(a, b)
    ]
    return (*sure, *proposed)


def _by_picture(names: Sequence[NameFacts], tops: Sequence[int]) -> list[tuple[int, int]]:
    owners: dict[str, dict[int, None]] = defaultdict(dict)
    for place, facts in enumerate(names):
        if not is_nobody(facts.name):
            for picture in facts.pictures:
                owners[picture][tops[place]] = None
    return _pairs(list(group) for group in owners.values())


def _by_beginning(names: Sequence[NameFacts], people: Sequence[int]) -> list[tuple[int, int]]:
    by_start: dict[str, list[int]] = defaultdict(list)
    for place in people:
        by_start[bare(names[place].name)[:_SHORTEST]].append(place)
    found = []
    for start, group in by_start.items():
        if len(start) < _SHORTEST or len(group) < 2:
            continue
        # In alphabetical order a longer form stands right behind the shorter one and its other longer forms.
        ordered = sorted(group, key=lambda place: bare(names[place].name))
        found += _pairs(_chains(ordered, lambda place: bare(names[place].name)))
    return found


def _chains(ordered: Sequence[int], key: Callable[[int], str]) -> list[list[int]]:
    """Stretches of an ordered list in which every name begins with the first one's letters."""
    made: list[list[int]] = []
    for place in ordered:
        if made and key(place).startswith(key(made[-1][0])):
            made[-1].append(place)
        else:
            made.append([place])
    return made


def _pairs(groups: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    found: dict[tuple[int, int], None] = {}
    for group in groups:
        if 2 <= len(group) <= _FEW:
            found.update(dict.fromkeys((min(pair), max(pair)) for pair in itertools.combinations(group, 2)))
    return list(found)
