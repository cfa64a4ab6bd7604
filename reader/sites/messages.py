"""Threads of forums by selectors: one message an element, the first message of the first page is the post.

An engine states a `Layout`: where its messages and their parts stand. `read_messages` does the rest, the same for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from reader.markup.dates import Moment
from reader.markup.tree import Node, attr, matches, remove, text_of
from reader.model.draft import DraftComment, DraftThread, PageLinks
from reader.sites.article import ArticleParts, clean_title, permalink_of, read_article, site_of
from reader.sites.counts import closed
from reader.sites.drafting import Drafting
from reader.sites.item import outermost
from reader.sites.moments import moment_from
from reader.sites.names import byline_name
from reader.sites.nesting import parents_of
from reader.sites.page_title import title_of
from reader.sites.thread_pages import is_later, thread_pages
from reader.sites.view import PageView

BUTTONS = (
    "script, style, noscript, template, form, button, input, select, textarea, iframe, .sr-only, .visually-hidden, .screen-reader-text"
)
"""What stands in messages of many engines and is not their text."""
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"#?\s*(\d{1,3}(?:[,.]\d{3})+|\d{1,7})")
_VOTES = re.compile(r"[-−–+]?\d[\d,.]*k?", re.IGNORECASE)
_EDITED = re.compile(
    r"(?:last |zuletzt |dernière |última |ultima )?(?:edit|modif|bearbeit|geändert|actualiz|gewijzigd|отредактиров|изменено)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where an engine keeps the parts of a thread: selectors in order of preference, read within one message unless said otherwise."""

    key: str
    message: tuple[str, ...]
    """Of the page: the first selector that finds messages counts."""
    author: tuple[str, ...]
    date: tuple[str, ...]
    body: tuple[str, ...]
    author_link: tuple[str, ...] = ()
    """Where the author's name is no link itself."""
    title: tuple[str, ...] = ()
    """Of the page."""
    number: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    avatar: tuple[str, ...] = ("img[class*=avatar]", "[class*=avatar] img")
    signature: tuple[str, ...] = (".signature",)
    edited: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    """Messages that match are no messages (advertisements, "thread closed" lines)."""
    pagers: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    site_id: Callable[[Node], str | None] = field(default=lambda node: first_digits(attr(node, "id")))
    parents: Callable[[Sequence[Node]], list[int | None]] = field(default=parents_of)
    answers: Callable[[Node], str | None] = field(default=lambda _node: None)
    """The id of the message that one answers by an explicit link or attribute; wins over ``parents``."""
    has_post: bool = True
    """False where the page's post is never the first message."""


def first_digits(text: str) -> str | None:
    """The first run of digits of an id."""
    found = _DIGITS.search(text)
    return found[0] if found else None


def read_messages(
    view: PageView, layout: Layout, *, adjust: Callable[[Node, DraftComment], DraftComment] | None = None
) -> list[DraftThread]:
    """The page's thread; ``[]`` where no message is found. Takes the messages out of the tree."""
    nodes = messages_of(view, layout)
    if not nodes:
        return []
    drafting = Drafting(view)
    pages = thread_pages(view, *layout.pagers)
    start = replace(
        drafting.start(title=_title(view, layout), platform=layout.key),
        url=permalink_of(view),
        site=site_of(view),
        pages=pages,
        comments_closed=closed(view, *layout.closed) if layout.closed else None,
    )
    comments = comments_of(view, drafting, layout, nodes, adjust)
    if not comments:  # blocks that only look like messages: another row may read the page
        return []
    if layout.has_post and not is_later(view, pages):
        return [drafting.finish(with_first_as_post(start, comments))]
    return [drafting.finish(replace(start, comments=tuple(comments), has_post=False))]


def messages_of(view: PageView, layout: Layout) -> list[Node]:
    """The page's messages in page order."""
    for selector in layout.message:
        nodes = [node for node in view.all(selector) if not any(matches(node, skipped) for skipped in layout.skip)]
        if nodes:
            return nodes
    return []


