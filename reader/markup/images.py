"""Which picture bytes may enter the library: raster kinds only, within limits, told by the header; nothing is decoded.

Kinds are told by content, never by name. SVG is refused (it opens files and can hang the painter), and so is everything whose size its
header does not state.
"""

from __future__ import annotations

import hashlib
import struct

from reader.model.page import Asset

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 20_000
"""Pixels; a picture 1 pixel wide and a million high makes a document a million pixels high."""

_START_OF_FRAME = frozenset([*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)])


def check_image(data: bytes) -> Asset | None:
    """The picture as an asset; None for anything that is no PNG, JPEG, GIF, WebP, BMP or ICO or is beyond the limits."""
    if len(data) < 12 or len(data) > MAX_BYTES:
        return None
    try:
        found = _size(data)
    except (struct.error, IndexError):
        return None
    if found is None:
        return None
    mime, width, height = found
    if width < 1 or height < 1 or width > MAX_SIDE or height > MAX_SIDE or width * height > MAX_PIXELS:
        return None
    return Asset(hashlib.sha256(data).hexdigest(), mime, data, width, height)


def _size(data: bytes) -> tuple[str, int, int] | None:
    """Mime type, width and height in pixels as the header states them."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ("image/png", *struct.unpack_from(">II", data, 16)) if data[12:16] == b"IHDR" else None
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return ("image/gif", *struct.unpack_from("<HH", data, 6))
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if data[:2] == b"BM":
        return _bmp(data)
    if data[:4] == b"\0\0\1\0":
        return _ico(data)
    return None


def _jpeg(data: bytes) -> tuple[str, int, int] | None:
    place = 2
    while place + 9 < len(data):
        if data[place] != 0xFF:
            return None
        kind = data[place + 1]
        if kind == 0xFF:
            place += 1
        elif kind in _START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return "image/jpeg", width, height
        elif kind in (0x01, *range(0xD0, 0xD9)):
            place += 2
        else:
            place += 2 + max(2, struct.unpack_from(">H", data, place + 2)[0])
    return None


def _webp(data: bytes) -> tuple[str, int, int] | None:
    kind = data[12:16]
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return "image/webp", width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = struct.unpack_from("<I", data, 21)[0]
        return "image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        height = int.from_bytes(data[27:30], "little") + 1
        return "image/webp", width, height
    return None


def _bmp(data: bytes) -> tuple[str, int, int] | None:
    header = struct.unpack_from("<I", data, 14)[0]
    if header == 12:
        return ("image/bmp", *struct.unpack_from("<HH", data, 18))
    if header < 40:
        return None
    width, height = struct.unpack_from("<ii", data, 18)
    return "image/bmp", width, abs(height)


def _ico(data: bytes) -> tuple[str, int, int] | None:
    count = struct.unpack_from("<H", data, 4)[0]
    if not 1 <= count <= 64:
        return None
    best = (0, 0)
    for index in range(count):
        entry = 6 + 16 * index
        size, offset = struct.unpack_from("<II", data, entry + 8)
        if offset + size > len(data):
            return None
        width, height = data[entry] or 256, data[entry + 1] or 256
        if data[offset : offset + 8] == b"\x89PNG\r\n\x1a\n":
            width, height = struct.unpack_from(">II", data, offset + 16)
        elif size >= 12:
            width, height = struct.unpack_from("<ii", data, offset + 4)
            height = abs(height) // 2
        best = max(best, (width, height), key=lambda sides: sides[0] * sides[1])
    return ("image/x-icon", *best)
