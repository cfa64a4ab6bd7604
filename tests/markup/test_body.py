from __future__ import annotations

import base64

import pytest

from reader.markup.body import BodyContext, make_body, make_text_body
from reader.markup.images import check_image
from reader.markup.quotes import cited_author, message_id
from reader.markup.tree import parse
from reader.model.page import Asset

GIF = b"GIF89a\x40\x00\x20\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff;"
PAGE = """<div class=comment><div class=text>Hi <b>all</b>, <a href="../post?id=3#c7">see</a>
<span class=button>Reply</span><p>more<img src="cat.gif" alt="a cat"></p><div class=sig>my sig</div></div></div>"""
CONTEXT = BodyContext("http://blog.example/2016/post.html")


def asset() -> Asset:
    found = check_image(GIF)
    assert found is not None
    return found


def test_links_are_resolved_and_chosen_parts_left_out() -> None:
    tree = parse(PAGE)
    node = tree.first(".text")
    assert node is not None
    before = tree.root.html
    made = make_body(node, CONTEXT, drop=[".button"], drop_nodes=tree.css(".sig"))
    assert made.body.text == "Hi all, see\n\nmore"
    assert made.body.html == (
        '<div>Hi <b>all</b>, <a href="http://blog.example/post?id=3#c7">see</a>\n<p>more'
        '<span title="http://blog.example/2016/cat.gif" class="missing-picture">a cat</span></p></div>'
    )
    assert made.missing_images == ("http://blog.example/2016/cat.gif",)
    assert tree.root.html == before


def test_context_drops_and_whole_node_dropped() -> None:
    tree = parse(PAGE)
    node = tree.first(".text")
    assert node is not None
    made = make_body(node, BodyContext(drop=(".button", ".sig")))
    assert made.body.text == "Hi all, see\n\nmore"
    assert make_body(node, CONTEXT, drop_nodes=[node]).body.text == ""


def test_several_nodes_and_cells() -> None:
    tree = parse("<table><tr><td>one<td>two <i>x</i></table><p>three")
    made = make_body([*tree.css("td"), *tree.css("p")], CONTEXT)
    assert made.body.text == "one\n\ntwo x\n\nthree"


def test_without_an_address_relative_links_go() -> None:
    made = make_body('<a href="x.html">a</a> <a href="//e.example/">b</a> <a href="http://e.example/">c</a>', BodyContext())
    assert made.body.html == 'a b <a href="http://e.example/">c</a>'


def test_html_only_where_it_says_more() -> None:
    assert make_body("<div><p>one</p><p style='x'>two<br>three</p></div>", CONTEXT).body.html is None
    assert make_body("<p>one <em>two</em></p>", CONTEXT).body.html is not None
    assert make_body("<p dir=rtl>one</p>", CONTEXT).body.html is not None


@pytest.mark.parametrize("name", ["cat.gif", "http://blog.example/2016/cat.gif"])
def test_pictures_of_the_save(name: str) -> None:
    made = make_body('<p>see <img src="cat.gif" alt="a cat" width=64></p>', BodyContext(CONTEXT.url, {name: asset()}))
    sha = asset().sha256
    assert made.body.html == f'<p>see <img src="asset:{sha}" alt="a cat" width="64"></p>'
    assert made.body.text == "see"
    assert dict(made.assets) == {sha: asset()} and made.missing_images == ()


def test_pictures_inside_the_page_and_refused_ones() -> None:
    good = "data:image/gif;base64," + base64.b64encode(GIF).decode()
    bad = "data:image/svg+xml;base64," + base64.b64encode(b"<svg xmlns='x'/>").decode()
    made = make_body(f'<img src="{good}"><img src="{bad}" alt=drawing><img src="data:text/html,x">', CONTEXT)
    assert set(made.assets) == {asset().sha256}
    assert len(made.refused_images) == 2
    assert "drawing" in (made.body.html or "")


def test_lazy_pictures_are_known_by_their_real_address() -> None:
    blank = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    made = make_body(f'<img src="{blank}" data-src="real.gif"><noscript><img src="real.gif"></noscript>', BodyContext(assets={"real.gif": asset()}))
    assert (made.body.html or "").count("<img") == 1 and made.missing_images == () and made.refused_images == ()


