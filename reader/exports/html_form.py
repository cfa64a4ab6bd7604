"""One HTML file that needs nothing else: tree, folding, backlinks, pictures inside; no script."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from html import escape
from typing import BinaryIO

from reader.exports.form import Form, PictureSource
from reader.exports.outline import Row, byline, counts, moment_words, outline, title
from reader.markup.images import check_image
from reader.markup.text import Mark, mark_spans
from reader.model.discussion import Body, CommentKind, Reference
from reader.model.library import KeptThread

STYLE = """
:root{color-scheme:light dark}body{font:17px/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em}
article{margin:2em 0 4em}h1{line-height:1.2}.by,header,.links{font:14px/1.4 sans-serif;opacity:.75}header b{opacity:1}
details{margin:1em 0 1em 0;border-left:2px solid #8886;padding-left:1em}summary{cursor:pointer;list-style:none}
.ghost{border-left-style:dashed}blockquote{border-left:3px solid #8888;margin:1em 0;padding-left:1em;opacity:.85}
img{max-width:100%}pre{white-space:pre-wrap}:target>summary{background:#fd03}
"""
_ASSET = re.compile(r'src="asset:([0-9a-f]{64})"')
_OWN_LINK = re.compile(r'href="(?:comment|post):(-?\d+)"')


def write(threads: Iterable[KeptThread], out: BinaryIO, picture: PictureSource) -> None:
    """Write all threads into one document."""
    head = f'<meta charset="utf-8"><title>Threadfolio</title><style>{STYLE}</style>'
    out.write(f"<!DOCTYPE html>\n<html><head>{head}</head><body>\n".encode())
    for number, kept in enumerate(threads, 1):
        for part in _thread(kept, f"t{number}", picture):
            out.write(part.encode("utf-8", "xmlcharrefreplace"))
    out.write(b"</body></html>\n")


def _thread(kept: KeptThread, prefix: str, picture: PictureSource) -> Iterable[str]:
    discussion = kept.discussion
    post = discussion.post
    rows = outline(discussion)
    anchors = {row.comment.id: f"{prefix}{row.anchor}" for row in rows}
    language = f' lang="{escape(post.language)}"' if post.language else ""
    yield f"<article{language}><h1>{escape(title(discussion))}</h1>\n<p class=by>{escape(byline(discussion))}"
    if post.url:
        yield f' · <a href="{escape(post.url)}">{escape(post.url)}</a>' if post.url.startswith("http") else f" · {escape(post.url)}"
    yield f"</p>\n{_body(post.body, post.references, anchors, picture)}\n<p class=by>{escape(counts(discussion))}</p>\n"
    open_until: list[int] = []
    for spot, row in enumerate(rows):
        while open_until and open_until[-1] < spot:
            open_until.pop()
            yield "</details>\n"
        yield _comment(row, prefix, anchors, picture)
        open_until.append(spot + row.last)
    yield "</details>\n" * len(open_until) + "</article>\n"


def _comment(row: Row, prefix: str, anchors: dict[int, str], picture: PictureSource) -> str:
    comment = row.comment
    ghost = comment.kind is CommentKind.REMOVED
    answers = "".join(f' · answers <a href="#{prefix}{anchor}">{escape(name)}</a>' for anchor, name in row.answers)
    backlinks = ", ".join(f'<a href="#{prefix}{anchor}">{escape(name)}</a>' for anchor, name in row.answered_by)
    note = " · not on the saved page" if ghost else ""
    text = _body(comment.body, comment.references, anchors, picture)
    return (
        f'<details open id="{prefix}{row.anchor}"{" class=ghost" if ghost else ""}><summary><header><b>{escape(row.label)}</b> '
        f"{escape(moment_words(comment.published) or comment.published_text or '')}{answers}{note}</header></summary>\n{text}\n"
        + (f"<p class=links>answered by {backlinks}</p>\n" if backlinks else "")
    )


def _body(body: Body, references: tuple[Reference, ...], anchors: dict[int, str], picture: PictureSource) -> str:
    marks = [Mark(r.start, r.end, href=f"comment:{r.target}") for r in references if r.target in anchors]
    html = mark_spans(body, marks)
    html = _OWN_LINK.sub(lambda m: f'href="#{anchors[int(m[1])]}"' if int(m[1]) in anchors else "", html)
    return _ASSET.sub(lambda m: _inlined(picture(m[1])), html)


def _inlined(data: bytes | None) -> str:
    asset = check_image(data) if data is not None else None
    return 'src=""' if asset is None else f'src="data:{asset.mime};base64,{base64.b64encode(asset.data).decode("ascii")}"'


FORM = Form("html", ".html", text=True, write=write)
