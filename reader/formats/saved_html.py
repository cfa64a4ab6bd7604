"""A saved HTML page, alone or with its companion folder; and the one way in which every other format makes an HTML page."""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.formats.frames import Frame, with_frames
from reader.formats.pictures import find_saved, resolved, take_out_inlined
from reader.formats.plain_text import looks_like_text
from reader.formats.provenance import find_provenance, web_address
from reader.formats.source import HEAD, Items, Lookup, Source
from reader.formats.wayback import unwrap
from reader.markup.charset import decode
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind
from reader.model.report import Notice, NoticeKind

KEY = "html"
EXTENSIONS = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".cgi", ".htm_", ".html_")
_OPENING = re.compile(
    rb"(?:\s|\xef\xbb\xbf|<!--.{0,4000}?-->|<\?[^>]{0,400}>)*<(?:!doctype\s+html|html|head|body|title|meta|div|table|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(rb"</?[a-zA-Z][a-zA-Z0-9]{0,12}[\s/>]")


def sniff(head: bytes, name: str) -> bool:
    """True for markup that opens like a page, or text with tags under a page's name."""
    if b"\x00" in head[:200]:
        if not looks_like_text(head):
            return False
        head = head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _OPENING.match(head):
        return True
    return name.lower().endswith(EXTENSIONS) and looks_like_text(head) and _ANY_TAG.search(head) is not None


def pages(source: Source) -> Items:
    """The one page of the file. Raises `RefusedFile` (too large, no page)."""
    yield make_page(
        source.read(), source, key=KEY, declared=source.declared, url=source.url, saved=source.saved, lookup=source.beside
    )


def make_page(
    data: bytes | str,
    source: Source,
    *,
    key: str,
    declared: str | None = None,
    url: str | None = None,
    saved: str | None = None,
    lookup: Lookup | None = None,
    base: str | None = None,
    kind: PageKind = PageKind.HTML,
    dialect: str | None = None,
) -> Page:
    """Make an HTML page of ``data``: decoded, provenance read, an archive's additions undone, pictures taken out or found.

    ``declared`` is the transport's charset; ``url`` and ``saved`` win over what the page tells; ``base`` is what relative addresses are
    looked up against where it is no web address (Word's ``file:///``). Raises `RefusedFile` when the page is too large or blank.
    """
    notices: list[Notice] = []
    charset = "utf-8"
    if isinstance(data, bytes):
        decoded = decode(data, declared=declared)
        content, charset = decoded.text, decoded.charset
        notices += decoded.notices
    else:
        content = data
    limits = source.budget.limits
    if lookup:
        content = with_frames(content, _frame_finder(lookup, url or base))
    inlined = take_out_inlined(content, limits)
    content = inlined.content
    if len(content) > limits.page:
        raise RefusedFile(source.name, Why.TOO_LARGE, limit=limits.page)
    if not content.strip():
        raise RefusedFile(source.name, Why.EMPTY)
    told = find_provenance(content)
    archived = unwrap(content, url or told.url)
    content = archived.content
    if archived.url or archived.saved:
        url, saved = archived.url or url, archived.saved or saved
    elif not url:
        url = told.url
    if not archived.url and not url:
        told = find_provenance(content)
        url = told.url
    assets = dict(inlined.assets)
    if lookup:
        found, more = find_saved(content, lookup, told.base or url or base, limits)
        assets.update(found)
        notices += more
    if inlined.refused:
        notices.append(Notice(NoticeKind.IMAGES_REFUSED, count=inlined.refused))
    if key == KEY and ends_in_the_middle(content):
        notices.append(Notice(NoticeKind.CUT_OFF))
    return Page(
        source=source.as_format(key), kind=kind, content=content, url=url, charset=charset, saved=saved or told.saved, dialect=dialect,
        assets=assets, notices=tuple(notices),
    )  # fmt: skip


_TAIL = 4_000
_TOP = 200_000
_ENDED = re.compile(r"</(?:body|html)\b", re.IGNORECASE)
_OPENED = re.compile(r"<(/?)(?:div|table|ul|ol|article|section)\b", re.IGNORECASE)


def ends_in_the_middle(content: str) -> bool:
    """Whether a page's markup was cut off: it begins as a whole page, never says that it ends, and ends inside a tag or open elements.

    Pages without ``</html>`` are usual on old sites and are whole; what tells is that much is left open or a tag is not finished.
    """
    low = content[-_TAIL:].lower()
    if "</html" in low or "</body" in low or "<body" not in content[:_TOP].lower() or _ENDED.search(content):
        return False
    if low.rfind("<") > low.rfind(">"):
        return True
    opened = 0
    for found in _OPENED.finditer(content):
        opened += -1 if found[1] else 1
    return opened >= 3


def _frame_finder(lookup: Lookup, base: str | None) -> Callable[[str], Frame | None]:
    """Frames as ``lookup`` finds their pages; their address is what their saver wrote, else the page (against ``base``)."""

    def find(address: str) -> Frame | None:
        data = lookup(address)
        if not data or not sniff(data[:HEAD], "frame.html"):
            return None
        text = decode(data).text
        return Frame(find_provenance(text).url or web_address(resolved(base, address)) or "", text)

    return find
