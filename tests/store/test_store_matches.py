"""Find in thread: every place in every body, exactly where it stands in the shown text."""

from __future__ import annotations

import pytest
from store_discussions import simple

from reader.model.discussion import Body, Discussion, Post
from reader.model.errors import BadSearch
from reader.store import Library
from reader.store.patterns import find_pattern, is_cheap


@pytest.fixture
def post(library: Library) -> int:
    texts = ("Straße, STRASSE and strasse", "nothing\nhere  at all", "ﬁrst İx 战争", "")
    discussion = simple(*texts)
    return library.replace(Discussion(Post(-1, "T", Body("the strasse post")), discussion.comments)).post_id


def found(library: Library, post: int, words: str, **how: bool) -> list[tuple[int, str]]:
    texts = {-1: library.shown_post(post).body.text} | {c.index: c.body.text for c in library.shown_comments(post, 0, 99)}
    return [(match.index, texts[match.index][match.start : match.end]) for match in library.matches(post, words, **how)]


def test_words_in_page_order_the_post_first(library: Library, post: int) -> None:
    assert found(library, post, "Straße") == [(-1, "strasse"), (0, "Straße"), (0, "STRASSE"), (0, "strasse")]
    assert found(library, post, "STRASSE", case=True) == [(0, "STRASSE")]
    assert found(library, post, "trass") == [(-1, "trass"), (0, "traß"), (0, "TRASS"), (0, "trass")]


def test_white_space_is_any_white_space(library: Library, post: int) -> None:
    assert found(library, post, "nothing here at") == [(1, "nothing\nhere  at")]
    assert found(library, post, "here at", case=True) == [(1, "here  at")]


def test_places_are_code_points_of_the_shown_text(library: Library, post: int) -> None:
    assert found(library, post, "first") == [(2, "ﬁrst")]
    assert found(library, post, "x 战") == [(2, "x 战")]
    assert found(library, post, "i") == [(1, "i"), (2, "ﬁ"), (2, "İ")]


def test_patterns(library: Library, post: int) -> None:
    assert found(library, post, r"stra\w+", regex=True) == [(-1, "strasse"), (0, "Straße"), (0, "STRASSE"), (0, "strasse")]
    assert found(library, post, r"^n|x*", regex=True, case=True) == [(1, "n"), (2, "x")]


@pytest.mark.parametrize("words", ["(", "[a", "*", "(?P<x", "a{99999999999}", "\\", "(?<=a+)b"])
def test_wrong_patterns(library: Library, post: int, words: str) -> None:
    with pytest.raises(BadSearch) as caught:
        library.matches(post, words, regex=True)
    assert caught.value.reason == "bad-pattern"


@pytest.mark.parametrize(("words", "reason"), [("", "empty"), ("  \n", "empty"), ("x" * 5000, "too-long"), ("\u0301", "empty")])
def test_bad_words(library: Library, post: int, words: str, reason: str) -> None:
    with pytest.raises(BadSearch) as caught:
        library.matches(post, words)
    assert caught.value.reason == reason


def test_a_pattern_that_would_never_end_is_stopped() -> None:
    with pytest.raises(BadSearch) as caught:
        find_pattern("(a+)+$", [(0, "a" * 60 + "!")], case=True, seconds=0.5)
    assert caught.value.reason == "too-slow"


def test_a_pattern_run_apart_finds_the_same() -> None:
    assert not is_cheap(r"(\w)\1")
    assert [(match.index, match.start, match.end) for match in find_pattern(r"(\w)\1", [(-1, "xx"), (3, "abba")], case=True)] == [
        (-1, 0, 2), (3, 1, 3),
    ]


@pytest.mark.parametrize("words", ["(a+)+", "a*a*", "(a|b)*", "(a?){20}a{20}", r"(.)\1", "(?=a*)b*", "a?b?c?d?", "(?:ab)+"])
def test_dear_patterns_are_known(words: str) -> None:
    assert not is_cheap(words)


@pytest.mark.parametrize("words", ["word", r"\bfoo\w+", "a|b", "(?i:x)y", "[0-9]{1,3}", "colou?r"])
def test_cheap_patterns_are_known(words: str) -> None:
    assert is_cheap(words)
