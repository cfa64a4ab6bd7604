"""A discussion as the written forms need it: comments in threaded order with depth, names, and who answers whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.model.discussion import Comment, CommentKind, Discussion, Role, Toward
from reader.model.forest import grow


@dataclass(frozen=True, slots=True)
class Row:
    """One comment: ``anchor`` is stable within the document, ``label`` names it for a reader ("16 Mina")."""

    comment: Comment
    depth: int
    anchor: str
    label: str
    answers: tuple[tuple[str, str], ...]
    """(anchor, label) of the parent and of the others it addresses."""
    answered_by: tuple[tuple[str, str], ...]
    last: int
    """How many rows behind this one belong to its branch."""


def outline(discussion: Discussion) -> list[Row]:
    """All comments, every reply behind the one it answers."""
    comments = discussion.comments
    place = {comment.id: index for index, comment in enumerate(comments)}
    forest = grow([place.get(c.parent, -1) if c.parent is not None else -1 for c in comments])
    names = [(f"c{index + 1}", label(comment)) for index, comment in enumerate(comments)]
    answers = [_addressed(comment, place) for comment in comments]
    answered: list[list[int]] = [[] for _ in comments]
    for index, targets in enumerate(answers):
        for target in targets:
            answered[target].append(index)
    return [
        Row(
            comments[index], forest.depths[index], *names[index], tuple(names[t] for t in answers[index]),
            tuple(names[t] for t in answered[index]), forest.ends[spot] - spot - 1,
        )
        for spot, index in enumerate(forest.order)
    ]


def label(comment: Comment) -> str:
    """How a comment is called: its printed number (else its position) and its author."""
    number = comment.number if comment.number is not None else comment.position
    name = comment.author or "somebody"
    return name if number is None else f"{number} {name}"


def moment_words(moment: str | None) -> str:
    """A moment for people: ``2016-12-12 14:48 UTC``."""
    if not moment:
        return ""
    day, _, time = moment.partition("T")
    zone = " UTC" if time.endswith(("Z", "+00:00")) else f" {time[-6:]}" if time[-6:-5] in ("+", "-") and time[-6:-5] else ""
    return f"{day} {time[:5]}{zone}".strip()


def byline(discussion: Discussion) -> str:
    """Author, date and site of the post, as one line."""
    post = discussion.post
    parts = (post.corrections.author or post.author, moment_words(post.corrections.published or post.published), post.site)
    return " · ".join(part for part in parts if part)


def counts(discussion: Discussion) -> str:
    """``98 comments by 47 people``."""
    shown = [c for c in discussion.comments if c.kind is CommentKind.COMMENT]
    people = len({c.author for c in shown if c.author})
    return f"{len(shown)} comment{'' if len(shown) == 1 else 's'} by {people} {'person' if people == 1 else 'people'}"


def title(discussion: Discussion) -> str:
    """The title, as corrected by the reader where it was."""
    return discussion.post.corrections.title or discussion.post.title or "Untitled"


def _addressed(comment: Comment, place: dict[int, int]) -> Sequence[int]:
    targets = [comment.parent] if comment.parent is not None else []
    targets += [
        r.target for r in comment.references
        if r.target is not None and r.role is Role.ADDRESS and r.to in (Toward.COMMENT, Toward.REMOVED)
    ]
    return tuple(dict.fromkeys(place[t] for t in targets if t in place and t != comment.id))
