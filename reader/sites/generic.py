"""The fallback: reads a discussion on an engine that nobody listed, by structured data or by its repeated blocks."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import replace
from statistics import median

from reader.markup.body import make_text_body
from reader.markup.dates import Moment
from reader.markup.tree import Node, remove, text_of
from reader.model.discussion import CommentKind
from reader.model.draft import DraftComment, DraftThread
from reader.model.page import PageKind
from reader.model.report import Notice, NoticeKind
from reader.sites.block_groups import BlockGroup
from reader.sites.block_levels import block_parents
from reader.sites.block_parts import read_parts
from reader.sites.block_shape import Parts
from reader.sites.counts import closed, stated_count
from reader.sites.drafting import Drafting
from reader.sites.fallback_article import fallback_article
from reader.sites.inner_replies import with_inner_replies
from reader.sites.oldest_first import oldest_first
from reader.sites.outline import Outline, outline
from reader.sites.page_title import thread_title, title_of
from reader.sites.paging import comment_pages
from reader.sites.post_byline import Byline, post_byline
from reader.sites.repeated_blocks import date_anchors, find_groups
from reader.sites.site import Site
from reader.sites.structured import Stated, read_marked, stated_comments, stated_discussion, with_stated_post
from reader.sites.view import PageView

_MOST_TAGS = 1_500_000
"""Beyond so many tags a page is not searched for messages: comparing them takes a kilobyte and 20 microseconds for each."""
_LITTLE = 40
_SOME = 80
_MUCH = 360
"""Characters of running text before the first block: with less, the page has no article and its first block is the post.

More is asked of an article where the page calls its blocks messages, or where no heading tells where the page begins.
"""

_PROSE = 200
"""Characters of a paragraph in which a date is one word among many."""


def recognises(view: PageView) -> bool:
    """Any page of markup or text."""
    return view.page.kind in {PageKind.HTML, PageKind.DOCUMENT}


def read(view: PageView) -> list[DraftThread]:
    """One thread: the page's article with the comments found, or its first message with the others; ``[]`` for a page without text."""
    drafting = Drafting(view)
    crowded = view.page.content.count("<") > _MOST_TAGS
    found = None if view.page.kind is PageKind.DOCUMENT or crowded else _best(view)
    stated = None if view.page.kind is PageKind.DOCUMENT else stated_discussion(view)
    if stated is not None and len(stated.comments) > (len(found[2]) if found else 0):
        return [_stated_draft(view, drafting, stated)]
    marked = [] if view.page.kind is PageKind.DOCUMENT else read_marked(view, at_least=_enough(found[2]) if found else 1)
    if marked:
        notices = (*marked[0].notices, Notice(NoticeKind.GENERIC_READER))
        return [replace(marked[0], comments=tuple(oldest_first(marked[0].comments)), notices=notices)]
    if found is None:
        article = fallback_article(view, drafting, "generic")
        draft = _bare_words(view, article) if crowded else _something_to_read(view, drafting, article)
        return [drafting.finish(_with_counts(view, draft))] if draft.body.text or view.first("title, h1") is not None else []
    page, group, parts = found
    parents = block_parents(page, parts)
    comments = [comment_of(view, drafting, part, _moment(view, part), parent) for part, parent in zip(parts, parents, strict=True)]
    draft = with_surroundings(view, drafting, page, group, parts, comments)
    return [drafting.finish(replace(draft, notices=(Notice(NoticeKind.GENERIC_READER),)))]


def with_surroundings(
    view: PageView, drafting: Drafting, page: Outline, group: BlockGroup, parts: list[Parts], comments: list[DraftComment]
) -> DraftThread:
    """The page's draft with these comments, one for each of ``parts``; takes them out of the tree, so that the rest is the post.

    On a page without an article the first of them is the post. Also for other readers of blocks; `Drafting.finish` is theirs.
    """
    byline = post_byline(page, sorted(date_anchors(page)), parts[0].block.places[0], title_of(view) or "")
    forum = _is_forum(page, group, parts, byline, threaded=any(comment.parent is not None for comment in comments))
    title = thread_title(view) if forum else None
    for part in parts:
        for place in part.block.places:
            if _alive(page.nodes[place]):
                remove(page.nodes[place])
    byline = None if forum else byline
    lines = [page.nodes[place] for place in byline.places] if byline else []
    draft = _with_byline(view, fallback_article(view, drafting, "generic", lines), byline)
    if forum:
        draft, comments = _first_as_post(replace(draft, title=title or draft.title), comments)
    pages = comment_pages(
        view, ".pagination", ".pager", ".paging", ".pages", ".pagenav", ".nav-links", ".comment-navigation", "[class*=pagin]"
    )
    return _with_counts(view, replace(draft, comments=tuple(oldest_first(comments)), pages=pages))


