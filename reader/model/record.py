"""One discussion of an export or a dump, already taken apart by its file format: what `Page.record` holds when the page is no markup.

Every structured dialect (blog exports, feeds, JSON dumps, mail) arrives in this one shape, so that the reading side is one module.
E-mail and IP addresses of the writers are left out before a record is made.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from reader.model.discussion import CommentKind


class BodyForm(enum.StrEnum):
    """How a body of a record is written."""

    HTML = "html"
    TEXT = "text"
    """Lines as typed; nothing in it is markup."""
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class RecordComment:
    """One comment as the export has it, in the export's order (oldest first where the export tells times).

    ``id`` is the export's own id (None where it has none). ``parent`` is the id of the comment that this one answers by the export's own
    word, None where it answers the post; it may name an id that is not in the record. ``published`` is a moment (ISO 8601, with an offset
    only where the export states one); ``published_text`` is set where the export writes the date in another way. ``body`` is raw: not
    cleaned, links not resolved. ``removed``: the export keeps the place of a comment that was taken away; the body is empty or its notice.
    """

    author: str | None
    body: str
    form: BodyForm = BodyForm.HTML
    id: str | None = None
    parent: str | None = None
    number: int | None = None
    kind: CommentKind = CommentKind.COMMENT
    author_url: str | None = None
    published: str | None = None
    published_text: str | None = None
    url: str | None = None
    votes: int | None = None
    edited_text: str | None = None
    signature: str | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One post of an export with its comments. ``has_post`` False: only comments are there (a feed of comments, a thread's later part)."""

    title: str
    body: str
    form: BodyForm = BodyForm.HTML
    id: str | None = None
    author: str | None = None
    author_url: str | None = None
    published: str | None = None
    published_text: str | None = None
    url: str | None = None
    site: str | None = None
    language: str | None = None
    votes: int | None = None
    tags: tuple[str, ...] = ()
    comments_closed: bool | None = None
    comments_stated: int | None = None
    has_post: bool = True
    comments: tuple[RecordComment, ...] = ()
