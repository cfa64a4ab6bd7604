"""What a format module reads from: the bytes of a file, or of a part inside an archive, with the limits that hold for the whole file."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from reader.formats.limits import MIB, Budget
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, SourceFile
from reader.model.report import Notice

CHUNK = 256 * 1024
HEAD = 64 * 1024

Items = Iterator[Page | Notice]
"""What format modules yield: pages, and notices that belong to the neighbouring page."""

Lookup = Callable[[str], bytes | None]
"""An address as a page writes it -> the bytes saved for it, if any."""


def nothing_beside(address: str) -> bytes | None:
    """A file that stands alone."""
    del address
    return None


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to be read as pages.

    ``name`` is the name of these bytes (a member's own name inside an archive), ``file`` describes the outer file that the person knows
    and that the library keeps. ``beside`` finds what was saved beside a page. ``open_inner`` reads a part with whatever format fits.
    """

    name: str
    size: int
    file: SourceFile
    budget: Budget
    open_stream: Callable[[], BinaryIO]
    open_inner: Callable[[Source], Items]
    beside: Lookup = nothing_beside
    depth: int = 0
    url: str | None = None
    """Address and time of saving where the archive around it tells them; a charset that its transport declared."""
    saved: str | None = None
    declared: str | None = None

    def head(self, size: int = HEAD) -> bytes:
        """The first bytes."""
        with self.open_stream() as stream:
            return read_fully(stream, size)

    def read(self, limit: int | None = None) -> bytes:
        """All bytes; `RefusedFile` (too large) beyond ``limit`` (default: what may be read whole)."""
        limit = self.budget.limits.whole if limit is None else limit
        if self.size > limit:
            raise RefusedFile(self.name, Why.TOO_LARGE, limit=limit)
        with self.open_stream() as stream:
            data = read_fully(stream, limit + 1)
        if len(data) > limit:
            raise RefusedFile(self.name, Why.TOO_LARGE, limit=limit)
        return data

    def chunks(self) -> Iterator[bytes]:
        """All bytes, piece by piece."""
        with self.open_stream() as stream:
            while piece := stream.read(CHUNK):
                yield piece

    def inside(
        self,
        name: str,
        data: bytes | Callable[[], BinaryIO],
        *,
        size: int | None = None,
        beside: Lookup = nothing_beside,
        url: str | None = None,
        saved: str | None = None,
        declared: str | None = None,
    ) -> Source:
        """A part of these bytes as a source of its own. Raises `RefusedFile` when parts lie too deep in parts."""
        if self.depth >= self.budget.limits.depth:
            raise RefusedFile(name, Why.TOO_LARGE, "archives inside archives")
        opener = data if callable(data) else _memory(data)
        length = size if size is not None else len(data) if isinstance(data, bytes) else 0
        return replace(
            self, name=name, size=length, open_stream=opener, beside=beside, depth=self.depth + 1, url=url, saved=saved, declared=declared
        )

    def as_format(self, key: str) -> SourceFile:
        """The outer file's description, read by the format ``key``; a page inside an archive keeps the archive's key."""
        return replace(self.file, format=self.file.format or key)


def _memory(data: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(data)


def seekable_copy(pieces: Iterable[bytes]) -> BinaryIO:
    """A temporary file with these bytes, at its start; it disappears when it is closed."""
    copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=32 * MIB))  # noqa: SIM115 - the caller closes it
    try:
        for piece in pieces:
            copy.write(piece)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy


def read_fully(stream: BinaryIO, size: int) -> bytes:
    """Up to ``size`` bytes, even from a stream that gives fewer at a time."""
    pieces: list[bytes] = []
    missing = size
    while missing > 0:
        piece = stream.read(min(missing, 4 * CHUNK))
        if not piece:
            break
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
