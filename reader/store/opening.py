"""Opening a library's database: made when wanted, refused untouched when it is not ours, newer, damaged or locked, migrated when older."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reader.model.errors import LibraryProblem, LibraryUnavailable
from reader.store import index, migrations
from reader.store.connection import BUSY_SECONDS, Connections, translated
from reader.store.folding import VERSION as FOLDING
from reader.store.tables import APPLICATION_ID, Tables

DATABASE = "library.sqlite"
HEAD = b"SQLite format 3\0"


def look_before(folder: Path, *, create: bool) -> bool:
    """Whether the database has to be made. Raises `LibraryUnavailable` for what must not be opened; nothing is written, not even a log.

    Application id and version are read from the file's head, so that a foreign or newer file is refused without SQLite touching it.
    """
    file = folder / DATABASE
    with translated(folder):
        if folder.exists() and not folder.is_dir():
            raise LibraryUnavailable(str(folder), LibraryProblem.NOT_A_LIBRARY, "not a folder")
        if file.is_dir():
            raise LibraryUnavailable(str(folder), LibraryProblem.NOT_A_LIBRARY, DATABASE)
        if not file.exists() or (create and file.stat().st_size == 0):
            left = _left_behind(folder)
            if left is not None:
                raise LibraryUnavailable(str(folder), LibraryProblem.DATABASE_GONE, left)
            if not create:
                raise LibraryUnavailable(str(folder), LibraryProblem.MISSING, DATABASE)
            return True
        with file.open("rb") as opened:
            head = opened.read(100)
        size = file.stat().st_size
    if not head.startswith(HEAD) or len(head) < 100:
        problem = LibraryProblem.DAMAGED if head[:1] in (b"\0", b"") or head[:4] == HEAD[:4] else LibraryProblem.NOT_A_LIBRARY
        raise LibraryUnavailable(str(folder), problem, "no database head")
    if not _has_log(file):
        page_size = int.from_bytes(head[16:18], "big")
        if size < int.from_bytes(head[28:32], "big") * (65536 if page_size == 1 else page_size):
            raise LibraryUnavailable(str(folder), LibraryProblem.DAMAGED, "cut off")
        _refuse(folder, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))
    return False


def _left_behind(folder: Path) -> str | None:
    """What shows that a library was here whose database is gone: an empty one in its place would look as if everything were lost."""
    for part in ("originals", "assets", "backups"):
        if any(path.is_file() for path in (folder / part).rglob("*")):
            return part
    return next((path.name for path in folder.glob(migrations.copy_name("*", "*"))), None)


def _has_log(file: Path) -> bool:
    """Whether a log lies beside the database that may say more than the file itself."""
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def refuse(folder: Path, connection: sqlite3.Connection) -> int:
    """The version of an opened database. Raises `LibraryUnavailable` when it is another program's or of a newer version."""
    return _refuse(folder, *migrations.stamp_of(connection))


def _refuse(folder: Path, application: int, version: int) -> int:
    if application != APPLICATION_ID:
        raise LibraryUnavailable(str(folder), LibraryProblem.NOT_A_LIBRARY, f"application id {application:#x}")
    if version > migrations.VERSION:
        raise LibraryUnavailable(str(folder), LibraryProblem.NEWER, f"version {version}")
    if version < 1:
        raise LibraryUnavailable(str(folder), LibraryProblem.DAMAGED, f"version {version}")
    return version


def peek(folder: Path, patience: float = BUSY_SECONDS) -> None:
    """Look at stamp and schema through a connection that cannot write, before anything is changed.

    Where no log lies beside the file it is opened as if it were on a read-only disk, so that not even an empty log is made.
    """
    file = folder / DATABASE
    with translated(folder):
        how = "mode=ro" if _has_log(file) else "mode=ro&immutable=1"
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?{how}", uri=True, timeout=patience, isolation_level=None)
        try:
            refuse(folder, connection)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()


def prepare(connections: Connections, tables: Tables, *, create: bool) -> Path | None:
    """Bring the database to where this program can use it; the copy of an older one that was brought up to date, None where none was.

    Raises `LibraryUnavailable`; nothing is changed then.
    """
    folder = connections.folder
    if look_before(folder, create=create):
        with translated(folder):
            folder.mkdir(parents=True, exist_ok=True)
        with connections.writing() as connection:
            if migrations.stamp_of(connection) == (0, 0):  # another program may have been quicker
                migrations.create(connection, tables)
    peek(folder, connections.patience)
    with connections.outside() as connection:
        if refuse(folder, connection) < migrations.VERSION:
            copy = migrations.migrate(connection, connections.file)
        else:
            copy = None
    with connections.reading() as connection:
        folding = connection.execute("SELECT value FROM meta WHERE name = 'folding'").fetchone()
        connection.execute("SELECT 1 FROM post LIMIT 1").fetchone()
    if folding is None or folding[0] != FOLDING:
        with connections.writing() as connection:
            index.rebuild(connection)
            connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('folding', ?)", (FOLDING,))
    return copy
