"""Running a search over the whole library: count and newest hits at once, each as plain text with the found words marked."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Any

from reader.model.report import Hit, Location, SearchResult, Span
from reader.store.folding import fold_with_map
from reader.store.index import POST_BIT, TIME_SHIFT, place_of_docid
from reader.store.queries import Query, Word, parse
from reader.store.rows import encodable
from reader.store.tables import UNKNOWN_TIME

BEFORE, LENGTH = 60, 240
"""How much of a text a hit shows: code points before the first found word, and in all."""
_ROW_ID = f"((d.rowid & {(1 << TIME_SHIFT) - 1}) >> 1)"
_NEEDS_ROWS = (
    f"LEFT JOIN comment c ON NOT (d.rowid & {POST_BIT}) AND c.id = {_ROW_ID} "
    f"CROSS JOIN post p ON p.id = CASE WHEN d.rowid & {POST_BIT} THEN {_ROW_ID} ELSE c.post_id END "
    "LEFT JOIN mark m ON m.post_id = c.post_id AND m.key = c.key LEFT JOIN personal own ON own.post_id = p.id "
)
_CONDITIONS = {
    "site": "p.id IN (SELECT id FROM post WHERE instr(fold(coalesce(site, '') || ' ' || coalesce(url, '')), ?) > 0)",
    "tag": "p.id IN (SELECT post_id FROM tag WHERE fold(name) = fold(?))",
    "unread": "(c.kind = 'comment' AND NOT coalesce(m.read, 0) AND ? = '')",
    "read": "(c.id IS NOT NULL AND coalesce(m.read, 0) AND ? = '')",
    "starred": "(coalesce(m.starred, 0) AND ? = '')",
    "note": "(coalesce(m.note, own.note, '') != '' AND ? = '')",
}
_COMMENT_DOCID = f"((c.time + {-UNKNOWN_TIME}) << {TIME_SHIFT}) | (c.id << 1)"
_POST_DOCID = f"((p.time + {-UNKNOWN_TIME}) << {TIME_SHIFT}) | (p.id << 1) | {POST_BIT}"
_MARKED = (
    f"SELECT {_COMMENT_DOCID} AS rowid FROM mark m JOIN comment c ON c.post_id = m.post_id AND c.key = m.key "
    "JOIN post p ON p.id = c.post_id WHERE p.deleted IS NULL AND (m.starred OR m.note != '')"
)
_ALL = (
    f"(SELECT {_COMMENT_DOCID} AS rowid FROM comment c JOIN post p ON p.id = c.post_id WHERE p.deleted IS NULL "
    f"UNION ALL SELECT {_POST_DOCID} FROM post p WHERE p.deleted IS NULL)"
)
_FEW = {  # conditions that few documents meet: these are looked through instead of all
    "starred": f"({_MARKED})",
    "unread": f"(SELECT {_COMMENT_DOCID} AS rowid FROM state s CROSS JOIN post p ON p.id = s.post_id "
    "CROSS JOIN comment c ON c.post_id = p.id "
    "WHERE p.deleted IS NULL AND s.unread > 0)",
    "note": f"({_MARKED} UNION ALL SELECT {_POST_DOCID} FROM post p JOIN personal own ON own.post_id = p.id "
    "WHERE p.deleted IS NULL AND own.note != '')",
    "tag": f"(SELECT {_COMMENT_DOCID} AS rowid FROM tag t CROSS JOIN post p ON p.id = t.post_id CROSS JOIN comment c ON c.post_id = p.id "
    f"WHERE p.deleted IS NULL AND t.ordinal = 0 UNION ALL SELECT {_POST_DOCID} FROM tag t JOIN post p ON p.id = t.post_id "
    "WHERE p.deleted IS NULL AND t.ordinal = 0)",
}
_HIT_OF_COMMENT = (
    "SELECT c.post_id, c.id, coalesce(own.title, p.title), a.name, c.number, c.published, p.site, c.text, coalesce(m.note, '') "
    "FROM comment c JOIN post p ON p.id = c.post_id LEFT JOIN personal own ON own.post_id = p.id LEFT JOIN author a ON a.id = c.author_id "
    "LEFT JOIN mark m ON m.post_id = c.post_id AND m.key = c.key WHERE c.id = ?"
)
_HIT_OF_POST = (
    "SELECT p.id, NULL, coalesce(own.title, p.title), coalesce(own.author, p.author), NULL, coalesce(own.published, p.published), p.site, "
    "p.text, coalesce(own.note, '') FROM post p LEFT JOIN personal own ON own.post_id = p.id WHERE p.id = ?"
)


def search(connection: sqlite3.Connection, text: str, limit: int, newest: bool) -> SearchResult:
    """Hits for typed words, newest first or best first. Raises `BadSearch`."""
    query = parse(text)
    source, values = _source(query)
    total = connection.execute(f"SELECT count(*) {source}", values).fetchone()[0]
    order = "rank" if query.match and not newest else "d.rowid DESC"
    found = connection.execute(f"SELECT d.rowid {source} ORDER BY {order} LIMIT ?", (*values, max(limit, 0))).fetchall()
    pattern = marking_pattern(query.words)
    hits = (_hit(connection, row[0], pattern) for row in found)
    return SearchResult(tuple(hit for hit in hits if hit is not None), total)


def _source(query: Query) -> tuple[str, list[Any]]:
    """FROM and WHERE of a query over ``d``, whose rowid is the document's."""
    where: list[str] = []
    values: list[Any] = []
    few = next((_FEW[field] for field, _, wanted in query.conditions if wanted and field in _FEW), _ALL)
    table = "search" if query.match else few
    if query.match:
        where.append("search MATCH ?")
        values.append(query.match)
    if query.unmatch:
        where.append("d.rowid NOT IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(query.unmatch)
    for sign, docid in ((">=", query.first), ("<", query.behind)):
        if docid is not None:
            where.append(f"d.rowid {sign} ?")
            values.append(docid)
    if query.behind is not None:  # what has no date is before nothing
        where.append("d.rowid >= ?")
        values.append(1 << TIME_SHIFT)
    for field, value, wanted in query.conditions:
        where.append(("" if wanted else "NOT ") + _CONDITIONS[field])
        values.append(value)
    joins = _NEEDS_ROWS if query.conditions else ""
    return f"FROM {table} d {joins} WHERE {' AND '.join(where) or '1'}", values


def marking_pattern(words: Sequence[Word]) -> re.Pattern[str] | None:
    """What to look for in a folded text: every word or phrase at the limits of words."""
    parts = []
    for word in words:
        tokens = re.findall(r"[^\W_]+", word.text)
        if tokens:
            parts.append(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, tokens)) + (r"[^\W_]*" if word.prefix else r"(?![^\W_])"))
    return re.compile("|".join(sorted(parts, key=len, reverse=True))) if parts else None


