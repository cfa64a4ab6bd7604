"""The icon file of the application: an ICNS container around the PNG pictures that the Linux package has too.

Format: magic ``icns``, length, then an entry a picture: four letters that say the size, length with its own eight bytes, PNG data; all
numbers 32 bits, big-endian (Apple's IconFamily; the letters for PNG entries since Mac OS X 10.7).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

KINDS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}
RETINA = {32: b"ic11", 64: b"ic12", 256: b"ic13", 512: b"ic14"}
"""The same pictures, as what a screen of double density shows at half their size."""


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """The container of ``pictures`` (edge in pixels -> PNG). Raises KeyError where Apple has no entry for a size."""
    entries = [(KINDS[size], png) for size, png in sorted(pictures.items())]
    entries += [(RETINA[size], png) for size, png in sorted(pictures.items()) if size in RETINA]
    body = b"".join(kind + struct.pack(">I", len(png) + 8) + png for kind, png in entries)
    return b"icns" + struct.pack(">I", len(body) + 8) + body
