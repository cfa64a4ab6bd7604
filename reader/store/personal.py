"""What a person does, as deltas: marks, notes, tags, corrections, the place where they stopped, deleting."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from reader.model.discussion import Corrections, ThreadCorrections
from reader.model.errors import NoSuchComment, NoSuchPost
from reader.model.report import Location
from reader.model.skeleton import Place
from reader.store.codec import to_json
from reader.store.deltas import Delta, difference, quoted, rows_where
from reader.store.moments import now
from reader.store.rows import Row, possible_id
from reader.store.tables import Layout

Layouts = Mapping[str, Layout]
_MARKS = (
    "SELECT c.id, c.key, coalesce(m.read, 0), coalesce(m.starred, 0), coalesce(m.note, '') FROM comment c "
    "LEFT JOIN mark m ON m.post_id = c.post_id AND m.key = c.key WHERE c.post_id = ?"
)


def must_be_there(connection: sqlite3.Connection, post_id: int) -> None:
    """Raises `NoSuchPost` unless the post is there and not deleted."""
    if not connection.execute("SELECT 1 FROM post WHERE id = ? AND deleted IS NULL", (possible_id(post_id),)).fetchone():
        raise NoSuchPost(post_id)


def deleted(connection: sqlite3.Connection, layouts: Layouts, post_ids: Iterable[int]) -> list[Delta]:
    """Posts taken out of sight; ids that are not there are passed over."""
    moment = now()
    sql = f"SELECT {quoted(layouts['post'].columns)} FROM post WHERE id = ? AND deleted IS NULL"
    rows = [row for post in dict.fromkeys(post_ids) if (row := connection.execute(sql, (possible_id(post),)).fetchone())]
    return [Delta("post", put=[(*row[:-1], moment) for row in rows])]


def recovered(connection: sqlite3.Connection, layouts: Layouts, post_ids: Iterable[int]) -> list[Delta]:
    """Deleted posts brought back."""
    sql = f"SELECT {quoted(layouts['post'].columns)} FROM post WHERE id = ? AND deleted IS NOT NULL"
    rows = [row for post in dict.fromkeys(post_ids) if (row := connection.execute(sql, (possible_id(post),)).fetchone())]
    return [Delta("post", put=[(*row[:-1], None) for row in rows])]


def marked(
    connection: sqlite3.Connection, post_id: int, comment_ids: Sequence[int] | None, *, read: bool | None = None,
    starred: bool | None = None,
) -> list[Delta]:
    """Marks of comments (None: all of the post); ids that are not comments of the post are passed over."""
    must_be_there(connection, post_id)
    if comment_ids is not None and len(comment_ids) <= 500:
        sql = f"{_MARKS} AND c.id IN ({', '.join('?' * len(comment_ids))})"
        rows = connection.execute(sql, (post_id, *comment_ids)).fetchall()
    else:
        wanted = None if comment_ids is None else set(comment_ids)
        rows = [row for row in connection.execute(_MARKS, (post_id,)) if wanted is None or row[0] in wanted]
    return [
        _mark_rows(
            (
                post_id, key, old_read if read is None else int(read), old_starred if starred is None else int(starred), note,
            )
            for _, key, old_read, old_starred, note in rows
        )
    ]


def _mark_rows(rows: Iterable[Row]) -> Delta:
    """Marks to keep; a comment with no mark at all needs no row."""
    kept, gone = [], []
    for row in rows:
        if any(row[2:]):
            kept.append(row)
        else:
            gone.append(row[:2])
    return Delta("mark", gone, kept)


def noted(connection: sqlite3.Connection, layouts: Layouts, location: Location, text: str) -> list[Delta]:
    """A note on a post or comment."""
    must_be_there(connection, location.post)
    if location.comment is None:
        old = rows_where(connection, layouts["personal"], "post_id", location.post).get((location.post,))
        title, author, published = old[1:4] if old else (None, None, None)
        return [_personal(location.post, title, author, published, text)]
    row = connection.execute(f"{_MARKS} AND c.id = ?", (location.post, location.comment)).fetchone()
    if row is None:
        raise NoSuchComment(location.comment)
    return [_mark_rows([(location.post, row[1], row[2], row[3], text)])]


def post_corrected(connection: sqlite3.Connection, layouts: Layouts, post_id: int, corrections: Corrections) -> list[Delta]:
    """Title, author and date of the post as set by hand."""
    must_be_there(connection, post_id)
    old = rows_where(connection, layouts["personal"], "post_id", post_id).get((post_id,))
    return [_personal(post_id, corrections.title, corrections.author, corrections.published, old[4] if old else "")]


def _personal(post_id: int, title: str | None, author: str | None, published: str | None, note: str) -> Delta:
    row = (post_id, title, author, published, note)
    return Delta("personal", put=[row]) if any(value is not None for value in row[1:4]) or note else Delta("personal", gone=[(post_id,)])


def tagged(connection: sqlite3.Connection, layouts: Layouts, post_id: int, tags: Sequence[str]) -> list[Delta]:
    """Tags of a post, each once, empty ones left out."""
    must_be_there(connection, post_id)
    kept = dict.fromkeys(tag for tag in (" ".join(tag.split()) for tag in tags) if tag)
    rows = _numbered(post_id, [(tag,) for tag in kept])
    return [difference(layouts["tag"], rows_where(connection, layouts["tag"], "post_id", post_id), rows)[0]]


def corrected(connection: sqlite3.Connection, layouts: Layouts, post_id: int, corrections: ThreadCorrections) -> list[Delta]:
    """What was set by hand about who answers whom."""
    must_be_there(connection, post_id)
    wanted: dict[str, list[Row]] = {
        "manual_parent": [(parent.comment, parent.parent) for parent in corrections.parents],
        "manual_reference": [
            (reference.comment, reference.text, reference.target, to_json(reference.rejected), reference.toward and reference.toward.value)
            for reference in corrections.references
        ],
        "name_meaning": [(name.written, name.author) for name in corrections.names],
        "name_pair": [(pair.first, pair.second, int(pair.same)) for pair in corrections.people],
    }
    return [
        difference(layouts[table], rows_where(connection, layouts[table], "post_id", post_id), _numbered(post_id, rows))[0]
        for table, rows in wanted.items()
    ]


def _numbered(post_id: int, rows: Iterable[Row]) -> Iterable[Row]:
    for ordinal, row in enumerate(rows):
        yield (post_id, ordinal, *row)


def placed(connection: sqlite3.Connection, post_id: int, place: Place) -> Delta:
    """Where a person stopped reading, by the stable keys of its comments."""
    must_be_there(connection, post_id)
    by_id = "SELECT key FROM comment WHERE post_id = ? AND id = ?"
    found = connection.execute(by_id, (post_id, place.comment)).fetchone() if place.comment is not None else None
    folded = [row[0] for comment in place.folded if (row := connection.execute(by_id, (post_id, comment)).fetchone())]
    row = (post_id, now(), found[0] if found else None, place.offset, int(place.threaded), to_json(sorted(folded)))
    return Delta("place", put=[row])
