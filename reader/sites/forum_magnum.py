"""LessWrong and other sites of ForumMagnum (EA Forum, Alignment Forum, GreaterWrong's source)."""

from __future__ import annotations

from reader.markup.tree import Node, attr
from reader.model.draft import DraftThread
from reader.sites.article import ArticleParts
from reader.sites.messages import Layout, read_replies
from reader.sites.site import Site
from reader.sites.view import PageView


def _id(node: Node) -> str | None:
    return next((attr(each, "id") for each in [node, *node.css("[id]")[:3]] if len(attr(each, "id")) >= 10), None)


_LAYOUT = Layout(
    key="forummagnum",
    message=("div.comments-node", "[class*=CommentFrame-node]", "[class*=CommentsNode-root]", ".comment-thread .comment-item"),
    author=(
        "[class*=CommentUserName-author]",
        "a.UsersNameDisplay-userName",
        "[class*=UsersName]",
        "a[href^='/users/']:not(:has(img))",
        "a.author",
    ),
    date=("[class*=CommentsItemDate] time", "time[datetime]", ".comment-meta .date"),
    body=("[class*=CommentBody-commentStyling]", ".commentBody", "[class*=CommentBody-root]", ".comment-body"),
    link=("[class*=CommentsItemDate] a", "a[href*='commentId=']", "a.date"),
    votes=("[class*=OverallVoteAxis-voteScore]", "[class*=voteScore]", ".karma-value"),
    has_post=False,
    site_id=_id,
)
_POST = ArticleParts(
    title=("[class*=PostsPageTitle]", "h1.post-title", "h1"),
    author=("[class*=PostsAuthors] a", "[class*=PostsAuthors]", ".post-meta .author"),
    date=("[class*=PostsPageDate] time", "[class*=PostsPageDate]", "time[datetime]", ".post-meta .date"),
    body=("#postContent", "#postBody", "[class*=PostsPage-postContent]", ".post-body", ".body-text.post-body"),
)


def recognises(view: PageView) -> bool:
    """By the class names that its build keeps."""
    return (
        view.first("div.comments-node", "[class*=PostsPage-postContent]", "[class*=CommentsNode-root]", "[class*=CommentFrame-node]")
        is not None
    )


def read(view: PageView) -> list[DraftThread]:
    """A post with its comments."""
    return read_replies(view, _LAYOUT, _POST)


SITE = Site("forummagnum", recognises, read)
