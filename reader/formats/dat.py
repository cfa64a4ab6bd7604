"""2ch's ``.dat``: one post a line, ``name<>mail<>date and id<>text<>title``, usually Shift_JIS; the title stands in the first line only.

``number`` is the line. The mail field, the daily id made from the writer's address, and addresses printed by some boards are not read.
"""

from __future__ import annotations

import html
import re

from reader.formats.addresses import public_name
from reader.formats.moments import from_written
from reader.formats.records import record_page
from reader.formats.source import Items, Source
from reader.markup.charset import decode
from reader.model.errors import RefusedFile, Why
from reader.model.record import Record, RecordComment

KEY = "2ch"
_LINE = re.compile(rb"[^\n]{0,400}?<>[^\n]{0,400}?<>[^\n]{0,400}?<>[^\n]*?<>")
_DATE = re.compile(r"(\d{2,4})/(\d\d)/(\d\d)(?:\([^)]{1,8}\))?\s*(\d\d):(\d\d)(?::(\d\d))?")
_TAG = re.compile(r"<[^<>]{0,200}>")
_ADDRESS = re.compile(r"(?:発信元:)?\[?\b\d{1,3}(?:\.\d{1,3}){3}\b\]?")
_GONE = "あぼーん"


def sniff(head: bytes, name: str) -> bool:
    """True where the first lines have the five fields."""
    lines = [line for line in head.split(b"\n")[:4] if line.strip()]
    whole = lines[:-1] if len(head) >= 60_000 else lines
    return bool(whole) and (len(whole) > 1 or name.lower().endswith(".dat")) and all(_LINE.match(line) for line in whole)


def pages(source: Source) -> Items:
    """The thread as one page."""
    decoded = decode(source.read(source.budget.limits.page), declared=source.declared or "shift_jis", html=False)
    posts = [fields for line in decoded.text.splitlines() if len(fields := line.split("<>")) >= 4]
    if not posts:
        raise RefusedFile(source.name, Why.DAMAGED, "no posts")
    first = _comment(1, posts[0])
    record = Record(
        title=html.unescape(posts[0][4]).strip() if len(posts[0]) > 4 else "", body=first.body, author=first.author,
        published=first.published, published_text=first.published_text, comments=tuple(
            _comment(number, fields) for number, fields in enumerate(posts[1:], 2)
        ),
    )  # fmt: skip
    yield record_page(source, KEY, "2ch", record, decoded.notices)


def _comment(number: int, fields: list[str]) -> RecordComment:
    name, _, written, body = fields[:4]
    found = _DATE.search(written)
    published = None
    if found:
        year, month, day, hour, minute, second = found.groups()
        published = from_written(f"{year if len(year) == 4 else '20' + year}-{month}-{day} {hour}:{minute}:{second or '00'}")
    is_removed = name.strip() == _GONE and body.strip() == _GONE
    return RecordComment(
        author=None if is_removed else public_name(_ADDRESS.sub("", html.unescape(_TAG.sub("", name))).replace("()", "")),
        body="" if is_removed else _ADDRESS.sub("", body).strip(), id=str(number), number=number, published=published,
        published_text=found.group() if found else None, removed=is_removed,
    )  # fmt: skip
