"""Finding words in one thread, in everything that it holds: bodies of the post and of every comment, folded branches included."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

from reader.model.errors import BadSearch, NoSuchPost
from reader.model.report import Match
from reader.store.folding import fold, fold_with_map
from reader.store.patterns import find_pattern
from reader.store.queries import parse
from reader.store.rows import possible_id
from reader.store.searching import mark_spans, marking_pattern

LONGEST = 2000


def matches(connection: sqlite3.Connection, post_id: int, words: str, *, regex: bool, case: bool) -> list[Match]:
    """Places in page order, the post (-1) first. Raises `NoSuchPost`, `BadSearch` (empty, too-long, bad-pattern, too-slow)."""
    if len(words) > LONGEST:
        raise BadSearch(words, "too-long")
    if not words.strip():
        raise BadSearch(words, "empty")
    texts = _texts(connection, post_id)
    if regex:
        return find_pattern(words, texts, case=case)
    if case:
        pattern = _literal(words)
        return [
            Match(index, found.start(), found.end()) for index, text in texts if text for found in pattern.finditer(text)
        ]
    pattern = _literal(fold(words))
    if not fold(words).strip():
        raise BadSearch(words, "empty")
    return [match for index, text in texts for match in _folded(index, text, pattern)]


def found_words(connection: sqlite3.Connection, post_id: int, query: str) -> list[Match]:
    """Places of the words that a search of the whole library marks, in page order. Raises `NoSuchPost`, `BadSearch`."""
    words = parse(query).words
    pattern = marking_pattern(words)
    if pattern is None:
        return []
    # Folding with places is slow; most texts hold none of the words. (Parted scripts are folded in another way: they are looked at all.)
    quick = all(word.text.isascii() for word in words)
    return [
        Match(index, span.start, span.end)
        for index, text in _texts(connection, post_id)
        if not quick or pattern.search(fold(text))
        for span in mark_spans(text, pattern)
    ]


def _texts(connection: sqlite3.Connection, post_id: int) -> list[tuple[int, str]]:
    row = connection.execute("SELECT text FROM post WHERE id = ? AND deleted IS NULL", (possible_id(post_id),)).fetchone()
    if row is None:
        raise NoSuchPost(post_id)
    comments: Iterable[tuple[int, str]] = connection.execute("SELECT place, text FROM comment WHERE post_id = ? ORDER BY place", (post_id,))
    return [(-1, row[0]), *comments]


def _literal(words: str) -> re.Pattern[str]:
    """The words as typed; where they have white space, any white space."""
    return re.compile(r"\s+".join(re.escape(part) for part in words.split()))


def _folded(index: int, text: str, pattern: re.Pattern[str]) -> Iterator[Match]:
    """Matches of folded words; the map back is made only for texts that have some."""
    if not pattern.search(fold(text)):
        return
    if text.isascii():
        for found in pattern.finditer(text.lower()):
            yield Match(index, found.start(), found.end())
        return
    folded, places = fold_with_map(text)
    for found in pattern.finditer(folded):
        yield Match(index, places[found.start()], places[found.end() - 1] + 1)
