"""All mentions of a thread decided in order: each decision may lean on those before it."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.model.discussion import POST_KEY, Comment, Discussion, ManualReference, ReferenceKind, Role, ThreadCorrections, Toward
from reader.threads import parents as ancestry
from reader.threads.bench import GHOST_KEY, Bench, Decision, Proof
from reader.threads.decide import GONE, decide
from reader.threads.elsewhere import Elsewhere
from reader.threads.gaps import missing_numbers
from reader.threads.ground import POST, Ground
from reader.threads.mention import Mention
from reader.threads.proofs import find_proofs
from reader.threads.reading import read
from reader.threads.strangers import with_stranger
from reader.threads.zones import Zones, infer_zones

_BOARD_NUMBERS = 10_000


_FURTHEST_SLIDE = 12
_TAUGHT = 2.0
NO_CORRECTIONS = ThreadCorrections()


def prepare(
    discussion: Discussion,
    real: Sequence[Comment],
    corrections: ThreadCorrections,
    off: frozenset[str],
    indexes: Iterable[int] | None = None,
) -> Bench:
    """Everything that deciding needs. ``real`` are the comments without ghosts; ``indexes`` reads only some of them (-1: the post)."""
    ground = Ground(discussion.post, real, corrections.names, corrections.people)
    bench = Bench(ground, read(ground, indexes), off=off)
    bench.post_number = _post_number(bench)
    bench.removed = _removed(discussion, real)
    footers = [(i, m) for i, ms in bench.reading.mentions.items() for m in ms if m.written is not None]
    bench.zones = infer_zones(ground, footers) if "time" not in off else Zones()
    bench.proofs = sorted([*find_proofs(bench), *_taught(bench, corrections)], key=lambda p: p.index) if "shift" not in off else []
    bench.slid = any(p.shift for p in bench.proofs)
    return bench


@dataclass(frozen=True, slots=True)
class Manual:
    """The reader's corrections, by index."""

    references: dict[tuple[int, str], ManualReference]
    keys: dict[str, int]
    parents: dict[int, str | None]

    def __init__(self, ground: Ground, corrections: ThreadCorrections) -> None:
        keys = {c.key: i for i, c in enumerate(ground.comments)}
        here = {**keys, POST_KEY: POST}
        references = {(here[r.comment], r.text): r for r in corrections.references if r.comment in here}
        parents = {keys[p.comment]: p.parent for p in corrections.parents if p.comment in keys}
        object.__setattr__(self, "keys", keys)
        object.__setattr__(self, "references", references)
        object.__setattr__(self, "parents", parents)

    def place(self, key: str) -> int:
        """The place of a comment, of the post, or the one place of all removed comments."""
        return POST if key == POST_KEY else self.keys.get(key, GONE)


def _taught(bench: Bench, corrections: ThreadCorrections) -> list[Proof]:
    """What the reader's own targets prove about numbers: where "@15" means 16, others near by have slid as well."""
    if not corrections.references or not bench.ground.numbers:
        return []
    manual = Manual(bench.ground, corrections)
    found = []
    for (index, written), said in manual.references.items():
        target = manual.keys.get(said.target) if said.target is not None else None
        number = bench.ground.comments[target].number if target is not None else None
        mentions = bench.reading.mentions.get(index, ())
        said_number = next((m.number for m in mentions if bench.ground.text(index)[m.start : m.end] == written), None)
        if number is not None and said_number is not None and abs(number - said_number) <= _FURTHEST_SLIDE:
            found.append(Proof(index, said_number, number - said_number, _TAUGHT))
    return found


def decide_all(bench: Bench, elsewhere: Elsewhere, manual: Manual, before: int | None = None) -> dict[int, list[Decision]]:
    """The decisions about every mention, by comment (of those before the place ``before``); ``bench`` remembers who spoke to whom."""
    decisions: dict[int, list[Decision]] = {}
    reading, ground = bench.reading, bench.ground
    for index in sorted({*reading.mentions, *reading.copied}):
        if before is not None and index >= before:
            break
        mentions = sorted([*reading.mentions.get(index, ()), *reading.copied.get(index, ())], key=lambda m: (m.start, m.end))
        made: list[Decision] = []
        text = ground.text(index)
        for mention in mentions:
            said = manual.references.get((index, text[mention.start : mention.end])) if manual.references else None
            decision = _one(bench, elsewhere, index, mention, mentions, said, manual)
            if decision is not None:
                made.append(decision)
                if decision.target is not None and decision.to is Toward.COMMENT and mention.frame != "copy":
                    bench.said[text[mention.start : mention.end]] = decision.target
        bench.said.clear()
        if made:
            decisions[index] = made
            _remember(bench, index, made)
    return decisions


