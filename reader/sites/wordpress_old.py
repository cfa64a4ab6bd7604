"""WordPress themes older than ``comment_class()``: name and date stand in free words before or behind the text of a list item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.markup.tree import Node, attr, remove, text_of
from reader.model.draft import DraftComment
from reader.sites.drafting import Drafting
from reader.sites.item import BUTTONS, Item, inside, kind_of, take_says
from reader.sites.line_dates import find_stamp
from reader.sites.moments import moment_in
from reader.sites.names import byline_name, spoken_name
from reader.sites.view import PageView

_LISTS = (
    "ol.commentlist",
    "ul.commentlist",
    "ol#commentlist",
    "ul#commentlist",
    "#commentlist",
    ".commentlist",
    "#comments ol",
    "#comments ul",
    "ol.comments",
    "ul.comments",
    "#comment_list",
)
_HEADINGS = (
    ".date",
    ".commentmetadata",
    ".comment-meta",
    ".commentmeta",
    ".meta",
    "cite",
    "small",
    ".comment-info",
    ".author",
    "p.metadata",
    "p.comment-author",
    "h4",
    "h5",
)
_POSTED = re.compile(r"\s*(?:posted|comment(?:ed)? (?:on|at)|on|at|am|le|—|–|-|\|)\s*:?\s*$", re.IGNORECASE)
_PING = re.compile(r"^(?:pingback|trackback)s?\b|\b(?:pingback|trackback) (?:by|from|von)\b", re.IGNORECASE)


def _items(view: PageView) -> list[Item]:
    for selector in _LISTS:
        for node in view.all(selector):
            items = [[child] for child in node.iter() if child.tag == "li" and text_of(child)]
            if (
                items
                and sum(
                    bool(find_stamp(text_of(item[0])[-200:]) or find_stamp(text_of(item[0])[:200]) or _heading(item[0])) for item in items
                )
                > len(items) / 2
            ):
                return items
    return []


def read_old(view: PageView, drafting: Drafting, items: Sequence[Item] = ()) -> list[DraftComment]:
    """Comments of an old theme in page order."""
    items = items or _items(view)
    comments = [_read(view, drafting, item[0]) for item in items]
    for item in items:
        remove(item[0])
    return [comment for comment in comments if comment.body.text or comment.author]


def _heading(node: Node) -> Node | None:
    """The inner element that says who and when."""
    best = None
    for selector in _HEADINGS:
        for inner in inside(node, selector):
            text = text_of(inner)
            if 0 < len(text) < 200:
                if re.search(r"\d", text):
                    return inner
                best = best or inner
    return best


def _read(view: PageView, drafting: Drafting, node: Node) -> DraftComment:
    heading = _heading(node)
    name: str | None = None
    moment = None
    link = None
    text = ""
    if heading is not None:
        text = text_of(heading)
        moment = moment_in(view, heading)
        if moment is None or (moment.iso and len(moment.iso) <= 10):
            moment = view.dates.read(re.split(r"\s[—–|]\s", text)[-1]) or moment
        link = next(
            (a for a in heading.css("a[href]") if text_of(a) and not attr(a, "href").startswith("#") and "#comment" not in attr(a, "href")),
            None,
        )
        name = spoken_name(text_of(link)) if link is not None else _name_before_date(text)
        tops = heading.parent
        if tops is not None and tops.mem_id != node.mem_id and len(text_of(tops)) <= len(text) + 4:
            heading = tops
        remove(heading)
    author_url = view.absolute(attr(link, "href")) if link is not None else None
    if name is None:
        cite = next(iter(inside(node, "cite, strong, b")), None)
        name = byline_name(text_of(cite)) if cite is not None else None
        if name and cite is not None:
            link = cite.css_first("a[href]")
            author_url = view.absolute(attr(link, "href")) if link is not None else None
            remove(cite)
    take_says(node)
    made = drafting.body(node.inner_html, drop=(BUTTONS,))
    identity = attr(node, "id") or next((attr(n, "id") or attr(n, "name") for n in node.css("a[name^=comment], [id^=comment]")), None)
    kind = kind_of(node)
    if _PING.search(text):
        from reader.model.discussion import CommentKind

        kind = CommentKind.PINGBACK
    return DraftComment(
        author=name,
        body=made.body,
        kind=kind,
        site_id=identity or None,
        url=view.absolute(f"#{identity}") if identity and view.url else None,
        author_url=author_url,
        published=moment.iso if moment else None,
        published_text=moment.text if moment else None,
        quotes=made.quotes,
    )


def _name_before_date(text: str) -> str | None:
    stamp = find_stamp(text)
    before = text[: stamp.start] if stamp else re.split(r"\s[—–|]\s", text)[0]
    before = re.split(r"(?:^|\s)(?:posted|geschrieben|publié)\s?(?:on|at|am|le)?:", before, flags=re.IGNORECASE)[0]
    before = re.split(r"\s[—–|]\s", before)[0]
    for _ in range(2):
        before = _POSTED.sub("", before)
    return byline_name(before)
