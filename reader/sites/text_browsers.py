"""Copies that a text browser made (lynx, w3m): lines broken at the edge of a screen, indented, with bullets and link numbers.

Paragraphs are put together again, so that lines are what they are in a copy from a window.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

_REFERENCES = re.compile(r"^(?:References|Verweise|Références|Referencias)$")
_LINK_NUMBER = re.compile(r"\[\d{1,4}\](?=[^\s\]])")
_BULLET = re.compile(r"^[*+•●○#◦▪o]\s+(?=\S)")
_FIELD = re.compile(r"_{6,}|\[\s{3,}\]|\(BUTTON\)\s?|\[(?:INS|DEL):|:(?:INS|DEL)\]|\(\s?\)\s|\[[-_a-z0-9.]{1,30}\](?=\s|$)")
_NARROWEST, _WIDEST = 58, 130
"""Widths of screens that such copies are broken at (code points)."""


def whole_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a copy, those of a text browser's put together and cleaned; others as they are."""
    listed = list(lines)
    filled = [line for line in listed if line.strip()]
    width = max((len(line.rstrip()) for line in filled), default=0)
    if len(filled) < 12 or not _NARROWEST <= width <= _WIDEST:
        return listed
    full = sum(len(line.rstrip()) > 0.8 * width for line in filled)
    indented = sum(line.startswith("   ") for line in filled)
    # broken lines come in runs that fill the screen; a window's copy has a few long lines and no common edge
    if full < 0.12 * len(filled) or (indented < 0.5 * len(filled) and not _runs(listed, width)):
        return listed
    return _joined(_cleaned(listed), width)


def _runs(lines: Sequence[str], width: int) -> bool:
    """Whether full lines follow each other as they do in broken paragraphs."""
    behind = [len(after.strip()) for line, after in itertools.pairwise(lines) if len(line.rstrip()) > 0.85 * width]
    return len(behind) >= 5 and median(behind) > 0.3 * width


def _cleaned(lines: Sequence[str]) -> list[str]:
    """Without the list of addresses at the end, link numbers and form fields."""
    end = next((place for place in range(len(lines) - 1, -1, -1) if _REFERENCES.match(lines[place].strip())), None)
    kept = lines if end is None or not any("://" in line for line in lines[end : end + 6]) else lines[:end]
    numbered = end is not None
    return [_FIELD.sub("", _LINK_NUMBER.sub("", line) if numbered else line).rstrip() for line in kept]


def _joined(lines: Sequence[str], width: int) -> list[str]:
    """Lines that were broken because the next word did not fit any more, put together."""
    found: list[str] = []
    before, depth = "", 0
    for line in lines:
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        bullet = _BULLET.match(text) is not None
        text = _BULLET.sub("", text)
        word = text.split(" ", 1)[0]
        broken = bool(before.strip()) and len(before) + 1 + len(word) > width - 1 and abs(indent - depth) <= 2
        if broken and text and not bullet:
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
        before, depth = line, indent + (2 if bullet else 0)
    return found
