"""JForum 2: phpBB's old tables with classes of its own."""

from __future__ import annotations

import re

from reader.markup.tree import Node, attr
from reader.model.draft import DraftThread
from reader.sites.messages import Layout, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView


def _id(node: Node) -> str | None:
    for each in node.css("a[name], a[id]"):
        found = re.fullmatch(r"(?:p|post_)?(\d+)", attr(each, "name") or attr(each, "id"))
        if found:
            return found[1]
    return None


_LAYOUT = Layout(
    key="jforum",
    message=("tr:has([id^=post_text_]):has(a[href*='/user/profile/'])", "tr:has([id^=post_text_]):has(.name)"),
    author=("a.genmed[href*='/user/profile/']", "td .genmed b", ".genmed a[href*='/user/profile/']", ".name b", "td span.genmed"),
    date=(".date", ".postInfo .date", "span.postdetails", ".postInfo"),
    body=("[id^=post_text_]", "span.postbody", ".postbody"),
    title=("a.maintitle", ".maintitle", "h1 a", "h1"),
    link=("a[href*='/posts/list/']",),
    edited=(".gensmall",),
    pagers=(".pagination", "span.gensmall"),
    site_id=_id,
)


def recognises(view: PageView) -> bool:
    """By the ids of its texts."""
    return view.first("[id^=post_text_]") is not None and view.first("a[href*='.page']", "[class=postbody]", ".postInfo") is not None


def read(view: PageView) -> list[DraftThread]:
    """The topic that the page shows."""
    return read_messages(view, _LAYOUT)


SITE = Site("jforum", recognises, read)
