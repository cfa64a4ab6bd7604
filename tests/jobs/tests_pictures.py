"""A small picture for tests, as an export carries it."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG_BYTES = (
    b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\xff\0\0\0\xff\0" * 2)) + _chunk(b"IEND", b"")
)
PNG_SHA = hashlib.sha256(PNG_BYTES).hexdigest()
PNG = {PNG_SHA: base64.b64encode(PNG_BYTES).decode()}
