"""The search index: an FTS5 table over folded copies of what is shown. Derived, it can be rebuilt from the other tables.

A document is a comment or a post. Its rowid is built so that plain descending order is "newest first", which FTS5 gives without looking
at another table, and so that ``before:`` and ``after:`` are ranges of it: minutes (31 bits), id (31 bits), one bit for "it is a post".
The folded copies are not stored: the view makes them with the function ``fold`` whenever the index is written or rebuilt, so removing a
document must happen before its row changes. No triggers: one statement a bulk write is twice as fast as a trigger a row. Written in the
order of rowids: FTS5 empties its buffer whenever a rowid is smaller than the last.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.store.tables import UNKNOWN_TIME

COLUMNS = ("title", "text", "author", "note")
TIME_SHIFT = 32
POST_BIT = 1

_DOCUMENT_OF_COMMENT = f"""
SELECT ((c.time - ({UNKNOWN_TIME})) << {TIME_SHIFT}) | (c.id << 1) AS docid, '' AS title, fold(c.text) AS text,
       fold(a.name) AS author, fold(m.note) AS note
  FROM comment c
  JOIN post p ON p.id = c.post_id
  LEFT JOIN author a ON a.id = c.author_id
  LEFT JOIN mark m ON m.post_id = c.post_id AND m.key = c.key
 WHERE p.deleted IS NULL"""
_DOCUMENT_OF_POST = f"""
SELECT ((p.time - ({UNKNOWN_TIME})) << {TIME_SHIFT}) | (p.id << 1) | {POST_BIT} AS docid,
       fold(coalesce(own.title, p.title)) AS title, fold(p.text) AS text, fold(coalesce(own.author, p.author)) AS author,
       fold(own.note) AS note
  FROM post p
  LEFT JOIN personal own ON own.post_id = p.id
 WHERE p.deleted IS NULL"""
SCHEMA = (
    "CREATE INDEX mark_kept ON mark (post_id, key) WHERE starred OR note != ''",  # few beside read marks
    f"CREATE VIEW document AS {_DOCUMENT_OF_COMMENT} UNION ALL {_DOCUMENT_OF_POST}",
    f"CREATE VIRTUAL TABLE search USING fts5({', '.join(COLUMNS)}, content='document', content_rowid='docid', "
    "tokenize='unicode61 remove_diacritics 0')",
    f"INSERT INTO search (search, rank) VALUES ('hashsize', {4 << 20})",  # larger pieces: a long thread comes in at once
)
_PUT = f"INSERT INTO search (rowid, {', '.join(COLUMNS)}) "
_TAKE = f"INSERT INTO search (search, rowid, {', '.join(COLUMNS)}) SELECT 'delete', * FROM "


def earliest_docid(minutes: int) -> int:
    """The smallest rowid that a document of this minute can have."""
    return (minutes - UNKNOWN_TIME) << TIME_SHIFT


def place_of_docid(docid: int) -> tuple[bool, int]:
    """Whether a document is a post, and the id of its row."""
    return bool(docid & POST_BIT), (docid & ((1 << TIME_SHIFT) - 1)) >> 1


def add_comments(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Put documents of these comments into the index (they must not be in it)."""
    _touch(connection, ids)
    connection.execute(f"{_PUT} {_DOCUMENT_OF_COMMENT} AND c.id IN (SELECT id FROM temp.touched) ORDER BY docid")


def remove_comments(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Take documents of these comments out of the index, before their rows change (they must be in it)."""
    _touch(connection, ids)
    connection.execute(f"{_TAKE} ({_DOCUMENT_OF_COMMENT} AND c.id IN (SELECT id FROM temp.touched) ORDER BY docid)")


def add_post(connection: sqlite3.Connection, post_id: int) -> None:
    """Put the post's own document into the index."""
    connection.execute(f"{_PUT} {_DOCUMENT_OF_POST} AND p.id = ?", (post_id,))


def remove_post(connection: sqlite3.Connection, post_id: int) -> None:
    """Take the post's own document out of the index, before its row changes."""
    connection.execute(f"{_TAKE} ({_DOCUMENT_OF_POST} AND p.id = ?)", (post_id,))


def comment_ids(connection: sqlite3.Connection, post_id: int) -> list[int]:
    """Ids of a post's comments."""
    return [row[0] for row in connection.execute("SELECT id FROM comment WHERE post_id = ?", (post_id,))]


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the whole index anew."""
    connection.execute("INSERT INTO search (search) VALUES ('rebuild')")


def sound(connection: sqlite3.Connection) -> bool:
    """Whether the index holds exactly the documents that it should."""
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return False
    return True


def _touch(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.touched")
    connection.executemany("INSERT OR IGNORE INTO temp.touched VALUES (?)", ((i,) for i in ids))
