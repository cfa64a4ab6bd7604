"""The title of a discussion out of what the page's head says: without the names of site and section around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.markup.tree import attr, text_of
from reader.sites.view import PageView, host_of

BANNER = "#banner, .banner, #banner-header, .site-title, .site-branding, .blog-title, #blog-title, #site-title, .header-title, #logo, .logo"
"""Where a site writes its own name."""
_SEPARATORS = re.compile(r"\s+[|»«›‹·•—–:>]{1,2}\s+|\s-{1,2}\s|\s::\s|\s/\s|\s\|\|\s")
_SITE_WORDS = re.compile(
    r"\b(?:forums?|foren|boards?|community|communities|discussions?|help cent(?:er|re)|support|blogs?|weblog|magazine|news|network|wiki|"
    r"comunidad|communauté|форум)\b|\.(?:com|org|net|de|fr|co\.uk|info|io|ru|es|it|nl)$",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"^(?:view (?:topic|post|thread|single post)|topic|thread|show ?thread|read topic|thema anzeigen|thema|sujet|discussions?|page \d+"
    r"(?: of \d+)?|seite \d+(?: von \d+)?|p\. \d+|issue #\d+|pull request #\d+|bug #?\d+|powered by .*|forums?|index|home|questions?|"
    r"просмотр темы|ver tema|afficher le sujet)$",
    re.IGNORECASE,
)
"""Pieces that name what kind of page this is."""
_PAGE = re.compile(
    r"(?<=\S)\s*(?:[-–—|:,(]|\s)\s*(?:page|seite|página|pagina|страница)\s\d+(?:\s(?:of|von|de|di|из)\s\d+)?\)?$", re.IGNORECASE
)
"""Which page of the thread it is, behind its title."""
_ANSWER = re.compile(r"^(?:re|aw|sv|antw|odp|ответ)\s*(?:\[\d+\])?\s*:\s*", re.IGNORECASE)
_MOST = 400


def title_of(view: PageView) -> str | None:
    """The title that the page's head states, without the names of site and section."""
    stated = view.meta("og:title", "twitter:title", "dc.title", "dcterms.title")
    whole = text_of(view.root.css_first("title"))
    if stated:
        return _PAGE.sub("", _without_site(stated, view)) or None
    return _PAGE.sub("", _without_site(whole, view)) or whole or None


def title_pieces(view: PageView) -> list[str]:
    """What the head's titles may mean: the pieces between separators, and every run of pieces from the first on."""
    found: list[str] = []
    for whole in (text_of(view.root.css_first("title")), view.meta("og:title") or ""):
        whole = " ".join(whole.split())
        starts = [0, *(match.end() for match in _SEPARATORS.finditer(whole))]
        ends = [*(match.start() for match in _SEPARATORS.finditer(whole)), len(whole)]
        found += [whole[start:end] for start, end in zip(starts, ends, strict=True)]
        found += [whole[:end] for end in ends]
    return list(dict.fromkeys(piece for piece in found if piece))


def thread_title(view: PageView) -> str | None:
    """The title of a page that is all messages: the heading that the head repeats, else what the head says."""
    letters = {re.sub(r"\W", "", piece.casefold()) for piece in title_pieces(view)}
    stated = title_of(view)
    names = {(view.meta("og:site_name", "application-name") or "").casefold(), host_of(view.url)}
    best = ""
    for node in view.all("h1, h2")[:60]:
        text = without_additions(_ANSWER.sub("", " ".join(text_of(node).split())), view)
        bare = re.sub(r"\W", "", text.casefold())
        if bare in letters and len(best) < len(text) and text.casefold() not in names and not _KIND.match(text):
            best = text
    known = re.sub(r"\W", "", (stated or "").casefold())
    bare = re.sub(r"\W", "", best.casefold())
    return best if best and (not known or bare in known or known in bare) else stated