def _one(
    bench: Bench, elsewhere: Elsewhere, index: int, mention: Mention, mentions: list[Mention], said: ManualReference | None, manual: Manual
) -> Decision | None:
    if said is not None and said.target is not None and said.target in manual.keys:
        return Decision(mention, Toward.COMMENT, manual.keys[said.target], 1.0, ("manual",), mention.role)
    if said is not None and said.target == POST_KEY:
        return Decision(mention, Toward.POST, None, 1.0, ("manual",), mention.role)
    if said is not None and said.target is not None and said.target.startswith(GHOST_KEY):
        return Decision(mention, Toward.REMOVED, None, 1.0, ("manual", "missing"), mention.role, ghost=True, ghost_key=said.target)
    if said is not None and said.target is None and said.toward is not None:
        return _said_to_be_elsewhere(elsewhere, index, mention, said.toward)
    if said is not None and said.target is None and not said.rejected:
        return Decision(mention, Toward.UNKNOWN, None, 1.0, ("manual",), mention.role)
    if mention.kind is ReferenceKind.LINK:
        return elsewhere.link(index, mention)
    refused = frozenset(manual.place(k) for k in said.rejected) if said is not None else frozenset()
    decision = decide(bench, index, mention, mentions, refused)
    if decision is not None and decision.ghost and mention.name is None:
        named = with_stranger(bench.ground.text(index), mention, functools.partial(bench.ground.written_small, index))
        if named.name is not None:
            return dataclasses.replace(decision, mention=named, evidence=(*decision.evidence, "stranger"))
    if decision is not None and mention.kind is ReferenceKind.QUOTED_FOOTER and decision.to is not Toward.COMMENT:
        return elsewhere.footer(mention, bench.offset(index)) or decision
    return decision


def _said_to_be_elsewhere(elsewhere: Elsewhere, index: int, mention: Mention, toward: Toward) -> Decision:
    """No comment here by the reader's word; another discussion is still looked for in the library."""
    post = None
    if toward is Toward.EXTERNAL:
        link = elsewhere.link(index, mention) if mention.kind is ReferenceKind.LINK else None
        post = elsewhere.title(mention.title) if mention.title else link.target if link is not None and link.to is toward else None
    return Decision(mention, toward, post, 1.0, ("manual",), mention.role)


def _remember(bench: Bench, index: int, made: Sequence[Decision]) -> None:
    me = bench.ground.label(index)
    for decision in made:
        if decision.to is not Toward.COMMENT or decision.target is None:
            continue
        if decision.role is Role.MENTION and decision.mention.start < ancestry.BEGINNING:
            bench.spoken_of.setdefault(index, set()).add(bench.ground.label(decision.target))
        elif decision.role is Role.ADDRESS:
            bench.spoken_to.setdefault(index, set()).add(bench.ground.label(decision.target))
            if me >= 0:
                bench.answered.setdefault(me, set()).add(decision.target)


def _post_number(bench: Bench) -> int | None:
    """On an image board: the number before all comments' own that is in the post's address, or that most answers name."""
    lowest = min(bench.ground.numbers, default=0)
    if lowest < _BOARD_NUMBERS:
        return None
    named = Counter(m.number for found in bench.reading.mentions.values() for m in found if m.number is not None and m.number < lowest)
    url = bench.ground.post.url or ""
    likely = [number for number, count in named.most_common(3) if number >= _BOARD_NUMBERS and (str(number) in url or count > 1)]
    return likely[0] if likely else None


def _removed(discussion: Discussion, real: Sequence[Comment]) -> frozenset[int]:
    """Numbers that a saved page skips: a comment stood there."""
    numbers = {c.number for c in real if c.number is not None}
    if not numbers:
        return frozenset()
    if any(s.first_number is not None for s in discussion.post.sources):
        return frozenset(missing_numbers(discussion.post.sources, numbers))
    ranges: dict[int | None, list[int]] = {}
    for comment in real:
        if comment.number is not None:
            ranges.setdefault(comment.source, []).append(comment.number)
    found: set[int] = set()
    for inside in ranges.values():
        low, high = min(inside), max(inside)
        if high - low + 1 <= 2 * len(inside) + 10:
            found.update(n for n in range(low, high) if n not in numbers)
    return frozenset(found)
