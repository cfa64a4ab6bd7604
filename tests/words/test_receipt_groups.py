"""The receipt of many files in groups, in the terminal and in the window's words; every engine and every kind has its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.cli.printing import receipt_lines
from reader.jobs.grouping import Group, grouped
from reader.model.errors import RefusedFile, Why
from reader.model.report import Apart, Belongs, FileReport, ImportReport, Outcome, SetApart, Standing, ThreadReport
from reader.sites import SITES
from reader.wording import apart_counted, apart_sentence, belongs_sentence, platform_words, time_left

THREAD = ThreadReport(1, "The jetty", "ferry.example.org", Outcome.ADDED, 12, 12, 12, 15, 0, 0, 0)


def files(*threads: ThreadReport) -> tuple[FileReport, ...]:
    return tuple(FileReport(f"/saves/{place}.html", thread.outcome, (thread,)) for place, thread in enumerate(threads))


def test_groups() -> None:
    joined = replace(THREAD, outcome=Outcome.JOINED)
    report = ImportReport(
        (*files(THREAD, joined, replace(joined, comments_added=0), replace(THREAD, comments_found=0),
                replace(THREAD, outcome=Outcome.UNCHANGED)),
         FileReport("/saves/bad.html", Outcome.REFUSED, error=RefusedFile("/saves/bad.html", Why.EMPTY)),
         FileReport("/saves/x", Outcome.UNCHANGED)),
        (SetApart("/saves/a.png", Apart.PICTURE), SetApart("/saves/b.png", Apart.PICTURE), SetApart("/saves/1_files", Apart.COMPANION)),
    )
    groups = grouped(report)
    assert {group: len(threads) for group, threads in groups.threads.items()} == {
        Group.NEW: 1, Group.UPDATED: 1, Group.BARE: 1, Group.KNOWN: 2}
    assert (len(groups.refused), len(groups.empty), groups.apart[Apart.PICTURE]) == (1, 1, 2)
    text = "\n".join(receipt_lines(report))
    for words in ("New discussions (1)", "Discussions that got more (1)", "Pages without comments (1)", "In the library already (2)",
                  "Left out (3)", "2 pictures: not a page", "1 folder saved with a page", "6 files in the library, 1 refused."):
        assert words in text


def test_one_file_has_a_plain_receipt() -> None:
    lines = list(receipt_lines(ImportReport(files(THREAD))))
    assert lines[:2] == ["The jetty (ferry.example.org)", "  12 comments found, the page says 15."]


@pytest.mark.parametrize("what", Apart)
def test_every_kind_has_words(what: Apart) -> None:
    assert apart_sentence(what).endswith(".") and apart_counted(what, 2).startswith("2 ")


@pytest.mark.parametrize(("standing", "words"), [
    (Standing.NEWER, "Will update “T”: 3 new comments."), (Standing.OLDER, "no new comments"), (Standing.EQUAL, "The same comments as “T”"),
    (Standing.PAGE, "Another page of “T”"),
])
def test_every_standing_has_words(standing: Standing, words: str) -> None:
    assert words in belongs_sentence(Belongs("T", standing, 3))


def test_every_engine_has_a_name() -> None:
    named = {site.key: platform_words(site.key) for site in SITES}
    assert named["wordpress"] == "WordPress" and named["reddit"] == "Reddit" and named["generic"] == ""
    assert [key for key, name in named.items() if not name] == ["generic"]


@pytest.mark.parametrize(("seconds", "words"), [(3, "a few seconds"), (44, "about 40 seconds"), (130, "about 2 minutes"), (9000, "2 hours")])
def test_time_left(seconds: float, words: str) -> None:
    assert words in time_left(seconds)
