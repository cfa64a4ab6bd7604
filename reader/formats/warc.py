"""WARC and ARC, packed or not: every HTML response of a crawl as a page, with the pictures that the same file holds.

Two passes: the first notes where pages and pictures are, the second reads pages one by one. Revisits, redirects and errors are skipped.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from reader.formats.moments import from_stamp, from_written
from reader.formats.parts import noticed
from reader.formats.pictures import spellings
from reader.formats.provenance import web_address
from reader.formats.saved_html import make_page
from reader.formats.source import CHUNK, HEAD, Items, Lookup, Source, seekable_copy
from reader.model.errors import RefusedFile, Why
from reader.model.report import Notice, NoticeKind

KEY = "warc"
HTML = ("text/html", "application/xhtml+xml")
_ARC = re.compile(rb"filedesc://\S+ \d")
_TAG = re.compile(rb"<(?:!doctype|html|head|body|title|div|p|table)\b", re.IGNORECASE)


def sniff(head: bytes, name: str) -> bool:
    """True for a record of a web archive, plain or packed."""
    if head.startswith(b"\x1f\x8b"):
        if name.lower().endswith((".warc.gz", ".arc.gz")):
            return True
        head = _unpacked_head(head)
    return head.startswith(b"WARC/") or _ARC.match(head) is not None


def _unpacked_head(head: bytes) -> bytes:
    import zlib

    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


@dataclass(slots=True)
class _Index:
    """Where the records of interest begin (bytes from the start of the file)."""

    pages: list[tuple[int, str]] = field(default_factory=list)
    pictures: dict[str, int] = field(default_factory=dict)
    broken: bool = False


def pages(source: Source, only: Collection[str] | None = None) -> Items:
    """Pages of the archive; ``only`` limits them to these addresses."""
    stream = source.open_stream()
    try:
        if not stream.seekable():
            stream.close()
            stream = seekable_copy(source.chunks())
        index = _index(stream, source)
        lookup_from = _Pictures(stream, index.pictures, source)
        for offset, url in index.pages:
            if only is None or url in only:
                yield from noticed(_page(stream, offset, url, source, lookup_from), url, source.budget)
        if index.broken:
            yield Notice(NoticeKind.TRUNCATED_FILE)
    finally:
        stream.close()


def _silent() -> contextlib.AbstractContextManager[object]:
    """warcio writes its doubts to standard error, which belongs to our own sentences (and is missing in windowed programs)."""
    return contextlib.redirect_stderr(io.StringIO())


def _records(stream: BinaryIO) -> Iterator[tuple[Any, Any]]:
    """Records with the iterator that yields them (it knows their offsets)."""
    from warcio.archiveiterator import ArchiveIterator

    records = ArchiveIterator(stream, arc2warc=True, ensure_http_headers=False)
    while True:
        with _silent():
            record = next(records, None)
        if record is None:
            return
        yield record, records


def _index(stream: BinaryIO, source: Source) -> _Index:
    index = _Index()
    stream.seek(0)
    try:
        for record, records in _records(stream):
            source.budget.part()
            if record.rec_type not in ("response", "resource", "conversion"):
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            url = url.strip("<> ")
            mime = _mime(record)
            if not 200 <= _status(record) < 300:
                continue
            with _silent():
                offset = records.get_record_offset()
            if mime in HTML:
                index.pages.append((offset, url))
            elif mime.startswith("image/"):
                index.pictures.setdefault(url, offset)
    except RefusedFile:
        raise
    except Exception as error:  # noqa: BLE001 - what was found before the damage is still there
        if not index.pages:
            raise RefusedFile(source.name, Why.DAMAGED, f"a record is broken ({error})"[:200]) from None
        index.broken = True
    return index


def _mime(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").split(";")[0].strip().lower()


def _status(record: Any) -> int:
    if record.http_headers is None:
        return 200
    code = str(record.http_headers.get_statuscode() or "")
    return int(code) if code.isascii() and code.isdigit() else 0


def _record_at(stream: BinaryIO, offset: int) -> Any:
    stream.seek(offset)
    return next(_records(stream))[0]


def _body(record: Any, source: Source, packed: int) -> bytes:
    """The decoded payload: chunks joined, gzip, deflate and brotli undone, within the limits."""
    limit = source.budget.limits.whole
    encoding = _header(record, "Content-Encoding").strip().lower()
    pieces: list[bytes] = []
    size = 0
    for piece in _brotli(record) if encoding == "br" else _decoded(record):
        size += len(piece)
        source.budget.unpack(len(piece))
        source.budget.check_ratio(size, packed)
        if size > limit:
            raise RefusedFile(source.name, Why.TOO_LARGE, limit=limit)
        pieces.append(piece)
    return b"".join(pieces)


def _decoded(record: Any) -> Iterator[bytes]:
    raw = record.content_stream()
    while True:
        with _silent():
            piece = raw.read(CHUNK)
        if not piece:
            return
        yield piece


def _brotli(record: Any) -> Iterator[bytes]:
    """A brotli body; warcio's own way does not work with brotli 1.2. A few bytes may unpack to megabytes: what comes out is limited, or,
    where brotli is too old for that, what goes in.
    """
    import brotli
    from warcio.bufferedreaders import ChunkedDataReader

    is_chunked = "chunked" in _header(record, "Transfer-Encoding").lower()
    raw = ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream
    unpacker = brotli.Decompressor()
    can_limit = hasattr(unpacker, "can_accept_more_data")
    while packed := raw.read(4096 if can_limit else 32):
        if not can_limit:
            yield unpacker.process(packed)
            continue
        yield unpacker.process(packed, output_buffer_limit=CHUNK)
        while not unpacker.can_accept_more_data():
            yield unpacker.process(b"", output_buffer_limit=CHUNK)


def _page(stream: BinaryIO, offset: int, url: str, source: Source, pictures: _Pictures) -> Items:
    record = _record_at(stream, offset)
    declared = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", _header(record, "Content-Type"), re.IGNORECASE)
    date = record.rec_headers.get_header("WARC-Date") or ""
    data = _body(record, source, max(source.size - offset, 1))
    if not _TAG.search(data[:HEAD]):
        return
    yield make_page(
        data, source, key=KEY, declared=declared.group(1) if declared else None, url=web_address(url),
        saved=from_stamp(date) if date.isdigit() else from_written(date), lookup=pictures.lookup(url),
    )  # fmt: skip


def _header(record: Any, name: str) -> str:
    return str((record.http_headers or record.rec_headers).get_header(name) or "")


class _Pictures:
    """Pictures of the archive by address."""

    def __init__(self, stream: BinaryIO, offsets: dict[str, int], source: Source) -> None:
        self._stream = stream
        self._offsets = offsets
        self._source = source

    def lookup(self, base: str) -> Lookup:
        def find(address: str) -> bytes | None:
            offset = next((self._offsets[name] for name in spellings(address, base) if name in self._offsets), None)
            if offset is None:
                return None
            try:
                return _body(_record_at(self._stream, offset), self._source, max(self._source.size - offset, 1))
            except RefusedFile:
                if self._source.budget.spent:
                    raise
                return None
            except Exception:  # noqa: BLE001 - a picture that cannot be read is a picture that was not saved
                return None

        return find
