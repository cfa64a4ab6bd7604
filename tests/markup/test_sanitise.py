from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.markup.body import BodyContext, make_body
from reader.markup.markdown import markdown_to_html
from reader.markup.sanitise import TAGS, clean
from reader.markup.text import html_to_text

SHA = "ab" * 32
GOLDEN = [
    ("<p onclick=x style='color:red' class=y>hi</p>", "<p>hi</p>"),
    ("<script>alert(1)</script>a<style>b</style>", "a"),
    ("<a href=javascript:alert(1)>x</a>", "x"),
    ("<a href='java\nscript:alert(1)'>x</a>", "x"),
    ("<a href=' \x01javascript:alert(1)'>x</a>", "x"),
    ("<a href=file:///etc/passwd>x</a><a href=//e.example/>y</a><a href=/rel>z</a>", "xyz"),
    ("<a href='http://e.example/?a=1&b=2' target=_blank rel=x>x</a>", '<a href="http://e.example/?a=1&amp;b=2">x</a>'),
    ("<a href='mailto:a@e.example'>x</a>", '<a href="mailto:a@e.example">x</a>'),
    ("<a href='comment:12'>x</a><a href='post:3'>y</a>", '<a href="comment:12">x</a><a href="post:3">y</a>'),
    ("<a href='comment:12x'>x</a><a href='asset:1'>y</a>", "xy"),
    (f"<img src=asset:{SHA} alt='a \"b\"' width=99999999999 height=20>", f'<img src="asset:{SHA}" alt="a &quot;b&quot;" height="20">'),
    ("<img src='http://e.example/cat.png?x' srcset='y 2x'>", '<span title="http://e.example/cat.png?x" class="missing-picture">cat.png</span>'),
    ("<img src='file:///etc/passwd' alt=k>", '<span class="missing-picture">k</span>'),
    ("<svg><image href=file:///x /><text>t</text></svg>a", "a"),
    ("<object data=x.swf>k</object><iframe src='https://v.example/1'></iframe>", '<span title="https://v.example/1" class="missing-picture">v.example</span>'),
    ("<form><input value=x><button>Send</button>words<textarea>t</textarea></form>", "<div>words</div>"),
    ("<center><font size=7>x</font></center><strike>y</strike><tt>z</tt>", "<div>x</div><s>y</s><code>z</code>"),
    ("<table background=x.png><tr><td colspan=99999 bgcolor=red>x</table>", '<table><tbody><tr><td colspan="50">x</td></tr></tbody></table>'),
    ("<ol start=99999999999999><li value=3>x</ol>", "<ol><li>x</li></ol>"),
    ("<p dir=rtl lang=he>x</p><p dir=evil>y</p>", '<p dir="rtl">x</p><p>y</p>'),
    ("a\ufdd0b\x00c\u2029d\ud800e", "abc d\ufffde"),
    ("&#xfdd0;&#x2029;x", " x"),
    ("<unknown-tag>words</unknown-tag>", "words"),
    ("a < b > c & d", "a &lt; b &gt; c &amp; d"),
    ("<!-- c --><!--[if IE]>x<![endif]-->y", "y"),
    ("<xmp><b>raw</b></xmp>", "<pre>&lt;b&gt;raw&lt;/b&gt;</pre>"),
]


@pytest.mark.parametrize(("dirty", "safe"), GOLDEN)
def test_clean(dirty: str, safe: str) -> None:
    assert clean(dirty) == safe
    assert clean(safe) == safe


def test_own_names_of_a_page_are_dropped() -> None:
    dirty = f"<a href='comment:12'>x</a><img src='asset:{SHA}' alt=k><span class=missing-picture>words</span>"
    assert clean(dirty, own=False) == 'x<span class="missing-picture">k</span>words'
    made = make_body(dirty, BodyContext("http://e.example/"))
    assert "comment:" not in (made.body.html or "") and "asset:" not in (made.body.html or "")
    assert made.body.text == "xwords"


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "</i>", "<i>", "<table>", "<tr>", "<td>", "</table>", "<a href=http://e.example/>", "</a>", "<pre>\n\n",
             "<svg>", "<math>", "<mtext>", "<style>", "</style>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<textarea>",
             "<select><option>", "<img src=x onerror=y>", "<template>", "<noscript>", "<form>", "<li>", "<dd>", "<h1>", "<br/>", "</br>", "</p>",
             "<blockquote class=quote>", "<aside class=quote data-username=u>", "<title>", "<plaintext>", "<font color=1>", "<nobr>", "<caption>",
             "<mglyph>", "<foreignObject>", "<desc>", "<xmp>", "<iframe>", "<ruby>x<rt>y", "<body onload=x>", "<html>", "<head>", "<frameset>",
             "&lt;", "&#0;", "&nbsp;", "\x0c", "\r\n", "\"'>", "<a href=\"x", "<", "</", "< b", "\ufdd0", "<button>", "<object>", "<q>"]
        ),
        st.text(max_size=5),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=600, deadline=None)
