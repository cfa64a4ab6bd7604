"""Pages of mailing list archives: one message a page (Mailman's pipermail, hypermail, MHonArc); and the Internet Archive's old forum."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.markup.tree import Node, attr, closest, text_of
from reader.model.draft import DraftComment, DraftThread
from reader.sites.drafting import Drafting
from reader.sites.names import byline_name
from reader.sites.site import Site
from reader.sites.view import PageView

_PREFIX = re.compile(r"^\s*\[[^\]]{1,40}\]\s*")
_AT = re.compile(r"\s*(?:<?\S+(?:@| at )\S+>?|\(\S+ at \S+\))\s*$")


def recognises(view: PageView) -> bool:
    """By the marks of its makers."""
    return view.generator.startswith(("pipermail", "hypermail", "mhonarc")) or _is_pipermail(view) or _is_hypermail(view)


def _is_pipermail(view: PageView) -> bool:
    return view.first("body > pre") is not None and view.first("h1 + b") is not None and view.first("i") is not None


def _is_hypermail(view: PageView) -> bool:
    return "<!-- body=" in view.page.content and view.first("#from, .from, em, address") is not None


def read(view: PageView) -> list[DraftThread]:
    """The message as a post without comments; the thread's other messages stand on pages of their own."""
    drafting = Drafting(view)
    hyper = _is_hypermail(view)
    author, written = _hypermail_head(view) if hyper else _pipermail_head(view)
    body = _hypermail_body(view) if hyper else view.first("body > pre", "pre")
    if body is None:
        return []
    made = drafting.body(body)
    moment = view.dates.read(written) if written else None
    title = _PREFIX.sub("", text_of(view.first("h1", "title"))) or view.page.source.name
    following = view.first("link[rel=next], a[accesskey=n]")
    draft = replace(
        drafting.start(title=title, platform="hypermail" if hyper else "pipermail", body=made.body),
        author=author,
        published=moment.iso if moment else None,
        published_text=written or None,
        url=view.url,
        site=view.host or None,
    )
    return [drafting.finish(draft)] if following is not None or made.body.text else []


def _pipermail_head(view: PageView) -> tuple[str | None, str]:
    name, written = view.first("h1 + b", "body > b", "b"), view.first("body > i", "i")
    return byline_name(_AT.sub("", text_of(name))), text_of(written)


def _hypermail_head(view: PageView) -> tuple[str | None, str]:
    name, written = view.first("#from", ".from"), view.first("#date", ".date")
    if name is not None:
        return byline_name(_AT.sub("", re.sub(r"^From\s*:\s*", "", text_of(name)))), re.sub(r"^Date\s*:\s*", "", text_of(written))
    found = re.search(r"<strong>From:</strong>\s*([^<(&]{1,100})", view.page.content, re.IGNORECASE)
    date = re.search(r"<strong>Date:</strong>\s*([^<]{1,60})", view.page.content, re.IGNORECASE)
    return byline_name(found[1]) if found else None, date[1].strip() if date else ""


def _hypermail_body(view: PageView) -> Node | str | None:
    found = re.search(r'<!-- body="start" -->(.*?)<!-- body="end" -->', view.page.content, re.DOTALL)
    return found[1] if found else view.first("div.mail", "pre", ".message")


SITE = Site("pipermail", recognises, read)


def _read_archive_forum(view: PageView) -> list[DraftThread]:
    """Tables of four labelled cells (Poster, Date, Forum, Subject) with the text in the row below; answers are tables moved in."""
    drafting = Drafting(view)
    comments: list[DraftComment] = []
    title = ""
    for table in view.all("table"):
        cells = {text_of(cell).rstrip(":").casefold(): cell for cell in table.css("td") if len(text_of(cell)) < 12}
        if "poster" not in cells or len(table.css("table")) > 1:  # the first is the table itself
            continue
        values = {name: _value_of(cell) for name, cell in cells.items()}
        rows = table.css("tr")
        texts = [cell for row in rows if not _labelled(row) for cell in row.css("td")] or _row_below(table)
        made = drafting.body(texts)
        moment = view.dates.read(values.get("date", ""))
        title = title or values.get("subject", "")
        comments.append(
            DraftComment(
                author=byline_name(values.get("poster", "")),
                body=made.body,
                quotes=made.quotes,
                published=moment.iso if moment else None,
                published_text=values.get("date") or None,
            )
        )
    if not comments:
        return []
    links = [found[1] for link in view.all("a[href*='action=edit']") if (found := re.search(r"[?&]id=(\d+)", attr(link, "href")))]
    if len(links) == len(comments):
        comments = [replace(comment, site_id=name) for comment, name in zip(comments, links, strict=True)]
    first, *rest = comments
    draft = replace(
        drafting.start(title=title or view.page.source.name, platform="archive.org-forum", body=first.body),
        author=first.author,
        published=first.published,
        published_text=first.published_text,
        url=view.url,
        site=view.host or None,
        comments=tuple(rest),
    )
    return [drafting.finish(draft)]


def _row_below(table: Node) -> list[Node]:
    """Cells of the row below the one that holds the table: answers keep their text there."""
    row = closest(table, "tr")
    sibling = row.next if row is not None else None
    while sibling is not None and sibling.tag != "tr":
        sibling = sibling.next
    return sibling.css("td")[:1] if sibling is not None else []


def _labelled(row: Node) -> bool:
    """Whether a row is one of the head's, with labels such as "Poster:"."""
    return any(text_of(cell).endswith(":") and len(text_of(cell)) < 12 for cell in row.css("td"))


def _value_of(cell: Node) -> str:
    """Text of the cell to the right."""
    sibling = cell.next
    while sibling is not None and sibling.tag != "td":
        sibling = sibling.next
    return text_of(sibling)


ARCHIVE_FORUM_SITE = Site(
    "archive.org-forum",
    lambda view: view.first("a[href*='post-new.php?parentid=']", "a[href*='/iathreads/']") is not None,
    _read_archive_forum,
)
