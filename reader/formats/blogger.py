"""Blogger's export (Atom: the old backup file, the Takeout ``feed.atom``): one page per post with the comments that answer it.

Comments stand anywhere in the file, so posts and comments are put on disk first and joined afterwards.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reader.formats.addresses import public_name, public_url
from reader.formats.moments import from_written
from reader.formats.provenance import web_address
from reader.formats.records import in_time, record_page
from reader.formats.source import Items, Source
from reader.formats.spool import Spool
from reader.formats.xml_stream import Element, stream_elements
from reader.model.record import Record, RecordComment
from reader.model.report import Notice, NoticeKind

KEY = "blogger"
_WANTED = frozenset(("entry", "title"))
_KIND = "http://schemas.google.com/g/2005#kind"
_ID = re.compile(r"(?:post-|/)(\d+)$")


def sniff(head: bytes, name: str) -> bool:
    """True for an Atom feed that is a whole Blogger blog."""
    del name
    if b"<feed" not in head:
        return False
    marks = (b".archive</id>", b"kind#settings", b"kind#template", b"#settings")
    return b"schemas.google.com/blogger/2018" in head or (b"tag:blogger.com" in head and any(mark in head for mark in marks))


def pages(source: Source) -> Items:
    """One page per post, in the order of the file."""
    site: str | None = None
    broken: list[str] = []
    with Spool[Record]() as posts, Spool[RecordComment]() as comments:
        for element in stream_elements(source.chunks(), _WANTED, source.name, source.budget.limits.page, broken):
            if element.name == "title":
                site = (element.text.strip() or None) if element.within == "feed" else site
            elif (kind := _kind(element)) in ("post", "page"):
                posts.add(entry_id(element.value("id")), _post(element))
            elif kind == "comment" and element.value("blogger:status") not in ("SPAM", "REMOVED", "GHOSTED"):
                answered = element.first("thr:in-reply-to")
                post = element.value("blogger:parent") or (answered.attributes.get("ref", "") if answered else "")
                comments.add(entry_id(post), entry_comment(element))
        for key in posts.groups():
            for record in posts.of(key):
                yield record_page(source, KEY, "blogger", replace(record, site=site, comments=in_time(comments.of(key))))
        for key in comments.groups():
            if key not in posts:
                orphans = Record("", "", id=key or None, site=site, has_post=False, comments=in_time(comments.of(key)))
                yield record_page(source, KEY, "blogger", orphans)
    if broken:
        yield Notice(NoticeKind.TRUNCATED_FILE)


def _kind(entry: Element) -> str:
    if written := entry.value("blogger:type"):
        return written.lower()
    for category in entry.all("category"):
        if category.attributes.get("scheme") == _KIND:
            return category.attributes.get("term", "").rsplit("#", 1)[-1]
    return ""


def entry_id(written: str) -> str:
    """The number at the end of a Blogger tag or feed address."""
    found = _ID.search(written.strip())
    return found.group(1) if found else written.strip()


def _post(entry: Element) -> Record:
    author = entry.first("author")
    return Record(
        title=entry.value("title"), body=entry.value("content", "summary"), id=entry_id(entry.value("id")) or None,
        author=public_name(author.value("name")) if author else None, author_url=public_url(author.value("uri")) if author else None,
        published=from_written(entry.value("published")), url=link_of(entry, "alternate"),
        tags=tuple(category.attributes.get("term", "") for category in entry.all("category") if category.attributes.get("scheme") != _KIND),
    )  # fmt: skip


def entry_comment(entry: Element) -> RecordComment:
    """A comment entry; its parent where the entry names one (Blogger: a ``related`` link or ``inReplyTo``)."""
    author = entry.first("author")
    parent = entry.value("blogger:inReplyTo") or link_of(entry, "related") or ""
    body = entry.value("content", "summary")
    return RecordComment(
        author=public_name(author.value("name")) if author else None, author_url=public_url(author.value("uri")) if author else None,
        body=body, id=entry_id(entry.value("id")) or None, parent=entry_id(parent) if parent else None,
        published=from_written(entry.value("published", "updated")), url=link_of(entry, "alternate"),
        removed=not body.strip(),
    )  # fmt: skip


def link_of(entry: Element, relation: str) -> str | None:
    """The address of an Atom link."""
    for link in entry.all("link"):
        if link.attributes.get("rel", "alternate") == relation:
            return web_address(link.attributes.get("href"))
    return None
