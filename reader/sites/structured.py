"""What a page itself says in a machine's words: microdata and microformats of comments, JSON-LD of discussions.

Read by the fallback before it guesses. Microdata and microformats name nodes of the page, so they are read like any layout; JSON-LD holds
texts of its own, which sites cut short now and then, so it serves where the page shows fewer comments than it lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reader.markup.tree import Node, attr
from reader.model.discussion import Body
from reader.model.draft import DraftComment, DraftThread
from reader.sites.article import ArticleParts
from reader.sites.drafting import Drafting
from reader.sites.messages import Layout, first_digits, messages_of, read_replies, stated_text, with_first_as_post
from reader.sites.thread_pages import PAGERS, is_later
from reader.sites.view import PageView

_LONGEST = 5_000_000
_MOST = 100_000
_MICRODATA = Layout(
    key="generic",
    message=(
        "[itemtype$='/Comment'], [itemtype$='/UserComments'], [itemtype$='/Answer']",
        "[itemprop=comment][itemscope]",
    ),
    author=("[itemprop=author] [itemprop=name]", "[itemprop=creator] [itemprop=name]", "[itemprop=author]", "[itemprop=creator]"),
    author_link=("[itemprop=author] a[href]", "[itemprop=creator] a[href]", "a[itemprop=author]"),
    date=("[itemprop=dateCreated]", "[itemprop=datePublished]", "[itemprop=commentTime]", "time"),
    body=("[itemprop=text]", "[itemprop=commentText]", "[itemprop=description]", "[itemprop=articleBody]"),
    link=("a[itemprop=url]", "a[itemprop=replyToUrl]", "link[itemprop=url]"),
    votes=("[itemprop=upvoteCount]",),
    has_post=False,
    pagers=PAGERS,
    site_id=lambda node: first_digits(attr(node, "id")) or first_digits(attr(node, "data-id")),
)
_MICROFORMATS = Layout(
    key="generic",
    message=(
        ".h-entry .u-comment.h-cite, .h-entry .p-comment.h-cite, .h-entry .p-comment.h-entry, .h-entry .u-comment.h-entry",
        ".hentry .comment.hentry",
    ),
    author=(".p-author .p-name", ".p-author", ".author .fn", ".vcard .fn"),
    author_link=("a.p-author", ".p-author a.u-url", "a.u-author", ".author a.url"),
    date=(".dt-published", ".published"),
    body=(".e-content", ".p-content", ".entry-content", ".p-summary", ".p-name"),
    link=("a.u-url:not(.p-author)", "a[rel=bookmark]"),
    has_post=False,
)
_POST = ArticleParts(
    title=(
        "[itemtype*=DiscussionForumPosting] [itemprop=headline]",
        "[itemtype*=Question] > [itemprop=name]",
        "[itemprop=headline]",
        ".h-entry > .p-name",
        "h1",
    ),
    author=(
        "[itemtype*=DiscussionForumPosting] [itemprop=author] [itemprop=name]",
        "[itemprop=author] [itemprop=name]",
        "[itemprop=author]",
        ".h-entry .p-author .p-name",
        ".h-entry .p-author",
    ),
    date=("[itemprop=datePublished]", "[itemprop=dateCreated]", ".h-entry .dt-published"),
    body=(
        "[itemtype*=DiscussionForumPosting] [itemprop=text]",
        "[itemtype*=DiscussionForumPosting] [itemprop=articleBody]",
        "[itemprop=articleBody]",
        "[itemtype*=Question] > [itemprop=text]",
        "[itemprop=text]",
        ".h-entry .e-content",
    ),
)


def read_marked(view: PageView, *, at_least: int = 1) -> list[DraftThread]:
    """The thread whose comments the page marks up by microdata or microformats.

    ``[]`` where it marks fewer than ``at_least``, or not nearly all with author and text. Where the page has no text
    outside its comments, the first of them is the post.
    """
    for layout in (_MICRODATA, _MICROFORMATS):
        nodes = messages_of(view, layout)
        if nodes and len(nodes) >= at_least and _complete(nodes, layout):
            drafts = read_replies(view, layout, _POST)
            if not drafts or not drafts[0].comments:
                return []
            draft = drafts[0]
            alone = len(draft.body.text) < 20 and not is_later(view, draft.pages)
            return [with_first_as_post(draft, draft.comments)] if alone else [draft]
    return []


def _complete(nodes: list[Node], layout: Layout) -> bool:
    """Whether nearly all messages have a text and most have an author: half-marked pages are better read by their blocks."""
    sample = nodes[:60]
    texts = sum(any(node.css_first(selector) is not None for selector in layout.body) for node in sample)
    authors = sum(any(stated_text(found) for selector in layout.author for found in node.css(selector)[:2]) for node in sample)
    return texts >= 0.9 * len(sample) and authors >= 0.6 * len(sample)


@dataclass(frozen=True, slots=True)
class Stated:
    """A discussion as JSON-LD states it: comments with the place of their parent; the post's own fields where it has them."""

    post: Mapping[str, object]
    comments: tuple[tuple[Mapping[str, object], int | None], ...]


