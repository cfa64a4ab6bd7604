"""Which page of a forum thread this is, by the page's own pager, its link elements and its address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from reader.markup.tree import Node, attr, classes, text_of
from reader.model.draft import PageLinks
from reader.sites.paging import page_of
from reader.sites.view import PageView

PAGERS = (
    ".pageNav",
    ".PageNav",
    ".pagination",
    ".pagenav",
    ".pagelinks",
    ".pagelink",
    ".ipsPagination",
    ".Pager",
    ".NumberedPager",
    ".pagingNav",
    ".pageNavigation",
    "[class*=pagination]",
    "[class*=pageNav]",
    "[class*=paginator]",
    ".paging",
    ".pager",
    ".pages",
    ".bbp-pagination-links",
    ".nav-pages",
)
_CURRENT = (
    ".active",
    ".current",
    ".pageNav-page--current",
    ".currentPage",
    ".pagination_current",
    ".ipsPagination_active",
    ".Highlight",
    "[aria-current]",
    ".selected",
    ".navPages.current",
    ".current_page",
    "strong",
    "b",
)
_ADDRESS = re.compile(r"(?:/page[-/]?|[?&;](?:page|p|pg|pagina)=|/p)(\d{1,5})(?=$|[/?&#;.-])", re.IGNORECASE)
_OFFSET = re.compile(r"(?:[?&;](?:start|st|offset)=|topic[=,]\d+[.](?!msg|new))(\d{1,6})(?=$|[/?&#;])", re.IGNORECASE)
_NEXT = re.compile(
    r"^(?:next|next page|nächste(?: seite)?|weiter|suivante?|siguiente|successiva?|volgende|следующая|след\.?|próxima?|następna|"
    r">|›|»|→)\W*$",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"^\W*(?:prev|previous|previous page|vorherige(?: seite)?|zurück|précédente?|anterior|precedente|vorige|предыдущая|пред\.?|<|‹|«|←)$",
    re.IGNORECASE,
)


def thread_pages(view: PageView, *pagers: str) -> PageLinks:
    """What the page tells of itself and its neighbours; ``pagers`` are an engine's own containers, tried before the usual ones."""
    pager = _pager(view, pagers or PAGERS)
    number = count = None
    following, previous = _linked(view, "next"), _linked(view, "prev")
    if pager is not None:
        number = _current(pager)
        numbers = [
            int(text) for link in pager.css("a, li, span, strong") if (text := text_of(link).strip("[]() ")).isdigit() and len(text) < 6
        ]
        count = max(numbers, default=None)
        stated = page_of(_spaced(pager))
        if stated:
            number, count = number or stated[0], stated[1]
        following = following or _worded(view, pager, "next", _NEXT)
        previous = previous or _worded(view, pager, "prev", _PREVIOUS)
    if number is None:
        number = number_in_address(view.page.url or view.url)
    count = max(count or 0, number or 0) or None
    return PageLinks(
        number,
        count,
        following,
        previous,
        has_next=following is not None or bool(number and count and number < count),
        has_previous=previous is not None or bool(number and number > 1),
    )


def number_in_address(url: str | None) -> int | None:
    """The page that an address names: ``/page-3``, ``?page=3``; None where it names none, or only an offset."""
    found = _ADDRESS.search(url or "")
    return int(found[1]) if found and int(found[1]) > 0 else None


def is_later(view: PageView, pages: PageLinks) -> bool:
    """Whether this page stands behind the first one, so that it does not begin with the opening message."""
    if pages.number is not None:
        return pages.number > 1
    offset = _OFFSET.search(view.page.url or view.url or "")
    return bool(offset and int(offset[1]) > 0) or pages.has_previous


def _pager(view: PageView, selectors: tuple[str, ...]) -> Node | None:
    """The first pager that says which page is shown, else the first with numbers."""
    numbered = None
    for selector in selectors:
        for node in view.all(selector)[:6]:
            if len(text_of(node)) > 400:
                continue
            if _current(node) is not None:
                return node
            if numbered is None and any(text_of(link).isdigit() for link in node.css("a")):
                numbered = node
    return numbered


def _spaced(pager: Node) -> str:
    """Text with a blank between elements: numbers of neighbouring cells must not run together."""
    return " ".join(pager.text(deep=True, separator=" ").split())[:200]


def _current(pager: Node) -> int | None:
    for selector in _CURRENT:
        for node in pager.css(selector)[:4]:
            numbers = re.findall(r"\d+", text_of(node)[:40])
            if len(numbers) == 1 and len(numbers[0]) < 6 and len(text_of(node)) < 30 and "first" not in classes(node):
                return int(numbers[0])
    stated = page_of(_spaced(pager))
    return stated[0] if stated else None


def _linked(view: PageView, rel: str) -> str | None:
    """The page that a ``link`` or ``a`` element names as neighbour."""
    for node in view.all(f"link[rel~={rel}], a[rel~={rel}]")[:4]:
        href = view.absolute(attr(node, "href"))
        if href and _same_place(view, href):
            return href.partition("#")[0]
    return None


def _same_place(view: PageView, href: str) -> bool:
    """Whether an address is on this page's host: neighbours of a thread never leave it."""
    try:
        host = (urlsplit(href).hostname or "").removeprefix("www.")
    except ValueError:
        return False
    return not host or not view.host or host == view.host


def _worded(view: PageView, pager: Node, name: str, words: re.Pattern[str]) -> str | None:
    for node in pager.css("a[href]"):
        around = classes(node) | (classes(node.parent) if node.parent is not None else frozenset())
        other = "prev" if name == "next" else "next"
        named = any(name in each.lower() and other not in each.lower() for each in around)
        if named or words.match(text_of(node)) or words.match(attr(node, "title")):
            href = view.absolute(attr(node, "href"))
            if href and not href.endswith("#"):
                return href.partition("#")[0]
    return None
