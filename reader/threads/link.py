"""The one door: a discussion in, the same discussion with references, ghosts and parents out. Pure."""

from __future__ import annotations

import dataclasses
import operator

from reader.model.discussion import (
    Comment,
    CommentKind,
    Discussion,
    ParentOrigin,
    Reference,
    Role,
    ThreadCorrections,
    Toward,
)
from reader.threads import ghosts as ghostly
from reader.threads import parents as ancestry
from reader.threads.bench import Bench, Decision
from reader.threads.elsewhere import Elsewhere, Known, KnownIndex
from reader.threads.ground import POST, Ground
from reader.threads.parents import Parent, Turns
from reader.threads.resting import collector_resting
from reader.threads.verdicts import NO_CORRECTIONS, Manual, decide_all, prepare


def link(discussion: Discussion, corrections: ThreadCorrections = NO_CORRECTIONS, known: Known = ()) -> Discussion:
    """``discussion`` with every reference, ghost and inferred parent made anew.

    What earlier runs inferred is dropped first, so that linking twice changes nothing and a page that comes later gives what having it at
    first would give. ``page_parent`` stays; ``corrections`` win; ``known`` are the other threads of the library, for references that
    leave this one. Raises nothing, whatever the texts.
    """
    return linked_without(discussion, frozenset(), corrections, known)


def linked_without(
    discussion: Discussion, off: frozenset[str], corrections: ThreadCorrections = NO_CORRECTIONS, known: Known = ()
) -> Discussion:
    """`link` with some pieces of evidence switched off (`reader.threads.evidence.PIECES`), to measure what each is worth."""
    with collector_resting():
        return _linked(discussion, off, corrections, known)


def _linked(discussion: Discussion, off: frozenset[str], corrections: ThreadCorrections, known: Known) -> Discussion:
    former = [c for c in discussion.comments if c.kind is CommentKind.REMOVED]
    real = [c for c in discussion.comments if c.kind is not CommentKind.REMOVED]
    bench = prepare(discussion, real, corrections, off)
    ground, manual = bench.ground, Manual(bench.ground, corrections)
    decisions = decide_all(bench, Elsewhere(ground, known if isinstance(known, KnownIndex) else KnownIndex(known)), manual)
    ghosts, pointing = ghostly.collect(ground, ((i, d) for i, ds in decisions.items() for d in ds), bench.zones)
    chosen = _parents(bench, decisions, pointing)
    placed = ghostly.place(ground, ghosts, former, real)
    return _written(discussion, ground, placed, decisions, pointing, chosen, manual)


def _parents(bench: Bench, decisions: dict[int, list[Decision]], pointing: dict[tuple[int, int], str]) -> list[Parent | None]:
    ground = bench.ground
    stated = [ground.by_id.get(c.page_parent, -1) if c.page_parent is not None else -1 for c in ground.comments]
    turns = Turns(ground)
    chosen: list[Parent | None] = []
    for index in range(len(ground.comments)):
        made = decisions.get(index, [])
        parent: Parent | None = None
        if stated[index] < 0 and ground.comments[index].page_parent_site_id is None:
            parent = ancestry.by_references(ground, index, made, pointing) if made else None
            if parent is None and not any(d.role is Role.ADDRESS or d.to is Toward.EXTERNAL for d in made):
                parent = (
                    turns.answer(index)
                    or ancestry.continuation(ground, index)
                    or ancestry.agreement(ground, index, bench.reading.agreeing.get(index))
                )
        chosen.append(parent)
        people = set(bench.spoken_to.get(index, ())) | bench.spoken_of.get(index, set())
        answered = {d.target for d in made if d.target is not None and d.to is Toward.COMMENT}
        if stated[index] >= 0:
            people.add(ground.person(stated[index]))
            answered.add(stated[index])
        elif parent is not None and parent.index is not None:
            people.add(ground.person(parent.index))
            answered.add(parent.index)
        turns.note(index, people, answered)
    ancestry.mend(stated, chosen)
    return chosen


