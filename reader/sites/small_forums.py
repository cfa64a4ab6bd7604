"""Forums of one site each whose markup is read by a layout alone: Nairaland, GameFAQs, Steam, Tripadvisor."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reader.markup.tree import Node, attr, text_of
from reader.model.draft import DraftComment, DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView


def _tripadvisor_id(node: Node) -> str | None:
    found = re.search(r"(?:post:|pst_adm_|p)(\d{5,})", " ".join(attr(each, "id") for each in node.css("[id]")))
    return found[1] if found else None


def _nairaland_id(node: Node) -> str | None:
    for link in node.css("a[name]"):
        if attr(link, "name").isdigit():
            return attr(link, "name")
    return None


def _nairaland_title(view: PageView) -> str | None:
    """The first message's subject: the page's own heading carries site and section."""
    link = view.first("table[summary=posts] td.bold a[href*='#']")
    return re.sub(r"^Re:\s*", "", text_of(link)) if link is not None else None


def _read_nairaland(view: PageView) -> list[DraftThread]:
    """Heads and texts are rows of one table: each pair is read as one message."""
    title = _nairaland_title(view)
    texts = {first_digits(attr(cell, "id")): cell for cell in view.all("td[id^=pb]")}
    for cell in view.all("table[summary=posts] td.bold"):
        text = texts.get(_nairaland_id(cell))
        if text is not None:
            cell.insert_child(text)
    drafts = read_messages(view, _NAIRALAND)
    return [replace(draft, title=title or draft.title) for draft in drafts]


_NAIRALAND = Layout(
    key="nairaland",
    message=("table[summary=posts] td.bold:has(a[name])",),
    author=("a.user",),
    date=("span.js-posttime-created", "span.s"),
    body=("div.narrow",),
    link=("a[href*='#']",),
    site_id=_nairaland_id,
    pagers=("p.nocopy", "div.nocopy"),
)
_GAMEFAQS = Layout(
    key="gamefaqs",
    message=("td.msg[id^=message_]", "div.msg[id^=message_]", "table.board.message tr:has(.msg_body)"),
    author=("a.name b", "a.name", ".user a", ".msg_stats a b"),
    author_link=("a.name[href]",),
    date=(".post_time",),
    body=(".msg_text", ".msg_body"),
    title=("h1.page-title", ".board_wrap h2.title", "h2.title"),
    number=(".message_num",),
    signature=(".signature",),
    edited=(".edited",),
    pagers=("ul.paginate",),
    site_id=lambda node: first_digits(attr(node, "id")),
)
_STEAM = Layout(
    key="steam",
    message=(".forum_op, .commentthread_comment",),
    author=(".forum_op_author", ".commentthread_author_link bdi", ".commentthread_author_link"),
    date=("[data-timestamp]", ".date", ".commentthread_comment_timestamp"),
    body=(".forum_op .content", ".commentthread_comment_text", ".content"),
    title=(".forum_op .topic", ".topic"),
    number=("a.forum_comment_permlink",),
    link=("a.forum_comment_permlink",),
    avatar=(".forum_op_avatar img", ".commentthread_comment_avatar img"),
    edited=(".commentthread_edited",),
    votes=(".forum_op_rating",),
    drop=(".forum_op_signature", ".bb_quoteauthor + .bb_quotetoggle"),
    pagers=(".forum_paging", ".commentthread_pagelinks"),
    site_id=lambda node: first_digits(attr(node, "id")),
)
_TRIPADVISOR = Layout(
    key="tripadvisor",
    message=("#SHOW_TOPIC .post", "#SHOW_FORUMS_CONTENT .post", ".balance > .post"),
    author=(".profile .username a span", ".profile .username", ".username"),
    date=(".postDate",),
    body=(".postBody",),
    title=("h1#HEADING", ".topTitleText", "#HEADING", "h1"),
    number=(".postNum",),
    avatar=(".avatar img",),
    pagers=(".pgLinks", ".paginator"),
    skip=(".inappropriate",),
    site_id=_tripadvisor_id,
)


def _row(layout: Layout, *signs: str, adjust: Callable[[Node, DraftComment], DraftComment] | None = None) -> Site:
    """A row that recognises by selectors and reads by the layout alone."""
    return Site(layout.key, lambda view: view.first(*signs) is not None, lambda view: read_messages(view, layout, adjust=adjust))


SITES = (
    Site("nairaland", lambda view: view.first("table[summary=posts] td[id^=pb] div.narrow") is not None, _read_nairaland),
    _row(_GAMEFAQS, "table.board.message .msg_text", ".msg_list .msg_text", "td.msg[id^=message_]"),
    _row(_STEAM, ".forum_op .content", ".commentthread_comment .commentthread_comment_text"),
    _row(_TRIPADVISOR, "#SHOW_TOPIC .post .postBody", "#SHOW_FORUMS_CONTENT .post .postBody"),
)
