"""The undo stack: what the last writes replaced. Kept in the library, so that it outlives the program's end."""

from __future__ import annotations

import enum
import sqlite3
from collections.abc import Sequence

from reader.store.deltas import Delta, packed, unpacked

STEPS = 50
"""How many steps are kept; one step may be several writes (an import of many files)."""
LARGEST = 64 << 20
"""How many bytes (packed) all steps but the last may take."""


class UndoName(enum.StrEnum):
    """Stable codes for what undo would take back; words for people live in ``reader.wording``."""

    IMPORT = "import"
    DELETE = "delete"
    RECOVER = "recover"
    READ = "read"
    STAR = "star"
    NOTE = "note"
    TAGS = "tags"
    CORRECTIONS = "corrections"
    READER = "reader"
    """Read with another reader."""
    POST = "post"
    """Title, author or date of a post corrected by hand."""


def push(connection: sqlite3.Connection, name: str, inverse: Sequence[Delta], *, joins_last: bool = False) -> None:
    """Remember how to take a write back; with ``joins_last`` as part of the step that is on top."""
    top = connection.execute("SELECT max(step) FROM undo").fetchone()[0] or 0
    step = top if joins_last and top else top + 1
    connection.execute("INSERT INTO undo (step, name, data) VALUES (?, ?, ?)", (step, name, packed(inverse)))
    connection.execute("DELETE FROM undo WHERE step <= ?", (step - STEPS,))
    total = 0
    for older, size in connection.execute("SELECT step, sum(length(data)) FROM undo GROUP BY step ORDER BY step DESC").fetchall():
        total += size
        if total > LARGEST and older < step:
            connection.execute("DELETE FROM undo WHERE step <= ?", (older,))
            break


def top_name(connection: sqlite3.Connection) -> str | None:
    """What undo would take back."""
    row = connection.execute("SELECT name FROM undo ORDER BY step DESC, id LIMIT 1").fetchone()
    return row[0] if row else None


def pop(connection: sqlite3.Connection) -> list[list[Delta]]:
    """The inverse deltas of the step on top, last write first; the step is off the stack then."""
    step = connection.execute("SELECT max(step) FROM undo").fetchone()[0]
    if step is None:
        return []
    rows = connection.execute("SELECT data FROM undo WHERE step = ? ORDER BY id DESC", (step,)).fetchall()
    connection.execute("DELETE FROM undo WHERE step = ?", (step,))
    return [unpacked(row[0]) for row in rows]
