"""vBulletin 3 (tables), 4 (``li.postbit``) and 5 (``li.b-post``)."""

from __future__ import annotations

from dataclasses import replace

from reader.markup.tree import Node, attr, remove, text_of
from reader.model.draft import DraftComment, DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.underlined import cut_signature
from reader.sites.view import PageView


def _message_id(node: Node) -> str | None:
    body = node.css_first("[id^=post_message_]")
    return first_digits(attr(body, "id")) if body is not None else first_digits(attr(node, "id"))


_THREE = Layout(
    key="vbulletin",
    message=(
        "table[id^=post]:has([id^=post_message_])",
        "div[id^=post]:has(> * [id^=post_message_]):not([id=posts]):not([id^=post_message_])",
        "div[id^=edit]:has([id^=post_message_])",
    ),
    author=("a.bigusername", ".bigusername", "[id^=postmenu_] a", "[id^=postmenu_]", ".username"),
    date=(".thead div:has(a[name^=post])", "td.thead:has(a[name^=post])", ".thead", "[class*=date]", "td.alt2 .smallfont"),
    body=("[id^=post_message_]",),
    title=("td.navbar strong", ".navbar strong", "h1", ".threadtitle"),
    number=(
        "a[id^=postcount] strong",
        "a[id^=postcount]",
        "a[name][href*=showpost]",
        "a[href*='showpost.php'] strong",
        "a[href*='postcount=']",
    ),
    link=("a[id^=postcount]", "a[href*='showpost.php']", "a[href*='#post']"),
    avatar=("a[href*='member.php'] img", "img[src*=avatar]", "img[alt*=Avatar]"),
    signature=(".signature", "[id^=sig]"),
    edited=(".smallfont > em", "em", ".postedited"),
    pagers=(".pagenav",),
    closed=(".threadclosed",),
    site_id=_message_id,
)
_FOUR = Layout(
    key="vbulletin",
    message=("li.postbit, li.postbitlegacy, li.postcontainer, li.postbitim",),
    author=(".username_container .username", "a.username", ".username", ".userinfo .guest"),
    date=(".posthead .date", ".postdate .date", ".date", ".postdate"),
    body=(
        "[id^=post_message_] blockquote.postcontent",
        "blockquote.postcontent",
        ".postcontent",
        ".postbody .content",
        "[id^=post_message_]",
    ),
    title=(".threadtitle a", ".threadtitle", "h1"),
    number=("a.postcounter", ".nodecontrols a[name]"),
    link=("a.postcounter",),
    avatar=(".postuseravatar img", ".avatar img"),
    signature=(".signature", ".signaturecontainer"),
    edited=(".lastedited", ".postbody .edited"),
    drop=("h2.title", ".posttitle", ".quote_container > .bbcode_quote_container", ".attachments"),
    pagers=(".pagination_top", ".threadpagenav", ".pagination"),
    site_id=lambda node: first_digits(attr(node, "id")),
)
_FIVE = Layout(
    key="vbulletin",
    message=("li.b-post[data-node-id]", "div.b-post[data-node-id]"),
    author=(".author [itemprop=name]", ".author a", ".author", ".b-userinfo__details a"),
    date=("time[itemprop=dateCreated]", ".b-post__timestamp time", "time[datetime]", ".b-post__timestamp"),
    body=(".js-post__content-text", ".b-post__content [itemprop=text]", ".OLD__post-content-padding"),
    title=("h1.main-title", ".b-content-entry h1", "h1"),
    number=("a.b-post__count",),
    link=("a.b-post__count",),
    avatar=(".b-avatar img",),
    signature=(".b-post__signature", ".post-signature"),
    edited=(".b-post__edit-details", ".post-edited"),
    pagers=(".pagenav", ".pagenav-container", ".js-pagenav"),
    site_id=lambda node: attr(node, "data-node-id") or None,
)


def recognises(view: PageView) -> bool:
    """By its ids and classes, which survive all skins."""
    return (
        view.first(
            "[id^=post_message_]",
            "li.postbitlegacy",
            "li.postbit",
            "li.postcontainer .postcontent",
            ".b-post[data-node-id] .js-post__content-text",
        )
        is not None
    )


def read(view: PageView) -> list[DraftThread]:
    """The thread that the page shows."""
    if view.first(".b-post[data-node-id]") is not None:
        return read_messages(view, _FIVE)
    if view.first("li.postbit", "li.postbitlegacy", "li.postcontainer", "li.postbitim") is not None:
        return read_messages(view, _FOUR)
    signatures = {}
    for body in view.all("[id^=post_message_]"):
        signature = _signature_after(body) or cut_signature(body)
        if signature:
            signatures[first_digits(attr(body, "id"))] = signature

    def adjust(_node: Node, comment: DraftComment) -> DraftComment:
        return replace(comment, signature=comment.signature or signatures.get(comment.site_id))

    return read_messages(view, _THREE, adjust=adjust)


def _signature_after(body: Node) -> str | None:
    """The signature stands behind the message in an element of its own that begins with a line of underscores."""
    sibling = body.next
    while sibling is not None:
        text = text_of(sibling) if sibling.is_element_node else ""
        if text.startswith("_____"):
            remove(sibling)
            return text.strip("_ ") or None
        sibling = sibling.next
    return None


SITE = Site("vbulletin", recognises, read)
