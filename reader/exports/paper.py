"""A discussion as pieces for paper: flat, in threaded order, each with its depth. No form of `EXPORTS`: the window paints the pieces.

Nothing on paper can be clicked or folded, so heads say in words who is answered and that a comment is missing; pictures stay named
``asset:SHA256`` for the painter to fetch. Notes, stars and read marks are the reader's own and stay off the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from reader.exports.outline import Row, byline, counts, moment_words, outline, title
from reader.markup.text import text_to_html
from reader.model.discussion import Body, CommentKind, Discussion

LONGEST = 100_000
"""Characters of one piece; a longer body goes on in further pieces, as plain text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is laid out together. ``head`` and ``body`` are harmless HTML, either may be empty; ``depth``: how many comments it hangs
    below (0 for the post and for comments to it); ``heading``: the post's own."""

    depth: int
    head: str
    body: str
    heading: bool = False


def pieces(discussion: Discussion) -> Iterator[Piece]:
    """The post, how many comments, then every comment behind the one it answers."""
    post = discussion.post
    address = f"<br>{escape(post.url)}" if post.url else ""
    head = f"<h1>{escape(title(discussion))}</h1><p>{escape(byline(discussion))}{address}</p>"
    yield from _parted(0, head, post.body, heading=True)
    yield Piece(0, f"<p>{escape(counts(discussion))}</p>", "", heading=True)
    for row in outline(discussion):
        yield from _parted(row.depth, _head(row), row.comment.body)


def _head(row: Row) -> str:
    comment = row.comment
    words = [moment_words(comment.published) or comment.published_text or ""]
    words += [f"answers {name}" for _, name in row.answers]
    if comment.kind is CommentKind.REMOVED:
        words.append("not on the saved page")
    return f"<p><b>{escape(row.label)}</b> {escape(' · '.join(word for word in words if word))}</p>"


def _parted(depth: int, head: str, body: Body, *, heading: bool = False) -> Iterator[Piece]:
    if max(len(body.text), len(body.html or "")) <= LONGEST:
        yield Piece(depth, head, text_to_html(body.text) if body.html is None else body.html, heading)
        return
    for start in range(0, max(1, len(body.text)), LONGEST):
        yield Piece(depth, head if not start else "", text_to_html(body.text[start:start + LONGEST]), heading)
