"""Vanilla Forums 2 and 3."""

from __future__ import annotations

from reader.markup.tree import attr
from reader.model.draft import DraftThread
from reader.sites.messages import Layout, first_digits, read_messages
from reader.sites.site import Site
from reader.sites.view import PageView

_LAYOUT = Layout(
    key="vanilla",
    message=(
        ".MessageList .ItemDiscussion, .MessageList .ItemComment, div.ItemDiscussion, li.ItemComment",
        ".Item.Discussion, .Item.Comment",
        "li.Comment, .FirstComment",
    ),
    author=(".Author .Username", "a.Username", ".AuthorWrap .Author a:not(:has(img))", ".Author a:not(:has(img))", ".Author"),
    date=(".DateCreated time", ".Meta time", "time", ".DateCreated", ".CommentDate"),
    body=(".Message.userContent", ".Item-Body .Message", ".Message", ".CommentBody"),
    title=(".PageTitle h1", "#Item_0 h1", ".Discussion h1", "h1.H", "h1"),
    link=("a.Permalink", ".DateCreated a", ".CommentInfo a[href*='#Comment']"),
    avatar=("img.ProfilePhoto",),
    signature=(".Signature", ".UserSignature"),
    edited=(".DateUpdated", ".EditedBy"),
    votes=(".HeadingVote", ".Votes .VoteCount"),
    drop=(".ThankedByBox", ".Reactions", ".MessageEdited", ".AdminOptions"),
    pagers=(".Pager", ".NumberedPager"),
    closed=(".DiscussionClosed", ".Foot.Closed"),
    site_id=lambda node: first_digits(attr(node, "id")),
)


def recognises(view: PageView) -> bool:
    """By the classes of its list of messages."""
    return (
        view.first(".ItemDiscussion .Message", ".ItemComment .Message", "body.Vanilla .Comment .Message", ".MessageList .Item .Message")
        is not None
    )


def read(view: PageView) -> list[DraftThread]:
    """The discussion that the page shows."""
    return read_messages(view, _LAYOUT)


SITE = Site("vanilla", recognises, read)
