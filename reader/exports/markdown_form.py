"""Markdown: a heading a thread, comments as nested quotations' kin: indented by level through their headings, anchors that stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO

from reader.exports.form import Form, PictureSource
from reader.exports.outline import Row, byline, counts, moment_words, outline, title
from reader.model.discussion import CommentKind
from reader.model.library import KeptThread

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_OPENING = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))(?=\s|$)", re.MULTILINE)


def write(threads: Iterable[KeptThread], out: BinaryIO, picture: PictureSource) -> None:
    """Write all threads into one document. Bodies are their plain text, escaped: nothing in them becomes markup. Pictures stay out."""
    del picture
    for kept in threads:
        out.write("\n".join(_lines(kept)).encode("utf-8", "replace") + b"\n\n")


def _lines(kept: KeptThread) -> Iterable[str]:
    discussion = kept.discussion
    yield f"# {_escaped(title(discussion))}\n"
    yield f"{_escaped(byline(discussion))}  "
    if discussion.post.url:
        yield f"<{discussion.post.url}>" if discussion.post.url.startswith("http") else _escaped(discussion.post.url)
    yield ""
    yield _paragraphs(discussion.post.body.text)
    if discussion.post.note:
        yield f"\n> **My note:** {discussion.post.note}"
    yield f"\n{counts(discussion)}\n"
    for row in outline(discussion):
        yield from _comment(row)


def _comment(row: Row) -> Iterable[str]:
    comment = row.comment
    answers = ", ".join(f"[{_escaped(name)}](#{anchor})" for anchor, name in row.answers)
    date = moment_words(comment.published) or comment.published_text or ""
    gone = " — not on the saved page" if comment.kind is CommentKind.REMOVED else ""
    bar = "> " * min(row.depth, 8)
    head = f'<a id="{row.anchor}"></a>**{_escaped(row.label)}** {_escaped(date)}{gone}' + (f" · answers {answers}" if answers else "")
    for line in [head, "", *_paragraphs(comment.body.text).split("\n")]:
        yield f"{bar}{line}".rstrip()
    if comment.note:
        yield f"{bar}\n{bar}**My note:** {comment.note}"
    yield bar.rstrip()
    yield ""


def _paragraphs(text: str) -> str:
    return _escaped(text).replace("\n\n", "\0").replace("\n", "  \n").replace("\0", "\n\n")


def _escaped(text: str) -> str:
    text = _SPECIAL.sub(r"\\\1", text)
    return _OPENING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


FORM = Form("markdown", ".md", text=True, write=write)
