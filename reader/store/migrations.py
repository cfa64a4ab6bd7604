"""The schema and its history. A library is made at `VERSION`; an older one is brought there step by step.

Each step is a function that changes the schema from its version to the next, inside one transaction for all steps, after a copy of the
database was written with ``VACUUM INTO`` (a plain copy could miss what is still in the log); foreign keys are checked before the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from reader.model.errors import LibraryProblem, LibraryUnavailable
from reader.store import index
from reader.store.folding import VERSION as FOLDING
from reader.store.tables import APPLICATION_ID, Tables

VERSION = 2
"""``PRAGMA user_version`` of a library that this program writes."""

Step = Callable[[sqlite3.Connection], None]


def _people(connection: sqlite3.Connection) -> None:
    """What a reference means may be no comment; two names may be one person. Steps to undo were written for the older tables: they go."""
    connection.execute('ALTER TABLE manual_reference ADD COLUMN "toward" TEXT')
    connection.execute(
        'CREATE TABLE "name_pair" ("post_id" INTEGER NOT NULL, "ordinal" INTEGER NOT NULL, "first" TEXT NOT NULL, "second" TEXT NOT NULL, '
        '"same" INTEGER NOT NULL, PRIMARY KEY ("post_id", "ordinal"), '
        'FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE CASCADE) WITHOUT ROWID'
    )
    connection.execute("DELETE FROM undo")


MIGRATIONS: Mapping[int, Step] = {1: _people}
"""From version n to n + 1. Version 1 is the first that was ever released."""


def create(connection: sqlite3.Connection, tables: Tables) -> None:
    """Make the schema in an empty database and stamp it. Runs inside the caller's transaction."""
    tables.meta._meta.database.create_tables(tables.models(), safe=False)
    for statement in index.SCHEMA:
        connection.execute(statement)
    connection.execute("INSERT INTO meta (name, value) VALUES ('folding', ?)", (FOLDING,))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def copy_name(stem: str, version: str) -> str:
    """What the copy of an older database is called."""
    return f"{stem}-version-{version}.sqlite"


def stamp_of(connection: sqlite3.Connection) -> tuple[int, int]:
    """Application id and version that a file carries."""
    return connection.execute("PRAGMA application_id").fetchone()[0], connection.execute("PRAGMA user_version").fetchone()[0]


def migrate(
    connection: sqlite3.Connection, file: Path, *, steps: Mapping[int, Step] = MIGRATIONS, target: int = VERSION
) -> Path | None:
    """Bring a database to ``target``; returns where the copy of the old one lies, None where nothing was to do.

    ``connection`` is outside a transaction. Raises `LibraryUnavailable` (DAMAGED) when foreign keys do not hold afterwards; the database
    is then as it was.
    """
    version = stamp_of(connection)[1]
    if version >= target:
        return None
    copy = file.with_name(copy_name(file.stem, str(version)))
    number = 1
    while copy.exists():
        number += 1
        copy = file.with_name(copy_name(file.stem, f"{version}-{number}"))
    connection.execute("VACUUM INTO ?", (str(copy),))
    connection.execute("PRAGMA foreign_keys = 0")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(version, target):
            steps[step](connection)
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise LibraryUnavailable(str(file.parent), LibraryProblem.DAMAGED, f"foreign keys: {broken[:3]}")
        connection.execute(f"PRAGMA user_version = {target}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    else:
        connection.execute("COMMIT")
    finally:
        connection.execute("PRAGMA foreign_keys = 1")
    return copy
