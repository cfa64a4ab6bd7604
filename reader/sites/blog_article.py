"""The post of a blog page: by the engine's selectors, and where they find no text, as on a page of no known engine."""

from __future__ import annotations

from dataclasses import replace

from reader.model.draft import DraftThread
from reader.sites.article import ArticleParts, read_article
from reader.sites.drafting import Drafting
from reader.sites.fallback_article import fallback_article
from reader.sites.view import PageView


def blog_article(view: PageView, drafting: Drafting, parts: ArticleParts, platform: str) -> DraftThread:
    """The post as a draft without comments."""
    draft = read_article(view, drafting, parts, platform)
    if len(draft.body.text) >= 80:
        return draft
    other = fallback_article(view, drafting, platform)
    if len(other.body.text) <= len(draft.body.text):
        return draft
    return replace(
        draft,
        body=other.body,
        author=draft.author or other.author,
        author_url=draft.author_url or other.author_url,
        published=draft.published or other.published,
        published_text=draft.published_text or other.published_text,
        has_post=True,
    )
