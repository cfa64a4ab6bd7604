"""WoltLab Suite / Burning Board 3 to 6."""

from __future__ import annotations

from reader.markup.tree import attr
from reader.model.draft import DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView

_LAYOUT = Layout(
    key="woltlab",
    message=("article.wbbPost", "li[id^=post] > article.message", "article.message[id^=post]", "div.message[id^=postRow]"),
    author=(
        ".messageAuthor .username",
        ".username[itemprop=name]",
        ".userLink .username",
        ".messageAuthor a.username",
        ".messageSidebar .userName",
        ".userName",
        ".username",
    ),
    date=(
        ".messageHeaderMetaList time",
        ".messagePublicationTime time",
        "time.datetime",
        "time[datetime]",
        ".messageHeader .light",
        ".messageHeader",
    ),
    body=(".messageText", ".messageBody [itemprop=text]", ".messageBody .htmlContent", ".messageBody"),
    title=("h1.contentTitle", "header.boxHeadline h1", ".contentHeadline h1", "h1.contentHeader", "h1", ".headlineContainer h2"),
    number=(".messageQuickOptions a.jsTooltip[href*='#post']", ".messageHeader .messageNumber", ".messageCount a", "a.permalink"),
    link=("a.permalink", ".messagePublicationTime a", "a[href*='#post']"),
    avatar=(".userAvatar img", ".userAvatarImage"),
    signature=(".messageSignature", ".signature"),
    edited=(".messageFooterNote", ".editNote"),
    drop=(".messageAttachments", ".quoteBoxIcon", ".messageFooterGroup"),
    pagers=(".pagination", ".pageNavigation"),
    site_id=lambda node: attr(node, "data-object-id") or attr(node, "data-post-id") or first_digits(attr(node, "id")),
)


def recognises(view: PageView) -> bool:
    """By the classes of its posts."""
    return (
        view.first(
            "article.wbbPost .messageText",
            "li[id^=post] > article.message .messageText",
            "article.message[id^=post] .messageText",
            "div.message[id^=postRow] .messageBody",
        )
        is not None
    )


def read(view: PageView) -> list[DraftThread]:
    """The thread that the page shows."""
    return read_messages(view, _LAYOUT)


SITE = Site("woltlab", recognises, read)
