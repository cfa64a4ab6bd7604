"""Where a saved page came from and when: the traces that browsers, extensions and copiers leave in it.

Sources of the rules: the comments and attributes written by Chrome, Edge and Internet Explorer ("saved from url"), SingleFile,
Save Page WE, WebScrapBook, HTTrack and monolith; else what the page says of itself (canonical link, og:url), else its ``<base href>``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.formats.moments import from_stamp, from_written

TOP = 40_000
"""Savers write their trace at the very top; a page's own ``head`` may be longer."""
HEAD = 400_000
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*([^\s<>]{1,4000}?)\s*-->", re.IGNORECASE)
_SINGLEFILE = re.compile(r"<!--\s*Page saved with SingleFile([^>]{1,6000}?)-->", re.IGNORECASE)
_SINGLEFILE_URL = re.compile(r"^\s*url:[ \t]*(\S{1,4000})", re.IGNORECASE | re.MULTILINE)
_SINGLEFILE_DATE = re.compile(r"^\s*saved date:[ \t]*([^\n]{1,100})", re.IGNORECASE | re.MULTILINE)
_HTTRACK = re.compile(r"<!--\s*Mirrored from ([^\s<>]{1,4000}) by HTTrack[^>]{0,200}?(?:\],?\s*([^>\]]{1,60}?))?\s*-->", re.IGNORECASE)
_MONOLITH = re.compile(r"<!--\s*Saved from ([^\s<>]{1,4000}) at (\S{1,40}) using monolith", re.IGNORECASE)
_SCRAPBOOK = re.compile(r"""data-scrapbook-(source|create)\s*=\s*["']([^"'<>]{1,4000})["']""", re.IGNORECASE)
_TAG = re.compile(r"""<(meta|link|base)\b([^<>"']*+(?:(?:"[^"]{0,4000}"|'[^']{0,4000}')[^<>"']*+)*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z:_-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Address and moment of saving, each None where the page does not tell. ``stated`` is False when the address is the page's own word."""

    url: str | None = None
    saved: str | None = None
    stated: bool = False
    base: str | None = None
    """What ``<base href>`` says, whatever else is known."""


def web_address(text: str | None) -> str | None:
    """``text`` as an absolute http or https address; None for anything else."""
    if not text:
        return None
    text = html.unescape(text.strip())
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    usable = parts.scheme.lower() in ("http", "https") and parts.netloc and len(text) < 4000 and not re.search(r"[\s<>\"\\]", text)
    return text if usable else None


def find_provenance(page: str) -> Provenance:
    """Read the traces in ``page`` (decoded markup)."""
    named = _named_in_head(page[:HEAD])
    base = web_address(named.get("base"))
    top = page[:TOP]
    for rule in RULES:
        url, saved = rule(top, named)
        if url:
            return Provenance(url, saved, True, base)
    for name in ("canonical", "og:url", "base"):
        url = web_address(named.get(name))
        if url and "." in urlsplit(url).netloc:
            return Provenance(url, None, False, base)
    return Provenance(base=base)


def _saved_from(top: str, named: dict[str, str]) -> tuple[str | None, str | None]:
    del named
    found = _SAVED_FROM.search(top)
    return (web_address(found.group(1)) if found else None), None


def _singlefile(top: str, named: dict[str, str]) -> tuple[str | None, str | None]:
    del named
    found = _SINGLEFILE.search(top)
    if not found:
        return None, None
    url = _SINGLEFILE_URL.search(found.group(1))
    date = _SINGLEFILE_DATE.search(found.group(1))
    return (web_address(url.group(1)) if url else None), (from_written(date.group(1)) if date else None)


def _save_page_we(top: str, named: dict[str, str]) -> tuple[str | None, str | None]:
    del top
    return web_address(named.get("savepage-url")), from_written(named.get("savepage-date"))


def _scrapbook(top: str, named: dict[str, str]) -> tuple[str | None, str | None]:
    del named
    values = {found.group(1).lower(): found.group(2) for found in _SCRAPBOOK.finditer(top[:4000])}
    return web_address(values.get("source")), from_stamp(values.get("create", ""))


def _monolith(top: str, named: dict[str, str]) -> tuple[str | None, str | None]:
    del named
    found = _MONOLITH.search(top)
    return (web_address(found.group(1)), from_written(found.group(2))) if found else (None, None)


def _httrack(top: str, named: dict[str, str]) -> tuple[str | None, str | None]:
    del named
    found = _HTTRACK.search(top)
    if not found:
        return None, None
    address = found.group(1)
    return web_address(address if "://" in address else f"http://{address}"), from_written(found.group(2))


RULES: tuple[Callable[[str, dict[str, str]], tuple[str | None, str | None]], ...] = (
    _singlefile, _save_page_we, _scrapbook, _monolith, _saved_from, _httrack,
)  # fmt: skip


def _named_in_head(head: str) -> dict[str, str]:
    """First value of each meta name or property, of the canonical link and of base, in the head."""
    named: dict[str, str] = {}
    end = head.lower().find("</head")
    for tag in _TAG.finditer(head, 0, end if end >= 0 else len(head)):
        attributes = {
            found.group(1).lower(): next((value for value in found.groups()[1:] if value is not None), "")
            for found in _ATTRIBUTE.finditer(tag.group(2))
        }
        kind = tag.group(1).lower()
        if kind == "base" and attributes.get("href"):
            named.setdefault("base", attributes["href"])
        elif kind == "link" and "canonical" in attributes.get("rel", "").lower().split():
            named.setdefault("canonical", attributes.get("href", ""))
        elif kind == "meta":
            key = attributes.get("property") or attributes.get("name")
            if key:
                named.setdefault(key.lower(), attributes.get("content", ""))
    return named
