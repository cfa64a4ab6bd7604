"""JSON: our own export, and dumps of threads. A table of dialects decides by shape; files of one object a line stream.

A JSON file of any other shape holds no page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reader.formats import algolia, hackernews, imageboard, reddit
from reader.formats.records import record_page
from reader.formats.source import Items, Source
from reader.markup.charset import decode
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind
from reader.model.record import Record

KEY = "json"
EXPORT = "threadfolio"
EXPORT_LIMIT = 1024 * 1024 * 1024
"""Our own export holds whole libraries with their pictures (bytes)."""
_OPENING = re.compile(rb"""\s*(?:\{\s*(?:"|\})|\[\s*(?:\{\s*"|\[|\]|"))""")
_OWN = re.compile(rb"""^\s*\{[^{}\[\]]{0,2000}?"format"\s*:\s*"threadfolio\"""")
_LINES = re.compile(rb"""^\s*\{.*\}[ \t]*\r?\n\s*\{""")


@dataclass(frozen=True, slots=True)
class Dialect:
    """One shape of dump: ``recognises`` looks at a value, ``read`` makes its records, ``read_lines`` those of a stream of values."""

    key: str
    recognises: Callable[[Any], bool]
    read: Callable[[Any], Iterable[Record]]
    read_lines: Callable[[Iterator[Any]], Iterator[Record]] | None = None


DIALECTS: tuple[Dialect, ...] = (
    Dialect("4chan", imageboard.recognises, imageboard.read),
    Dialect("reddit", reddit.recognises, reddit.read, reddit.read_lines),
    Dialect("algolia", algolia.recognises, algolia.read),
    Dialect("hackernews", hackernews.recognises, hackernews.read, hackernews.read_lines),
)


def sniff(head: bytes, name: str) -> bool:
    """True for text that opens like JSON."""
    del name
    return _OPENING.match(_start(head)) is not None


def pages(source: Source) -> Items:
    """Pages of the dump. Raises `RefusedFile`: damaged, or no page where no dialect knows its shape."""
    head = _start(source.head())
    if _OWN.match(head):
        text = decode(source.read(EXPORT_LIMIT), html=False).text
        yield Page(source.as_format(KEY), PageKind.EXPORT, text)
        return
    if _LINES.match(head):
        yield from _line_pages(source)
        return
    value = json.loads(decode(source.read(), html=False).text)
    if isinstance(value, dict) and value.get("format") == EXPORT:
        yield Page(source.as_format(KEY), PageKind.EXPORT, json.dumps(value, ensure_ascii=False))
        return
    dialect = _dialect_of(value)
    for record in dialect.read(value) if dialect else ():
        yield record_page(source, KEY, dialect.key if dialect else "", record)
    if dialect is None:
        raise RefusedFile(source.name, Why.NO_PAGE)


def _start(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf")


def _dialect_of(value: Any) -> Dialect | None:
    return next((dialect for dialect in DIALECTS if dialect.recognises(value)), None)


def _line_pages(source: Source) -> Items:
    first = next(_values(source), None)
    dialect = _dialect_of(first)
    if dialect is None or dialect.read_lines is None:
        raise RefusedFile(source.name, Why.NO_PAGE)
    for record in dialect.read_lines(_values(source)):
        yield record_page(source, KEY, dialect.key, record)


def _values(source: Source) -> Iterator[Any]:
    """The values of the lines; a line that is no JSON (the last of a file that is cut off) is left out."""
    with source.open_stream() as stream:
        while line := stream.readline(source.budget.limits.page):
            try:
                yield json.loads(line.decode("utf-8", "replace"))
            except (ValueError, RecursionError):
                continue