_RUN_ON = re.compile(r"[^\W_]|\s*(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
"""What follows a name that a copy ran together with the date behind it."""


def _with_byline(view: PageView, draft: DraftThread, byline: Byline | None) -> DraftThread:
    """The draft with what its byline tells and nothing surer told before."""
    if byline is None:
        return draft
    moment = view.dates.read(byline.date_text, byline.date_machine) if byline.date_text or byline.date_machine else None
    if draft.author is None or (draft.author.startswith(byline.author) and _RUN_ON.match(draft.author[len(byline.author) :])):
        draft = replace(draft, author=byline.author, author_url=view.absolute(byline.author_url))
    if (
        moment is not None
        and moment.iso
        and (draft.published is None or (moment.iso.startswith(draft.published) and len(draft.published) == 10))
    ):
        draft = replace(draft, published=moment.iso, published_text=moment.text)
    return draft


def _something_to_read(view: PageView, drafting: Drafting, draft: DraftThread) -> DraftThread:
    """The draft, with all words of the page where no article stands out: what a person saved is never refused for being short."""
    whole = view.first("body")
    if draft.body.text or whole is None:
        return draft
    body = drafting.body(whole).body
    return replace(draft, body=body, title=draft.title or view.page.source.name) if body.text else draft


def _bare_words(view: PageView, draft: DraftThread) -> DraftThread:
    """The draft, with the words of the page and nothing else where no article stands out."""
    if draft.body.text:
        return draft
    return replace(draft, body=make_text_body(text_of(view.first("body"))), title=draft.title or view.page.source.name)


def _stated_draft(view: PageView, drafting: Drafting, stated: Stated) -> DraftThread:
    """The page's article with the comments that only its JSON-LD holds."""
    draft = with_stated_post(view, drafting, fallback_article(view, drafting, "generic"), stated)
    comments = oldest_first(stated_comments(view, drafting, stated))
    return drafting.finish(replace(draft, comments=tuple(comments), notices=(Notice(NoticeKind.GENERIC_READER),)))


def _with_counts(view: PageView, draft: DraftThread) -> DraftThread:
    headings = (
        "#comments h2",
        "#comments h3",
        ".comments h2",
        ".comments h3",
        "[class*=comment] h2",
        "[class*=comment] h3",
        "h2",
        "h3",
        "h4",
    )
    stated = stated_count(view, *headings) if draft.comments else None
    return replace(draft, comments_stated=stated, comments_closed=closed(view, ".nocomments", ".comments-closed", "[class*=comment] p"))


def _enough(parts: list[Parts]) -> int:
    """How many marked-up comments serve better than these blocks: more of them, or as many where authors or dates are in doubt."""
    authors = sum(part.author is not None for part in parts)
    dated = sum(bool(part.date_text or part.date_machine) for part in parts)
    return len(parts) + (authors >= 0.9 * len(parts) and dated >= 0.5 * len(parts))


def _best(view: PageView) -> tuple[Outline, BlockGroup, list[Parts]] | None:
    """The first candidate whose blocks turn out to be messages."""
    page = outline(view.root)
    groups = find_groups(page)
    for group in groups:
        if group.teasers:
            continue
        parts = _accepted(page, group, read_parts(page, group))
        if parts:
            return page, group, with_inner_replies(page, group, parts, groups, functools.partial(_accepted, page))
    return None


def _accepted(page: Outline, group: BlockGroup, parts: list[Parts]) -> list[Parts]:
    """The blocks of a group that are messages, none where they are not."""
    parts = _with_people([part for part in parts if part.body_amount or part.author])
    return parts if parts and _are_messages(page, group, parts) else []


def _with_people(parts: list[Parts]) -> list[Parts]:
    """The blocks without those that have neither author nor date where nearly all others have both: advertisements, frames, teasers."""
    whole = sum(part.author is not None and bool(part.date_text or part.date_machine) for part in parts)
    empty = [part for part in parts if part.author is None and not part.date_text and not part.date_machine]
    if not empty or whole < 2 or len(empty) > 0.34 * len(parts) or whole + len(empty) < 0.9 * len(parts):
        return parts
    return [part for part in parts if part.author is not None or part.date_text or part.date_machine]


def _are_messages(page: Outline, group: BlockGroup, parts: list[Parts]) -> bool:
    """Whether blocks have what messages have: people and words of their own. Blocks that the page does not call comments have to show
    more: names with letters in them, and dates that stand apart from the prose (an article in pieces mentions dates too)."""
    authors = sum(part.author is not None and not part.only_name for part in parts) / len(parts)
    dated = sum(bool(part.date_text or part.date_machine) for part in parts) / len(parts)
    linked = sum(part.link_amount * 5 > part.body_amount * 4 for part in parts) / len(parts)
    if median(part.body_amount for part in parts) < 2 or linked > 0.6:
        return False
    if authors < 0.5 and not (group.named_comments and (dated > 0.8 or authors > 0)):
        return False
    if len(parts) == 1:
        return group.named_comments and (authors > 0 or dated > 0)
    if group.named_comments:
        return True
    if len(parts) > 3 and len({part.author for part in parts}) == 1 and (parts[0].author or "").startswith("@"):
        return False  # somebody's short messages from elsewhere
    lettered = sum(any(letter.isalpha() for letter in part.author or "") for part in parts) / len(parts)
    apart = sum(bool(part.date_text or part.date_machine) and not _in_prose(page, part.block.date) for part in parts) / len(parts)
    return authors >= 0.6 and lettered >= 0.5 and apart >= 0.5


def _in_prose(page: Outline, place: int | None) -> bool:
    """Whether a date is said within a paragraph of much else."""
    if place is None:
        return False
    paragraph = next((around for around in itertools.islice(page.ancestors(place), 6) if page.tags[around] == "p"), None)
    return paragraph is not None and page.amount(paragraph) > _PROSE


def _is_forum(page: Outline, group: BlockGroup, parts: list[Parts], byline: Byline | None, *, threaded: bool) -> bool:
    """Whether the first block is the post, because no article stands before it.

    Messages in a tree (``threaded``) are comments below something more often than the posts of a board.
    """
    signed = byline is not None and byline.date_text != "" and byline.author != parts[0].author
    messages = group.named_messages or (not signed and not any(page.tags[place] == "h1" for place in range(parts[0].block.places[0])))
    limit = _LITTLE if group.named_comments else _MUCH if messages and not signed and not threaded else _SOME
    return _running_text(page, parts[0].block.places[0]) < limit


def _running_text(page: Outline, stop: int) -> int:
    """Characters between the page's first main heading and ``stop`` in texts of more than a line, links and furniture left out."""
    start = next((place for place in range(stop) if page.tags[place] == "h1" and page.amount(place) > 2), 0)
    total = 0
    for place in range(start, stop):
        if page.tags[place] == "#text" and page.amount(place) > 60 and page.texts[place].strip().count(" ") > 5:
            around = itertools.islice(page.ancestors(place), 4)
            if not any(page.tags[parent] in _NO_PROSE for parent in around):
                total += page.amount(place)
    return total


_NO_PROSE = frozenset(["a", "nav", "aside", "noscript", "title", "footer", "h1", "label"])


def _moment(view: PageView, part: Parts) -> Moment | None:
    return view.dates.read(part.date_text, part.date_machine) if part.date_text or part.date_machine else None


def comment_of(view: PageView, drafting: Drafting, part: Parts, moment: Moment | None, parent: int | None) -> DraftComment:
    """One block as a comment; ``parent`` is its place among the page's comments. Also for rules that a reader taught."""
    made = drafting.body(part.body)
    return DraftComment(
        author=part.author,
        body=made.body,
        number=part.number,
        kind=CommentKind.PINGBACK if part.pingback else CommentKind.COMMENT,
        site_id=part.site_id,
        url=view.absolute(part.url),
        author_url=view.absolute(part.author_url),
        avatar=drafting.picture(part.avatar),
        published=moment.iso if moment else None,
        published_text=moment.text if moment else None,
        parent=parent,
        quotes=made.quotes,
    )


def _first_as_post(draft: DraftThread, comments: list[DraftComment]) -> tuple[DraftThread, list[DraftComment]]:
    """The first message made the post; answers to it answer the post."""
    first, *rest = comments
    draft = replace(
        draft,
        body=first.body,
        author=first.author,
        author_url=first.author_url,
        published=first.published,
        published_text=first.published_text,
        has_post=True,
    )
    return draft, [replace(comment, parent=comment.parent - 1 if comment.parent else None) for comment in rest]


def _alive(node: Node) -> bool:
    """Whether a node still stands in its tree."""
    return node.parent is not None


SITE = Site("generic", recognises, read)
