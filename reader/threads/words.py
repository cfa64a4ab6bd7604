"""Text -> folded words, with places kept. Everything that compares words in this room compares these.

Folding changes no length: offsets into the folded text are offsets into the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from reader.threads.languages import words_of

_CJK = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9']*[a-z0-9])?")
_BLANKED = "".join(c if c.isalnum() or c == "'" else " " for c in map(chr, range(128)))
_ANY = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:'+[^\W_{_CJK}]+)*")
IS_CJK = re.compile(f"[{_CJK}]")
_APOSTROPHES = {ord(c): "'" for c in "’‘ʼ`´′＇"}
STOP = words_of("stop")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order, and where each stands (code points, end exclusive)."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> str:
    """``text`` in lower case with one kind of apostrophe, of the same length."""
    if text.isascii():
        return text.lower() if "`" not in text else text.replace("`", "'").lower()
    swapped = text.translate(_APOSTROPHES)
    low = swapped.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in swapped)
    return low


def split(folded: str) -> list[str]:
    """The words of a folded text; a Chinese, Japanese or Korean character is a word of its own."""
    if not folded.isascii():
        return _ANY.findall(folded)
    words = folded.translate(_BLANKED).split()  # what `_PLAIN` finds, three times as fast
    return words if "'" not in folded else [bare_word for word in words if (bare_word := word.strip("'"))]


def place(folded: str) -> Words:
    """The words of a folded text with their places; the same words as `split` gives."""
    pattern = _PLAIN if folded.isascii() else _ANY
    found: list[re.Match[str]] = list(pattern.finditer(folded))
    return Words(tuple(m.group() for m in found), tuple(m.start() for m in found), tuple(m.end() for m in found))


def writes_small(text: str) -> bool:
    """Whether somebody writes without capitals, so that a small letter says nothing about a name."""
    head = text[:400]
    capitals = sum(map(str.isupper, head))
    return capitals * 60 < len(head) and not text.lstrip("@#>0123456789 \n\"'")[:1].isupper()


def span(folded: str, first: int, last: int) -> tuple[int, int]:
    """Where the words from ``first`` to ``last`` (exclusive, at least one) stand in a folded text."""
    matches = list(islice((_PLAIN if folded.isascii() else _ANY).finditer(folded), first, last))
    return matches[0].start(), matches[-1].end()


def bare(name: str) -> str:
    """What two spellings of one name have in common: letters and digits, no case, marks or spaces."""
    text = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in text if c.isalnum())


def rare(words: Iterable[str]) -> set[str]:
    """The words that carry content: not among the most frequent of any language, longer than two letters unless written without spaces."""
    return {w for w in words if carries(w)}


def carries(word: str) -> bool:
    """Whether a word carries content."""
    return word not in STOP and (len(word) > 2 or not word.isascii()) and not (len(word) < 4 and word.isdigit())
