"""Every kind of damage is found and named; what can be made from the rest is made anew, the rest is left alone."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from store_discussions import simple

from reader.model.discussion import Body, Comment, Discussion, Post, Reference, ReferenceKind, Toward
from reader.model.errors import Cancelled, ReaderError
from reader.model.library import Original
from reader.model.page import Asset
from reader.store import Library
from reader.store.opening import DATABASE

PAGE = Original(hashlib.sha256(b"page").hexdigest(), 4, "page.html", b"page")
PICTURE = Asset(hashlib.sha256(b"png").hexdigest(), "image/png", b"png", 1, 1)


@pytest.fixture
def stocked(library: Library) -> Library:
    reference = Reference(0, 2, "@1", ReferenceKind.NUMBER, Toward.COMMENT, -2)
    comments = (Comment(-2, "a", "A", Body("one")), Comment(-3, "b", "B", Body("two"), parent=-2, references=(reference,)))
    library.replace(Discussion(Post(-1, "T", Body("post")), comments), originals=[PAGE], assets=[PICTURE])
    library.replace(simple("other"))
    return library


def damage(library: Library, *statements: str) -> None:
    with library._connections.outside() as connection:
        connection.execute("PRAGMA foreign_keys = 0")
        for statement in statements:
            connection.execute(statement)


def codes(library: Library, *, repair: bool = False) -> list[str]:
    return [code for code, _ in library.check(repair).problems]


def test_a_sound_library(stocked: Library) -> None:
    steps: list[tuple[int, int]] = []
    report = stocked.check(on_progress=lambda done, total: steps.append((done, total)))
    assert (report.posts, report.comments, report.originals, report.problems, report.repaired) == (2, 3, 1, (), ())
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_check_can_be_cancelled(stocked: Library) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        stocked.check(on_progress=stop)


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["UPDATE comment SET text = 'walrus' WHERE id = 1"], {"index", "skeleton"}),
        (["INSERT INTO search (search) VALUES ('delete-all')"], {"index"}),
        (["DELETE FROM skeleton"], {"skeleton"}),
        (["UPDATE skeleton SET data = X'00'"], {"skeleton"}),
        (["UPDATE state SET unread = 7"], {"state"}),
        (["DELETE FROM state WHERE post_id = 1"], {"state"}),
        (["UPDATE reference SET target = 999"], {"dangling-reference"}),
    ],
)
def test_what_can_be_made_anew(stocked: Library, statements: list[str], found: set[str]) -> None:
    damage(stocked, *statements)
    assert set(codes(stocked)) == found
    report = stocked.check(repair=True)
    assert set(report.problems) == set(report.repaired)
    assert codes(stocked) == []
    assert stocked.thread(1).unread == {0, 1}
    assert stocked.search("two").total == 1


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["UPDATE comment SET parent = 3 WHERE id = 2"], "parent"),
        (["UPDATE comment SET parent = 99 WHERE id = 2"], "parent"),
        (["UPDATE comment SET place = 5 WHERE id = 2"], "order"),
        (["INSERT INTO tag (post_id, ordinal, name) VALUES (99, 0, 'x')"], "foreign-key"),
    ],
)
def test_what_cannot(stocked: Library, statements: list[str], found: str) -> None:
    damage(stocked, *statements)
    assert found in codes(stocked)
    stocked.check(repair=True)
    assert codes(stocked) == [found]


def test_threads_open_without_their_derived_rows(stocked: Library) -> None:
    before = stocked.thread(1)
    damage(stocked, "DELETE FROM skeleton", "DELETE FROM state")
    assert stocked.thread(1) == before
    damage(stocked, "INSERT INTO skeleton VALUES (1, X'00000000')", "INSERT INTO state VALUES (1, 0, 0, 0, X'00')")
    assert stocked.thread(1) == before


def remove(path: Path) -> None:
    path.unlink()


def garble(path: Path) -> None:
    path.write_bytes(b"garbage")


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2])


@pytest.mark.parametrize(("spoil", "word"), [(remove, "missing"), (garble, "damaged"), (shorten, "damaged")])
def test_files(stocked: Library, spoil: Callable[[Path], None], word: str) -> None:
    for kind, folder, sha256 in (("original", "originals", PAGE.sha256), ("asset", "assets", PICTURE.sha256)):
        spoil(next(path for path in (stocked.folder / folder).rglob("*") if path.is_file()))
        assert (f"{kind}-{word}", sha256) in stocked.check(repair=True).problems
    assert stocked.check().repaired == ()


def test_strange_files_are_named_and_left_alone(stocked: Library) -> None:
    other = hashlib.sha256(b"lost").hexdigest()
    (stocked.folder / "originals" / "zz").mkdir()
    (stocked.folder / "originals" / "zz" / "letter.txt").write_text("mine")
    stocked._originals.put(Original(other, 4, "x", b"lost"))
    fresh = stocked.folder / "originals" / "zz" / "new-1.tmp"
    old = stocked.folder / "assets" / "new-2.tmp"
    for path in (fresh, old):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert set(stocked.check().problems) == {
        ("original-unnamed", other), ("stray-file", "originals/zz/letter.txt"), ("left-behind", "assets/new-2.tmp"),
    }
    assert stocked.check(repair=True).repaired == (("left-behind", "assets/new-2.tmp"),)
    assert (old.exists(), fresh.exists(), (stocked.folder / "originals" / "zz" / "letter.txt").exists()) == (False, True, True)


def test_a_damaged_page_is_a_problem_and_no_crash(stocked: Library) -> None:
    with stocked._connections.reading() as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'comment'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    stocked.close()
    file = stocked.folder / DATABASE
    data = bytearray(file.read_bytes())
    data[(root - 1) * size : (root - 1) * size + 100] = b"\xff" * 100
    file.write_bytes(data)
    with Library.open(stocked.folder) as library:
        report = library.check(repair=True)
        assert "database" in {code for code, _ in report.problems}
        assert report.repaired == ()


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_end_in_typed_errors(stocked: Library, seed: int) -> None:
    stocked.close()
    file = stocked.folder / DATABASE
    chance = random.Random(seed)
    data = bytearray(file.read_bytes())
    for _ in range(chance.choice((3, 40, 400))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    file.write_bytes(data)
    try:
        library = Library.open(stocked.folder)
    except ReaderError:
        return
    asked: list[Callable[[], object]] = [
        library.summaries, library.facts, lambda: library.thread(1), lambda: library.shown_comments(1, 0, 9), lambda: library.load(1),
        lambda: library.search("two is:unread"), lambda: library.matches(1, "two"), lambda: library.set_read(1, None, True),
        lambda: library.replace(simple("new")), lambda: library.delete([2]), library.undo, lambda: library.check(repair=True), library.purge,
        library.rotate_backups, library.close,
    ]
    for ask in asked:
        with contextlib.suppress(ReaderError):
            ask()
