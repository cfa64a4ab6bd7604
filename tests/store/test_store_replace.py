"""Writing over what is stored: ids and user data hang on stable keys and survive every re-read."""

from __future__ import annotations

import dataclasses

import pytest
from store_discussions import simple

from reader.model.discussion import (
    Body,
    Comment,
    Corrections,
    Discussion,
    Post,
    Reference,
    ReferenceKind,
    Source,
    ThreadCorrections,
    Toward,
)
from reader.model.discussion import ManualParent as Manual
from reader.model.draft import DraftThread
from reader.model.errors import NoSuchComment, NoSuchPost
from reader.model.page import SourceFile
from reader.model.report import Location, Notice, NoticeKind, Outcome, ThreadReport
from reader.model.skeleton import Place
from reader.store import Library


def with_comments(discussion: Discussion, *comments: Comment) -> Discussion:
    return dataclasses.replace(discussion, comments=comments)


def test_a_second_page_joins_without_moving_anything(library: Library) -> None:
    first = library.replace(simple("one", "two"))
    library.set_read(first.post_id, None, True)
    stored = library.load(first.post_id)
    more = Comment(-9, "k2", "Mina", Body("three"), number=3)
    joined = with_comments(stored, *stored.comments, more)
    second = library.replace(joined)
    assert second.post_id == first.post_id
    assert second.changes.changed == {first.post_id}
    after = library.load(first.post_id)
    assert [comment.id for comment in after.comments[:2]] == [comment.id for comment in stored.comments]
    assert [comment.read for comment in after.comments] == [True, True, False]
    assert list(library.thread(first.post_id).unread) == [2]


def test_ids_follow_keys_and_not_places(library: Library) -> None:
    post = library.replace(simple("one", "two")).post_id
    one, two = library.load(post).comments
    ghost = Comment(-5, "ghost", None, Body("gone"))
    stored = library.replace(with_comments(library.load(post), two, ghost, dataclasses.replace(one, id=-8)))
    assert stored.ids == {two.id: two.id, -5: stored.ids[-5], -8: one.id}
    assert [comment.id for comment in library.load(post).comments] == [two.id, stored.ids[-5], one.id]
    assert library.thread(post).ids.tolist() == [two.id, stored.ids[-5], one.id]


def test_user_data_of_a_vanished_comment_waits_for_its_return(library: Library) -> None:
    post = library.replace(simple("one", "two", keys=("a", "b"))).post_id
    one, two = library.load(post).comments
    library.set_note(Location(post, two.id), "remember")
    library.set_starred(post, [two.id], True)
    library.replace(with_comments(library.load(post), one))
    with pytest.raises(NoSuchComment):
        library.locate(two.id)
    assert library.thread(post).starred == frozenset()
    library.replace(with_comments(library.load(post), one, Comment(-3, "b", "x", Body("two again"))))
    back = library.load(post).comments[1]
    assert (back.note, back.starred) == ("remember", True)
    assert back.id != two.id  # an id once given never means another comment


def test_the_library_wins_over_stale_marks(library: Library) -> None:
    post = library.replace(simple("one")).post_id
    stale = library.load(post)
    library.set_read(post, None, True)
    library.set_tags(post, ["war"])
    library.correct_post(post, Corrections(title="Mine"))
    library.replace(with_comments(dataclasses.replace(stale, post=dataclasses.replace(stale.post, title="New")), *stale.comments))
    after = library.load(post)
    assert after.comments[0].read
    assert after.post.tags == ("war",)
    assert (after.post.title, after.post.corrections.title) == ("New", "Mine")
    assert library.shown_post(post).title == library.summaries()[0].title == library.thread(post).title == "Mine"


def test_a_comment_that_gets_another_key_keeps_its_id_and_marks(library: Library) -> None:
    post = library.replace(simple("one", keys=("digest",))).post_id
    (one,) = library.load(post).comments
    library.set_note(Location(post, one.id), "n")
    library.replace(with_comments(library.load(post), dataclasses.replace(one, key="site-1")))
    (after,) = library.load(post).comments
    assert (after.id, after.key, after.note) == (one.id, "site-1", "n")


def test_equal_keys_are_kept_apart(library: Library) -> None:
    post = library.replace(simple("one", "two", keys=("same", "same"))).post_id
    assert [comment.key for comment in library.load(post).comments] == ["same", "same#2"]


