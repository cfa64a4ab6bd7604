"""NodeBB: its parts are named by a ``component`` attribute that all themes keep."""

from __future__ import annotations

from dataclasses import replace

from reader.markup.tree import Node, attr
from reader.model.draft import DraftComment, DraftThread
from reader.sites.messages import Layout, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView


def _answered(node: Node) -> str | None:
    """The message named by the "replied to" line."""
    stated = node.css_first("[component='post/parent'][data-parent-pid], [component='post/parent'][data-topid]")
    return (
        (attr(stated, "data-parent-pid") or attr(stated, "data-topid") or None) if stated is not None else attr(node, "data-topid") or None
    )


_LAYOUT = Layout(
    key="nodebb",
    message=("[component=post][data-pid]",),
    author=("[itemprop=author] a[data-username]", "a[data-username]", "[itemprop=author] a:not(:has(img))"),
    date=("meta[itemprop=datePublished]", ".timeago[title]", "time"),
    body=("[component='post/content']", ".content[itemprop=text]", ".content"),
    title=("[component='topic/title']", "h1 [component='topic/title']", "h1"),
    link=("a.post-permalink", "a[href*='/post/']"),
    avatar=("img[component='user/picture']",),
    signature=("[component='post/signature']", ".post-signature"),
    edited=("[component='post/editor']", ".post-editor"),
    votes=("[component='post/vote-count']",),
    pagers=("[component=pagination]", ".pagination"),
    closed=("[component='topic/locked']",),
    site_id=lambda node: attr(node, "data-pid") or None,
    answers=_answered,
)


def recognises(view: PageView) -> bool:
    """By the component names."""
    return view.first("[component=post][data-pid]") is not None


def read(view: PageView) -> list[DraftThread]:
    """The topic that the page shows; the folded copies of answered messages are taken out after their numbers are read."""

    def adjust(node: Node, comment: DraftComment) -> DraftComment:
        return replace(comment, author=attr(node, "data-username").strip() or comment.author)

    return read_messages(view, _LAYOUT, adjust=adjust)


SITE = Site("nodebb", recognises, read)
