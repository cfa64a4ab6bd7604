"""Rows <-> dataclasses: the one place that knows which column holds which field."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reader.model.discussion import (
    Body,
    Comment,
    CommentKind,
    Corrections,
    Gap,
    ParentOrigin,
    Post,
    Quote,
    Reference,
    ReferenceKind,
    Role,
    Source,
    Toward,
)
from reader.model.report import Notice
from reader.store.codec import to_json, tuple_from_json
from reader.store.folding import fold
from reader.store.moments import minutes_of

Row = tuple[Any, ...]
_LARGEST = 2**63 - 1
_SURROGATE = re.compile("[\ud800-\udfff]")

POST = (
    "id, title, text, html, author, author_url, published, published_text, url, site, platform, language, comments_closed, "
    "comments_stated, more_pages, missing_numbers, gaps, notices"
)
COMMENT = (
    "id, key, author_id, number, position, kind, site_id, url, author_url, avatar, published, published_text, page_parent, "
    "page_parent_site_id, parent, parent_origin, parent_confidence, votes, signature, edited_text, source, quotes, text, html"
)
REFERENCE = "start, stop, text, kind, toward, target, target_post, confidence, evidence, role"
SOURCE = (
    "file, sha256, format, imported, page, page_count, has_next, has_previous, next_url, previous_url, first_number, last_number, has_post"
)

class _Known(dict[Any, Any]):
    """Values that a column may hold; another one is damage."""

    def __missing__(self, value: object) -> Any:
        raise sqlite3.DatabaseError(f"malformed value: {value!r}")


_KINDS = _Known({kind.value: kind for kind in CommentKind})
_ORIGINS = _Known({origin.value: origin for origin in ParentOrigin} | {None: None})
_REFERENCE_KINDS = _Known({kind.value: kind for kind in ReferenceKind})
_TOWARD = _Known({toward.value: toward for toward in Toward})
_ROLES = _Known({role.value: role for role in Role})


def storable(rows: Iterable[Row]) -> list[Row]:
    """``rows`` with what SQLite cannot hold made storable: lone surrogates become U+FFFD (lengths stay), numbers beyond 64 bits None.

    Only hostile or broken pages hold such; so it is called after a first try has failed.
    """

    def mend(value: Any) -> Any:
        if isinstance(value, str):
            return encodable(value)
        if isinstance(value, int) and abs(value) > _LARGEST:
            return None
        return value

    return [tuple(mend(value) for value in row) for row in rows]


def encodable(text: str) -> str:
    """``text`` with lone surrogates made U+FFFD; the same object where there are none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def possible_id(value: int) -> int:
    """``value``, or an id that no row has where SQLite could not hold it (typed numbers have no limit)."""
    return value if abs(value) <= _LARGEST else 0


def flag(value: bool | None) -> int | None:
    """A truth value as a column holds it."""
    return None if value is None else int(value)


def title_key(title: str, site: str | None) -> str:
    """What two threads must have in common to be the same by title and site: both folded, white space collapsed."""
    return " ".join(fold(title).split()) + "\n" + " ".join(fold(site or "").split())


def post_row(post: Post, post_id: int, permalink_key: str | None, imported: str, deleted: str | None) -> Row:
    """A row of ``post``, columns in the order of the table."""
    return (
        post_id, post.title, post.body.text, post.body.html, post.author, post.author_url, post.published, post.published_text, post.url,
        post.site, post.platform, post.language, flag(post.comments_closed), post.comments_stated, int(post.more_pages),
        to_json(post.missing_numbers), to_json(post.gaps), to_json(post.notices), permalink_key, title_key(post.title, post.site),
        minutes_of(post.published), imported, deleted,
    )


