"""The one way from page markup to a stored `Body`."""

from __future__ import annotations

import base64
import binascii
import re
import urllib.parse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reader.markup.addresses import join
from reader.markup.characters import LONGEST_RUN, harmless, plain_lines
from reader.markup.images import MAX_BYTES, check_image
from reader.markup.positions import TAG, quote_spans
from reader.markup.quotes import cited_author, message_id, quote_mark
from reader.markup.sanitise import picture_tag, safe_link, settle, words_for_picture
from reader.markup.selectors import joined, names_in_piece
from reader.markup.text import escape, html_to_text, text_of_paragraphs
from reader.markup.tree import Node, canonical
from reader.markup.writing import Choices, QuoteMark, Writer, attributes_of, placeholder
from reader.model.discussion import Body, Quote
from reader.model.page import Asset

_PLAIN_TAGS = frozenset(["p", "br", "div"])
_CONTAINERS = frozenset(["td", "th", "li", "dd", "dt", "tr", "tbody", "body", "html"])
_SMILEY = re.compile(r"smil|emoji|emoticon", re.IGNORECASE)
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-orig-file", "data-full-url")
_DATA_URI = re.compile(r"data:image/[a-z0-9.+-]+;base64,", re.IGNORECASE)
_CITE_REACH = 160
"""Code points of a quote's text within which a link may name the quoted message."""


@dataclass(frozen=True, slots=True)
class BodyContext:
    """What bodies of one page have in common.

    ``url`` is the page's address (links are resolved against it; relative ones are dropped without it), ``assets`` the pictures that the
    save holds by every address the page may name them, ``drop`` CSS selectors of what is not text (buttons, counters, signatures).
    """

    url: str | None = None
    assets: Mapping[str, Asset] = field(default_factory=dict, repr=False)
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeBody:
    """A body with the quote blocks in it, the pictures it names by sha256, and the addresses of those it could not have.

    ``refused_images`` are pictures that the page holds itself and that are no allowed raster image. ``flattened`` counts elements that
    were nested too deep.
    """

    body: Body
    quotes: tuple[Quote, ...] = ()
    assets: Mapping[str, Asset] = field(default_factory=dict, repr=False)
    missing_images: tuple[str, ...] = ()
    refused_images: tuple[str, ...] = ()
    flattened: int = 0


@dataclass(slots=True)
class _Resolver:
    """Links and pictures of one body."""

    context: BodyContext
    used: dict[str, Asset] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def address(self, written: str) -> str:
        """An address resolved against the page's; as written where that fails."""
        written = written.strip()
        if not self.context.url or not written:
            return written
        try:
            return join(self.context.url, written)
        except ValueError:
            return written

    def link(self, href: str) -> str | None:
        """Where a link leads: http, https or mailto; None for everything else."""
        found = safe_link(href, own=False)
        if found is not None or not self.context.url:
            return found
        return safe_link(self.address(harmless(href)), own=False)

    def picture(self, values: Mapping[str, str]) -> str:
        """What stands for an ``img``: the picture where the save holds it, a smiley's words, else a placeholder."""
        alt = values.get("alt", "").strip()
        if alt and len(alt) <= 40 and (_SMILEY.search(values.get("class", "")) or _SMILEY.search(values.get("src", ""))):
            return escape(harmless(alt))
        names = [values[key].strip() for key in ("src", *_SOURCES) if values.get(key, "").strip()]
        for name in names:
            asset = self.context.assets.get(name) or self.context.assets.get(self.address(name))
            if asset is None and name[:5].lower() == "data:":
                asset = self._inline(name)
            if asset is not None:
                self.used[asset.sha256] = asset
                return picture_tag(asset.sha256, values)
        remote = [name for name in names if name[:5].lower() != "data:"]
        address = self.link(remote[-1]) if remote else None
        if address:
            self.missing.append(address)
        words = words_for_picture(values, address or (remote[-1] if remote else ""))
        return placeholder(words, address or "") if words else ""

    def _inline(self, name: str) -> Asset | None:
        head = _DATA_URI.match(name)
        if head is None or len(name) > MAX_BYTES * 4 // 3 + 100:
            self.refused.append(name[:60])
            return None
        try:
            data = base64.b64decode(urllib.parse.unquote(name[head.end() :]))
        except (binascii.Error, ValueError):
            data = b""
        asset = check_image(data)
        if asset is None:
            self.refused.append(name[:60])
        elif (asset.width or 0) * (asset.height or 0) <= 4:
            return None  # a stand-in for a picture that a script would have loaded
        return asset


