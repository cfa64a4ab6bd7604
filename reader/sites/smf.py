"""Simple Machines Forum 1 (tables) and 2."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.markup.tree import Node, attr
from reader.model.draft import DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView


def _id(node: Node) -> str | None:
    """The message number out of ``msg_123``, ``subject_123`` or a link to ``msg123``."""
    for inner in [node, *node.css("[id^=msg], [id^=subject_], .inner[id]")]:
        found = re.search(r"(?:msg|subject)_?(\d+)", attr(inner, "id"))
        if found:
            return found[1]
    for link in node.css("a[href*='msg']"):
        found = re.search(r"#msg(\d+)", attr(link, "href"))
        if found:
            return found[1]
    return first_digits(attr(node, "id"))


_LABEL = re.compile(r"^(?:topic|thema|sujet|tema|onderwerp|argomento|тема)\s*:\s*", re.IGNORECASE)
_READ = re.compile(r"\s*\((?:read|gelesen|lu|leído|letto|gelezen|lida|прочитано)\s[\d.,]+[^()]{0,20}\)\s*$", re.IGNORECASE)
_LAYOUT = Layout(
    key="smf",
    message=(
        "#forumposts div.post_wrapper",
        "#forumposts div[id^=msg]:has(.post)",
        "div.post_wrapper:has(.post .inner)",
        "#quickModForm tr:has(> td > table .post)",
        "form#quickModForm td.windowbg > table, form#quickModForm td.windowbg2 > table",
        "form[name=quickModForm] td.windowbg > table:has(.post), form[name=quickModForm] td.windowbg2 > table:has(.post)",
    ),
    author=(
        ".poster h4 a:not(:has(img)):not([href*=pm])",
        ".poster h4",
        "td b a[href*='action=profile']",
        "td:first-child > b a",
        "td:first-child > b",
    ),
    date=(
        ".postinfo .smalltext",
        ".keyinfo .postinfo a",
        ".keyinfo .smalltext",
        ".keyinfo .page_number ~ *",
        ".keyinfo",
        "td div.smalltext:has(b)",
        "td .smalltext",
    ),
    body=("div.post .inner", ".inner[id^=msg]", "div.post", ".post"),
    title=(
        "#forumposts h3 span[id^=top_subject]",
        ".display_title",
        "#display_head h2",
        "#forumposts .catbg",
        "td.catbg3 td[id^=top_subject]",
        "td#top_subject",
        "#top_subject",
        "h1 a",
        "h2",
    ),
    number=(".page_number", ".postinfo .page_number"),
    link=(".keyinfo a[href*='msg']", ".keyinfo h5 a", "h5 a", "[id^=subject_] a", "a[href*='#msg']"),
    avatar=(".avatar img",),
    signature=(".signature",),
    edited=(".modified", "[id^=modified_]"),
    pagers=(".pagelinks", ".pagesection", "td.middletext"),
    drop=(".smalltext.modified", ".quickbuttons"),
    site_id=_id,
)


def recognises(view: PageView) -> bool:
    """By its form of messages, or by its own scripts' names."""
    return (
        view.first(
            "#forumposts .post",
            "form#quickModForm .post",
            "div.post_wrapper .poster",
            "form#quickModForm [id^=subject_]",
            "form[name=quickModForm] [id^=subject_]",
        )
        is not None
    )


def read(view: PageView) -> list[DraftThread]:
    """The topic that the page shows."""
    return [replace(draft, title=_LABEL.sub("", _READ.sub("", draft.title)) or draft.title) for draft in read_messages(view, _LAYOUT)]


SITE = Site("smf", recognises, read)
