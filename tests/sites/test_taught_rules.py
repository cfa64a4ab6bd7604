"""Teaching: one clicked comment of any page of made-up engines gives a rule that reads all of them."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taught_pages import MadePage, Maker

from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind, SourceFile
from reader.model.teaching import CommentShape, Picks, Step, TaughtRule, Way
from reader.sites import SITES, read_as, reading_site, with_rules
from reader.sites.outline import TEXT, Outline, outline
from reader.sites.reader_names import NAMES
from reader.sites.taught import read_by, speaks_of
from reader.sites.taught_derive import derive
from reader.sites.taught_file import read_rule, rule_text
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
@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), count=st.integers(2, 14), where=st.floats(0, 0.999))
def test_any_clicked_comment_finds_all(shape: str, seed: int, count: int, where: float) -> None:
    made = Maker(seed).page(shape, count)
    check(made, int(where * count))


def by_text(text: str, comment: str, author: str | None, date: str | None, **more) -> tuple[PageView, TaughtRule]:
    """The rule from clicks on the first texts of a page that hold these words."""
    view = PageView(page_of(text))
    page = outline(view.root)

    def place(words: str | None) -> int | None:
        return None if words is None else next(p for p, tag in enumerate(page.tags) if tag == TEXT and words in page.texts[p])

    rule = derive(page, Picks(place(comment), place(author), place(date), **more), hosts=("lights.example",))
    assert rule is not None
    return view, rule


def read(text: str, comment: str, author: str | None, date: str | None, **more) -> list[tuple[str | None, str | None, str]]:
    view, rule = by_text(text, comment, author, date, **more)
    again = read_rule(rule_text(rule), rule.key)
    assert again == rule
    found = read_by(again, PageView(view.page))
    return [(c.author, c.published, c.body.text) for c in found[0].comments] if found else []


ARTICLE = "<h1>The ferry</h1><div class='story'><p>" + "The ferry goes at noon and no sooner, whatever the board says of it. " * 4 + "</p></div>"


def test_name_and_date_in_one_text_with_words_around_them() -> None:
    said = "".join(f"<div><p>{words}</p><p>Entry no. {place}, left by {name} on {place} May 2012 at 10:0{place}</p></div>"
                   for place, (name, words) in enumerate([("Ada", "It was late."), ("Bo Li", "It was not."), ("C.", "Both.")], 1))
    found = read(f"{ARTICLE}<div id='book'>{said}</div>", "It was not.", "left by Bo Li", "left by Bo Li", author_text="Bo Li")
    assert [(name, date) for name, date, _ in found] == [("Ada", "2012-05-01T10:01"), ("Bo Li", "2012-05-02T10:02"), ("C.", "2012-05-03T10:03")]
    assert [words for _, _, words in found] == ["It was late.", "It was not.", "Both."]


def test_a_page_without_dates_and_guests_without_a_name() -> None:
    said = "".join(f"<li class='r'>{f'<b>{name}</b>' if name else ''}<div class='t'>{words}</div></li>"
                   for name, words in (("Ada", "First."), ("", "Nobody said this."), ("Bo", "Third.")))
    found = read(f"{ARTICLE}<ul>{said}</ul>", "First.", "Ada", None)
    assert [name for name, _, _ in found] == ["Ada", "Bo"]
    dated = "".join(f"<li class='r'><i>{place} June 2010</i>{f'<b>{name}</b>' if name else ''}<div class='t'>{words}</div></li>"
                    for place, (name, words) in enumerate((("Ada", "First words here."), ("", "Nobody said this, it seems."), ("Bo", "Third.")), 1))
    found = read(f"{ARTICLE}<ul>{dated}</ul>", "First words", "Ada", "1 June")
    assert [name for name, _, _ in found] == ["Ada", None, "Bo"]


def test_the_list_of_latest_comments_beside_stays_out() -> None:
    def one(name: str, words: str, day: int) -> str:
        return f"<li class='c'><span class='n'>{name}</span> <span class='d'>{day} July 2013</span><p>{words}</p></li>"

    main = "".join(one(*row) for row in (("Ada", "Main one.", 1), ("Bo", "Main two.", 2), ("Cy", "Main three.", 3)))
    side = "".join(one(*row) for row in (("Di", "Elsewhere one.", 4), ("Ed", "Elsewhere two.", 5)))
    page = f"{ARTICLE}<div id='main'><ol class='all'>{main}</ol></div><div id='aside'><ol class='latest'>{side}</ol></div>"
    assert [name for name, _, _ in read(page, "Main two.", "Bo", "2 July")] == ["Ada", "Bo", "Cy"]


def test_what_is_shown_as_wrong_stays_out() -> None:
    def one(name: str, words: str, day: int, kind: str) -> str:
        return f"<div class='c {kind}'><b class='n'>{name}</b> <i class='d'>{day} July 2013</i><p>{words}</p></div>"

    rows = (("Ada", "It is one.", 1, "user"), ("Lamps Ltd.", "Buy lamps today.", 2, "promo"), ("Bo", "It is two.", 3, "user"),
            ("Lamps Ltd.", "Buy more lamps.", 4, "promo"))
    page = f"{ARTICLE}<div id='all'>{''.join(one(*row) for row in rows)}</div>"
    assert len(read(page, "It is one.", "Ada", "1 July")) == 4
    view = PageView(page_of(page))
    tree = outline(view.root)
    bad = next(p for p, tag in enumerate(tree.tags) if tag == TEXT and "Buy lamps" in tree.texts[p])
    assert [name for name, _, _ in read(page, "It is one.", "Ada", "1 July", wrong=(bad,))] == ["Ada", "Bo"]


def test_a_rule_reads_the_next_page_of_the_site() -> None:
    first, second = Maker(11).page("blocks", 4), Maker(11).page("blocks", 9)
    rule = learned(first, 1)
    found = read_by(rule, PageView(page_of(second.html, "http://www.lights.example/other")))
    assert [comment.author for comment in found[0].comments] == [said.name for said in second.said]
    assert not speaks_of(rule, PageView(page_of(second.html, "http://elsewhere.example/")))
    assert read_by(rule, PageView(page_of(f"{ARTICLE}<p>no comments here</p>"))) == []


def test_taught_rules_stand_before_the_fallback_and_first_where_wanted() -> None:
    made = Maker(5).page("footed_runs", 6)
    rule = learned(made, 2)
    keys = [site.key for site in with_rules([rule])]
    assert keys[-2:] == ["taught:rule", "generic"]
    assert with_rules([dataclasses.replace(rule, before_others=True)])[0].key == "taught:rule"
    assert reading_site(page_of(made.html), sites=with_rules([rule]))[0] == "taught:rule"
    assert read_as(page_of(made.html), "taught:rule", [rule])[0].platform == "taught"
    assert read_as(page_of(made.html), "taught:gone", [rule]) == []


def test_every_reader_has_a_name() -> None:
    assert {site.key for site in SITES} <= set(NAMES)


GOOD = rule_text(TaughtRule("k", "lights", Step("li", ("c",)), author=(Way((Step("b"),)),)))


@pytest.mark.parametrize("bad", [
    "", "x", "format = 1", GOOD.replace('"threadfolio rule"', '"other"'), GOOD.replace("version = 1", "version = true"),
    GOOD.replace('"li c"', '"LI c"'), GOOD.replace('"li c"', '""'), GOOD.replace('"li c"', '"*"'), GOOD.replace('"li c"', '"li @2"'),
    GOOD.replace('"element"', '"cloud"'), GOOD.replace("sites = []", 'sites = ["a b"]'), GOOD.replace("sites = []", "sites = [1]"),
    GOOD.replace('way = ["b"]', 'way = "b"'), GOOD.replace('way = ["b"]', "way = [" + '"b",' * 40 + "]"),
    GOOD.replace("[[author]]", "[author]"), GOOD.replace("[[author]]", "[[autor]]"), GOOD + "\n[[date]]" * 9,
    GOOD.replace("unless = []", "unless = [[]]"), "a=" + "[" * 3000, GOOD.replace('way = ["b"]', 'way = ["b @1", "c"]\nanywhere = true'),
])
def test_what_is_no_sound_rule_is_refused(bad: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        read_rule(bad, "k")
    assert refused.value.why is Why.DAMAGED


def test_newer_and_huge_rule_files_are_refused() -> None:
    for text, why in ((GOOD.replace("version = 1", "version = 2"), Why.NEWER_EXPORT), ("#" * 40_000, Why.TOO_LARGE)):
        with pytest.raises(RefusedFile) as refused:
            read_rule(text, "k")
        assert refused.value.why is why


_STEPS = st.builds(Step, st.sampled_from(["*", "div", "#text", "li", "b"]), st.lists(st.sampled_from(["a", "b-#", "c"]), min_size=1, max_size=2).map(tuple),
                   st.none() | st.sampled_from([1, 2, -1]))
_WAYS = st.builds(Way, st.lists(_STEPS, max_size=3).map(tuple), st.just(False), st.text(max_size=4), st.text(max_size=4))


@given(made=st.builds(
    TaughtRule, st.just("k"), st.text(max_size=20), st.builds(Step, st.sampled_from(["div", "li"]), st.lists(st.sampled_from(["a", "c"]), max_size=2).map(tuple)),
    shape=st.sampled_from(CommentShape), within=st.lists(_STEPS, max_size=2).map(tuple), author=st.lists(_WAYS, min_size=1, max_size=2).map(tuple),
    date=st.lists(_WAYS, max_size=2).map(tuple), body=st.lists(_WAYS, max_size=1).map(tuple), dated=st.booleans(), strict=st.booleans(),
), seed=st.integers(0, 400), shape=st.sampled_from(SHAPES))
@settings(max_examples=60)
def test_any_rule_on_any_page_is_harmless_and_comes_back_from_its_file(made: TaughtRule, seed: int, shape: str) -> None:
    again = read_rule(rule_text(made), "k")
    assert read_rule(rule_text(again), "k") == again
    for draft in read_by(again, PageView(page_of(Maker(seed).page(shape, 4).html)), certain=True):
        assert draft.platform == "taught"
