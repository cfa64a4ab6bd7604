"""RSS and Atom feeds.

The feed of a thread is one discussion; a feed of comments gives one for each post; a feed of posts one post each. What tells a thread: ids
of Reddit (``t3_`` the post, ``t1_`` comments), titles like "Re: X", "By: X" or "Comment on X", entries that say what they answer, entries
that all stand on one page.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from reader.formats.addresses import public_name, public_url
from reader.formats.blogger import entry_id, link_of
from reader.formats.moments import from_written
from reader.formats.provenance import web_address
from reader.formats.records import in_time, record_page
from reader.formats.source import Items, Source
from reader.formats.xml_stream import Element, stream_elements
from reader.model.record import Record, RecordComment
from reader.model.report import Notice, NoticeKind

KEY = "feed"
MAX_ENTRIES = 50_000
_WANTED = frozenset(("entry", "item", "title", "link", "language"))
_ROOT = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:feed|rss|RDF)\b")
_ANSWER = re.compile(
    r"^\s*(?:re|aw|sv|antw|odp)\s*(?:\[\d+\])?\s*:|^\s*by:|^\s*comment on\b|^\s*(?:von|par|por|di|door):|\bcommented on\b|^/u/\S+ on ",
    re.IGNORECASE,
)
_COMMENTS_ON = re.compile(
    r"^\s*(?:comments?\s+(?:on|for)|kommentare\s+zu|commentaires\s+sur|comentarios\s+en|commenti\s+(?:a|su)|reacties\s+op)\s*:?\s*(.+)$",
    re.IGNORECASE,
)
_REPLY_PREFIX = re.compile(r"^(?:\s*(?:re|aw|sv|antw|odp)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_REDDIT_BODY = re.compile(r"<!-- SC_OFF -->(.*?)<!-- SC_ON -->", re.DOTALL)
_REDDIT_LINK = re.compile(r"""<a href="([^"]{1,2000})">\[link\]</a>""")


