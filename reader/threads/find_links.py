"""Links to comments and threads: addresses written out in the text, and the ``href`` of anchors that the body's HTML keeps."""

from __future__ import annotations

import html
import re
from itertools import islice
from urllib.parse import unquote

from reader.model.discussion import ReferenceKind, Role
from reader.threads.frames import in_brackets, opens
from reader.threads.mention import Mention, View

_MOST = 3000
"""Links read in one body."""
_ANCHOR = re.compile(
    r"<a\b[^>]{0,600}?\bhref\s*=\s*(?:\"([^\"]{1,2000})\"|'([^']{1,2000})')[^>]{0,600}>(.{0,400}?)</a>", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^>]{0,800}>")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”»]{3,500}")
_SPACE = re.compile(r"\s+")


def find_links(view: View) -> list[Mention]:
    """Every link of a body, with its address; whether it leads to a comment or a known thread is decided later."""
    found: list[Mention] = []
    if view.html and "<a" in view.html:
        cursor = 0
        for match in islice(_ANCHOR.finditer(view.html), _MOST):
            shown = _SPACE.sub(" ", html.unescape(_TAG.sub("", match[3]))).strip()
            start = view.text.find(shown, cursor) if shown else -1
            if start < 0:
                continue
            cursor = start + len(shown)
            found.append(_link(view, start, cursor, html.unescape(match[1] or match[2])))
    if "://" in view.text or "www." in view.text:
        shown_at = 0
        anchors = len(found)
        for match in islice(_URL.finditer(view.text), _MOST):
            end = match.start() + len(match[0].rstrip(".,;:!?)'’"))
            while shown_at < anchors and found[shown_at].end <= match.start():
                shown_at += 1  # anchors stand in order, as addresses do
            if shown_at == anchors or found[shown_at].start >= end:
                found.append(_link(view, match.start(), end, view.text[match.start() : end]))
    return found


def fragment_of(url: str) -> str:
    """The fragment of an address, unquoted, or ''."""
    return unquote(url.partition("#")[2])


def _link(view: View, start: int, end: int, url: str) -> Mention:
    bracketed = in_brackets(view.text, start, end)
    role = Role.ADDRESS if opens(view.folded, start) and not bracketed else Role.MENTION
    return Mention(start, end, ReferenceKind.LINK, url=url, opens=role is Role.ADDRESS, role=role, frame="link")
