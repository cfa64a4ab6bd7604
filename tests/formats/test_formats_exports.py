"""Exports of blogs: Movable Type, WordPress, Blogger, Disqus; feeds."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from format_samples import only, read
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats import open_pages
from reader.formats.records import plain, with_paragraphs
from reader.model.discussion import CommentKind
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind
from reader.model.record import BodyForm, Record
from reader.model.report import NoticeKind


def record_of(page: Page) -> Record:
    assert page.kind is PageKind.RECORD
    assert page.record is not None
    return page.record


def everything(page: Page) -> str:
    return repr(page)


MTIF = """AUTHOR: Ada
TITLE: Bread that rises
BASENAME: rise
STATUS: Publish
ALLOW COMMENTS: 2
CONVERT BREAKS: __default__
PRIMARY CATEGORY: Baking
CATEGORY: Baking
UNIQUE URL: http://bread.example.org/2016/12/rise.html
DATE: 12/11/2016 02:18:00 PM
TAGS: "slow food",salt
-----
BODY:
Warm water,
not hot.

Then wait.
-----
EXTENDED BODY:
And salt.
-----
EXCERPT:

-----
KEYWORDS:

-----
COMMENT:
AUTHOR: Béla
EMAIL: bela@mail.example
IP: 192.0.2.17
URL: www.bela.example
DATE: 12/12/2016 12:05:01 AM
Mine fell flat.
-----
Five dashes above. Write to bela@mail.example
DATE: never
-----
COMMENT:
AUTHOR: carol@mail.example
EMAIL: carol@mail.example
IP: 192.0.2.18
URL:
DATE: 12/12/2016 12:30:00 PM
--------
Eight dashes above.
-----
PING:
TITLE: On bread
URL: http://other.example/on-bread
IP: 192.0.2.19
BLOG NAME: Other blog
DATE: 12/13/2016 09:00:00 AM
They say...
-----
--------
AUTHOR: Ada
TITLE: Second
STATUS: Publish
ALLOW COMMENTS: 1
CONVERT BREAKS: markdown
DATE: 01/02/2017 23:59:00
-----
BODY:
*Stars*
-----
--------
"""


def test_mtif(tmp_path: Path) -> None:
    pages = read(tmp_path, "export.txt", MTIF)
    first, second = (record_of(page) for page in pages)
    assert [page.dialect for page in pages] == ["mtif", "mtif"]
    assert (first.title, first.author, first.published, first.published_text) == (
        "Bread that rises", "Ada", "2016-12-11T14:18:00", "12/11/2016 02:18:00 PM",
    )  # fmt: skip
    assert first.body == "<p>Warm water,<br>\nnot hot.</p>\n<p>Then wait.</p>\n<p>And salt.</p>"
    assert (first.url, first.tags, first.comments_closed) == ("http://bread.example.org/2016/12/rise.html", ("slow food", "salt"), True)
    bela, carol, ping = first.comments
    assert (bela.author, bela.author_url, bela.published) == ("Béla", "http://www.bela.example", "2016-12-12T00:05:01")
    assert bela.body == "<p>Mine fell flat.<br>\n-----<br>\nFive dashes above. Write to <br>\nDATE: never</p>"
    assert (carol.author, carol.body) == ("carol", "<p>--------<br>\nEight dashes above.</p>")
    assert (ping.kind, ping.author) == (CommentKind.PINGBACK, "Other blog")
    assert (second.form, second.body, second.published, second.comments) == (BodyForm.MARKDOWN, "*Stars*", "2017-01-02T23:59:00", ())
    assert "mail.example" not in everything(pages[0])
    assert "192.0.2" not in everything(pages[0])


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_mtif_in_other_encodings_and_line_ends(tmp_path: Path, encoding: str) -> None:
    words = "Für die Brötchen muß das Wasser hübsch warm sein; später kühlt es ab.\nNatürlich gehört Öl dazu.\n" * 4
    pages = read(tmp_path, "export.txt", MTIF.replace("Then wait.", words).replace("\n", "\r\n").encode(encoding))
    assert [record_of(page).title for page in pages] == ["Bread that rises", "Second"]
    assert record_of(pages[0]).comments[0].author == "Béla"


def wxr(items: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Bread &amp; salt</title><link>http://bread.example.org</link><language>en</language>
<wp:author><wp:author_login>ada</wp:author_login><wp:author_email>ada@mail.example</wp:author_email>
<wp:author_display_name><![CDATA[Ada L.]]></wp:author_display_name></wp:author>
{items}</channel></rss>"""