def without_additions(heading: str, view: PageView) -> str:
    """A heading without what stands behind the title in it (a date, a counter, an issue's number), where the head has it alone."""
    known = " ".join(heading.split())
    best = max((piece for piece in title_pieces(view) if known.startswith(piece)), key=len, default="")
    rest = known[len(best) :]
    if len(best) < 12 or not rest or _ADDED.match(rest) is None:
        return heading
    return best


_ADDED = re.compile(r"^\s*(?:[(\[#]|\W*\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)", re.I)


def _without_site(title: str, view: PageView) -> str:
    title = " ".join(title.split())
    for banner in view.all(BANNER)[:6]:
        name = text_of(banner)
        if 2 < len(name) < 80 and re.match(re.escape(name) + r"\s*[:|»–—-]\s", title, re.IGNORECASE):
            return re.sub(r"^\s*[:|»–—-]\s*", "", title[len(name) :])
    pieces = _SEPARATORS.split(title)
    if len(pieces) < 2:
        return title
    name = (view.meta("og:site_name", "application-name") or "").casefold()
    headings = {text_of(node).casefold() for node in view.all("h1, h2, h3")[:20]}
    for piece in pieces:
        if piece.casefold() in headings and piece.casefold() != name and len(piece) > 8:
            return piece
    first, last = _span(pieces, view, name)
    starts = [0, *(match.end() for match in _SEPARATORS.finditer(title))]
    ends = [*(match.start() for match in _SEPARATORS.finditer(title)), len(title)]
    return title[starts[first] : ends[last]].strip(" |»«›‹·•—–:-/")


def _span(pieces: Sequence[str], view: PageView, name: str) -> tuple[int, int]:
    """First and last piece of the title proper: pieces at either end that name the site, a section or a kind of page are left out."""
    host = re.sub(r"[^a-z0-9]", "", host_of(view.url).rpartition(".")[0])
    answered, linked = _texts(view, pieces)
    foreign: list[bool] = []
    for piece in pieces:
        low = piece.casefold()
        letters = re.sub(r"[^a-z0-9]", "", low)
        sited = bool(name) and (low == name or (len(low) > 3 and low in name))
        hosted = len(letters) > 3 and bool(host) and (letters in host or host in letters)
        foreign.append(low not in answered and (sited or hosted or bool(_KIND.match(piece)) or (low in linked and len(low) < 60)))
    if not foreign[0] and True in foreign:
        # section and site follow the title: behind a section there is nothing of it
        foreign = [place > foreign.index(True) or told for place, told in enumerate(foreign)]
    first, last = 0, len(pieces) - 1
    if len(set(foreign)) == 2:
        while last > first and foreign[last]:
            last -= 1
        while first < last and foreign[first]:
            first += 1
        # a thread's own title may be a link too; a single short word is more likely the site that nothing links
        return (0, 0) if first == last and len(pieces[first]) < 12 and pieces[0].count(" ") >= 2 else (first, last)
    if len(pieces) == 2:
        # nothing on the page tells which is the site: its name often says so itself, else it is the shorter one
        told = [bool(_SITE_WORDS.search(piece)) and piece.casefold() not in answered for piece in pieces]
        keep = told.index(False) if sum(told) == 1 else max((0, 1), key=lambda place: len(pieces[place]))
        return keep, keep
    return first, last


def _texts(view: PageView, pieces: Sequence[str]) -> tuple[set[str], set[str]]:
    """Which pieces the page answers ("Re: ..."), and which are texts of links or pictures (sections, the site's own name)."""
    wanted = {piece.casefold() for piece in pieces}
    answered: set[str] = set()
    linked: set[str] = set()
    for node in view.all("a, h3, h4, h5, b, strong, img")[:_MOST]:
        text = (attr(node, "alt") if node.tag == "img" else text_of(node)).casefold().strip()
        if text in wanted and node.tag in {"a", "img"}:
            linked.add(text)
        bare = _ANSWER.sub("", text)
        if bare != text and bare in wanted:
            answered.add(bare)
    return answered, linked
