"""Plain-text copies made up by Hypothesis come back as they were, in every layout."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.model.draft import DraftThread
from reader.model.page import Page, PageKind, SourceFile
from reader.model.report import NoticeKind
from reader.sites import read_page
from reader.sites.text_marks import dated_mark, said_mark

POST = "The weir held all night, which surprised everybody who had put money on it, and there were more of those than you would think."
NAMES = ["b", "Mina", "From The Hague", "never mind", "jfl", "Mrs. Pell", "Петров", "PavewayIV", "dh", "Élodie"]
LINES = [
    "I do not think so.",
    "No.",
    "    An indented thought, kept as it is.",
    "@12 then why?",
    "> quoted",
    "1) first of all",
    "It was 14:30 and raining.",
    "Since December 5 nothing has moved.",
    "Yes!!",
    "- a dash",
    "He said: wait.",
    "Ünïcode & <tags> stay.",
    "A longer line that goes on for a while, as people do when they are right.",
]


@dataclass(frozen=True)
class Said:
    name: str
    text: str
    when: datetime


WORDS = [
    "weir",
    "goat",
    "quay",
    "fog",
    "eel",
    "lantern",
    "kettle",
    "moss",
    "swift",
    "hinge",
    "salt",
    "boat",
    "clock",
    "bell",
    "rope",
    "frost",
    "lock",
    "heron",
    "radio",
    "knot",
]
words = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(" ".join)
lines = st.builds(lambda line, more: f"{line} {more}", st.sampled_from(LINES), words)
texts = st.lists(lines, min_size=1, max_size=4).map("\n\n".join)
threads = st.lists(st.tuples(st.sampled_from(NAMES), texts, st.integers(1, 400)), min_size=4, max_size=25)


def spoken(items: list[tuple[str, str, int]]) -> list[Said]:
    now = datetime(2016, 12, 12, 14, 18)  # noqa: DTZ001 - pages print local times
    result = []
    for name, text, minutes in items:
        now += timedelta(minutes=minutes)
        result.append(Said(name, text, now))
    return result


def no_chorus(items: list[tuple[str, str, int]]) -> bool:
    """Nobody can tell a line that stands in most comments at the same place from the page's own buttons."""
    count = Counter(line for _, text, _ in items for line in set(text.split("\n\n")))
    return max(count.values()) < 3


def read(content: str) -> DraftThread:
    (draft,) = read_page(Page(SourceFile("copy.txt", "0" * 64, len(content), "text"), PageKind.TEXT, content))
    return draft


def check(draft: DraftThread, expected: list[Said]) -> None:
    assert [(c.author, c.body.text, (c.published or "")[:16]) for c in draft.comments] == [
        (said.name, said.text.rstrip(), said.when.isoformat()[:16]) for said in expected
    ]


def stamp(when: datetime) -> str:
    return f"{when:%b} {when.day} {when.year} {when.hour}:{when:%M} utc"


@settings(deadline=None, max_examples=60)
@given(threads, st.sets(st.integers(1, 25), max_size=3), st.integers(1, 3), st.integers(0, 2))
def test_numbered_footers_below_the_text(items: list[tuple[str, str, int]], deleted: set[int], behind: int, before: int) -> None:
    said = spoken(items)
    numbers = []
    number = 0
    for _ in said:
        number += 1
        while number in deleted:
            number += 1
        numbers.append(number)
    parts = [
        f"{one.text}\n{chr(10) * before}Posted by: {one.name} | {stamp(one.when)} | {number}\n{chr(10) * behind}"
        for one, number in zip(said, numbers, strict=True)
    ]
    head = f"Weir House\nDecember 12, 2016\n\nThe weir held\n\n{POST}\n\nPosted by b on December 12, 2016 at 14:18 UTC | Permalink\n\n"
    draft = read(head + "".join(parts) + "The comments to this entry are closed.\n")
    check(draft, said)
    assert [comment.number for comment in draft.comments] == numbers
    assert (draft.title, draft.author, draft.body.text, draft.comments_closed) == ("The weir held", "b", POST, True)
    left_out = sorted(set(range(numbers[0], numbers[-1] + 1)) - set(numbers))
    told = [notice.text for notice in draft.notices if notice.kind is NoticeKind.MISSING_NUMBERS]
    assert told == ([", ".join(map(str, left_out))] if left_out else [])


@settings(deadline=None, max_examples=40)
@given(threads, st.integers(0, 24), st.integers(0, 24))
def test_pasted_footers_stay_text(items: list[tuple[str, str, int]], which: int, quoted: int) -> None:
    said = spoken(items)
    place = 1 + which % (len(said) - 1)
    source = said[quoted % place]
    pasted = f"Posted by: {source.name} | {stamp(source.when)} | {1 + quoted % place}"
    answer = Said(said[place].name, f"{pasted}\n\n{said[place].text}", said[place].when)
    said[place] = answer
    parts = [f"{one.text}\n\nPosted by: {one.name} | {stamp(one.when)} | {number}\n\n" for number, one in enumerate(said, 1)]
    head = f"Weir House\nDecember 12, 2016\n\nThe weir held\n\n{POST}\n\nPosted by b on December 12, 2016 at 14:18 UTC | Permalink\n\n"
    check(read(head + "".join(parts)), said)


@settings(deadline=None, max_examples=40)
@given(threads)
def test_names_that_say_above_the_text(items: list[tuple[str, str, int]]) -> None:
    assume(no_chorus(items))
    said = spoken(items)
    parts = [
        f"{one.name} says:\n{one.when:%B} {one.when.day}, {one.when.year} at {one.when:%H:%M}\n\n{one.text}\n\nReply\n" for one in said
    ]
    draft = read(
        f"Weir House\n\nThe weir held\n\n{POST}\n\n{len(said)} Responses to “The weir held”\n\n" + "".join(parts) + "Leave a Reply\n"
    )
    check(draft, said)
    assert draft.comments_stated == len(said)


@settings(deadline=None, max_examples=40)
@given(threads)
def test_one_line_headings_above_the_text(items: list[tuple[str, str, int]]) -> None:
    assume(no_chorus(items))
    said = spoken(items)
    parts = [f"{one.name} | {one.when:%B} {one.when.day}, {one.when.year} {one.when:%H:%M}\n{one.text}\n" for one in said]
    check(read(f"Weir House\nThe weir held\n{POST}\nComments\n" + "".join(parts)), said)


def test_everybody_may_say_the_same() -> None:
    said = spoken([(name, "Happy new year to all of you!", 5) for name in NAMES])
    parts = [
        f"{one.name} says:\n{one.when:%B} {one.when.day}, {one.when.year} at {one.when:%H:%M}\n\n{one.text}\n\nReply\n" for one in said
    ]
    check(read(f"Weir House\n\nThe weir held\n\n{POST}\n\n{len(said)} Responses\n\n" + "".join(parts) + "Leave a Reply\n"), said)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=400))
def test_any_text_is_read_without_a_crash(content: str) -> None:
    drafts = read_page(Page(SourceFile("copy.txt", "0" * 64, len(content), "text"), PageKind.TEXT, content))
    assert len(drafts) <= 1
    for index, line in enumerate(content.splitlines()):
        dated_mark(index, line)
        said_mark(index, line)


def test_a_text_without_comments_is_a_post_with_none() -> None:
    draft = read(f"The weir held\n\n{POST}\n\nAnd that was that.\n")
    assert draft.comments == ()
    assert NoticeKind.NO_COMMENTS in {notice.kind for notice in draft.notices}
    assert draft.title == "The weir held"
    assert draft.body.text == f"{POST}\n\nAnd that was that."

