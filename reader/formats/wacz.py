"""WACZ: a ZIP around WARC files; ``pages/pages.jsonl`` names the pages that the person visited."""

from __future__ import annotations

import json
from functools import partial

from reader.formats import warc
from reader.formats.parts import noticed
from reader.formats.source import Items, Source
from reader.formats.zip_access import Archive, open_archive, opens_as_zip
from reader.model.page import Page

KEY = "wacz"


def sniff(head: bytes, name: str) -> bool:
    """True for a ZIP archive with the format's extension, or with a WARC in its usual folder."""
    return opens_as_zip(head) and (name.lower().endswith(".wacz") or b"pages/pages.jsonl" in head or b"archive/data.warc" in head)


def pages(source: Source) -> Items:
    """The visited pages; all pages of the crawl where the list names none of them."""
    with open_archive(source) as archive:
        visited = _visited(archive)
        found = False
        for item in _from_warcs(source, archive, visited or None):
            found = found or isinstance(item, Page)
            yield item
        if visited and not found:
            yield from _from_warcs(source, archive, None)


def _from_warcs(source: Source, archive: Archive, only: frozenset[str] | None) -> Items:
    for name in sorted(archive.names):
        if name.lower().endswith((".warc.gz", ".warc")):
            inner = source.inside(name, partial(archive.open, name), size=archive.size(name))
            yield from noticed(warc.pages(inner, only), name, source.budget)


def _visited(archive: Archive) -> frozenset[str]:
    urls: set[str] = set()
    for name in archive.names:
        if name.startswith("pages/") and name.endswith(".jsonl"):
            for line in archive.read(name, 64 * 1024 * 1024).splitlines():
                try:
                    entry = json.loads(line)
                except ValueError:
                    continue
                if isinstance(entry, dict) and isinstance(entry.get("url"), str):
                    urls.add(entry["url"])
    return frozenset(urls)
