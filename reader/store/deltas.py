"""Writing as a difference of rows, which can be taken back.

A `Delta` says which rows of one table go and which are put in their place. Applying it is a few bulk statements; its inverse, kept packed
in the undo stack, is a delta as well, so undo is an ordinary write. Rows that stay the same are not written at all.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.store.rows import Row, storable
from reader.store.tables import Layout


@dataclass(frozen=True, slots=True)
class Delta:
    """``gone``: keys of rows to remove; ``put``: whole rows to insert, or to write over the row with the same key."""

    table: str
    gone: Sequence[Row] = ()
    put: Sequence[Row] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.put)


def quoted(names: Iterable[str]) -> str:
    """Column names for SQL."""
    return ", ".join(f'"{name}"' for name in names)


def rows_where(connection: sqlite3.Connection, layout: Layout, column: str, value: Any) -> dict[Row, Row]:
    """Whole rows of a table by key, those whose ``column`` is ``value``."""
    places = layout.key_places
    sql = f'SELECT {quoted(layout.columns)} FROM "{layout.name}" WHERE "{column}" = ?'
    return {tuple(row[place] for place in places): row for row in connection.execute(sql, (value,))}


def difference(layout: Layout, old: Mapping[Row, Row], new: Iterable[Row]) -> tuple[Delta, Delta]:
    """What turns ``old`` into ``new``, and the inverse."""
    places = layout.key_places
    wanted = {tuple(row[place] for place in places): row for row in new}
    gone = [key for key in old if key not in wanted]
    changed = {key: row for key, row in wanted.items() if old.get(key) != row}
    inverse = Delta(
        layout.name,
        [key for key in changed if key not in old],
        [old[key] for key in (*gone, *changed) if key in old],
    )
    return Delta(layout.name, gone, list(changed.values())), inverse


def only_changes(connection: sqlite3.Connection, layout: Layout, delta: Delta) -> tuple[Delta, Delta]:
    """The delta without rows that are there just so and without keys that are not there, and its inverse."""
    places = layout.key_places
    wanted = {tuple(row[place] for place in places): row for row in delta.put}
    where = " AND ".join(f'"{column}" = ?' for column in layout.key)
    sql = f'SELECT {quoted(layout.columns)} FROM "{layout.name}" WHERE {where}'
    old = {key: row for key in (*delta.gone, *wanted) if (row := connection.execute(sql, key).fetchone())}
    put = {key: row for key, row in wanted.items() if old.get(key) != row}
    gone = [key for key in delta.gone if key in old and key not in wanted]
    inverse = Delta(layout.name, [key for key in put if key not in old], [old[key] for key in (*gone, *put) if key in old])
    return Delta(layout.name, gone, list(put.values())), inverse


def apply(connection: sqlite3.Connection, layouts: Mapping[str, Layout], deltas: Iterable[Delta]) -> None:
    """Write the deltas, in their order."""
    for delta in deltas:
        layout = layouts[delta.table]
        if delta.gone:
            where = " AND ".join(f'"{column}" = ?' for column in layout.key)
            connection.executemany(f'DELETE FROM "{layout.name}" WHERE {where}', delta.gone)
        if delta.put:
            rest = [column for column in layout.columns if column not in layout.key]
            put = ", ".join(f'"{column}" = excluded."{column}"' for column in rest)
            sql = (
                f'INSERT INTO "{layout.name}" ({quoted(layout.columns)}) VALUES ({", ".join("?" * len(layout.columns))}) '
                f"ON CONFLICT ({quoted(layout.key)}) DO UPDATE SET {put}"
            )
            try:
                connection.executemany(sql, delta.put)
            except (OverflowError, UnicodeEncodeError):
                connection.executemany(sql, storable(delta.put))


def packed(deltas: Iterable[Delta]) -> bytes:
    """Deltas as bytes for the undo stack."""
    data = [[delta.table, [list(key) for key in delta.gone], [list(row) for row in delta.put]] for delta in deltas if delta]
    return zlib.compress(json.dumps(data, separators=(",", ":")).encode("ascii"), 1)


def unpacked(data: bytes) -> list[Delta]:
    """The inverse of `packed`."""
    return [
        Delta(table, [tuple(key) for key in gone], [tuple(row) for row in put]) for table, gone, put in json.loads(zlib.decompress(data))
    ]
