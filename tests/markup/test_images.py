from __future__ import annotations

import hashlib
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.markup.images import MAX_BYTES, check_image


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\x00\x11\x08\x00\x20\x00\x40\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9"
GIF = b"GIF89a\x40\x00\x20\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff;"
BMP = b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 64, -32, 1, 24, 0, 0, 0, 0, 0, 0)
WEBP_LOSSY = b"RIFF\x30\0\0\0WEBPVP8 \x18\0\0\0\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", 64, 32) + b"\0" * 8
WEBP_LOSSLESS = b"RIFF\x30\0\0\0WEBPVP8L\x18\0\0\0\x2f" + struct.pack("<I", 63 | 31 << 14) + b"\0" * 8
WEBP_EXTENDED = b"RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + (63).to_bytes(3, "little") + (31).to_bytes(3, "little")
ICO = b"\0\0\1\0\1\0" + bytes([64, 32, 0, 0, 1, 0, 32, 0]) + struct.pack("<II", 4, 22) + b"\0" * 4


@pytest.mark.parametrize(
    ("data", "mime"),
    [(png(64, 32), "image/png"), (JPEG, "image/jpeg"), (GIF, "image/gif"), (BMP, "image/bmp"), (WEBP_LOSSY, "image/webp"),
     (WEBP_LOSSLESS, "image/webp"), (WEBP_EXTENDED, "image/webp"), (ICO, "image/x-icon")],
)
def test_kinds_and_sizes(data: bytes, mime: str) -> None:
    asset = check_image(data)
    assert asset is not None
    assert (asset.mime, asset.width, asset.height) == (mime, 64, 32)
    assert asset.sha256 == hashlib.sha256(data).hexdigest() and asset.data == data


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", png(0, 5), png(8190, 8190), png(1, 1_000_000), b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 3,
     b"\xff\xd8\xff" + b"\0" * 50, b"GIF89a" + b"\0" * 20, b"<html>" * 10, b"II*\0" + b"\0" * 40, GIF + b"\0" * MAX_BYTES],
)
def test_refused(data: bytes) -> None:
    assert check_image(data) is None


@given(st.sampled_from([png(64, 32), JPEG, GIF, BMP, WEBP_LOSSY, WEBP_EXTENDED, ICO]), st.integers(0, 60), st.binary(max_size=30))
def test_broken_pictures_never_raise(data: bytes, cut: int, tail: bytes) -> None:
    asset = check_image(data[:cut] + tail)
    assert asset is None or (asset.width or 0) * (asset.height or 0) <= 40_000_000
