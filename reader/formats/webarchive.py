"""Safari's ``.webarchive``: a property list (binary or XML) with the main resource, subresources, and archives of subframes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.formats.pictures import spellings
from reader.formats.provenance import web_address
from reader.formats.saved_html import make_page
from reader.formats.source import Items, Lookup, Source
from reader.model.errors import RefusedFile, Why

KEY = "webarchive"
HTML = ("text/html", "application/xhtml+xml", "")
MAX_FRAMES = 500


def sniff(head: bytes, name: str) -> bool:
    """True for a property list that holds a web archive."""
    if head.startswith(b"bplist"):
        return name.lower().endswith(".webarchive") or b"WebMainResource" in head or b"WebResource" in head
    opening = head[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    return opening.startswith(b"<?xml") and b"<plist" in opening and (b"WebMainResource" in head or name.lower().endswith(".webarchive"))


def pages(source: Source) -> Items:
    """The main page, frames that hold comments put in their place. Raises `RefusedFile` (damaged)."""
    import plistlib

    archive = plistlib.loads(source.read())
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    data = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(data, (bytes, str)) or _text(main, "WebResourceMIMEType") not in HTML:
        raise RefusedFile(source.name, Why.DAMAGED, "no page inside")
    url = _text(main, "WebResourceURL")
    resources = [item for part in _archives(archive) for item in _resources(part)]
    yield make_page(
        data, source, key=KEY, declared=_text(main, "WebResourceTextEncodingName") or None, url=web_address(url), base=url,
        lookup=_lookup(resources, url),
    )  # fmt: skip


def _text(resource: Mapping[str, object], key: str) -> str:
    value = resource.get(key)
    return value if isinstance(value, str) else ""


def _list(archive: Mapping[str, object], key: str) -> list[object]:
    value = archive.get(key)
    return value if isinstance(value, list) else []


def _archives(archive: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """The archive and those of its frames, however nested."""
    waiting: list[object] = [archive]
    count = 0
    while waiting and count < MAX_FRAMES:
        item = waiting.pop()
        if isinstance(item, dict):
            count += 1
            yield item
            waiting += _list(item, "WebSubframeArchives")


def _resources(archive: Mapping[str, object]) -> list[dict[str, object]]:
    """Subresources of one archive and, for a frame's, its own page."""
    return [item for item in (*_list(archive, "WebSubresources"), archive.get("WebMainResource")) if isinstance(item, dict)]


def _lookup(resources: list[dict[str, object]], base: str) -> Lookup:
    named: dict[str, bytes] = {}
    for resource in resources:
        data, address = resource.get("WebResourceData"), _text(resource, "WebResourceURL")
        if isinstance(data, bytes) and address:
            for spelling in spellings(address, None):
                named.setdefault(spelling, data)

    def find(address: str) -> bytes | None:
        return next((named[spelling] for spelling in spellings(address, base) if spelling in named), None)

    return find
