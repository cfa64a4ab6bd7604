"""Typed words: what they find, in which order, what is marked; and that nothing typed breaks anything."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_discussions import simple

from reader.model.errors import BadSearch
from reader.model.report import Location
from reader.store import Library
from reader.store.folding import fold, fold_for_index, fold_with_map
from reader.store.queries import parse

TEXTS = (
    "The Straße is closed, said Mina",
    "战争与和平 is War and Peace; 東京タワー",
    "новогодняя ёлка стоит",
    "Ørsted naïve café résumé Łódź",
    "don't stop 10 rounds per minute",
    "rounds of war, a war without end",
)


@pytest.fixture
def stocked(library: Library) -> Library:
    discussion = simple(*TEXTS, title="On peace Überschrift", site="Moon of Alabama", url="https://www.moon.example/1", published="2015-05-05")
    comments = tuple(
        dataclasses.replace(comment, author=author, published=published)
        for comment, author, published in zip(
            discussion.comments,
            ("Mina", "Mina Müller", "b", None, "ALberto", "b"),
            ("2016-12-11T10:00", "2016-12-12", "2016-12-13T00:01:00+01:00", None, "2017-01-01", "2016-02-28"),
            strict=True,
        )
    )
    post = library.replace(dataclasses.replace(discussion, comments=comments)).post_id
    library.set_tags(post, ["Krieg"])
    return library


def numbers(library: Library, query: str) -> list[int | None]:
    result = library.search(query)
    assert result.total == len(result.hits)
    return [hit.number for hit in result.hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("strasse", [1]), ("STRASSE", [1]), ("Straße", [1]), ("strass*", [1]), ("strass", []),
        ("战争", [2]), ("争战", []), ("和平", [2]), ("タワー", [2]), ("ﾀﾜｰ", [2]), ("елка", [3]), ("ЁЛКА", [3]),
        ("cafe", [4]), ("RESUME", [4]), ("lodz", [4]), ("orsted", [4]), ("naïve", [4]),
        ("don't", [5]), ("don’t", [5]), ('"stop 10"', [5]), ('"10 stop"', []), ("rounds", [5, 6]), ("rounds -war", [5]),
        ("rounds -\"per minute\"", [6]), ("minute OR strasse", [5, 1]), ("rounds minute OR end", [5, 6]), ("war", [2, 6]),
        ("war peace", [2]), ("author:mina", [2, 1]), ('author:"mina müller"', [2]), ("author:b war", [6]), ("-author:b rounds", [5]),
        ("war after:2016-12-11", [2]), ("war before:2016-03", [6]), ("rounds after:2016", [5]), ("rounds before:2016-02-28", []),
        ("rounds after:2016-02-27 before:2016-03", [6]), ("peace in:title", [None]), ("uberschrift", [None]),
        ("site:moon war", [2, 6]), ("site:alabama war", [2, 6]), ("site:www.moon.example war", [2, 6]), ("-site:moon war", []),
        ("tag:krieg war", [2, 6]), ("war is:read", []), ("war is:unread", [2, 6]), ("war -is:unread", []), ("war OR", [2, 6]),
        ("OR war", [2, 6]), ('"rounds per', [5]), ("NEAR(rounds per)", []), ("text:rounds", []), ("rounds*", [5, 6]), ("rou*", [5, 6]),
    ],
)
def test_what_words_find(stocked: Library, query: str, expected: list[int | None]) -> None:
    assert numbers(stocked, query) == expected


def test_filters_alone_list_the_newest_first(stocked: Library) -> None:
    assert numbers(stocked, "is:unread") == [5, 3, 2, 1, 6, 4]
    assert numbers(stocked, "before:2016") == [None]
    assert numbers(stocked, "-war -strasse before:2017 after:2016-12-01") == [3]


def test_stars_notes_and_read_marks(stocked: Library) -> None:
    (post,) = (summary.id for summary in stocked.summaries())
    ids = [comment.id for comment in stocked.load(post).comments]
    stocked.set_starred(post, [ids[1]], True)
    stocked.set_read(post, ids[2:], True)
    stocked.set_note(Location(post, ids[0]), "Vermerk: wichtig")
    stocked.set_note(Location(post), "über allem")
    assert numbers(stocked, "is:starred") == [2]
    assert numbers(stocked, "is:unread") == [2, 1]
    assert numbers(stocked, "is:read war") == [6]
    assert numbers(stocked, "has:note") == [1, None]
    hit = stocked.search("wichtig").hits[0]
    assert (hit.number, [hit.snippet[mark.start : mark.end] for mark in hit.marks]) == (1, ["wichtig"])
    assert numbers(stocked, "uber allem") == [None]
    stocked.undo()
    assert numbers(stocked, "allem") == []
    assert numbers(stocked, "wichtig") == [1]


def test_marks_stand_in_the_shown_text(stocked: Library) -> None:
    hit = stocked.search("strasse mina").hits[0]
    assert [hit.snippet[mark.start : mark.end] for mark in hit.marks] == ["Straße", "Mina"]
    hit = stocked.search("战争").hits[0]
    assert [hit.snippet[mark.start : mark.end] for mark in hit.marks] == ["战争"]
    hit = stocked.search("rou*").hits[0]
    assert [hit.snippet[mark.start : mark.end] for mark in hit.marks] == ["rounds"]


def test_long_texts_are_cut_around_the_first_mark(library: Library) -> None:
    library.replace(simple("word\n" * 200 + "needle " + "tail " * 200))
    hit = library.search("needle").hits[0]
    assert len(hit.snippet) < 300
    assert "\n" not in hit.snippet
    assert [hit.snippet[mark.start : mark.end] for mark in hit.marks] == ["needle"]


def test_limit_and_total(library: Library) -> None:
    library.replace(simple(*["same word"] * 30))
    result = library.search("word", limit=7)
    assert (len(result.hits), result.total) == (7, 30)
    assert library.search("word", limit=0).total == 30
    assert library.search("word", limit=-1).hits == ()
    assert len(library.search("word", newest=False).hits) == 30


def test_corrected_titles_are_found_and_deleted_posts_are_not(stocked: Library) -> None:
    from reader.model.discussion import Corrections

    (post,) = (summary.id for summary in stocked.summaries())
    stocked.correct_post(post, Corrections(title="Berichtigt"))
    assert numbers(stocked, "berichtigt") == [None]
    assert numbers(stocked, "Überschrift") == []
    stocked.delete([post])
    assert numbers(stocked, "war OR berichtigt") == []
    stocked.undo()
    assert numbers(stocked, "berichtigt") == [None]
    assert stocked.check().problems == ()


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "empty"), ("   ", "empty"), ("...", "empty"), ("OR", "empty"), ('""', "empty"), ("*", "empty"), ("author:!", "empty"),
        ("before:gestern", "bad-date"), ("after:2016-13", "bad-date"), ("before:2016-02-30", "bad-date"), ("after:9999", "bad-date"),
        ("is:green", "bad-flag"), ("has:x war", "bad-flag"), ("in:body war", "bad-flag"), ("x" * 3000, "too-long"), ("a " * 500, "too-long"),
    ],
)
def test_bad_searches(stocked: Library, query: str, reason: str) -> None:
    with pytest.raises(BadSearch) as caught:
        stocked.search(query)
    assert caught.value.reason == reason


@pytest.fixture(scope="module")
def small() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), create=True) as library:
        library.replace(simple("one two", "zwei AND drei"))
        yield library


NASTY = st.text(st.sampled_from(list("\"*^:-+(){}'`\\~“”\0\ud800\u0308é ßABORNETxy01㎏ﬁ")) | st.characters(), max_size=30)


@settings(max_examples=300, deadline=None)
@given(query=st.one_of(NASTY, st.lists(st.sampled_from(['"', "OR", "AND", "NOT", "NEAR(", "author:", "-", "is:read", "a*", "before:2016"])).map(" ".join)))
def test_nothing_typed_breaks_the_search(small: Library, query: str) -> None:
    try:
        result = small.search(query)
    except BadSearch:
        return
    for hit in result.hits:
        assert all(0 <= mark.start < mark.end <= len(hit.snippet) for mark in hit.marks)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_folding_leads_back(text: str) -> None:
    for spaced in (False, True):
        folded, places = fold_with_map(text, spaced=spaced)
        assert len(places) == len(folded) + 1
        assert list(places) == sorted(places)
        assert places[-1] == len(text)
    assert fold(fold(text)) == fold(text)


def test_folding_table() -> None:
    pairs = {"Straße": "strasse", "ЁЛКА": "елка", "ＡＢＣ": "abc", "İstanbul": "istanbul", "Σοφός": "σοφοσ", "ﬁn": "fin", "が": "が", "한국": "한국"}
    assert {word: fold(word) for word in pairs} == pairs
    assert fold_for_index("战争ab").split() == ["战", "争", "ab"]
    assert fold("e\u0301") == fold("é") == "e"


def test_dates_are_ranges_of_rowids() -> None:
    assert parse("after:2016 a").first == parse("after:2016-12 a").first == parse("after:2016-12-31 a").first
    assert parse("before:2016 a").behind == parse("before:2016-01 a").behind == parse("before:2016-01-01 a").behind
