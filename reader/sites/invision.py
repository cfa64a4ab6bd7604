"""Invision Power Board 1 and 2 (tables), IP.Board 3, Invision Community 4 and 5."""

from __future__ import annotations

from reader.markup.tree import Node, attr
from reader.model.draft import DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView

_FOUR = Layout(
    key="invision",
    message=(
        "article[id^=elComment_]",
        "article.ipsComment",
        "article.cPost",
        "[data-controller*='core.front.core.comment'][data-commentid]",
    ),
    author=(
        ".cAuthorPane_author",
        ".ipsComment_author h3",
        ".ipsEntry__authorName",
        ".ipsEntry__username",
        "h3.ipsType_sectionHead a",
        ".ipsComment_author a.ipsType_break",
        "[data-ipshover-target*='profile']:not(:has(img))",
        "h3 a[href*='/profile/']",
        "h4 a[href*='/profile/']",
        "h3 strong",
        "a[href*='/profile/']:not(:has(img))",
    ),
    date=(".ipsEntry__date time", ".ipsComment_meta time", ".ipsEntry__meta time", ".ipsType_reset time", "time[datetime]"),
    body=("[data-role=commentContent]", ".ipsEntry__post .ipsRichText", ".ipsRichText--user", ".ipsType_richText", ".cPost_contentWrap"),
    title=("h1.ipsPageHeader__title", ".ipsPageHeader__title", "h1.ipsType_pageTitle", ".ipsType_pageTitle", "h1"),
    link=("a[href*='findComment']", "a[href*='#comment-']", "a[href*='do=findComment']"),
    number=(".ipsComment_tools a.ipsType_light", ".ipsEntry__number"),
    avatar=(".ipsUserPhoto img", ".cAuthorPane_photo img"),
    signature=("[data-role=memberSignature]",),
    edited=(
        ".ipsType_light.ipsType_blendLinks",
        ".ipsEdited",
        ".ipsType_medium.ipsType_italic",
        "strong.ipsType_light",
        ".ipsEntry__edited",
    ),
    drop=(".ipsQuote_contents > .ipsQuote_expand", ".ipsHide", ".ipsCommentPost__edit"),
    skip=(".ipsEntry--popular-preview", ".cPostHighlight"),
    pagers=(".ipsPagination",),
    site_id=lambda node: attr(node, "data-commentid") or first_digits(attr(node, "id")),
)
_THREE = Layout(
    key="invision",
    message=("div.post_block[id^=post_id_]", "div.post_block"),
    author=(".author.vcard", ".post_username", ".author a", "[itemprop='creator name']"),
    date=("abbr.published", ".posted_info", ".post_date"),
    body=("div.post.entry-content", ".entry-content", "[itemprop=commentText]"),
    title=("h1.ipsType_pagetitle", ".ipsType_pagetitle", "h1"),
    number=(".post_id a", "span.post_id"),
    link=(".post_id a", "a[rel=bookmark]"),
    avatar=(".user_details img.photo", "img.photo"),
    signature=(".signature",),
    edited=(".edit", "p.edit"),
    pagers=(".topic_controls .pagination", "ul.pagination"),
    site_id=lambda node: first_digits(attr(node, "id")),
)
_TWO = Layout(
    key="invision",
    message=("table.ipbtable:has(.postcolor)", "table.tablebasic:has(.postcolor)", "table:has(> tbody > tr > td > .postcolor)"),
    author=(".normalname a", ".normalname", ".unreg"),
    date=(".row2 .postdetails", ".row4 .postdetails", "td.row2", ".postdetails"),
    body=(".postcolor",),
    title=(".maintitle b", ".maintitle div b", "#navstrip + .borderwrap .maintitle"),
    number=("a[onclick*=link_to_post]",),
    link=("a[href*='#entry']",),
    avatar=(".postdetails img[src*=avatar]",),
    signature=(".signature",),
    edited=(".edit",),
    pagers=(".pagelink", ".pagelinks"),
    site_id=lambda node: next((first_digits(attr(each, "id")) for each in node.css("[id^=post-]:not([id*=m])")), None),
)


def recognises(view: PageView) -> bool:
    """By the ids and classes of its messages."""
    return (
        view.first("article[id^=elComment_]", "article.cPost", "article.ipsComment", "div.post_block .entry-content", ".postcolor")
        is not None
    )


def read(view: PageView) -> list[DraftThread]:
    """The topic that the page shows."""
    _unbadge(view.all("h1 .ipsBadge, h1 .ipsTags"))
    if view.first("article.cPost, article.ipsComment, article[id^=elComment_]") is None and view.first(".postcolor") is not None:
        return read_messages(view, _TWO)
    return read_messages(view, _THREE if view.first("div.post_block .entry-content") is not None else _FOUR)


def _unbadge(nodes: list[Node]) -> None:
    for node in nodes:
        node.decompose()


SITE = Site("invision", recognises, read)