def comments_of(
    view: PageView,
    drafting: Drafting,
    layout: Layout,
    nodes: Sequence[Node],
    adjust: Callable[[Node, DraftComment], DraftComment] | None = None,
    *,
    empty: bool = False,
) -> list[DraftComment]:
    """Messages as comments, parents as the layout finds them. Read from the last to the first, each taken out when it is done.

    Messages of nothing are left out; with ``empty`` they stay, so that there is one comment a node."""
    parents = layout.parents(nodes)
    answered = [layout.answers(node) for node in nodes]
    layout = _present(view, layout)
    comments: list[DraftComment] = []
    for node, parent in zip(reversed(nodes), reversed(parents), strict=True):
        comment = replace(_read(view, drafting, layout, node), parent=parent)
        comments.append(adjust(node, comment) if adjust else comment)
        remove(node)
    comments.reverse()
    linked = _linked(comments, answered)
    return linked if empty else without_empty(linked)


def _present(view: PageView, layout: Layout) -> Layout:
    """The layout with only those selectors for parts of a message that may match on this page."""
    return replace(
        layout, author=view.present(layout.author), author_link=view.present(layout.author_link), date=view.present(layout.date),
        body=view.present(layout.body), number=view.present(layout.number), link=view.present(layout.link),
        avatar=view.present(layout.avatar), votes=view.present(layout.votes), signature=view.present(layout.signature),
        edited=view.present(layout.edited),
    )


def _linked(comments: list[DraftComment], answered: Sequence[str | None]) -> list[DraftComment]:
    """Comments with the parents that links or attributes name; an id that is not on the page is kept as such."""
    if not any(answered):
        return comments
    places = {comment.site_id: place for place, comment in enumerate(comments) if comment.site_id}
    linked = []
    for place, (comment, name) in enumerate(zip(comments, answered, strict=True)):
        found = places.get(name) if name else None
        if found is not None and found != place:
            comment = replace(comment, parent=found)
        elif name and found is None:
            comment = replace(comment, parent_site_id=name)
        linked.append(comment)
    return linked


def without_empty(comments: Sequence[DraftComment]) -> list[DraftComment]:
    """Comments without those that have neither author nor text (stubs whose text was not saved); answers to these answer their parent."""
    kept = [bool(comment.author or comment.body.text or comment.body.html) for comment in comments]
    if all(kept):
        return list(comments)
    moved: dict[int, int | None] = {}
    found: list[DraftComment] = []
    for place, comment in enumerate(comments):
        parent = None if comment.parent is None else moved.get(comment.parent)
        if kept[place]:
            moved[place] = len(found)
            found.append(replace(comment, parent=parent))
        else:
            moved[place] = parent
    return found


def with_first_as_post(draft: DraftThread, comments: Sequence[DraftComment]) -> DraftThread:
    """The draft with the first message as its post; what answers that message answers the post."""
    first, *rest = comments
    return replace(
        draft,
        body=first.body,
        author=first.author,
        author_url=first.author_url,
        published=first.published,
        published_text=first.published_text,
        has_post=True,
        comments=tuple(replace(comment, parent=comment.parent - 1 if comment.parent else None) for comment in rest),
    )


def read_replies(
    view: PageView,
    layout: Layout,
    article: ArticleParts,
    *,
    adjust: Callable[[Node, DraftComment], DraftComment] | None = None,
    complete: Callable[[DraftThread], DraftThread] | None = None,
) -> list[DraftThread]:
    """A thread whose post is no message but an article of its own; ``[]`` where the page has neither.

    ``complete`` may add what the page states about the thread before notices are drawn from it.
    """
    drafting = Drafting(view)
    comments = comments_of(view, drafting, layout, messages_of(view, layout), adjust)
    draft = read_article(view, drafting, article, layout.key)
    if not comments and not draft.title:
        return []
    pages = thread_pages(view, *layout.pagers) if layout.pagers else PageLinks()
    draft = replace(draft, comments=tuple(comments), pages=pages)
    return [drafting.finish(complete(draft) if complete else draft)]


