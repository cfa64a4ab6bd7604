"""Forum and aggregator pages of our own writing beside the threads that they hold; unlisted engines beside them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sites_golden import outcome, page_of

from reader.model.draft import DraftComment
from reader.model.page import Page
from reader.sites import read_page

HERE = Path(__file__).parent
PAGES = [path for folder in ("forums", "unlisted") for path in sorted((HERE / folder).glob("*.html"))]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_page_is_read_as_written_beside_it(path: Path) -> None:
    assert outcome(page_of(path)) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_every_page_has_its_expectation_and_the_other_way_round() -> None:
    for folder in ("forums", "unlisted"):
        assert {path.stem for path in (HERE / folder).glob("*.html")} == {path.stem for path in (HERE / folder).glob("*.json")}


def comment(page: str, index: int) -> DraftComment:
    (draft,) = read_page(page_of(HERE / "forums" / f"{page}.html"))
    return draft.comments[index]


@pytest.mark.parametrize(
    ("page", "index", "author", "site_id", "words"),
    [
        ("xenforo_two", 0, "Stoker", "100", "Which width fits"),
        ("discourse_app", 0, "tide", "1", "Which crossings"),
        ("invision_three", 0, "leaf", "300", "Milk after"),
        ("phpbb_three", 0, "Anton", "905", "Does it keep?"),
        ("vbulletin_three", 0, "wrenchette", "3001", "It squeaks under load only."),
        ("fluxbb", 0, "bosun", None, "Long or short?"),
        ("smf_two", 0, "Pane", "80", "Glass or"),
        ("vanilla", 0, "plank", None, "Does it yellow?"),
    ],
)
def test_quote_blocks_name_whom_they_quote(page: str, index: int, author: str, site_id: str | None, words: str) -> None:
    found = comment(page, index)
    (quote,) = found.quotes
    assert (quote.author, quote.site_id) == (author, site_id)
    assert words in found.body.text[quote.start : quote.end]


@pytest.mark.parametrize(
    ("page", "signature"),
    [
        ("xenforo_two", "two wheels"),
        ("vbulletin_three", "Grease is cheap"),
        ("phpbb_two", "Any harbour in a storm"),
        ("mybb", "Every slate counts"),
    ],
)
def test_signatures_of_the_first_message_stay_out_of_the_post(page: str, signature: str) -> None:
    (draft,) = read_page(page_of(HERE / "forums" / f"{page}.html"))
    assert signature not in draft.body.text


def test_signature_of_an_answer_is_kept_apart() -> None:
    assert comment("phpbb_three", 0).signature == "Flour, water, time"
    assert comment("vbulletin_four", 0).signature == "Scale matters"


def test_removed_message_keeps_its_place_and_its_notice() -> None:
    assert comment("xenforo_two", 1).body.text == "Deleted by Captain, spam"


def without_its_marks(page: Page) -> Page:
    """The page with every class and id renamed: no engine knows it any more."""
    import re

    content = re.sub(
        r'\b(class|id)="([^"]*)"', lambda found: f'{found[1]}="' + " ".join(f"q{word}" for word in found[2].split()) + '"', page.content
    )
    return replace(page, content=content)


@pytest.mark.parametrize("name", ["xenforo_two", "reddit_old", "smf_two"])
def test_an_engine_in_disguise_is_still_read(name: str) -> None:
    page = page_of(HERE / "forums" / f"{name}.html")
    (known,) = read_page(page)
    (disguised,) = read_page(without_its_marks(page))
    # a post of three words may go unseen, then the first answer is taken for it
    assert {disguised.author, *(each.author for each in disguised.comments)} >= {each.author for each in known.comments[:1]}


def test_answers_and_comments_of_nothing_leave_the_others_in_place() -> None:
    """Blocks whose text was not saved: the other comments still stand below their answers."""
    page = page_of(HERE / "forums" / "stackexchange.html")
    hollow = page.content.replace('<div id="answer-11"', '<div id="answer-7" class="answer" data-answerid="7"></div><div id="answer-11"').replace(
        '<li id="comment-100"', '<li id="comment-99" class="comment" data-comment-id="99"></li><li id="comment-100"'
    )
    assert hollow.count("data-answerid") == page.content.count("data-answerid") + 1 and 'data-comment-id="99"' in hollow
    assert outcome(replace(page, content=hollow)) == outcome(page)