@given(PIECES)
def test_cleaning_twice_is_cleaning_once_and_only_allowed_tags_stay(dirty: str) -> None:
    safe = clean(dirty)
    assert clean(safe) == safe
    assert {name.lower() for name in re.findall(r"<\s*/?\s*([a-zA-Z!?][^\s/>]*)", safe)} <= TAGS
    assert not re.search(r"(?i)<[^>]*\son\w+=|javascript:|<[^>]*\s(?:style|srcset|background)=", safe)


@settings(max_examples=400, deadline=None)
@given(PIECES)
def test_body_text_is_the_text_of_its_html(dirty: str) -> None:
    made = make_body(dirty, BodyContext("http://e.example/a/"))
    if made.body.html is not None:
        assert html_to_text(made.body.html) == made.body.text
        assert clean(made.body.html) == made.body.html
    for quote in made.quotes:
        assert 0 <= quote.start < quote.end <= len(made.body.text)


@given(st.text(st.sampled_from("abc <b>&;\"'\n"), max_size=40))
def test_words_are_never_lost(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    assert html_to_text(clean(f"<div><u>{escaped}</u></div>")) == html_to_text(clean(escaped))
    assert "".join(html_to_text(clean(escaped)).split()) == "".join(words.split())


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000 + "core",
        "<table><tr><td>" * 20_000 + "core",
        "<p>" + "".join(f"<font color={n}>" for n in range(50_000)) + "<p>x" * 100 + "core",
        "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">core",
        "<div><table><tr><td></div></table>" * 10_000 + "core",
        "<select>" + "<option>" * 50_000 + "</select>core",
        "<b></i>" * 30_000 + "core",
        "<a b=\"" * 30_000 + "\">core",
        "<" * 200_000 + " core",
        "&" * 200_000 + "core",
        "<blockquote class=quote>" * 20_000 + "core",
    ],
    ids=["div", "tables", "fonts", "attributes", "scopes", "options", "misnested", "quotes", "angles", "ampersands", "blockquotes"],
)
def test_hostile_markup_comes_through(hostile: str) -> None:
    made = make_body(hostile, BodyContext())
    assert made.body.text.endswith("core")
    html = made.body.html or ""
    depth = deepest = tables = most_tables = 0
    for closing, name in re.findall(r"<(/?)([a-z0-9]+)", html):
        if name in ("br", "hr", "img"):
            continue
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
        if name == "table":
            tables += -1 if closing else 1
            most_tables = max(most_tables, tables)
    assert deepest <= 100 and most_tables <= 8


def test_unbroken_runs_get_places_to_break() -> None:
    made = make_body(f"<p>{'x' * 12_000}<b>{'y' * 4000}</b>{'&nbsp;' * 9000}z</p>", BodyContext())
    assert max(map(len, re.split(r"[\s\u200b]", made.body.text))) <= 5000
    assert made.body.text.replace("\u200b", "").count("x") == 12_000
    html = clean(f"<p>{'&amp;' * 12_000}</p>")
    assert html.count("\u200b") == 2 and clean(html) == html


def test_markdown() -> None:
    assert markdown_to_html("# A\n\n*b* <script>x</script> [c](javascript:d) [e](http://e.example/)") == (
        '<h1>A</h1>\n<p><em>b</em>  c <a href="http://e.example/">e</a></p>'
    )
    assert "<p>" in markdown_to_html("> " * 3000 + "deep")


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab*_`#>-+1. \n\t[]()<>|:!&\\"), max_size=60))
def test_markdown_never_raises(text: str) -> None:
    html = markdown_to_html(text)
    assert clean(html) == html
