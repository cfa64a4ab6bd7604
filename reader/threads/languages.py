"""The words by which people point at each other, one table row per language; a thread may mix languages, so all rows apply at once.

What belongs here is only what a dictionary or a style guide of that language knows: no row may hold the words of a single page.
To add a language: its row in a module beside this one, its name in ``LANGUAGES``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields

from reader.threads.language import Language
from reader.threads.languages_germanic import DUTCH, ENGLISH, GERMAN
from reader.threads.languages_other import JAPANESE, RUSSIAN
from reader.threads.languages_romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH

LANGUAGES: tuple[Language, ...] = (ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, PORTUGUESE, RUSSIAN, JAPANESE)

HONORIFICS = ("さん", "サン", "さま", "様", "氏", "くん", "君", "ちゃん", "先生")
"""Japanese titles behind a name or number."""


def words_of(field: str) -> frozenset[str]:
    """All words or phrases of one field over all languages."""
    if field not in {f.name for f in fields(Language)}:
        raise AttributeError(field)
    return frozenset(word for language in LANGUAGES for word in getattr(language, field))


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; a blank in a phrase stands for any white space and punctuation between words."""
    chosen = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s,.!'’]+") for word in chosen)


def month_numbers() -> dict[str, int]:
    """Every written month name with its number, 1 for January."""
    return {name: number for language in LANGUAGES for number, names in enumerate(language.months, 1) for name in names}
