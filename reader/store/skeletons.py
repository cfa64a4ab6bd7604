"""A thread as one packed blob, so that opening a hundred thousand comments costs one read. Derived: it can be rebuilt at any time.

Layout of a blob: four bytes length, a JSON head (version, byte order, authors, the arrays' type codes and sizes), the arrays one behind
the other. Read marks, stars and notes change often and are kept apart: one byte a comment in ``state.marks``.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import compress

from reader.model.discussion import CommentKind, ParentOrigin, Role
from reader.model.forest import grow
from reader.model.skeleton import FLAG_GHOST, FLAG_GUESSED_PARENT, FLAG_MANUAL_PARENT, FLAG_PINGBACK, FLAG_POST_AUTHOR, Author

VERSION = 1
READ, STARRED, NOTED, COUNTED = 1, 2, 4, 8
"""Bits of ``state.marks``; COUNTED: a real comment, neither ghost nor pingback."""
_ARRAYS = ("ids", "parents", "authors_of", "numbers", "times", "lengths", "order", "depths", "ends", "edges_from", "edges_to")
_KIND_FLAGS = {CommentKind.REMOVED.value: FLAG_GHOST, CommentKind.PINGBACK.value: FLAG_PINGBACK}
_ORIGIN_FLAGS = {
    ParentOrigin.MANUAL.value: FLAG_MANUAL_PARENT,
    ParentOrigin.REFERENCE.value: FLAG_GUESSED_PARENT,
    ParentOrigin.QUOTE.value: FLAG_GUESSED_PARENT,
}
_ROWS = (
    "SELECT id, parent, author_id, number, time, length(text), kind, parent_origin, author_url "
    "FROM comment WHERE post_id = ? ORDER BY place"
)
_EDGES = (
    "SELECT place, target FROM reference WHERE post_id = ? AND place >= 0 AND role = ? AND target IS NOT NULL ORDER BY place, ordinal"
)
_MARKS = (
    "SELECT c.kind, m.read, m.starred, m.note != '' FROM comment c LEFT JOIN mark m ON m.post_id = c.post_id AND m.key = c.key "
    "WHERE c.post_id = ? ORDER BY c.place"
)
_POST_AUTHOR = "SELECT coalesce(own.author, p.author) FROM post p LEFT JOIN personal own ON own.post_id = p.id WHERE p.id = ?"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a blob holds."""

    authors: tuple[Author, ...]
    arrays: Mapping[str, array[int]]
    flags: bytes


def _numbers_array(values: list[int]) -> array[int]:
    """Printed numbers; 4 bytes each unless one is larger."""
    try:
        return array("i", values)
    except OverflowError:
        return array("q", values)


def pack(connection: sqlite3.Connection, post_id: int) -> bytes:
    """The blob of a thread, made from its rows."""
    rows = connection.execute(_ROWS, (post_id,)).fetchall()
    names = dict(
        connection.execute("SELECT id, name FROM author WHERE id IN (SELECT author_id FROM comment WHERE post_id = ?)", (post_id,))
    )
    index_of = {row[0]: index for index, row in enumerate(rows)}
    counts = Counter(row[2] for row in rows if row[2] is not None)
    places = {author: index for index, author in enumerate(counts)}
    urls: dict[int, str] = {}
    for row in rows:
        if row[8] and row[2] is not None:
            urls.setdefault(row[2], row[8])
    (post_author,) = connection.execute(_POST_AUTHOR, (post_id,)).fetchone()
    host = next((author for author, name in names.items() if name == post_author), None)
    parents = array("i", (index_of.get(row[1], -1) for row in rows))
    forest = grow(parents)
    edges = _edges(connection, post_id, index_of, parents)
    arrays: dict[str, array[int]] = {
        "ids": array("i", (row[0] for row in rows)),
        "parents": parents,
        "authors_of": array("i", (places.get(row[2], -1) for row in rows)),
        "numbers": _numbers_array([row[3] or 0 for row in rows]),
        "times": array("i", (row[4] for row in rows)),
        "lengths": array("i", (row[5] for row in rows)),
        "order": forest.order,
        "depths": forest.depths,
        "ends": forest.ends,
        "edges_from": array("i", (edge[0] for edge in edges)),
        "edges_to": array("i", (edge[1] for edge in edges)),
    }
    flags = bytes(
        _KIND_FLAGS.get(row[6], 0) | _ORIGIN_FLAGS.get(row[7], 0) | (FLAG_POST_AUTHOR if host is not None and row[2] == host else 0)
        for row in rows
    )
    head = {
        "version": VERSION,
        "order": sys.byteorder,
        "authors": [[names[author], counts[author], urls.get(author)] for author in counts],
        "arrays": [[name, arrays[name].typecode, len(arrays[name]) * arrays[name].itemsize] for name in _ARRAYS],
        "flags": len(flags),
    }
    text = json.dumps(head, ensure_ascii=True).encode("ascii")
    return b"".join((len(text).to_bytes(4, "little"), text, *(arrays[name].tobytes() for name in _ARRAYS), flags))


