"""One comment in a page's markup, read by selectors; what no selector names is found by what is left over.

Reading goes backwards through the page and takes each comment out when it is done, so that a reply inside another comment is never read
as part of that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from reader.markup.body import MadeBody
from reader.markup.dates import Moment
from reader.markup.tree import Node, attr, remove, text_of
from reader.model.discussion import CommentKind
from reader.model.draft import DraftComment
from reader.sites.drafting import Drafting
from reader.sites.line_dates import find_stamp
from reader.sites.moments import moment_from, moment_in
from reader.sites.names import SAYS, byline_name, spoken_name
from reader.sites.nesting import parents_of
from reader.sites.view import PageView

_EDITED = re.compile(
    r"^[\[(*_\s]*(?:(?:this (?:comment|post) was )?(?:last |zuletzt )?(?:edited|modified|bearbeitet|geändert|editado|modifié)\b.{0,120})$",
    re.IGNORECASE,
)
BUTTONS = (
    "script, style, noscript, form, button, input, textarea, select, template, .comment-reply-link, .comment-edit-link, .reply, "
    ".comment-reply, "
    ".comment_reply, .comment-actions, .comment-likes, .comment-like, .comment-awaiting-moderation, .screen-reader-text, .sr-only, "
    ".visually-hidden, .sharedaddy, .jp-relatedposts, .says, .comment-meta, .commentmetadata, .comment-metadata, .avatar, "
    ".cld-like-dislike-wrap, "
    ".post-ratings, .comment-rating, .ckrating_highly_rated, .gdsr, .thumblock, .edit-link, .comment-permalink, .wp-user-avatar, "
    ".comment-number, .author-comment, .commentinfo, "
    ".commentnumber, .count-comment, .clike, .jetpack-likes-widget-wrapper, .adsbygoogle, .comment-votes, .vote, .spoiler-btn, "
    "[class^=comment-author], .vcard, .comment-date, .comment-time, .comment-footer, .comment-header"
)
"""What stands in comments of many engines and is not their text."""


_JOINING = re.compile(
    r"\b(?:says|said|sagt|sagte|schrieb|meint|dit|dice|wrote|writes|on|at|am|um|by|von|par|por|le|à|el|a las|il|alle|posted|comment|"
    r"reply|edit|permalink|"
    r"antworten|répondre|responder|bearbeiten|link|quote|zitieren|\d+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the parts of a comment stand: selectors in order of preference. Without a match for ``body``, what is left over is the text."""

    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    link: tuple[str, ...] = ("a[href*='#comment']", "a[rel=bookmark]")
    avatar: tuple[str, ...] = ("img.avatar", "img.photo", "img[class*=avatar]")
    drop: tuple[str, ...] = (BUTTONS,)
    number: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    """Lines that begin with the name where no element of its own holds it ("NAME • #3 • DATE", "Posted by NAME at DATE")."""
    votes: tuple[str, ...] = ()
    site_id: Callable[[Sequence[Node]], str | None] = field(default=lambda nodes: attr(nodes[0], "id") or None)


Item = list[Node]
"""The nodes of one comment: one element, or a heading with the blocks that follow it."""


def read_items(view: PageView, drafting: Drafting, items: Sequence[Item], parts: Parts) -> list[DraftComment]:
    """Comments of a page in page order, with the parents that nesting states. Takes the items out of the tree."""
    parents = parents_of([item[0] for item in items])
    parts = _present(view, parts)
    comments: list[DraftComment] = []
    for item, parent in zip(reversed(items), reversed(parents), strict=True):
        comments.append(replace(_read_item(view, drafting, item, parts), parent=parent))
        for node in item:
            remove(node)
    comments.reverse()
    return comments


def _present(view: PageView, parts: Parts) -> Parts:
    """The parts with only those selectors that may match on this page."""
    return replace(
        parts, author=view.present(parts.author), date=view.present(parts.date), body=view.present(parts.body),
        link=view.present(parts.link), avatar=view.present(parts.avatar), number=view.present(parts.number),
        heading=view.present(parts.heading), votes=view.present(parts.votes),
    )


def _read_item(view: PageView, drafting: Drafting, item: Item, parts: Parts) -> DraftComment:
    author_node = find(item, parts.author)
    author = spoken_name(text_of(author_node)) if author_node is not None else None
    if author is None:
        author = next((name for node in _each(item, parts.heading) if (name := name_in_heading(text_of(node)))), None)
    moment = moment_from(view, item, parts.date)
    if moment is None:
        moment, author_node = _guessed(view, item, author_node)
    if author_node is not None and (author is None or find_stamp(author)):
        author = name_in_heading(text_of(author_node))
    number = _number(item, parts)
    site_id = parts.site_id(item)
    hrefs = [attr(node, "href") for node in _each(item, parts.link)]
    own = next((href for href in hrefs if site_id and href.endswith(f"#{site_id}")), None)
    url = view.absolute(own or next(iter(hrefs), None))
    author_url = _author_url(view, author_node)
    avatar = next((sha for node in _each(item, parts.avatar) if (sha := drafting.picture(attr(node, "src")))), None)
    edited = _take_edited(item)
    made = _body(drafting, item, parts, author_node, moment)
    return DraftComment(
        author=author,
        body=made.body,
        number=number,
        kind=kind_of(item[0]),
        site_id=site_id,
        url=url,
        author_url=author_url,
        avatar=avatar,
        published=moment.iso if moment else None,
        published_text=moment.text if moment else None,
        quotes=made.quotes,
        votes=_votes(item, parts),
        edited_text=edited,
    )


