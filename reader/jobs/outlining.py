"""What must be known of a draft before its words are needed: what the wizard shows, and what tells which thread it belongs to."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from reader.exports.json_form import ImportedExport
from reader.model.discussion import Body, Comment, CommentKind, Post
from reader.model.draft import DraftComment, DraftThread
from reader.model.report import PreviewThread

NO_WORDS = Body("")


@dataclass(frozen=True, slots=True)
class Outline:
    """One thing that a file held, without its words. ``thin``: the draft with empty bodies and no pictures; None for an export of ours."""

    previews: tuple[PreviewThread, ...]
    thin: DraftThread | None = None


def outline_of(content: DraftThread | ImportedExport, first: int) -> Outline:
    """The outline of what was read; ``first``: how many threads the file gave before."""
    if isinstance(content, DraftThread):
        return Outline((_preview(content, first, real_comments(content.comments)),), _thin(content))
    return Outline(
        tuple(
            _preview(kept.discussion.post, first + place, real_comments(kept.discussion.comments))
            for place, kept in enumerate(content.threads)
        )
    )


def real_comments(comments: tuple[Comment, ...] | tuple[DraftComment, ...] | list[Comment]) -> int:
    """How many of them are comments that a page shows (no pingbacks, no ghosts)."""
    return sum(comment.kind is CommentKind.COMMENT for comment in comments)


def _preview(thread: DraftThread | Post, index: int, found: int) -> PreviewThread:
    return PreviewThread(
        index=index, title=thread.title, author=thread.author, site=thread.site, url=thread.url, published=thread.published,
        platform=thread.platform, comments_found=found, comments_stated=thread.comments_stated, notices=thread.notices,
    )


def _thin(draft: DraftThread) -> DraftThread:
    comments = tuple(
        DraftComment(author=c.author, body=NO_WORDS, number=c.number, kind=c.kind, site_id=c.site_id, published=c.published)
        for c in draft.comments
    )
    return dataclasses.replace(draft, body=NO_WORDS, comments=comments, assets={})
