"""Lines of lists: posts, counts, receipts, threads that may be the same, files they were read from."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Set

from reader.model.draft import DraftThread
from reader.model.library import KnownComment, KnownThread, Original, ReaderChoice, ThreadStub
from reader.model.page import Asset
from reader.model.report import Notice, NoticeKind, ThreadReport
from reader.model.skeleton import LibraryFacts, PostSummary
from reader.store.codec import from_json, tuple_from_json
from reader.store.rows import encodable, title_key

_SUMMARIES = (
    "SELECT p.id, coalesce(own.title, p.title), p.site, coalesce(own.author, p.author), coalesce(own.published, p.published), "
    "coalesce(s.comments, 0), coalesce(s.unread, 0), coalesce(s.starred, 0), p.imported, p.platform, p.url, pl.opened "
    "FROM post p LEFT JOIN state s ON s.post_id = p.id LEFT JOIN personal own ON own.post_id = p.id "
    "LEFT JOIN place pl ON pl.post_id = p.id "
)
_STUB = "SELECT id, title, site, url, published FROM post WHERE deleted IS NULL AND "
_OVERLAP = 300
_MOST_KNOWN = 60
"""How many ids and times of a thread's comments a stub carries from its beginning and its end."""


def summaries(connection: sqlite3.Connection, *, deleted: bool = False) -> list[PostSummary]:
    """Lines of the library list, or of what was deleted; the last imported first."""
    tags: dict[int, list[str]] = defaultdict(list)
    for post, name in connection.execute("SELECT post_id, name FROM tag ORDER BY post_id, ordinal"):
        tags[post].append(name)
    where = f"WHERE p.deleted IS {'NOT ' if deleted else ''}NULL ORDER BY p.imported DESC, p.id DESC"
    return [PostSummary(*(*row, tuple(tags.get(row[0], ())))) for row in connection.execute(_SUMMARIES + where)]


def summaries_of(connection: sqlite3.Connection, post_ids: Iterable[int]) -> list[PostSummary]:
    """Lines of these posts, in this order, without tags."""
    found = []
    for post_id in post_ids:
        found += connection.execute(_SUMMARIES + "WHERE p.deleted IS NULL AND p.id = ?", (post_id,)).fetchall()
    return [PostSummary(*row) for row in found]


def comment_marks(connection: sqlite3.Connection, post_id: int) -> list[tuple[str | None, str | None, int | None, str | None]]:
    """Site id, author, number and time of a thread's comments; without those that are only known from others."""
    return connection.execute(
        "SELECT c.site_id, a.name, c.number, c.published FROM comment c LEFT JOIN author a ON a.id = c.author_id "
        "WHERE c.post_id = ? AND c.kind = 'comment'", (post_id,),
    ).fetchall()


def facts(connection: sqlite3.Connection) -> LibraryFacts:
    """Counts over all posts that are not deleted."""
    posts, comments, unread, starred = connection.execute(
        "SELECT count(*), coalesce(sum(s.comments), 0), coalesce(sum(s.unread > 0), 0), coalesce(sum(s.starred), 0) "
        "FROM post p LEFT JOIN state s ON s.post_id = p.id WHERE p.deleted IS NULL"
    ).fetchone()
    sites = dict(
        connection.execute(
            "SELECT site, count(*) FROM post WHERE deleted IS NULL AND site IS NOT NULL GROUP BY site ORDER BY count(*) DESC, site"
        )
    )
    return LibraryFacts(posts, comments, unread, starred, sites)


def receipts(connection: sqlite3.Connection, post_id: int) -> tuple[ThreadReport, ...]:
    """Receipts of a thread, newest first."""
    rows = connection.execute("SELECT data FROM receipt WHERE post_id = ? ORDER BY id DESC", (post_id,))
    return tuple(from_json(ThreadReport, row[0]) for row in rows)


def stubs_like(connection: sqlite3.Connection, draft: DraftThread, permalink_key: str | None) -> list[ThreadStub]:
    """Threads with the same permalink key, then those with the same title and site."""
    rows = {}
    if permalink_key:
        permalink_key = encodable(permalink_key)
        rows.update({row[0]: row for row in connection.execute(f"{_STUB} permalink_key = ? ORDER BY id", (permalink_key,))})
    key = encodable(title_key(draft.title, draft.site))
    rows.update({row[0]: rows.get(row[0], row) for row in connection.execute(f"{_STUB} title_key = ? ORDER BY id", (key,))})
    return [_stub(connection, row) for row in rows.values()]


