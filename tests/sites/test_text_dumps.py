"""Copies of whole pages (Ctrl+A) and of text browsers: which line is the title, and lines that a screen broke."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats import page_from_text
from reader.model.draft import DraftThread
from reader.sites import read_page
from reader.sites.text_browsers import whole_lines

PROSE = (
    "The clock on platform four is nine minutes slow, which is why I like it better than all the others in the station, and I am not the "
    "only one who says so."
)


def read(text: str) -> DraftThread:
    (draft,) = read_page(page_from_text(text, "copy.txt"))
    return draft


def test_title_stands_behind_menu_and_before_the_byline() -> None:
    text = "\n".join(
        [
            "Skip to content", "Slow Trains", "Of the late, by the late", "Home", "About", "Time Tables", "Search", "",
            "Platform four and its clock", "", "by Ilse Marten on May 9, 2006", "", PROSE, "", "Share this", "",
            "2 Responses to “Platform four and its clock”", "",
            "norbert says:", "May 10, 2006 at 6:55 am", "", "They repaired it, so now it is only a clock.", "", "Reply",
            "Ilse says:", "May 10, 2006 at 7:20 am", "", "Then we have to look for another one.", "", "Reply",
        ]
    )  # fmt: skip
    draft = read(text)
    assert (draft.title, draft.author, draft.published) == ("Platform four and its clock", "Ilse Marten", "2006-05-09")
    assert [(c.author, c.body.text) for c in draft.comments] == [
        ("norbert", "They repaired it, so now it is only a clock."),
        ("Ilse", "Then we have to look for another one."),
    ]


def test_day_and_section_around_the_title_are_not_the_title() -> None:
    text = f"Ein Blog über Bahnhöfe\nMenü\nStartseite\nImpressum\n\nDie Uhr auf Gleis vier geht nach\n\n22. Dezember 2019 von Peter Anders\n\n{PROSE}\n"
    draft = read(text)
    assert (draft.title, draft.author, draft.published) == ("Die Uhr auf Gleis vier geht nach", "Peter Anders", "2019-12-22")
    assert draft.body.text == PROSE


def test_slashcode_reads_comments_without_dates_too() -> None:
    blocks = []
    for index, (name, day) in enumerate([("quill", True), ("Anonymous Coward", False), ("petri", True), ("b", False)]):
        on = f" on Friday January 12, 2024 @11:5{index}AM (#6415{index})" if day else ""
        blocks.append(
            f"Re:Clocks (Score:{index + 1})\n\nby {name} ( 127{index} ) {on}\n\nIt is the {index + 2}th clock that I have seen go slow.\n\nParent Share\n"
        )
    draft = read(
        "Slow Trains\n\nWhether the clock should be repaired\n\nPosted by mina on Friday January 12, 2024 @09:15AM\n\n"
        + PROSE
        + "\n\n"
        + "\n".join(blocks)
    )
    assert [comment.author for comment in draft.comments] == ["quill", "Anonymous Coward", "petri", "b"]
    assert [bool(comment.published) for comment in draft.comments] == [True, False, True, False]


@pytest.mark.parametrize("width", [72, 79, 80, 100])
def test_paragraphs_broken_at_the_edge_of_a_screen_are_put_together(width: int) -> None:
    texts = [f"{PROSE} {number}: {PROSE}" for number in range(6)]
    lines = ["   Slow Trains", "", "     * Home", "     * Time Tables", ""]
    for text in texts:
        lines += [f"   {line}" for line in textwrap.wrap(text, width - 3)] + [""]
    assert [line for line in whole_lines(lines) if line] == ["Slow Trains", "Home", "Time Tables", *texts]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=140), max_size=60))
def test_other_lines_lose_no_words(lines: list[str]) -> None:
    whole_lines(lines)
    short = [line[:40] for line in lines]
    assert whole_lines(short) == short
