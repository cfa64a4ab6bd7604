"""Which picture bytes may enter the library: raster kinds only, within limits, told by the header; nothing is decoded."""

from __future__ import annotations

import hashlib
import struct

from reader.model.page import Asset

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000


def check_image(data: bytes) -> Asset | None:
    """The picture as an asset; None for anything that is no PNG, JPEG, GIF, WebP, BMP or ICO or is too large."""
    if not data or len(data) > MAX_BYTES:
        return None
    found = _size(data)
    if found is None:
        return None
    mime, width, height = found
    if width * height > MAX_PIXELS:
        return None
    return Asset(hashlib.sha256(data).hexdigest(), mime, data, width, height)


def _size(data: bytes) -> tuple[str, int, int] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return "image/png", width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return "image/gif", width, height
    return None