def mark_spans(text: str, pattern: re.Pattern[str] | None) -> tuple[Span, ...]:
    """Stretches of ``text`` (code points) whose folded form the pattern finds."""
    if pattern is None:
        return ()
    folded, places = fold_with_map(text, spaced=True)
    return tuple(Span(places[found.start()], places[found.end() - 1] + 1) for found in pattern.finditer(folded) if found[0])


def _hit(connection: sqlite3.Connection, docid: int, pattern: re.Pattern[str] | None) -> Hit | None:
    """What a document shows; None when the index speaks of a row that is not there, which `Library.check` finds."""
    is_post, row_id = place_of_docid(docid)
    row = connection.execute(_HIT_OF_POST if is_post else _HIT_OF_COMMENT, (row_id,)).fetchone()
    if row is None:
        return None
    post, comment, title, author, number, published, site, text, note = row
    marks = mark_spans(text, pattern)
    if not marks and note:
        in_note = mark_spans(note, pattern)
        text, marks = (note, in_note) if in_note else (text, marks)
    snippet, marks = _cut(text, marks)
    return Hit(Location(post, comment), title, author, number, published, site, snippet, marks)


def _cut(text: str, marks: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """A stretch of the text around the first mark, line breaks as spaces, cut between words where it can be."""
    start = max(0, marks[0].start - BEFORE) if marks else 0
    if start:
        space = text.find(" ", start, marks[0].start)
        start = space + 1 if space >= 0 else start
    stop = min(len(text), start + LENGTH)
    if marks and stop < marks[0].end:
        stop = marks[0].end
    head, tail = "… " if start else "", " …" if stop < len(text) else ""
    shift = len(head) - start
    inside = tuple(Span(mark.start + shift, mark.end + shift) for mark in marks if mark.end <= stop)
    return head + re.sub(r"\s", " ", text[start:stop]) + tail, inside




def by_author(connection: sqlite3.Connection, name: str, limit: int) -> tuple[Hit, ...]:
    """The newest comments and posts of one author."""
    rows = connection.execute(
        f"SELECT * FROM (SELECT {_COMMENT_DOCID} AS docid FROM comment c JOIN post p ON p.id = c.post_id "
        "WHERE c.author_id = (SELECT id FROM author WHERE name = ?1) AND p.deleted IS NULL ORDER BY c.time DESC, c.id DESC LIMIT ?2) "
        f"UNION ALL SELECT * FROM (SELECT {_POST_DOCID} FROM post p "
        "LEFT JOIN personal own ON own.post_id = p.id WHERE p.deleted IS NULL AND coalesce(own.author, p.author) = ?1 "
        "ORDER BY p.time DESC LIMIT ?2) ORDER BY docid DESC LIMIT ?2",
        (encodable(name), max(limit, 0)),
    ).fetchall()
    return tuple(hit for row in rows if (hit := _hit(connection, row[0], None)) is not None)
