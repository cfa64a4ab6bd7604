"""What a person sets by hand about who answers whom, as new `ThreadCorrections`. Pure: discussion and corrections in, corrections out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.model.discussion import (
    POST_KEY,
    Comment,
    Discussion,
    ManualParent,
    ManualReference,
    NameMeaning,
    NamePair,
    Reference,
    ThreadCorrections,
    Toward,
)
from reader.model.errors import BadParent, NoSuchComment

Correction = ManualParent | ManualReference | NameMeaning | NamePair
"""One thing that was set by hand, as it stands in `ThreadCorrections`."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a person says that a reference means: a comment (its id), the post, a comment that is not here, another discussion, nobody."""

    to: Toward
    comment: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful reference and the comment it stands in (None: the post)."""

    comment: int | None
    reference: Reference


def doubts(discussion: Discussion) -> tuple[Doubt, ...]:
    """All doubtful references, in page order, the post's first."""
    def of(comment: int | None, references: tuple[Reference, ...]) -> Iterator[Doubt]:
        return (Doubt(comment, r) for r in references if r.is_doubtful)

    found = list(of(None, discussion.post.references))
    for comment in discussion.comments:
        found += of(comment.id, comment.references)
    return tuple(found)


def with_parent(discussion: Discussion, corrections: ThreadCorrections, comment_id: int, parent_id: int | None) -> ThreadCorrections:
    """``comment_id`` answers ``parent_id`` (None: the post). Raises `NoSuchComment`, and `BadParent` where that would make a circle."""
    by_id = {comment.id: comment for comment in discussion.comments}
    comment = _comment(by_id, comment_id)
    parent = None if parent_id is None else _comment(by_id, parent_id)
    node = parent
    for _ in range(len(by_id) + 1):
        if node is None:
            break
        if node.id == comment_id:
            raise BadParent(comment_id, parent_id)
        node = by_id.get(node.parent) if node.parent is not None else None
    fresh = ManualParent(comment.key, parent.key if parent is not None else None)
    return replace(corrections, parents=(*(old for old in corrections.parents if old.comment != comment.key), fresh))


def without_parent(discussion: Discussion, corrections: ThreadCorrections, comment_id: int) -> ThreadCorrections:
    """What was set by hand about what ``comment_id`` answers is forgotten. Raises `NoSuchComment`."""
    key = _comment({comment.id: comment for comment in discussion.comments}, comment_id).key
    return replace(corrections, parents=tuple(old for old in corrections.parents if old.comment != key))


def with_reference(
    discussion: Discussion, corrections: ThreadCorrections, comment_id: int | None, reference: Reference, meant: Meant
) -> ThreadCorrections:
    """``reference`` in ``comment_id`` (None: in the post) means ``meant``; where that is not what it was linked to, that one is refused.

    Raises `NoSuchComment`. What was refused before stays refused.
    """
    by_id = {comment.id: comment for comment in discussion.comments}
    place = POST_KEY if comment_id is None else _comment(by_id, comment_id).key
    target = None if meant.comment is None else _comment(by_id, meant.comment).key
    target = POST_KEY if meant.to is Toward.POST else target
    mine = [old for old in corrections.references if old.comment == place and old.text == reference.text]
    rejected = [key for old in mine for key in old.rejected]
    if reference.target is not None and reference.target in by_id:
        rejected.append(by_id[reference.target].key)
    elif reference.to is Toward.POST:
        rejected.append(POST_KEY)
    refused = tuple(key for key in dict.fromkeys(rejected) if key != target)
    fresh = ManualReference(place, reference.text, target, refused, meant.to if target is None else None)
    return replace(corrections, references=(*(old for old in corrections.references if old not in mine), fresh))


def as_it_is(reference: Reference) -> Meant:
    """What a reference is linked to now, to be said by the person."""
    return Meant(reference.to, reference.target)


def with_name(corrections: ThreadCorrections, written: str, author: str) -> ThreadCorrections:
    """``written`` means ``author`` everywhere in the thread."""
    others = tuple(old for old in corrections.names if old.written.casefold() != written.casefold())
    return replace(corrections, names=(*others, NameMeaning(written, author)))


def with_pair(corrections: ThreadCorrections, pair: NamePair) -> ThreadCorrections:
    """Two names are one person, or two; what was said of them before is forgotten."""
    both = {pair.first, pair.second}
    return replace(corrections, people=(*(old for old in corrections.people if {old.first, old.second} != both), pair))


def without(corrections: ThreadCorrections, gone: Correction) -> ThreadCorrections:
    """All but ``gone``."""
    return ThreadCorrections(
        tuple(old for old in corrections.parents if old != gone), tuple(old for old in corrections.references if old != gone),
        tuple(old for old in corrections.names if old != gone), tuple(old for old in corrections.people if old != gone),
    )


def _comment(by_id: dict[int, Comment], comment_id: int) -> Comment:
    if comment_id not in by_id:
        raise NoSuchComment(comment_id)
    return by_id[comment_id]
