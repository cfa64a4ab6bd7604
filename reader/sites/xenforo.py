"""XenForo 1 (``li.message``) and 2 (``article.message``)."""

from __future__ import annotations

from dataclasses import replace

from reader.markup.tree import Node, attr
from reader.model.draft import DraftComment, DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView

_TWO = Layout(
    key="xenforo",
    message=(
        "article.message[data-content^=post-]",
        "article.message--post",
        "div.message[data-content^=post-]",
        "article.message[id^=js-post]",
    ),
    author=(".message-name .username", ".message-name", ".message-attribution-user .username", ".message-userDetails .username"),
    date=(".message-attribution-main time", ".message-attribution time", ".message-date time", "time.u-dt"),
    body=(".message-body .bbWrapper", ".message-userContent .bbWrapper", ".bbWrapper", ".message-body", ".messageNotice"),
    title=("h1.p-title-value",),
    number=(".message-attribution-opposite li:last-child a", ".message-attribution-opposite a:last-child"),
    link=(".message-attribution-main a[href*='post']", ".message-attribution a[href*='post-']", "a[itemprop=url]"),
    avatar=(".message-avatar img",),
    signature=(".message-signature",),
    edited=(".message-lastEdit",),
    votes=(".contentVote-score", ".js-voteCount"),
    drop=(".bbCodeBlock-expandLink", ".js-selectToQuoteEnd", ".message-attachments", ".bbCodeBlock-shrinkLink", ".bbCodeSpoiler-button"),
    skip=(".message--quickReply", "form article"),
    pagers=(".block-outer .pageNav", ".pageNav", ".pageNavWrapper"),
    closed=(".blockStatus-message--locked",),
    site_id=lambda node: first_digits(attr(node, "data-content")) or first_digits(attr(node, "id")) or first_digits(attr(node, "itemid")),
)
_ONE = Layout(
    key="xenforo",
    message=("#messageList > li.message", "li.message[id^=post-]"),
    author=(".userText a.username", ".userText .username", ".messageMeta a.author", ".username"),
    date=(".messageMeta .DateTime", "a.datePermalink .DateTime", "a.datePermalink", ".DateTime"),
    body=(".messageText", ".messageContent article"),
    title=(".titleBar h1", "h1"),
    number=("a.postNumber",),
    link=("a.datePermalink", "a.postNumber"),
    avatar=(".avatar img", ".avatarHolder img"),
    signature=(".signature",),
    edited=(".editDate",),
    drop=(".quoteExpand", ".messageTextEndMarker", ".attachedFiles"),
    pagers=(".PageNav",),
)


def recognises(view: PageView) -> bool:
    """By the ids and classes of its messages."""
    two = view.first("article.message[data-content^=post-]", "article.message--post", "[data-template^=thread_view] article.message")
    return two is not None or view.first("#messageList > li.message .messageText", "li.message[id^=post-] .messageText") is not None


def read(view: PageView) -> list[DraftThread]:
    """The thread that the page shows; labels before its title are no part of it."""
    for label in view.all("h1 .label, h1 .label-append, .titleBar h1 .prefix"):
        label.decompose()

    def adjust(node: Node, comment: DraftComment) -> DraftComment:
        name = attr(node, "data-author").strip()
        if comment.author is None and name:
            comment = replace(comment, author=name)
        return comment

    one = view.first("li.message .messageText") is not None
    return read_messages(view, _ONE if one else _TWO, adjust=adjust)


SITE = Site("xenforo", recognises, read)