def wxr_item(number: int, comments: str = "", kind: str = "post") -> str:
    return f"""<item><title>Post {number}</title><link>http://bread.example.org/{number}</link><dc:creator>ada</dc:creator>
<content:encoded><![CDATA[One line&nbsp;here
and another.]]></content:encoded><wp:post_id>{number}</wp:post_id><wp:post_date>2016-12-11 14:18:00</wp:post_date>
<wp:post_date_gmt>2016-12-11 13:18:00</wp:post_date_gmt><wp:comment_status>closed</wp:comment_status><wp:status>publish</wp:status>
<wp:post_type>{kind}</wp:post_type><category domain="post_tag" nicename="salt"><![CDATA[Salt]]></category>{comments}</item>"""


def wxr_comment(number: int, parent: int = 0, approved: str = "1", kind: str = "") -> str:
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author><![CDATA[Béla {number}]]></wp:comment_author>
<wp:comment_author_email>bela@mail.example</wp:comment_author_email><wp:comment_author_url>http://bela.example/</wp:comment_author_url>
<wp:comment_author_IP>192.0.2.17</wp:comment_author_IP><wp:comment_date>2016-12-12 01:00:00</wp:comment_date>
<wp:comment_date_gmt>0000-00-00 00:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[Flat.\n\nTwice.\x08]]></wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"""


def test_wxr(tmp_path: Path) -> None:
    comments = wxr_comment(7) + wxr_comment(8, 7) + wxr_comment(9, kind="pingback") + wxr_comment(10, approved="spam") + wxr_comment(11, approved="0")
    data = wxr(wxr_item(1, comments) + wxr_item(2, kind="attachment") + wxr_item(3, kind="page"))
    pages = read(tmp_path, "export.xml", data)
    assert [record_of(page).title for page in pages] == ["Post 1", "Post 3"]
    post = record_of(pages[0])
    assert (post.author, post.site, post.language, post.url, post.id) == ("Ada L.", "Bread & salt", "en", "http://bread.example.org/1", "1")
    assert (post.published, post.published_text) == ("2016-12-11T13:18:00+00:00", "2016-12-11 14:18:00")
    assert (post.body, post.tags, post.comments_closed) == ("<p>One line\xa0here<br>\nand another.</p>", ("Salt",), True)
    assert [(comment.id, comment.parent, comment.kind) for comment in post.comments] == [
        ("7", None, CommentKind.COMMENT), ("8", "7", CommentKind.COMMENT), ("9", None, CommentKind.PINGBACK),
    ]  # fmt: skip
    first = post.comments[0]
    assert (first.author, first.body, first.published, first.author_url) == (
        "Béla 7", "<p>Flat.</p>\n<p>Twice.</p>", "2016-12-12T01:00:00", "http://bela.example/",
    )  # fmt: skip
    assert "mail.example" not in everything(pages[0])
    assert "192.0.2" not in everything(pages[0])


def test_wxr_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    data = wxr("".join(wxr_item(number) for number in range(5)))
    pages = read(tmp_path, "export.xml", data[: data.index("Post 4")])
    assert len(pages) == 4
    assert [notice.kind for notice in pages[-1].notices] == [NoticeKind.TRUNCATED_FILE]


def test_long_export_streams(tmp_path: Path) -> None:
    """Four times the export needs no more memory."""
    comments = "".join(wxr_comment(number) for number in range(20))
    peaks = []
    for posts in (50, 200):
        path = tmp_path / f"{posts}.xml"
        path.write_text(wxr("".join(wxr_item(number, comments) for number in range(posts))))
        tracemalloc.start()
        assert sum(len(record_of(page).comments) for page in open_pages(path)) == posts * 20
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.3


ENTITY_BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{number} "{"&a" + str(number - 1) + ";" if number else "&a;"}{"&a;" * 9}">' for number in range(9)
) + "]>"


@pytest.mark.parametrize("declaration", [ENTITY_BOMB, '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'])
def test_entities_are_refused(tmp_path: Path, declaration: str) -> None:
    data = wxr(wxr_item(1)).replace('<?xml version="1.0" encoding="UTF-8"?>', declaration).replace("Post 1", "&x;&a8;")
    with pytest.raises(RefusedFile) as caught:
        read(tmp_path, "export.xml", data)
    assert caught.value.why is Why.DAMAGED


def test_external_document_type_is_never_loaded(tmp_path: Path) -> None:
    data = wxr(wxr_item(1)).replace("<rss ", '<!DOCTYPE rss SYSTEM "http://192.0.2.1/rss.dtd"><rss ')
    assert len(read(tmp_path, "export.xml", data)) == 1


def test_deeply_nested_xml(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile):
        read(tmp_path, "export.xml", wxr("<a>" * 100_000))


BLOG = "tag:blogger.com,1999:blog-1"


def blogger_entry(number: int, kind: str, extra: str = "") -> str:
    return f"""<entry><id>{BLOG}.post-{number}</id><published>2011-10-0{number % 9 + 1}T10:00:00.000-07:00</published>
