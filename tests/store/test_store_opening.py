"""What is opened, what is refused untouched, how an older library comes to the present."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from store_discussions import simple

from reader.model.errors import LibraryProblem, LibraryUnavailable
from reader.store import Library, migrations
from reader.store.opening import DATABASE

SCHEMA = Path(__file__).with_name("schema_1.sql")


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def refused(folder: Path, *, create: bool = False) -> LibraryProblem:
    before = contents(folder) if folder.is_dir() else None
    with pytest.raises(LibraryUnavailable) as caught:
        Library.open(folder, create=create, patience=0.05)
    assert before == (contents(folder) if folder.is_dir() else None)
    return caught.value.problem


def test_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "none") is LibraryProblem.MISSING
    assert refused(tmp_path) is LibraryProblem.MISSING
    assert not (tmp_path / "none").exists()


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello")
    assert refused(tmp_path / "x", create=True) is LibraryProblem.NOT_A_LIBRARY
    (tmp_path / DATABASE).mkdir()
    assert refused(tmp_path, create=True) is LibraryProblem.NOT_A_LIBRARY


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"hello, I am a letter", LibraryProblem.NOT_A_LIBRARY),
        (b"\0" * 5000, LibraryProblem.DAMAGED),
        (b"", LibraryProblem.DAMAGED),
        (b"SQLite format 3\0", LibraryProblem.DAMAGED),
        (b"SQLite format 3\0" + b"\xff" * 9000, LibraryProblem.DAMAGED),
    ],
)
def test_other_files_in_place_of_the_database(tmp_path: Path, data: bytes, problem: LibraryProblem) -> None:
    (tmp_path / DATABASE).write_bytes(data)
    assert refused(tmp_path) is problem


def test_another_programs_database(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as other:
        other.execute("CREATE TABLE bookmark (x)")
    assert refused(tmp_path) is LibraryProblem.NOT_A_LIBRARY
    assert refused(tmp_path, create=True) is LibraryProblem.NOT_A_LIBRARY


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library", create=True) as library:
        library.replace(simple("one", "two"))
    return tmp_path / "library"


def test_a_newer_library(closed: Path) -> None:
    with closing(sqlite3.connect(closed / DATABASE)) as newer:
        newer.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    assert refused(closed) is LibraryProblem.NEWER
    assert refused(closed, create=True) is LibraryProblem.NEWER


def test_a_cut_off_library(closed: Path) -> None:
    data = (closed / DATABASE).read_bytes()
    (closed / DATABASE).write_bytes(data[:5000])
    assert refused(closed) is LibraryProblem.DAMAGED


def test_a_locked_library(closed: Path) -> None:
    with closing(sqlite3.connect(closed / DATABASE, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = exclusive")
        other.execute("BEGIN EXCLUSIVE")
        assert refused(closed) is LibraryProblem.LOCKED
    with Library.open(closed, patience=0.05) as library, closing(sqlite3.connect(closed / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryUnavailable) as caught:
            library.set_read(1, None, True)
        assert caught.value.problem is LibraryProblem.LOCKED
        assert library.thread(1).unread == {0, 1}


def test_a_folder_that_must_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    assert refused(tmp_path / "library", create=True) is LibraryProblem.NO_PERMISSION


def test_a_closed_library_answers_with_a_typed_error(closed: Path) -> None:
    library = Library.open(closed)
    library.close()
    library.close()
    for call in (library.summaries, lambda: library.thread(1), lambda: library.set_read(1, None, True)):
        with pytest.raises(LibraryUnavailable):
            call()
    assert not list(closed.glob("*-wal"))


def test_pragmas_and_stamp(closed: Path) -> None:
    with Library.open(closed) as library:
        for connect in (library._connections.reading, library._connections.writing):
            with connect() as connection:
                values = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys", "synchronous")]
                assert values == ["wal", 1, 2]
        with library._connections.quick() as connection, pytest.raises(sqlite3.OperationalError):
            connection.execute("DELETE FROM post")
    head = (closed / DATABASE).read_bytes()[:100]
    assert head[68:72] == b"thfo"
    assert int.from_bytes(head[60:64], "big") == migrations.VERSION


def schema_of(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search_%' ORDER BY type, name")
        return [" ".join(row[0].split()) for row in rows]


def test_a_library_of_version_1_opens_and_a_new_one_is_just_like_it(tmp_path: Path, closed: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    with closing(sqlite3.connect(old / DATABASE)) as connection:
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    with Library.open(old) as library:
        assert library.older == old / "library-version-1.sqlite"
        assert library.load(1).comments[1].body.text == "zwei Straßen"
        assert library.search("strassen").total == 1
        assert library.check().problems == ()
    assert schema_of(old / DATABASE) == schema_of(closed / DATABASE)


NOW = migrations.VERSION


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE post ADD COLUMN colour TEXT")


def break_off(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE tag")
    raise sqlite3.OperationalError("database or disk is full")


def orphan(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO tag (post_id, ordinal, name) VALUES (99, 0, 'x')")


def raw(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None)


def test_migrations_run_after_a_copy(closed: Path) -> None:
    file = closed / DATABASE
    with closing(raw(file)) as connection:
        copy = migrations.migrate(connection, file, steps={NOW: add_column, NOW + 1: lambda _: None}, target=NOW + 2)
        assert copy is not None
        assert connection.execute("SELECT colour FROM post").fetchall() == [(None,)]
        assert migrations.stamp_of(connection)[1] == NOW + 2
        assert migrations.migrate(connection, file, steps={}, target=NOW + 2) is None
    with closing(raw(copy)) as connection:
        assert migrations.stamp_of(connection)[1] == NOW
        assert connection.execute("SELECT count(*) FROM comment").fetchone() == (2,)


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of the next version, whose one step changes titles: its migration really runs."""
    version = migrations.VERSION
    monkeypatch.setattr(migrations, "VERSION", version + 1)
    monkeypatch.setattr(migrations, "MIGRATIONS", {version: recolour})
    monkeypatch.setattr(migrations.migrate, "__kwdefaults__", {"steps": migrations.MIGRATIONS, "target": version + 1})


