"""The one way from page markup to a stored `Body`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from reader.markup.sanitise import clean
from reader.markup.text import TAG, html_to_text
from reader.markup.tree import Node
from reader.model.discussion import Body, Quote
from reader.model.page import Asset


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
    """A body with the quote blocks in it, the pictures it names, and the addresses of those it could not have."""

    body: Body
    quotes: tuple[Quote, ...] = ()
    assets: Mapping[str, Asset] = field(default_factory=dict, repr=False)
    missing_images: tuple[str, ...] = ()
    refused_images: tuple[str, ...] = ()


def make_body(
    nodes_or_html: str | Node | Sequence[Node], context: BodyContext, *, drop: Iterable[str] = (), drop_nodes: Iterable[Node] = ()
) -> MadeBody:
    """Make a body of an HTML string, a node, or several nodes in order. The page's tree is left as it is."""
    if isinstance(nodes_or_html, str):
        html = nodes_or_html
    else:
        nodes = [nodes_or_html] if isinstance(nodes_or_html, Node) else nodes_or_html
        html = "".join(node.html or "" for node in nodes)
    parser = LexborHTMLParser(f"<!doctype html><body><div>{html}</div>")
    root = parser.css_first("div")
    assert root is not None
    for selector in (*context.drop, *drop):
        for node in root.css(selector):
            node.decompose()
    used: dict[str, Asset] = {}
    missing: list[str] = []
    for node in root.css("img"):
        address = node.attributes.get("src") or ""
        asset = context.assets.get(address) or context.assets.get(urljoin(context.url or "", address))
        if asset is None:
            missing.append(address)
            node.decompose()
        else:
            used[asset.sha256] = asset
            node.attrs["src"] = f"asset:{asset.sha256}"
    if context.url:
        for node in root.css("a"):
            href = node.attributes.get("href")
            if href:
                node.attrs["href"] = urljoin(context.url, href)
    cleaned = clean(root.inner_html or "")
    names = {tag.group(2) for tag in TAG.finditer(cleaned)}
    text = html_to_text(cleaned)
    return MadeBody(Body(text, None if names <= {"p", "br", "div"} else cleaned), (), used, tuple(missing))
