"""Pages beside what is expected of them: how a draft is written down, so that a golden file reads like the page."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reader.model.draft import DraftComment, DraftThread
from reader.model.page import Page, PageKind, SourceFile
from reader.sites import reading_site


def page_of(path: Path) -> Page:
    data = path.read_bytes()
    kind = PageKind.TEXT if path.suffix == ".txt" else PageKind.HTML
    return Page(SourceFile(path.name, hashlib.sha256(data).hexdigest(), len(data), path.suffix[1:]), kind, data.decode())


def outcome(page: Page) -> dict[str, object]:
    key, drafts = reading_site(page)
    assert len(drafts) == 1
    return {"site_key": key, **written(drafts[0])}


def written(draft: DraftThread) -> dict[str, object]:
    pages = draft.pages
    return {
        "platform": draft.platform,
        "title": draft.title,
        "author": draft.author,
        "published": draft.published,
        "url": draft.url,
        "site": draft.site,
        "closed": draft.comments_closed,
        "stated": draft.comments_stated,
        "has_post": draft.has_post,
        "page": [pages.number, pages.count, pages.has_previous, pages.has_next],
        "notices": [[notice.kind.value, notice.text] for notice in draft.notices],
        "body": draft.body.text,
        "comments": [_comment(comment) for comment in draft.comments],
    }


def _comment(comment: DraftComment) -> dict[str, object]:
    full = {
        "number": comment.number,
        "kind": comment.kind.value,
        "author": comment.author,
        "author_url": comment.author_url,
        "published": comment.published,
        "site_id": comment.site_id,
        "parent": comment.parent,
        "parent_site_id": comment.parent_site_id,
        "votes": comment.votes,
        "edited": comment.edited_text,
        "text": comment.body.text,
    }
    return {name: value for name, value in full.items() if value is not None}
