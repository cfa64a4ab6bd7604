"""Lobsters and its sister sites."""

from __future__ import annotations

from reader.markup.tree import attr
from reader.model.draft import DraftThread
from reader.sites.article import ArticleParts
from reader.sites.messages import Layout, read_replies
from reader.sites.site import Site
from reader.sites.view import PageView

_LAYOUT = Layout(
    key="lobsters",
    message=("li.comments_subtree:has(> .comment)", "div.comment[id^=c_]"),
    author=(".byline a[href^='/~']:not(:has(img))", ".byline a[href^='/u/']:not(:has(img))", ".byline a:not(:has(img))"),
    date=(".byline time", ".byline span[title]", ".byline"),
    body=(".comment_text",),
    link=(".byline a[href*='#c_']", ".byline a[href*='/c/']"),
    votes=(".score", ".upvoter"),
    avatar=(".byline img",),
    has_post=False,
    site_id=lambda node: next((attr(each, "id") for each in [node, *node.css(".comment[id]")] if attr(each, "id").startswith("c_")), None),
)
_STORY = ArticleParts(
    title=(".story .link a.u-url", ".story .link a", ".story_liner .link a"),
    author=(".story .byline a[href^='/~']:not(:has(img))", ".story .byline a[href^='/u/']:not(:has(img))", ".story .byline .u-author"),
    date=(".story .byline time", ".story .byline span[title]"),
    body=(".story_content .story_text", ".story_text", ".story_content"),
)


def recognises(view: PageView) -> bool:
    """By the ids of its comments."""
    return view.first("li.comments_subtree", "div.comment[id^=c_] .comment_text", ".story_liner .story_text") is not None


def read(view: PageView) -> list[DraftThread]:
    """A story with its comments."""
    return read_replies(view, _LAYOUT, _STORY)


SITE = Site("lobsters", recognises, read)
