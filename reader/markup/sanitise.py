"""Allow-list sanitiser: what the library stores and the window shows."""

from __future__ import annotations

import nh3

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "caption",
}
ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "alt", "width", "height"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
    "ol": {"start"}, "span": {"title"},
}
SCHEMES = {"http", "https", "mailto", "asset", "comment", "post"}
_CLEANER = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None, url_relative="deny", allowed_classes={"span": {"missing-picture"}},
)


def clean(html: str) -> str:
    """Safe HTML with the same content: allow-listed tags and attributes, no styles, no scripts, only our schemes."""
    return _CLEANER.clean(html)
