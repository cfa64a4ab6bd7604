"""EPUB 3: a chapter a thread, references as links. Written with zipfile, checked in the tests against the format's own rules."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable
from html import escape
from typing import BinaryIO

from reader.exports.form import Form, PictureSource, pictures
from reader.exports.outline import Row, byline, counts, moment_words, outline, title
from reader.markup.images import check_image
from reader.markup.text import Mark, mark_spans
from reader.markup.xhtml import to_xhtml
from reader.model.discussion import Body, Reference
from reader.model.library import KeptThread

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
STYLE = "body{line-height:1.4}.head{font-size:.85em;font-weight:bold;margin-top:1.2em}blockquote{margin:.5em 1em;font-style:italic}"
_ASSET = re.compile(r'src="asset:([0-9a-f]{64})"')
_OWN_LINK = re.compile(r' href="(?:comment|post):(-?\d+)"')
EPOCH = (1980, 1, 1, 0, 0, 0)
DEEPEST = 8


def write(threads: Iterable[KeptThread], out: BinaryIO, picture: PictureSource) -> None:
    """Write one book; the same threads give the same bytes."""
    chapters: list[tuple[str, str, str]] = []
    images: dict[str, tuple[str, str]] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        _put(book, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _put(book, "META-INF/container.xml", CONTAINER.encode())
        _put(book, "style.css", STYLE.encode())
        for number, kept in enumerate(threads, 1):
            for sha in pictures(kept.discussion):
                asset = check_image(picture(sha) or b"")
                if asset is not None and sha not in images:
                    images[sha] = (f"images/{sha[:16]}.{asset.mime.rpartition('/')[2].split('+')[0]}", asset.mime)
                    _put(book, images[sha][0], asset.data, zipfile.ZIP_STORED)
            name, heading = f"thread{number}.xhtml", title(kept.discussion)
            chapters.append((name, heading, kept.discussion.post.language or "en"))
            _put(book, name, _chapter(kept, images).encode("utf-8", "replace"))
        _put(book, "nav.xhtml", _navigation(chapters).encode("utf-8", "replace"))
        _put(book, "book.opf", _package(chapters, images).encode("utf-8", "replace"))


def _put(book: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = method
    book.writestr(info, data)


def _chapter(kept: KeptThread, images: dict[str, tuple[str, str]]) -> str:
    discussion = kept.discussion
    rows = outline(discussion)
    anchors = {row.comment.id: row.anchor for row in rows}
    post = discussion.post
    parts = [f"<h1>{_x(title(discussion))}</h1><p>{_x(byline(discussion))}</p>", _body(post.body, post.references, anchors, images),
             f"<p>{_x(counts(discussion))}</p>"]
    parts += [_comment(row, anchors, images) for row in rows]
    return _page(title(discussion), "\n".join(parts), post.language)


def _comment(row: Row, anchors: dict[int, str], images: dict[str, tuple[str, str]]) -> str:
    answers = "".join(f' · answers <a href="#{anchor}">{_x(name)}</a>' for anchor, name in row.answers)
    date = moment_words(row.comment.published) or row.comment.published_text or ""
    indent = min(row.depth, DEEPEST)
    return (
        f'<div id="{row.anchor}" style="margin-left:{indent * 0.7:.1f}em"><p class="head">{_x(row.label)} {_x(date)}{answers}</p>'
        f"{_body(row.comment.body, row.comment.references, anchors, images)}</div>"
    )


def _body(body: Body, references: tuple[Reference, ...], anchors: dict[int, str], images: dict[str, tuple[str, str]]) -> str:
    marks = [Mark(r.start, r.end, href=f"comment:{r.target}") for r in references if r.target in anchors]
    html = mark_spans(body, marks)
    html = _OWN_LINK.sub(lambda m: f' href="#{anchors[int(m[1])]}"' if int(m[1]) in anchors else "", html)
    html = _ASSET.sub(lambda m: f'src="{images[m[1]][0]}"' if m[1] in images else 'src="style.css"', html)
    return to_xhtml(html)


def _page(heading: str, content: str, language: str | None) -> str:
    code = _x(language or "en")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="{code}" lang="{code}"><head><title>{_x(heading)}</title>'
        f'<link rel="stylesheet" type="text/css" href="style.css"/></head><body>{content}</body></html>'
    )


def _navigation(chapters: list[tuple[str, str, str]]) -> str:
    items = "".join(f'<li><a href="{name}">{_x(heading)}</a></li>' for name, heading, _ in chapters)
    return _page("Discussions", f'<nav epub:type="toc"><h1>Discussions</h1><ol>{items}</ol></nav>', "en")


def _package(chapters: list[tuple[str, str, str]], images: dict[str, tuple[str, str]]) -> str:
    identity = hashlib.sha256("|".join(heading for _, heading, _ in chapters).encode("utf-8", "replace")).hexdigest()[:32]
    heading = chapters[0][1] if len(chapters) == 1 else "Saved discussions"
    manifest = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    manifest += '<item id="css" href="style.css" media-type="text/css"/>'
    manifest += "".join(f'<item id="t{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, (name, _, _) in enumerate(chapters))
    manifest += "".join(f'<item id="i{n}" href="{name}" media-type="{mime}"/>' for n, (name, mime) in enumerate(images.values()))
    spine = "".join(f'<itemref idref="t{n}"/>' for n in range(len(chapters)))
    language = chapters[0][2] if chapters else "en"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:threadfolio:{identity}</dc:identifier>'
        f"<dc:title>{_x(heading)}</dc:title><dc:language>{_x(language)}</dc:language>"
        f'<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta></metadata><manifest>{manifest}</manifest>'
        f"<spine>{spine}</spine></package>"
    )


def _x(text: str) -> str:
    return escape("".join(char for char in text if char >= " " or char in "\n\t"))


FORM = Form("epub", ".epub", text=False, write=write)
