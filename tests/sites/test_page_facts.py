"""What a page tells of itself: its base address, an undecided order of dates, an end in the middle."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from reader.formats.saved_html import ends_in_the_middle
from reader.model.page import Page, PageKind, SourceFile
from reader.model.report import Notice, NoticeKind
from reader.sites import PageView, read_page
from reader.sites.article import permalink_of
from reader.sites.page_title import title_of
from reader.wording import notice_sentence

SAID = [
    ("mina", "03/04/2012 10:15", "The eels came up as far as the bridge again this spring, I have seen six of them."),
    ("petri", "03/05/2012 11:20", "Seven, if you count the one that the heron took before any of us had a chance."),
    ("Quill", "04/05/2012 09:02", "My father still speaks of the year when they stopped coming up here at all."),
]


def page(head: str = "", *, lang: str = "en", url: str | None = None, rows: str | None = None) -> Page:
    if rows is None:
        rows = "".join(
            f"<div class='comment' id='c{n}'><b class='author'>{who}</b> <i>{when}</i><div class='text'>{what} <a href='eel.html'>eel</a></div></div>"
            for n, (who, when, what) in enumerate(SAID)
        )
    content = f"<!doctype html><html lang='{lang}'><head>{head}</head><body><h1>Eels at the bridge</h1><p>{'Of eels and weirs. ' * 20}</p>{rows}</body></html>"
    return Page(
        SourceFile("page.html", hashlib.sha256(content.encode()).hexdigest(), len(content), "html"), PageKind.HTML, content, url=url
    )


def notices(made: Page) -> list[Notice]:
    (draft,) = read_page(made)
    return [notice for notice in draft.notices if notice.kind is NoticeKind.DATE_ORDER]


def test_an_order_of_dates_that_nothing_decides_is_told() -> None:
    (notice,) = notices(page())
    assert (notice.text, notice.expected) == ("3/4/2012", 2)
    assert notice_sentence(notice) == "Dates such as 3/4/2012 were read with the month first; the page does not tell which is right."


def test_an_order_of_dates_that_the_page_decides_is_not_told() -> None:
    assert notices(page(lang="de")) == []
    assert notices(page(lang="en-GB")) == []
    made = page()
    assert notices(replace(made, content=made.content.replace("<h1>", "<p>Seen 25/04/2012</p><h1>"))) == []


def test_a_base_element_resolves_links_and_is_no_permalink() -> None:
    view = PageView(page("<base href='http://river.example/forum/'>", url="http://river.example/forum/"))
    assert view.absolute("index.php?topic=4.0") == "http://river.example/forum/index.php?topic=4.0"
    assert permalink_of(view) is None
    other = PageView(page("<base href='/forum/'>", url="http://river.example/t/4"))
    assert other.absolute("eel.html") == "http://river.example/forum/eel.html"
    assert permalink_of(other) == "http://river.example/t/4"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Eels at the bridge - The Long River Forum", "Eels at the bridge"),
        ("The Long River Forum - Eels at the bridge", "Eels at the bridge"),
        ("Riverside | Eels at the bridge", "Eels at the bridge"),
        ("The Long River Community :: View topic - Eels at the bridge", "Eels at the bridge"),
        ("Eels | Page 2 | The Long River Forum", "Eels"),
    ],
)
def test_titles_lose_the_names_of_site_and_section(head: str, title: str) -> None:
    content = f"<html><head><title>{head}</title></head><body><a href='/'>The Long River Forum</a> <a href='/'>The Long River Community</a></body></html>"
    assert title_of(PageView(Page(SourceFile("p.html", "0" * 64, 1, "html"), PageKind.HTML, content))) == title


def test_a_page_that_was_cut_off_is_told_from_one_that_never_says_its_end() -> None:
    whole = page().content
    assert not ends_in_the_middle(whole)
    assert not ends_in_the_middle(whole.replace("</body></html>", ""))
    assert ends_in_the_middle(whole[: whole.rindex("<a href") + 9])
    assert ends_in_the_middle("<html><body><div><table><tr><td><div><div>The eels came up")
    assert not ends_in_the_middle("<p>The eels came up")
