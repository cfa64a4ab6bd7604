from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.markup.positions import html_places, quote_spans, segments_of
from reader.markup.sanitise import clean
from reader.markup.text import Mark, html_to_text, mark_spans, text_to_html
from reader.model.discussion import Body

GOLDEN = [
    ("<p>One</p><p>two</p>", "One\n\ntwo"),
    ("<div><p>One</p></div>\n\n<div>two</div>", "One\n\ntwo"),
    ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
    ("<p>One<br></p><p><br>two</p>", "One\n\ntwo"),
    ("<p>a  <b>b </b>\n c</p>", "a b c"),
    ("<p>wo<b>rd</b>s</p>", "words"),
    ("<p>&nbsp;</p><p>x&nbsp;&nbsp;y</p><p> &nbsp; </p>", "x y"),
    ("<p>a &lt;b&gt; &amp;amp; c</p>", "a <b> &amp; c"),
    ("x<pre>\n  one\n\n    two &amp; three\n</pre>y", "x\n\n  one\n\n    two & three\n\ny"),
    ("<ul><li>one</li><li>two</li></ul>after", "one\ntwo\n\nafter"),
    ("<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>", "a b\nc d"),
    ("before<blockquote>quoted</blockquote>after", "before\n\nquoted\n\nafter"),
    ("a<hr>b", "a\n\nb"),
    ('see <img src="asset:0" alt="a cat"> this', "see this"),
    ('see<span title="http://e.example/c.png" class="missing-picture">a <b>big</b> cat</span> this', "see this"),
    ("\u3000indented \u3000 words", "\u3000indented \u3000 words"),
    ("", ""),
    ("<p></p>", ""),
    ("plain", "plain"),
]


@pytest.mark.parametrize(("html", "text"), GOLDEN)
def test_html_to_text(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_text_to_html_keeps_what_was_typed() -> None:
    assert text_to_html("> a\n# b\n\n1. <c> & *d*") == "<p>&gt; a<br># b</p><p>1. &lt;c&gt; &amp; *d*</p>"
    assert text_to_html("a\n\n\nb") == "<p>a<br><br><br>b</p>"
    assert text_to_html("  in\nx   y") == "<p>&nbsp;&nbsp;in<br>x&nbsp;&nbsp; y</p>"
    assert text_to_html("") == ""


LINES = st.lists(st.text(st.sampled_from("ab<>&\"'é字😀*#"), min_size=0, max_size=6), max_size=8)


@given(LINES)
def test_text_survives_display(lines: list[str]) -> None:
    text = "\n".join(lines).strip("\n")
    assert html_to_text(text_to_html(text)) == text


FRAGMENTS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<i>", "</i>", '<a href="http://e.example/x">', "</a>", "<br>", "<div>", "</div>", "<pre>", "</pre>",
         "<blockquote>", "</blockquote>", "<ul><li>", "</li></ul>", "word", " ", "  two words ", "&amp;", "&nbsp;", "\n", "😀", "é", "&lt;x",
         "<table><tr><td>", "</td></tr></table>", '<img alt="k" src="http://e.example/k.png">', "a"]
    ),
    max_size=30,
).map("".join)
MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(-2, 40),
        st.integers(-2, 60),
        st.sampled_from([None, "comment:3", "http://e.example/?a=1&b=2"]),
        st.sampled_from([None, "sure", "hit"]),
    ),
    max_size=5,
)


@settings(max_examples=300, deadline=None)
@given(FRAGMENTS, MARKS)
def test_marks_never_change_the_text(fragment: str, marks: list[Mark]) -> None:
    html = clean(fragment)
    text = html_to_text(html)
    marked = mark_spans(Body(text, html), marks)
    assert html_to_text(marked) == text
    plain = mark_spans(Body(text), marks)
    assert html_to_text(plain) == html_to_text(text_to_html(text))


def shown_links(html: str, href: str) -> str:
    """Text under a link, by an independent parser."""
    from html.parser import HTMLParser

    class Links(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.stack: list[str] = []
            self.text = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "a":
                self.stack.append(dict(attrs).get("href") or "")
            assert len(self.stack) <= 1, "a link inside a link"

        def handle_endtag(self, tag: str) -> None:
            if tag == "a":
                self.stack.pop()

        def handle_data(self, data: str) -> None:
            if href in self.stack:
                self.text += data

    links = Links()
    links.feed(html)
    links.close()
    assert not links.stack
    return "".join(links.text.split())


@settings(max_examples=300, deadline=None)
@given(FRAGMENTS, st.integers(0, 30), st.integers(1, 20))
def test_a_mark_links_exactly_its_span(fragment: str, start: int, length: int) -> None:
    html = clean(fragment)
    text = html_to_text(html)
    end = min(start + length, len(text))
    wanted = "".join(text[start:end].split())
    marks = [Mark(start, start + length, "comment:7", "sure")]
    assert shown_links(mark_spans(Body(text, html), marks), "comment:7") == wanted
    assert shown_links(mark_spans(Body(text), marks), "comment:7") == wanted


def test_marks_cross_inline_elements_and_take_over_links() -> None:
    html = '<p>see <a href="http://e.example/">the <b>last</b> word</a> here</p>'
    text = html_to_text(html)
    start = text.index("last")
    marked = mark_spans(Body(text, html), [Mark(start, start + 9, "comment:5")])
    assert marked == (
        '<p>see <a href="http://e.example/">the</a> <b><a href="comment:5">last</a></b> <a href="comment:5">word</a> here</p>'
    )


def test_overlapping_marks_add_their_classes() -> None:
    marked = mark_spans(Body("abcdef"), [Mark(0, 4, "comment:1", "sure"), Mark(2, 6, None, "hit")])
    assert marked == (
        '<p><a href="comment:1" class="sure">ab</a><a href="comment:1" class="sure hit">cd</a><span class="hit">ef</span></p>'
    )


def test_marks_over_several_paragraphs() -> None:
    assert mark_spans(Body("a\n\nb"), [Mark(0, 4, "post:1")]) == '<p><a href="post:1">a</a></p><p><a href="post:1">b</a></p>'


@settings(max_examples=200, deadline=None)
@given(FRAGMENTS)
def test_position_map_leads_to_the_same_characters(fragment: str) -> None:
    import html as html_module

    html = clean(fragment)
    text = html_to_text(html)
    for segment in segments_of(html):
        end = min(segment.end, len(text))
        for offset in range(segment.start, end):
            low, high = html_places(html, segment, [offset, offset + 1])
            shown = html_module.unescape(html[low:high])
            if text[offset] == " ":
                assert not shown.strip(" \t\n\r\f\xa0")
            else:
                assert shown == text[offset]


def test_quote_spans_nest() -> None:
    html = "<p>x</p><blockquote>a<blockquote>b</blockquote>c</blockquote><blockquote></blockquote>d"
    text = html_to_text(html)
    assert [text[start:end] for start, end in quote_spans(html)] == ["a\n\nb\n\nc", "b", ""]


def test_time_grows_with_size_only() -> None:
    big = "<p>" + "a <b>b</b> &amp; " * 8_000 + "</p>"
    text = html_to_text(big)
    assert len(text) == 8_000 * 6 - 1
    marks = [Mark(place, place + 3, "comment:1") for place in range(0, len(text), 50)]
    assert html_to_text(mark_spans(Body(text, big), marks)) == text
