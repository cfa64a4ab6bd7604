"""LiveJournal and Dreamwidth: journal styles of both, comments as ``.ljcmt``, ``.b-tree-twig``, ``.dwexpcomment`` or plain ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.markup.tree import Node, attr, text_of
from reader.model.draft import DraftComment, DraftThread
from reader.sites.article import FURNITURE, ArticleParts
from reader.sites.blog_article import blog_article
from reader.sites.counts import stated_count
from reader.sites.drafting import Drafting
from reader.sites.item import BUTTONS, Parts, outermost, read_items
from reader.sites.nesting import indent_of, only, parents_by_depth
from reader.sites.paging import comment_pages
from reader.sites.site import Site
from reader.sites.view import PageView, host_of

_ITEMS = (
    ".ljcmt, [id^=ljcmt], .b-tree-twig, .b-leaf, .dwexpcomment, div[id^=cmt], .comment-thread > .comment, "
    ".comments .comment, article.comment, [id^=comment-cmt]"
)
_USER = (
    ".i-ljuser-username, .ljuser a b, .ljuser b, .lj-user b, .ljuser, .b-leaf-username-name, .comment-poster, "
    ".poster, .username, .comment-author"
)

_PARTS = Parts(
    author=tuple(_USER.split(", ")),
    date=(
        ".b-leaf-createdtime",
        ".datetime span[title]",
        ".datetime",
        ".comment-date",
        ".comment-time",
        ".date",
        "abbr.updated",
        "time",
        ".comment-head",
        "small",
        "td",
    ),
    body=(
        ".b-leaf-article",
        ".cmtbar ~ div",
        ".comment-content",
        ".comment-text",
        ".comment-body",
        ".comment_text",
        ".comment-inner .entry",
    ),
    link=("a[href*='thread=']", "a[href*='#cmt']", "a[href*='#t']"),
    avatar=(".b-leaf-userpic img", ".userpic img", ".comment-userpic img"),
    drop=(
        BUTTONS,
        ".comment-links, .b-leaf-actions, .b-leaf-footer, .comment-interaction-links, .userpic, .b-leaf-header, .comment-head, "
        ".multiform-checkbox, .edittime",
    ),
)
POST = ArticleParts(
    title=(
        ".b-singlepost-title",
        ".aentry-post__title-text",
        "h1.entry-title",
        ".entry-title",
        "h3.entry-title",
        ".subject",
        ".asset-name",
        ".entrySubject",
        "h2.asset-name",
        "h1",
        "dt.entry-title",
    ),
    author=(
        ".b-singlepost-author .i-ljuser-username",
        ".aentry-head__author .i-ljuser-username",
        ".entry-poster .ljuser",
        ".poster .ljuser",
        ".poster",
        ".vcard .fn",
        ".entry .ljuser",
        ".asset-meta .ljuser",
        ".ljuser b",
    ),
    date=(
        ".b-singlepost-date time",
        "time.b-singlepost-date",
        ".aentry-head__date",
        "abbr.updated",
        "abbr.published",
        ".entry-date",
        "abbr.datetime",
        ".datetime",
        "time",
        ".asset-entry-date",
        ".date",
        ".time",
        ".posttime",
    ),
    byline=(".asset-meta", ".entry-header", ".entry-metadata"),
    body=(
        ".b-singlepost-body",
        ".aentry-post__text",
        ".entry-content",
        ".asset-body",
        ".asset-content",
        ".entryText",
        ".entry-text",
        ".entry_text",
        ".entry",
        ".post-content",
        ".usercontent",
    ),
    drop=(
        FURNITURE,
        ".lj-like, .lj-tags, .ljtags, .b-singlepost-tags, .entry-metadata, .metadata, .lj-currents, .currents, .asset-meta, .tag, "
        ".entry-interaction-links, .ljad, .entryfooter",
    ),
)


def _recognises(view: PageView) -> bool:
    if view.host.endswith(("livejournal.com", "dreamwidth.org", "livejournal.net")):
        return True
    return (
        view.first(
            ".ljcmt, .b-singlepost-body, .dwexpcomment, meta[name='generator'][content*='LiveJournal'], "
            "link[href*='l-stat.livejournal'], .aentry-post__text"
        )
        is not None
    )


def _read(view: PageView) -> list[DraftThread]:
    drafting = Drafting(view)
    stated = stated_count(
        view,
        ".b-xylem-nocomment",
        ".comments-head",
        "#comments h2",
        "#comments h3",
        ".mdspost-comments-header",
        ".b-singlepost-comments",
        ".asset-meta-comments",
        ".entry-readlink",
        ".comment-count",
    )
    pages = comment_pages(view, ".b-pager", ".comment-pages", ".comments-pages", ".pagination", ".b-xylem")
    comments = _comments(view, drafting)
    draft = blog_article(view, drafting, POST, "livejournal")
    if not draft.body.text and not comments:
        return []
    return [drafting.finish(_with_owner(view, replace(draft, comments=tuple(comments), comments_stated=stated, pages=pages)))]


def _comments(view: PageView, drafting: Drafting) -> list[DraftComment]:
    nodes = [node for node in outermost(view.all(_ITEMS)) if text_of(node)]
    nodes = [node for node in nodes if any(node.css_first(selector) for selector in _PARTS.body) or re.search(r"\d", attr(node, "id"))]
    depths = [_depth(node) for node in nodes]
    comments = read_items(view, drafting, [[node] for node in nodes], replace(_PARTS, site_id=_site_id))
    if not any(comment.parent is not None for comment in comments) and any(depth for depth in depths):
        parents = parents_by_depth([depth or 0 for depth in depths])
        comments = [replace(comment, parent=parent) for comment, parent in zip(comments, parents, strict=True)]
    return only(comments, lambda comment: bool(comment.body.text or comment.body.html))


def _site_id(nodes: Sequence[Node]) -> str | None:
    for node in (nodes[0], *nodes[0].css("[id], a[name]")[:10]):
        found = re.fullmatch(r"(?:ljcmt|cmt|t|comment-cmt|comment-)(\d+)", attr(node, "id") or attr(node, "name"))
        if found:
            return f"t{found[1]}"
    return None


def _depth(node: Node) -> int | None:
    for each in (node, node.parent):
        if each is None:
            continue
        found = re.search(r"(?:comment-depth|b-tree-twig|depth)-(\d{1,3})(?=\s|$)", attr(each, "class"))
        if found:
            return int(found[1])
        if (indent := indent_of(each)) is not None:
            return indent
    return None


def _with_owner(view: PageView, draft: DraftThread) -> DraftThread:
    """A journal without a printed author is its owner's."""
    host = host_of(draft.url or view.url)
    owner = host.partition(".")[0].replace("-", "_") if host.count(".") == 2 else ""
    draft = replace(
        draft, title=re.sub(r"^[\w-]{1,30}\s?(?::|\|)\s(?=\S)", "", draft.title) if owner and draft.title.startswith(owner) else draft.title
    )
    if draft.author or not owner or owner in ("community", "users", "syndicated"):
        return draft
    return replace(draft, author=owner)


SITE = Site("livejournal", _recognises, _read)
