"""Pieces for paper say in words what a click says in the window, and nothing in them can reach for a file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from test_written_forms import EVIL, thread

from reader.exports.paper import LONGEST, pieces
from reader.markup.text import html_to_text
from reader.model.discussion import Body, Comment, Discussion, Post


def test_every_comment_stands_behind_the_one_it_answers_with_its_depth() -> None:
    made = list(pieces(thread().discussion))
    heads = [(piece.depth, html_to_text(piece.head)) for piece in made if not piece.heading]
    assert [depth for depth, _ in heads] == [0, 1, 2, 0]
    assert [words.split(" ")[0] for _, words in heads] == ["1", "3", "3", "2"]
    assert "answers 1 Bo <b>" in heads[1][1] and heads[3][1].endswith("not on the saved page")


def test_text_stays_text() -> None:
    made = list(pieces(thread().discussion))
    assert "Wells & <springs> 1" in html_to_text(made[0].head)
    assert html_to_text(made[2].body).startswith('<b>& "quotes"')
    assert EVIL not in made[2].body


def test_only_the_post_and_its_count_are_headings() -> None:
    assert [piece.heading for piece in pieces(thread().discussion)] == [True, True, False, False, False, False]


@given(st.integers(0, 3 * LONGEST))
def test_a_long_body_goes_on_in_further_pieces_and_loses_nothing(size: int) -> None:
    text = "wort " * (size // 5)
    comment = Comment(5, "k", "Eva", Body(text))
    made = [piece for piece in pieces(Discussion(Post(1, "T", Body("")), (comment,))) if not piece.heading]
    assert max(len(html_to_text(piece.body)) for piece in made) <= LONGEST
    assert "".join("".join(html_to_text(piece.body).split()) for piece in made) == "".join(text.split())
    assert sum(1 for piece in made if piece.head) == 1
