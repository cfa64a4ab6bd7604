"""MAFF (Mozilla Archive Format): a ZIP with one folder a page; ``index.rdf`` names the page, its address and when it was saved."""

from __future__ import annotations

import posixpath
from xml.parsers import expat

from reader.formats.moments import from_written
from reader.formats.parts import noticed
from reader.formats.provenance import web_address
from reader.formats.source import Items, Source
from reader.formats.xml_stream import stream_elements
from reader.formats.zip_access import Archive, open_archive, opens_as_zip
from reader.formats.zipped import member_pages

KEY = "maff"
_DESCRIPTION = frozenset(("RDF:Description", "rdf:Description", "Description"))


def sniff(head: bytes, name: str) -> bool:
    """True for a ZIP archive whose first members include an ``index.rdf``, or with the format's extension."""
    return opens_as_zip(head) and (name.lower().endswith(".maff") or b"/index.rdf" in head)


def pages(source: Source) -> Items:
    """One page for each folder of the archive."""
    with open_archive(source) as archive:
        folders = sorted({name.split("/")[0] for name in archive.names if "/" in name})
        for folder in folders:
            told = _description(archive, f"{folder}/index.rdf")
            index = _index_of(archive, folder, told.get("indexfilename"))
            if index:
                items = member_pages(
                    source, archive, index, url=web_address(told.get("originalurl")), saved=from_written(told.get("archivetime"))
                )
                yield from noticed(items, folder, source.budget)


def _index_of(archive: Archive, folder: str, named: str | None) -> str | None:
    names = set(archive.names)
    candidates = [named] if named else []
    candidates += ["index.html", "index.xhtml", "index.htm", "index.svg"]
    for name in candidates:
        if name and posixpath.basename(name) == name and f"{folder}/{name}" in names:
            return f"{folder}/{name}"
    return None


def _description(archive: Archive, name: str) -> dict[str, str]:
    """What ``index.rdf`` says, by local name; empty where there is none or it is broken."""
    if name not in archive.names:
        return {}
    try:
        for element in stream_elements([archive.read(name, 200_000)], _DESCRIPTION):
            return {
                child.name.split(":")[-1]: child.attributes.get("RDF:resource") or child.attributes.get("rdf:resource") or child.text
                for child in element.children
            }
    except expat.ExpatError:
        pass
    return {}
