"""The article of a page that marks nothing: what belongs to it and what only stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sites.article_ends import heads_comments, is_byline, without_ends

PROSE = "Wer am Riss entlang arbeitet, braucht eine Schablone, und die ist schnell gemacht."


def test_title_byline_and_form_are_taken_off() -> None:
    lines = ["21. Jan 2022 // Jana Wolf", "Sägen nach Riss", PROSE, PROSE, "3 Kommentare", "Sie sind nicht eingeloggt.", "Bitte loggen Sie sich ein."]
    assert without_ends(lines, "Sägen nach Riss", "Jana Wolf") == [PROSE, PROSE]


def test_an_article_about_comments_stays_whole() -> None:
    lines = [PROSE, "12 comments", *[PROSE] * 12]
    assert without_ends(lines, "Of comments", None) == lines


def test_nothing_else_stays() -> None:
    lines = ["Sägen nach Riss", "2 May 2014"]
    assert without_ends(lines, "Sägen nach Riss", None) == lines


@pytest.mark.parametrize(("line", "author", "expected"), [
    ("by Jana Wolf", "Jana Wolf", True), ("Posted on 2 May 2014", None, True), ("2014-05-02 10:12", None, True),
    ("Jana Wolf cuts along the line since 1990", "Jana Wolf", False), ("On 2 May 2014 the bridge was opened by the mayor", None, False),
    ("Jana Wolf", None, False), (PROSE, "Jana Wolf", False),
])
def test_bylines(line: str, author: str | None, expected: bool) -> None:
    assert is_byline(line, author) is expected


@pytest.mark.parametrize(("line", "expected"), [
    ("3 Kommentare", True), ("Comments (12)", True), ("Leave a reply", True), ("Laisser un commentaire", True), ("Comentar", True),
    ("The page had 3 comments and then it was closed", False), ("Comments are welcome in the office", False), (PROSE, False),
])
def test_heads_of_comments(line: str, expected: bool) -> None:
    assert heads_comments(line) is expected


@given(st.lists(st.text(max_size=80), max_size=30), st.text(max_size=30), st.none() | st.text(max_size=20))
def test_only_ends_are_taken(lines: list[str], title: str, author: str | None) -> None:
    kept = without_ends(lines, title, author)
    assert len(kept) > 0 or not lines
    assert any(lines[start : start + len(kept)] == kept for start in range(len(lines) + 1))
