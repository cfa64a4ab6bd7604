"""Blogger: the old ``dl`` of comments, the threaded ones of 2012, dynamic views (which hold the thread twice), and custom themes.

Source of the rules: Blogger's layouts v1 to v3. Every comment has an id "c" + its number, on the ``dt``, the ``li`` or a block inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.markup.tree import Node, attr, classes, text_of
from reader.model.draft import DraftComment, DraftThread
from reader.sites.article import FURNITURE, ArticleParts
from reader.sites.blog_article import blog_article
from reader.sites.counts import closed, stated_count
from reader.sites.drafting import Drafting
from reader.sites.item import BUTTONS, Item, Parts, read_items
from reader.sites.moments import moment_in
from reader.sites.oldest_first import oldest_first
from reader.sites.paging import comment_pages
from reader.sites.site import Site
from reader.sites.view import PageView

_ID = re.compile(r"^c\d{5,25}$")
_CMT = re.compile(r"_cmt-(\d{5,25})")
_LISTS = "dl#comments-block, #comments dl, dl.comments-block, #Blog1_comments-block-wrapper dl, .comments dl"

_PARTS = Parts(
    author=(
        "cite.user",
        ".comment-header cite",
        ".comment-author .fn",
        "dt.comment-author a[rel=nofollow]",
        ".comment-author a[rel*=nofollow]",
        ".comment_name",
        ".comment-author-name",
        ".comment-author",
        ".comment-poster",
        ".comment-data .author",
        ".author",
        "dt",
    ),
    date=(
        ".datetime",
        ".comment-timestamp",
        ".comment_date",
        ".comment-date",
        ".comment-footer",
        ".comment-data",
        "a[href*='showComment=']",
        ".datehead",
    ),
    body=(".comment-content", "dd.comment-body", ".comment-body", ".comment_body", ".comment-text", ".blogCommentBody"),
    link=("a[href*='showComment=']", "a[href*='#c']", ".comment-timestamp a"),
    avatar=(".avatar-image-container img", ".comment_avatar img", "img.avatar"),
    drop=(
        BUTTONS,
        ".comment-actions, .item-control, .comment-delete, .comment-footer, .comment-replybox-single, .thread-toggle, .continue, "
        ".comment_arrow",
    ),
)
POST = ArticleParts(
    title=(
        "h3.post-title",
        "h1.post-title",
        "h2.post-title",
        ".post-title",
        "h1.entry-title",
        ".entry-title",
        "h3.title",
        "[itemprop=name]",
        "h2.title",
        "h1.title",
    ),
    author=(
        ".post-author .fn",
        ".post-author [itemprop=name]",
        "[itemprop=author] [itemprop=name]",
        ".post-author",
        ".post-footer .fn",
        ".entry-author",
        ".byline .fn",
        "span.fn",
    ),
    date=(
        "abbr.published",
        "a.timestamp-link abbr",
        "time.published",
        "time[itemprop=datePublished]",
        "[itemprop=datePublished]",
        ".post-timestamp",
        "time[datetime]",
        "h2.date-header",
        ".date-header",
        ".post-timestamp a",
        ".post-date",
        ".published",
    ),
    byline=("p.post-footer", ".post-footer", ".byline", ".post-meta"),
    body=(
        ".post-body.entry-content",
        ".post-body",
        "[itemprop='description articleBody']",
        "[itemprop=articleBody]",
        ".entry-content",
        ".post-content",
        ".article-content",
        ".post .entry",
    ),
    drop=(FURNITURE, ".post-footer, .post-title, .date-header, .post-share-buttons, .jump-link, .blog-pager, .date-outer > h2"),
)


def _recognises(view: PageView) -> bool:
    if "blogger" in view.generator or view.host.endswith((".blogspot.com", ".blogspot.de")) or ".blogspot." in view.host:
        return True
    if view.generator:
        return False
    return (
        view.first(
            "a[href*='blogger.com/comment.g'], a[href*='blogger.com/profile/'], script[src*='blogger.com/static'], "
            "#comments-block dt[id^=c], link[href*='blogger.com/static'], a[href*='delete-comment.g']"
        )
        is not None
    )


def _read(view: PageView) -> list[DraftThread]:
    drafting = Drafting(view)
    stated = stated_count(
        view,
        "#comments h4",
        "#comments h3",
        ".comments h4",
        ".comments h3",
        ".comments .title",
        "#comments .title",
        "#comments h2",
        ".comments-title",
        ".comment-link",
    )
    shut = closed(view, "#comments p", ".comments p", ".no-new-comments", ".comment-footer")
    pages = comment_pages(view, ".paging-control-container", "#comments .pager", ".comment-pager")
    items = _once(find_items(view))
    comments = read_items(view, drafting, items, replace(_PARTS, site_id=site_id)) if items else []
    draft = blog_article(view, drafting, POST, "blogger")
    if not draft.body.text and not comments:
        return []
    return [
        drafting.finish(
            replace(
                _with_header_date(view, draft), comments=tuple(_clean(comments)), comments_stated=stated, comments_closed=shut, pages=pages
            )
        )
    ]


def find_items(view: PageView) -> list[Item]:
    """The comments' elements: list items of the threaded form, ``dt`` with its ``dd``s, else any block with a comment's id."""
    threaded = [
        [node]
        for node in view.all("li.comment, .comment-thread li")
        if site_id([node]) and node.css_first(".comment-block, .comment-content, .comment_inner")
    ]
    if threaded:
        return threaded
    for node in view.all(_LISTS):
        items = _definition_items(node)
        if items:
            return items
    blocks = [
        [node]
        for node in view.all("div[id^=c], li[id^=c], article[id^=c], .blogComment")
        if _ID.match(attr(node, "id")) or "blogComment" in classes(node)
    ]
    return [
        item
        for item in blocks
        if item[0].css_first(".comment-body, .comment-content, .comment_body, .comment-text, .blogCommentBody, p") is not None
    ]


def _definition_items(node: Node) -> list[Item]:
    items: list[Item] = []
    for child in node.css("dt, dd"):
        if child.tag == "dt":
            items.append([child])
        elif items and child.mem_id not in {each.mem_id for each in items[-1]}:
            items[-1].append(child)
    return [item for item in items if len(item) > 1]


def site_id(nodes: Sequence[Node]) -> str | None:
    """ "c" and the comment's number, whatever element carries it."""
    for node in nodes:
        if _ID.match(attr(node, "id")):
            return attr(node, "id")
    for node in nodes:
        for inner in node.css("[id], a[name], [data-comment-id]")[:30]:
            for value in (attr(inner, "id"), attr(inner, "name"), "c" + attr(inner, "data-comment-id")):
                if _ID.match(value):
                    return value
                if found := _CMT.search(value):
                    return f"c{found[1]}"
    return None


def _once(items: list[Item]) -> list[Item]:
    """Dynamic views hold the thread twice: each id counts once."""
    seen: set[str] = set()
    kept = []
    for item in items:
        identity = site_id(item)
        if identity is None or identity not in seen:
            kept.append(item)
        if identity:
            seen.add(identity)
    return kept


def _clean(comments: list[DraftComment]) -> list[DraftComment]:
    return oldest_first(comments)


def _with_header_date(view: PageView, draft: DraftThread) -> DraftThread:
    """Old templates print the day above the post and only the hour below it."""
    if draft.published and len(draft.published) > 7:
        return draft
    node = view.first("h2.date-header", ".date-header")
    hour = next(
        (
            text_of(n)
            for n in view.all(".timestamp-link, .post-timestamp, .post-footer em, p.post-footer")
            if re.search(r"\d{1,2}:\d\d", text_of(n))
        ),
        "",
    )
    found = re.search(r"\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm])?", hour)
    if node is None:
        return draft
    moment = view.dates.read(f"{text_of(node)} {found[0]}") if found else moment_in(view, node)
    return replace(draft, published=moment.iso, published_text=moment.text) if moment and moment.iso else draft


SITE = Site("blogger", _recognises, _read)
