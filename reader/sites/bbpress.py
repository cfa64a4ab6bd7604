"""bbPress, the forum plugin of WordPress: head and text of a message are siblings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.markup.dates import Moment
from reader.markup.tree import Node, attr, classes
from reader.model.draft import DraftComment, DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.moments import moment_in
from reader.sites.site import Site
from reader.sites.view import PageView


def _id(node: Node) -> str | None:
    found = re.search(r"(?:^|\s)post-(\d+)", attr(node, "class"))
    return found[1] if found else first_digits(attr(node, "id"))


def _parents(nodes: Sequence[Node]) -> list[int | None]:
    """Threaded replies stand in lists below the one they answer."""
    places: dict[int, int] = {node.mem_id: place for place, node in enumerate(nodes)}
    parents: list[int | None] = []
    for node in nodes:
        parent = node.parent
        found = None
        while parent is not None and found is None:
            if parent.tag == "ul" and "bbp-threaded-replies" in classes(parent) and parent.parent is not None:
                found = next(
                    (places[each.mem_id] for each in parent.parent.iter() if each.mem_id in places and each.mem_id != node.mem_id), None
                )
            parent = parent.parent
        parents.append(found)
    return parents


_LAYOUT = Layout(
    key="bbpress",
    message=(".bbp-body > div.topic, .bbp-body > div.reply, li div.reply[class*=post-], .bbp-replies div.topic[class*=post-]",),
    author=(
        "a.bbp-author-name",
        ".bbp-author-link .bbp-author-name",
        ".bbp-author-name",
        ".bbp-reply-author a:not(:has(img))",
        ".bbp-topic-author a:not(:has(img))",
    ),
    date=(),
    body=(".bbp-reply-content", ".bbp-topic-content"),
    title=("h1.entry-title", "h1.page-title", "h1"),
    avatar=("img.avatar",),
    signature=(".bbp-signature",),
    edited=(".bbp-reply-revision-log", ".bbp-topic-revision-log", ".bbp-revision-log"),
    pagers=(".bbp-pagination-links",),
    closed=(".bbp-template-notice",),
    site_id=_id,
    parents=_parents,
)


def recognises(view: PageView) -> bool:
    """By the classes of its replies."""
    return view.first(".bbp-reply-content", ".bbp-topic-content") is not None


def read(view: PageView) -> list[DraftThread]:
    """The topic that the page shows."""
    heads = {_id(node): node for node in view.all(".bbp-reply-header, .bbp-topic-header")}
    stated: dict[str | None, tuple[Moment | None, str | None]] = {}
    for name, head in heads.items():
        link = head.css_first("a.bbp-reply-permalink, a.bbp-topic-permalink")
        stated[name] = (
            moment_in(view, head.css_first(".bbp-reply-post-date, .bbp-topic-post-date")),
            attr(link, "href") if link is not None else None,
        )

    def adjust(node: Node, comment: DraftComment) -> DraftComment:
        moment, link = stated.get(comment.site_id, (None, None))
        if moment is None:
            moment = moment_in(view, node.css_first(".bbp-reply-post-date, .bbp-topic-post-date"))
        text = (moment.text or None) if moment else None
        return replace(comment, published=moment.iso if moment else None, published_text=text, url=view.absolute(link))

    return read_messages(view, _LAYOUT, adjust=adjust)


SITE = Site("bbpress", recognises, read)