def recolour(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE post SET title = title || ' (migrated)'")


def test_the_first_start_of_a_newer_program_copies_and_migrates(closed: Path, newer_program: None) -> None:
    version = migrations.VERSION - 1
    with Library.open(closed) as library:
        assert library.older == closed / f"library-version-{version}.sqlite"
        assert [summary.title for summary in library.summaries()] == ["Title (migrated)"]
        older = library.older
    with Library.open(closed) as library:
        assert library.older is None
        assert library.summaries()[0].title == "Title (migrated)"
    with closing(raw(older)) as connection:
        assert migrations.stamp_of(connection)[1] == version
        assert connection.execute("SELECT title FROM post").fetchall() == [("Title",)]


def test_a_backup_of_an_older_program_is_migrated_after_it_was_restored(closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request) -> None:
    with Library.open(closed) as library:
        library.backup(tmp_path / "old.zip")
    request.getfixturevalue("newer_program")
    Library.restore(tmp_path / "old.zip", tmp_path / "new")
    with Library.open(tmp_path / "new") as library:
        assert library.older is not None
        assert library.summaries()[0].title == "Title (migrated)"


@pytest.mark.parametrize("left", ["originals/ab/abcdef", "assets/ab/abcdef", "backups/library-2026.sqlite", "library-version-1.sqlite"])
def test_never_an_empty_library_beside_what_is_left_of_an_old_one(tmp_path: Path, left: str) -> None:
    (tmp_path / left).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / left).write_bytes(b"x")
    assert refused(tmp_path, create=True) is LibraryProblem.DATABASE_GONE
    assert refused(tmp_path) is LibraryProblem.DATABASE_GONE


def test_empty_folders_settings_and_log_are_no_library(tmp_path: Path) -> None:
    for name in ("originals", "assets", "backups", "staging", "inbox"):
        (tmp_path / name).mkdir()
    (tmp_path / "settings.json").write_text("{}")
    (tmp_path / "threadfolio.log").write_text("")
    with Library.open(tmp_path, create=True) as library:
        assert library.older is None


@pytest.mark.parametrize("step", [break_off, orphan])
def test_a_migration_that_fails_leaves_all_as_it_was(closed: Path, step: migrations.Step) -> None:
    file = closed / DATABASE
    with closing(raw(file)) as connection:
        with pytest.raises((LibraryUnavailable, sqlite3.OperationalError)):
            migrations.migrate(connection, file, steps={NOW: add_column, NOW + 1: step}, target=NOW + 2)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    with Library.open(closed) as library:
        assert len(library.load(1).comments) == 2
        library.set_tags(1, ["still"])


def test_every_version_has_its_step() -> None:
    assert sorted(migrations.MIGRATIONS) == list(range(1, migrations.VERSION))


def test_another_folding_makes_the_index_anew(closed: Path) -> None:
    with closing(raw(closed / DATABASE)) as connection:
        connection.execute("UPDATE meta SET value = '0/older' WHERE name = 'folding'")
    with Library.open(closed) as library:
        assert library.search("two").total == 1
        assert library.check().problems == ()


KILLED = """
    import sys
    from pathlib import Path
    from reader.store import Library
    sys.path.insert(0, sys.argv[2])
    from store_discussions import simple
    library = Library.open(Path(sys.argv[1]))
    discussion = library.load(1)
    print("ready", flush=True)
    import dataclasses
    for round in range(1000):
        comments = tuple(
            dataclasses.replace(c, body=dataclasses.replace(c.body, text=f"round {round} of {c.number}")) for c in discussion.comments
        )
        library.replace(dataclasses.replace(discussion, comments=comments))
"""


@pytest.mark.parametrize("wait", [0.02, 0.11, 0.17])
def test_a_killed_write_leaves_the_old_or_the_new(tmp_path: Path, wait: float) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, create=True) as library:
        library.replace(simple(*(f"round -1 of {number + 1}" for number in range(300))))
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(folder), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            process.kill()
    with Library.open(folder) as library:
        texts = [comment.body.text for comment in library.load(1).comments]
        assert len({text.split()[1] for text in texts}) == 1
        assert [text.split()[3] for text in texts] == [str(number + 1) for number in range(300)]
        assert library.check().problems == ()
