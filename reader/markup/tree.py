"""HTML text -> tree, and the questions that readers of pages ask of it.

`Node` is lexbor's node through selectolax. Everything here is linear in what it looks at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from reader.markup.capping import cap
from reader.model.report import Notice, NoticeKind

Node = LexborNode
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page. The parser is kept because nodes live only as long as it does."""

    parser: LexborHTMLParser
    root: Node
    notices: tuple[Notice, ...] = ()

    def css(self, selector: str) -> list[Node]:
        """All elements that match, in document order."""
        return list(self.root.css(selector))

    def first(self, selector: str) -> Node | None:
        """The first element that matches."""
        return self.root.css_first(selector)


_OPTIONS = int(LexborDocumentOptions.WO_EVENTS)


def parse(html: str) -> Tree:
    """Parse a page or a piece of one; never raises for bad markup. What `reader.markup.capping` takes out is told by a notice."""
    capped, taken_out = cap(html)
    parser = LexborHTMLParser(capped, options=_OPTIONS)
    root = parser.root
    if root is None:
        parser = LexborHTMLParser("<html></html>")
        root = parser.root
    assert root is not None
    return Tree(parser, root, (Notice(NoticeKind.NESTING_CAPPED, count=taken_out),) if taken_out else ())


def canonical(html: str) -> str:
    """A piece of HTML as a browser understands it, serialised: balanced, lower case, double quotes, everything else escaped."""
    return LexborHTMLParser(cap(html)[0], is_fragment=True, options=_OPTIONS).html or ""


def attr(node: Node, name: str, default: str = "") -> str:
    """Value of an attribute; ``default`` where it is missing."""
    value = node.attributes.get(name)
    return default if value is None else value


def classes(node: Node) -> frozenset[str]:
    """Class names of an element."""
    return frozenset(attr(node, "class").split())


def has_class(node: Node, name: str) -> bool:
    """Whether the element carries this class."""
    return name in attr(node, "class").split()


def text_of(node: Node | None) -> str:
    """Text of a node with white space collapsed; empty for None. For names, dates, numbers; bodies go through ``body.make_body``."""
    return "" if node is None else " ".join(node.text(deep=True, separator="").split())


def own_text(node: Node) -> str:
    """Text that stands directly in the element, white space collapsed."""
    return " ".join(node.text(deep=False, separator=" ").split())


def ancestors(node: Node) -> Iterator[Node]:
    """Elements around a node, nearest first."""
    parent = node.parent
    while parent is not None and parent.is_element_node:
        yield parent
        parent = parent.parent


def closest(node: Node, selector: str) -> Node | None:
    """The node itself or its nearest ancestor that matches."""
    if node.is_element_node and matches(node, selector):
        return node
    return next((parent for parent in ancestors(node) if matches(parent, selector)), None)


def matches(node: Node, selector: str) -> bool:
    """Whether the element itself matches. (selectolax's ``css_matches`` is also true for an element that holds a match.)"""
    found = node.css_first(selector)
    return found is not None and found.mem_id == node.mem_id


def visible(node: Node) -> bool:
    """False where the element itself is hidden by its inline style or the ``hidden`` attribute."""
    attributes = node.attributes
    return "hidden" not in attributes and not HIDDEN.search(attributes.get("style") or "")


def remove(node: Node) -> None:
    """Take a node out of its tree; the root element stays (broken markup may put any class on it)."""
    if node.tag != "html":
        node.decompose()
