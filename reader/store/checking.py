"""Looking a library over: what is damaged or missing, and making anew what can be made from the rest."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reader.model.errors import LibraryProblem, LibraryUnavailable
from reader.store import index, skeletons
from reader.store.connection import Connections
from reader.store.content_files import ContentFiles

Problem = tuple[str, str]
Progress = Callable[[int, int], None]
_LEFT_BEHIND = 3600.0
"""Seconds after which a temporary file belongs to no write that is still going on."""
_DANGLING = (
    "SELECT r.post_id, r.place, r.ordinal FROM reference r WHERE r.target IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM comment c WHERE c.id = r.target)"
)


def values(connections: Connections, sql: str) -> set[Any]:
    """The first column of all rows; of a table that is damaged, as much as can be read."""
    found: set[Any] = set()
    try:
        with connections.reading() as connection:
            found.update(row[0] for row in connection.execute(sql))
    except LibraryUnavailable as error:
        if error.problem is not LibraryProblem.DAMAGED:
            raise
    return found


def check_rows(connections: Connections, repair: bool) -> tuple[list[Problem], list[Problem]]:
    """Problems of the database (each a code and its detail), and those of them that were mended."""
    derived: list[Problem] = []
    with connections.outside() as connection:  # damage ends a transaction by itself
        problems = list(_database(connection))
    try:
        with connections.reading() as connection:
            problems += _shapes(connection)
            derived += _derived(connection)
        with connections.writing() as connection:
            if not index.sound(connection):
                derived.append(("index", "search"))
    except LibraryUnavailable as error:  # damaged so that it cannot even be read through
        if error.problem is not LibraryProblem.DAMAGED:
            raise
        problems = problems or [("database", error.detail)]
    repaired: list[Problem] = []
    if repair and derived and not any(code == "database" for code, _ in problems):
        with connections.writing() as connection:
            for code, detail in derived:
                _mend(connection, code, detail)
        repaired = list(derived)
    return problems + derived, repaired


def _database(connection: sqlite3.Connection) -> Iterator[Problem]:
    try:
        for (line,) in connection.execute("PRAGMA integrity_check(100)"):
            if line != "ok":
                yield "database", line
        for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
            yield "foreign-key", f"{table} {row} -> {other}"
    except sqlite3.DatabaseError as error:
        yield "database", str(error)


def _shapes(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Threads whose comments do not stand in order, or answer comments of other threads."""
    for (post,) in connection.execute(
        "SELECT post_id FROM comment GROUP BY post_id "
        "HAVING min(place) != 0 OR max(place) != count(*) - 1 OR count(DISTINCT place) != count(*)"
    ):
        yield "order", str(post)
    for (comment,) in connection.execute(
        "SELECT c.id FROM comment c JOIN comment p ON p.id = c.parent WHERE p.post_id != c.post_id "
        "UNION SELECT c.id FROM comment c WHERE c.parent IS NOT NULL AND c.parent NOT IN (SELECT id FROM comment)"
    ):
        yield "parent", str(comment)


def _derived(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Packed skeletons and marks that are not what the rows give; references to comments that are gone."""
    posts = [row[0] for row in connection.execute("SELECT id FROM post ORDER BY id").fetchall()]
    for post in posts:
        blob = connection.execute("SELECT data FROM skeleton WHERE post_id = ?", (post,)).fetchone()
        if blob is None or blob[0] != skeletons.pack(connection, post):
            yield "skeleton", str(post)
        state = connection.execute("SELECT comments, unread, starred, marks FROM state WHERE post_id = ?", (post,)).fetchone()
        if state != skeletons.pack_marks(connection, post):
            yield "state", str(post)
    for row in connection.execute(_DANGLING):
        yield "dangling-reference", " ".join(map(str, row))


def _mend(connection: sqlite3.Connection, code: str, detail: str) -> None:
    if code == "index":
        index.rebuild(connection)
    elif code == "skeleton":
        skeletons.refresh_skeleton(connection, int(detail))
    elif code == "state":
        skeletons.refresh_state(connection, int(detail))
    elif code == "dangling-reference":
        connection.execute("UPDATE reference SET target = NULL WHERE post_id = ? AND place = ? AND ordinal = ?", tuple(detail.split()))


def check_files(
    named: set[str], files: ContentFiles, kind: str, repair: bool, step: Callable[[], None]
) -> tuple[list[Problem], list[Problem]]:
    """Files that are missing, do not hold what their name says, or that nothing names; ``step`` is called after each.

    Nothing is removed but temporary files that a crash left behind: a file that no row names may be the only copy of something.
    """
    problems: list[Problem] = []
    repaired: list[Problem] = []
    for sha256 in sorted(named):
        sound = files.sound(sha256)
        if not sound:
            problems.append((f"{kind}-missing" if sound is None else f"{kind}-damaged", sha256))
        step()
    problems += [(f"{kind}-unnamed", sha256) for sha256 in sorted(files.names()) if sha256 not in named]
    for path in sorted(files.strangers()):
        left_behind = path.suffix == ".tmp" and path.name.startswith("new-")
        if left_behind and not _old(path):
            continue
        problem = ("left-behind" if left_behind else "stray-file", path.relative_to(files.folder.parent).as_posix())
        problems.append(problem)
        if repair and left_behind:
            path.unlink(missing_ok=True)
            repaired.append(problem)
    return problems, repaired


def _old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _LEFT_BEHIND
    except OSError:
        return False


def quick_check(file: Path, folder: Path) -> None:
    """Whether a copy of a database is sound; raises `LibraryUnavailable` (DAMAGED) when not."""
    try:
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise LibraryUnavailable(str(folder), LibraryProblem.DAMAGED, str(error)) from error
    if not found or found[0] != "ok":
        raise LibraryUnavailable(str(folder), LibraryProblem.DAMAGED, str(found))
