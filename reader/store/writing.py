"""A whole discussion into rows: new, or over what is stored of it, comment by comment by their stable keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from reader.model.discussion import Comment, Corrections, Discussion, Post, Reference
from reader.model.errors import NoSuchPost
from reader.model.report import ThreadReport
from reader.store.codec import to_json
from reader.store.deltas import Delta, difference, rows_where
from reader.store.moments import now
from reader.store.rows import Row, comment_row, possible_id, post_row, reference_rows, source_rows, storable
from reader.store.tables import Layout


@dataclass(frozen=True, slots=True)
class Plan:
    """What writing a discussion comes to; nothing is written yet (but names of authors)."""

    post_id: int
    deltas: list[Delta]
    inverse: list[Delta]
    ids: dict[int, int] = field(default_factory=dict)
    """The discussion's comment ids -> stored ones."""


def plan(connection: sqlite3.Connection, layouts: Mapping[str, Layout], discussion: Discussion, permalink_key: str | None) -> Plan:
    """Compare a discussion with what is stored of it. Raises `NoSuchPost` when it claims an id that is not there.

    What the person did stays: marks, notes, tags and corrections of the discussion count only for comments and posts that are new.
    """
    post = discussion.post
    old_post = _stored_post(connection, layouts, post.id)
    post_id = post.id if old_post else _next_id(connection, "post")
    old_comments = rows_where(connection, layouts["comment"], "post_id", post_id) if old_post else {}
    keys = _unlike(comment.key for comment in discussion.comments)
    ids, fresh, renamed = _settle_ids(connection, discussion.comments, keys, old_comments, layouts["comment"])
    authors = _author_ids(connection, discussion.comments)
    comments = [
        comment_row(
            comment, ids[comment.id], post_id, place, key, None if comment.author is None else authors[comment.author], ids
        )
        for place, (comment, key) in enumerate(zip(discussion.comments, keys, strict=True))
    ]
    row = _new_post_row(layouts["post"], post, post_id, permalink_key, old_post)
    pairs = [
        difference(layouts["post"], {(post_id,): old_post} if old_post else {}, [row]),
        difference(layouts["comment"], old_comments, comments),
        *_difference_of(connection, layouts, "source", post_id, source_rows(post.sources, post_id)),
        *_difference_of(connection, layouts, "reference", post_id, _all_references(discussion, post_id, ids)),
        *_difference_of(
            connection, layouts, "mark", post_id, _marks(connection, layouts["mark"], post_id, discussion.comments, keys, fresh, renamed)
        ),
    ]
    if old_post is None:
        pairs += [(Delta(name, put=rows), Delta(name)) for name, rows in personal_rows(post, post_id).items()]
    deltas = [delta for delta, _ in pairs if delta]
    inverse = [back for _, back in pairs if back]
    if old_post is None:  # taking back the import of a new post is deleting it: it can still be recovered
        inverse = [Delta("post", put=[(*row[:-1], now())])]
    return Plan(post_id, deltas, inverse, ids)


def personal_rows(post: Post, post_id: int) -> dict[str, list[Row]]:
    """Rows by table for what a person did to a post: corrections, note, tags."""
    own = post.corrections
    personal: list[Row] = [(post_id, own.title, own.author, own.published, post.note)] if own != Corrections() or post.note else []
    tags: list[Row] = [(post_id, ordinal, tag) for ordinal, tag in enumerate(dict.fromkeys(post.tags))]
    return {"personal": personal, "tag": tags}


def receipt_row(connection: sqlite3.Connection, report: ThreadReport, post_id: int) -> Row:
    """A row of ``receipt`` for the report, which gets the post's stored id."""
    receipt_id = (connection.execute("SELECT max(id) FROM receipt").fetchone()[0] or 0) + 1
    return (receipt_id, post_id, to_json(replace(report, post_id=post_id)))


def _stored_post(connection: sqlite3.Connection, layouts: Mapping[str, Layout], post_id: int) -> Row | None:
    if post_id < 0:
        return None
    old = rows_where(connection, layouts["post"], "id", possible_id(post_id)).get((post_id,))
    if old is None or old[-1] is not None:
        raise NoSuchPost(post_id)
    return old


