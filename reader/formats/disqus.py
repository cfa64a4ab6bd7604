"""Disqus's XML export: one page per thread that has comments, with their parents.

The post itself is not in it, only its title and address.
"""

from __future__ import annotations

from dataclasses import replace

from reader.formats.addresses import public_name
from reader.formats.moments import from_written
from reader.formats.provenance import web_address
from reader.formats.records import in_time, record_page
from reader.formats.source import Items, Source
from reader.formats.spool import Spool
from reader.formats.xml_stream import Element, stream_elements
from reader.model.record import Record, RecordComment
from reader.model.report import Notice, NoticeKind

KEY = "disqus"
_WANTED = frozenset(("thread", "post"))
_ID = "dsq:id"


def sniff(head: bytes, name: str) -> bool:
    """True for Disqus's own XML."""
    del name
    return b"<disqus" in head[:2000]


def pages(source: Source) -> Items:
    """One page per thread, in the order of the file; threads nobody wrote in are left out."""
    broken: list[str] = []
    with Spool[Record]() as threads, Spool[RecordComment]() as comments:
        for element in stream_elements(source.chunks(), _WANTED, source.name, source.budget.limits.page, broken):
            if element.name == "thread":
                threads.add(element.attributes.get(_ID, ""), _thread(element))
            else:
                thread = element.first("thread")
                if thread is not None and element.value("isSpam") != "true":
                    comments.add(thread.attributes.get(_ID, ""), _comment(element))
        for key in comments.groups():
            thread_record = next(threads.of(key), Record("", "", id=key or None, has_post=False))
            yield record_page(source, KEY, "disqus", replace(thread_record, comments=in_time(comments.of(key))))
    if broken:
        yield Notice(NoticeKind.TRUNCATED_FILE)


def _thread(element: Element) -> Record:
    return Record(
        title=element.value("title"), body="", id=element.attributes.get(_ID), published=from_written(element.value("createdAt")),
        url=web_address(element.value("link")), site=element.value("forum") or None,
        comments_closed=element.value("isClosed") == "true", has_post=False,
    )  # fmt: skip


def _comment(element: Element) -> RecordComment:
    author = element.first("author")
    parent = element.first("parent")
    username = author.value("username") if author else ""
    is_removed = element.value("isDeleted") == "true"
    return RecordComment(
        author=public_name(author.value("name") or username) if author and not is_removed else None,
        author_url=f"https://disqus.com/by/{username}/" if username.isascii() and username.isidentifier() else None,
        body="" if is_removed else element.value("message"), id=element.attributes.get(_ID),
        parent=parent.attributes.get(_ID) if parent else None, published=from_written(element.value("createdAt")), removed=is_removed,
    )  # fmt: skip
