"""Mail, JSON dumps, 2ch files, our own export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from format_samples import only, read
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.addresses import public_name, public_url, without_addresses
from reader.formats.mailbox_file import bare_subject, digest, sender
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind
from reader.model.record import BodyForm, Record


def record_of(page: Page) -> Record:
    assert page.kind is PageKind.RECORD
    assert page.record is not None
    return page.record


def letter(own: str, subject: str, day: int, name: str = "Ada", extra: str = "", text: str = "Text.") -> str:
    address = f"{name.lower()}@mail.example"
    return (
        f"From {address} Mon Jan 0{day} 10:00:00 2012\nFrom: {name} <{address}>\nTo: Bread list <bread@lists.example>\n"
        f"List-Id: Bread talk <bread.lists.example>\nSubject: {subject}\nDate: 0{day} Jan 2012 10:00:00 +0100\nMessage-ID: <{own}@mail.example>\n"
        f"{extra}Content-Type: text/plain; charset=utf-8\n\n{text}\n\n"
    )


MAILBOX = (
    letter("1", "[bread] Rise", 1, text="Does it rise?\n>From the oven.\n-- \nAda\nada@mail.example")
    + letter("9", "Other", 1, "Zoe")
    + letter("3", "Re: [bread] Rise", 3, "Carol", "In-Reply-To: <2@mail.example>\nReferences: <1@mail.example> <2@mail.example>\n",
             "On 2 Jan, Béla <béla@mail.example> wrote:\n> Yes. mail me: bob@mail.example\nNo.")
    + letter("2", "AW: Rise", 2, "Bob", "In-Reply-To: <1@mail.example>\n", "Yes.")
    + letter("4", "Re: Rise", 4, "Dan")
)  # fmt: skip


def test_mailbox_becomes_threads(tmp_path: Path) -> None:
    pages = read(tmp_path, "bread.mbox", MAILBOX)
    thread, other = (record_of(page) for page in pages)
    assert (thread.title, thread.author, thread.site, thread.published) == ("Rise", "Ada", "Bread talk", "2012-01-01T10:00:00+01:00")
    assert (thread.body, thread.form, thread.id) == ("Does it rise?\nFrom the oven.", BodyForm.TEXT, digest("1@mail.example"))
    assert [(comment.author, comment.parent) for comment in thread.comments] == [("Bob", None), ("Carol", digest("2@mail.example")), ("Dan", None)]
    assert thread.comments[1].body == "On 2 Jan, Béla wrote:\n> Yes. mail me: \nNo."
    assert (other.title, other.comments) == ("Other", ())
    assert all("mail.example" not in repr(page) for page in pages)


def test_thread_without_its_beginning(tmp_path: Path) -> None:
    record = record_of(only(tmp_path, "x.eml", letter("3", "Re: Rise", 3, "Carol", "In-Reply-To: <2@gone.example>\n").partition("\n")[2]))
    assert (record.title, record.has_post, len(record.comments)) == ("Rise", False, 1)


def test_letter_with_html_and_attachment(tmp_path: Path) -> None:
    data = (
        "Received: from x\r\nFrom: =?iso-8859-1?Q?B=E9la?= <b@mail.example>\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\nDate: Tue, 3 Jan 2012 10:00:00 GMT\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n"
        "Content-Disposition: attachment; filename=x.txt\r\n\r\nattached\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Gr=C3=BC=C3=9Fe</p>\r\n--b--\r\n"
    )
    record = record_of(only(tmp_path, "x.eml", data))
    assert (record.title, record.author, record.body, record.form) == ("Grüße", "Béla", "<p>Grüße</p>", BodyForm.HTML)


def test_flowed_text(tmp_path: Path) -> None:
    data = letter("1", "x", 1, text="A long \nline.\n> quoted \n> on\nEnd").replace("charset=utf-8", "charset=utf-8; format=flowed")
    assert record_of(only(tmp_path, "x.mbox", data)).body == "A long line.\n> quoted on\nEnd"


def test_letters_that_answer_in_a_circle(tmp_path: Path) -> None:
    data = letter("1", "x", 1, extra="In-Reply-To: <2@mail.example>\n") + letter("2", "x", 2, extra="In-Reply-To: <1@mail.example>\n")
    record = record_of(only(tmp_path, "x.mbox", data))
    assert (record.has_post, len(record.comments)) == (True, 1)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"Lovelace, Ada" <ada@mail.example>', "Lovelace, Ada"), ("ada@mail.example", "ada"), ("ada@mail.example (Ada L.)", "Ada L."),
        ("ada at mail.example (Ada L.)", "Ada L."), ("ada at mail.example", "ada"), ("<ada@mail.example>", "ada"), ("", None),
        ("=?utf-8?B?QsOpbGE=?= <b@mail.example>", "Béla"), ("=?nonsense?X?y?= <b@mail.example>", "=?nonsense?X?y?="),
    ],
)  # fmt: skip
def test_senders(written: str, name: str | None) -> None:
    assert sender(written) == name


def test_subjects_and_public_values() -> None:
    assert bare_subject("Re: [list] AW: Re[2]: Bread: rise") == "Bread: rise"
    assert bare_subject("Re:") == "Re:"
    assert (public_name("192.0.2.17"), public_name(" ada@x.example "), public_name("")) == (None, "ada", None)
    assert (public_url("mailto:a@x.example"), public_url("http://"), public_url("javascript:x"), public_url("b.example/~ada")) == (
        None, None, None, "http://b.example/~ada",
    )  # fmt: skip
    assert without_addresses("by Ada &lt;ada@x.example&gt; or bo@y.example", ["BO@y.example"]) == "by Ada or "


def item(own: int, parent: int | None = None, **more: Any) -> dict[str, Any]:
    return {"id": own, "type": "comment" if parent else "story", "by": f"user{own}", "time": 1_480_000_000 + own, "parent": parent, **more}


STORY = [
    item(1, title="Rise", url="http://bread.example.org/", score=12, descendants=3, kids=[2, 3]),
    item(3, 1, text="Second"),
    item(4, 2, deleted=True, by=None),
    item(2, 1, text="<p>First", kids=[4]),
]


@pytest.mark.parametrize("form", ["list", "lines", "object", "nested"])
def test_hacker_news_items(tmp_path: Path, form: str) -> None:
    nested = {**STORY[0], "kids": [STORY[1], {**STORY[3], "kids": [STORY[2]]}]}
    data = {
        "list": json.dumps(STORY), "lines": "\n".join(map(json.dumps, STORY)) + '\n{"cut', "object": json.dumps({str(i["id"]): i for i in STORY}),
        "nested": json.dumps(nested),
    }[form]  # fmt: skip
    page = only(tmp_path, "hn.json", data)
    record = record_of(page)
    assert (page.dialect, record.title, record.votes, record.comments_stated) == ("hackernews", "Rise", 12, 3)
    assert (record.url, record.author) == ("https://news.ycombinator.com/item?id=1", "user1")
    assert record.body == '<p><a href="http://bread.example.org/">http://bread.example.org/</a></p>\n'
    assert record.published == "2016-11-24T15:06:41+00:00"
    assert [(c.id, c.parent, c.author, c.removed, c.body) for c in record.comments] == [
        ("2", None, "user2", False, "<p>First"), ("3", None, "user3", False, "Second"), ("4", "2", None, True, ""),
    ]  # fmt: skip


def test_hacker_news_comment_without_its_story(tmp_path: Path) -> None:
    record = record_of(only(tmp_path, "hn.json", json.dumps([item(5, 4, text="x"), item(4, 1, text="y")])))
    assert (record.id, record.has_post, [(c.id, c.parent) for c in record.comments]) == ("1", False, [("4", None), ("5", "4")])


def test_parents_in_a_circle(tmp_path: Path) -> None:
    pages = read(tmp_path, "hn.json", json.dumps([item(5, 4), item(4, 5)]))
    assert sum(len(record_of(page).comments) + record_of(page).has_post for page in pages) == 2


def test_algolia_tree_and_hits(tmp_path: Path) -> None:
    leaf = {"id": 3, "created_at_i": 1_480_000_003, "author": "c", "text": "Deep", "parent_id": 2, "children": []}
    tree = {
        "id": 1, "created_at": "2016-11-24T15:06:40.000Z", "author": "a", "title": "Rise", "url": None, "text": "Hot?", "points": 7, "type": "story",
        "children": [{"id": 2, "created_at_i": 1_480_000_002, "author": "b", "text": "No", "parent_id": 1, "children": [leaf]}],
    }  # fmt: skip
    page = only(tmp_path, "a.json", json.dumps(tree))
    record = record_of(page)
    assert (page.dialect, record.title, record.body, record.published, record.votes) == ("algolia", "Rise", "Hot?", "2016-11-24T15:06:40+00:00", 7)
    assert [(c.id, c.parent, c.author) for c in record.comments] == [("2", None, "b"), ("3", "2", "c")]
    hits = {"hits": [
        {"objectID": "3", "comment_text": "Deep", "author": "c", "story_id": 1, "parent_id": 2, "story_title": "Rise", "created_at_i": 1_480_000_003},
        {"objectID": "2", "comment_text": "No", "author": "b", "story_id": 1, "parent_id": 1, "story_title": "Rise", "created_at_i": 1_480_000_002},
    ]}  # fmt: skip
    record = record_of(only(tmp_path, "h.json", json.dumps(hits)))
    assert (record.title, record.has_post, [(c.id, c.parent) for c in record.comments]) == ("Rise", False, [("2", None), ("3", "2")])


def listing(*children: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"children": list(children)}}


def reddit_comment(own: str, parent: str, replies: Any = "", **more: Any) -> dict[str, Any]:
    data = {
        "id": own, "name": f"t1_{own}", "link_id": "t3_p", "parent_id": parent, "author": f"u_{own}", "body": f"*{own}*", "subreddit": "bread",
        "body_html": f"&lt;p&gt;{own}&lt;/p&gt;", "created_utc": 1_480_000_000.0 + ord(own), "score": 3, "replies": replies, "edited": False,
        "permalink": f"/r/bread/comments/p/rise/{own}/",
    }  # fmt: skip
    return {"kind": "t1", "data": data | more}


REDDIT_POST = {"kind": "t3", "data": {
    "id": "p", "name": "t3_p", "subreddit": "bread", "title": "Rise &amp; shine", "author": "ada", "selftext": "*Hot*?", "selftext_html": None,
    "num_comments": 4, "created_utc": 1_480_000_000.0, "score": 99, "is_self": True, "permalink": "/r/bread/comments/p/rise/", "locked": True,
    "url": "https://www.reddit.com/r/bread/comments/p/rise/",
}}  # fmt: skip


def test_reddit_listing(tmp_path: Path) -> None:
    inner = listing(reddit_comment("b", "t1_a", author="[deleted]", body="[deleted]", body_html="", edited=1_480_000_500.0))
    data = [listing(REDDIT_POST), listing(reddit_comment("a", "t3_p", inner), {"kind": "more", "data": {"count": 2, "children": ["c"]}})]
    page = only(tmp_path, "r.json", json.dumps(data))
    record = record_of(page)
    assert (page.dialect, record.title, record.body, record.form) == ("reddit", "Rise & shine", "*Hot*?", BodyForm.MARKDOWN)
    assert (record.site, record.id, record.comments_stated, record.comments_closed) == ("r/bread", "t3_p", 4, True)
    assert record.url == "https://www.reddit.com/r/bread/comments/p/rise/"
    first, second = record.comments
    assert (first.id, first.parent, first.body, first.form, first.votes, first.author) == ("t1_a", None, "<p>a</p>", BodyForm.HTML, 3, "u_a")
    assert (second.id, second.parent, second.author, second.removed) == ("t1_b", "t1_a", None, True)
    assert second.edited_text == "2016-11-24T15:15:00+00:00"


def test_reddit_dump_lines_and_link_post(tmp_path: Path) -> None:
    link = {**REDDIT_POST["data"], "is_self": False, "url": "http://bread.example.org/a", "selftext": ""}
    lines = [reddit_comment("b", "t1_a")["data"], link, reddit_comment("a", "t3_p")["data"], reddit_comment("z", "t3_q", link_id="t3_q")["data"]]
    pages = read(tmp_path, "r.ndjson", "\n".join(map(json.dumps, lines)))
    first, second = (record_of(page) for page in pages)
    assert [(c.id, c.parent) for c in first.comments] == [("t1_a", None), ("t1_b", "t1_a")]
    assert (first.body, first.form) == ('<p><a href="http://bread.example.org/a">http://bread.example.org/a</a></p>\n', BodyForm.HTML)
    assert (second.has_post, len(second.comments)) == (False, 1)


def test_imageboard(tmp_path: Path) -> None:
    posts = [
        {"no": 10, "resto": 0, "now": "03/29/19(Fri)05:15:00", "time": 1_553_850_900, "name": "Anonymous", "com": "Who &amp; what<br>second", "replies": 2},
        {"no": 11, "resto": 10, "time": 1_553_850_939, "name": "Ada", "trip": "!x", "com": '<a href="#p10" class="quotelink">&gt;&gt;10</a><br>Me', "id": "aB3d"},
        {"no": 12, "resto": 10, "time": 1_553_850_940, "name": "Anonymous", "filename": "loaf", "ext": ".png", "tim": 15538509},
    ]  # fmt: skip
    page = only(tmp_path, "t.json", json.dumps({"posts": posts}))
    record = record_of(page)
    assert (page.dialect, record.title, record.id, record.comments_stated) == ("4chan", "Who & what", "10", 2)
    assert (record.published, record.published_text) == ("2019-03-29T09:15:00+00:00", "03/29/19(Fri)05:15:00")
    assert [(c.id, c.number, c.author) for c in record.comments] == [("11", 11, "Ada !x"), ("12", 12, "Anonymous")]
    assert record.comments[1].body == '<p><img src="15538509.png" alt="loaf.png"></p>'
    assert "aB3d" not in repr(page)
    board = json.dumps([{"page": 1, "threads": [{"posts": posts}, {"posts": [dict(posts[0], no=20)]}]}])
    assert len(read(tmp_path, "board.json", board)) == 2


DAT = (
    "名無しさん<>sage<>2003/01/02(木) 12:34:56.78 ID:AbCdEf0<> パンが膨らまない <br> なぜ？ <>パンのスレ\n"
    "エイダ</b> ◆abc <b><>ada@mail.example<>03/01/02 12:35 ID:???<> <a href=\"../test/read.cgi/b/1/1\">&gt;&gt;1</a> 塩 発信元:192.0.2.17 <>\n"
    "あぼーん<>あぼーん<>あぼーん<>あぼーん<>あぼーん\n"
)


@pytest.mark.parametrize("encoding", ["cp932", "utf-8"])
def test_dat(tmp_path: Path, encoding: str) -> None:
    page = only(tmp_path, "1041475496.dat", DAT.encode(encoding))
    record = record_of(page)
    assert (page.dialect, record.title, record.author, record.published) == ("2ch", "パンのスレ", "名無しさん", "2003-01-02T12:34:56")
    second, third = record.comments
    assert (second.number, second.author, second.published) == (2, "エイダ ◆abc", "2003-01-02T12:35:00")
    assert "&gt;&gt;1</a> 塩" in second.body
    assert (third.number, third.removed, third.body) == (3, True, "")
    assert "192.0.2" not in repr(page)
    assert "mail.example" not in repr(page)
    assert "AbCdEf0" not in repr(page)


def test_own_export(tmp_path: Path) -> None:
    data = json.dumps({"format": "threadfolio", "version": 1, "posts": []}, indent=2)
    page = only(tmp_path, "x.json", data)
    assert (page.kind, page.content) == (PageKind.EXPORT, data)
    late = json.dumps({"posts": [{"title": "x"}], "format": "threadfolio", "version": 1})
    assert json.loads(only(tmp_path, "y.json", late).content)["format"] == "threadfolio"


@pytest.mark.parametrize("data", ['{"a": 1}', "[]", '[{"x": [1, 2]}]', '{"posts": []}', '{"hits": []}', '{"kind": "Listing", "data": {}}'])
def test_other_json_holds_no_page(tmp_path: Path, data: str) -> None:
    with pytest.raises(RefusedFile) as caught:
        read(tmp_path, "x.json", data)
    assert caught.value.why in (Why.NO_PAGE, Why.NOTHING_INSIDE)


@pytest.mark.parametrize("data", ['{"a": ', "[" * 100_000, '{"posts": [{"no": 1, "resto": 0}', '[{"id": NaN'])
def test_broken_json(tmp_path: Path, data: str) -> None:
    with pytest.raises(RefusedFile):
        read(tmp_path, "x.json", data)


def test_text_that_looks_like_a_dump_stays_text(tmp_path: Path) -> None:
    for data in ("[12:30] <ada> hi\n[12:31] <bo> oh", "{curly} words", "From here on\nit is text", "Subject: bread\n\nno letter", "a <> b\n"):
        assert only(tmp_path, "x.txt", data).kind is PageKind.TEXT


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
KEYS = st.sampled_from(["id", "type", "kids", "children", "posts", "no", "resto", "data", "kind", "hits", "objectID", "title", "author", "time", "by", "parent",
                        "parent_id", "link_id", "body", "replies", "subreddit", "num_comments", "created_at", "threads", "created_utc", "story_id"])  # fmt: skip
WORDS = st.sampled_from(["story", "comment", "Listing", "t1", "t3", "more", "x"])
VALUES = st.recursive(SCALARS | WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25)


@settings(max_examples=100, deadline=None)
@given(value=st.dictionaries(KEYS, VALUES, max_size=8) | st.lists(st.dictionaries(KEYS, VALUES, max_size=8), min_size=1, max_size=3))
def test_json_of_any_shape(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    try:
        pages = read(tmp_path_factory.mktemp("json"), "x.json", json.dumps(value))
    except RefusedFile as error:
        assert "Error" not in error.detail or "ValueError" in error.detail
        return
    assert pages


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(MAILBOX)), junk=st.binary(max_size=20), gone=st.integers(0, 80), sample=st.sampled_from([MAILBOX, DAT]))
def test_damaged_lines(tmp_path_factory: pytest.TempPathFactory, place: int, junk: bytes, gone: int, sample: str) -> None:
    data = sample.encode()
    name = "x.dat" if sample is DAT else "x.mbox"
    try:
        pages = read(tmp_path_factory.mktemp("damage"), name, data[:place] + junk + data[place + gone :])
    except RefusedFile:
        return
    assert pages
