"""Teaching: one clicked comment of any page of made-up engines gives a rule that reads all of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taught_pages import MadePage, Maker

from reader.model.page import Page, PageKind, SourceFile
from reader.model.teaching import Picks, TaughtRule
from reader.sites.outline import TEXT, Outline, outline
from reader.sites.taught import read_by
from reader.sites.taught_derive import derive
from reader.sites.view import PageView

SHAPES = (*Maker.FLAT, "nested_lists")


def page_of(text: str, url: str | None = "http://lights.example/story") -> Page:
    return Page(SourceFile("a.html", "0" * 64, 3, "html"), PageKind.HTML, text, url=url)


def clicks(page: Outline, made: MadePage, which: int) -> Picks:
    """What a person would click for one comment: a piece of its text, its name, its date, near each other."""
    said = made.said[which]
    names = {said.name for said in made.said}
    dates = {said.printed for said in made.said}
    texts = [(place, " ".join(page.texts[place].split())) for place, tag in enumerate(page.tags) if tag == TEXT]
    body = next(place for place, text in texts if said.words[-1] in text)
    named = [place for place, text in texts if text.removeprefix("Posted by: ").split(" | ")[0] in names]
    dated = [place for place, text in texts if any(date in text for date in dates)]
    return Picks(body, named[which], dated[which])


def learned(made: MadePage, which: int) -> TaughtRule:
    page = outline(PageView(page_of(made.html)).root)
    rule = derive(page, clicks(page, made, which), hosts=("lights.example",))
    assert rule is not None
    return rule


def check(made: MadePage, which: int) -> None:
    rule = learned(made, which)
    drafts = read_by(rule, PageView(page_of(made.html)))
    assert drafts, rule
    comments = drafts[0].comments
    assert [comment.author for comment in comments] == [said.name for said in made.said], rule
    assert [comment.published for comment in comments] == [f"{said.day}T{said.hour}" for said in made.said], rule
    for comment, said in zip(comments, made.said, strict=True):
        for words in said.words:
            assert words in comment.body.text, rule
        assert said.printed not in comment.body.text, rule
    if made.nested:
        assert [comment.parent for comment in comments] == [said.parent for said in made.said], rule


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), count=st.integers(2, 14), where=st.floats(0, 0.999))
def test_any_clicked_comment_finds_all(shape: str, seed: int, count: int, where: float) -> None:
    made = Maker(seed).page(shape, count)
    check(made, int(where * count))
