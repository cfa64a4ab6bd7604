"""Whether two readings of a discussion say the same, whatever ids their comments have."""

from __future__ import annotations

import dataclasses

from reader.model.discussion import Discussion, Reference


def alike(one: Discussion, other: Discussion) -> bool:
    """Equal but for the ids of comments: those are compared by the place of the comment that they name."""
    return len(one.comments) == len(other.comments) and _by_place(one) == _by_place(other)


def _by_place(discussion: Discussion) -> Discussion:
    place = {comment.id: index for index, comment in enumerate(discussion.comments)}

    def named(id_: int | None) -> int | None:
        return None if id_ is None else place.get(id_, id_)

    def moved(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
        return tuple(r if r.target_post is not None else dataclasses.replace(r, target=named(r.target)) for r in references)

    comments = tuple(
        dataclasses.replace(
            c, id=place[c.id], parent=named(c.parent), page_parent=named(c.page_parent), references=moved(c.references)
        )
        for c in discussion.comments
    )
    return Discussion(dataclasses.replace(discussion.post, references=moved(discussion.post.references)), comments)
