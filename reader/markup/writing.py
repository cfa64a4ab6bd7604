"""Canonical HTML (as lexbor serialises a tree) -> the same in the allow-listed elements only, in one linear pass.

What is dropped: scripts, styles, forms' controls, everything about looks. What is kept: the words, in their order, always. Elements without
a place in the allow-list become their nearest relative or nothing; nesting deeper than a window can lay out is flattened.
"""

from __future__ import annotations

import html as html_module
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reader.markup.characters import LONGEST_RUN, part_long_runs_of_html
from reader.markup.positions import PLACEHOLDER

MAX_NESTING = 90
MAX_TABLES = 8

_TOKEN = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)([^>\"]*+(?:\"[^\"]*+\"[^>\"]*+)*)>|<[!?][^>]*>", re.DOTALL)
_BREAK = re.compile("[ \n\u200b]")
_ATTRIBUTE = re.compile(r'([^\s="]+)="([^"]*)"')
_KEEP = frozenset(
    [
        "a", "abbr", "b", "blockquote", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6",
        "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "strong", "sub", "sup", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "u", "ul", "var", "caption",
    ]
)
_BECOMES = {
    "center": "div", "strike": "s", "tt": "code", "acronym": "abbr", "section": "div", "article": "div", "header": "div", "footer": "div",
    "main": "div", "aside": "div", "nav": "div", "address": "div", "figure": "div", "figcaption": "div", "fieldset": "div", "form": "div",
    "details": "div", "summary": "div", "hgroup": "div", "dir": "ul", "menu": "ul", "legend": "div", "listing": "pre", "dialog": "div",
    "mark": "b", "dfn": "i",
}
_TABLE_TO_BLOCK = {"table": "div", "thead": "", "tbody": "", "tfoot": "", "tr": "div", "td": "div", "th": "div", "caption": "div"}
_BLOCKS = frozenset([
    "p", "div", "blockquote", "ul", "ol", "dl", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "tr", "td",
    "th", "caption",
])
_DROPPED = frozenset(
    [
        "script", "style", "head", "title", "svg", "math", "object", "applet", "button", "select", "option", "textarea",
        "template", "canvas", "datalist", "noframes", "noembed", "map", "frameset", "audio", "video", "iframe", "embed",
    ]
)
_RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"])
_PLAYERS = frozenset(["audio", "video", "iframe", "embed", "object"])
_VOID = frozenset([
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
])


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """What the markup of a quote block says about whom it quotes."""

    author: str | None = None
    site_id: str | None = None
    wrapper: bool = False
    """The block holds its words in a quote element of its own, which is the same quote."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the caller decides: where links lead (None: no link), what stands for a picture, which elements are quotes."""

    link: Callable[[str], str | None]
    picture: Callable[[Mapping[str, str]], str]
    quote: Callable[[str, Mapping[str, str]], QuoteMark | None] | None = None
    own: bool = False
    """Placeholders of our own making are kept."""


@dataclass(slots=True)
class _Level:
    """One open element of the input: its name, what closes it in the output, whether it is a quote that waits for its inner block."""

    name: str
    closing: str
    cost: int = 0
    waiting: bool = False
    quote: int = -1
    absorbed: bool = False
    """It is the inner block of a quote that was open already."""


@dataclass(slots=True)
class Writer:
    """One pass. ``quotes`` lists the quote blocks in the order of their start tags."""

    choices: Choices
    out: list[str] = field(default_factory=list)
    quotes: list[QuoteMark] = field(default_factory=list)
    quote_starts: list[int] = field(default_factory=list)
    """Code points of escaped text written before each quote block."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """Links as the page writes them: quote block around (-1 for none), code points of text before, address."""
    flattened: int = 0
    _written: int = 0
    _levels: list[_Level] = field(default_factory=list)
    _depth: int = 0
    _tables: int = 0
    _run: int = 0
    _linked: bool = False

    def write(self, html: str) -> str:
        """Take in canonical HTML, give back HTML of allow-listed elements, balanced."""
        place, size = 0, len(html)
        long = size > LONGEST_RUN
        iterator = _TOKEN.finditer(html)
        for token in iterator:
            start = token.start()
            if start < place:
                continue
            if start > place:
                self._text(html[place:start], long)
            place = token.end()
            name = token[2]
            if name is None:
                continue
            if token[1]:
                self._end(name)
            else:
                skipped = self._start(name, token[3], html, place)
                if skipped != place:
                    place = skipped
        if place < size:
            self._text(html[place:], long)
        while self._levels:
            self._close()
        return "".join(self.out)

    def _text(self, text: str, long: bool) -> None:
        if long:
            text = part_long_runs_of_html(text)
            first = _BREAK.search(text)
            if self._run and self._run + (first.start() if first else len(text)) > LONGEST_RUN:
                text = f"\u200b{text}"
            last = max(text.rfind(" "), text.rfind("\n"), text.rfind("\u200b"))
            self._run = self._run + len(text) if last < 0 else len(text) - last - 1
        self._written += len(text)
        self.out.append(text)

    def _start(self, name: str, attributes: str, html: str, place: int) -> int:
        """Write a start tag; the place in the input where reading goes on."""
        if name in ("br", "hr"):
            self.out.append(f"<{name}>")
            self._run = 0
            return place
        if name in ("wbr", "basefont"):
            return place
        if name == "img":
            self.out.append(self.choices.picture(attributes_of(attributes)))
            return place
        if name in _DROPPED or name == "noscript":
            return self._drop(name, attributes, html, place)
        if name in ("xmp", "plaintext"):
            end = _end_of_raw(html, name, place)
            self.out.append(f"<pre>{html_module.escape(html[place:end], quote=False)}</pre>")
            return _behind(html, end)
        if name in _VOID:
            return place
        self._open(name, attributes)
        return place

    def _drop(self, name: str, attributes: str, html: str, place: int) -> int:
        if name in _PLAYERS:
            values = attributes_of(attributes)
            address = self.choices.link(values.get("src") or values.get("data") or values.get("data-src") or "")
            if address:
                self.out.append(placeholder(address.split("/")[2] if address.count("/") > 1 else address, address))
        if name in _VOID:
            return place
        if name in _RAW:
            return _behind(html, _end_of_raw(html, name, place))
        end = _end_of_element(html, name, place)
        if name == "noscript" and not ("<img" in html[place:end] and self.out and "<img" in html[max(0, place - 600) : place]):
            self._levels.append(_Level(name, ""))
            return place
        return end

    def _open(self, name: str, attributes: str) -> None:
        values = attributes_of(attributes) if attributes else {}
        new = _BECOMES.get(name, name if name in _KEEP else "")
        mark = self.choices.quote(name, values) if self.choices.quote is not None and (values or name == "blockquote") else None
        waiting = False
        prefix = ""
        if name == "a" and self.choices.quote is not None and values.get("href"):
            self.links.append((self._innermost_quote(), self._written, values["href"]))
        if name == "cite" and self._opens_quote():
            new = "div"
        if mark is not None or new == "blockquote":
            outer = next((level for level in reversed(self._levels) if level.quote >= 0), None)
            if outer is not None and outer.waiting:
                outer.waiting = False
                known = self.quotes[outer.quote]
                if mark is not None and (known.author is None or known.site_id is None):
                    self.quotes[outer.quote] = QuoteMark(known.author or mark.author, known.site_id or mark.site_id)
                self._open_as(name, "div" if new == "blockquote" else new, values, "", False)
                self._levels[-1].absorbed = True
                return
            if name == "div" and self._levels and self._levels[-1].absorbed and mark is not None and not mark.author:
                self._open_as(name, new, values, "", False)
                return
            if self._depth + 2 < MAX_NESTING:
                waiting = mark is not None and mark.wrapper
                prefix = "" if name not in ("td", "th", "li") else "<blockquote>"
                new = new if prefix else "blockquote"
                self.quotes.append(mark or QuoteMark())
                self.quote_starts.append(self._written)
                self._open_as(name, new, values, prefix, waiting)
                return
        if name == "span" and self.choices.own and PLACEHOLDER in values.get("class", "").split():
            self._push(name, placeholder_tag(values.get("title", "")), "</span>")
            return
        self._open_as(name, new, values, "", False)

    def _innermost_quote(self) -> int:
        return next((level.quote for level in reversed(self._levels) if level.quote >= 0), -1)

    def _opens_quote(self) -> bool:
        """Whether nothing but white space was written since the innermost quote block began."""
        quote = self._innermost_quote()
        return quote >= 0 and self._written - self.quote_starts[quote] < 40

    def _open_as(self, name: str, new: str, values: Mapping[str, str], prefix: str, waiting: bool) -> None:
        if new == "table":
            self._tables += 1
        if self._tables > MAX_TABLES and new in _TABLE_TO_BLOCK:
            new = _TABLE_TO_BLOCK[new]
            self.flattened += 1
        if new and self._depth >= MAX_NESTING:
            self.flattened += 1
            self.out.append("<br>" if new in _BLOCKS else "")
            new = ""
        opening = ""
        if new == "a":
            href = self.choices.link(values.get("href", ""))
            opening = "" if href is None or self._linked else f'<a href="{escape_value(href)}">'
            new = "a" if opening else ""
            self._linked = self._linked or bool(opening)
        elif new:
            opening = f"<{new}{kept_attributes(new, values)}>"
        self._push(name, opening + prefix, ("</blockquote>" if prefix else "") + (f"</{new}>" if new else ""))
        if new == "blockquote" or prefix:
            self._levels[-1].quote = len(self.quotes) - 1
            self._levels[-1].waiting = waiting

    def _push(self, name: str, opening: str, closing: str) -> None:
        self.out.append(opening)
        cost = closing.count("<")
        self._depth += cost
        self._levels.append(_Level(name, closing, cost))

    def _close(self) -> None:
        level = self._levels.pop()
        if level.name == "table":
            self._tables -= 1
        if level.closing == "</a>":
            self._linked = False
        self._depth -= level.cost
        self.out.append(level.closing)
        if level.closing and level.name in _BLOCKS:
            self._run = 0

    def _end(self, name: str) -> None:
        if self._levels and self._levels[-1].name == name:
            self._close()


def attributes_of(written: str) -> dict[str, str]:
    """Attributes of a canonical start tag, values unescaped."""
    return {name: html_module.unescape(value) if "&" in value else value for name, value in _ATTRIBUTE.findall(written)}


def escape_value(value: str) -> str:
    """A value for use between double quotes, spelled as nh3 spells it."""
    return (
        value.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    )


def placeholder_tag(address: str) -> str:
    """Start tag of the element that stands for something that the save does not hold."""
    title = f' title="{escape_value(address)}"' if address else ""
    return f'<span{title} class="{PLACEHOLDER}">'


def placeholder(words: str, address: str) -> str:
    """The element that stands for a picture or player that the save does not hold."""
    return f"{placeholder_tag(address)}{escape_value(words)}</span>".replace("&quot;", '"')


def clamped(value: str, low: int, high: int) -> int | None:
    """A whole number within bounds; None for anything else."""
    value = value.strip()
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", value):
        return None
    return min(max(int(value), low), high)


def kept_attributes(name: str, values: Mapping[str, str]) -> str:
    """Attributes of an element that are worth keeping, numbers within bounds."""
    if not values:
        return ""
    kept = ""
    if name in ("td", "th"):
        for key, high in (("colspan", 50), ("rowspan", 200)):
            number = clamped(values.get(key, ""), 1, high)
            if number is not None and number > 1:
                kept += f' {key}="{number}"'
    elif name == "ol":
        number = clamped(values.get("start", ""), -100_000, 1_000_000)
        if number is not None:
            kept += f' start="{number}"'
    elif name == "abbr" and values.get("title"):
        kept += f' title="{escape_value(values["title"][:500])}"'
    if values.get("dir", "").lower() in ("rtl", "ltr") and name in _BLOCKS:
        kept += f' dir="{values["dir"].lower()}"'
    return kept


def _end_of_raw(html: str, name: str, place: int) -> int:
    end = html.find(f"</{name}", place)
    return len(html) if end < 0 else end


def _behind(html: str, place: int) -> int:
    end = html.find(">", place)
    return len(html) if end < 0 else end + 1


def _end_of_element(html: str, name: str, place: int) -> int:
    """Place behind the end tag that closes an element whose start tag ends at ``place``."""
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])").finditer(html, place):
        depth += -1 if tag[1] else 1
        if not depth:
            return _behind(html, tag.start())
    return len(html)
