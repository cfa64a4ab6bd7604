"""Bytes -> text: which encoding a saved page is really in.

Order: byte-order mark, utf-8 proved by the bytes, the declarations (transport, XML, meta), a guess. A declaration that does not fit the
bytes is not believed. Nothing here raises: bytes that no encoding reads become U+FFFD and are counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reader.model.report import Notice, NoticeKind

LABELS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "windows-1252": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16", "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be", "big5": "big5hkscs", "euc-jp": "euc_jp", "koi8-r": "koi8_r",
}
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of some bytes, the Python name of the codec that read them, and what is worth telling."""

    text: str
    charset: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, *, declared: str | None = None, html: bool = True) -> Decoded:
    """Read ``data``; ``declared`` is what the transport (MIME header, archive record) says. Never raises."""
    for mark, codec in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _lossy(data[len(mark) :], codec)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    labels = [declared or ""]
    if html:
        found = DECLARED.search(data[:4096])
        labels.append(found.group(1).decode("ascii") if found else "")
    for label in labels:
        codec_name = LABELS.get(label.strip().lower(), label.strip().lower().replace("windows-", "cp").replace("iso-8859-", "iso8859-"))
        try:
            return Decoded(data.decode(codec_name), codec_name)
        except (LookupError, ValueError):
            continue
    return _lossy(data, "cp1252")


def _lossy(data: bytes, codec: str) -> Decoded:
    text = data.decode(codec, errors="replace")
    lost = text.count("\ufffd")
    return Decoded(text, codec, (Notice(NoticeKind.DECODING_LOSSES, count=lost),) if lost else ())
