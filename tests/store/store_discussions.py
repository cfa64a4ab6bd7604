"""Random discussions with every field set, for the tests of the store."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from reader.model.discussion import (
    Body,
    Comment,
    CommentKind,
    Corrections,
    Discussion,
    Gap,
    ManualParent,
    ManualReference,
    NameMeaning,
    NamePair,
    ParentOrigin,
    Post,
    Quote,
    Reference,
    ReferenceKind,
    Role,
    Source,
    ThreadCorrections,
    Toward,
)
from reader.model.report import Notice, NoticeKind

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
TEXT = st.one_of(WORDS, st.sampled_from(["Straße", "战争 и ёлка", "a\nb\0c", "'; DROP TABLE post; --", '"', "العربية", "👍🏽"]))
MAYBE = st.none() | TEXT
NUMBER = st.none() | st.integers(-(2**40), 2**40)
SMALL = st.none() | st.integers(0, 2**31 - 1)
MOMENT = st.none() | st.sampled_from(
    ["2016-12-12T14:18:00+00:00", "2016-12-12", "1999-02-30", "2016", "0001-01-01T00:00", "9999-12-31T23:59:59", "gestern", ""]
)
SHA = st.text("0123456789abcdef", min_size=64, max_size=64)
BODY = st.builds(Body, TEXT, MAYBE)
NOTICES = st.lists(st.builds(Notice, st.sampled_from(NoticeKind), SMALL, SMALL, MAYBE), max_size=3).map(tuple)
QUOTES = st.lists(st.builds(Quote, st.integers(0, 9), st.integers(0, 9), MAYBE, MAYBE), max_size=2).map(tuple)
SOURCES = st.lists(
    st.builds(
        Source, TEXT, SHA, TEXT, st.just("2026-01-02T03:04:05+00:00"), SMALL, SMALL, st.booleans(), st.booleans(), MAYBE, MAYBE, NUMBER,
        NUMBER, st.booleans(),
    ),
    max_size=3,
).map(tuple)
CORRECTIONS = st.builds(Corrections, MAYBE, MAYBE, MAYBE)


def references(ids: list[int], post: int) -> st.SearchStrategy[tuple[Reference, ...]]:
    """References to comments of the discussion, or to nothing."""
    targets = st.none() | st.sampled_from(ids) if ids else st.none()
    return st.lists(
        st.builds(
            Reference, st.integers(0, 9), st.integers(0, 9), TEXT, st.sampled_from(ReferenceKind), st.sampled_from(Toward), targets,
            st.none() | st.just(post), st.floats(0, 1), st.lists(TEXT, max_size=3).map(tuple), st.sampled_from(Role),
        ),
        max_size=2,
    ).map(tuple)


@st.composite
def discussions(draw: Any, *, largest: int = 6, keys: st.SearchStrategy[str] = TEXT) -> Discussion:
    """A discussion that is not stored yet, every field drawn."""
    names = draw(st.lists(keys, unique=True, max_size=largest))
    ids = [-2 - index for index in range(len(names))]
    some = st.none() | st.sampled_from(ids) if ids else st.none()
    comments = tuple(
        draw(
            st.builds(
                Comment, st.just(comment_id), st.just(key), MAYBE, BODY, NUMBER, SMALL, st.sampled_from(CommentKind), MAYBE, MAYBE, MAYBE,
                MAYBE, MOMENT, MAYBE, some, MAYBE, some, st.none() | st.sampled_from(ParentOrigin), st.none() | st.floats(0, 1),
                references(ids, -1), QUOTES, NUMBER, MAYBE, MAYBE, SMALL, st.booleans(), st.booleans(), TEXT,
            )
        )
        for comment_id, key in zip(ids, names, strict=True)
    )
    post = draw(
        st.builds(
            Post, st.just(-1), TEXT, BODY, MAYBE, MAYBE, MOMENT, MAYBE, MAYBE, MAYBE, TEXT, MAYBE, st.none() | st.booleans(), SMALL,
            st.lists(st.integers(0, 999), max_size=3).map(tuple), st.booleans(),
            st.lists(st.builds(Gap, SMALL, SMALL, MAYBE), max_size=2).map(tuple), SOURCES, references(ids, -1), NOTICES, CORRECTIONS,
            st.lists(TEXT, unique=True, max_size=3).map(tuple), TEXT,
        )
    )
    return Discussion(post, comments)


THREAD_CORRECTIONS = st.builds(
    ThreadCorrections,
    st.lists(st.builds(ManualParent, TEXT, MAYBE), max_size=3).map(tuple),
    st.lists(st.builds(ManualReference, TEXT, TEXT, MAYBE, st.lists(TEXT, max_size=2).map(tuple), st.none() | st.sampled_from(Toward)), max_size=3).map(tuple),
    st.lists(st.builds(NameMeaning, TEXT, TEXT), max_size=3).map(tuple),
    st.lists(st.builds(NamePair, TEXT, TEXT, st.booleans()), max_size=3).map(tuple),
)


def simple(*texts: str, title: str = "Title", keys: tuple[str, ...] = (), **fields: Any) -> Discussion:
    """A small discussion with these comments."""
    comments = tuple(
        Comment(-2 - place, keys[place] if keys else f"k{place}", f"author {place}", Body(text), number=place + 1, position=place + 1)
        for place, text in enumerate(texts)
    )
    return Discussion(Post(-1, title, Body("the post"), **fields), comments)
