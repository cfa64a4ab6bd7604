"""A linear pass over raw HTML that takes out what would make a tree builder slow: depth, attributes, unclosed formatting.

lexbor and html5ever look through all open elements, all open formatting elements and all attributes at every tag, so a page of 100,000
nested tags costs minutes. The pass follows the tokeniser of the HTML standard (section 13.2.5) and its scopes closely enough to bound
what is open; it never takes out text, only tags. Most pages come back as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MAX_DEPTH = 512
"""As Blink has it: every tag costs a look through what is open."""
MAX_FORMATTING = 48
MAX_ATTRIBUTES = 120
_FEW_TAGS = 1200
_SMALL = 30_000
"""Pieces with fewer tags and code points cannot reach a depth or a count that costs anything."""

_TOKEN = re.compile(
    r"<(?:!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*(?:--!?>|\Z))"
    r"|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[\s/]++|(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?)?)*)(?:>|\Z)"
    r"|[!?/][^>]*+(?:>|\Z))"
)
_ATTRIBUTE = re.compile(r"(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?)?")
_VOID = frozenset([
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
])
_RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title", "plaintext"])
_FORMATTING = frozenset(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"])
_MARKERS = frozenset(["table", "td", "th", "caption", "object", "applet", "marquee", "template", "html", "svg", "math"])
_TABLE_PARTS = frozenset(["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"])
_CLOSE_P = frozenset(
    [
        "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "dd", "dt", "listing",
        "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul", "xmp", "table",
    ]
)
_CLOSE_EACH: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), frozenset(["ul", "ol", "menu", "dir"])),
    "dd": (frozenset(["dd", "dt"]), frozenset(["dl"])),
    "dt": (frozenset(["dd", "dt"]), frozenset(["dl"])),
    "option": (frozenset(["option"]), frozenset(["select"])),
    "tr": (frozenset(["tr", "td", "th"]), frozenset(["table"])),
    "td": (frozenset(["td", "th"]), frozenset(["table"])),
    "th": (frozenset(["td", "th"]), frozenset(["table"])),
    "tbody": (frozenset(["tbody", "thead", "tfoot", "tr", "td", "th"]), frozenset(["table"])),
    "thead": (frozenset(["tbody", "thead", "tfoot", "tr", "td", "th"]), frozenset(["table"])),
    "tfoot": (frozenset(["tbody", "thead", "tfoot", "tr", "td", "th"]), frozenset(["table"])),
}
"""Start tags that close an open element (first set) unless one of the second set stands between."""


@dataclass(slots=True)
class _Open:
    """The open elements: every look-up is constant, every element is taken off once."""

    names: list[str] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    markers: list[int] = field(default_factory=list)

    def last(self, name: str) -> int:
        """Place of the innermost open element of this name, -1 for none."""
        places = self.places.get(name)
        return places[-1] if places else -1

    def innermost(self, names: frozenset[str]) -> int:
        """Place of the innermost open element among ``names``."""
        return max(map(self.last, names))

    def push(self, name: str) -> None:
        """Open an element."""
        place = len(self.names)
        self.names.append(name)
        self.places.setdefault(name, []).append(place)
        if name in _MARKERS:
            self.markers.append(place)

    def cut(self, place: int) -> None:
        """Close everything from ``place`` on."""
        while len(self.names) > place:
            name = self.names.pop()
            self.places[name].pop()
            if name in _MARKERS:
                self.markers.pop()

    def start(self, name: str) -> None:
        """Close what this start tag closes by itself."""
        if name not in _CLOSE_EACH and not (self.places.get("p") and name in _CLOSE_P):
            return
        marker = self.markers[-1] if self.markers else -1
        if name in _CLOSE_P and (place := self.last("p")) > marker:
            self.cut(place)
        if rule := _CLOSE_EACH.get(name):
            place, border = self.innermost(rule[0]), self.innermost(rule[1])
            if place > border:
                self.cut(min(found for found in map(self.last, rule[0]) if found > border))

    @property
    def foreign(self) -> bool:
        """Whether a drawing or formula is open."""
        return bool(self.places.get("svg") or self.places.get("math"))

    def end(self, name: str) -> bool:
        """Close an element by its end tag; False where none is open in scope."""
        if self.names and self.names[-1] == name:  # nearly always
            self.names.pop()
            self.places[name].pop()
            if name in _MARKERS:
                self.markers.pop()
            return True
        place = self.last(name)
        marker = self.markers[-1] if self.markers else -1
        if place < 0 or (place < marker and name not in _TABLE_PARTS and name not in _MARKERS):
            return False
        self.cut(place)
        return True


def cap(html: str) -> tuple[str, int]:
    """The HTML with depth, open formatting elements and attributes limited, and how many tags were taken out or cut for it."""
    if html.count("<") < _FEW_TAGS and len(html) < _SMALL:
        return html, 0
    open_elements = _Open()
    dropped: dict[str, int] = {}
    formatting = 0
    edits: list[tuple[int, int, str]] = []
    place, size = 0, len(html)
    search = _TOKEN.search
    while place < size:
        token = search(html, place)
        if token is None:
            break
        start, place = token.span()
        end, name, rest = token.groups()
        if name is None:
            continue
        name = name.lower()
        if end:
            if formatting and name in _FORMATTING:
                formatting -= 1
            if dropped and dropped.get(name):
                dropped[name] -= 1
                edits.append((start, place, ""))
            else:
                open_elements.end(name)
            continue
        if place - start > 2000 and (shorter := _fewer_attributes(token)) is not None:
            edits.append((start, place, shorter))
        if name in _VOID:
            continue
        open_elements.start(name)
        foreign = open_elements.foreign
        if foreign and rest.endswith("/"):
            continue
        if name in _RAW and not foreign:
            place = _end_of_raw(html, name, place)
            continue
        too_many = name in _FORMATTING and name != "a" and formatting >= MAX_FORMATTING
        if too_many or len(open_elements.names) >= MAX_DEPTH:
            dropped[name] = dropped.get(name, 0) + 1
            if edits and edits[-1][0] == start:
                edits.pop()
            edits.append((start, place, ""))
            continue
        open_elements.push(name)
        if name in _FORMATTING and name != "a":
            formatting += 1
    if not edits:
        return html, 0
    return _edited(html, edits), len(edits)


def _end_of_raw(html: str, name: str, place: int) -> int:
    """Where the content of a raw text element ends: before its end tag, or at the end of the page."""
    if name == "plaintext":
        return len(html)
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, place)
    return found.end() if found else len(html)


def _fewer_attributes(token: re.Match[str]) -> str | None:
    kept: list[str] = []
    for attribute in _ATTRIBUTE.finditer(token["rest"]):
        if len(kept) == MAX_ATTRIBUTES:
            return f"<{token['name']} {' '.join(kept)}>"
        kept.append(attribute.group())
    return None


def _edited(html: str, edits: list[tuple[int, int, str]]) -> str:
    out: list[str] = []
    place = 0
    for start, end, new in edits:
        out += (html[place:start], new)
        place = end
    out.append(html[place:])
    return "".join(out)
