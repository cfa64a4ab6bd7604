"""What must hold for any thread: planted references are recovered, linking is idempotent, later pages change nothing but what they add."""

from __future__ import annotations

import dataclasses
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from thread_maker import Made, make

from reader.model.discussion import (
    Body,
    Comment,
    CommentKind,
    Discussion,
    ManualParent,
    ManualReference,
    NameMeaning,
    ParentOrigin,
    Post,
    Quote,
    Source,
    ThreadCorrections,
    Toward,
)
from reader.threads import words as folding
from reader.threads.link import link

PIECES = [
    *"@ # >> > 12 3 1,3-5 james b Ann wrote: said | @ann “ ” \" ' ’ : ( ) ` = \n \n\n さん ＞＞２ № comment 2 No. 1 thanks один на 😀 İ ß the above".split(
        " "
    ),
    *["Dec 12, 2016 4:37 PM", "2016-12-12 10:00", "Posted by: ", "Zitat von Ann", "I agree with ", "http://x.y/#p1"],
    *["Continued from Some Title\n", "x@y.com", "a" * 80, "@1 " * 30],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=80)
NAMES = st.sampled_from([None, "Ann", "b", "James", "Anonymous", "12", "é", "李", "@x", "", "ann"])


@st.composite
def comments(draw: st.DrawFn, index: int) -> Comment:
    text = draw(TEXTS)
    quotes: tuple[Quote, ...] = ()
    if text and draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        quotes = (Quote(start, draw(st.integers(start, len(text))), draw(NAMES), draw(st.sampled_from([None, "p1"]))),)
    return Comment(
        id=-(index + 2),
        key=f"k{index}",
        author=draw(NAMES),
        body=Body(text, draw(st.sampled_from([None, '<a href="#p1">x</a>']))),
        number=draw(st.sampled_from([index + 1, index + 1, None, index + 4])),
        site_id=draw(st.sampled_from([None, f"p{index}"])),
        published=draw(st.sampled_from([None, "2016-12-12", f"2016-12-12T10:{index:02d}:00", "soon"])),
        page_parent=draw(st.sampled_from([None, None, -3, -7])),
        quotes=quotes,
        source=0,
    )


@st.composite
def discussions(draw: st.DrawFn) -> Discussion:
    size = draw(st.integers(0, 9))
    made = tuple(draw(comments(index)) for index in range(size))
    return Discussion(Post(-1, "Some Title Here", Body(draw(TEXTS)), author=draw(NAMES)), made)


@given(discussions())
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_sound_discussion_and_linking_twice_changes_nothing(discussion: Discussion) -> None:
    linked = link(discussion)
    assert link(linked) == linked
    places = {c.id: place for place, c in enumerate(linked.comments)}
    assert len(places) == len(linked.comments)
    for place, comment in enumerate(linked.comments):
        for reference in comment.references:
            assert comment.body.text[reference.start : reference.end] == reference.text
            assert 0.0 <= reference.confidence <= 1.0
            assert reference.target is None or reference.target in places
            assert reference.target != comment.id
        if comment.parent is not None and comment.parent_origin is not ParentOrigin.PAGE:
            assert places[comment.parent] < place
        if comment.page_parent is not None:
            assert comment.parent == comment.page_parent
    real = [
        dataclasses.replace(c, references=(), parent=None, parent_origin=None, parent_confidence=None)
        for c in linked.comments
        if c.kind is not CommentKind.REMOVED
    ]
    assert real == list(discussion.comments), "nothing that was there may change"


def recovered(made: Made, out: Discussion) -> float:
    ids = [c.id for c in made.discussion.comments]
    by_id = {c.id: c for c in out.comments}
    right = sum(
        any(r.target == ids[p.target] and (r.text in p.surface or p.surface in r.text) for r in by_id[ids[p.index]].references)
        for p in made.planted
    )
    return right / max(1, len(made.planted))


