"""Rows into whole discussions and into what the window shows of them. Plain SQL: this is the paint path and the export path."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any

from reader.model.discussion import (
    Body,
    Corrections,
    Discussion,
    ManualParent,
    ManualReference,
    NameMeaning,
    NamePair,
    Reference,
    ThreadCorrections,
)
from reader.model.errors import NoSuchComment, NoSuchPost
from reader.model.report import Location
from reader.model.skeleton import Place, ShownComment, ShownPost, Thread
from reader.store import rows
from reader.store.codec import tuple_from_json
from reader.store.skeletons import pack, pack_marks, unpack, unread_starred_noted

_UNMARKED = (False, False, "")
_POST_ROWS = f"SELECT {rows.POST} FROM post WHERE id = ? AND deleted IS NULL"
_COMMENT_ROWS = f"SELECT {rows.COMMENT} FROM comment WHERE post_id = ? ORDER BY place"
_REFERENCE_ROWS = f"SELECT place, {rows.REFERENCE} FROM reference WHERE post_id = ? ORDER BY place, ordinal"
_SHOWN_REFERENCES = (
    f"SELECT place, {rows.REFERENCE} FROM reference WHERE post_id = ? AND place >= ? AND place < ? ORDER BY place, ordinal"
)
_SHOWN_COMMENTS = (
    "SELECT c.place, c.id, c.text, c.html, c.published, c.published_text, c.url, c.parent_confidence, "
    "(SELECT m.note FROM mark m WHERE m.post_id = c.post_id AND m.key = c.key) "
    "FROM comment c WHERE c.post_id = ? AND c.place >= ? AND c.place < ? ORDER BY c.place"
)
_SHOWN_POST = (
    "SELECT p.title, p.text, p.html, p.author, p.published, p.published_text, p.url, p.site, p.platform, p.comments_closed, "
    "p.comments_stated, p.missing_numbers, p.more_pages, own.title, own.author, own.published, own.note "
    "FROM post p LEFT JOIN personal own ON own.post_id = p.id WHERE p.id = ? AND p.deleted IS NULL"
)
_THREAD_HEAD = (
    "SELECT coalesce(own.title, p.title), p.site, p.url, coalesce(own.author, p.author), coalesce(own.published, p.published), "
    "CASE WHEN own.published IS NULL THEN p.published_text END "
    "FROM post p LEFT JOIN personal own ON own.post_id = p.id WHERE p.id = ? AND p.deleted IS NULL"
)


def load(connection: sqlite3.Connection, post_id: int) -> Discussion:
    """Everything that is stored of one discussion. Raises `NoSuchPost`."""
    row = connection.execute(_POST_ROWS, (rows.possible_id(post_id),)).fetchone()
    if row is None:
        raise NoSuchPost(post_id)
    references: dict[int, list[Reference]] = defaultdict(list)
    for place, *rest in connection.execute(_REFERENCE_ROWS, (post_id,)):
        references[place].append(rows.reference_from(rest))
    names = dict(
        connection.execute("SELECT id, name FROM author WHERE id IN (SELECT author_id FROM comment WHERE post_id = ?)", (post_id,))
    )
    marks = {key: rest for key, *rest in connection.execute("SELECT key, read, starred, note FROM mark WHERE post_id = ?", (post_id,))}
    comments = tuple(
        rows.comment_from(row, names.get(row[2]), tuple(references.get(place, ())), marks.get(row[1], _UNMARKED))
        for place, row in enumerate(connection.execute(_COMMENT_ROWS, (post_id,)))
    )
    sources = tuple(
        map(rows.source_from, connection.execute(f"SELECT {rows.SOURCE} FROM source WHERE post_id = ? ORDER BY ordinal", (post_id,)))
    )
    own = connection.execute("SELECT title, author, published, note FROM personal WHERE post_id = ?", (post_id,)).fetchone()
    corrections, note = (Corrections(*own[:3]), own[3]) if own else (Corrections(), "")
    return Discussion(
        rows.post_from(row, tuple(references.get(-1, ())), sources, corrections, tags_of(connection, post_id), note), comments
    )


def tags_of(connection: sqlite3.Connection, post_id: int) -> tuple[str, ...]:
    """Tags of a post in the person's order."""
    return tuple(row[0] for row in connection.execute("SELECT name FROM tag WHERE post_id = ? ORDER BY ordinal", (post_id,)))


