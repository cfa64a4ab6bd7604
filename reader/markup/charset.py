"""Bytes -> text: which encoding a saved page is really in.

Order: byte-order mark; UTF-16 told by its zero bytes; UTF-8 that the bytes prove; the declarations (transport, XML, meta); UTF-8 with a few
broken bytes; a guess. A declaration that does not fit the bytes is not believed and a notice says so. Nothing here raises: what no
encoding reads becomes U+FFFD and is counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reader.markup.charset_labels import codec_of
from reader.markup.mojibake import repaired
from reader.model.report import Notice, NoticeKind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML = re.compile(rb"""\s{0,64}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_.:-]{2,40})""")
_META = re.compile(rb"""<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_JIS_SHIFT = re.compile(rb"\x1b\$[@B]")
_HEAD = 16_384
"""Bytes in which a declaration is looked for."""

_SAMPLE = 64_000
_FEW = 0.005
"""Share of broken sequences (of the non-ASCII bytes at least one in four may be broken) with which UTF-8 is still UTF-8."""

_WIDE = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "iso2022_jp", "hz")
_GUESSABLE = frozenset(
    ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "koi8_u", "cp866", "iso8859_2", "iso8859_5",
     "iso8859_7", "iso8859_15", "mac_roman", "mac_cyrillic", *_WIDE]
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of some bytes, the Python name of the codec that read them, and what is worth telling."""

    text: str
    charset: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, *, declared: str | None = None, html: bool = True) -> Decoded:
    """Read ``data``; ``declared`` is what the transport (MIME header, archive record) says. ``html`` looks for declarations inside.

    Text that was encoded twice is repaired where that is certain. The text has no byte-order mark. Never raises.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], marked, ())
    labels = [declared or "", *(_declarations(data[:_HEAD]) if html else ())]
    wanted = [(label, codec) for label in labels if (codec := codec_of(label)) is not None]
    unknown = tuple(Notice(NoticeKind.CHARSET_WRONG, text=label[:40]) for label in labels if label.strip() and codec_of(label) is None)
    wide = _zero_bytes(data)
    if wide is not None:
        return _read(data, wide, ())
    if data.isascii() and b"\x1b" not in data and not any(codec == "hz" for _, codec in wanted):
        return Decoded(data.decode("ascii"), "utf-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, wanted, unknown)
    escaped = next((codec for _, codec in wanted if codec in ("iso2022_jp", "hz")), "iso2022_jp" if _JIS_SHIFT.search(data) else None)
    if escaped and (read := _strict(data, escaped)) is not None:
        return Decoded(read, escaped)
    lied = tuple(Notice(NoticeKind.CHARSET_WRONG, text=label) for label, codec in wanted[:1] if codec != "utf-8")
    return Decoded(repaired(text), "utf-8", lied)


def _not_utf8(data: bytes, wanted: list[tuple[str, str]], unknown: tuple[Notice, ...]) -> Decoded:
    nearly = _nearly_utf8(data)
    wrong: list[Notice] = list(unknown)
    for label, codec in wanted:
        if codec == "utf-8" or codec.startswith(("utf-16", "utf-32")):
            if codec == "utf-8" and nearly is not None:
                return nearly
            wrong.append(Notice(NoticeKind.CHARSET_WRONG, text=label))
            continue
        if nearly is not None and codec not in _WIDE:
            wrong.append(Notice(NoticeKind.CHARSET_WRONG, text=label))
            continue
        text = _strict(data, codec)
        if text is not None and _sane(text):
            return Decoded(text, codec, tuple(wrong))
        if (lossy := _slightly_lossy(data, codec)) is not None:
            return Decoded(lossy.text, codec, (*wrong, *lossy.notices))
        wrong.append(Notice(NoticeKind.CHARSET_WRONG, text=label))
    if nearly is not None:
        return Decoded(nearly.text, nearly.charset, (*wrong, *nearly.notices))
    codec = _guess(data)
    return _read(data, codec, (*wrong, Notice(NoticeKind.CHARSET_GUESSED, text=codec)))


def _declarations(head: bytes) -> list[str]:
    """Labels that the page itself declares, XML before meta."""
    found = [match[1] for match in (_XML.match(head),) if match]
    found += [match[1] for match in _META.finditer(_COMMENT.sub(b"", head))][:3]
    return [label.decode("ascii") for label in found]


def _zero_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark: its blanks and markup have zeros, all of them in bytes of one parity."""
    sample = data[: 20_000 - 20_000 % 2]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(1, len(sample) // 200) or min(even, odd) * 20 > max(even, odd):
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(codec, errors="replace")
    return codec if text.count("\ufffd") * 50 <= len(text) else None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def _sane(text: str) -> bool:
    """Whether a decoding gives text: hardly any control characters of the C1 range, which no page writes on purpose."""
    odd = sum(map(text.count, map(chr, range(0x80, 0xA0))))
    return odd * 50 <= max(1, len(text) - sum(map(text.count, "\n <>/=\"")))


def _slightly_lossy(data: bytes, codec: str) -> Decoded | None:
    """Decoding with a few losses; None where too much is lost for the codec to be the right one."""
    text = data.decode(codec, errors="replace")
    lost = text.count("\ufffd")
    foreign = sum(char > "\x7f" for char in text[:_SAMPLE])
    if lost == 0 or (lost * 20 > max(foreign, 20) and lost > 5):
        return None
    return Decoded(text, codec, (Notice(NoticeKind.DECODING_LOSSES, count=lost),))


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes (a cut, a pasted byte of another encoding); those bytes read as windows-1252 where that is a letter."""
    text = data.decode("utf-8", errors="surrogateescape")
    broken = sum(1 for char in text if "\udc80" <= char <= "\udcff") if len(text) < _SAMPLE else len(_BROKEN.findall(text))
    good = len(_BEYOND_ASCII.findall(text)) - broken
    few = broken * 4 <= good and broken <= 20 + len(text) * _FEW
    if good < 1 or not (few or (broken <= 3 and broken * 2 <= good * 3)):
        return None
    whole = _BROKEN.sub("\ufffd", text)
    return Decoded(repaired(whole), "utf-8", (Notice(NoticeKind.DECODING_LOSSES, count=broken),))


_BROKEN = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def _guess(data: bytes) -> str:
    """The most likely encoding of bytes that declare none (or a wrong one)."""
    from charset_normalizer import from_bytes

    sample = _telling_part(data)
    wide = _guess_wide(sample)
    if wide is not None:
        return wide
    for match in from_bytes(sample, steps=8, chunk_size=1024, cp_isolation=sorted(_GUESSABLE)):
        if match.encoding in _GUESSABLE:
            same = sample.decode(match.encoding, errors="replace") == sample.decode("cp1252", errors="replace")
            return "cp1252" if same or match.encoding in ("iso8859_15", "mac_roman") else match.encoding
    return "cp1252"


def _telling_part(data: bytes) -> bytes:
    """Lines with bytes beyond ASCII, as many as make a sample: tags and scripts say nothing about an encoding."""
    if data.isascii():
        return data[:_SAMPLE]
    found: list[bytes] = []
    size = 0
    for piece in _TELLING.finditer(data):
        found.append(piece.group())
        size += len(piece.group())
        if size > _SAMPLE // 4:
            break
    return b" ".join(found)


_TELLING = re.compile(rb"[^<>\n\x80-\xff]{0,80}[\x80-\xff][^<>\n]{0,400}")


def _guess_wide(sample: bytes) -> str | None:
    """A double-byte encoding in which nearly all of the sample reads as common characters; None where none does."""
    runs = [len(run) for run in _HIGH.findall(sample)]
    if runs.count(1) * 2 > len(runs):
        return None  # accented letters among plain ones
    best: tuple[float, str] | None = None
    for codec in ("euc_jp", "cp932", "gb18030", "big5hkscs", "cp949"):
        text = sample.decode(codec, errors="replace")
        foreign = [char for char in text if char > "\x7f"]
        if len(foreign) < 8 or text.count("\ufffd") * 20 > len(foreign):
            continue
        score = sum(_weight(char, codec) for char in foreign) / len(foreign)
        if best is None or score > best[0]:
            best = score, codec
    return best[1] if best is not None and best[0] > 0.55 else None


_HIGH = re.compile(rb"[\x80-\xff]+")
_COMMON_HAN = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开"
    "這個們來時為說國著裡後會過對麼發當沒還樣種開日本語私人見行出大中小年月分何今言思気上下前後子者事自方話場手"
)


def _weight(char: str, codec: str) -> float:
    """How much a character speaks for text in the language of a codec."""
    if "\u3041" <= char <= "\u30fa":
        return 1.0 if codec in ("euc_jp", "cp932") else 0.3
    if "\uac00" <= char <= "\ud7a3":
        return 1.0 if codec == "cp949" else 0.0
    if "\u4e00" <= char <= "\u9fff":
        return 1.4 if char in _COMMON_HAN else 0.6 if codec != "cp949" else 0.2
    if "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff5e":
        return 0.8
    return -0.5 if "\uff61" <= char <= "\uff9f" or char > "\uffff" or "\ue000" <= char <= "\uf8ff" else 0.1


def _read(data: bytes, codec: str, notices: tuple[Notice, ...]) -> Decoded:
    text = data.decode(codec, errors="replace")
    if codec == "utf-8":
        text = repaired(text)
    lost = text.count("\ufffd")
    losses = (Notice(NoticeKind.DECODING_LOSSES, count=lost),) if lost else ()
    return Decoded(text.removeprefix("\ufeff"), codec, (*notices, *losses))