def make_body(
    nodes_or_html: str | Node | Sequence[Node],
    context: BodyContext,
    *,
    drop: Iterable[str] = (),
    drop_nodes: Iterable[Node] = (),
) -> MadeBody:
    """Make a body of an HTML string, a node, or several nodes in order.

    Left out are only what no body can hold (scripts, controls) and what ``drop`` and ``context.drop`` (CSS selectors) or ``drop_nodes``
    name. The page's tree stays as it is. Names of our own (``asset:``, ``comment:``, ``post:``) in the input are dropped.
    """
    selectors = (*context.drop, *drop)
    if isinstance(nodes_or_html, str):
        html = canonical(nodes_or_html)
        if selectors:
            html = _without_selected(html, selectors)
    else:
        nodes = [nodes_or_html] if isinstance(nodes_or_html, Node) else list(nodes_or_html)
        unwanted = list(drop_nodes)
        html = "".join(_outer(node, unwanted, selectors) for node in nodes)
    return _finish(html, _Resolver(context))


def make_text_body(text: str) -> Body:
    """A body of a plain-text source: its lines as they are, outer empty lines, trailing blanks and harmful characters left out."""
    return Body(plain_lines(text))


def _finish(html: str, resolver: _Resolver) -> MadeBody:
    if _is_plain(html):
        text = text_of_paragraphs(harmless(html))
        return MadeBody(Body(text if text.strip() else ""))
    writer = Writer(Choices(resolver.link, resolver.picture, quote_mark))
    cleaned = settle(writer.write(harmless(html)))
    text = html_to_text(cleaned)
    shows_picture = "<img" in cleaned or "<span" in cleaned
    if not text.strip() and not shows_picture:
        return MadeBody(Body(""), (), {}, tuple(resolver.missing), tuple(resolver.refused), writer.flattened)
    quotes = _quotes(cleaned, text, writer) if writer.quotes else ()
    more = shows_picture or any(tag[2] not in _PLAIN_TAGS or tag[3] for tag in TAG.finditer(cleaned))
    return MadeBody(
        Body(text, cleaned if more else None),
        quotes,
        resolver.used,
        tuple(resolver.missing),
        tuple(resolver.refused),
        writer.flattened,
    )


_PLAIN = re.compile(r"(?:<(?P<around>p|div|span|section|article)(?P<attributes>[^<>]*+)>)?(?:[^<]++|</?p>|<br>)*(?:</(?P=around)>)?")


def _is_plain(html: str) -> bool:
    """Whether writing and cleaning the HTML could only give its own paragraphs and line breaks: most bodies, at a quarter of the price."""
    if len(html) > LONGEST_RUN:
        return False
    found = _PLAIN.fullmatch(html)
    return found is not None and (not found["attributes"] or _says_nothing(found["around"], found["attributes"]))


@lru_cache(maxsize=256)
def _says_nothing(name: str, attributes: str) -> bool:
    """Whether a start tag is neither a quote block nor keeps an attribute. Bodies of one page stand in tags that are alike."""
    values = attributes_of(attributes)
    return "dir" not in values and quote_mark(name, values) is None


def _quotes(html: str, text: str, writer: Writer) -> tuple[Quote, ...]:
    """Quote blocks of a finished body. A cite line before the block belongs to it."""
    spans = quote_spans(html)
    marks, ids = writer.quotes, _quoted_ids(writer)
    if len(spans) != len(marks):
        marks, ids = [QuoteMark()] * len(spans), {}
    found: list[Quote] = []
    for index, ((start, end), mark) in enumerate(zip(spans, marks, strict=True)):
        if end <= start:
            continue
        author, site_id = mark.author, mark.site_id or ids.get(index)
        before = text[:start].rstrip("\n")[-240:]
        line = before.rsplit("\n", 1)[-1]
        cited = cited_author(line) if 0 < len(line) < 240 else None
        if cited is not None and author in (None, cited):
            line_start = text.rindex(line, 0, start)
            if all(other.start != line_start for other in found[-8:]):  # else it is the cite line of the quote around
                author, start = cited, line_start
        author = author or cited_author(text[start:end].split("\n", 1)[0])
        found.append(Quote(start, end, author, site_id))
    return tuple(found)


