"""WordPress from 2007 to now: any theme, wordpress.com, Jetpack and AMP pages, comment blocks.

Themes differ in everything but what the core writes: ``comment_class()`` puts "comment even depth-1" (or "pingback") on each comment, the
comment's number stands in an id "comment-123" (also "li-comment-123", "div-comment-123"), replies stand in ``.children``. Old themes
(before 2.7) print a plain ``ol.commentlist`` with ids; the oldest ones print name and date in any words around the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from reader.markup.tree import Node, ancestors, attr, remove, text_of
from reader.model.discussion import Body, CommentKind
from reader.model.draft import DraftComment, DraftThread
from reader.sites.blog_article import blog_article
from reader.sites.counts import closed, stated_count
from reader.sites.drafting import Drafting
from reader.sites.item import Item, find, inside, read_items
from reader.sites.oldest_first import oldest_first
from reader.sites.paging import comment_pages
from reader.sites.site import Site
from reader.sites.view import PageView
from reader.sites.wordpress_old import read_old
from reader.sites.wordpress_parts import COMMENT, NAMED, POST

_ID = re.compile(r"^(?:li-|div-|article-|dt-|dd-|anchor-|wp-)?comment-?(?:body-|content-|text-|id-)?(\d+)$")
_CORE = re.compile(r"(?:^|\s)(?:depth-\d+|thread-(?:even|odd|alt))(?=\s|$)")
_HERE = "#comments, .comments-area, #disqus_thread, ol.commentlist, ol.comment-list"
_ELSEWHERE = (
    ".widget, aside, #sidebar, .sidebar, .recentcomments, #recentcomments, .widget_recent_comments, "
    ".recent-comments, footer.site-footer, #footer, nav"
)


_FORUM_PLUGINS = (
    "#wpforo-wrap, #af-wrapper .post-element, #spMainContainer .spTopicPostSection, .dwqa-answers-list, .ap-answers, "
    ".sabai-questions-answers, .cm-reply, #cspm-forum, .symposium_forum"
)
"""Forums and questions that a plugin shows inside a page of WordPress: their messages are no comments of WordPress."""


def _recognises(view: PageView) -> bool:
    if view.first(_FORUM_PLUGINS) is not None:
        return False
    if "wordpress" in view.generator:
        return True
    if "blogger" in view.generator or "movable type" in view.generator or "drupal" in view.generator or "typepad" in view.generator:
        return False
    if view.first("#disqus_thread ul#dsq-comments") is not None:
        return False
    if any(map(view.is_own, view.all(_OWN_FILES)[:6])):
        return True
    if view.first(".comment-reply-link, a[href*='replytocom='], ol.commentlist, #commentform input[name=comment_post_ID]") is not None:
        return True
    return any(_CORE.search(attr(node, "class")) for node in view.all("li.comment, div.comment, article.comment")[:3])


_OWN_FILES = (
    "link[rel~=stylesheet][href*='/wp-content/'], script[src*='/wp-content/'], script[src*='/wp-includes/'], link[href*='wp-json'], "
    "img[src*='/wp-content/']"
)


def _read(view: PageView) -> list[DraftThread]:
    drafting = Drafting(view)
    stated = stated_count(
        view,
        "#comments .comments-title",
        "#comments > h2",
        "#comments > h3",
        "h2.comments-title",
        "h3.comments-title",
        "#comments h3",
        "#comments h2",
        "h3#comments",
        "h2#comments",
        "#comments-title",
        ".comments-title",
        ".comments-header",
        "#comments h4",
        "#comments label",
        ".comment-title",
        "#comments",
        ".comments-link",
        ".comment-count",
    )
    pages = comment_pages(
        view,
        ".comment-navigation",
        ".comments-navigation",
        ".comments-pagination",
        "#comment-nav-below",
        "#comment-nav-above",
        ".comment-pagination",
        ".commentnavi",
        ".wp-block-comments-pagination",
        "#comments .navigation",
        ".comments-nav",
        ".commentnav",
    )
    shut = closed(view, ".nocomments", ".no-comments", ".comments-closed", "#comments p", "#respond p", ".comment-respond p")
    comments = read_comments(view, drafting)
    draft = blog_article(view, drafting, POST, "wordpress")
    if not draft.body.text and not comments:
        return []
    return [drafting.finish(replace(draft, comments=tuple(comments), comments_stated=stated, comments_closed=shut, pages=pages))]


def read_comments(view: PageView, drafting: Drafting) -> list[DraftComment]:
    """Comments and pingbacks of a WordPress page, oldest first."""
    items = find_items(view)
    if not items:
        return read_old(view, drafting)
    marked = (*NAMED, *COMMENT.body, "time")
    if not any(_CORE.search(attr(item[0], "class")) or find(item, marked) for item in items):
        comments = read_old(view, drafting, items)
    else:
        titles = [_link_text(item) for item in items]
        for item in items:
            _clear(item)
        comments = read_items(view, drafting, items, replace(COMMENT, site_id=site_id))
        if _is_index(comments, titles):
            return []
    return oldest_first([named_by_link(comment) for comment in comments])


def _link_text(item: Item) -> str:
    """Words of links that lead to the comment itself."""
    number = _own_number(item[0])
    if number is None and (found := re.search(r"-(\d+)$", attr(item[0], "id"))):
        number = found[1]
    return " ".join(text_of(a) for top in item for a in top.css("a[href*='#comment-']") if attr(a, "href").endswith(f"#comment-{number}"))


def _is_index(comments: Sequence[DraftComment], titles: Sequence[str]) -> bool:
    """A table of comments that stand elsewhere: nothing but titles that link to them."""
    hollow = 0
    for comment, title in zip(comments, titles, strict=True):
        rest = comment.body.text.replace(title, "") if title else comment.body.text
        hollow += "<img" not in (comment.body.html or "") and len(list(itertools.islice(filter(str.isalpha, rest), 3))) < 3
    return len(comments) > 2 and hollow > 0.8 * len(comments)


_PING = re.compile(r"(?:pingback|trackback)s?\s*(?:by|from|von)?\s*:?\s*", re.IGNORECASE)


def named_by_link(comment: DraftComment) -> DraftComment:
    """A pingback whose text is only its title keeps the title as text."""
    if comment.kind is not CommentKind.PINGBACK:
        return comment
    text = _PING.sub("", comment.body.text, count=1).strip() if len(comment.body.text) < 400 else comment.body.text
    if text or comment.author is None:
        return replace(comment, author=comment.author or text or None)
    return replace(comment, body=Body(comment.author))


def find_items(view: PageView) -> list[Item]:
    """The elements of the comments: by the core's classes, else by ids, else the list's own items."""
    candidates = [node for node in view.all("li, div, article, dd, dt, section, tr") if _is_comment(node)]
    candidates = [node for node in candidates if not view.within(node, _ELSEWHERE) or view.within(node, _HERE)]
    core = [
        node
        for node in candidates
        if _CORE.search(attr(node, "class")) or "pingback" in attr(node, "class").split() or "trackback" in attr(node, "class").split()
    ]
    if core:
        return _with_headings(_once(core))
    return _with_headings(_once([node for node in candidates if _ID.match(attr(node, "id"))]))


def _is_comment(node: Node) -> bool:
    names = attr(node, "class")
    return bool(
        _CORE.search(names) and re.search(r"(?:^|\s)(?:comment|pingback|trackback|pings?|commentlist-item|byuser|review)(?=\s|$)", names)
    ) or bool(_ID.match(attr(node, "id")) or re.search(r"^(?:.*\s)?(?:pingback|trackback)(?:\s.*)?$", names))


def _once(nodes: Sequence[Node]) -> list[Node]:
    """One element for each comment: ids such as "comment-7" often stand on a wrapper and on its inside."""
    kept: dict[int, str | None] = {}
    result = []
    for node in nodes:
        number = _own_number(node)
        parent = node.parent
        inside = False
        while parent is not None and parent.is_element_node:
            if parent.mem_id in kept:
                inside = number is None or kept[parent.mem_id] in (number, None)
                break
            parent = parent.parent
        if not inside:
            kept[node.mem_id] = number
            result.append(node)
    return result


def _own_number(node: Node) -> str | None:
    found = _ID.match(attr(node, "id"))
    if found:
        return found[1]
    for inner in node.css("[id]")[:12]:
        found = _ID.match(attr(inner, "id"))
        if found:
            return found[1]
    return None


def _with_headings(nodes: Sequence[Node]) -> list[Item]:
    """Themes with ``dl``: the ``dt`` above a ``dd`` belongs to it."""
    items: list[Item] = []
    taken: set[int] = set()
    for node in nodes:
        if taken and any(around.mem_id in taken for around in (node, *itertools.islice(ancestors(node), 4))):
            continue
        if node.tag == "dt" and (below := _element_beside(node, forward=True)) is not None and below.tag == "dd":
            taken.add(below.mem_id)
            items.append([node, below])
        elif node.tag == "dd" and (above := _element_beside(node, forward=False)) is not None and above.tag == "dt":
            items.append([above, node])
        else:
            items.append([node])
    return items


def _element_beside(node: Node, *, forward: bool) -> Node | None:
    beside = node.next if forward else node.prev
    while beside is not None and not beside.is_element_node:
        beside = beside.next if forward else beside.prev
    return beside


def site_id(nodes: Sequence[Node]) -> str | None:
    """ "comment-123", whatever element carries the number."""
    for node in nodes:
        number = _own_number(node)
        if number:
            return f"comment-{number}"
    return None


def _clear(item: Item) -> None:
    """Take out remarks on moderation and buttons that have no class of their own."""
    for top in item:
        for node in inside(top, "em, p, small, i"):
            text = text_of(node)
            if len(text) < 120 and re.match(
                r"(?:your|dein|ihr|votre|tu) (?:comment|kommentar|commentaire|comentario)\b.{0,80}(?:moderati|freigeschaltet|modération)",
                text,
                re.IGNORECASE,
            ):
                remove(node)


SITE = Site("wordpress", _recognises, _read)
