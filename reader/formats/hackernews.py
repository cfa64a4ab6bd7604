"""Hacker News items in Firebase's form: one item, a list or object of items, or one item a line, in any order.

Source: the documentation of the Hacker News API (fields of an item: id, type, by, time, text, dead, deleted, parent, kids, url, score,
title, descendants).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reader.formats.addresses import public_name
from reader.formats.moments import from_unix
from reader.formats.provenance import web_address
from reader.formats.records import linked
from reader.formats.spool import Spool
from reader.formats.values import list_of, number_of, text_of
from reader.model.record import Record, RecordComment

SITE = "news.ycombinator.com"
_TYPES = ("story", "comment", "job", "poll", "pollopt")


def address(item: str) -> str:
    """Where an item stands."""
    return f"https://{SITE}/item?id={item}"


def profile(name: str | None) -> str | None:
    """Where a writer stands."""
    return f"https://{SITE}/user?id={name}" if name else None


def recognises(value: Any) -> bool:
    """True for an item, or a list or object of them."""
    return _is_item(next(iter(_items(value)), None))


def _is_item(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") in _TYPES and number_of(value, "id") is not None and "children" not in value


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict):
        if _is_item(value):
            yield value
            for key in ("comments", "replies", "kids"):
                yield from (item for item in list_of(value, key) if isinstance(item, dict))
        else:
            for inner in value.values():
                yield from inner if isinstance(inner, list) else (inner,)


def read(value: Any) -> Iterator[Record]:
    """One record per story."""
    yield from read_lines(_items(value))


def read_lines(items: Iterable[Any]) -> Iterator[Record]:
    """The same from a stream; items lie on disk until the end."""
    parents: dict[int, int] = {}
    with Spool[dict[str, Any]]() as spool:
        waiting = [iter(items)]
        while waiting:
            item = next(waiting[-1], None)
            if item is None:
                waiting.pop()
                continue
            own = number_of(item, "id")
            if own is None or not _is_item(item) or item.get("type") == "pollopt" or own in parents:
                continue
            parents[own] = number_of(item, "parent") or 0
            inner = [kid for key in ("kids", "comments", "replies") for kid in list_of(item, key) if isinstance(kid, dict)]
            if inner and len(waiting) < 1000:
                waiting.append(iter(inner))
            spool.add(str(own), {key: item.get(key) for key in item if key not in ("kids", "comments", "replies")})
        for root, members in _threads(parents).items():
            yield _record(root, [next(spool.of(str(member))) for member in sorted(members)])


def _threads(parents: dict[int, int]) -> dict[int, list[int]]:
    """Root item -> its items. A root may be missing from the file: then it is the highest parent that is named."""
    roots: dict[int, int] = {}
    for item in parents:
        path: list[int] = []
        key = item
        while key not in roots and parents.get(key) and len(path) <= len(parents):
            path.append(key)
            key = parents[key]
        root = roots.get(key, key)
        for step in path:
            roots[step] = root
    found: dict[int, list[int]] = {}
    for item in parents:
        found.setdefault(roots.get(item, item), []).append(item)
    return found


def _record(root: int, items: list[dict[str, Any]]) -> Record:
    story: dict[str, Any] = next((item for item in items if number_of(item, "id") == root), {})
    author = public_name(text_of(story, "by"))
    return Record(
        title=text_of(story, "title"), body=linked(web_address(text_of(story, "url"))) + text_of(story, "text"), id=str(root),
        author=author, author_url=profile(author), published=from_unix(number_of(story, "time")), url=address(str(root)), site=SITE,
        votes=number_of(story, "score"), comments_stated=number_of(story, "descendants"), has_post=bool(story),
        comments=tuple(_comment(item, root) for item in items if item is not story),
    )  # fmt: skip


def _comment(item: dict[str, Any], root: int) -> RecordComment:
    own, parent = text_of(item, "id"), number_of(item, "parent") or root
    is_removed = bool(item.get("deleted") or (item.get("dead") and not item.get("text")))
    author = public_name(text_of(item, "by"))
    return RecordComment(
        author=author, author_url=profile(author), body=text_of(item, "text"), id=own,
        parent=str(parent) if parent != root else None, published=from_unix(number_of(item, "time")), url=address(own), removed=is_removed,
    )  # fmt: skip
