"""TypePad, and Movable Type with TypePad's templates: text first, then "Posted by: NAME | DATE" in the footer.

Source of the rules: TypePad's basic and advanced templates as they were served until 2025. The post stands in ``.entry``
(``.entry-header``, ``.entry-body``, ``.entry-more``, ``.entry-footer``), its date in ``h2.date-header``; comments are ``.comment`` with
ids ``comment-6a00...`` in ``.comments-content``; since 2011 replies may stand in lists inside comments. Some blogs print a running number
as the footer's third field.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reader.markup.dates import Moment
from reader.markup.tree import Node, attr, classes, remove, text_of
from reader.model.discussion import CommentKind
from reader.model.draft import DraftComment, DraftThread
from reader.sites.article import FURNITURE, ArticleParts
from reader.sites.blog_article import blog_article
from reader.sites.counts import closed, stated_count
from reader.sites.drafting import Drafting
from reader.sites.item import BUTTONS, inside
from reader.sites.line_dates import find_stamp
from reader.sites.movabletype import classic_comments
from reader.sites.names import byline_name
from reader.sites.nesting import parents_of
from reader.sites.oldest_first import oldest_first
from reader.sites.paging import comment_pages
from reader.sites.site import Site
from reader.sites.view import PageView

_ID = re.compile(r"^comment-(6a[0-9a-f]{10,60}|\d+)$")
_POSTED = re.compile(
    r"^\s*(?:posted|kommentiert|geschrieben|verfasst|rédigé|écrit|publicado|escrito|inviato|scritto|geplaatst|投稿)\s*(?:by|von|par|"
    r"por|da|door|者)?\s*:?\s*",
    re.IGNORECASE,
)
_FOOTERS = (
    ".comment-footer, .comment-footer-inner, .comments-footer, .comment-meta, .comment-header, .comment-byline, "
    ".comment-info, p.posted, .posted"
)
_CONTENTS = ".comment-content, .comment-body, .comments-body, .comment-text"
_AVATARS = ".comment-avatar img, img.avatar, .avatar img, .comment-userpic img"
_BUTTONS = ".comment-reply, .comment-report"
_NAMES_IN_FOOTER = ".comment-author, .fn, .author, .commenter"
_SAID_IN_REPLY = re.compile(r"\s+(?:said in reply to|replied to)\s")
_NUMBER = re.compile(r"[|#•·]\s*#?(\d{1,6})\s*(?:\||$)")
_JOINT_WORD = re.compile(r"(?<!\w)(?:on|at|am|le)\Z")
_JOINTS = " |•·–—-"
_SITE_NAME = (
    "#banner-header",
    ".banner-header",
    "#banner h1",
    "#pagebody h1 a[accesskey]",
    "h1#banner-header a",
    "#header h1",
    ".site-title",
)

POST = ArticleParts(
    title=("h3.entry-header", "h2.entry-header", "h1.entry-header", ".entry-header", ".entry-title", "h3.title", ".title"),
    author=(".entry-footer .author", ".entry-footer .vcard .fn", ".post-footers .author", ".entry-footer-links .author"),
    byline=(
        ".entry-footer .post-footers",
        ".entry-footer",
        ".post-footers",
        ".entry-footer-info",
        "p.posted",
        ".posted",
        ".entry-byline",
        ".byline",
    ),
    date=(),
    body=(".entry-content", ".entry-body", ".entry .body", ".blogbody", ".entry"),
    drop=(
        FURNITURE,
        ".entry-header, .date-header, .entry-footer, .post-footers, .comments-open, .trackbacks, .content-nav, p.posted, .permalink",
    ),
)


def _recognises(view: PageView) -> bool:
    if "typepad" in view.generator or view.host.endswith(".typepad.com") or view.host.endswith(".blogs.com"):
        return True
    if "movabletype" in view.generator or "movable type" in view.generator:
        return False
    if (
        view.first(
            "[id^=comment-6a0], [id^=entry-6a0], link[href*='.typepad.com'], link[href*='static.typepad.com'], script[src*='typepad.com/']"
        )
        is not None
    ):
        return True
    return (
        view.first(".comments-content .comment-footer") is not None
        and view.first(".entry-body, h2.date-header, h3.entry-header") is not None
    )


def _read(view: PageView) -> list[DraftThread]:
    drafting = Drafting(view)
    stated = stated_count(
        view,
        ".comments-header",
        "h3.comments-header",
        "#comments h3",
        "#comments h2",
        "#comments .module-header",
        ".comment-count",
        ".entry-footer",
        ".post-footers",
    )
    shut = closed(
        view, ".comments-closed", "#comments p", ".comments-closed p", ".comment-form-closed", "p.comments-closed", ".comments-open p"
    )
    pages = comment_pages(
        view,
        ".content-nav",
        ".pager",
        ".comments-nav",
        ".comments-paging",
        ".comment-pagination",
        "#comments",
        ".entry-footer + *",
        ".comments-content",
        ".pagination",
    )
    comments = _comments(view, drafting) or oldest_first(classic_comments(view, drafting))
    draft = _post(view, drafting)
    if not draft.body.text and not comments:
        return []
    return [drafting.finish(replace(draft, comments=tuple(comments), comments_stated=stated, comments_closed=shut, pages=pages))]


def _post(view: PageView, drafting: Drafting) -> DraftThread:
    footer = view.first(".entry-footer .post-footers", ".entry-footer", ".post-footers", "p.posted", ".posted")
    header = view.first("h2.date-header", ".date-header", "h2.date", ".dateheader")
    draft = replace(blog_article(view, drafting, _with_more(view), "typepad"), published=None, published_text=None)
    moment = _moment(view, footer, header)
    if moment is None:
        moment = view.dates.read("", view.meta("article:published_time", "dc.date")) or None
    link = view.first(".entry-footer a.permalink", "a.permalink", ".entry-header a[href]", ".entry-footer a[rel=bookmark]")
    name = next((text_of(node) for selector in _SITE_NAME for node in view.all(selector) if text_of(node)), None)
    author = draft.author
    if footer is not None and (named := _author_in(text_of(footer))):
        author = named
    url = view.absolute(attr(link, "href")) if link is not None else None
    return replace(
        draft,
        author=author,
        published=moment.iso if moment else draft.published,
        published_text=moment.text if moment else draft.published_text,
        url=url if url and url.startswith("http") else draft.url,
        site=view.meta("og:site_name") or name or draft.site,
    )


def _with_more(view: PageView) -> ArticleParts:
    """Old templates split the text into body and "more", side by side: their common element is read then."""
    more = view.first("#more.entry-more, .entry-more")
    return (
        replace(POST, body=(".entry-content", ".entry"))
        if more is not None and text_of(more) and view.first(".entry-content") is None
        else POST
    )


def _author_in(text: str) -> str | None:
    """NAME in "Posted by NAME on DATE at TIME | Permalink" or "Posted at TIME by NAME in TOPIC"."""
    stamp = find_stamp(text)
    before = text[: stamp.start] if stamp else text
    found = re.search(
        r"(?:posted|von|par|por|by)\s+(?:by|von|par|por)?\s*:?\s*(\S.{0,60}?)\s*(?:\bon|\bam|\ble|\bel|\bat|\||,|$)", before, re.IGNORECASE
    )
    if found and not re.match(r"(?:at|on|in)\b|\d", found[1], re.IGNORECASE):
        return byline_name(found[1])
    found = re.search(r"\bby\s+(\S.{0,50}?)\s*(?:\bin\b|\||$)", text)
    return byline_name(found[1]) if found else None


def _moment(view: PageView, footer: Node | None, header: Node | None) -> Moment | None:
    """Date and time of the footer; a time alone there is joined to the date of the header."""
    text = text_of(footer)
    stamp = find_stamp(text)
    if stamp:
        return view.dates.read(stamp.text)
    day = text_of(header)
    hour = re.search(r"\b\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?", text, re.IGNORECASE)
    if day and hour:
        return view.dates.read(f"{day} {hour[0]}")
    return view.dates.read(day) if day else None


def _comments(view: PageView, drafting: Drafting) -> list[DraftComment]:
    footers = view.all(_FOOTERS)
    with_footer = _around(footers)
    found = view.all(".comment, .trackback, .ping, li[id^=comment-], div[id^=comment-6a]")
    nodes = [node for node in found if _is_comment(view, node, with_footer)]
    footer_of = _first_by_owner(footers, nodes)
    parents = parents_of(nodes)
    comments: list[DraftComment] = []
    for node, parent in zip(reversed(nodes), reversed(parents), strict=True):
        comments.append(_comment(view, drafting, node, footer_of.get(node.mem_id), parent))
        remove(node)
    comments.reverse()
    return oldest_first(comments)


def _around(nodes: list[Node]) -> set[int]:
    """Memory ids of the nodes and of everything around them; each element is looked at once."""
    around: set[int] = set()
    for node in nodes:
        current: Node | None = node
        while current is not None and current.mem_id not in around:
            around.add(current.mem_id)
            current = current.parent
    return around


def _first_by_owner(parts: list[Node], owners: list[Node]) -> dict[int, Node]:
    """The first of the parts inside each owner, not counting what stands in an owner inside it. Asking each owner by selectors would
    cost ten times as much."""
    ids = {owner.mem_id for owner in owners}
    first: dict[int, Node] = {}
    for part in parts:
        around = part.parent
        while around is not None and around.mem_id not in ids:
            around = around.parent
        if around is not None:
            first.setdefault(around.mem_id, part)
    return first


def _is_comment(view: PageView, node: Node, with_footer: set[int]) -> bool:
    identity = attr(node, "id")
    if view.within(node, "#sidebar, .sidebar, .module-recent-comments, .module-list, #alpha .module, #gamma, .widget"):
        return bool(_ID.match(identity)) and view.within(node, ".comments-content, #comments, .comments")
    if _ID.match(identity) and ("comment" in classes(node) or node.tag in ("li", "div", "article")):
        return node.mem_id in with_footer or node.css_first(_CONTENTS) is not None
    return node.mem_id in with_footer and bool(classes(node) & {"comment", "trackback", "ping"})


def _comment(view: PageView, drafting: Drafting, node: Node, footer: Node | None, parent: int | None) -> DraftComment:
    name, name_url, moment, number, link = _footer(view, footer) if footer is not None else (None, None, None, None, None)
    avatar = next(
        (sha for image in (node.css(_AVATARS) if view.may_hold(_AVATARS) else ()) if (sha := drafting.picture(attr(image, "src")))),
        None,
    )
    contents = node.css(_CONTENTS)
    if contents:
        made = drafting.body([contents[0]], drop=(BUTTONS, ".comment-footer, .comment-reply, .comment-avatar"))
    else:
        if footer is not None:
            remove(footer)
        made = drafting.body(node.inner_html, drop=(BUTTONS,))
    identity = attr(node, "id") or next(
        (attr(inner, "id") or attr(inner, "name") for inner in node.css("a[id^=comment-], a[name^=comment-], a[id^=c], a[name^=c]")), ""
    )
    if not identity and link and "#" in link:
        identity = link.partition("#")[2]
    ping = bool(classes(node) & {"trackback", "ping"})
    return DraftComment(
        author=name,
        body=made.body,
        number=number,
        kind=CommentKind.PINGBACK if ping else CommentKind.COMMENT,
        site_id=identity or None,
        url=link or (view.absolute(f"#{identity}") if identity and view.url else None),
        author_url=name_url,
        avatar=avatar,
        published=moment.iso if moment else None,
        published_text=moment.text if moment else None,
        parent=parent,
        quotes=made.quotes,
    )


def _footer(view: PageView, footer: Node) -> tuple[str | None, str | None, Moment | None, int | None, str | None]:
    """Name, its link, moment, number, permalink out of "Posted by: NAME | DATE | 12" (also "NAME said in reply to ...")."""
    linking = footer.css("a")
    if view.may_hold(_BUTTONS) or any(attr(a, "href").startswith("javascript:") for a in linking):
        for button in inside(footer, f"{_BUTTONS}, a[href^='javascript:']"):
            remove(button)
        linking = footer.css("a")
    links = [(text_of(a), view.absolute(attr(a, "href")) or "") for a in linking]
    text = text_of(footer)
    stamp = find_stamp(text)
    moment = view.dates.read(stamp.text) if stamp else None
    permalink = next((href for words, href in links if "#c" in href or (stamp and words and words in stamp.text)), None)
    number = None
    if stamp and (found := _NUMBER.search(text[stamp.end :])):
        number = int(found[1])
    before = text[: stamp.start] if stamp else text
    name_node = footer.css_first(_NAMES_IN_FOOTER) if view.may_hold(_NAMES_IN_FOOTER) else None
    if name_node is not None and text_of(name_node):
        name = byline_name(text_of(name_node))
    else:
        name = byline_name(_SAID_IN_REPLY.split(_without_joint(_POSTED.sub("", before)))[0])
    url = next((href for words, href in links if words and name and words == name and not href.startswith("#") and "#c" not in href), None)
    return name, url, moment, number, permalink


def _without_joint(text: str) -> str:
    """Without the signs and the word ("on", "at", "am", "le") that lead over to a date."""
    text = text.rstrip(_JOINTS + ":")
    found = _JOINT_WORD.search(text, max(0, len(text) - 2))
    return text[: found.start()].rstrip(_JOINTS) if found else text


SITE = Site("typepad", _recognises, _read)