def _quoted_ids(writer: Writer) -> dict[int, str]:
    """Quote (by order) -> id of the message that a link near its start, or in a header right before it, leads to."""
    found: dict[int, str] = {}
    coming = 0
    for inside, place, href in writer.links:
        named = message_id(href)
        if named is None:
            continue
        if inside >= 0:
            if place - writer.quote_starts[inside] < _CITE_REACH:
                found.setdefault(inside, named)
            continue
        while coming < len(writer.quote_starts) and writer.quote_starts[coming] < place:
            coming += 1
        if coming < len(writer.quote_starts) and writer.quote_starts[coming] - place < _CITE_REACH:
            found[coming] = named
    return found


_CALM = re.compile(
    r"</?(?:p|br|b|i|em|strong|a|span|img|blockquote|code|u|s|small|sup|sub|del|q|cite)(?: [^<>\"]*+(?:\"[^\"]*+\"[^<>\"]*+)*)?>"
)
"""A tag of canonical HTML that means the same wherever it stands."""


def _without_selected(html: str, selectors: tuple[str, ...]) -> str:
    selector, needs = joined(selectors)
    if not needs.met(names_in_piece(html)) and "<" not in _CALM.sub("", html):
        return f"<div>{html}</div>"
    from selectolax.lexbor import LexborHTMLParser

    parser = LexborHTMLParser(f"<!doctype html><body><div>{html}</div>")
    root = parser.css_first("body > div")
    if root is None:
        return html
    for node in root.css(selector):
        node.decompose()
    return root.html or ""


def _outer(node: Node, unwanted: Sequence[Node], selectors: tuple[str, ...]) -> str:
    """Canonical HTML of a node without what is dropped; cells and items become plain blocks."""
    if node.is_text_node:
        return escape(node.text())
    if not node.is_element_node or any(node.mem_id == other.mem_id for other in unwanted):
        return ""
    html = node.html or ""
    dropped = list(unwanted)
    if selectors:
        selector, needs = joined(selectors)
        if needs.met(names_in_piece(html)):  # to find that nothing of sixty selectors is there costs three times as much
            dropped += node.css(selector)
    if dropped:
        html = _serialised(node, dropped)
    if node.tag in _CONTAINERS:
        opening = html.find(">")
        closing = html.rfind("</")
        html = f"<div>{html[opening + 1 : closing]}</div>" if 0 <= opening < closing else html
    return html


def _serialised(node: Node, unwanted: Sequence[Node]) -> str:
    """HTML of a node without the nodes ``unwanted`` inside it: only the path to each is walked, the rest is serialised whole."""
    dropped = {found.mem_id for found in unwanted} - {node.mem_id}
    broken: set[int] = {node.mem_id}
    for found in unwanted:
        parent = found.parent
        while parent is not None and parent.mem_id not in broken:
            broken.add(parent.mem_id)
            parent = parent.parent
    out: list[str] = []
    todo: list[Node | str] = [node]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            out.append(item)
        elif item.mem_id in dropped:
            continue
        elif item.mem_id not in broken:
            out.append(escape(item.text()) if item.is_text_node else item.html or "")
        else:
            out.append(_start_tag(item))
            todo.append(f"</{item.tag}>")
            children: list[Node] = []
            child = item.first_child
            while child is not None:
                children.append(child)
                child = child.next
            todo.extend(reversed(children))
    return "".join(out)


def _start_tag(node: Node) -> str:
    written = "".join(
        f' {name}="{escape(value or "").replace(chr(34), "&quot;")}"' for name, value in node.attributes.items() if '"' not in name
    )
    return f"<{node.tag}{written}>"