def _stub(connection: sqlite3.Connection, row: tuple[int, str, str | None, str | None, str | None]) -> ThreadStub:
    first, last = connection.execute("SELECT min(number), max(number) FROM comment WHERE post_id = ?", (row[0],)).fetchone()
    ends = [
        connection.execute(
            f"SELECT site_id, published FROM comment WHERE post_id = ? AND kind = 'comment' ORDER BY place {order} LIMIT ?",
            (row[0], _OVERLAP),
        ).fetchall()
        for order in ("ASC", "DESC")
    ]
    found = ends[0] + ends[1]
    return ThreadStub(
        *row, first, last, frozenset(site_id for site_id, _ in found if site_id), frozenset(time for _, time in found if time)
    )


def known_threads(connection: sqlite3.Connection) -> tuple[KnownThread, ...]:
    """All threads, as references may name them."""
    rows = connection.execute(
        "SELECT p.id, coalesce(own.title, p.title), p.url, p.site FROM post p LEFT JOIN personal own ON own.post_id = p.id "
        "WHERE p.deleted IS NULL ORDER BY p.id"
    )
    return tuple(KnownThread(*row) for row in rows)


def known_comments(connection: sqlite3.Connection, author: str, first: int, last: int) -> tuple[KnownComment, ...]:
    """Comments by exactly this author from minute ``first`` to minute ``last``, over all threads, at most `_MOST_KNOWN`."""
    rows = connection.execute(
        "SELECT c.post_id, c.id, c.number, c.time FROM comment c JOIN post p ON p.id = c.post_id "
        "WHERE c.author_id = (SELECT id FROM author WHERE name = ?) AND c.time BETWEEN ? AND ? AND p.deleted IS NULL "
        "AND c.kind = 'comment' ORDER BY c.time, c.id LIMIT ?",
        (encodable(author), first, last, _MOST_KNOWN),
    )
    return tuple(KnownComment(*row) for row in rows)


def chosen_readers(connection: sqlite3.Connection) -> tuple[ReaderChoice, ...]:
    """Threads for which a person chose a reader, the last imported first."""
    rows = connection.execute(
        "SELECT coalesce(permalink_key, ''), title, site, notices FROM post WHERE deleted IS NULL AND notices LIKE ? ORDER BY id DESC",
        (f'%"{NoticeKind.READER_CHOSEN}"%',),
    ).fetchall()
    found = []
    for key, title, site, notices in rows:
        chosen = [n.text for n in tuple_from_json(Notice, notices) if n.kind is NoticeKind.READER_CHOSEN and n.text]
        found += [ReaderChoice(key, title, site, reader) for reader in chosen[-1:]]
    return tuple(found)


def posts_pointing_out(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Posts with a reference into another thread that was not in the library when it was decided, or a pasted footer that fitted none."""
    rows = connection.execute(
        'SELECT DISTINCT r.post_id FROM reference r JOIN post p ON p.id = r.post_id '
        "WHERE (r.toward = 'external' OR (r.kind = 'quoted-footer' AND r.toward IN ('unknown', 'removed'))) "
        "AND r.target_post IS NULL AND p.deleted IS NULL ORDER BY r.post_id"
    )
    return tuple(row[0] for row in rows)


_ADDRESS = re.compile(r"""(?:https?://|www\.)[^\s"'<>#]+""")


def posts_linking_to(connection: sqlite3.Connection, ends: Set[str]) -> tuple[int, ...]:
    """Posts with an address in a body whose last part (behind the last slash) is one of ``ends``. One pass over all bodies."""
    found: set[int] = set()
    for table, post in (("post", "id"), ("comment", "post_id")):
        body = "coalesce(html, text)"
        rows = connection.execute(f"SELECT {post}, {body} FROM {table} WHERE {body} LIKE '%://%' OR {body} LIKE '%www.%'")
        for post_id, body in rows:
            if post_id not in found and any(address.rstrip("/").rpartition("/")[2] in ends for address in _ADDRESS.findall(body)):
                found.add(post_id)
    kept = connection.execute("SELECT id FROM post WHERE deleted IS NULL")
    return tuple(sorted(found & {row[0] for row in kept}))


def posts_from(connection: sqlite3.Connection, sha256: str) -> tuple[int, ...]:
    """Posts that were read from a file."""
    rows = connection.execute(
        "SELECT DISTINCT s.post_id FROM source s JOIN post p ON p.id = s.post_id WHERE s.sha256 = ? AND p.deleted IS NULL "
        "ORDER BY s.post_id",
        (sha256,),
    )
    return tuple(row[0] for row in rows)


def name_files(connection: sqlite3.Connection, originals: Iterable[Original], assets: Iterable[Asset]) -> None:
    """Enter files that are on the disk already; a file keeps the name that it came under first."""
    connection.executemany(
        "INSERT OR IGNORE INTO original (sha256, size, name) VALUES (?, ?, ?)",
        [(original.sha256, original.size, encodable(original.name)) for original in originals],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO asset (sha256, mime, width, height, size) VALUES (?, ?, ?, ?, ?)",
        [(asset.sha256, asset.mime, asset.width, asset.height, len(asset.data)) for asset in assets],
    )
