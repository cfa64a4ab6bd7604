"""ZIP archives: every page in them, with the pictures that lie beside it; archives inside, to a bounded depth.

The same as for a folder holds: companion folders are not walked by themselves, pictures, styles and scripts are no pages.
"""

from __future__ import annotations

import posixpath
from functools import partial

from reader.formats.folders import PAGE_EXTENSIONS, companion_stem, is_worth_opening
from reader.formats.parts import noticed
from reader.formats.source import Items, Source
from reader.formats.zip_access import Archive, open_archive, opens_as_zip

KEY = "zip"
_DOCUMENTS = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".jar", ".apk", ".xpi")


def sniff(head: bytes, name: str) -> bool:
    """True for a ZIP archive that is no office document or program."""
    return opens_as_zip(head) and not name.lower().endswith(_DOCUMENTS)


def pages(source: Source) -> Items:
    """Pages of all members, in the order of their names."""
    with open_archive(source) as archive:
        for name in members_worth_opening(archive.names):
            yield from noticed(member_pages(source, archive, name), name, source.budget)


def member_pages(source: Source, archive: Archive, name: str, *, url: str | None = None, saved: str | None = None) -> Items:
    """Pages of one member, read by whatever format fits."""
    folder, short = posixpath.split(name)
    inner = source.inside(
        short, partial(archive.open, name), size=archive.size(name), beside=archive.lookup(folder), url=url, saved=saved
    )
    yield from source.open_inner(inner)


def members_worth_opening(names: tuple[str, ...]) -> list[str]:
    """Names of members that may be pages, sorted."""
    pages_by_folder: dict[str, set[str]] = {}
    for name in names:
        folder, short = posixpath.split(name)
        if short.lower().endswith(PAGE_EXTENSIONS):
            pages_by_folder.setdefault(folder, set()).add(posixpath.splitext(short)[0].lower())
    return sorted(name for name in names if _is_candidate(name, pages_by_folder))


def _is_candidate(name: str, pages_by_folder: dict[str, set[str]]) -> bool:
    parts = name.split("/")
    if any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts or not is_worth_opening(parts[-1]):
        return False
    for index, part in enumerate(parts[:-1]):
        stem = companion_stem(part)
        if stem is not None and stem.lower() in pages_by_folder.get("/".join(parts[:index]), ()):
            return False
    return True
