"""Bodies made to make the linking loop, raise or square: it must come back, and in time that grows with the text."""

from __future__ import annotations

import pytest

from reader.model.discussion import Body, Comment, Discussion, Post, Quote
from reader.threads.candidates import candidates_for
from reader.threads.link import link

SIZE = 200_000


def talk(*texts: str, quotes: tuple[Quote, ...] = ()) -> Discussion:
    people = ("Ann", "Bob", "c", "Dee_9", "Anonymous")
    made = tuple(
        Comment(-(n + 2), f"k{n}", people[n % 5], Body(text), number=n + 1, source=0, quotes=quotes if n == 1 else ())
        for n, text in enumerate(texts)
    )
    return Discussion(Post(-1, "t", Body("the post")), made)


@pytest.mark.parametrize(
    "text",
    [
        "@1 " * (SIZE // 3),
        "@1" * (SIZE // 2),
        ">>1-999999999",
        ">>" + ",".join(["1"] * (SIZE // 2)),
        ">" * SIZE,
        "> " * (SIZE // 2),
        "> a b c d\n" * (SIZE // 10),
        '"' * SIZE,
        '"a b c d" ' * (SIZE // 10),
        "Ann " * (SIZE // 4),
        "Ann, " * (SIZE // 5),
        "Ann wrote:\n" * (SIZE // 11),
        "Ann | May 1, 2016 5:03:00 AM | 3\n" * (SIZE // 33),
        "ha" * (SIZE // 2),
        "x" * SIZE,
        "9" * SIZE,
        "comment " * (SIZE // 8) + "12",
        "<a@b> wrote: " * (SIZE // 13),
        "http://x.y/#p1 " * (SIZE // 15),
        "\n" * SIZE,
        "さん" * (SIZE // 2),
        "c, c. c: (c) " * (SIZE // 13),
    ],
    ids=lambda text: repr(text[:14]),
)
def test_a_long_body_of_anything_comes_back(text: str) -> None:
    linked = link(talk("one word", text, "Ann said so", text[:2000], "@2 yes"))
    assert len(linked.comments) >= 5
    assert all(len(c.references) < 2000 for c in linked.comments)


def test_ten_thousand_quote_blocks_in_one_body() -> None:
    text = "word lamp tree " * 10_000
    quotes = tuple(Quote(15 * n, 15 * n + 10, "Ann" if n % 2 else None, f"p{n}") for n in range(10_000))
    assert link(talk("word lamp tree house", text, quotes=quotes)).comments


def test_ten_thousand_answers_to_removed_comments() -> None:
    source = talk("a").post
    texts = [f"@{2 * n + 1} Stranger{n}, \"these are the words of number {n}\" no" for n in range(3000)]
    made = tuple(Comment(-(n + 2), f"k{n}", f"P{n % 50}", Body(t), number=2 * n + 2, source=0) for n, t in enumerate(texts))
    assert link(Discussion(source, made)).comments


def test_candidates_for_a_reference_in_a_hostile_body() -> None:
    linked = link(talk("one word", "@1 " * 5000, "Ann said so"))
    assert candidates_for(linked, 1, linked.comments[1].references[-1])
