"""A record becomes a page; the small steps that several exports share."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from reader.formats.source import Source
from reader.model.page import Page, PageKind
from reader.model.record import Record, RecordComment
from reader.model.report import Notice

_BLOCK = (
    r"address|article|aside|blockquote|center|dd|details|div|dl|dt|figure|figcaption|footer|form|h[1-6]|header|hr|iframe|li|ol|p|pre|section"
    r"|script|style|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BEFORE_BLOCK = re.compile(rf"(<(?:{_BLOCK})\b)", re.IGNORECASE)
_BEHIND_BLOCK = re.compile(rf"(</(?:{_BLOCK})\s*>)", re.IGNORECASE)
_STARTS_BLOCK = re.compile(rf"\s*</?(?:{_BLOCK})\b", re.IGNORECASE)
_LAST_TAG = re.compile(rf"</?(?:{_BLOCK}|br)\b[^<>]*>\s*", re.IGNORECASE)
_CLOSINGS = re.compile(rf"(?:</(?:{_BLOCK})\s*>\s*)+$", re.IGNORECASE)
_VERBATIM = re.compile(r"<(pre|script|style)\b|<!--", re.IGNORECASE)
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
    pieces = _parted(body.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(piece if is_verbatim else _converted(piece) for piece, is_verbatim in pieces)


def _parted(text: str) -> Iterator[tuple[str, bool]]:
    """Stretches of text, and whether each is to stay as it is (``pre``, scripts, comments)."""
    last = position = 0
    unclosed: set[str] = set()
    while start := _VERBATIM.search(text, position):
        closing = f"</{start.group(1).lower()}" if start.group(1) else "-->"
        end = None if closing in unclosed else re.compile(re.escape(closing) + r"\s*>?", re.IGNORECASE).search(text, start.end())
        if end is None:
            unclosed.add(closing)  # looked for once in vain: never again
            position = start.end()
            continue
        yield text[last : start.start()], False
        yield text[start.start() : end.end()], True
        last = position = end.end()
    yield text[last:], False


def _converted(text: str) -> str:
    text = _BEHIND_BLOCK.sub(r"\1\n\n", _BEFORE_BLOCK.sub(r"\n\n\1", text))
    blocks: list[str] = []
    for block in re.split(r"\n[ \t]*\n\s*", text):
        if not block.strip():
            continue
        if _STARTS_BLOCK.match(block):
            blocks.append(block)
            continue
        lines = block.strip("\n").split("\n")
        pieces = [lines[0]]
        for before, line in pairwise(lines):
            pieces += ("\n" if _ends_in_block(before) or _STARTS_BLOCK.match(line) else "<br>\n", line)
        joined = "".join(pieces)
        closing = _CLOSINGS.search(joined, max(0, len(joined) - 500))
        tail = closing.group() if closing else ""
        blocks.append(f"<p>{joined[: len(joined) - len(tail)]}</p>{tail}")
    return "\n".join(blocks)


def _ends_in_block(line: str) -> bool:
    """True if the last thing in the line is a tag behind which no line break is wanted."""
    return line.rstrip().endswith(">") and _LAST_TAG.fullmatch(line, line.rfind("<")) is not None


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
