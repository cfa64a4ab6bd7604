"""Drupal 5 to 10: comments as ``.comment`` with an anchor "comment-12", replies in ``.indented``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.markup.tree import Node, attr, text_of
from reader.model.draft import DraftComment, DraftThread
from reader.sites.article import FURNITURE, ArticleParts
from reader.sites.blog_article import blog_article
from reader.sites.counts import closed, stated_count
from reader.sites.drafting import Drafting
from reader.sites.item import BUTTONS, Parts, outermost, read_items
from reader.sites.nesting import only, parents_by_depth
from reader.sites.oldest_first import oldest_first
from reader.sites.paging import comment_pages
from reader.sites.site import Site
from reader.sites.view import PageView

_ITEMS = (
    "div.comment, article.comment, li.comment, .comment-wrapper > .comment, [id^=comment-] .comment, article[id^=comment-], .js-comment"
)
_PARTS = Parts(
    author=(
        ".username",
        "[rel='sioc:has_creator'] .username",
        ".submitted .username",
        "h3.name",
        ".comment-author",
        ".author",
        ".comment__author",
        ".name",
        ".submitted a[title*='profile']",
    ),
    date=(
        "time",
        "[property='dc:date dc:created']",
        ".comment-time",
        ".comment__time",
        ".comment-date",
        ".date",
        ".submitted",
        ".comment-submitted",
        ".created",
        ".posted",
        ".timestamp",
    ),
    body=(
        ".field-name-comment-body",
        ".field--name-comment-body",
        ".field-comment-body",
        ".comment-body",
        ".comment__content",
        ".comment-content .content",
        ".content",
        ".comment-content",
        ".comment-text",
    ),
    link=("a.permalink", "a[rel=bookmark]", "a[href*='#comment-']"),
    heading=(".submitted", ".comment-submitted", ".meta"),
    avatar=(".user-picture img", ".picture img"),
    drop=(
        BUTTONS,
        ".links, .submitted, .user-picture, .picture, .new, h3 a.permalink, .comment__meta, .user-signature, ul.inline, "
        ".field-label, h3.name",
    ),
    number=(".comment-number", ".comment-id"),
)
POST = ArticleParts(
    title=(
        "h1.page-title",
        "h1.title",
        "h1#page-title",
        ".page-title",
        "#page-title",
        ".node h1",
        ".node-title",
        "h2.title",
        "article h1",
        "main h1",
        "h1",
    ),
    author=(
        ".node .submitted .username",
        ".submitted .username",
        ".node .submitted a[href*='user']",
        ".node__submitted .username",
        ".field--name-uid",
        ".field-name-field-author",
        ".field--name-field-author",
        ".byline a",
        ".blog-author",
        ".byline",
        "[rel=author]",
        ".author",
    ),
    date=(
        ".node .submitted time",
        ".node__submitted time",
        "[property='dc:date dc:created']",
        ".submitted time",
        ".field--name-created",
        ".date-display-single",
        ".updated-date",
        ".blog-date",
        "time[datetime]",
        ".submitted",
        ".post-date",
        ".date",
    ),
    byline=(".node .submitted", ".submitted", ".node__submitted", ".byline"),
    body=(
        ".node .field-name-body",
        ".field--name-body",
        ".field-name-body",
        ".node .content",
        ".node__content",
        ".node-content",
        "article .content",
        ".node",
        "article",
    ),
    drop=(
        FURNITURE,
        ".links, .submitted, .field-name-field-tags, .field--name-field-tags, .taxonomy, .terms, .node__meta, .comment-wrapper, "
        "#comments, .field-label",
    ),
)


def _recognises(view: PageView) -> bool:
    if "drupal" in view.generator:
        return True
    return (
        not view.generator
        and view.first(
            "script[src*='misc/drupal.js'], [data-drupal-selector], link[href*='/sites/default/files/'], script[src*='/sites/all/'], "
            "link[href*='/sites/all/'], body[class*=page-node]"
        )
        is not None
    )


def _read(view: PageView) -> list[DraftThread]:
    drafting = Drafting(view)
    stated = stated_count(
        view,
        "#comments h2",
        "#comments h3",
        ".comments h2",
        ".comment-wrapper h2",
        ".comments__title",
        ".comment-count",
        ".comments-count",
        "h2.comments",
        ".comment_comments",
        ".comments-link",
    )
    shut = closed(view, ".comment_forbidden", "#comments p", ".comments-closed")
    pages = comment_pages(view, "#comments .pager", ".comment-wrapper .pager", ".comments .pager", ".pager")
    comments = _comments(view, drafting)
    draft = blog_article(view, drafting, POST, "drupal")
    if not draft.body.text and not comments:
        return []
    return [drafting.finish(replace(draft, comments=tuple(comments), comments_stated=stated, comments_closed=shut, pages=pages))]


def _comments(view: PageView, drafting: Drafting) -> list[DraftComment]:
    nodes = [node for node in view.all(_ITEMS) if not view.within(node, ".sidebar, aside, .block-comment, .view-comments-recent")]
    nodes = [node for node in outermost(nodes) if any(node.css_first(selector) for selector in _PARTS.body)]
    flat = [each for node in nodes for each in _inner(node)]
    depths = [_depth(node) for node in flat]
    comments = read_items(view, drafting, [[node] for node in flat], replace(_PARTS, site_id=_site_id))
    if not any(comment.parent is not None for comment in comments):
        parents = parents_by_depth(depths)
        comments = [replace(comment, parent=parent) for comment, parent in zip(comments, parents, strict=True)]
    return oldest_first(only(comments, lambda comment: bool(comment.author or comment.body.text)))


def _inner(node: Node) -> list[Node]:
    """A comment with the comments that stand inside it."""
    return [
        each
        for each in {n.mem_id: n for n in node.css("div.comment, article.comment, li.comment")}.values()
        if each.css_first(".username, .submitted, .comment-content, .content") is not None
    ] or [node]


def _depth(node: Node) -> int:
    """How many ``.indented`` blocks stand around a comment."""
    depth = 0
    parent = node.parent
    while parent is not None and parent.is_element_node:
        depth += "indented" in attr(parent, "class").split() or "threaded-comments" in attr(parent, "class").split()
        parent = parent.parent
    found = re.search(r"(?:^|\s)(?:indent|depth|level)-(\d{1,2})(?=\s|$)", attr(node, "class"))
    return int(found[1]) if found and not depth else depth


def _site_id(nodes: Sequence[Node]) -> str | None:
    node = nodes[0]
    if re.fullmatch(r"(?:comment-)?\d+", attr(node, "id")):
        return attr(node, "id")
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    if before is not None and before.tag == "a" and re.fullmatch(r"(?:comment-)?\d+", attr(before, "id") or attr(before, "name")):
        return attr(before, "id") or attr(before, "name")
    for link in node.css("a[href*='#comment-'], a[id^=comment-], a[name^=comment-]"):
        target = attr(link, "id") or attr(link, "name") or attr(link, "href").partition("#")[2]
        if re.fullmatch(r"comment-\d+", target) and not re.search(r"reply|parent", text_of(link), re.IGNORECASE):
            return target
    return None


SITE = Site("drupal", _recognises, _read)
