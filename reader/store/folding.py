"""What two spellings must have in common to count as the same word: the folded copy of a text that is indexed and searched.

Every code point is folded by itself (compatibility form, case, marks off), so that a place in the folded copy leads back to a place in the
shown text. unicode61, the index's own tokenizer, is not enough: it does not part Chinese or Japanese words, keeps ß beside ss, й beside и.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence

VERSION = f"1/{unicodedata.unidata_version}"
"""Changes whenever folding may give something else; the library then builds its index anew."""

# Letters that have no decomposition but are typed without their stroke everywhere.
_ALONE = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ĸ": "k"}
_KANA_VOICE = "\u3099\u309a"  # が and か are different letters, not one letter with and without an accent
# Scripts written without spaces: every character is a token, a word is a phrase of them.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)


def _fold_code_point(code: int) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
    kept = "".join(part for part in parts if part in _KANA_VOICE or unicodedata.category(part) not in ("Mn", "Me", "Cf"))
    return unicodedata.normalize("NFC", "".join(_ALONE.get(part, part) for part in kept))


class _Whole(dict[int, str]):
    """Translation table that fills itself: the folded spelling of each code point."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_code_point(code)
        return folded


class _Parted(dict[int, str]):
    """The same with spaces around characters of scripts without spaces, as the index wants it."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _UNSPACED.sub(r" \g<0> ", _fold_code_point(code))
        return folded


_WHOLE = _Whole()
_PARTED = _Parted()


def fold(text: str) -> str:
    """``text`` as words are compared: without case, marks and width; ß is ss, ё is е. Linear in the text."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_WHOLE)


def fold_for_index(text: str | None) -> str:
    """`fold`, with every Chinese, Japanese, Korean, Thai ... character standing alone as a token. None is an empty text."""
    if not text:
        return ""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_PARTED)


def fold_with_map(text: str, *, spaced: bool = False) -> tuple[str, Sequence[int]]:
    """The folded text and, for each of its code points and one more, the code point of ``text`` that it comes from.

    A text that is not in composed form may fold slightly otherwise here than in `fold`; only marks in such texts are affected.
    """
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    table = _PARTED if spaced else _WHOLE
    pieces: list[str] = []
    places = array("i")
    for place, char in enumerate(text):
        piece = table[ord(char)]
        pieces.append(piece)
        places.extend([place] * len(piece))
    places.append(len(text))
    return "".join(pieces), places
