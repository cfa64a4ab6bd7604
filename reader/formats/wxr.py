"""WordPress export (WXR): one page per post or page, its comments inside. Streams item by item.

Left out: attachments, menus, revisions and other inner kinds, what lies in the trash, spam and comments that were never let through.
E-mail and IP addresses are not read.
"""

from __future__ import annotations

from reader.formats.addresses import public_name, public_url, without_addresses
from reader.formats.moments import from_written
from reader.formats.provenance import web_address
from reader.formats.records import record_page, with_paragraphs
from reader.formats.source import Items, Source
from reader.formats.xml_stream import Element, stream_elements
from reader.model.discussion import CommentKind
from reader.model.record import Record, RecordComment

KEY = "wxr"
_WANTED = frozenset(("item", "wp:author", "title", "language"))
_INNER_KINDS = frozenset(
    ("attachment", "nav_menu_item", "revision", "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation",
     "custom_css", "customize_changeset", "oembed_cache", "user_request", "safecss", "feedback", "wp_font_family", "wp_font_face")
)  # fmt: skip
_HIDDEN = ("0", "spam", "trash", "post-trashed")
"""States of comments that no page shows: waiting for the moderator, spam, thrown away."""
_NO_DATE = "0000-00-00"


def sniff(head: bytes, name: str) -> bool:
    """True for an RSS file that carries WordPress's export names."""
    del name
    return b"<rss" in head and (b"wordpress.org/export/" in head or b"WordPress eXtended RSS" in head)


def pages(source: Source) -> Items:
    """One page per post."""
    site: str | None = None
    language: str | None = None
    names: dict[str, str] = {}
    for element in stream_elements(source.chunks(), _WANTED, source.name, source.budget.limits.page):
        if element.name == "item":
            record = _record(element, names, site, language)
            if record is not None:
                yield record_page(source, KEY, "wxr", record)
        elif element.name == "wp:author":
            names[element.value("wp:author_login")] = element.value("wp:author_display_name")
        elif element.within == "channel":
            text = element.text.strip() or None
            site, language = (text, language) if element.name == "title" else (site, text)


def _record(item: Element, names: dict[str, str], site: str | None, language: str | None) -> Record | None:
    if item.value("wp:post_type") in _INNER_KINDS or item.value("wp:status") in ("trash", "auto-draft"):
        return None
    comments = tuple(comment for comment in map(_comment, item.all("wp:comment")) if comment is not None)
    body = item.value("content:encoded") or item.value("description")
    title = item.value("title")
    if not (title or body or comments):
        return None
    login = item.value("dc:creator")
    # the name under which the author signs in the thread; the display name where they do not
    author = login if any(comment.author == login for comment in comments) else names.get(login) or login
    published, published_text = _times(item.value("wp:post_date_gmt"), item.value("wp:post_date"))
    return Record(
        title=title, body=with_paragraphs(body), id=item.value("wp:post_id") or None, author=public_name(author), published=published,
        published_text=published_text, url=web_address(item.value("link")), site=site, language=language,
        tags=tuple(dict.fromkeys(text for child in item.all("category") if (text := child.text.strip()))),
        comments_closed=item.value("wp:comment_status") == "closed", comments=comments,
    )  # fmt: skip


def _comment(element: Element) -> RecordComment | None:
    if element.value("wp:comment_approved") in _HIDDEN:
        return None
    published, published_text = _times(element.value("wp:comment_date_gmt"), element.value("wp:comment_date"))
    parent = element.value("wp:comment_parent")
    kind = element.value("wp:comment_type")
    return RecordComment(
        author=public_name(element.value("wp:comment_author")), author_url=public_url(element.value("wp:comment_author_url")),
        body=with_paragraphs(without_addresses(element.value("wp:comment_content"), [element.value("wp:comment_author_email")])),
        id=element.value("wp:comment_id") or None, parent=parent if parent not in ("", "0") else None,
        kind=CommentKind.PINGBACK if kind in ("pingback", "trackback") else CommentKind.COMMENT,
        published=published, published_text=published_text,
    )  # fmt: skip


def _times(utc: str, local: str) -> tuple[str | None, str | None]:
    """The moment (UTC where it is told) and the local time as the blog prints it."""
    if utc and not utc.startswith(_NO_DATE):
        return from_written(f"{utc}Z"), local or None
    if local and not local.startswith(_NO_DATE):
        return from_written(local), None
    return None, None
