"""What a person sets by hand about who answers whom, as new `ThreadCorrections`. Pure: discussion and corrections in, corrections out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.model.discussion import (
    Comment,
    Discussion,
    ManualParent,
    ManualReference,
    NameMeaning,
    Reference,
    ThreadCorrections,
)
from reader.model.errors import BadParent, NoSuchComment

DOUBTFUL = 0.6
"""A reference with a target and less confidence than this is worth a look."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful reference and the comment it stands in (None: the post)."""

    comment: int | None
    reference: Reference


def doubts(discussion: Discussion) -> tuple[Doubt, ...]:
    """All doubtful references, in page order, the post's first."""
    def of(comment: int | None, references: tuple[Reference, ...]) -> Iterator[Doubt]:
        return (Doubt(comment, r) for r in references if r.target is not None and r.confidence < DOUBTFUL)

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
    discussion: Discussion, corrections: ThreadCorrections, comment_id: int, reference: Reference, target_id: int | None
) -> ThreadCorrections:
    """``reference`` in ``comment_id`` does not mean what it was linked to but ``target_id`` (None: nothing known).

    Raises `NoSuchComment`. What was refused before stays refused.
    """
    by_id = {comment.id: comment for comment in discussion.comments}
    comment = _comment(by_id, comment_id)
    target = None if target_id is None else _comment(by_id, target_id).key
    mine = [old for old in corrections.references if old.comment == comment.key and old.text == reference.text]
    rejected = [key for old in mine for key in old.rejected]
    if reference.target is not None and reference.target in by_id:
        rejected.append(by_id[reference.target].key)
    refused = tuple(key for key in dict.fromkeys(rejected) if key != target)
    fresh = ManualReference(comment.key, reference.text, target, refused)
    return replace(corrections, references=(*(old for old in corrections.references if old not in mine), fresh))


def with_name(corrections: ThreadCorrections, written: str, author: str) -> ThreadCorrections:
    """``written`` means ``author`` everywhere in the thread."""
    others = tuple(old for old in corrections.names if old.written.casefold() != written.casefold())
    return replace(corrections, names=(*others, NameMeaning(written, author)))


def _comment(by_id: dict[int, Comment], comment_id: int) -> Comment:
    if comment_id not in by_id:
        raise NoSuchComment(comment_id)
    return by_id[comment_id]
