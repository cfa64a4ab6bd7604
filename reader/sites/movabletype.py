"""Movable Type: classic templates (``.comments-body``, "Posted by: NAME at DATE" below the text), and 4 to 5 (``.comment-header``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.markup.tree import Node, attr, remove, text_of
from reader.model.draft import DraftComment, DraftThread
from reader.sites.article import FURNITURE, ArticleParts
from reader.sites.blog_article import blog_article
from reader.sites.counts import closed, stated_count
from reader.sites.drafting import Drafting
from reader.sites.item import BUTTONS, Parts, inside, read_items
from reader.sites.line_dates import find_stamp
from reader.sites.names import byline_name
from reader.sites.nesting import parents_of
from reader.sites.oldest_first import oldest_first
from reader.sites.paging import comment_pages
from reader.sites.site import Site
from reader.sites.view import PageView

_ITEMS = (
    ".comments-content .comment, .comments .comment, .commentnew, .comments .commentnew, #comments .comment, "
    ".comments-content .trackback, .trackbacks-content .trackback"
)
_CLASSIC = ".comments-body, .commentbody, .comment-body, .commentsbody, div.comments-post"
_REPLIES = re.compile(r"\b(?:in reply to|replied to|reply to|replying to|in response to|als antwort auf)\b", re.IGNORECASE)

_PARTS = Parts(
    author=(
        ".byline .vcard",
        ".byline .author",
        ".vcard.author",
        ".comment-author",
        ".fn",
        ".commentheader a[href*='mt-cp']",
        ".author",
        ".commenter-name",
    ),
    date=(
        "abbr.published",
        "time",
        ".comment-date",
        ".date",
        ".byline a[href*='#comment']",
        ".byline",
        ".commentheader",
        ".comment-header",
        ".posted",
    ),
    body=(".comment-content", ".commentcontent", ".comment-text", ".comment-body", ".excerpt"),
    link=("a[href*='#comment']",),
    heading=(".commentheader", ".comment-header", ".comment-footer", ".byline"),
    avatar=(".userpic img", ".comment-userpic img", "img.avatar"),
    drop=(BUTTONS, ".comment-header, .commentheader, .report"),
)
POST = ArticleParts(
    title=(
        "h1.asset-name",
        "h1.entry-title",
        ".asset-name",
        ".entry-title",
        "h3.entry-header",
        "h3.title",
        "h2.title",
        "h3.posttitle",
        "#content h1",
        "#pagebody h3",
        ".blogbody h3",
        "h1",
        "h2.entry-title",
    ),
    author=(
        ".asset-meta .vcard .fn",
        ".asset-meta .byline .vcard",
        ".asset-meta .author",
        ".byline .author",
        ".byline .vcard",
        ".entry-author",
        "a[rel=author]",
        "p.byline a",
        ".byline a",
    ),
    date=(".asset-meta abbr.published", "abbr.published", "time[datetime]", ".asset-meta .byline", ".entry-date"),
    byline=(
        ".asset-meta",
        ".byline",
        "p.posted",
        ".posted",
        "div.posted",
        ".entry-footer",
        ".entry-meta",
        ".post-meta",
        "h2.date",
        ".date",
        ".dateheader",
    ),
    body=(
        ".asset-content",
        "#post-body",
        ".entry-content",
        ".entry-body",
        ".blogbody",
        ".asset-body",
        ".post-body",
        ".entrybody",
        ".entry",
        ".post",
        "#content .post-content",
    ),
    drop=(
        FURNITURE,
        ".asset-meta, .asset-footer, .asset-name, .date-header, h2.date, h3.title, .posted, .entry-footer, .blogbody > h3.title, "
        ".comments-head, .trackbacks",
    ),
)


def _recognises(view: PageView) -> bool:
    if "movable type" in view.generator or "movabletype" in view.generator or "melody" in view.generator:
        return True
    if view.generator or view.host.endswith(("livejournal.com", "dreamwidth.org")):
        return False
    if view.first(
        "form[action*='mt-comments'], a[href*='mt-tb.cgi'], a[href*='mt-comments.cgi'], script[src*='/mt.js'], "
        "script[src*='mt-site.js'], form[action*='mt-search']"
    ):
        return True
    return view.first(
        ".asset-content, .mt-comments, body[id^=mt-], body.mt-entry-archive, .comments-content .comment .comment-header"
    ) is not None or (
        view.first(".comments-body") is not None and view.first(".blogbody, .comments-head, .comments-post, span.comments-post") is not None
    )


def _read(view: PageView) -> list[DraftThread]:
    drafting = Drafting(view)
    stated = stated_count(
        view,
        ".comments-header",
        "#comments h2",
        "#comments h3",
        ".comments-head",
        ".comments h2",
        ".comments h3",
        ".asset-meta",
        ".entry-footer",
    )
    shut = closed(view, ".comments-closed", ".comments-open p", "#comments p", ".comments p")
    pages = comment_pages(view, ".comments-content .content-nav", ".comments-pagination", ".pager", ".comments-nav", "#comment-pages")
    comments = _modern(view, drafting) or classic_comments(view, drafting)
    draft = blog_article(view, drafting, POST, "movabletype")
    if not draft.body.text and not comments:
        return []
    return [
        drafting.finish(replace(draft, comments=tuple(oldest_first(comments)), comments_stated=stated, comments_closed=shut, pages=pages))
    ]


def _modern(view: PageView, drafting: Drafting) -> list[DraftComment]:
    nodes = [
        node
        for node in view.all(_ITEMS)
        if node.css_first(".comment-content, .commentcontent, .comment-header, .comment-footer, .byline") is not None
    ]
    if not nodes:
        return []
    explicit = [_reply_target(node) for node in nodes]
    numbers = [_number(node) for node in nodes]
    comments = read_items(view, drafting, [[node] for node in nodes], replace(_PARTS, site_id=_site_id))
    places = {comment.site_id: place for place, comment in enumerate(comments) if comment.site_id}
    result = []
    for place, (comment, target, number) in enumerate(zip(comments, explicit, numbers, strict=True)):
        parent, missing = comment.parent, None
        if target and places.get(target, place) != place:
            parent = places[target]
        elif target and target not in places:
            missing = target
        result.append(replace(comment, parent=parent, parent_site_id=missing, number=number))
    return result


def _site_id(nodes: Sequence[Node]) -> str | None:
    node = nodes[0]
    return attr(node, "id") or next((attr(a, "id") or attr(a, "name") for a in node.css("a[id^=c], a[name^=c]")), None) or None


def _reply_target(node: Node) -> str | None:
    """The id in a link that stands behind "in reply to"."""
    header = node.css_first(".comment-header, .commentheader, .byline, .comment-footer")
    for link in node.css("a[href*='#c']"):
        around = link.parent
        words = text_of(around) if around is not None else ""
        inside = header is not None and _REPLIES.search(text_of(header))
        if (_REPLIES.search(words) and len(words) < 200) or (inside and _REPLIES.search(text_of(link))):
            target = attr(link, "href").partition("#")[2]
            if re.match(r"c(?:omment)?-?\d+", target):
                return target
    return None


def _number(node: Node) -> int | None:
    """A number printed as a link of its own ("#2")."""
    for link in node.css(".comment-header a, .commentheader a, .byline a, .comment-footer a"):
        found = re.fullmatch(r"#\s?(\d{1,6})", text_of(link))
        if found:
            return int(found[1])
    return None


def classic_comments(view: PageView, drafting: Drafting) -> list[DraftComment]:
    """Comments of the classic templates, which TypePad's oldest ones share: text, then the line "Posted by"."""
    nodes = [node for node in view.all(_CLASSIC) if _footer_of(node) is not None]
    parents = parents_of(nodes)
    comments = []
    for node, parent in zip(reversed(nodes), reversed(parents), strict=True):
        comments.append(replace(_classic_comment(view, drafting, node), parent=parent))
        remove(node)
    comments.reverse()
    return comments


