"""MHTML (``.mht``, ``.mhtml``) of every maker: Blink, Internet Explorer, Opera, UnMHT, Word.

The main page is the part that ``start`` names, else the first HTML part. Pictures are found by Content-Location (as written, or against the
page's own address) and by ``cid:``. A file that is cut off gives what is there, with a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.formats.mime import Message, Part, decode_words, parse_headers, parse_message
from reader.formats.moments import from_written
from reader.formats.pictures import spellings
from reader.formats.plain_text import looks_like_text
from reader.formats.provenance import web_address
from reader.formats.saved_html import make_page
from reader.formats.source import Items, Lookup, Source
from reader.model.errors import RefusedFile, Why
from reader.model.report import Notice, NoticeKind

KEY = "mhtml"
EXTENSIONS = (".mht", ".mhtml", ".mhtm")
HTML = ("text/html", "application/xhtml+xml")
_FIELD = re.compile(rb"[!-9;-~]{1,60}[ \t]*:")
_SAVERS = re.compile(r"saved by|unmht|mhtml|blink|internet explorer|snapshot", re.IGNORECASE)


def sniff(head: bytes, name: str) -> bool:
    """True for a MIME message that is a saved page and no letter."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not _FIELD.match(head) or not looks_like_text(head[:512]):
        return False
    headers = parse_headers(re.split(rb"\r?\n[ \t]*\r?\n", head, maxsplit=1)[0])
    mime = headers.get("content-type", "").lower()
    if not mime.startswith(("multipart/", *HTML)):
        return False
    if name.lower().endswith(EXTENSIONS) or "snapshot-content-location" in headers or _SAVERS.search(headers.get("from", "")):
        return True
    letter = {"received", "message-id", "to", "delivered-to", "return-path"} & headers.keys()
    return mime.startswith("multipart/related") and not letter


def pages(source: Source) -> Items:
    """The saved page. Raises `RefusedFile` (damaged) when no part is a page."""
    data = source.read().removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    message = parse_message(data, max_parts=source.budget.limits.parts)
    main = _main_part(message)
    if main is None:
        raise RefusedFile(source.name, Why.DAMAGED, "no page inside")
    if message.truncated:
        yield Notice(NoticeKind.TRUNCATED_FILE)
    top = message.headers
    written = (top.get("snapshot-content-location"), main.headers.get("content-location"), top.get("content-location"))
    locations = [_unfolded(location) for location in written if location]
    base = locations[0] if locations else None
    url = next((address for address in map(web_address, locations) if address), None)
    yield make_page(
        main.decoded(), source, key=KEY, declared=main.parameter("charset"), url=url, base=base,
        saved=from_written(message.headers.get("date")), lookup=_lookup((part for part in message.parts if part is not main), base),
    )  # fmt: skip


def _unfolded(location: str) -> str:
    """An address from a header: encoded words read, the blanks of folded lines taken out."""
    return re.sub(r"\s+", "", decode_words(location))


def _main_part(message: Message) -> Part | None:
    named = re.search(r"""start\s*=\s*"?<?([^>";]+)""", message.headers.get("content-type", ""), re.IGNORECASE)
    readable = [part for part in message.parts if part.mime in HTML and part.raw.strip()]
    if named:
        for part in readable:
            if part.headers.get("content-id", "").strip("<> ") == named.group(1).strip():
                return part
    if readable:
        return readable[0]
    texts = [part for part in message.parts if part.raw.strip() and (part.mime == "text/plain" and b"<" in part.raw[:4000])]
    return texts[0] if texts else None


def _lookup(parts: Iterable[Part], base: str | None) -> Lookup:
    named: dict[str, Part] = {}
    for part in parts:
        if part.mime in ("text/css", "text/javascript"):
            continue
        if location := _unfolded(part.headers.get("content-location", "")):
            for spelling in reversed(spellings(location, base)):
                named.setdefault(spelling, part)
        if content_id := part.headers.get("content-id", "").strip("<> "):
            named.setdefault(f"cid:{content_id}", part)

    def find(address: str) -> bytes | None:
        for spelling in spellings(address, base):
            if spelling in named:
                return named[spelling].decoded()
        return None

    return find