def test_references_and_parents_get_stored_ids(library: Library) -> None:
    other = library.replace(simple("elsewhere"))
    reference = Reference(0, 3, "@1 x", ReferenceKind.NUMBER, Toward.COMMENT, -2)
    outside = Reference(0, 3, "there", ReferenceKind.LINK, Toward.EXTERNAL, other.ids[-2], other.post_id)
    comments = (
        Comment(-2, "a", "A", Body("one")),
        Comment(-3, "b", "B", Body("two"), parent=-2, page_parent=-2, references=(reference, outside)),
        Comment(-4, "c", "C", Body("three"), parent=77, references=(dataclasses.replace(reference, target=-99),)),
    )
    stored = library.replace(Discussion(Post(-1, "T", Body("")), comments))
    one, two, three = library.load(stored.post_id).comments
    assert (two.parent, two.page_parent) == (one.id, one.id)
    assert [found.target for found in two.references] == [one.id, other.ids[-2]]
    assert two.references[1].target_post == other.post_id
    assert (three.parent, three.references[0].target) == (None, None)


def test_what_sqlite_cannot_hold_is_mended(library: Library) -> None:
    comment = Comment(-2, "k\udc80", "na\ud800me", Body("te\udfffxt"), number=10**30, references=())
    stored = library.replace(Discussion(Post(-1, "t\ud800", Body("b\udc00"), site="\ud800"), (comment,)))
    after = library.load(stored.post_id)
    assert after.comments[0].body.text == "te\ufffdxt"
    assert after.comments[0].author == "na\ufffdme"
    assert after.comments[0].number is None
    assert after.post.title == "t\ufffd"


def test_the_same_again_is_no_change(library: Library) -> None:
    post = library.replace(simple("one")).post_id
    name = library.undo_name
    assert library.replace(library.load(post)).changes.changed == frozenset()
    library.set_read(post, None, False)
    library.set_tags(post, [])
    assert library.undo_name == name
    library.undo()
    assert library.undo_name is None


def test_unknown_posts_are_refused(library: Library) -> None:
    discussion = simple("one")
    with pytest.raises(NoSuchPost):
        library.replace(dataclasses.replace(discussion, post=dataclasses.replace(discussion.post, id=5)))
    for call in (library.load, library.thread, library.shown_post):
        with pytest.raises(NoSuchPost):
            call(5)
    with pytest.raises(NoSuchPost):
        library.set_read(5, None, True)
    with pytest.raises(NoSuchPost):
        library.save_place(5, Place(None))
    with pytest.raises(NoSuchPost):
        library.matches(5, "x")
    assert library.summaries() == []


def test_receipts_newest_first(library: Library) -> None:
    report = ThreadReport(-1, "T", "s", Outcome.ADDED, 3, 3, 3, None, 2, 1, 1, (Notice(NoticeKind.MORE_PAGES, 1, 2, "x"),), "u", "p", "q")
    post = library.replace(simple("one"), report=report).post_id
    later = dataclasses.replace(report, outcome=Outcome.UNCHANGED, comments_stated=9)
    library.replace(library.load(post), report=later)
    assert library.receipt(post) == tuple(dataclasses.replace(found, post_id=post) for found in (later, report))


def draft(title: str, site: str | None) -> DraftThread:
    return DraftThread(SourceFile("f", "0" * 64, 1, "html"), title, "generic", Body(""), site=site)


def test_threads_that_may_be_the_same(library: Library) -> None:
    by_key = library.replace(simple("a", title="Other", site="x"), permalink_key="blog.example/1").post_id
    stored = simple("a", "b", title="Die  STRASSE", site="Blog")
    comments = tuple(dataclasses.replace(c, site_id=f"c{c.number}", published=f"2016-01-0{c.number}") for c in stored.comments)
    by_title = library.replace(dataclasses.replace(stored, comments=comments)).post_id
    gone = library.replace(simple("a", title="Die Straße", site="blog")).post_id
    library.delete([gone])
    found = library.stubs_like(draft("die straße", "blog"), "blog.example/1")
    assert [stub.post_id for stub in found] == [by_key, by_title]
    assert (found[1].first_number, found[1].last_number) == (1, 2)
    assert found[1].site_ids == {"c1", "c2"}
    assert found[1].comment_times == {"2016-01-01", "2016-01-02"}
    assert library.stubs_like(draft("die straße", "elsewhere"), None) == []
    assert [known.post_id for known in library.known_threads()] == [by_key, by_title]
    library.replace(library.load(by_key))
    assert [stub.post_id for stub in library.stubs_like(draft("-", None), "blog.example/1")] == [by_key]