def _guessed(view: PageView, item: Item, author: Node | None) -> tuple[Moment | None, Node | None]:
    """Date and author of a comment whose parts no selector names: a short element with a date, and what stands before it.

    A date around the author's own element counts first.
    """
    tops = {top.mem_id for top in item}
    around = author
    while around is not None and around.mem_id not in tops and len(text_of(around)) < 200:
        if find_stamp(text_of(around)):
            return moment_in(view, around), author
        around = around.parent
    for top in item:
        before: Node | None = None
        for node in top.css("*")[1:60]:
            text = text_of(node)
            if 0 < len(text) < 90 and (stamp := find_stamp(text)) and len(text) - len(stamp.text) < 50:
                moment = view.dates.read(stamp.text)
                if moment and moment.iso:
                    return moment, author if author is not None else before if before is not None else node
            if 0 < len(text) <= 40 and not node.css("*")[1:2]:
                before = node
    return None, author


def name_in_heading(text: str) -> str | None:
    """The name that a heading line begins with; None where it begins with something else."""
    stamp = find_stamp(text)
    if stamp and stamp.start > 2:
        text = text[: stamp.start]
    text = re.split(r"\s(?:replied|replying|said in reply|in reply|in response) to\b", text)[0]
    text = re.split(r"\s[|•·—–@»]\s|\s-\s|\s#\d", text)[0]
    text = re.sub(r"[\s,(|•·—–:-]*(?:\bposted)?\s*(?:\bon|\bat|\bam|\bum|\ble|\bel)?[\s,(|•·—–:-]*$", "", text, flags=re.IGNORECASE)
    name = byline_name(text)
    return name if name and len(name) <= 60 and not find_stamp(name) and not name.startswith("#") else None


def _votes(item: Item, parts: Parts) -> int | None:
    for node in _each(item, parts.votes):
        found = re.fullmatch(r"[+(]*\s*([-−+]?\d{1,6})\b.{0,12}", text_of(node))
        if found:
            return int(found[1].replace("−", "-"))
    return None


def _each(item: Item, selectors: tuple[str, ...]) -> list[Node]:
    return [node for selector in selectors for top in item for node in top.css(selector)]


def find(item: Item, selectors: tuple[str, ...]) -> Node | None:
    """The first node of the first selector that has one with text."""
    for selector in selectors:
        for top in item:
            for node in top.css(selector):
                if text_of(node):
                    return node
    return None


def kind_of(node: Node) -> CommentKind:
    """Whether a comment's classes say that it is a pingback or trackback."""
    names = attr(node, "class").lower().split()
    ping = any(name in ("pingback", "trackback", "pings", "ping", "linkback", "comment-pingback", "webmention") for name in names)
    return CommentKind.PINGBACK if ping else CommentKind.COMMENT


def _author_url(view: PageView, node: Node | None) -> str | None:
    if node is None:
        return None
    around = node if node.tag == "a" else node.css_first("a[href]")
    if around is None and node.parent is not None and node.parent.tag == "a":
        around = node.parent
    if around is None:
        return None
    href = attr(around, "href")
    return None if href.startswith("#") else view.absolute(href)


def _number(item: Item, parts: Parts) -> int | None:
    for node in _each(item, parts.number):
        found = re.search(r"\d{1,6}", text_of(node))
        if found:
            return int(found[0])
    return None


def _take_edited(item: Item) -> str | None:
    """The "last edited by" mark, taken out of the text."""
    for top in item:
        for node in inside(top, "em, i, small, .edited, .comment-edited, .editedby, .edit-note"):
            text = text_of(node)
            if text and len(text) < 160 and _EDITED.match(text):
                remove(node)
                return text
    return None


def _body(drafting: Drafting, item: Item, parts: Parts, author_node: Node | None, moment: Moment | None) -> MadeBody:
    for selector in parts.body:
        for top in item:
            nodes = outermost([node for node in top.css(selector) if node.mem_id != top.mem_id or len(item) > 1])
            if nodes:
                return drafting.body(nodes if len(nodes) > 1 else nodes[0], drop=parts.drop)
    if author_node is not None and author_node.mem_id not in {top.mem_id for top in item}:
        _take_heading(author_node, {top.mem_id for top in item}, moment)
        for top in item:
            take_says(top)
    return drafting.body("".join(top.inner_html or "" for top in item), drop=parts.drop)


def take_says(node: Node) -> None:
    """Take out a bare "says:" that stands as text directly in an element."""
    for child in node.iter(include_text=True):
        if child.tag == "-text" and SAYS.fullmatch(child.text_content or ""):
            remove(child)


def _take_heading(node: Node, tops: set[int], moment: Moment | None) -> None:
    """Take out the line that an author stands in: as far up as there is nothing but author, date, and words that join them."""
    best = node
    name = text_of(node)
    parent = node.parent
    while parent is not None and parent.mem_id not in tops and parent.is_element_node:
        text = text_of(parent)
        if len(text) > len(name) + 120:
            break
        rest = text.replace(name, " ", 1).replace(moment.text if moment else "", " ", 1)
        if _JOINING.sub("", rest).strip(" \t•·|,.:;()[]–—-#@»«"):
            break
        best = parent
        parent = parent.parent
    remove(best)


def inside(node: Node, selector: str) -> list[Node]:
    """Nodes in an element that match, each once, without the element itself (lexbor counts it too): only these may be taken out of it."""
    return [each for each in {match.mem_id: match for match in node.css(selector)}.values() if each.mem_id != node.mem_id]


def outermost(nodes: Sequence[Node]) -> list[Node]:
    """Nodes without those that stand inside another of them."""
    ids = {node.mem_id for node in nodes}
    kept = []
    for node in nodes:
        parent = node.parent
        while parent is not None and parent.mem_id not in ids:
            parent = parent.parent
        if parent is None:
            kept.append(node)
    return kept
