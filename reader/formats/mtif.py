"""Movable Type's import format (MTIF), which TypePad exports too: one page per entry. Streams entry by entry.

An entry ends with a line of eight dashes, a section with one of five. Comments have no ids and no parents; their e-mail and IP addresses
are not read. Dates have no zone. Source: "The Movable Type Import / Export Format" in the manual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from reader.formats.addresses import public_name, public_url, without_addresses
from reader.formats.provenance import web_address
from reader.formats.records import record_page, with_paragraphs
from reader.formats.source import Items, Source
from reader.markup.charset import decode
from reader.model.discussion import CommentKind
from reader.model.errors import RefusedFile, Why
from reader.model.record import BodyForm, Record, RecordComment
from reader.model.report import NoticeKind

KEY = "mtif"
SAMPLE = 1 << 20
"""Bytes from which the encoding of the whole export is told."""
_ENTRY_END = "--------"
_SECTION_END = "-----"
_FIELD = re.compile(
    r"(AUTHOR|TITLE|BASENAME|STATUS|ALLOW COMMENTS|ALLOW PINGS|CONVERT BREAKS|PRIMARY CATEGORY|CATEGORY|DATE|TAGS|UNIQUE URL|NO ENTRY|EMAIL"
    r"|IP|URL|BLOG NAME|FEATURED|ENTRY ID):[ \t]*(.*)"
)
_SECTION = re.compile(r"(BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING):[ \t]*$")
_ANY_FIELD = re.compile(rb"(?:AUTHOR|TITLE|BASENAME|STATUS|DATE|UNIQUE URL|ALLOW COMMENTS|CONVERT BREAKS):")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP]M)?", re.IGNORECASE)


def sniff(head: bytes, name: str) -> bool:
    """True for a file that begins with an entry's fields and has its sections."""
    del name
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n ")
    return _ANY_FIELD.match(head) is not None and re.search(rb"\n-----\r?\n(?:BODY|EXTENDED BODY|COMMENT|EXCERPT):", head) is not None


def pages(source: Source) -> Items:
    """One page per entry."""
    sample = decode(source.head(SAMPLE), html=False)  # a single entry is too short to tell
    yield from (notice for notice in sample.notices if notice.kind is NoticeKind.CHARSET_GUESSED)
    for block in _entries(source):
        text = decode(block, declared=sample.charset, html=False).text
        record = _record(text.replace("\r\n", "\n").replace("\r", "\n"))
        if record is not None:
            yield record_page(source, KEY, "mtif", record)


def _entries(source: Source) -> Iterator[bytes]:
    """Bytes of one entry after the other. Eight dashes inside a text end nothing unless an entry's fields follow."""
    lines: list[bytes] = []
    size = 0
    pending = False
    with source.open_stream() as stream:
        while line := stream.readline(1 << 20):
            stripped = line.strip()
            if pending and stripped:
                if _ANY_FIELD.match(stripped):
                    yield b"".join(lines[:-1])
                    lines, size = [], 0
                pending = False
            if stripped == _ENTRY_END.encode():
                pending = True
            lines.append(line)
            size += len(line)
            if size > source.budget.limits.page:
                raise RefusedFile(source.name, Why.TOO_LARGE, "entry", source.budget.limits.page)
    if lines:
        yield b"".join(lines)


def _record(entry: str) -> Record | None:
    sections = _sections(entry)
    fields, _ = _fields(sections[0][1])
    texts = {name: text for name, text in sections[1:] if name not in ("COMMENT", "PING")}
    comments = tuple(_comment(name, text) for name, text in sections[1:] if name in ("COMMENT", "PING"))
    body = "\n\n".join(part for name in ("BODY", "EXTENDED BODY") if (part := texts.get(name, "").strip("\n")))
    title = fields.get("TITLE", "")
    if not (title or body or comments):
        return None
    form, body = _formed(body, fields.get("CONVERT BREAKS", "__default__"))
    allowed = fields.get("ALLOW COMMENTS", "")
    return Record(
        title=title, body=body, form=form, author=public_name(fields.get("AUTHOR")), published=_moment(fields.get("DATE")),
        published_text=fields.get("DATE"), url=web_address(fields.get("UNIQUE URL")),
        tags=tuple(tag.strip().strip('"') for tag in fields.get("TAGS", "").split(",") if tag.strip()),
        comments_closed=allowed in ("0", "2") if allowed else None, comments=comments,
    )  # fmt: skip


def _sections(entry: str) -> list[tuple[str, str]]:
    """(name, text) of each section; the fields come first, without a name. Five dashes inside a text part nothing."""
    found: list[tuple[str, list[str]]] = [("", [])]
    lines = entry.split("\n")
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.rstrip() == _SECTION_END:
            following = lines[index + 1] if index + 1 < len(lines) else ""
            if heading := _SECTION.match(following):
                found.append((heading.group(1), []))
                index += 2
                continue
            if not "".join(lines[index + 1 :]).strip().strip("-"):
                break
        elif line.rstrip() == _ENTRY_END and index + 1 >= len(lines) - 1:
            break
        found[-1][1].append(line)
        index += 1
    return [(name, "\n".join(text)) for name, text in found]


def _fields(text: str) -> tuple[dict[str, str], str]:
    """Leading ``NAME: value`` lines, and the text behind them."""
    fields: dict[str, str] = {}
    lines = text.split("\n")
    for index, line in enumerate(lines):
        found = _FIELD.match(line)
        if not found:
            if not line.strip() and not fields:
                continue
            return fields, "\n".join(lines[index:])
        fields.setdefault(found.group(1), found.group(2).strip())
    return fields, ""


def _comment(section: str, text: str) -> RecordComment:
    fields, body = _fields_of_comment(text)
    is_ping = section == "PING"
    body = without_addresses(body.strip("\n"), [fields.get("EMAIL", "")])
    title = fields.get("TITLE", "")
    return RecordComment(
        author=public_name(fields.get("BLOG NAME") if is_ping else fields.get("AUTHOR")), author_url=public_url(fields.get("URL")),
        body=with_paragraphs(f"{title}\n\n{body}" if is_ping and title else body),
        kind=CommentKind.PINGBACK if is_ping else CommentKind.COMMENT,
        published=_moment(fields.get("DATE")), published_text=fields.get("DATE"),
    )  # fmt: skip


def _fields_of_comment(text: str) -> tuple[dict[str, str], str]:
    """A comment's fields end with its date: a text that opens like a field ("URL: see there") belongs to the text."""
    head, marker, rest = re.split(r"(?m)^(DATE:[^\n]*(?:\n|$))", text, maxsplit=1) if re.search(r"(?m)^DATE:", text) else (text, "", "")
    fields, left = _fields(head + marker) if marker else _fields(text)
    return fields, rest if marker and not left.strip() else left + rest


def _formed(body: str, breaks: str) -> tuple[BodyForm, str]:
    if breaks.startswith("markdown"):
        return BodyForm.MARKDOWN, body
    if breaks in ("0", "richtext", "none"):
        return BodyForm.HTML, body
    return BodyForm.HTML, with_paragraphs(body)


def _moment(written: str | None) -> str | None:
    found = _DATE.match(written or "")
    if not found:
        return None
    month, day, year, hour, minute, second, half = found.groups()
    clock = int(hour)
    if half:
        clock = clock % 12 + (12 if half.upper() == "PM" else 0)
    try:
        return datetime(int(year), int(month), int(day), clock, int(minute), int(second or 0)).isoformat()  # noqa: DTZ001 - no zone is told
    except ValueError:
        return None