def sniff(head: bytes, name: str) -> bool:
    """True for the root element of a feed."""
    del name
    start = head[:6000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return start.startswith(b"<") and _ROOT.search(start) is not None and b"<html" not in start[:1000].lower()


def pages(source: Source) -> Items:
    """Pages of the feed."""
    told: dict[str, str] = {}
    entries: list[Element] = []
    broken: list[str] = []
    for element in stream_elements(source.chunks(), _WANTED, source.name, source.budget.limits.page, broken):
        if element.name in ("entry", "item"):
            entries.append(element)
            if len(entries) >= MAX_ENTRIES:
                break
        elif element.within in ("feed", "channel"):
            told.setdefault(element.name, element.text.strip() or element.attributes.get("href", ""))
    comments = [_comment(entry) for entry in entries]
    for record in _records(told, entries, comments):
        yield record_page(source, KEY, "feed", record)
    if broken:
        yield Notice(NoticeKind.TRUNCATED_FILE)


def _records(told: dict[str, str], entries: list[Element], comments: list[RecordComment]) -> list[Record]:
    language = told.get("language") or None
    if not is_thread(told, entries, comments):
        return [
            Record(
                _title(entry), comment.body, id=comment.id, author=comment.author, author_url=comment.author_url,
                published=comment.published, url=comment.url, site=told.get("title") or None, language=language,
            )
            for entry, comment in zip(entries, comments, strict=True)
        ]  # fmt: skip
    groups: dict[str, list[int]] = {}
    for index, comment in enumerate(comments):
        groups.setdefault(_page_of(comment.url) or "", []).append(index)
    if len(groups) > 1 and (_one_thread(told, entries) or len(groups) == len(comments)):
        groups = {"": list(range(len(comments)))}
    return [_thread(told, page, [entries[i] for i in group], [comments[i] for i in group], language) for page, group in groups.items()]


def is_thread(told: dict[str, str], entries: list[Element], comments: list[RecordComment]) -> bool:
    """True if the entries are comments (and perhaps their post) rather than posts."""
    if _COMMENTS_ON.match(told.get("title", "")) or any(comment.parent for comment in comments):
        return True
    if any((comment.id or "").startswith("t1_") for comment in comments) or any(entry.first("thr:in-reply-to") for entry in entries):
        return True
    answers = sum(_ANSWER.search(_title(entry)) is not None for entry in entries)
    pages_named = {_page_of(comment.url) for comment in comments}
    return answers * 2 >= len(entries) > 0 or (len(entries) > 1 and len(pages_named) == 1 and None not in pages_named)


def _one_thread(told: dict[str, str], entries: list[Element]) -> bool:
    titles = {_REPLY_PREFIX.sub("", _title(entry)).strip() for entry in entries}
    reddit = sum(entry.value("id", "guid").startswith("t3_") for entry in entries) == 1
    return reddit or len(titles) == 1 or bool(_COMMENTS_ON.match(told.get("title", "")) and "/comments/" in told.get("link", ""))


def _thread(
    told: dict[str, str], page: str, entries: list[Element], comments: list[RecordComment], language: str | None
) -> Record:
    first = _post_index(entries, comments)
    named = _COMMENTS_ON.match(told.get("title", ""))
    about = re.match(r"^\s*comment on (.+) by .+$", _title(entries[0]), re.IGNORECASE)
    title = about.group(1) if about else named.group(1) if named else _REPLY_PREFIX.sub("", told.get("title", ""))
    url = page or web_address(told.get("link"))
    site = None
    if first is None:
        return Record(title, "", url=url, site=site, language=language, has_post=False, comments=in_time(comments))
    post = comments[first]
    rest = [comment for index, comment in enumerate(comments) if index != first]
    root = {post.id, None}
    return Record(
        title=_REPLY_PREFIX.sub("", _title(entries[first])) or title, body=post.body, id=post.id, author=post.author,
        author_url=post.author_url, published=post.published, url=post.url or url, site=_community(entries[first]), language=language,
        comments=in_time(replace(comment, parent=None) if comment.parent in root else comment for comment in rest),
    )  # fmt: skip


def _post_index(entries: list[Element], comments: list[RecordComment]) -> int | None:
    """Which entry is the opening post: Reddit's ``t3_``, else the oldest where it alone does not answer by its title."""
    for index, comment in enumerate(comments):
        if (comment.id or "").startswith("t3_"):
            return index
    openings = [index for index, entry in enumerate(entries) if not _ANSWER.search(_title(entry)) and not entry.first("thr:in-reply-to")]
    if len(openings) == 1 and len(entries) > 1:
        return openings[0]
    return None


def _community(entry: Element) -> str | None:
    category = entry.first("category")
    return (category.attributes.get("label") or category.text.strip() or None) if category else None


def _title(entry: Element) -> str:
    return html.unescape(entry.value("title"))


def _page_of(url: str | None) -> str | None:
    return url.partition("#")[0] if url else None


def _comment(entry: Element) -> RecordComment:
    author = entry.first("author")
    name = (author.value("name") or author.text.strip()) if author else entry.value("dc:creator", "creator")
    body = entry.value("content:encoded", "content", "description", "summary")
    if found := _REDDIT_BODY.search(body):
        body = found.group(1)
    elif link := _REDDIT_LINK.search(body):
        body = f'<p><a href="{link.group(1)}">{link.group(1)}</a></p>'
    related = link_of(entry, "related")
    parent = entry_id(related) if related and "/comments/default/" in related else None
    address = entry.first("link")
    url = link_of(entry, "alternate") or (web_address(address.text) if address else None)
    return RecordComment(
        author=_name(name), author_url=public_url(author.value("uri")) if author else None, body=body,
        id=_short_id(entry.value("id", "guid"), url), parent=parent,
        published=from_written(entry.value("published", "pubDate", "dc:date", "updated", "date")), url=url,
    )  # fmt: skip


def _short_id(written: str, url: str | None) -> str | None:
    """The comment's own id: Reddit's and Blogger's as they are, the fragment of a permalink, else whatever the feed says."""
    for text in (written, url or ""):
        if found := re.search(r"#(?:comment-|c|p|post-?)?(\w{1,60})$", text):
            return found.group(1)
    return entry_id(written) or None


def _name(written: str) -> str | None:
    written = written.strip().removeprefix("/u/")
    if found := re.match(r"^\S+@\S+\s+\((.+)\)$", written):  # RSS 2: address (name)
        written = found.group(1)
    return public_name(written)
