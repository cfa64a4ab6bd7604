"""A single file packed with gzip (or bzip2, xz): unpacked and read by whatever format fits."""

from __future__ import annotations

import bz2
import gzip
import lzma
from typing import BinaryIO, cast

from reader.formats.source import Items, Source
from reader.formats.zip_access import metered

KEY = "gzip"
_PACKERS = ((b"\x1f\x8b\x08", gzip.open, ".gz"), (b"BZh", bz2.open, ".bz2"), (b"\xfd7zXZ\x00", lzma.open, ".xz"))


def sniff(head: bytes, name: str) -> bool:
    """True for packed bytes."""
    del name
    return head.startswith(tuple(magic for magic, _, _ in _PACKERS))


def pages(source: Source) -> Items:
    """Pages of the file inside."""
    head = source.head(16)
    opener, suffix = next((opener, suffix) for magic, opener, suffix in _PACKERS if head.startswith(magic))

    def opened() -> BinaryIO:
        packed = source.open_stream()
        return metered(cast(BinaryIO, opener(packed)), source.size, source.budget, packed)

    yield from source.open_inner(source.inside(source.name.removesuffix(suffix), opened))
