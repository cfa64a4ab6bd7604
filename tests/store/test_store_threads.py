"""The packed skeleton says what the rows say; several threads may use one library."""

from __future__ import annotations

import dataclasses
import threading
from array import array
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from hypothesis import strategies as st
from store_discussions import simple

from reader.model.discussion import Body, Comment, CommentKind, Discussion, ParentOrigin, Post, Reference, ReferenceKind, Role, Toward
from reader.model.report import Location
from reader.model.skeleton import FLAG_GHOST, FLAG_GUESSED_PARENT, FLAG_MANUAL_PARENT, FLAG_PINGBACK, FLAG_POST_AUTHOR
from reader.store import Library
from reader.store.moments import minutes_of
from reader.store.skeletons import unread_starred_noted
from reader.store.tables import UNKNOWN_TIME


def reference(target: int, role: Role = Role.ADDRESS) -> Reference:
    return Reference(0, 1, "x", ReferenceKind.NUMBER, Toward.COMMENT, target, role=role)


def test_a_thread(library: Library) -> None:
    comments = (
        Comment(-2, "a", "host", Body("four"), number=11, published="1970-01-02T01:01+05:00", author_url="u"),
        Comment(-3, "b", "Mina", Body("ü战"), number=2**40, parent=-2, parent_origin=ParentOrigin.REFERENCE,
                references=(reference(-2), reference(-4), reference(-5, Role.MENTION), reference(-4))),
        Comment(-4, "c", None, Body(""), kind=CommentKind.REMOVED),
        Comment(-5, "d", "host", Body("x"), kind=CommentKind.PINGBACK, parent=-3, parent_origin=ParentOrigin.MANUAL),
        Comment(-6, "e", "Mina", Body("y"), parent=-2, parent_origin=ParentOrigin.PAGE, starred=True, read=True, note="n"),
    )
    post = library.replace(Discussion(Post(-1, "T", Body(""), author="host", url="w", site="s", published_text="p"), comments)).post_id
    thread = library.thread(post)
    ids = [comment.id for comment in library.load(post).comments]
    assert (thread.post_id, thread.title, thread.site, thread.url, thread.author) == (post, "T", "s", "w", "host")
    assert thread.ids == array("i", ids)
    assert thread.parents.tolist() == [-1, 0, -1, 1, 0]
    assert [(author.name, author.count, author.url) for author in thread.authors] == [("host", 2, "u"), ("Mina", 2, None)]
    assert thread.authors_of.tolist() == [0, 1, -1, 0, 1]
    assert thread.numbers.tolist() == [11, 2**40, 0, 0, 0]
    assert thread.times[0] == 24 * 60 + 61
    assert thread.times[1] == UNKNOWN_TIME < -(2**30)
    assert thread.lengths.tolist() == [4, 2, 0, 1, 1]
    assert list(thread.flags) == [
        FLAG_POST_AUTHOR, FLAG_GUESSED_PARENT, FLAG_GHOST, FLAG_PINGBACK | FLAG_POST_AUTHOR | FLAG_MANUAL_PARENT, 0,
    ]
    assert thread.order.tolist() == [0, 1, 3, 4, 2]
    assert thread.depths.tolist() == [0, 1, 0, 2, 1]
    assert thread.ends.tolist() == [4, 3, 3, 4, 5]
    assert (thread.edges_from.tolist(), thread.edges_to.tolist()) == ([1], [2])
    assert (thread.unread, thread.starred, thread.notes) == ({0, 1}, {4}, {4})
    assert [shown.note for shown in library.shown_comments(post, 3, 5)] == ["", "n"]
    assert library.shown_comments(post, 99, 120) == library.shown_comments(post, 3, 3) == []
    assert [shown.index for shown in library.shown_comments(post, -5, 2)] == [0, 1]
    assert library.locate(ids[2]) == Location(post, ids[2])


def test_a_thread_without_comments(library: Library) -> None:
    thread = library.thread(library.replace(simple()).post_id)
    assert len(thread) == 0
    assert thread.unread == frozenset()


def test_replies_that_go_in_circles_are_shown_all_the_same(library: Library) -> None:
    comments = (Comment(-2, "a", None, Body(""), parent=-3), Comment(-3, "b", None, Body(""), parent=-2))
    thread = library.thread(library.replace(Discussion(Post(-1, "", Body("")), comments)).post_id)
    assert sorted(thread.order) == [0, 1]


@given(st.binary(max_size=40).map(lambda data: bytes(byte & 15 for byte in data)))
@settings(deadline=None)
def test_marks(marks: bytes) -> None:
    unread, starred, noted = unread_starred_noted(marks)
    assert unread == {place for place, byte in enumerate(marks) if byte & 8 and not byte & 1}
    assert starred == {place for place, byte in enumerate(marks) if byte & 2}
    assert noted == {place for place, byte in enumerate(marks) if byte & 4}


def test_moments() -> None:
    assert minutes_of("1970-01-01T00:00:00+09:00") == 0
    assert minutes_of("1970-01") == minutes_of("1970") == minutes_of("1970-01-01 00:00") == 0
    assert minutes_of("1969-12-31T23:59") == -1
    for nonsense in (None, "", "x", "2016-02-30", "2016-99-01", "9999-01-01", "0000-01-01", "10000-01-01"):
        assert minutes_of(nonsense) == UNKNOWN_TIME


def test_a_worker_writes_while_others_read(library: Library) -> None:
    first = library.replace(simple(*["text"] * 50)).post_id
    stored = library.load(first)
    done = threading.Event()

    def write() -> None:
        try:
            for round_ in range(15):
                comments = tuple(
                    dataclasses.replace(c, body=Body(f"round {round_}"), author=f"author {round_}") for c in stored.comments
                )
                library.replace(dataclasses.replace(stored, comments=comments))
                library.set_read(first, None, bool(round_ % 2))
        finally:
            done.set()

    def read() -> int:
        rounds = 0
        while not done.is_set() or rounds == 0:
            texts = {shown.body.text for shown in library.shown_comments(first, 0, 50)}
            assert len(texts) == 1
            assert len({comment.author for comment in library.load(first).comments}) <= 50
            assert len(library.thread(first).unread) in (0, 50)
            library.search("round")
            rounds += 1
        return rounds

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        writer = pool.submit(write)
        writer.result()
        assert all(reader.result() > 0 for reader in readers)
    assert library.check().problems == ()


def test_two_writers_take_turns(library: Library) -> None:
    with ThreadPoolExecutor(4) as pool:
        posts = list(pool.map(lambda number: library.replace(simple(f"text {number}")).post_id, range(12)))
    assert len(set(posts)) == 12
    assert library.search("text").total == 12


def test_two_programs_at_one_library(library: Library) -> None:
    with Library.open(library.folder) as other:
        post = other.replace(simple("from outside")).post_id
        assert library.thread(post).ids.tolist() == other.thread(post).ids.tolist()
        library.set_read(post, None, True)
        assert other.thread(post).unread == frozenset()