<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{kind}"/>
<category scheme="http://www.blogger.com/atom/ns#" term="salt"/><title type="text">Title {number}</title>
<content type="html">Text {number} &lt;br /&gt; more</content>
<link rel="alternate" type="text/html" href="http://b.example.com/{number}.html"/>
<author><name>Ada</name><uri>http://www.blogger.com/profile/1</uri><email>noreply@blogger.com</email></author>{extra}</entry>"""


def blogger_comment(number: int, post: int, parent: int | None = None) -> str:
    related = f'<link rel="related" href="http://www.blogger.com/feeds/1/{post}/comments/default/{parent}"/>' if parent else ""
    return blogger_entry(number, "comment", f'<thr:in-reply-to ref="{BLOG}.post-{post}" href="http://b.example.com/{post}.html"/>{related}')


def blogger(entries: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="x.css"?><feed xmlns="http://www.w3.org/2005/Atom"
xmlns:thr="http://purl.org/syndication/thread/1.0"><id>{BLOG}.archive</id><title type="text">My bread</title>{entries}</feed>"""


def test_blogger_groups_comments_with_their_posts(tmp_path: Path) -> None:
    entries = (
        blogger_entry(1, "settings") + blogger_comment(5, 2) + blogger_entry(2, "post") + blogger_comment(4, 2, 5)
        + blogger_entry(3, "post") + blogger_comment(6, 3) + blogger_comment(7, 99)
    )  # fmt: skip
    pages = read(tmp_path, "blog.xml", blogger(entries))
    records = [record_of(page) for page in pages]
    assert [(post.title, post.id, [(c.id, c.parent) for c in post.comments]) for post in records] == [
        ("Title 2", "2", [("4", "5"), ("5", None)]), ("Title 3", "3", [("6", None)]), ("", "99", [("7", None)]),
    ]  # fmt: skip
    assert (records[0].site, records[0].url, records[0].tags, records[0].body) == (
        "My bread", "http://b.example.com/2.html", ("salt",), "Text 2 <br /> more",
    )  # fmt: skip
    assert records[0].published == "2011-10-03T10:00:00-07:00"
    assert not records[2].has_post
    assert "noreply" not in everything(pages[0])


def test_blogger_takeout(tmp_path: Path) -> None:
    data = f"""<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<id>{BLOG}</id><title>My bread</title>
<entry><id>{BLOG}.post-2</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><author><name>Ada</name></author>
<title>Rise</title><content type='html'>Text</content><published>2020-01-01T00:00:00Z</published></entry>
<entry><id>{BLOG}.post-3</id><blogger:parent>{BLOG}.post-2</blogger:parent><blogger:type>COMMENT</blogger:type><author><name>B</name></author>
<content type='html'>Yes</content><published>2020-01-02T00:00:00Z</published></entry>
<entry><id>{BLOG}.post-4</id><blogger:parent>{BLOG}.post-2</blogger:parent><blogger:inReplyTo>{BLOG}.post-3</blogger:inReplyTo>
<blogger:type>COMMENT</blogger:type><content type='html'>No</content><published>2020-01-03T00:00:00Z</published></entry>
<entry><id>{BLOG}.post-5</id><blogger:parent>{BLOG}.post-2</blogger:parent><blogger:type>COMMENT</blogger:type>
<blogger:status>SPAM</blogger:status><content type='html'>Buy</content></entry></feed>"""
    record = record_of(only(tmp_path, "feed.atom", data))
    assert [(comment.id, comment.parent, comment.author) for comment in record.comments] == [("3", None, "B"), ("4", "3", None)]


def test_disqus(tmp_path: Path) -> None:
    data = """<?xml version="1.0" encoding="utf-8"?><disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="1"><forum>bread</forum></category>
<thread dsq:id="10"><id>x</id><forum>bread</forum><link>http://bread.example.org/a</link><title>Rise</title><createdAt>2012-01-01T00:00:00Z</createdAt>
<author><name>Ada</name></author><isClosed>true</isClosed></thread>
<thread dsq:id="11"><link>http://bread.example.org/b</link><title>Nobody wrote</title></thread>
<post dsq:id="2"><message><![CDATA[<p>Later</p>]]></message><createdAt>2012-01-03T00:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>
<author><name>Béla</name><isAnonymous>false</isAnonymous><username>bela</username></author><ipAddress>192.0.2.17</ipAddress>
<thread dsq:id="10"/><parent dsq:id="1"/></post>
<post dsq:id="1"><message><![CDATA[<p>First</p>]]></message><createdAt>2012-01-02T00:00:00Z</createdAt><isSpam>false</isSpam>
<author><email>c@mail.example</email><name>Carol</name><isAnonymous>true</isAnonymous></author><thread dsq:id="10"/></post>
<post dsq:id="3"><message>gone</message><createdAt>2012-01-04T00:00:00Z</createdAt><isDeleted>true</isDeleted><author><name>Dan</name></author>
<thread dsq:id="10"/></post>
<post dsq:id="4"><message>Buy</message><createdAt>2012-01-04T00:00:00Z</createdAt><isSpam>true</isSpam><thread dsq:id="11"/></post></disqus>"""
    page = only(tmp_path, "disqus.xml", data)
    record = record_of(page)
    assert (record.title, record.url, record.has_post, record.comments_closed) == ("Rise", "http://bread.example.org/a", False, True)
    assert [(c.id, c.parent, c.author, c.removed, c.body) for c in record.comments] == [
        ("1", None, "Carol", False, "<p>First</p>"), ("2", "1", "Béla", False, "<p>Later</p>"), ("3", None, None, True, ""),
    ]  # fmt: skip
    assert "192.0.2" not in everything(page)
    assert "mail.example" not in everything(page)
    pages = read(tmp_path, "cut.xml", data[: data.index('<post dsq:id="3"') + 40])
    assert len(record_of(pages[0]).comments) == 2
    assert [notice.kind for notice in pages[0].notices] == [NoticeKind.TRUNCATED_FILE]


def test_feed_of_wordpress_comments(tmp_path: Path) -> None:
    data = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Comments on: Bread that rises</title><link>http://bread.example.org/rise/</link>
<item><title>By: Béla</title><link>http://bread.example.org/rise/#comment-8</link><dc:creator><![CDATA[Béla]]></dc:creator>
<pubDate>Tue, 13 Dec 2016 10:00:00 +0000</pubDate><guid>http://bread.example.org/?p=1#comment-8</guid>
<description>short</description><content:encoded><![CDATA[<p>Second</p>]]></content:encoded></item>
<item><title>By: Carol</title><link>http://bread.example.org/rise/#comment-7</link><dc:creator>Carol</dc:creator>
<pubDate>Mon, 12 Dec 2016 10:00:00 +0000</pubDate><guid>http://bread.example.org/?p=1#comment-7</guid><description>First</description></item>
</channel></rss>"""
    record = record_of(only(tmp_path, "feed.xml", data))
    assert (record.title, record.url, record.has_post) == ("Bread that rises", "http://bread.example.org/rise/", False)
    assert [(c.id, c.author, c.body, c.published) for c in record.comments] == [
        ("7", "Carol", "First", "2016-12-12T10:00:00+00:00"), ("8", "Béla", "<p>Second</p>", "2016-12-13T10:00:00+00:00"),
    ]  # fmt: skip


def atom(entries: str, title: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title><link href="http://f.example/t/1"/>{entries}</feed>'


def atom_entry(own: str, title: str, day: int, name: str = "/u/ada", link: str = "http://f.example/t/1") -> str:
    return (
        f"<entry><id>{own}</id><title>{title}</title><author><name>{name}</name></author><link href='{link}'/>"
        f"<updated>2020-01-0{day}T00:00:00+00:00</updated><content type='html'>Text {own}</content></entry>"
    )


def test_feed_of_a_reddit_thread(tmp_path: Path) -> None:
    entries = atom_entry("t3_x", "Rise", 1) + atom_entry("t1_b", "/u/bo on Rise", 3, "/u/bo") + atom_entry("t1_a", "/u/cy on Rise", 2, "/u/cy")
    record = record_of(only(tmp_path, "x.rss", atom(entries, "Rise : bread")))
    assert (record.title, record.author, record.body, record.has_post) == ("Rise", "ada", "Text t3_x", True)
    assert [(comment.id, comment.author) for comment in record.comments] == [("t1_a", "cy"), ("t1_b", "bo")]


def test_feed_of_posts(tmp_path: Path) -> None:
    entries = atom_entry("1", "One", 2, link="http://f.example/1") + atom_entry("2", "Two", 1, link="http://f.example/2")
    records = [record_of(page) for page in read(tmp_path, "x.xml", atom(entries, "My bread"))]
    assert [(record.title, record.url, record.site, record.comments) for record in records] == [
        ("One", "http://f.example/1", "My bread", ()), ("Two", "http://f.example/2", "My bread", ()),
    ]  # fmt: skip


def test_feed_with_prefix_and_latin1(tmp_path: Path) -> None:
    data = atom(atom_entry("1", "Brötchen", 2), "Bäcker").replace("<", "<ns0:").replace("<ns0:/", "</ns0:").replace("xmlns=", "xmlns:ns0=")
    page = only(tmp_path, "x.atom", ('<?xml version="1.0" encoding="ISO-8859-1"?>' + data).encode("latin-1"))
    assert record_of(page).title == "Brötchen"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("one", "<p>one</p>"),
        ("a\nb\n\nc", "<p>a<br>\nb</p>\n<p>c</p>"),
        ("<p>a</p>\n<p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("x\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\ny", "<p>x</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>y</p>"),
        ("x\n<pre>a\n\nb</pre>", "<p>x</p><pre>a\n\nb</pre>"),
        ("<blockquote>q\n\nr</blockquote>\nend", "<blockquote>q\n<p>r</p></blockquote>\n<p>end</p>"),
        ("a<br />\nb", "<p>a<br />\nb</p>"),
        ("", ""),
    ],
)
def test_line_ends_that_mean_something(written: str, shown: str) -> None:
    assert with_paragraphs(written) == shown


def test_first_line_as_title() -> None:
    assert plain("<p> <b>Bread</b> &amp; salt<br>more</p>") == "Bread & salt"
    assert plain("word " * 100, 20) == "word word word…"
    assert plain("<img>") == ""


SAMPLES = {"m.txt": MTIF, "w.xml": wxr(wxr_item(1, wxr_comment(1)) + wxr_item(2)), "b.xml": blogger(blogger_entry(2, "post") + blogger_comment(4, 2)),
           "f.xml": atom(atom_entry("1", "One", 2), "My bread")}  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(sorted(SAMPLES)), place=st.integers(0, 3000), junk=st.binary(max_size=20), gone=st.integers(0, 60))
def test_damaged_exports(tmp_path_factory: pytest.TempPathFactory, name: str, place: int, junk: bytes, gone: int) -> None:
    data = SAMPLES[name].encode()
    try:
        pages = read(tmp_path_factory.mktemp("damage"), name, data[:place] + junk + data[place + gone :])
    except RefusedFile:
        return
    assert pages