def thread(connection: sqlite3.Connection, post_id: int) -> Thread:
    """The skeleton of a thread; made from the rows when its blob is missing or of another version. Raises `NoSuchPost`."""
    head = connection.execute(_THREAD_HEAD, (rows.possible_id(post_id),)).fetchone()
    if head is None:
        raise NoSuchPost(post_id)
    found = connection.execute("SELECT data FROM skeleton WHERE post_id = ?", (post_id,)).fetchone()
    try:
        packed = unpack(found[0] if found else b"")
    except (ValueError, KeyError, TypeError):
        packed = unpack(pack(connection, post_id))
    state = connection.execute("SELECT marks FROM state WHERE post_id = ?", (post_id,)).fetchone()
    marks = state[0] if state and len(state[0]) == len(packed.flags) else pack_marks(connection, post_id)[3]
    unread, starred, notes = unread_starred_noted(marks)
    title, site, url, author, published, published_text = head
    arrays = packed.arrays
    return Thread(
        post_id, title, site, url, author, published, published_text, packed.authors, arrays["ids"], arrays["parents"],
        arrays["authors_of"], arrays["numbers"], arrays["times"], arrays["lengths"], packed.flags, arrays["order"], arrays["depths"],
        arrays["ends"], arrays["edges_from"], arrays["edges_to"], unread, starred, notes,
    )


def shown_post(connection: sqlite3.Connection, post_id: int) -> ShownPost:
    """The post as it is shown, the person's corrections in place. Raises `NoSuchPost`."""
    row = connection.execute(_SHOWN_POST, (rows.possible_id(post_id),)).fetchone()
    if row is None:
        raise NoSuchPost(post_id)
    (
        title, text, html, author, published, published_text, url, site, platform, closed, stated, missing, more_pages, own_title,
        own_author, own_published, note,
    ) = row
    references = tuple(rows.reference_from(found[1:]) for found in connection.execute(_SHOWN_REFERENCES, (post_id, -1, 0)))
    return ShownPost(
        post_id, own_title or title, Body(text, html), own_author or author, own_published or published,
        None if own_published else published_text, url, site, platform, references, None if closed is None else bool(closed), stated,
        tuple_from_json(int, missing), bool(more_pages), note or "", tags_of(connection, post_id),
    )


def shown_comments(connection: sqlite3.Connection, post_id: int, start: int, stop: int) -> list[ShownComment]:
    """What the rows ``start`` to ``stop`` (page order, exclusive) show; fewer where the thread ends."""
    references: dict[int, list[Reference]] = {}
    for place, *rest in connection.execute(_SHOWN_REFERENCES, (post_id, max(start, 0), stop)):
        references.setdefault(place, []).append(rows.reference_from(rest))
    return [
        ShownComment(
            place, comment_id, Body(text, html), tuple(references.get(place, ())), published, published_text, url, note or "", confidence
        )
        for place, comment_id, text, html, published, published_text, url, confidence, note in connection.execute(
            _SHOWN_COMMENTS, (post_id, max(start, 0), stop)
        )
    ]


def locate(connection: sqlite3.Connection, comment_id: int) -> Location:
    """Which post a comment belongs to. Raises `NoSuchComment`, also for comments of deleted posts."""
    row = connection.execute(
        "SELECT c.post_id FROM comment c JOIN post p ON p.id = c.post_id WHERE c.id = ? AND p.deleted IS NULL",
        (rows.possible_id(comment_id),),
    ).fetchone()
    if row is None:
        raise NoSuchComment(comment_id)
    return Location(row[0], comment_id)


def corrections(connection: sqlite3.Connection, post_id: int) -> ThreadCorrections:
    """What the person set by hand about who answers whom."""

    def all_of(columns: str, table: str) -> list[Any]:
        return connection.execute(f"SELECT {columns} FROM {table} WHERE post_id = ? ORDER BY ordinal", (post_id,)).fetchall()

    return ThreadCorrections(
        tuple(ManualParent(*row) for row in all_of("comment, parent", "manual_parent")),
        tuple(
            ManualReference(comment, text, target, tuple_from_json(str, rejected), rows.toward_from(toward))
            for comment, text, target, rejected, toward in all_of("comment, text, target, rejected, toward", "manual_reference")
        ),
        tuple(NameMeaning(*row) for row in all_of("written, author", "name_meaning")),
        tuple(NamePair(first, second, bool(same)) for first, second, same in all_of("first, second, same", "name_pair")),
    )


def place(connection: sqlite3.Connection, post_id: int) -> Place | None:
    """Where the person stopped reading; comments that are gone since are left out."""
    row = connection.execute("SELECT comment, shift, threaded, folded FROM place WHERE post_id = ?", (post_id,)).fetchone()
    if row is None:
        return None
    by_key = "SELECT id FROM comment WHERE post_id = ? AND key = ?"
    found = [connection.execute(by_key, (post_id, key)).fetchone() for key in (row[0], *tuple_from_json(str, row[3]))]
    return Place(found[0][0] if found[0] else None, row[1], bool(row[2]), frozenset(folded[0] for folded in found[1:] if folded))
