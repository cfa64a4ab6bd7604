"""phpBB 2 and 3 (prosilver, subsilver2) and the hosted phpBB offspring Forumotion."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.markup.tree import Node, attr
from reader.model.draft import DraftComment, DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.underlined import cut_signature
from reader.sites.view import PageView


def _anchor(node: Node) -> str | None:
    """The number of the named anchor in a row of the old tables."""
    for link in node.css("a[name], a[id]"):
        found = re.fullmatch(r"p?(\d+)", attr(link, "name") or attr(link, "id"))
        if found:
            return found[1]
    return None


_SIGNS = (
    "body.section-viewtopic",
    "#phpbb",
    ".postprofile",
    "table.forumline span.postbody",
    "table.tablebg .postbody",
    "b.postauthor",
    "a[href*='viewtopic.php'] ~ a[href*='viewforum.php']",
    "body[id^=phpbb]",
)
_POSTS = Layout(
    key="phpbb",
    message=("div.post[id^=p]", ".post--0, div.post:has(.postbody)"),
    author=(
        ".postprofile a.username, .postprofile a.username-coloured, .postprofile span.username, .postprofile span.username-coloured",
        ".postprofile dt > a:not(:has(img))",
        ".postprofile dt strong",
        "p.author strong",
        ".postprofile-name",
        ".author strong",
        ".author a",
        ".postprofile strong",
    ),
    date=("p.author time", ".author time", "p.author", ".topic-date, .post-date, .postdate", ".author"),
    body=("div.content", ".post-entry", ".postbody .post_body", ".postbody"),
    title=("h2.topic-title", "h1.topic-title", ".topic-title", "#page-body > h2", "#page-body h2", "h1.page-title", ".page-title"),
    link=("h3 a[href*='#p']", "h3 a[href]", "p.author a[href*='#p']", "a[href*='viewtopic'][href*='#']", "h2 a[href*='#']"),
    number=(".post-number", ".postnum"),
    avatar=(".postprofile img", ".avatar img"),
    signature=(".signature", ".signature_div", ".content + .signature"),
    edited=(".notice", ".postbody em", ".edited"),
    drop=(".post-buttons", ".codebox p a", "dl.codebox > dt", ".attachbox", ".posthead", ".author", ".topic-title", "h3.first"),
    skip=(".post.deleted-ad", ".postad", "#post0"),
    pagers=(".topic-actions .pagination", ".action-bar .pagination", ".pagination", "td.gensmall", ".gensmall b"),
    closed=(".topic-status", ".locked"),
    site_id=lambda node: first_digits(attr(node, "id")) or first_digits(attr(node, "class")),
)
_ROWS = Layout(
    key="phpbb",
    message=("table.tablebg:has(.postauthor):has(.postbody)", "tr:has(> td .postbody):has(span.name, b.postauthor, .postauthor)"),
    author=("b.postauthor", ".postauthor", "span.name b", "span.name"),
    date=("td.gensmall div", "td + td span.postdetails", "td.gensmall", ".gensmall"),
    body=("div.postbody", "td:has(> span.postbody)", "span.postbody", ".postbody"),
    title=("a.maintitle", "a.titles", "h1 a.titles", "#pageheader h2", ".maintitle", "h2 a"),
    link=("a[href*='#p']", "a[href*='viewtopic'][href*='#']", "a[href*='p='][href*='#']"),
    avatar=(".postdetails img", ".postavatar img"),
    signature=("div.signature", ".signature"),
    edited=("span.gensmall", ".gensmall"),
    pagers=("span.nav", "td.nav", "td.gensmall"),
    site_id=_anchor,
)


def recognises(view: PageView) -> bool:
    """By the classes of its two classic templates; a page that only names phpBB in its foot may be anything."""
    return view.first(*_SIGNS) is not None and view.first(".postbody", ".post .content", ".post-entry") is not None


def read(view: PageView) -> list[DraftThread]:
    """The topic that the page shows."""
    rows = view.first("div.post .postbody", "div.post .content") is None
    if rows:
        return _read_rows(view)
    return read_messages(view, _POSTS)


def _read_rows(view: PageView) -> list[DraftThread]:
    """The tables of phpBB 2 and subsilver2: a row a message, signature in the text, date in a line beside other things."""
    signatures: dict[str, str] = {}

    def adjust(_node: Node, comment: DraftComment) -> DraftComment:
        return replace(comment, signature=comment.signature or signatures.get(comment.site_id or ""))

    for body in view.all("div.postbody, span.postbody"):
        signature = cut_signature(body)
        row = body.parent
        while row is not None and _anchor(row) is None:
            row = row.parent
        if signature and row is not None:
            signatures[_anchor(row) or ""] = signature
    return read_messages(view, _ROWS, adjust=adjust)


SITE = Site("phpbb", recognises, read)
