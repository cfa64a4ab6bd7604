"""4chan's JSON of a thread, also written by vichan and its kin: ``{"posts": [...]}``, or pages of a board with such threads.

``>>123`` links stay in the HTML. What is derived from a writer's address (the poster's ``id``) is not read.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from reader.formats.addresses import public_name
from reader.formats.moments import from_unix
from reader.formats.records import plain
from reader.formats.values import list_of, number_of, text_of
from reader.model.record import Record, RecordComment


def recognises(value: Any) -> bool:
    """True for a thread, or a list of board pages with threads."""
    if isinstance(value, list):
        threads = list_of(value[0], "threads") if value else []
        return bool(threads) and not isinstance(threads[0], list) and recognises(threads[0])
    posts = list_of(value, "posts") if isinstance(value, dict) else []
    return bool(posts) and isinstance(posts[0], dict) and number_of(posts[0], "no") is not None and "resto" in posts[0]


def read(value: Any) -> Iterator[Record]:
    """One record per thread."""
    threads = [thread for page in value for thread in list_of(page, "threads")] if isinstance(value, list) else [value]
    for thread in threads:
        if recognises(thread):
            yield _record(thread)


def _record(thread: dict[str, Any]) -> Record:
    posts = [post for post in list_of(thread, "posts") if isinstance(post, dict)]
    first, rest = posts[0], posts[1:]
    has_post = number_of(first, "resto") in (0, None)
    body = _body(first)
    number = text_of(first, "no")
    board = text_of(first, "board") or text_of(thread, "board")
    return Record(
        title=html.unescape(text_of(first, "sub")) or plain(text_of(first, "com"), 80) or text_of(first, "filename") or number,
        body=body if has_post else "", id=number if has_post else text_of(first, "resto"), author=_author(first) if has_post else None,
        published=from_unix(number_of(first, "time")) if has_post else None, published_text=text_of(first, "now") or None,
        site=f"/{board}/" if board else None, comments_stated=number_of(first, "replies"),
        comments_closed=bool(number_of(first, "closed")) if "closed" in first else None, has_post=has_post,
        comments=tuple(_comment(post) for post in (rest if has_post else posts)),
    )  # fmt: skip


def _comment(post: dict[str, Any]) -> RecordComment:
    return RecordComment(
        author=_author(post), body=_body(post), id=text_of(post, "no"), number=number_of(post, "no"),
        published=from_unix(number_of(post, "time")), published_text=text_of(post, "now") or None,
    )  # fmt: skip


def _body(post: dict[str, Any]) -> str:
    """The text; for a post of nothing but a picture a place for the picture."""
    text = text_of(post, "com")
    subject = text_of(post, "sub")
    name = html.unescape(text_of(post, "filename") + text_of(post, "ext"))
    if text or not name:
        return f"<p><b>{subject}</b></p>{text}" if subject and number_of(post, "resto") else text
    source = html.escape(text_of(post, "tim") + text_of(post, "ext"))
    return f'<p><img src="{source}" alt="{html.escape(name)}"></p>'


def _author(post: dict[str, Any]) -> str | None:
    name = " ".join(part for part in (html.unescape(text_of(post, "name")), text_of(post, "trip")) if part)
    return public_name(name)