def comment_row(comment: Comment, comment_id: int, post_id: int, place: int, key: str, author: int | None, ids: dict[int, int]) -> Row:
    """A row of ``comment``, columns in the order of the table; ``ids`` maps the discussion's comment ids to stored ones."""
    return (
        comment_id, post_id, place, key, author, comment.number, comment.position, comment.kind.value, comment.site_id, comment.url,
        comment.author_url, comment.avatar, comment.published, comment.published_text,
        None if comment.page_parent is None else ids.get(comment.page_parent), comment.page_parent_site_id,
        None if comment.parent is None else ids.get(comment.parent), comment.parent_origin.value if comment.parent_origin else None,
        comment.parent_confidence, comment.votes, comment.signature, comment.edited_text, comment.source,
        to_json(comment.quotes) if comment.quotes else None, minutes_of(comment.published), comment.body.text, comment.body.html,
    )


def reference_rows(
    references: Sequence[Reference], post_id: int, place: int, map_target: Callable[[Reference], tuple[int | None, int | None]]
) -> list[Row]:
    """Rows of ``reference`` for one body; ``map_target`` gives stored ids of target and target post."""
    return [
        (
            post_id, place, ordinal, reference.start, reference.end, reference.text, reference.kind.value, reference.to.value,
            *map_target(reference), reference.confidence, to_json(reference.evidence) if reference.evidence else None,
            reference.role.value,
        )
        for ordinal, reference in enumerate(references)
    ]


def source_rows(sources: Sequence[Source], post_id: int) -> list[Row]:
    """Rows of ``source``."""
    return [
        (
            post_id, ordinal, source.file, source.sha256, source.format, source.imported, source.page, source.page_count,
            int(source.has_next), int(source.has_previous), source.next_url, source.previous_url, source.first_number,
            source.last_number, int(source.has_post),
        )
        for ordinal, source in enumerate(sources)
    ]


def reference_from(row: Sequence[Any]) -> Reference:
    """A `Reference` from the columns `REFERENCE`."""
    start, stop, text, kind, toward, target, target_post, confidence, evidence, role = row
    return Reference(
        start, stop, text, _REFERENCE_KINDS[kind], _TOWARD[toward], target, target_post, confidence, tuple_from_json(str, evidence),
        _ROLES[role],
    )


def toward_from(value: str | None) -> Toward | None:
    """What a reference leads to by the reader's word, None where it was not said."""
    return None if value is None else _TOWARD[value]


def source_from(row: Sequence[Any]) -> Source:
    """A `Source` from the columns `SOURCE`."""
    file, sha256, form, imported, page, count, has_next, has_previous, next_url, previous_url, first, last, has_post = row
    return Source(
        file, sha256, form, imported, page, count, bool(has_next), bool(has_previous), next_url, previous_url, first, last, bool(has_post)
    )


def comment_from(row: Sequence[Any], author: str | None, references: tuple[Reference, ...], mark: Sequence[Any]) -> Comment:
    """A `Comment` from the columns `COMMENT`; ``mark`` is (read, starred, note)."""
    (
        comment_id, key, _, number, position, kind, site_id, url, author_url, avatar, published, published_text, page_parent,
        page_parent_site_id, parent, origin, confidence, votes, signature, edited_text, source, quotes, text, html,
    ) = row
    return Comment(
        comment_id, key, author, Body(text, html), number, position, _KINDS[kind], site_id, url, author_url, avatar, published,
        published_text, page_parent, page_parent_site_id, parent, _ORIGINS[origin], confidence, references,
        tuple_from_json(Quote, quotes), votes, signature, edited_text, source, bool(mark[0]), bool(mark[1]), mark[2],
    )


def post_from(
    row: Sequence[Any], references: tuple[Reference, ...], sources: tuple[Source, ...], corrections: Corrections,
    tags: tuple[str, ...], note: str,
) -> Post:
    """A `Post` from the columns `POST`."""
    (
        post_id, title, text, html, author, author_url, published, published_text, url, site, platform, language, closed, stated,
        more_pages, missing, gaps, notices,
    ) = row
    return Post(
        post_id, title, Body(text, html), author, author_url, published, published_text, url, site, platform, language,
        None if closed is None else bool(closed), stated, tuple_from_json(int, missing), bool(more_pages), tuple_from_json(Gap, gaps),
        sources, references, tuple_from_json(Notice, notices), corrections, tags, note,
    )
