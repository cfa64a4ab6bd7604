"""Slashdot: a story and a tree of scored comments; folded ones whose text was not saved are left out."""

from __future__ import annotations

from reader.markup.tree import Node, attr
from reader.model.draft import DraftThread
from reader.sites.article import ArticleParts
from reader.sites.messages import Layout, first_digits, read_replies
from reader.sites.site import Site
from reader.sites.view import PageView

_LAYOUT = Layout(
    key="slashdot",
    message=("#commentlisting li.comment", "li.comment[id^=tree_]"),
    author=(".details .by a", ".by a", ".details .by", ".by"),
    date=(".otherdetails",),
    body=("[id^=comment_body_]", ".commentBody"),
    link=(".otherdetails a[href*='cid=']", ".title a[href]"),
    votes=(".score",),
    signature=("[id^=comment_sig_]", ".sig"),
    has_post=False,
    site_id=lambda node: first_digits(attr(node, "id")),
)
_STORY = ArticleParts(
    title=(".story-title > a", "span.story-title", "h1.story", "h2.story"),
    date=(".story-byline time", ".story-byline", "time"),
    byline=(".story-byline", ".details"),
    body=("[id^=text-].p", "div.body .p", "[id^=fhbody]", "div.body"),
    drop=(".story-sourcelnk", ".ad", ".story-tags", ".tag-widget"),
)


def recognises(view: PageView) -> bool:
    """By the ids of its comments and of its story."""
    return view.first("li.comment[id^=tree_] [id^=comment_body_]", "[id^=firehose-] .story-title") is not None


def read(view: PageView) -> list[DraftThread]:
    """The story with its comments."""
    _bare_titles(view.all(".story-title .extlnk, .story-title .comment-bubble, .by .uid, .by .byby"))
    return read_replies(view, _LAYOUT, _STORY)


def _bare_titles(nodes: list[Node]) -> None:
    for node in nodes:
        node.decompose()


SITE = Site("slashdot", recognises, read)
