"""Carrying out deltas: rows are written, and what is derived from them (index, skeletons, packed marks) follows in the same transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from reader.model.report import Changes
from reader.store import deltas as rows_of
from reader.store import index, skeletons
from reader.store.deltas import Delta
from reader.store.rows import Row
from reader.store.tables import Layout

_SHAPES_SKELETON = {"comment", "reference"}
_SHAPES_STATE = {"post", "comment", "mark"}
_FEW = 200
_SHAPES_DOCUMENT = {"post", "personal"}


def carry_out(
    connection: sqlite3.Connection, layouts: Mapping[str, Layout], deltas: Sequence[Delta], *, undo: str | None = None
) -> Changes:
    """Write ``deltas`` and all that follows from them; tells which posts came, went or changed."""
    deltas = [delta for delta in deltas if delta]
    posts = _posts(connection, layouts, deltas)
    before = _visible(connection, posts)
    comments = _touched_comments(connection, layouts, deltas)
    own = _posts(connection, layouts, (delta for delta in deltas if delta.table in _SHAPES_DOCUMENT))
    shaped = _posts(connection, layouts, (delta for delta in deltas if delta.table in _SHAPES_SKELETON | _SHAPES_DOCUMENT))
    counted = _posts(connection, layouts, (delta for delta in deltas if delta.table in _SHAPES_STATE))
    whole = _hidden_or_shown(connection, deltas, layouts)
    for post in whole:
        comments.update(index.comment_ids(connection, post))
    index.remove_comments(connection, comments)
    for post in own:
        index.remove_post(connection, post)
    rows_of.apply(connection, layouts, deltas)
    index.add_comments(connection, comments)
    for post in own:
        index.add_post(connection, post)
    for post in shaped:
        skeletons.refresh_skeleton(connection, post)
    for post in counted:
        skeletons.refresh_state(connection, post, _few_marked(deltas, post))
    after = _visible(connection, posts)
    return Changes(frozenset(after - before), frozenset(after & before), frozenset(before - after), undo)


def _few_marked(deltas: Sequence[Delta], post: int) -> set[str] | None:
    """Keys of the comments whose marks change, where nothing else of the thread does and they are few; else None."""
    if any(delta.table in {"post", "comment"} for delta in deltas):
        return None
    keys = {row[1] for delta in deltas if delta.table == "mark" for row in (*delta.gone, *delta.put) if row[0] == post}
    return keys if len(keys) <= _FEW else None


def _posts(connection: sqlite3.Connection, layouts: Mapping[str, Layout], deltas: Iterable[Delta]) -> set[int]:
    """Ids of the posts that the deltas belong to; to be asked before the rows are gone."""
    found: set[int] = set()
    for delta in deltas:
        layout = layouts[delta.table]
        column = "id" if delta.table == "post" else "post_id"
        place = layout.columns.index(column)
        found.update(row[place] for row in delta.put)
        if column in layout.key:
            place = layout.key.index(column)
            found.update(key[place] for key in delta.gone)
        elif delta.gone:
            known = [connection.execute(f'SELECT post_id FROM "{delta.table}" WHERE id = ?', key).fetchone() for key in delta.gone]
            found.update(row[0] for row in known if row)
    return found


def _visible(connection: sqlite3.Connection, posts: Iterable[int]) -> set[int]:
    """Those of the posts that are there and not deleted."""
    sql = "SELECT 1 FROM post WHERE id = ? AND deleted IS NULL"
    return {post for post in posts if connection.execute(sql, (post,)).fetchone()}


def _hidden_or_shown(connection: sqlite3.Connection, deltas: Sequence[Delta], layouts: Mapping[str, Layout]) -> set[int]:
    """Posts that are deleted or brought back by the deltas, so that all their documents go or come."""
    found: set[int] = set()
    for delta in deltas:
        if delta.table != "post":
            continue
        place = layouts["post"].columns.index("deleted")
        for row in delta.put:
            old = connection.execute("SELECT deleted FROM post WHERE id = ?", (row[0],)).fetchone()
            if old and (old[0] is None) != (row[place] is None):
                found.add(row[0])
    return found


def _touched_comments(connection: sqlite3.Connection, layouts: Mapping[str, Layout], deltas: Sequence[Delta]) -> set[int]:
    """Comments whose documents in the index the deltas change: other text, author, time or note; new and vanished ones."""
    touched: set[int] = set()
    for delta in deltas:
        if delta.table == "comment":
            columns = layouts["comment"].columns
            time, author, text = columns.index("time"), columns.index("author_id"), columns.index("text")
            posts = {row[columns.index("post_id")] for row in delta.put}
            old: dict[int, Row] = {}
            for post in posts:
                rows = connection.execute("SELECT id, time, author_id, text FROM comment WHERE post_id = ?", (post,))
                old.update((row[0], row[1:]) for row in rows)
            touched.update(key[0] for key in delta.gone)
            touched.update(row[0] for row in delta.put if old.get(row[0]) != (row[time], row[author], row[text]))
        elif delta.table == "mark":
            touched.update(_renoted(connection, delta))
    return touched


def _renoted(connection: sqlite3.Connection, delta: Delta) -> Iterable[int]:
    sql = (
        "SELECT c.id, coalesce(m.note, '') FROM comment c LEFT JOIN mark m ON m.post_id = c.post_id AND m.key = c.key "
        "WHERE c.post_id = ? AND c.key = ?"
    )
    for post, key, note in (*((*gone, "") for gone in delta.gone), *((row[0], row[1], row[4]) for row in delta.put)):
        found = connection.execute(sql, (post, key)).fetchone()
        if found and found[1] != note:
            yield found[0]
