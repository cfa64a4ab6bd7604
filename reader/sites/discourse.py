"""Discourse: what it shows to crawlers and in print, and the page of the running application."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.markup.tree import Node, attr, remove
from reader.model.draft import DraftComment, DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView


def _reply_tab(node: Node) -> str | None:
    """The post number in the link of the "in reply to" tab, where the save has one."""
    tab = node.css_first("a.reply-to-tab[href]")
    found = re.search(r"/(\d+)$", attr(tab, "href")) if tab is not None else None
    return found[1] if found else None


_CRAWLER = Layout(
    key="discourse",
    message=("div.crawler-post", "div.topic-body:has(.crawler-post-meta)", "div[itemprop=comment]"),
    author=(".creator [itemprop=name]", ".creator a", ".creator", "[itemprop=author] [itemprop=name]"),
    author_link=(".creator a",),
    date=("time.post-time", "time[itemprop=datePublished]", ".crawler-post-infos time", "time"),
    body=("div.post[itemprop]", "div.post", ".cooked"),
    title=("#topic-title h1 a", "#topic-title h1", "h1[itemprop=headline]", "h1"),
    number=("[itemprop=position]",),
    votes=(".post-likes",),
    drop=(".quote-controls", ".meta .informations", "[itemprop=interactionStatistic]"),
    pagers=("div[role=navigation]",),
    site_id=lambda node: first_digits(attr(node, "id")),
)
_APP = Layout(
    key="discourse",
    message=("article[data-post-id]", ".topic-post article[id^=post_]", ".topic-post"),
    author=(".names .username a", ".names .first a", ".names a[data-user-card]", ".names a", ".names .username"),
    date=(".post-info.post-date .relative-date", ".post-date .relative-date", ".post-date a", ".relative-date"),
    body=(".regular.contents .cooked", ".contents > .cooked", ".cooked"),
    title=("#topic-title h1 .fancy-title", "#topic-title h1", "h1"),
    link=(".post-date a[href]",),
    avatar=(".topic-avatar img.avatar",),
    votes=(".like-count",),
    drop=(".quote-controls", ".cooked-selection-barrier", ".codeblock-button-wrapper", ".badge-notification.clicks"),
    site_id=lambda node: first_digits(attr(node, "id")),
    answers=_reply_tab,
)


def recognises(view: PageView) -> bool:
    """By its generator mark, or the classes of either view."""
    crawler = view.first("div.crawler-post", ".crawler-post-meta") is not None
    app = view.generator.startswith("discourse") or view.first("#topic-title", "discourse-assets") is not None
    return crawler or (app and view.first(".topic-post .cooked", "article[data-post-id] .cooked") is not None)


def read(view: PageView) -> list[DraftThread]:
    """The topic that the page shows. Post numbers are the site ids that quotes name, so they are kept as such."""
    crawler = view.first("div.crawler-post", ".crawler-post-meta") is not None
    for node in view.all(".embedded-posts, .small-action, .topic-map, .suggested-topics, #suggested-topics"):
        remove(node)
    return read_messages(view, _CRAWLER if crawler else _APP, adjust=_adjust)


def _adjust(node: Node, comment: DraftComment) -> DraftComment:
    number = comment.number if comment.number is not None else int(comment.site_id) if comment.site_id else None
    name = attr(node, "data-user-card") or None
    return replace(comment, number=number if number and number < 1_000_000 else None, author=comment.author or name)


SITE = Site("discourse", recognises, read)
