"""Pages saved from a web archive: the toolbar and the rewritten addresses are taken out, the original address and capture time recovered.

Known: the Wayback Machine (web.archive.org), Archive-It, arquivo.pt, the UK Web Archive and others that use the same software, and
archive.today. A page that merely links to an archive is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.formats.moments import MONTHS, from_stamp
from reader.formats.provenance import web_address

_SLASH = r"(?:\\?/)"
_HOSTS = (
    r"web\.archive\.org(?::80)?" + _SLASH + r"web"
    r"|wayback\.archive-it\.org" + _SLASH + r"(?:org-)?\d+"
    r"|(?:www\.)?arquivo\.pt" + _SLASH + r"(?:no[fF]rame" + _SLASH + r"replay|wayback)"
    r"|(?:www\.)?webarchive\.org\.uk" + _SLASH + r"wayback" + _SLASH + r"archive"
    r"|webarchive\.nationalarchives\.gov\.uk(?:" + _SLASH + r"ukgwa)?"
    r"|webarchive\.loc\.gov" + _SLASH + r"all"
    r"|archive\.(?:today|is|ph|li|fo|md|vn)"
)
_PREFIX = (
    rf"(?:(?:https?:)?{_SLASH}{_SLASH}(?:{_HOSTS})|{_SLASH}web)"
    rf"{_SLASH}(\d{{4}}\.\d\d\.\d\d-\d{{6}}|\d{{4,14}})(?:[a-z]{{2}}_|\*)?{_SLASH}(?=https?:|ftp:|mailto:|data:|javascript:|{_SLASH}{_SLASH})"
)
_REWRITTEN = re.compile(rf"{_PREFIX}({_PREFIX})?", re.IGNORECASE)
"""One archive prefix; a second one right behind it was in the page itself and stays."""
_ADDRESS = re.compile(rf"^{_PREFIX}(\S+)", re.IGNORECASE)
_TOOLBAR = re.compile(r"<!--\s*BEGIN WAYBACK TOOLBAR INSERT\s*-->")
_TOOLBAR_END = re.compile(r"<!--\s*END WAYBACK TOOLBAR INSERT\s*-->")
_WOMBAT = re.compile(r"""__wm\.(?:wombat|init)\(\s*["'](https?:[^"']{1,4000})["']\s*,\s*["'](\d{4,14})["']""")
_ARCHIVED_ON = re.compile(r"FILE ARCHIVED ON (\d\d):(\d\d):(\d\d) ([A-Z][a-z]{2}) (\d{1,2}), (\d{4})")
_INPUT = re.compile(r"""<input\b[^<>]{0,300}\bid=["']?wmtbURL["']?[^<>]{0,300}>""", re.IGNORECASE)
_VALUE = re.compile(r"""\bvalue=["']([^"']{1,4000})["']""", re.IGNORECASE)
_CANONICAL = re.compile(
    r"""<link\b[^<>]{0,200}rel=["']?canonical["']?[^<>]{0,4000}>|<meta\b[^<>]{0,100}og:url[^<>]{0,4000}>""", re.IGNORECASE
)
_INNER = re.compile(r"""(?:href|content)\s*=\s*["']([^"']{1,4000})["']""", re.IGNORECASE)
_MARKS = ("BEGIN WAYBACK TOOLBAR INSERT", "FILE ARCHIVED ON ", "__wm.", 'id="wm-ipp', "id=wm-ipp", "wombat.js", 'id="wm-toolbar')


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A page without its archive's additions, and what the archive told of it."""

    content: str
    url: str | None = None
    saved: str | None = None


def split_address(address: str | None) -> tuple[str | None, str | None]:
    """An archive's address of a page -> (original address, capture moment); (address, None) for any other."""
    found = _ADDRESS.match(address) if address else None
    if not found:
        return address, None
    original = found.group(2)
    if original.startswith("//"):
        original = f"http:{original}"
    return web_address(original), from_stamp(re.sub(r"\D", "", found.group(1)))


def is_archived(page: str, address: str | None) -> bool:
    """True if the page was saved from an archive: its address says so or the archive's own additions are in it."""
    if address and _ADDRESS.match(address):
        return True
    return "BEGIN WAYBACK TOOLBAR INSERT" in page or (any(mark in page for mark in _MARKS) and _REWRITTEN.search(page) is not None)


def unwrap(page: str, address: str | None = None) -> Unwrapped:
    """Undo what an archive did to ``page``; pages that were not saved from one come back as they are."""
    if not is_archived(page, address):
        return Unwrapped(page)
    url, saved = _origin(page, address)
    return Unwrapped(_REWRITTEN.sub(lambda found: found.group(2) or "", _without_toolbar(page)), url, saved)


def _origin(page: str, address: str | None) -> tuple[str | None, str | None]:
    url, saved = split_address(address)
    if saved:
        return url, saved
    url = None
    if found := _WOMBAT.search(page):
        return web_address(found.group(1)), from_stamp(found.group(2))
    if found := _CANONICAL.search(page):
        inner = _INNER.search(found.group())
        url, saved = split_address(inner.group(1)) if inner else (None, None)
    if not url and (found := _INPUT.search(page)):
        value = _VALUE.search(found.group())
        url = web_address(value.group(1)) if value else None
    if not saved and (found := _ARCHIVED_ON.search(page)):
        hour, minute, second, month, day, year = found.groups()
        saved = from_stamp(f"{year}{MONTHS.get(month.lower(), 1):02}{int(day):02}{hour}{minute}{second}")
    return web_address(url), saved


def _without_toolbar(page: str) -> str:
    start = _TOOLBAR.search(page)
    end = _TOOLBAR_END.search(page, start.end()) if start else None
    if start and end:
        page = page[: start.start()] + page[end.end() :]
    for mark in ("wm-ipp-base", "wm-ipp-print", "wm-ipp", "donato"):
        page = _without_block(page, mark)
    return page


_DIV = re.compile(r"<(/?)div\b", re.IGNORECASE)


def _without_block(page: str, name: str) -> str:
    """Cut the ``div`` with this id, up to its own end."""
    start = re.search(rf"""<div\b[^<>]{{0,200}}\bid=["']?{name}["']?[\s>]""", page, re.IGNORECASE)
    if not start:
        return page
    depth = 0
    for tag in _DIV.finditer(page, start.start()):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            close = page.find(">", tag.end())
            return page[: start.start()] + page[close + 1 :] if close >= 0 else page
    return page
