"""A record becomes a page; the small steps that several exports share."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from reader.formats.source import Source
from reader.model.page import Page, PageKind
from reader.model.record import Record, RecordComment
from reader.model.report import Notice

_BLOCK = (
    r"address|article|aside|blockquote|center|dd|details|div|dl|dt|figure|figcaption|footer|form|h[1-6]|header|hr|iframe|li|ol|p|pre|section"
    r"|script|style|table|tbody|td|tfoot|th|thead|tr|ul"
)
_STARTS_BLOCK = re.compile(rf"\s*</?(?:{_BLOCK})\b", re.IGNORECASE)
_ENDS_BLOCK = re.compile(rf"</?(?:{_BLOCK}|br)\b[^<>]{{0,2000}}>\s*$", re.IGNORECASE)
_BLOCK_OPENING = re.compile(rf"(<(?:{_BLOCK})\b)", re.IGNORECASE)
_CLOSING = re.compile(rf"(</(?:{_BLOCK})\s*>)", re.IGNORECASE)
_ENDS_CLOSING = re.compile(rf"(?:\s*</(?:{_BLOCK})\s*>)+\s*$", re.IGNORECASE)
_PRE = re.compile(r"(<pre\b.*?</pre\s*>|<script\b.*?</script\s*>|<!--.*?-->)", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^<>]{0,4000}>")


def record_page(source: Source, key: str, dialect: str, record: Record, notices: tuple[Notice, ...] = ()) -> Page:
    """The page of one record."""
    return Page(source.as_format(key), PageKind.RECORD, "", record.url, dialect=dialect, saved=source.saved, notices=notices, record=record)


def with_paragraphs(body: str) -> str:
    """HTML whose line ends mean something (WordPress and Movable Type convert them when they show a post): ``p`` and ``br`` written out.

    Lines beside block elements stay as they are, and so does everything inside ``pre``.
    """
    if "\n" not in body.strip() and not re.search(r"<[a-zA-Z]", body):
        return f"<p>{body.strip()}</p>" if body.strip() else ""
    if re.search(r"<p\b", body, re.IGNORECASE) and "\n\n" not in body.replace("\r", ""):
        return body
    pieces = _PRE.split(body.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(piece if index % 2 else _converted(piece) for index, piece in enumerate(pieces))


def _converted(text: str) -> str:
    text = _CLOSING.sub(r"\1\n\n", _BLOCK_OPENING.sub(r"\n\n\1", text))
    blocks: list[str] = []
    for block in re.split(r"\n[ \t]*\n\s*", text):
        if not block.strip():
            continue
        if _STARTS_BLOCK.match(block):
            blocks.append(block)
            continue
        lines = block.strip("\n").split("\n")
        joined = lines[0]
        for line in lines[1:]:
            joined += ("\n" if _ENDS_BLOCK.search(joined[-2100:]) or _STARTS_BLOCK.match(line) else "<br>\n") + line
        closing = _ENDS_CLOSING.search(joined[-500:])
        tail = closing.group() if closing else ""
        blocks.append(f"<p>{joined[: len(joined) - len(tail)]}</p>{tail}")
    return "\n".join(blocks)


def plain(markup: str, limit: int = 200) -> str:
    """The first line of some markup as plain text, shortened; for titles of posts that have none."""
    text = re.sub(r"<br\s*/?>|</p>|</div>", "\n", markup[:20_000], flags=re.IGNORECASE)
    for line in html.unescape(_TAGS.sub("", text)).split("\n"):
        words = " ".join(line.split())
        if words:
            return words if len(words) <= limit else words[: limit - 1].rsplit(" ", 1)[0] + "…"
    return ""


def linked(address: str | None) -> str:
    """A paragraph with a link: what a post points to, where pointing is all it does."""
    return f'<p><a href="{html.escape(address)}">{html.escape(address)}</a></p>\n' if address else ""


def in_time(comments: Iterable[RecordComment]) -> tuple[RecordComment, ...]:
    """Comments oldest first where all tell their time in one way; else turned round where they stand newest first; else as they are."""
    listed = tuple(comments)
    times = [comment.published for comment in listed]
    known = [time for time in times if time]
    if len(known) == len(times) and len({len(time) for time in known}) <= 1 and len({time[19:] for time in known}) <= 1:
        return tuple(sorted(listed, key=lambda comment: comment.published or ""))
    if len(known) > 1 and known[0] > known[-1]:
        return tuple(reversed(listed))
    return listed
