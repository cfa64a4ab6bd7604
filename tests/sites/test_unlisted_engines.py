"""Engines that nobody listed: pages in invented layouts, read by the fallback alone; and pages made to break it."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.markup.tree import parse
from reader.model.draft import DraftThread
from reader.model.page import Page, PageKind, SourceFile
from reader.sites import PageView, generic, read_page
from reader.sites.outline import outline
from reader.sites.written_dates import find_date

ARTICLE = (
    "The weir below the mill was rebuilt in the spring, and since then the eels come up again as far as the bridge by the school, "
    "which nobody in the village has seen for thirty years or more."
)
NAMES = ["Mina", "Old Harbour", "petri", "Jörg K.", "b", "Анна", "Sparrow", "Quill", "Tom the Ferryman", "n0rth"]
WORDS = [
    "river",
    "stone",
    "always",
    "nobody",
    "counted",
    "bridge",
    "winter",
    "seven",
    "lantern",
    "quietly",
    "again",
    "market",
    "rope",
    "salt",
]


@dataclass(frozen=True)
class Said:
    author: str
    minute: int
    text: str
    parent: int | None

    @property
    def iso(self) -> str:
        return f"2014-05-{3 + self.minute // 1440:02}T{self.minute // 60 % 24:02}:{self.minute % 60:02}"


@st.composite
def threads(draw: st.DrawFn) -> list[Said]:
    size = draw(st.integers(3, 9))
    said = []
    for index in range(size):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=12, unique=True))
        parent = draw(st.none() | st.integers(0, index - 1)) if index else None
        said.append(Said(draw(st.sampled_from(NAMES)), 11 * index + 600, f"{' '.join(words)} {index}", parent))
    return said


def page(body: str) -> Page:
    content = f"<!DOCTYPE html><html lang='en'><head><title>Eels at the bridge</title></head><body>{body}</body></html>"
    return Page(SourceFile("page.html", "0" * 64, len(content), "html"), PageKind.HTML, content)


def around(comments: str) -> Page:
    menu = "<nav><ul><li><a href='/a'>News</a></li><li><a href='/b'>3 May 2014</a></li></ul></nav>"
    foot = "<footer><p>Printed 4 May 2014 by the Valley Press</p></footer>"
    return page(f"{menu}<main><h1>Eels at the bridge</h1><div class='post-body'><p>{ARTICLE}</p></div>{comments}</main>{foot}")


def read(made: Page) -> DraftThread:
    (draft,) = generic.read(PageView(made))
    return draft


def agree(draft: DraftThread, said: list[Said], *, parents: bool) -> None:
    assert [(c.author, c.published, c.body.text) for c in draft.comments] == [(s.author, s.iso, s.text) for s in said]
    if parents:
        assert [c.parent for c in draft.comments] == [s.parent for s in said]
    assert ARTICLE in draft.body.text


DATES = {
    "plain": lambda s: f"{s.iso[8:10]} May 2014, {s.iso[11:]}",
    "american": lambda s: f"May {int(s.iso[8:10])}, 2014 at {s.iso[11:]}",
    "numbers": lambda s: f"2014-05-{s.iso[8:10]} {s.iso[11:]}",
}
HEADS = {
    "span": "<div class='top'><span class='nick'>{name}</span> <span class='when'>{date}</span></div>",
    "bold": "<p><b>{name}</b> <i>{date}</i></p>",
    "link": "<div><a href='/people/{slug}'>{name}</a> &middot; <small>{date}</small></div>",
    "byline": "<p class='line'>Posted by {name} on {date}</p>",
    "says": "<div><cite>{name}</cite> says:</div><div class='d'>{date}</div>",
}


def head(kind: str, date: str, said: Said) -> str:
    return HEADS[kind].format(name=html.escape(said.author), slug=sum(map(ord, said.author)) % 1000, date=DATES[date](said))


@settings(max_examples=40, deadline=None)
@given(
    threads(),
    st.sampled_from(sorted(HEADS)),
    st.sampled_from(sorted(DATES)),
    st.booleans(),
    st.sampled_from(["gx-item", "voice", "comment", "reply"]),
)
def test_flat_list(said: list[Said], kind: str, date: str, text_first: bool, name: str) -> None:
    flat = [Said(s.author, s.minute, s.text, None) for s in said]
    blocks = []
    for index, each in enumerate(flat):
        parts = [head(kind, date, each), f"<div class='txt'>{each.text}</div>"]
        blocks.append(f"<div class='{name}' id='{name}-{index + 70}'>{''.join(parts[::-1] if text_first else parts)}</div>")
    agree(read(around(f"<section>{''.join(blocks)}</section>")), flat, parents=True)


def subtree(said: list[Said], index: int, kind: str, date: str, style: str) -> str:
    inner = "".join(subtree(said, place, kind, date, style) for place, each in enumerate(said) if each.parent == index)
    own = f"{head(kind, date, said[index])}<div class='words'>{said[index].text}</div>"
    if style == "inside":
        return f"<div class='entryx'>{own}{inner}</div>"
    if style == "list":
        return f"<li class='entryx'>{own}{f'<ul>{inner}</ul>' if inner else ''}</li>"
    return f"<div class='entryx'>{own}</div>" + (f"<div class='replies'>{inner}</div>" if inner else "")


def preorder(said: list[Said]) -> list[Said]:
    order: list[int] = []
    todo = [index for index in range(len(said) - 1, -1, -1) if said[index].parent is None]
    while todo:
        index = todo.pop()
        order.append(index)
        todo += [place for place in range(len(said) - 1, -1, -1) if said[place].parent == index]
    moved = {old: new for new, old in enumerate(order)}
    return [
        Said(each.author, each.minute, each.text, None if each.parent is None else moved[each.parent]) for each in (said[i] for i in order)
    ]


@settings(max_examples=40, deadline=None)
@given(threads(), st.sampled_from(sorted(HEADS)), st.sampled_from(sorted(DATES)), st.sampled_from(["inside", "list", "beside"]))
def test_nested_by_elements(said: list[Said], kind: str, date: str, style: str) -> None:
    blocks = "".join(subtree(said, index, kind, date, style) for index, each in enumerate(said) if each.parent is None)
    agree(
        read(around(f"<ul class='all'>{blocks}</ul>" if style == "list" else f"<div class='all'>{blocks}</div>")),
        preorder(said),
        parents=True,
    )


@settings(max_examples=30, deadline=None)
@given(threads(), st.sampled_from(sorted(HEADS)), st.sampled_from(["class", "attribute", "margin", "padding"]))
def test_nested_by_depth(said: list[Said], kind: str, style: str) -> None:
    ordered = preorder(said)
    blocks = []
    depths: list[int] = []
    for each in ordered:
        depths.append(0 if each.parent is None else depths[each.parent] + 1)
        mark = {
            "class": f"class='row depth-{depths[-1] + 1}'",
            "attribute": f"class='row' data-depth='{depths[-1]}'",
            "margin": f"class='row' style='margin-left:{25 * depths[-1]}px'",
            "padding": f"class='row' style='padding-left: {2 * depths[-1]}em'",
        }[style]
        blocks.append(f"<div {mark}>{head(kind, 'plain', each)}<div class='say'>{each.text}</div></div>")
    agree(read(around(f"<div class='all'>{''.join(blocks)}</div>")), ordered, parents=True)


@settings(max_examples=20, deadline=None)
@given(threads(), st.booleans())
def test_siblings_without_an_element_around_each_message(said: list[Said], text_first: bool) -> None:
    flat = [Said(s.author, s.minute, s.text, None) for s in said]
    run = []
    for each in flat:
        parts = [f"<dt>Posted by {html.escape(each.author)} on {DATES['plain'](each)}</dt>", f"<dd>{each.text}</dd>"]
        run += parts[::-1] if text_first else parts
    agree(read(around(f"<dl>{''.join(run)}</dl>")), flat, parents=False)


@settings(max_examples=20, deadline=None)
@given(threads())
def test_a_page_of_messages_alone_begins_with_its_post(said: list[Said]) -> None:
    rows = "".join(
        f"<tr><td class='left'><b class='username'>{html.escape(s.author)}</b></td><td class='right'><small>{DATES['plain'](s)}</small>"
        f"<div class='post-text'>{s.text}</div></td></tr>"
        for s in said
    )
    draft = read(page(f"<h1>Eels at the bridge</h1><table class='posts'>{rows}</table>"))
    assert (draft.author, draft.body.text) == (said[0].author, said[0].text)
    assert [(c.author, c.body.text) for c in draft.comments] == [(s.author, s.text) for s in said[1:]]


TAGS = [
    "div",
    "p",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "b",
    "a",
    "time",
    "blockquote",
    "article",
    "h2",
    "dl",
    "dt",
    "dd",
    "span",
    "form",
    "aside",
]
TEXTS = ["3 May 2014", "Mina", "x" * 300, "12 minutes ago", "#7", "reply", "", "☃", "by Tom on 1/2/2013 10:00", "In reply to"]


@st.composite
def rubbish(draw: st.DrawFn) -> str:
    out = []
    for _ in range(draw(st.integers(0, 60))):
        tag = draw(st.sampled_from(TAGS))
        kind = draw(st.sampled_from(["comment", "post-1", "", "author", "date", "odd", "comment-12_13", "depth-2"]))
        out.append(draw(st.sampled_from([f"<{tag} class='{kind}' id='{kind}'>", f"</{tag}>", draw(st.sampled_from(TEXTS))])))
    return "".join(out)


@settings(max_examples=60, deadline=None)
@given(rubbish())
def test_no_markup_makes_the_fallback_raise(markup: str) -> None:
    for draft in generic.read(PageView(page(markup))):
        for index, comment in enumerate(draft.comments):
            assert comment.parent is None or 0 <= comment.parent < len(draft.comments)
            assert comment.parent != index


@settings(max_examples=60, deadline=None)
@given(rubbish())
def test_outline_is_a_tree_in_document_order(markup: str) -> None:
    flat = outline(parse(markup).root)
    assert len(flat.tags) == len(flat.ends) == len(flat.parents) == len(flat.ink) - 1
    for place, parent in enumerate(flat.parents):
        assert parent < place < flat.ends[place] <= (flat.ends[parent] if parent >= 0 else len(flat.tags))


@pytest.mark.parametrize("opened", ["<div class='comment'>", "<table><tr><td>", "<blockquote>", "<ul><li class=comment>"])
def test_endless_nesting_ends(opened: str) -> None:
    read_page(page(opened * 20_000 + "3 May 2014"))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Posted by: Mina | Dec 12, 2016 4:37:06 PM | 39", "Dec 12, 2016 4:37:06 PM"),
        ("9:43pm On Dec 09 , 2023", "9:43pm On Dec 09 , 2023"),
        ("geschrieben von Jan am 21. Jan. 2015, 19:04", "21. Jan. 2015, 19:04"),
        ("Le 11 septembre 2018 à 12:57", "11 septembre 2018 à 12:57"),
        ("26/05/14, 07:41 am", "26/05/14, 07:41 am"),
        ("2013年5月12日 10:22", "2013年5月12日 10:22"),
        ("3 hours ago", "3 hours ago"),
        ("vor 3 Tagen", "vor 3 Tagen"),
        ("Sat Feb 24, 2024 5:12 pm", "Sat Feb 24, 2024 5:12 pm"),
        ("version 10.12.14.5", None),
        ("May the force", None),
        ("2 replies", None),
    ],
)
def test_written_dates_are_found_in_lines(text: str, date: str | None) -> None:
    found = find_date(text)
    assert (text[found[0] : found[1]] if found else None) == date


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789 :./-aApPmMyJjunt,年月日", max_size=300))
def test_finding_dates_stays_in_the_text(text: str) -> None:
    found = find_date(text)
    assert found is None or 0 <= found[0] < found[1] <= len(text)


def test_an_article_in_pieces_is_no_discussion() -> None:
    """Parts of an article around advertisements: a linked date in the prose and a box with an author's name look like messages."""
    prose = "The lamps along the quay were lit by hand for as long as anybody remembers, and the man who did it was paid by the lamp. "
    pieces = "".join(
        f'<div class="chunk-{mark}"><p>{prose}In <a href="/a">{date}</a> the council had enough of it. {prose}</p><p>{prose * 3}</p>'
        f'<aside><h3>Most popular</h3><a href="/b">Ten knots to know</a> By <a class="author" href="/p">Paula Reed</a></aside></div>'
        for mark, date in (("x", "October 7"), ("x", "4 November 1923"), ("x", "March 1924"), ("x", "2 May 1925"))
    )
    (draft,) = read_page(page(f"<article><h1>Lamps</h1>{pieces}</article>"))
    assert draft.comments == () and "paid by the lamp" in draft.body.text


def test_a_table_of_counters_is_no_discussion() -> None:
    rows = "".join(
        f"<tr><td><b>{n}-0</b></td><td>13{n}</td><td>0/{n + 14}/{60 + n}</td><td>_</td><td>GET /secret/{n} HTTP/1.1</td></tr>" for n in range(30)
    )
    (draft,) = read_page(page(f"<h1>Status</h1><table>{rows}</table>"))
    assert draft.comments == ()


def test_a_page_of_countless_tags_gives_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generic, "_MOST_TAGS", 40)
    page = Page(SourceFile("many.html", "0" * 64, 3, "html"), PageKind.HTML, "<title>Many</title>" + "<p>word <b>and</b> " * 30)
    (draft,) = read_page(page)
    assert draft.comments == ()
    assert draft.title == "Many"
    assert draft.body.text.split() == ["word", "and"] * 30
