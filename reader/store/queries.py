"""The words of a library search: typed text -> a query for the index and conditions on rows. Nothing typed reaches FTS5 unquoted.

Grammar: words are all wanted; ``"a b"`` is a phrase, ``word*`` a beginning, ``-word`` or ``-"a b"`` must not occur, ``a OR b`` either of
two neighbours; ``author:``, ``site:``, ``before:``, ``after:``, ``in:title``, ``is:unread``, ``is:read``, ``is:starred``, ``has:note``,
``tag:`` narrow it, each also with ``-`` in front. A colon that follows no such word is an ordinary character. A quote that is never
closed reaches to the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.model.errors import BadSearch
from reader.store.folding import fold, fold_for_index
from reader.store.index import earliest_docid
from reader.store.moments import minutes_of
from reader.store.rows import encodable
from reader.store.tables import UNKNOWN_TIME

LONGEST = 2000
MOST_TERMS = 100
_TERM = re.compile(
    r"(?P<minus>-?)(?:(?P<field>[A-Za-z]+):)?"
    r"(?:[\"“”„](?P<phrase>[^\"“”„]*)(?:[\"“”„]|$)|(?P<word>[^\s\"“”„]+))(?P<star>\*?)"
)
_FIELDS = {"author", "site", "before", "after", "in", "is", "has", "tag"}
_FLAGS = {("is", "unread"), ("is", "read"), ("is", "starred"), ("has", "note"), ("in", "title")}
_DATE = re.compile(r"\d{4}(-\d{1,2}(-\d{1,2})?)?")
_TOKEN = re.compile(r"[^\W_]")
_EVERYWHERE = "{title text note}"


@dataclass(frozen=True, slots=True)
class Word:
    """Folded words that must stand side by side; ``prefix``: the last one may go on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search that was understood. ``match`` is FTS5's language ("" = every document), ``unmatch`` what must not match."""

    match: str
    unmatch: str
    conditions: tuple[tuple[str, str, bool], ...]
    """(field, folded value, wanted) for site, tag, unread, read, starred, note."""
    first: int | None
    """Smallest rowid of the index wanted."""
    behind: int | None
    """Smallest rowid not wanted any more."""
    words: tuple[Word, ...]
    """What to mark in shown text."""


def parse(text: str) -> Query:
    """Understand typed words. Raises `BadSearch` and nothing else."""
    if len(text) > LONGEST:
        raise BadSearch(text, "too-long")
    text = encodable(text)
    groups: list[list[str]] = []
    refused: list[str] = []
    conditions: list[tuple[str, str, bool]] = []
    words: list[Word] = []
    limits: dict[str, int] = {}
    columns, joined = _EVERYWHERE, False
    terms = list(_TERM.finditer(text))
    if len(terms) > MOST_TERMS:
        raise BadSearch(text, "too-long")
    if any(_field(term) == ("in", "title") for term in terms):
        columns = "title"
    for term in terms:
        field, value = _field(term)
        wanted = not term["minus"]
        if not field and term["word"] == "OR" and wanted:
            joined = bool(groups)
            continue
        if field in ("is", "has", "in"):
            if (field, value) not in _FLAGS:
                raise BadSearch(text, "bad-flag", term[0])
            if field != "in":
                conditions.append((value, "", wanted))
        elif field in ("before", "after"):
            limits[field] = _limit(text, field, value, term[0])
        elif field in ("site", "tag"):
            conditions.append((field, fold(value), wanted))
        else:
            word = _word(value, bool(term["star"]) or value.endswith("*"))
            if word is None:
                continue
            expression = _expression("author" if field == "author" else columns, word)
            if not wanted:
                refused.append(expression)
            else:
                if joined:
                    groups[-1].append(expression)
                else:
                    groups.append([expression])
                if field != "author":
                    words.append(word)
        joined = False
    if not (groups or refused or conditions or limits):
        raise BadSearch(text, "empty")
    match = " AND ".join(f"({' OR '.join(group)})" for group in groups)
    return Query(match, " OR ".join(refused), tuple(conditions), limits.get("after"), limits.get("before"), tuple(words))


def _field(term: re.Match[str]) -> tuple[str, str]:
    """Field and value of a term; no field: the value is the whole of what was typed."""
    field = (term["field"] or "").lower()
    value = term["phrase"] if term["phrase"] is not None else term["word"]
    if not field or field in _FIELDS:
        return field, value.lower() if field in ("is", "has", "in") else value
    return "", f"{term['field']}:{value}"


def _word(value: str, prefix: bool) -> Word | None:
    folded = " ".join(fold_for_index(value.rstrip("*") if prefix else value).replace('"', " ").replace("\0", " ").split())
    return Word(folded, prefix) if _TOKEN.search(folded) else None


def _expression(columns: str, word: Word) -> str:
    return f'{columns} : "{word.text}"{" *" if word.prefix else ""}'


def _limit(text: str, field: str, value: str, part: str) -> int:
    """``after:2016`` begins with 2017, ``before:2016`` ends with 2015; months and days likewise."""
    if not _DATE.fullmatch(value):
        raise BadSearch(text, "bad-date", part)
    year, month, day = (*(int(number) for number in value.split("-")), None, None)[:3]
    if field == "after":
        if year is not None and month is None:
            year += 1
        elif year is not None and month is not None and day is None:
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    minutes = minutes_of(f"{year or 0:04d}-{month or 1:02d}-{day or 1:02d}")
    if minutes == UNKNOWN_TIME:
        raise BadSearch(text, "bad-date", part)
    return earliest_docid(minutes + (1440 if field == "after" and day is not None else 0))
