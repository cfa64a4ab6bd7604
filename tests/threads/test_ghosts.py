"""Removed comments: who wrote them, when, what of them is quoted, as far as the answers tell."""

from __future__ import annotations

import pytest

from reader.model.discussion import Body, Comment, CommentKind, Discussion, Post, Quote, Source, Toward
from reader.threads.link import link

SOURCE = Source("a", "0" * 64, "text", "2026-01-01T00:00:00Z", first_number=1, last_number=25)


def talk(*answers: str, quotes: tuple[Quote, ...] = ()) -> Discussion:
    """Twenty comments, 13 gone; then the ``answers`` by one person each."""
    said = {n: (f"Person{chr(64 + n)}", f"word{n}a lamp{n}b tree{n}c and nonsense") for n in range(1, 21) if n != 13}
    said |= {20 + n: (f"Answerer{chr(64 + n)}", text) for n, text in enumerate(answers, 1)}
    comments = tuple(
        Comment(-(n + 1), f"k{n}", who, Body(text), number=n, published=f"2016-05-01T10:{n:02d}:00", source=0, quotes=quotes if n == 21 else ())
        for n, (who, text) in said.items()
    )
    return Discussion(Post(-1, "t", Body("the post"), author="Host", sources=(SOURCE,)), comments)


def ghost_of(discussion: Discussion) -> Comment:
    (ghost,) = [c for c in link(discussion).comments if c.kind is CommentKind.REMOVED]
    return ghost


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("@13 Sandor, that is not what the law says.", "Sandor"),
        ("@13 Sandor\nThat is not what the law says.", "Sandor"),
        ("@13 @Sandor that is not what the law says.", "Sandor"),
        ("Sandor@13 that is not what the law says.", "Sandor"),
        ("Sandor @13 that is not what the law says.", "Sandor"),
        ("Sandor at 13 has it wrong.", None),
        ("@13 max_power77: no.", "max_power77"),
        ("@13 please stop shouting.", None),
        ("@13 Nonsense, you know better.", None),
        ("@13 Please, stop.", None),
        ("@13 NO!", None),
        ("@13, 12 men were on the boat.", None),
        ("Thanks @13, well said.", None),
    ],
)
def test_a_stranger_beside_the_number_wrote_it(text: str, author: str | None) -> None:
    linked = link(talk(text))
    ghosts = [c for c in linked.comments if c.kind is CommentKind.REMOVED]
    assert [g.author for g in ghosts] == ([author] if ghosts else [])
    if author is not None:
        reference = linked.comments[-1].references[0]
        assert (reference.to, reference.target) == (Toward.REMOVED, ghosts[0].id)
        assert author in reference.text
        assert "stranger" in reference.evidence


def test_most_answers_decide_the_author_and_pieces_are_collected() -> None:
    ghost = ghost_of(
        talk(
            '@13 Sandor, "the harbour was sold for a song" is a lie.',
            "@13 Sandor\n> the harbour was sold for a song\n> and nobody sang\nI did sing.",
            "@13 Sandro, spell it out.",
        )
    )
    assert ghost.author == "Sandor"
    assert ghost.number == 13
    assert ghost.body.text.split("\n\n") == ["the harbour was sold for a song", "the harbour was sold for a song\nand nobody sang"]


def test_a_quote_block_beside_the_number_is_a_piece() -> None:
    text = "@13\nthe lamp was never lit\nIt was."
    ghost = ghost_of(talk(text, quotes=(Quote(4, 26),)))
    assert ghost.body.text == "the lamp was never lit"


def test_a_footer_gives_author_and_time_in_the_page_s_zone() -> None:
    ghost = ghost_of(
        talk(
            "PersonC | May 1, 2016 5:03:00 AM | 3\nYes.",
            "PersonD | May 1, 2016 5:04:00 AM | 4\nYes.",
            "Sandor | May 1, 2016 5:13:00 AM | 13\nThe harbour was sold for a song.\n\nIt was not.",
        )
    )
    assert (ghost.author, ghost.published, ghost.body.text) == ("Sandor", "2016-05-01T10:13:00", "The harbour was sold for a song.")


def test_each_paster_has_his_own_zone() -> None:
    talkers = talk(
        "PersonC | May 1, 2016 5:03:00 AM | 3\nYes.",
        "PersonD | May 1, 2016 5:04:00 AM | 4\nYes.",
        "PersonE | May 1, 2016 12:05:00 PM | 5\nYes.",
    )
    late = Comment(-99, "k99", "AnswererC", Body("Sandor | May 1, 2016 12:13:00 PM | 13\nWhat a lie.\n\nNo."), number=25, source=0)
    ghost = ghost_of(Discussion(talkers.post, (*talkers.comments, late)))
    assert (ghost.author, ghost.published) == ("Sandor", "2016-05-01T10:13:00")