def _title(view: PageView, layout: Layout) -> str:
    for selector in layout.title:
        for node in view.all(selector)[:3]:
            text = clean_title(attr(node, "content") or text_of(node))
            if text:
                return text
    return title_of(view) or view.page.source.name


def each(node: Node, selectors: tuple[str, ...]) -> list[Node]:
    """All nodes of the selectors inside a node, in order of preference."""
    return [found for selector in selectors for found in node.css(selector)]


def stated_text(node: Node) -> str:
    """Text of a node, of a ``meta`` its content."""
    return attr(node, "content").strip() if node.tag == "meta" else text_of(node)


def _read(view: PageView, drafting: Drafting, layout: Layout, node: Node) -> DraftComment:
    author_node = next((found for found in each(node, layout.author) if stated_text(found)), None)
    signature = _taken(node, layout.signature)
    edited = _taken(node, layout.edited, _EDITED)
    moment = moment_from(view, [node], layout.date)
    number = _number(each(node, layout.number))
    link = next((attr(found, "href") for found in each(node, layout.link) if attr(found, "href")), None)
    avatar = next((sha for found in each(node, layout.avatar) if (sha := drafting.picture(attr(found, "src")))), None)
    votes = next((count for found in each(node, layout.votes) if (count := votes_in(text_of(found))) is not None), None)
    bodies = _body_nodes(node, layout)
    made = drafting.body(bodies, drop=(BUTTONS, *layout.drop))
    return DraftComment(
        author=byline_name(stated_text(author_node)) if author_node is not None else None,
        body=made.body,
        number=number,
        site_id=layout.site_id(node),
        url=view.absolute(link),
        author_url=_author_url(view, layout, node, author_node),
        avatar=avatar,
        published=moment.iso if moment else None,
        published_text=_printed(moment),
        quotes=made.quotes,
        votes=votes,
        signature=signature,
        edited_text=edited,
    )


def _printed(moment: Moment | None) -> str | None:
    return (moment.text or None) if moment else None


def _body_nodes(node: Node, layout: Layout) -> list[Node]:
    for selector in layout.body:
        found = outermost(node.css(selector))
        if found:
            return found
    return []


def _author_url(view: PageView, layout: Layout, node: Node, author: Node | None) -> str | None:
    links = each(node, layout.author_link)
    if not links and author is not None:
        links = (
            [author]
            if author.tag == "a"
            else author.css("a[href]") or [parent for parent in [author.parent] if parent is not None and parent.tag == "a"]
        )
    return next((url for link in links if (url := view.absolute(attr(link, "href"))) and not attr(link, "href").startswith("#")), None)


def _number(nodes: Sequence[Node]) -> int | None:
    for node in nodes:
        found = _NUMBER.fullmatch(text_of(node).strip("#: .№").removeprefix("Post ").strip("# "))
        if found:
            return int(re.sub(r"\D", "", found[1]))
    return None


def votes_in(text: str) -> int | None:
    """The score in a short text ("12 points", "-3", "1.2k"); None where there is none."""
    found = _VOTES.search(text[:40])
    if not found:
        return None
    value = found[0].replace("−", "-").replace("–", "-").lower()
    if value.endswith("k"):
        return round(float(value[:-1].replace(",", "")) * 1000)
    digits = re.sub(r"[^\d-]", "", value)
    return int(digits) if digits.strip("-") else None


def _taken(node: Node, selectors: tuple[str, ...], pattern: re.Pattern[str] | None = None) -> str | None:
    """Text of the first node that has one, taken out of the message; with a pattern only where the text holds it."""
    kept = None
    for found in each(node, selectors):
        text = text_of(found)
        if pattern is not None and not (len(text) < 300 and pattern.search(text)):
            continue
        kept = kept or text.strip("-_ ") or None
        remove(found)
    return kept