def _edges(connection: sqlite3.Connection, post_id: int, index_of: Mapping[int, int], parents: array[int]) -> list[tuple[int, int]]:
    """References between comments of the thread that address their target, without the parents' own, each once."""
    found = dict.fromkeys(
        (place, index_of[target])
        for place, target in connection.execute(_EDGES, (post_id, Role.ADDRESS.value))
        if target in index_of and place < len(parents)
    )
    return [(place, target) for place, target in found if parents[place] != target and place != target]


def unpack(data: bytes) -> Unpacked:
    """What `pack` packed. Raises ValueError or KeyError when the blob is not of this version or damaged; then it must be made anew."""
    size = int.from_bytes(data[:4], "little")
    head = json.loads(data[4 : 4 + size])
    if head["version"] != VERSION:
        raise ValueError(head["version"])
    view = memoryview(data)
    place = 4 + size
    arrays: dict[str, array[int]] = {}
    for name, typecode, length in head["arrays"]:
        values: array[int] = array(typecode)
        values.frombytes(view[place : place + length])
        if head["order"] != sys.byteorder:
            values.byteswap()
        arrays[name] = values
        place += length
    flags = bytes(view[place : place + head["flags"]])
    if any(len(arrays[name]) != len(flags) for name in _ARRAYS[:-2]) or len(arrays["edges_from"]) != len(arrays["edges_to"]):
        raise ValueError("cut off")
    authors = tuple(Author(index, name, count, url) for index, (name, count, url) in enumerate(head["authors"]))
    return Unpacked(authors, arrays, flags)


_MARK_OF = (
    "SELECT c.place, c.kind, m.read, m.starred, m.note != '' FROM comment c LEFT JOIN mark m ON m.post_id = c.post_id AND m.key = c.key "
    "WHERE c.post_id = ? AND c.key = ?"
)
_KIND_BITS = {CommentKind.COMMENT.value: COUNTED}


def _bits(kind: str, read: int | None, starred: int | None, noted: int | None) -> int:
    return _KIND_BITS.get(kind, 0) | (READ if read else 0) | (STARRED if starred else 0) | (NOTED if noted else 0)


def _counted(marks: bytes) -> tuple[int, int, int, bytes]:
    comments = sum(map(marks.count, (value for value in range(16) if value & COUNTED)))
    unread = sum(map(marks.count, (value for value in range(16) if value & COUNTED and not value & READ)))
    starred = sum(map(marks.count, (value for value in range(16) if value & STARRED)))
    return comments, unread, starred, marks


def pack_marks(connection: sqlite3.Connection, post_id: int) -> tuple[int, int, int, bytes]:
    """Real comments, unread ones, starred ones, and the marks of all, one byte a comment in page order."""
    return _counted(bytes(_bits(*row) for row in connection.execute(_MARKS, (post_id,))))


_UNREAD_TABLE = bytes(int(bool(value & COUNTED) and not value & READ) for value in range(256))
_STARRED_TABLE = bytes(int(bool(value & STARRED)) for value in range(256))
_NOTED_TABLE = bytes(int(bool(value & NOTED)) for value in range(256))


def _where(bits: bytes) -> frozenset[int]:
    """Indexes of the ones; a thread all unread or without a star is the usual case and costs least."""
    if 1 not in bits:
        return frozenset()
    return frozenset(range(len(bits)) if 0 not in bits else compress(range(len(bits)), bits))


def unread_starred_noted(marks: bytes) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Indexes of the comments that carry each mark."""
    unread, starred, noted = (_where(marks.translate(table)) for table in (_UNREAD_TABLE, _STARRED_TABLE, _NOTED_TABLE))
    return unread, starred, noted


def refresh_skeleton(connection: sqlite3.Connection, post_id: int) -> None:
    """Make the blob of a thread anew."""
    connection.execute("INSERT OR REPLACE INTO skeleton (post_id, data) VALUES (?, ?)", (post_id, pack(connection, post_id)))


def refresh_state(connection: sqlite3.Connection, post_id: int, keys: Collection[str] | None = None) -> None:
    """Make the packed marks and counts of a thread anew; with ``keys`` only these comments' bytes, which must be few to be quicker."""
    old = connection.execute("SELECT marks FROM state WHERE post_id = ?", (post_id,)).fetchone() if keys is not None else None
    if old is None or keys is None:
        packed = pack_marks(connection, post_id)
    else:
        marks = bytearray(old[0])
        for key in keys:
            row = connection.execute(_MARK_OF, (post_id, key)).fetchone()
            if row and row[0] < len(marks):
                marks[row[0]] = _bits(*row[1:])
        packed = _counted(bytes(marks))
    sql = "INSERT OR REPLACE INTO state (post_id, comments, unread, starred, marks) VALUES (?, ?, ?, ?, ?)"
    connection.execute(sql, (post_id, *packed))
