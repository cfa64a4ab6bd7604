"""Lemmy (the lemmy-ui front end)."""

from __future__ import annotations

from reader.markup.tree import attr
from reader.model.draft import DraftThread
from reader.sites.article import ArticleParts
from reader.sites.messages import Layout, first_digits, read_replies
from reader.sites.site import Site
from reader.sites.view import PageView

_LAYOUT = Layout(
    key="lemmy",
    message=("li.comment:has(article[id^=comment-])", "div.comment:has([id^=comment-])", "article.comment-node"),
    author=(".person-listing", "a[href*='/u/']"),
    date=(".moment-time[data-tippy-content]", "time[datetime]", ".moment-time"),
    body=(".comment-content .md-div", ".md-div", ".comment-content"),
    link=("a[href*='/comment/']",),
    votes=("[data-tippy-content*=point]", ".unselectable.pointer"),
    has_post=False,
    site_id=lambda node: next((first_digits(attr(each, "id")) for each in [node, *node.css("[id^=comment-]")] if attr(each, "id")), None),
)
_POST = ArticleParts(
    title=(".post-title h1", ".post-listing h1", "h1.h4", "h1"),
    author=(".post-listing .person-listing", ".person-listing"),
    date=(".post-listing .moment-time", ".post-listing time"),
    body=("#postContent", ".post-listing .md-div", ".post-listing .col .md-div"),
)


def recognises(view: PageView) -> bool:
    """By the classes of its front end."""
    return view.first(".post-listing", "#app.lemmy-site") is not None and view.first(".person-listing") is not None


def read(view: PageView) -> list[DraftThread]:
    """A post with its comments."""
    return read_replies(view, _LAYOUT, _POST)


SITE = Site("lemmy", recognises, read)