def stated_discussion(view: PageView) -> Stated | None:
    """The page's largest JSON-LD discussion; None where it states no comment with a text."""
    best: Stated | None = None
    for item in _items(view):
        comments = _flattened(item)
        if comments and (best is None or len(comments) > len(best.comments)):
            best = Stated(item, tuple(comments))
    return best


def _items(view: PageView) -> Iterator[Mapping[str, object]]:
    for node in view.all("script[type='application/ld+json']")[:50]:
        text = node.text(deep=True)
        if len(text) > _LONGEST:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        todo = [data]
        while todo:
            current = todo.pop()
            if isinstance(current, list):
                todo += current[:1000]
            elif isinstance(current, dict):
                yield current
                todo += [current[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in current]


_ANSWERS = ("comment", "acceptedAnswer", "suggestedAnswer", "replies")


def _flattened(item: Mapping[str, object]) -> list[tuple[Mapping[str, object], int | None]]:
    """All comments below an item in pre-order, each with the place of the one it answers."""
    found: list[tuple[Mapping[str, object], int | None]] = []
    todo: list[tuple[object, int | None]] = [(item.get(name), None) for name in reversed(_ANSWERS)]
    while todo and len(found) < _MOST:
        current, parent = todo.pop()
        if isinstance(current, list):
            todo += [(each, parent) for each in reversed(current)]
        elif isinstance(current, dict) and (_text(current, "text", "commentText", "description", "articleBody") or _name(current)):
            place = len(found)
            found.append((current, parent))
            todo += [(current.get(name), place) for name in reversed(_ANSWERS)]
    return found


def _text(item: Mapping[str, object], *names: str) -> str:
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _name(item: Mapping[str, object]) -> str | None:
    who = item.get("author") or item.get("creator")
    who = who[0] if isinstance(who, list) and who else who
    name = who.get("name") if isinstance(who, dict) else who
    return " ".join(name.split()) or None if isinstance(name, str) and not name.startswith("http") else None


def _author_url(item: Mapping[str, object]) -> str | None:
    who = item.get("author")
    url = who.get("url") if isinstance(who, dict) else None
    return url if isinstance(url, str) else None


def stated_comments(view: PageView, drafting: Drafting, stated: Stated) -> list[DraftComment]:
    """The comments of a JSON-LD discussion as drafts."""
    comments = []
    for item, parent in stated.comments:
        text = _text(item, "text", "commentText", "description", "articleBody")
        made = drafting.body(_markup(text))
        written = _text(item, "datePublished", "dateCreated", "commentTime")
        moment = view.dates.read("", written) if written else None
        votes = item.get("upvoteCount")
        address = _text(item, "url", "@id")
        comments.append(
            DraftComment(
                author=_name(item),
                body=made.body,
                site_id=_text(item, "identifier") or first_digits(address.rpartition("#")[2] if "#" in address else ""),
                url=view.absolute(address) if address.startswith(("http", "/", "#")) else None,
                author_url=view.absolute(_author_url(item)),
                published=moment.iso if moment else None,
                parent=parent,
                quotes=made.quotes,
                votes=votes if isinstance(votes, int) and not isinstance(votes, bool) else None,
            )
        )
    return comments


def _markup(text: str) -> str:
    """JSON-LD texts are plain by the vocabulary, but many sites write markup."""
    from reader.markup.text import text_to_html

    return text if "</" in text or "<br" in text or "<p" in text else text_to_html(text)


def with_stated_post(view: PageView, drafting: Drafting, draft: DraftThread, stated: Stated) -> DraftThread:
    """A draft whose missing fields of the post are filled from a JSON-LD discussion."""
    text = _text(stated.post, "articleBody", "text")
    body = draft.body
    if len(body.text) < 40 and text:
        body = drafting.body(_markup(text)).body
    written = _text(stated.post, "datePublished", "dateCreated")
    moment = view.dates.read("", written) if written else None
    return replace(
        draft,
        title=_text(stated.post, "headline", "name") or draft.title,
        author=draft.author or _name(stated.post),
        published=draft.published or (moment.iso if moment else None),
        body=body if body.text else Body(""),
        has_post=bool(body.text) or draft.has_post,
    )