def test_files_that_posts_were_read_from(library: Library) -> None:
    sha = "ab" * 32
    post = library.replace(simple("a", sources=(Source("f.html", sha, "html", "2026-01-01T00:00:00+00:00"),))).post_id
    assert library.has_original(sha) == (post,)
    assert library.has_original("cd" * 32) == ()
    library.delete([post])
    assert library.has_original(sha) == ()


def test_place_follows_its_comment(library: Library) -> None:
    post = library.replace(simple("one", "two", "three")).post_id
    one, two, three = library.load(post).comments
    assert library.place(post) is None
    place = Place(two.id, 17, False, frozenset({one.id, three.id}))
    library.save_place(post, place)
    assert library.place(post) == place
    assert library.summaries()[0].opened is not None
    library.replace(with_comments(library.load(post), two, three))
    assert library.place(post) == dataclasses.replace(place, folded=frozenset({three.id}))
    library.replace(with_comments(library.load(post), three))
    assert library.place(post) == Place(None, 17, False, frozenset({three.id}))


def test_counts_leave_out_ghosts_and_pingbacks(library: Library) -> None:
    from reader.model.discussion import CommentKind

    discussion = simple("one", "two", "three")
    kinds = (CommentKind.COMMENT, CommentKind.REMOVED, CommentKind.PINGBACK)
    comments = tuple(dataclasses.replace(c, kind=kind) for c, kind in zip(discussion.comments, kinds, strict=True))
    post = library.replace(dataclasses.replace(discussion, comments=comments)).post_id
    summary = library.summaries()[0]
    assert (summary.comments, summary.unread) == (1, 1)
    assert library.thread(post).unread == {0}
    facts = library.facts()
    assert (facts.posts, facts.comments, facts.unread_posts) == (1, 1, 1)
    library.set_read(post, None, True)
    assert library.facts().unread_posts == 0


def test_corrections_wait_for_undo_too(library: Library) -> None:
    post = library.replace(simple("one")).post_id
    library.set_corrections(post, ThreadCorrections((Manual("a", "b"),)))
    library.set_corrections(post, ThreadCorrections((Manual("a", None),)))
    library.undo()
    assert library.corrections(post) == ThreadCorrections((Manual("a", "b"),))


def test_notes_on_comments_that_are_not_there(library: Library) -> None:
    post = library.replace(simple("one")).post_id
    with pytest.raises(NoSuchComment):
        library.set_note(Location(post, 999), "x")
    library.set_read(post, [999], True)
    library.set_note(Location(post), "about the post")
    assert library.load(post).post.note == library.shown_post(post).note == "about the post"


def test_one_step_takes_several_writes_back(library: Library) -> None:
    with library.one_step():
        first = library.replace(simple("a")).post_id
        second = library.replace(simple("b")).post_id
    assert len(library.summaries()) == 2
    changes = library.undo()
    assert changes.removed == {first, second}
    assert library.summaries() == []
    assert library.undo().removed == frozenset()


def test_undo_of_a_join_takes_comments_and_receipt_away(library: Library) -> None:
    report = ThreadReport(-1, "T", "s", Outcome.JOINED, 1, 2, 1, None, 0, 0, 0)
    post = library.replace(simple("one")).post_id
    before = library.load(post)
    library.replace(with_comments(before, *before.comments, Comment(-9, "n", None, Body("walrus"))), report=report)
    assert library.search("walrus").total == 1
    assert library.undo().changed == {post}
    assert library.load(post) == before
    assert library.receipt(post) == ()
    assert library.search("walrus").total == 0
    assert library.check().problems == ()


def test_posts_by_author(library: Library) -> None:
    discussion = simple("old", "new", author="author 0")
    comments = tuple(dataclasses.replace(c, author="Mina", published=f"201{c.number}-01-01") for c in discussion.comments)
    post = library.replace(dataclasses.replace(discussion, comments=comments)).post_id
    assert [hit.snippet for hit in library.posts_by_author("Mina")] == ["new", "old"]
    assert [hit.location for hit in library.posts_by_author("author 0")] == [Location(post)]
    assert library.posts_by_author("mina") == ()


def test_ids_that_no_row_can_have(library: Library) -> None:
    for call in (library.load, library.thread, library.shown_post):
        with pytest.raises(NoSuchPost):
            call(10**30)
    with pytest.raises(NoSuchComment):
        library.locate(10**30)
    with pytest.raises(NoSuchPost):
        library.set_tags(10**30, ["x"])
    library.delete([10**30])
