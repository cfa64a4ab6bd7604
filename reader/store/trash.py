"""Deleted posts: still there, out of sight, until they are purged for good with the files that nothing else names."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

_ASSET = re.compile(r"asset:([0-9a-f]{64})")


def purge(
    connection: sqlite3.Connection, before: str | None, only: Iterable[int] | None = None
) -> tuple[set[int], list[str], list[str]]:
    """Remove deleted posts (those deleted before a moment, those of ``only``); gives their ids, and hashes of originals and pictures to be
    removed.

    The undo stack goes too when posts go: it may speak of them.
    """
    where, values = ("deleted IS NOT NULL", ()) if before is None else ("deleted < ?", (before,))
    posts = {row[0] for row in connection.execute(f"SELECT id FROM post WHERE {where}", values)}
    if only is not None:
        posts &= set(only)
    if not posts:
        return posts, [], []
    connection.executemany("DELETE FROM post WHERE id = ?", [(post,) for post in posts])
    connection.execute("DELETE FROM undo")
    connection.execute("DELETE FROM author WHERE id NOT IN (SELECT author_id FROM comment WHERE author_id IS NOT NULL)")
    originals = [
        row[0] for row in connection.execute("SELECT sha256 FROM original WHERE sha256 NOT IN (SELECT sha256 FROM source)").fetchall()
    ]
    connection.executemany("DELETE FROM original WHERE sha256 = ?", [(sha256,) for sha256 in originals])
    used = set(_used_assets(connection))
    assets = [row[0] for row in connection.execute("SELECT sha256 FROM asset").fetchall() if row[0] not in used]
    connection.executemany("DELETE FROM asset WHERE sha256 = ?", [(sha256,) for sha256 in assets])
    return posts, originals, assets


def _used_assets(connection: sqlite3.Connection) -> Iterator[str]:
    for (avatar,) in connection.execute("SELECT DISTINCT avatar FROM comment WHERE avatar IS NOT NULL"):
        yield avatar
    for table in ("comment", "post"):
        for (html,) in connection.execute(f"SELECT html FROM {table} WHERE html LIKE '%asset:%'"):
            yield from _ASSET.findall(html)
