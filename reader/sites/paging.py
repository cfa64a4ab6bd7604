"""Further pages of a thread as links name them."""

from __future__ import annotations

import re

from reader.markup.tree import Node, attr, text_of
from reader.model.draft import PageLinks
from reader.sites.view import PageView

_NEXT = re.compile(
    r"(?:next|nächste|weiter|neuere?|newer|suivant\w*|siguiente|successiv\w+|volgende|следующ\w+|següente|próxim\w+)\b[^.!?]{0,30}",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"(?:prev|previous|vorherige|zurück|ältere?|older|précédent\w*|anterior|precedent\w+|vorige|предыдущ\w+)\b[^.!?]{0,30}", re.IGNORECASE
)
_IN_ADDRESS = re.compile(r"(?:/comment-page-|[?&]cpage=|/comments/page/|[?&]comments?_?[pP]age=|[?&]debut_forums=)(\d{1,5})")
_OF = re.compile(r"\b(?:page|seite|página|pagina)\s(\d{1,5})\s(?:of|von|de|di|sur|/)\s(\d{1,5})\b", re.IGNORECASE)


def comment_pages(view: PageView, *selectors: str) -> PageLinks:
    """Pages of comments: links inside these containers, and any link whose address numbers a page of comments."""
    number = own_number(view.page.url or view.url)
    following = previous = None
    count = None
    links = {link.mem_id: link for selector in selectors for link in view.all(selector + " a[href]")}
    links |= {link.mem_id: link for link in view.all("a[href]") if _IN_ADDRESS.search(attr(link, "href"))}
    for node in links.values():
        word = text_of(node).strip("«»‹›←→<> ")
        href = view.absolute(attr(node, "href"))
        if href is None:
            continue
        found = _IN_ADDRESS.search(href)
        if found:
            count = max(count or 1, int(found[1]))
        if _rel(node, "next") or (_NEXT.fullmatch(word) and not _PREVIOUS.fullmatch(word)):
            following = following or _page(href)
        elif _rel(node, "prev") or _PREVIOUS.fullmatch(word):
            previous = previous or _page(href)
    number = number or next((int(text_of(n)) for s in selectors for n in view.all(s + " .current") if text_of(n).isdigit()), None)
    if following and previous is None and number is None:
        return _ordered(following, None, number, count)
    return _ordered(following, previous, number, count)


def _ordered(following: str | None, previous: str | None, number: int | None, count: int | None) -> PageLinks:
    """ "Older comments" may mean the page before or behind: the number in its address decides."""
    here = number
    for address in (following, previous):
        found = _IN_ADDRESS.search(address or "")
        if found and here is None:
            here = int(found[1]) + 1 if address == previous else int(found[1]) - 1
    return PageLinks(
        here if here and here > 0 else number,
        max(count or 0, here or 0) or None,
        next_url=following,
        previous_url=previous,
        has_next=following is not None or bool(count and here and here < count),
        has_previous=previous is not None or bool(here and here > 1),
    )


def own_number(url: str | None) -> int | None:
    """Which page of comments an address names."""
    found = _IN_ADDRESS.search(url or "")
    return int(found[1]) if found else None


def _page(href: str) -> str:
    return href.partition("#")[0]


def _rel(node: Node, value: str) -> bool:
    return value in attr(node, "rel").lower().split()


def page_of(text: str) -> tuple[int, int] | None:
    """Numbers of "page 2 of 7" in a text."""
    found = _OF.search(text)
    return (int(found[1]), int(found[2])) if found else None