def test_smileys_are_words() -> None:
    made = make_body('<p>nice <img class="emoji" alt="😀" src="x.png"> <img src="smilies/s.gif" alt=":)"></p>', CONTEXT)
    assert made.body.text == "nice 😀 :)" and made.body.html is None and made.missing_images == ()


def test_only_a_picture() -> None:
    made = make_body('<p><img src="http://e.example/a.png"></p>', CONTEXT)
    assert made.body.text == "" and "a.png" in (made.body.html or "")
    assert make_body("<p> <br></p>", CONTEXT).body.html is None


@pytest.mark.parametrize(
    ("engine", "html", "text", "author", "site_id"),
    [
        ("plain", "<blockquote><p>words</p></blockquote>mine", "words", None, None),
        ("discourse", '<aside class="quote" data-post="3" data-topic="9" data-username="bob"><div class="title">bob:</div>'
         "<blockquote><p>words</p></blockquote></aside><p>mine</p>", "bob:\n\nwords", "bob", "3"),
        ("phpbb3", '<blockquote><div><cite>Bob B wrote: <a href="./viewtopic.php?p=123#p123" data-post-id="123">↑</a></cite>words</div>'
         "</blockquote>mine", "Bob B wrote: ↑\n\nwords", "Bob B", "123"),
        ("phpbb2", '<table><tr><td><span class="genmed"><b>Bob wrote:</b></span></td></tr><tr><td class="quote">words</td></tr></table>mine',
         "Bob wrote:\n\nwords", "Bob", None),
        ("vbulletin3", '<div style="margin:20px"><div class="smallfont">Quote:</div><table><tr><td class="alt2" style="border:1px inset">'
         '<div>Originally Posted by <strong>Bob</strong> <a href="showthread.php?p=77#post77"><img class="inlineimg" alt="View Post"></a></div>'
         '<div style="font-style:italic">words</div></td></tr></table></div>mine', "Originally Posted by Bob\n\nwords", "Bob", "77"),
        ("vbulletin4", '<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container"><div class="bbcode_postedby">'
         'Originally Posted by <strong>Bob</strong> <a href="showthread.php?1-t&amp;p=77#post77"></a></div><div class="message">words</div>'
         "</div></div></div>mine", "Originally Posted by Bob\n\nwords", "Bob", "77"),
        ("xenforo1", '<div class="bbCodeBlock bbCodeQuote" data-author="Bob"><aside><div class="attribution type">Bob said: '
         '<a href="goto/post?id=77#post-77" class="AttributionLink">↑</a></div><blockquote class="quoteContainer"><div class="quote">words</div>'
         "</blockquote></aside></div>mine", "Bob said: ↑\n\nwords", "Bob", "77"),
        ("xenforo2", '<blockquote class="bbCodeBlock bbCodeBlock--quote" data-quote="Bob" data-source="post: 77"><div class="bbCodeBlock-title">'
         '<a href="/goto/post?id=77">Bob said:</a></div><div class="bbCodeBlock-content">words</div></blockquote>mine',
         "Bob said:\n\nwords", "Bob", "77"),
        ("smf2", '<div class="quoteheader"><a href="index.php?topic=1.msg123#msg123">Quote from: Bob B on May 01, 2010, 10:00:00 AM</a></div>'
         '<blockquote class="bbc_standard_quote">words</blockquote><div class="quotefooter"></div>mine',
         "Quote from: Bob B on May 01, 2010, 10:00:00 AM\n\nwords", "Bob B", "123"),
        ("invision", '<blockquote class="ipsQuote" data-ipsquote="" data-ipsquote-username="Bob" data-ipsquote-contentcommentid="77">'
         '<div class="ipsQuote_citation">On 1/2/2020 at 3:04 PM, Bob said:</div><div class="ipsQuote_contents"><p>words</p></div></blockquote>mine',
         "On 1/2/2020 at 3:04 PM, Bob said:\n\nwords", "Bob", "77"),
        ("invision2", '<div class="quotetop">QUOTE (Bob @ Apr 1 2005, 10:00 PM)</div><div class="quotemain">words</div>mine',
         "QUOTE (Bob @ Apr 1 2005, 10:00 PM)\n\nwords", "Bob", None),
        ("mybb", '<blockquote class="mycode_quote"><cite><span> (01-02-2020, 03:04 PM)</span>Bob Wrote: <a href="showthread.php?pid=77#pid77" '
         'class="quick_jump"></a></cite>words</blockquote>mine', "(01-02-2020, 03:04 PM)Bob Wrote:\n\nwords", "Bob", "77"),
        ("fluxbb", '<div class="quotebox"><cite>Bob wrote:</cite><blockquote><div><p>words</p></div></blockquote></div>mine',
         "Bob wrote:\n\nwords", "Bob", None),
        ("woltlab", '<blockquote class="quoteBox" cite="http://f.example/t/1/?postID=77#post77"><div class="quoteBoxTitle">Zitat von Bob</div>'
         '<div class="quoteBoxContent"><p>words</p></div></blockquote>mine', "Zitat von Bob\n\nwords", "Bob", "77"),
        ("vanilla", '<blockquote class="Quote UserQuote" rel="Bob"><div class="QuoteAuthor"><a>Bob</a> said:</div><div class="QuoteText">words</div>'
         "</blockquote>mine", "Bob said:\n\nwords", "Bob", None),
        ("french", "<p>Bob B a écrit :</p><blockquote>words</blockquote>mine", "Bob B a écrit :\n\nwords", "Bob B", None),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isalnum() else "",
)
def test_quote_blocks(engine: str, html: str, text: str, author: str | None, site_id: str | None) -> None:
    made = make_body(f"<p>before</p>{html}", BodyContext("http://f.example/"))
    assert [(made.body.text[q.start : q.end], q.author, q.site_id) for q in made.quotes] == [(text, author, site_id)]
    assert made.body.text.endswith("mine") and made.body.html is not None and made.body.html.count("<blockquote") == 1


def test_quotes_in_quotes() -> None:
    made = make_body("<blockquote>A wrote:<blockquote>B wrote:<br>deep</blockquote>shallow</blockquote>mine", BodyContext())
    assert [(made.body.text[q.start : q.end], q.author) for q in made.quotes] == [
        ("A wrote:\n\nB wrote:\ndeep\n\nshallow", "A"),
        ("B wrote:\ndeep", "B"),
    ]


def test_quotes_in_quotes_of_engines() -> None:
    smf = (
        '<div class="quoteheader">Quote from: A on May 01</div><div class="quote"><div class="quoteheader">Quote from: B on May 02</div>'
        '<div class="quote">deep</div>shallow</div>mine'
    )
    xenforo = (
        '<blockquote class="bbCodeBlock bbCodeBlock--quote" data-quote="A" data-source="post: 1"><div>x<blockquote class="bbCodeBlock '
        'bbCodeBlock--quote" data-quote="B" data-source="post: 2">deep</blockquote>shallow</div></blockquote>mine'
    )
    for html in (smf, xenforo):
        made = make_body(html, BodyContext())
        assert [quote.author for quote in made.quotes] == ["A", "B"]
        assert made.body.text[made.quotes[1].start : made.quotes[1].end].endswith("deep")
        assert made.body.text[made.quotes[0].start : made.quotes[0].end].endswith("shallow")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Bob wrote:", "Bob"), ("Bob wrote on Dec 12, 2016, 4:37 PM:", "Bob"), ("Originally posted by Bob B:", "Bob B"), ("Zitat von Bob", "Bob"),
        ("Bob schrieb am 12. Mai 2016:", "Bob"), ("Bob ha scritto:", "Bob"), ("Bob escribió:", "Bob"), ("Боб написал(а):", "Боб"),
        ("Цитата: Боб от 12 мая", "Боб"), ("ボブさんは書きました:", "ボブ"), ("@Bob said in Some topic:", "Bob"), ("“Bob” wrote:", "Bob"),
        ("I never wrote that", None), ("What the man said is wrong", None), ("", None), ("x" * 5000, None),
    ],
)
def test_cite_lines(line: str, author: str | None) -> None:
    assert cited_author(line) == author


@pytest.mark.parametrize(
    ("address", "found"),
    [("showthread.php?p=12#post12", "12"), ("#p12", "12"), ("#comment-12", "12"), ("x?topic=1.msg12#msg12", "12"), ("/posts/12/", "12"),
     ("http://e.example/about", None), ("#top", None), ("/2016/12/31/", None), ("", None)],
)
def test_message_ids(address: str, found: str | None) -> None:
    assert message_id(address) == found


def test_plain_text_keeps_its_lines() -> None:
    body = make_text_body("\n  \n  indented  \r\nnext\x00\t \n\n\nlast\u2029end \n\n")
    assert body.text == "  indented\nnext\n\n\nlast\nend" and body.html is None
