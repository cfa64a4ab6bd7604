"""EPUB: the book as one document, its chapters in reading order. It is no discussion, and `PageKind.DOCUMENT` says so."""

from __future__ import annotations

import html
import posixpath
import re
from urllib.parse import unquote

from reader.formats.pictures import find_saved
from reader.formats.source import Items, Lookup, Source
from reader.formats.xml_stream import Element, stream_elements
from reader.formats.zip_access import Archive, open_archive, opens_as_zip
from reader.markup.charset import decode
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind

KEY = "epub"
_BODY = re.compile(r"<body\b[^>]{0,2000}>", re.IGNORECASE)
_SOURCE = re.compile(r"""(?<![\w-])(src|xlink:href)(\s*=\s*)(["'])([^"'<>]{1,2000})\3""", re.IGNORECASE)


def sniff(head: bytes, name: str) -> bool:
    """True for a ZIP archive that says it is an EPUB."""
    return opens_as_zip(head) and (name.lower().endswith(".epub") or b"application/epub+zip" in head[:200])


def pages(source: Source) -> Items:
    """The book as one page. Raises `RefusedFile` (damaged) where no chapter is found."""
    with open_archive(source) as archive:
        root, package = _package(archive)
        if package is None:
            raise RefusedFile(source.name, Why.DAMAGED, "no package file")
        chapters: list[str] = []
        size = 0
        for name in _spine(package, posixpath.dirname(root), archive.names):
            chapter = _chapter(archive, name, source.budget.limits.page)
            size += len(chapter)
            if size > source.budget.limits.page:
                raise RefusedFile(source.name, Why.TOO_LARGE, limit=source.budget.limits.page)
            chapters.append(chapter)
        if not any(chapter.strip() for chapter in chapters):
            raise RefusedFile(source.name, Why.DAMAGED, "no chapters")
        content = _document(package, chapters)
        assets, notices = find_saved(content, _from_root(archive), None, source.budget.limits)
        yield Page(source.as_format(KEY), PageKind.DOCUMENT, content, assets=assets, notices=notices)


def _from_root(archive: Archive) -> Lookup:
    return archive.lookup("")


def _package(archive: Archive) -> tuple[str, Element | None]:
    names = set(archive.names)
    root = next((name for name in archive.names if name.lower().endswith(".opf")), "")
    if "META-INF/container.xml" in names:
        for element in stream_elements([archive.read("META-INF/container.xml", 1_000_000)], frozenset(("rootfile",))):
            path = unquote(element.attributes.get("full-path", ""))
            if path in names:
                root = path
                break
    if not root:
        return "", None
    return root, next(stream_elements([archive.read(root, 20_000_000)], frozenset(("package", "opf:package"))), None)


def _spine(package: Element, folder: str, names: tuple[str, ...]) -> list[str]:
    """Names of the chapters in reading order; all pages of the archive where the spine is of no use."""
    manifest = package.first("manifest", "opf:manifest")
    spine = package.first("spine", "opf:spine")
    known = set(names)
    paths = {item.attributes.get("id", ""): item.attributes.get("href", "") for item in (manifest.children if manifest else ())}
    found: dict[str, None] = {}
    for reference in spine.children if spine else ():
        path = posixpath.normpath(posixpath.join(folder, unquote(paths.get(reference.attributes.get("idref", ""), "").split("#")[0])))
        if path in known:
            found[path] = None
    return list(found) or [name for name in names if name.lower().endswith((".html", ".xhtml", ".htm"))]


def _chapter(archive: Archive, name: str, limit: int) -> str:
    """The inside of a chapter's body, its pictures named from the archive's root."""
    text = decode(archive.read(name, limit)).text
    start = _BODY.search(text)
    end = text.lower().rfind("</body")
    body = text[start.end() if start else 0 : end if end >= 0 else len(text)]
    folder = posixpath.dirname(name)

    def named(found: re.Match[str]) -> str:
        path = archive.find(folder, html.unescape(found.group(4)))
        return f'{found.group(1)}="{html.escape(path)}"' if path else found.group()

    return _SOURCE.sub(named, body)


def _document(package: Element, chapters: list[str]) -> str:
    metadata = package.first("metadata", "opf:metadata")
    title = metadata.value("dc:title", "title") if metadata else ""
    author = metadata.value("dc:creator", "creator") if metadata else ""
    language = metadata.value("dc:language", "language") if metadata else ""
    date = metadata.value("dc:date", "date") if metadata else ""
    body = "\n".join(f"<section>{chapter}</section>" for chapter in chapters)
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="author" content="{html.escape(author)}"><meta name="date" content="{html.escape(date)}"></head>\n'
        f"<body><article><h1>{html.escape(title)}</h1>\n{body}\n</article></body></html>\n"
    )