@given(st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_planted_references_are_recovered(seed: int) -> None:
    made = make(seed, 160)
    assert recovered(made, link(made.discussion)) >= 0.93


@given(st.integers(0, 10_000), st.integers(1, 3))
@settings(max_examples=12, deadline=None)
def test_numbers_that_slid_are_recovered(seed: int, removed: int) -> None:
    made = make(seed, 160, removed=removed, forms=("both", "quote", "both", "name"))
    assert recovered(made, link(made.discussion)) >= 0.93


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_a_deleted_comment_becomes_a_ghost_in_its_place(seed: int) -> None:
    made = make(seed, 80, forms=("both",))
    chance = random.Random(seed)
    planted = chance.choice(made.planted)
    all_comments = made.discussion.comments
    gone = all_comments[planted.target]
    once = sum(c.author == gone.author for c in all_comments) == 1
    kept = tuple(c for c in all_comments if c is not gone)
    post = dataclasses.replace(made.discussion.post, missing_numbers=(gone.number or 0,))
    out = link(Discussion(post, kept))
    ghosts = [c for c in out.comments if c.kind is CommentKind.REMOVED]
    if once or ghosts:
        assert [g.number for g in ghosts] == [gone.number]
        place = out.comments.index(ghosts[0])
        numbers = [c.number for c in out.comments]
        assert numbers == sorted(n for n in numbers if n is not None)
        assert ghosts[0].position is None
        assert place == numbers.index(gone.number)


@given(st.integers(0, 10_000), st.integers(20, 100))
@settings(max_examples=12, deadline=None)
def test_a_page_that_comes_later_gives_what_having_it_at_first_gives(seed: int, cut: int) -> None:
    made = make(seed, 120)
    whole = made.discussion
    first = whole.post.sources[0]
    pages = (
        dataclasses.replace(first, page=1, last_number=cut),
        Source("two.txt", "1" * 64, "text", "2026-01-02T00:00:00Z", page=2, first_number=cut + 1, last_number=len(whole.comments)),
    )
    joined = Discussion(
        dataclasses.replace(whole.post, sources=pages),
        tuple(dataclasses.replace(c, source=int((c.number or 0) > cut)) for c in whole.comments),
    )
    second_only = dataclasses.replace(joined, comments=joined.comments[cut:])
    linked_second = link(second_only)
    rest = tuple(c for c in linked_second.comments if c.kind is CommentKind.REMOVED)
    later = Discussion(
        linked_second.post, joined.comments[:cut] + rest + tuple(c for c in linked_second.comments if c.kind is not CommentKind.REMOVED)
    )
    assert link(later) == link(joined)


def test_a_number_beyond_the_saved_page_waits_for_its_page() -> None:
    texts = ["one thing about ferries", "another thing", "@2 yes"]
    page_two = tuple(Comment(-(n + 2), f"k{n}", f"Ann{n}", Body(t), number=n + 51, source=0) for n, t in enumerate(texts))
    source = Source("p2.txt", "0" * 64, "text", "2026-01-01T00:00:00Z", page=2, first_number=51, last_number=53)
    post = Post(-1, "t", Body("x"), sources=(source,))
    (waiting,) = link(Discussion(post, page_two)).comments[-1].references
    assert (waiting.to, waiting.target) == (Toward.UNKNOWN, None)
    page_one = tuple(Comment(-(n + 20), f"a{n}", f"Bob{n}", Body("word"), number=n, source=1) for n in range(1, 51))
    both = Discussion(
        dataclasses.replace(post, sources=(source, dataclasses.replace(source, page=1, first_number=1, last_number=50))),
        page_one + page_two,
    )
    (found,) = link(both).comments[-1].references
    assert found.target == -22


def small(*said: tuple[str, str]) -> Discussion:
    return Discussion(
        Post(-1, "t", Body("the post")),
        tuple(Comment(-(n + 2), f"k{n + 1}", who, Body(text), number=n + 1, source=0) for n, (who, text) in enumerate(said)),
    )


def test_corrections_win_and_teach() -> None:
    talk = small(
        ("William Oak", "I like boats."),
        ("Fen", "Trains are better."),
        ("Moss", "Old Bill, what boats?"),
        ("Reed", "Old Bill and his boats, ha."),
    )
    assert all(not c.references for c in link(talk).comments)
    corrections = ThreadCorrections(names=(NameMeaning("Old Bill", "William Oak"),))
    out = link(talk, corrections)
    assert [r.target for c in out.comments[2:] for r in c.references] == [-2, -2]
    assert out.comments[2].parent == -2
    manual = ThreadCorrections(
        parents=(ManualParent("k3", "k2"),), references=(ManualReference("k3", "Old Bill", "k2"),), names=corrections.names
    )
    out = link(talk, manual)
    assert (out.comments[2].parent, out.comments[2].parent_origin) == (-3, ParentOrigin.MANUAL)
    assert out.comments[2].references[0].target == -3
    assert out.comments[3].references[0].target == -2
    assert link(out, manual) == out
    refused = ThreadCorrections(references=(ManualReference("k3", "Old Bill", None, rejected=("k1",)),), names=corrections.names)
    assert link(talk, refused).comments[2].references[0].target is None


def test_ghost_keeps_its_id_and_what_the_reader_did() -> None:
    talk = small(("Ann", "one"), ("Bob", "two"), ("Cy", "three"), ("Dee", "@3 wrong"))
    gone = Discussion(talk.post, tuple(c for c in talk.comments if c.number != 3))
    out = link(gone)
    (ghost,) = [c for c in out.comments if c.kind is CommentKind.REMOVED]
    starred = Discussion(out.post, tuple(dataclasses.replace(c, id=77, starred=True) if c is ghost else c for c in out.comments))
    again = link(starred)
    (kept,) = [c for c in again.comments if c.kind is CommentKind.REMOVED]
    assert (kept.id, kept.starred) == (77, True)
    assert again.comments[-1].parent == 77


@given(st.text(alphabet="ab1'’_-. \nÄ山", max_size=40))
@settings(max_examples=200, deadline=None)
def test_words_and_their_places_agree(text: str) -> None:
    folded = folding.fold(text)
    placed = folding.place(folded)
    assert list(placed.words) == folding.split(folded)
    for first in range(len(placed.words)):
        assert folding.span(folded, first, first + 1) == (placed.starts[first], placed.ends[first])
        assert folded[placed.starts[first] : placed.ends[first]] == placed.words[first]