def _new_post_row(layout: Layout, post: Post, post_id: int, permalink_key: str | None, old: Row | None) -> Row:
    named = dict(zip(layout.columns, old, strict=True)) if old else {}
    imported = max((source.imported for source in post.sources), default=named.get("imported") or now())
    return post_row(post, post_id, permalink_key or named.get("permalink_key"), imported, None)


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    """An id that no row of the table ever had."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return (row[0] if row else 0) + 1


def _unlike(keys: Iterable[str]) -> list[str]:
    """The keys, made unlike each other where a caller failed to: user data must never hang on two comments."""
    seen: set[str] = set()
    unlike: list[str] = []
    for key in keys:
        number, name = 1, key
        while name in seen:
            number += 1
            name = f"{key}#{number}"
        seen.add(name)
        unlike.append(name)
    return unlike


def _settle_ids(
    connection: sqlite3.Connection, comments: tuple[Comment, ...], keys: list[str], old: Mapping[Row, Row], layout: Layout
) -> tuple[dict[int, int], set[str], dict[str, str]]:
    """Stored ids for the discussion's ids; keys that are new; and, new key -> old key, comments that only got another key."""
    key_place = layout.columns.index("key")
    id_of = {row[key_place]: row[0] for row in old.values()}
    key_of = {stored: key for key, stored in id_of.items()}
    wanted = set(keys)
    following = _next_id(connection, "comment")
    ids: dict[int, int] = {}
    fresh: set[str] = set()
    renamed: dict[str, str] = {}
    for comment, key in zip(comments, keys, strict=True):
        if key in id_of:
            ids[comment.id] = id_of[key]
        elif key_of.get(comment.id, key) not in wanted:
            ids[comment.id] = comment.id
            renamed[key] = key_of[comment.id]
        else:
            ids[comment.id] = following
            following += 1
            fresh.add(key)
    return ids, fresh, renamed


def _author_ids(connection: sqlite3.Connection, comments: Iterable[Comment]) -> dict[str, int]:
    """Ids of the authors' rows; missing ones are made."""
    names = {comment.author for comment in comments if comment.author is not None}
    rows: list[Row] = [(name,) for name in sorted(names)]
    try:
        connection.executemany("INSERT OR IGNORE INTO author (name) VALUES (?)", rows)
        find = [(name, name) for name in names]
    except UnicodeEncodeError:
        connection.executemany("INSERT OR IGNORE INTO author (name) VALUES (?)", storable(rows))
        find = [(name, storable([(name,)])[0][0]) for name in names]
    return {name: connection.execute("SELECT id FROM author WHERE name = ?", (stored,)).fetchone()[0] for name, stored in find}


def _difference_of(
    connection: sqlite3.Connection, layouts: Mapping[str, Layout], table: str, post_id: int, rows: Iterable[Row]
) -> list[tuple[Delta, Delta]]:
    layout = layouts[table]
    return [difference(layout, rows_where(connection, layout, "post_id", post_id), rows)]


def _all_references(discussion: Discussion, post_id: int, ids: Mapping[int, int]) -> Iterable[Row]:
    own = discussion.post.id

    def stored(reference: Reference) -> tuple[int | None, int | None]:
        target, post = reference.target, reference.target_post
        if target is not None:
            target = ids.get(target, target if target > 0 else None)
        if post is not None:
            post = post_id if post == own else post if post > 0 else None
        return target, post

    yield from reference_rows(discussion.post.references, post_id, -1, stored)
    for place, comment in enumerate(discussion.comments):
        if comment.references:
            yield from reference_rows(comment.references, post_id, place, stored)


def _marks(
    connection: sqlite3.Connection, layout: Layout, post_id: int, comments: tuple[Comment, ...], keys: list[str], fresh: set[str],
    renamed: Mapping[str, str],
) -> list[Row]:
    """All rows of ``mark`` for the post as they should be: those that are there, and those of new comments. None is ever dropped."""
    marks = rows_where(connection, layout, "post_id", post_id)
    for comment, key in zip(comments, keys, strict=True):
        if (post_id, key) in marks:
            continue
        if key in renamed and (post_id, renamed[key]) in marks:
            marks[(post_id, key)] = (post_id, key, *marks[(post_id, renamed[key])][2:])
        elif key in fresh and (comment.read or comment.starred or comment.note):
            marks[(post_id, key)] = (post_id, key, int(comment.read), int(comment.starred), comment.note)
    return list(marks.values())
