"""wpDiscuz, the comment plug-in of WordPress: its own markup, parents written into the ids ("wpd-comm-7_5": 7 answers 5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.markup.tree import Node, attr
from reader.model.draft import DraftComment, DraftThread
from reader.sites.blog_article import blog_article
from reader.sites.counts import stated_count
from reader.sites.drafting import Drafting
from reader.sites.item import BUTTONS, Parts, read_items
from reader.sites.oldest_first import oldest_first
from reader.sites.paging import comment_pages
from reader.sites.site import Site
from reader.sites.view import PageView
from reader.sites.wordpress_parts import POST

_ID = re.compile(r"^(?:wpd|wc)-comm-(\d+)_(\d+)$")
_PARTS = Parts(
    author=(".wpd-comment-author", ".wc-comment-author"),
    date=(".wpd-comment-date", ".wc-comment-date"),
    body=(".wpd-comment-text", ".wc-comment-text"),
    link=("a[href*='#comment-']",),
    avatar=(".wpd-avatar img", "img.avatar"),
    drop=(
        BUTTONS,
        ".wpd-comment-footer, .wc-comment-footer, .wpd-comment-last-edited, .wpd-tools, .wpd-inline-feedback-comment, .wpd-reply-to",
    ),
)


def _recognises(view: PageView) -> bool:
    return view.first("[id^=wpd-comm-], [id^=wc-comm-]") is not None


def _read(view: PageView) -> list[DraftThread]:
    drafting = Drafting(view)
    stated = stated_count(
        view, ".wpd-thread-info", ".wpd-thread-head", ".wpdiscuz-comment-count .wpd-cc-value + *", "#wc-comment-header", ".comments-title"
    )
    if stated is None:
        node = view.first(".wpd-thread-info [data-comments-count], [data-comments-count]", ".wpd-cc-value", ".wpdtc")
        words = re.search(r"\d+", attr(node, "data-comments-count") or node.text(deep=True)) if node is not None else None
        stated = int(words[0]) if words else None
    pages = comment_pages(view, ".wpdiscuz-comment-pagination", ".comment-navigation")
    nodes = [node for node in view.all("[id^=wpd-comm-], [id^=wc-comm-]") if _ID.match(attr(node, "id"))]
    votes = [_votes(node) for node in nodes]
    explicit = [_parent(node) for node in nodes]
    parts = replace(_PARTS, site_id=_site_id)
    comments = read_items(view, drafting, [[node] for node in nodes], parts)
    comments = [replace(comment, votes=vote) for comment, vote in zip(comments, votes, strict=True)]
    comments = _stated_parents(comments, explicit)
    draft = blog_article(view, drafting, POST, "wordpress")
    return [drafting.finish(replace(draft, comments=tuple(oldest_first(comments)), comments_stated=stated, pages=pages))]


def _site_id(nodes: Sequence[Node]) -> str | None:
    found = _ID.match(attr(nodes[0], "id"))
    return f"comment-{found[1]}" if found else None


def _parent(node: Node) -> str | None:
    found = _ID.match(attr(node, "id"))
    return f"comment-{found[2]}" if found and found[2] != "0" else None


def _votes(node: Node) -> int | None:
    shown = node.css_first(".wpd-vote-result, .wc-vote-result")
    text = shown.text(deep=True).strip() if shown is not None else ""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) and text != "0" else None


def _stated_parents(comments: list[DraftComment], explicit: Sequence[str | None]) -> list[DraftComment]:
    """Parents as the ids state them; one that is not on this page stays by its id."""
    places = {comment.site_id: place for place, comment in enumerate(comments)}
    return [
        replace(comment, parent=places.get(stated), parent_site_id=None if stated in places else stated) if stated else comment
        for comment, stated in zip(comments, explicit, strict=True)
    ]


SITE = Site("wpdiscuz", _recognises, _read)
