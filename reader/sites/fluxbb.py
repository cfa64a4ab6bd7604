"""PunBB and its offspring FluxBB."""

from __future__ import annotations

from reader.markup.tree import attr
from reader.model.draft import DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView

_LAYOUT = Layout(
    key="fluxbb",
    message=("div.blockpost[id^=p]", "div.blockpost"),
    author=(".postleft dt strong", ".postleft dt", ".post-author strong"),
    date=("h2 span a", "h2 a", "h2"),
    body=(".postmsg",),
    title=(".crumbs li:last-child strong", ".crumbs li:last-child a", "h1.main-title", "#brdmain h1", ".linkst .crumbs li:last-child"),
    number=("h2 .conr", ".conr"),
    link=("h2 a[href*='#p']", "h2 a"),
    avatar=(".postavatar img",),
    signature=(".postsignature",),
    edited=(".postedit", "p.postedit em"),
    pagers=(".pagelink", ".paging"),
    site_id=lambda node: first_digits(attr(node, "id")),
)
_PUN13 = Layout(
    key="punbb",
    message=("div.main-topic > div.post[id^=p]", "div.post[id^=p]:has(.entry-content)"),
    author=(".post-byline strong", ".author-ident .username", ".userident strong"),
    date=(".post-link", ".post-byline .post-link", ".post-byline"),
    body=(".entry-content",),
    title=(".main-title", "h1"),
    number=(".post-num",),
    link=("a.permalink",),
    signature=(".sig-content",),
    edited=(".lastedit",),
    pagers=(".paging",),
)


def recognises(view: PageView) -> bool:
    """By its ``.pun`` frame or its block of a message."""
    return view.first("div.blockpost .postmsg", "#pun-viewtopic .entry-content", ".brd .main-topic .entry-content") is not None


def read(view: PageView) -> list[DraftThread]:
    """The topic that the page shows."""
    return read_messages(view, _LAYOUT if view.first("div.blockpost") is not None else _PUN13)


SITE = Site("fluxbb", recognises, read)
