"""One database file: how it is opened, stamped and refused, and how its errors become ours."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from peewee import PeeweeException, SqliteDatabase

from reader.model.errors import LibraryProblem, LibraryUnavailable
from reader.store.folding import fold_for_index

PRAGMAS = {
    "page_size": 8192, "journal_mode": "wal", "journal_size_limit": 64 << 20, "foreign_keys": 1, "synchronous": 2, "temp_store": 2,
    "cache_size": -16384, "trusted_schema": 1,  # the view of documents calls ``fold``
}
BUSY_SECONDS = 5.0
_WORDS = (
    ("database or disk is full", LibraryProblem.DISK_FULL),
    ("locked", LibraryProblem.LOCKED),
    ("malformed", LibraryProblem.DAMAGED),
    ("not a database", LibraryProblem.DAMAGED),
    ("disk i/o error", LibraryProblem.DAMAGED),
    ("no such table", LibraryProblem.DAMAGED),
    ("no such column", LibraryProblem.DAMAGED),
    ("has no column", LibraryProblem.DAMAGED),
    ("could not decode", LibraryProblem.DAMAGED),
    ("sql logic error", LibraryProblem.DAMAGED),
    ("vtable constructor failed", LibraryProblem.DAMAGED),
    ("readonly", LibraryProblem.NO_PERMISSION),
    ("unable to open", LibraryProblem.NO_PERMISSION),
)


def problem_of(error: Exception) -> LibraryProblem | None:
    """What an error of SQLite or the system means for the library; None: it is a fault of the program, not of the disk."""
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return LibraryProblem.DISK_FULL
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            return LibraryProblem.MISSING
        return LibraryProblem.NO_PERMISSION if isinstance(error, PermissionError) or error.errno == errno.EROFS else LibraryProblem.DAMAGED
    words = str(error).lower()
    return next((problem for part, problem in _WORDS if part in words), None)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Errors of SQLite and of the disk leave as `LibraryUnavailable` for the library at ``path``; faults of the program pass."""
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite quotes a damaged schema in its message
        raise LibraryUnavailable(str(path), LibraryProblem.DAMAGED, str(error)) from error
    except (sqlite3.Error, PeeweeException, OSError) as error:
        cause: BaseException | None = error
        while cause is not None:  # a failed roll-back hides what made it necessary
            problem = problem_of(cause) if isinstance(cause, Exception) else None
            if problem is not None:
                raise LibraryUnavailable(str(path), problem, str(cause)) from error
            cause = cause.__context__
        raise


class Connections:
    """All ways into one database file.

    Everything but quick look-ups runs through peewee with a connection per use (`reading`, `writing`); writers of this process take turns.
    `quick` is one connection kept open for look-ups by plain SQL, because opening one costs more than they do.
    """

    def __init__(self, folder: Path, file: Path, *, patience: float = BUSY_SECONDS) -> None:
        self.folder = folder
        self.file = file
        self.database = SqliteDatabase(str(file), pragmas=PRAGMAS, timeout=patience)
        self.patience = patience
        self.database.register_function(fold_for_index, "fold", 1, deterministic=True)
        self._turn = threading.RLock()
        self._quick: sqlite3.Connection | None = None
        self._quick_turn = threading.Lock()
        self._closed = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Keep the other writers of this process waiting."""
        with self._turn:
            yield

    @contextmanager
    def kept(self) -> Iterator[None]:
        """One connection for all that this thread does inside the block: opening one costs as much as storing a short thread."""
        self._must_be_open()
        with translated(self.folder), self.database.connection_context():
            yield

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection in which everything is seen as it was at the first look."""
        self._must_be_open()
        with translated(self.folder), self.database.connection_context(), self.database.atomic("DEFERRED"):
            yield self._connection()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection with one transaction, which is committed when the block ends and undone when it raises."""
        self._must_be_open()
        with self._turn, translated(self.folder), self.database.connection_context(), self.database.atomic("IMMEDIATE"):
            yield self._connection()

    @contextmanager
    def outside(self) -> Iterator[sqlite3.Connection]:
        """A connection without a transaction, for what SQLite refuses inside one."""
        self._must_be_open()
        with self._turn, translated(self.folder), self.database.connection_context():
            yield self._connection()

    @contextmanager
    def quick(self) -> Iterator[sqlite3.Connection]:
        """The connection for quick look-ups; it cannot write."""
        with self._quick_turn, translated(self.folder):
            self._must_be_open()
            if self._quick is None:
                self._quick = sqlite3.connect(self.file, timeout=self.patience, isolation_level=None, check_same_thread=False)
                self._quick.execute("PRAGMA query_only = 1")
            yield self._quick

    def abandon(self) -> None:
        """Let go of a file that turned out not to be usable, without touching it."""
        self._closed = True
        if self._quick is not None:
            self._quick.close()
            self._quick = None
        if not self.database.is_closed():
            self.database.close()

    def close(self) -> None:
        """Let go of the file; its log is folded into it. Nothing may use the connections afterwards."""
        with self._turn, self._quick_turn:
            if self._closed:
                return
            self.abandon()
            if self.file.exists():
                with self.database.connection_context():
                    self._connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _must_be_open(self) -> None:
        """A late question to a closed library, as a window may ask at its end, has a typed answer."""
        if self._closed:
            raise LibraryUnavailable(str(self.folder), LibraryProblem.MISSING, "closed")

    def _connection(self) -> sqlite3.Connection:
        """This thread's plain connection inside peewee's."""
        return cast("sqlite3.Connection", self.database.connection())  # type: ignore[no-untyped-call]
