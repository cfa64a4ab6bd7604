"""The post of a page that no engine knows: the page's own marks first, trafilatura where it marks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.markup.text import text_to_html
from reader.markup.tree import Node, remove, text_of
from reader.model.draft import DraftThread
from reader.sites.article import FURNITURE, ArticleParts, read_article
from reader.sites.article_ends import letters, without_ends
from reader.sites.drafting import Drafting
from reader.sites.page_title import without_additions
from reader.sites.view import PageView

_OTHER = (
    "nav, aside, .social, .navigation, .meta, .byline, .article-meta, .article-footer, .newsletter, .rating, .tags, .author, "
    ".date, .wp-block-buttons, "
    "h1, header"
)
PARTS = ArticleParts(
    title=(
        "[itemprop=headline]",
        ".h-entry .p-name",
        ".entry-title",
        ".post-title",
        ".article-title",
        ".title h1",
        "h1.title",
        "h1[class*=title]",
        "article h1",
        "main h1",
    ),
    author=(
        "[itemprop=author] [itemprop=name]",
        "a[rel=author]",
        ".h-entry .p-author",
        ".byline .author",
        ".author.vcard .fn",
        ".author .fn",
        ".entry-author",
        ".post-author",
        ".article-author",
        ".author-name",
        "[itemprop=author]",
        ".author a",
        ".autor",
        ".auteur",
        ".author",
    ),
    date=(
        "time[itemprop=datePublished]",
        "[itemprop=datePublished]",
        "time[pubdate]",
        "time.entry-date",
        "time.published",
        "time.dt-published",
        "abbr.published",
        "article time[datetime]",
        ".entry-date",
        ".post-date",
        ".posted-on",
        ".published",
        ".article-date",
        ".postdate",
        ".dateline",
        ".date-header",
        "time[datetime]",
        ".date",
        ".datum",
        ".fecha",
    ),
    byline=(
        ".byline",
        ".entry-meta",
        ".post-meta",
        ".postmetadata",
        ".article-meta",
        ".post-info",
        ".postinfo",
        ".posted",
        ".meta",
        ".submitted",
        ".info",
    ),
    body=(
        "[itemprop=articleBody]",
        ".h-entry .e-content",
        ".hentry .entry-content",
        "article .entry-content",
        ".entry-content",
        ".post-content",
        ".entry-body",
        ".post-body",
        ".article-body",
        ".articleBody",
        ".article-content",
        ".article__body",
        ".article-text",
        ".articletext",
        ".post__content",
        ".story-body",
        ".td-post-content",
        ".blog-content",
        ".node .content",
        ".node-content",
        ".field-name-body",
        ".texte",
        ".post .entry",
        ".posttext",
        ".post-text",
        ".storycontent",
    ),
    drop=(FURNITURE, _OTHER),
)
_WHOLE = ("article", "[itemtype*=Article]", "[itemtype*=BlogPosting]")


def fallback_article(view: PageView, drafting: Drafting, platform: str, bylines: Sequence[Node] = ()) -> DraftThread:
    """A draft with the page's post and no comments; blocks known as comments must be out of the tree before.

    ``bylines`` are elements known to hold nothing but the post's author and date: they are read as such and are no text.
    """
    for node in bylines:
        view.give_class(node, "byline")
    draft = read_article(view, drafting, PARTS, platform)
    draft = replace(draft, title=without_additions(_headed(view, draft.title), view))
    if len(draft.body.text) >= 120:
        return draft
    body = drafting.body(_single_article(view), drop=(FURNITURE, _OTHER)).body
    for node in bylines:
        remove(node)
    found = drafting.body(_extracted(view, draft.title, draft.author)).body
    best = max((draft.body, body, found), key=lambda made: len(made.text) + (60 if made is draft.body else 0))
    return replace(draft, body=best, has_post=bool(best.text))


def _headed(view: PageView, title: str) -> str:
    """The heading that the title repeats with something added, or that says the title in full; else the title."""
    known = letters(title)
    headings = [text for selector in ("h1", "h2") for node in view.all(selector)[:20] if 8 <= len(text := text_of(node)) < 300]
    if not known or any(letters(text) == known for text in headings):
        return title
    inside = [text for text in headings if letters(text) in known and 3 * len(letters(text)) > len(known)]
    around = [text for text in headings if len(known) >= 12 and letters(text).startswith(known)]
    return max(inside, key=len, default=None) or next(iter(around), title)


def _single_article(view: PageView) -> str | None:
    """Markup of the page's one article; None where there is none, or several (a front page)."""
    for selector in _WHOLE:
        nodes = [node for node in view.all(selector)[:20] if len(text_of(node)) > 100]
        if len(nodes) == 1:
            return nodes[0].inner_html
    return None


_LARGEST = 20_000_000
_MOST_TAGS = 60_000
"""Beyond so many tags outside its comments a page is no article, and trafilatura takes a second for every ten thousand."""


def _extracted(view: PageView, title: str, author: str | None) -> str | None:
    """The article's paragraphs as trafilatura finds them in what is left of the page."""
    import trafilatura

    html = view.root.html or ""
    if len(html) > _LARGEST or html.count("<") > _MOST_TAGS:
        return None
    try:
        text = trafilatura.extract(f"<!doctype html>{html}", include_comments=False, output_format="txt")
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError):
        return None
    if not text:
        return None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return text_to_html("\n\n".join(without_ends(lines, title, author)))