def _footer_of(node: Node) -> Node | None:
    found = next(iter(inside(node, ".comments-post, .posted, .comment-footer, .commentfooter, .comment-posted")), None)
    if found is not None and text_of(found):
        return found
    for selector in ("p", "div", "span", "small"):
        for inner in reversed(inside(node, selector)):
            text = text_of(inner)
            if len(text) < 200 and re.match(r"(?:posted|comment) by", text, re.IGNORECASE) and find_stamp(text):
                return inner
    return None


def _classic_comment(view: PageView, drafting: Drafting, node: Node) -> DraftComment:
    footer = _footer_of(node)
    if footer is None:
        return DraftComment(None, drafting.body(node.inner_html, drop=(BUTTONS,)).body)
    text = text_of(footer)
    stamp = find_stamp(text)
    before = text[: stamp.start] if stamp else text
    link = next(
        (
            a
            for a in footer.css("a[href]")
            if text_of(a)
            and not (stamp and text_of(a) in stamp.text)
            and not re.fullmatch(r"[\[(]?#|permalink|link", text_of(a), re.IGNORECASE)
        ),
        None,
    )
    name = byline_name(re.sub(r"[\s|·•—–-]*(?:\bat|\bon)?[\s|·•—–:-]*$", "", before))
    moment = view.dates.read(stamp.text) if stamp else None
    anchor = next((attr(a, "id") or attr(a, "name") for a in node.css("a[name], a[id]")), None) or attr(node, "id") or None
    if anchor is None:
        before_node = node.prev
        while before_node is not None and not before_node.is_element_node:
            before_node = before_node.prev
        if before_node is not None and before_node.tag == "a" and not text_of(before_node):
            anchor = attr(before_node, "name") or attr(before_node, "id") or None
    author_url = view.absolute(attr(link, "href")) if link is not None and name and name.startswith(text_of(link)[:20]) else None
    remove(footer)
    made = drafting.body(node.inner_html, drop=(BUTTONS,))
    return DraftComment(
        author=name,
        body=made.body,
        site_id=anchor,
        author_url=author_url,
        published=moment.iso if moment else None,
        published_text=moment.text if moment else None,
        quotes=made.quotes,
    )


SITE = Site("movabletype", _recognises, _read)
