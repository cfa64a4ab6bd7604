"""MyBB 1.6 (tables) and 1.8 (``div.post``)."""

from __future__ import annotations

from reader.markup.tree import attr
from reader.model.draft import DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView

_LAYOUT = Layout(
    key="mybb",
    message=("#posts div.post[id^=post_]", "div.post[id^=post_]", "#posts table[id^=post_]", "table[id^=post_]"),
    author=(
        ".post_author .largetext a",
        ".post_author .largetext",
        ".post_author strong a",
        "td.post_author strong .largetext",
        ".author_information .largetext",
    ),
    date=(".post_head .post_date", ".post_date", ".post_content .smalltext", "td.trow1 .smalltext", ".smalltext"),
    body=(".post_body", "[id^=pid_]"),
    title=("#posts + h1", ".navigation .active", ".thead > div > strong", "td.thead > strong", ".thead strong", "h1"),
    number=(".post_head .float_right strong a", ".post_head strong a", "strong a[href*='#pid']"),
    link=(".post_head strong a", "a[href*='#pid']"),
    avatar=(".author_avatar img", ".post_avatar img"),
    signature=(".signature",),
    edited=(".post_edit", ".edited_post"),
    pagers=(".pagination",),
    skip=(".deleted_post_hidden",),
    site_id=lambda node: first_digits(attr(node, "id")),
)


def recognises(view: PageView) -> bool:
    """By the ids that no skin changes."""
    return view.first("[id^=post_] .post_body[id^=pid_]", "table[id^=post_] [id^=pid_]") is not None


def read(view: PageView) -> list[DraftThread]:
    """The thread that the page shows."""
    return read_messages(view, _LAYOUT)


SITE = Site("mybb", recognises, read)
