"""Spans of ``Body.text`` found again in a laid-out document: pure, no Qt.

The document and the text differ in white space, in objects (pictures, U+FFFC) and in counting (Qt counts UTF-16), never in the order of
their other characters. So the n-th inky character of one is the n-th inky character of the other.
"""

from __future__ import annotations

from collections.abc import Iterable

# Frames of tables, object replacement, what Qt makes of breaks.
_NO_INK = frozenset("\ufffc\ufdd0\ufdd1\u2028\u2029\u200b\ufeff\x00")


def _ink(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if not character.isspace() and character not in _NO_INK]


def _units(text: str) -> list[int] | None:
    """UTF-16 place of each code point and of the end; None where both counts agree."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return None
    places, at = [], 0
    for character in text:
        places.append(at)
        at += 2 if character > "\uffff" else 1
    places.append(at)
    return places


def locate(text: str, shown: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int] | None]:
    """For each span (code points of ``text``) the span of ``shown`` (raw text of a document) in UTF-16 units; None where none is sure."""
    wanted = list(spans)
    here, there = _ink(text), _ink(shown)
    units = _units(shown)
    if len(here) != len(there):
        return [_by_words(text[start:end], shown, units) for start, end in wanted]
    rank = dict(zip(here, range(len(here)), strict=True)) if wanted else {}
    found: list[tuple[int, int] | None] = []
    for start, end in wanted:
        ranks = [rank[place] for place in range(max(0, start), min(end, len(text))) if place in rank]
        if not ranks:
            found.append(None)
            continue
        first, last = there[ranks[0]], there[ranks[-1]] + 1
        found.append((first, last) if units is None else (units[first], units[last]))
    return found


def _by_words(words: str, shown: str, units: list[int] | None) -> tuple[int, int] | None:
    at = shown.find(words) if words.strip() else -1
    if at < 0 or shown.find(words, at + 1) >= 0:
        return None
    return (at, at + len(words)) if units is None else (units[at], units[at + len(words)])
