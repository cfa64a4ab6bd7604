"""UTF-8 text that was once read as windows-1252 and written as UTF-8 again ("GrÃ¼ÃŸe"): undone where it is certain."""

from __future__ import annotations

import re

_UNDEFINED = dict.fromkeys(map(chr, (0x81, 0x8D, 0x8F, 0x90, 0x9D)))
_LEAD2 = "\u00c2-\u00df"
_TRAIL = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022"
    "\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_TWICE = re.compile(f"(?:[{_LEAD2}][{_TRAIL}]|[\u00e0-\u00ef][{_TRAIL}]{{2}}|[\u00f0-\u00f4][{_TRAIL}]{{3}})+")
_FOREIGN = re.compile("[^\x00-\x7f]+")
_FEWEST = 3


def repaired(text: str) -> str:
    """The text with doubly encoded stretches read once more.

    Certain means: at least three such stretches, and nothing beyond ASCII in the text that is not part of one, so that no honest text
    about encodings, and no page that is broken only in places, is touched.
    """
    if text.isascii() or ("\u00c3" not in text and "\u00e2" not in text and "\u00d0" not in text and "\u00e3" not in text):
        return text
    stretches = 0
    for foreign in _FOREIGN.finditer(text):
        if not _TWICE.fullmatch(foreign.group()) or _once(foreign.group()) is None:
            return text
        stretches += 1
    if stretches < _FEWEST:
        return text
    return _FOREIGN.sub(lambda found: _once(found.group()) or found.group(), text)


def _once(stretch: str) -> str | None:
    try:
        return b"".join(bytes([ord(char)]) if char in _UNDEFINED or char < "\u0080" else _byte(char) for char in stretch).decode("utf-8")
    except UnicodeError:
        return None


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
