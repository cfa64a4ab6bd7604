"""Files made from code for the tests of the formats: pictures, saved pages, messages."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

from reader.formats import LIMITS, Limits, open_pages
from reader.model.page import Page


def png(width: int = 3, height: int = 2, grey: int = 100) -> bytes:
    """A whole, valid PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + bytes([grey]) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def data_uri(picture: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(picture).decode()


THREAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Bread that rises</title></head>
<body><h1>Bread that rises</h1><p>Warm water, not hot.</p>
<div class="comment" id="c1"><b>Ada</b> Mine fell flat.</div>
<div class="comment" id="c2"><b>Béla</b> “Too much salt?”</div>
</body></html>
"""


def read(folder: Path, name: str, data: bytes | str, limits: Limits = LIMITS) -> list[Page]:
    """Write a file and read it."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(open_pages(path, limits=limits))


def only(folder: Path, name: str, data: bytes | str) -> Page:
    """The one page of a file."""
    pages = read(folder, name, data)
    assert len(pages) == 1
    return pages[0]