def _written(
    discussion: Discussion,
    ground: Ground,
    placed: list[Comment],
    decisions: dict[int, list[Decision]],
    pointing: dict[tuple[int, int], str],
    chosen: list[Parent | None],
    manual: Manual,
) -> Discussion:
    ids = [c.id for c in ground.comments]
    ghost_ids = {c.key: c.id for c in placed if c.kind is CommentKind.REMOVED}
    places = {c.id: place for place, c in enumerate(placed)}
    index_of = {id_: i for i, id_ in enumerate(ids)}

    def references(index: int) -> tuple[Reference, ...]:
        return tuple(_reference(ground, index, d, ids, ghost_ids, pointing) for d in decisions.get(index, ()))

    out: list[Comment] = []
    for comment in placed:
        if comment.kind is CommentKind.REMOVED:
            out.append(comment)
            continue
        index = index_of[comment.id]
        parent_id, origin, sure = _final_parent(comment, index, chosen[index], ids, ghost_ids, manual)
        if origin in (ParentOrigin.REFERENCE, ParentOrigin.QUOTE) and parent_id is not None and places[parent_id] >= places[comment.id]:
            parent_id, origin, sure = None, None, None  # a removed comment whose number or time puts it behind
        found = references(index)
        if (parent_id, origin, sure, found) != (comment.parent, comment.parent_origin, comment.parent_confidence, comment.references):
            comment = _with(comment, parent_id, origin, sure, found)
        out.append(comment)
    post = dataclasses.replace(discussion.post, references=references(POST))
    return Discussion(post, tuple(out))


_FIELDS = [field.name for field in dataclasses.fields(Comment)]
_VALUES = operator.attrgetter(*_FIELDS)
_CHANGED = [_FIELDS.index(name) for name in ("parent", "parent_origin", "parent_confidence", "references")]


def _with(comment: Comment, *changed: object) -> Comment:
    """`dataclasses.replace` of what linking decides, at a third of its price: there is one for every comment of a long thread."""
    values = list(_VALUES(comment))
    for place, value in zip(_CHANGED, changed, strict=True):
        values[place] = value
    return Comment(*values)


def _final_parent(
    comment: Comment, index: int, parent: Parent | None, ids: list[int], ghost_ids: dict[str, int], manual: Manual
) -> tuple[int | None, ParentOrigin | None, float | None]:
    if index in manual.parents:
        key = manual.parents[index]
        if key is None:
            return None, ParentOrigin.MANUAL, 1.0
        target = ids[manual.keys[key]] if key in manual.keys else ghost_ids.get(key)
        if target is not None and target != comment.id:
            return target, ParentOrigin.MANUAL, 1.0
    if comment.page_parent is not None:
        return comment.page_parent, ParentOrigin.PAGE, 1.0
    if parent is None:
        return None, None, None
    target = ghost_ids.get(parent.ghost) if parent.ghost else (ids[parent.index] if parent.index is not None else None)
    return (target, parent.origin, round(parent.confidence, 3)) if target is not None else (None, None, None)


def _reference(
    ground: Ground, index: int, decision: Decision, ids: list[int], ghost_ids: dict[str, int], pointing: dict[tuple[int, int], str]
) -> Reference:
    mention = decision.mention
    target = ids[decision.target] if decision.to is Toward.COMMENT and decision.target is not None else None
    if decision.to is Toward.EXTERNAL:
        target = decision.beyond
    if decision.ghost:
        target = ghost_ids.get(pointing.get((index, mention.start), ""))
    return Reference(
        mention.start,
        mention.end,
        ground.text(index)[mention.start : mention.end],
        mention.kind,
        decision.to,
        target,
        decision.target if decision.to is Toward.EXTERNAL else None,
        round(decision.confidence, 3),
        decision.evidence,
        decision.role,
    )
