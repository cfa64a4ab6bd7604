"""The frame of the room: rows in order, engines that fail, views."""

from __future__ import annotations

import logging

import pytest

from reader.markup.tree import text_of
from reader.model.discussion import Body
from reader.model.draft import DraftThread
from reader.model.page import Page, PageKind, SourceFile
from reader.sites import SITES, PageView, Site, reading_site

PAGE = Page(SourceFile("a.html", "0" * 64, 3, "html"), PageKind.HTML, "<html lang='pt-BR'><p>x</p><p class='y'>z</p></html>", url="http://www.a.example/b")


def draft(view: PageView) -> list[DraftThread]:
    return [DraftThread(view.page.source, "read", "good", body=Body(""))]


def broken(view: PageView) -> list[DraftThread]:
    for node in view.all("p"):
        node.decompose()
    raise RuntimeError("engine")


def test_an_engine_that_fails_is_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[int] = []

    def read(view: PageView) -> list[DraftThread]:
        seen.append(len(view.all("p")))
        return draft(view)

    sites = (Site("bad", lambda view: True, broken), Site("empty", lambda view: True, lambda view: []), Site("good", lambda view: True, read))
    with caplog.at_level(logging.WARNING):
        key, drafts = reading_site(PAGE, sites=sites)
    assert key == "good"
    assert len(drafts) == 1
    assert seen == [2], "the next engine gets the page as it was"
    assert "bad" in caplog.text


def test_a_recogniser_that_fails_is_passed_over() -> None:
    def recognises(view: PageView) -> bool:
        raise RecursionError

    assert reading_site(PAGE, sites=(Site("bad", recognises, draft),)) == (None, [])


def test_view_knows_its_page() -> None:
    view = PageView(PAGE)
    assert view.host == "a.example"
    assert view.language == "pt-br"
    assert view.absolute("c?d") == "http://www.a.example/c?d"
    assert view.absolute("javascript:x()") is None
    assert view.absolute("http://[bad") is None
    node = view.first(".y")
    assert node is not None
    assert view.within(node, "html")
    assert not view.within(node, ".z")
    assert [len(view.all(selector)) for selector in ("p", "p, .y", ".none")] == [2, 2, 0]


def test_keys_are_their_own_and_the_fallback_is_last() -> None:
    keys = [site.key for site in SITES]
    assert len(keys) == len(set(keys))
    assert keys[-1] == "generic"


def test_a_class_given_to_an_element_is_found_though_the_page_names_it_nowhere() -> None:
    view = PageView(PAGE)
    assert view.first(".byline") is None
    node = view.first("p")
    assert node is not None
    view.give_class(node, "byline")
    assert text_of(view.first(".byline")) == "x"
    assert view.present((".byline", ".nowhere", "p")) == (".byline", "p")
