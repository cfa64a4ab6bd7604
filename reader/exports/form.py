"""What a form of export is, and the pictures that a thread names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from reader.model.discussion import Discussion
from reader.model.library import KeptThread

PictureSource = Callable[[str], bytes | None]
"""sha256 -> bytes of a picture of the library, None where it is not there."""

_ASSET = re.compile(r"asset:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Form:
    """One row of `EXPORTS`. ``text``: the document is UTF-8 text and may go to standard output. ``write`` takes threads one by one."""

    key: str
    suffix: str
    text: bool
    write: Callable[[Iterable[KeptThread], BinaryIO, PictureSource], None]


def pictures(discussion: Discussion) -> list[str]:
    """sha256 of every picture that bodies and avatars name, each once."""
    named: dict[str, None] = {}
    for body in (discussion.post.body, *(comment.body for comment in discussion.comments)):
        named.update(dict.fromkeys(_ASSET.findall(body.html or "")))
    named.update(dict.fromkeys(comment.avatar for comment in discussion.comments if comment.avatar))
    return list(named)


def file_name(title: str, post_id: int, suffix: str) -> str:
    """A file name for one thread that every system takes: words of the title and the post's number."""
    words = re.sub(r"[^\w\-]+", " ", title, flags=re.UNICODE).strip()[:60].strip() or "discussion"
    return f"{words} {post_id}{suffix}"
