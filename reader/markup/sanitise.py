"""Allow-list sanitiser: what the library stores and the window shows.

Two layers: `reader.markup.writing` rewrites into the few elements that bodies have, bounded in depth and numbers; nh3 (an HTML5 parser with
an allow-list) then has the last word. The result is repeated until nothing changes, so cleaning twice is cleaning once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import nh3

from reader.markup.characters import harmless
from reader.markup.positions import PLACEHOLDER
from reader.markup.text import html_to_text, text_to_html
from reader.markup.tree import canonical
from reader.markup.writing import Choices, Writer, clamped, escape_value, placeholder

TAGS = frozenset(
    [
        "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3",
        "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong",
        "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
    ]
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
    "span": {"title"},
    "abbr": {"title"},
    "*": {"dir"},
}
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "asset", "comment", "post"},
    link_rel=None,
    url_relative="deny",
    allowed_classes={"span": {PLACEHOLDER}},
)
_OWN_LINK = re.compile(r"(?:comment|post):-?[0-9]{1,18}")
_OWN_PICTURE = re.compile(r"asset:[0-9a-f]{64}")
_LINK = re.compile(r"(?:https?://[^\s]|mailto:[^\s])", re.IGNORECASE)
_IGNORED_IN_ADDRESS = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ufeff]+")
_ROUNDS = 4
LONGEST_ADDRESS = 8000


def safe_link(address: str, own: bool) -> str | None:
    """The address where it may be a link: http, https, mailto, and our own ``comment:ID`` / ``post:ID`` if ``own``; else None."""
    address = _IGNORED_IN_ADDRESS.sub("", address[:LONGEST_ADDRESS] if len(address) > LONGEST_ADDRESS else address)
    if _LINK.match(address) or (own and _OWN_LINK.fullmatch(address)):
        return address
    return None


def picture_tag(sha256: str, values: Mapping[str, str]) -> str:
    """A picture of the library with its alternative text and its size as far as it is sane (1 to 4,000 pixels)."""
    written = f'<img src="asset:{sha256}"'
    if values.get("alt"):
        written += f' alt="{escape_value(harmless(values["alt"][:1000]))}"'
    for name in ("width", "height"):
        number = clamped(values.get(name, "").removesuffix("px"), 1, 4000)
        if number is not None:
            written += f' {name}="{number}"'
    return written + ">"


def words_for_picture(values: Mapping[str, str], address: str) -> str:
    """What a placeholder says: the alternative text, else the file's name."""
    alt = " ".join(harmless(values.get("alt", "")).split())
    if alt:
        return alt[:200]
    name = address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rsplit("/", 1)[-1] if not address.startswith("data:") else ""
    return harmless(name[:100])


def _own_picture(values: Mapping[str, str]) -> str:
    source = values.get("src", "")
    if _OWN_PICTURE.fullmatch(source):
        return picture_tag(source[6:], values)
    return _foreign_picture(values)


def _foreign_picture(values: Mapping[str, str]) -> str:
    address = safe_link(values.get("src", ""), own=False) or ""
    words = words_for_picture(values, address)
    return placeholder(words, address) if words else ""


_OWN = Choices(lambda href: safe_link(href, own=True), _own_picture, own=True)
_FOREIGN = Choices(lambda href: safe_link(href, own=False), _foreign_picture)


def clean(html: str, *, own: bool = True) -> str:
    """Safe HTML with the same words: allow-listed elements and attributes, no styles, no scripts, no resource but the library's.

    With ``own`` the names that we write ourselves (``asset:SHA256``, ``comment:ID``, ``post:ID``) stay: for bodies of the library and of
    our own exports. Pages that come in go through `reader.markup.body.make_body`, which drops theirs.
    """
    if "<" not in html and "&" not in html and ">" not in html and "\xa0" not in html:
        return Writer(_OWN).write(harmless(html))
    return settle(Writer(_OWN if own else _FOREIGN).write(harmless(canonical(html))))


def settle(written: str) -> str:
    """Let nh3 have the last word on what a `Writer` wrote, until cleaning once more would change nothing."""
    for _ in range(_ROUNDS):
        cleaned: str = _CLEANER.clean(written)
        if cleaned == written:
            return cleaned
        written = Writer(_OWN).write(harmless(canonical(cleaned)))
    return text_to_html(html_to_text(_CLEANER.clean(written)))
