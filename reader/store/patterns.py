"""Patterns typed by a person, held to a bounded amount of work."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

from reader.model.errors import BadSearch
from reader.model.report import Match

LONGEST = 300
SECONDS = 5.0


def find_pattern(words: str, texts: Iterable[tuple[int, str]], *, case: bool) -> list[Match]:
    """Every non-empty match of the pattern ``words`` in ``texts`` (index, text). Raises `BadSearch`."""
    if len(words) > LONGEST:
        raise BadSearch(words, "too-long")
    try:
        pattern = re.compile(words, 0 if case else re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise BadSearch(words, "bad-pattern", str(error)) from error
    end = time.monotonic() + SECONDS
    matches: list[Match] = []
    for index, text in texts:
        matches.extend(Match(index, found.start(), found.end()) for found in pattern.finditer(text) if found[0])
        if time.monotonic() > end:
            raise BadSearch(words, "too-slow")
    return matches
