"""Flarum: the running application and the plain list that it gives without scripts."""

from __future__ import annotations

from reader.markup.tree import attr
from reader.model.draft import DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView

_APP = Layout(
    key="flarum",
    message=(".PostStream-item:has(.Post-body)", "article.CommentPost"),
    author=(".PostUser .username", ".PostUser-name .username", ".PostUser h3", ".Post-header .username"),
    author_link=(".PostUser a[href*='/u/']",),
    date=(".PostMeta time", "time[datetime]"),
    body=(".Post-body",),
    title=(".DiscussionHero-title", "h1"),
    link=(".PostMeta-permalink", ".PostMeta a[href]"),
    avatar=("img.Avatar",),
    edited=(".PostEdited",),
    votes=(".Post-votes", ".Post-likedBy"),
    site_id=lambda node: attr(node, "data-id") or first_digits(attr(node, "data-number")),
)
_PLAIN = Layout(
    key="flarum",
    message=(
        "#flarum-content > .container > div > div",
        "#flarum-content article",
        "#flarum-content .container > div:has(h3)",
        "noscript .container div:has(> .Post-body)",
    ),
    author=("h3", ".PostUser h3"),
    date=("time", ".PostUser + time", "span"),
    body=(".Post-body", ".content"),
    title=("#flarum-content h1", "h1", "h2"),
    pagers=(".pagination",),
)


def recognises(view: PageView) -> bool:
    """By the classes of its stream of posts."""
    return view.first(".PostStream .Post-body", "#flarum-content .Post-body", ".CommentPost .Post-body") is not None


def read(view: PageView) -> list[DraftThread]:
    """The discussion that the page shows."""
    app = view.first(".PostStream .Post-body", ".CommentPost .Post-body") is not None
    return read_messages(view, _APP if app else _PLAIN)


SITE = Site("flarum", recognises, read)
