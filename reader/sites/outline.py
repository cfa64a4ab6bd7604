"""A page as flat arrays in document order: what the fallback counts, compares and cuts up, without recursion and in linear time."""

from __future__ import annotations

import html as html_module
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reader.markup.tree import Node

TEXT = "#text"
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_SKIPPED = frozenset(["script", "style", "template", "svg", "head", "iframe", "object", "select", "option", "textarea"])
_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Outline:
    """Elements and texts of a page by place in document order.

    ``tags`` holds tag names, ``#text`` for a text. ``parents``: place of the parent, -1 for the first. ``ends``: place behind the last
    descendant, so that a subtree is ``range(place, ends[place])``. ``attributes`` and ``texts`` are by place too (empty where they do
    not apply), ``nodes`` the tree's own. ``ink[place]`` counts the non-blank characters before it, so that a subtree's amount of text
    is one subtraction. Scripts, styles, templates, pictures drawn in place and form lists are left out.
    """

    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    attributes: list[dict[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list, repr=False)
    ink: list[int] = field(default_factory=lambda: [0])
    _words: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _known: dict[str, dict[str, list[int]]] = field(default_factory=dict, repr=False)

    def amount(self, place: int) -> int:
        """Non-blank characters in a subtree."""
        return self.ink[self.ends[place]] - self.ink[place]

    def text(self, place: int, without: frozenset[int] = frozenset()) -> str:
        """Text of a subtree with white space collapsed; subtrees that begin at a place in ``without`` are left out."""
        parts = []
        for item in self.walk(place, without):
            tag = self.tags[item]
            if tag == TEXT:
                parts.append(self.texts[item])
            elif tag in _BREAKING:
                parts.append(" ")
        return _BLANKS.sub(" ", "".join(parts)).strip()

    def walk(self, place: int, without: frozenset[int] | set[int] = frozenset()) -> Iterator[int]:
        """Places of a subtree in document order, itself included."""
        item, end = place, self.ends[place]
        while item < end:
            if item in without:
                item = self.ends[item]
            else:
                yield item
                item += 1

    def ancestors(self, place: int) -> Iterator[int]:
        """Places around a place, nearest first."""
        place = self.parents[place]
        while place >= 0:
            yield place
            place = self.parents[place]

    def children(self, place: int) -> Iterator[int]:
        """Places directly inside."""
        item, end = place + 1, self.ends[place]
        while item < end:
            yield item
            item = self.ends[item]

    def get(self, place: int, name: str) -> str:
        """Value of an attribute, empty where missing."""
        return self.attributes[place].get(name, "")

    def words(self, place: int) -> tuple[str, ...]:
        """Class names, id and ``itemprop``/``rel``/``data-role`` of an element, lower case, numbers made ``#``."""
        found = self._words.get(place)
        if found is None:
            attributes = self.attributes[place]
            listed = [*attributes.get("class", "").split()[:12], attributes.get("id", "")[:60]]
            listed += [attributes.get(name, "") for name in ("itemprop", "rel", "data-testid", "data-role", "slot")]
            found = tuple(dict.fromkeys(numberless(word) for word in listed if word))
            self._words[place] = found
        return found

    def tagged(self, tag: str) -> list[int]:
        """Places with a tag, page order. All tags are looked up at once."""
        return self._index("tags", lambda place: (self.tags[place],)).get(tag, [])

    def named(self, word: str) -> list[int]:
        """Places of elements that carry a name (see `words`), page order. All names are looked up at once."""
        return self._index("words", lambda place: self.words(place) if self.tags[place] != TEXT else ()).get(word, [])

    def _index(self, kind: str, names: Callable[[int], tuple[str, ...]]) -> dict[str, list[int]]:
        found = self._known.get(kind)
        if found is None:
            found = self._known[kind] = {}
            for place in range(len(self.tags)):
                for name in names(place):
                    found.setdefault(name, []).append(place)
        return found

    def html(self, places: Iterable[int], without: frozenset[int] | set[int] = frozenset()) -> str:
        """Markup of subtrees, one behind the other, without those that begin at a place in ``without``; texts are verbatim."""
        out: list[str] = []
        for place in places:
            open_places: list[int] = []
            for item in self.walk(place, without):
                while open_places and self.ends[open_places[-1]] <= item:
                    out.append(f"</{self.tags[open_places.pop()]}>")
                if self.tags[item] == TEXT:
                    out.append(html_module.escape(self.texts[item], quote=False))
                    continue
                stated = "".join(
                    f' {name}="{html_module.escape(value)}"' for name, value in self.attributes[item].items() if _NAME.match(name)
                )
                out.append(f"<{self.tags[item]}{stated}>")
                if self.tags[item] not in _VOID:
                    open_places.append(item)
            out += [f"</{self.tags[item]}>" for item in reversed(open_places)]
        return "".join(out)

    def outermost(self, places: Iterable[int]) -> list[int]:
        """Places in document order that stand in none of the others."""
        kept: list[int] = []
        for place in sorted(places):
            if not kept or place >= self.ends[kept[-1]]:
                kept.append(place)
        return kept


_NAME = re.compile(r"^[a-zA-Z][a-zA-Z0-9:_-]*$")
_BREAKING = frozenset(
    [
        "br",
        "p",
        "div",
        "li",
        "td",
        "th",
        "tr",
        "dd",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "table",
        "dl",
        "section",
        "article",
        "header",
        "footer",
    ]
)
_DIGITS = re.compile(r"\d+")
_HEX = re.compile(r"(?<![a-z])[0-9a-f]*\d[0-9a-f]{5,}(?![a-z])")


def numberless(word: str) -> str:
    """A class name or id in lower case with its running part (digits, hexadecimal ids) made ``#``."""
    return _DIGITS.sub("#", _HEX.sub("#", word.lower()))


def outline(root: Node) -> Outline:
    """The outline of a tree."""
    made = Outline()
    open_ends: list[int] = []
    node: Node | None = root
    while node is not None:
        place = len(made.tags)
        step_in: Node | None = None
        kept = False
        if node.is_text_node:
            text = node.text_content or ""
            if text:
                _add(made, open_ends, node, TEXT, {}, text)
        elif node.is_element_node:
            tag = node.tag or "div"
            if tag not in _SKIPPED:
                _add(made, open_ends, node, tag, {name: value or "" for name, value in node.attributes.items()}, "")
                step_in = node.child
                kept = True
        if kept and step_in is not None:
            open_ends.append(place)
            node = step_in
            continue
        node = _next(node, root, open_ends, made)
    while open_ends:
        made.ends[open_ends.pop()] = len(made.tags)
    return made


def _add(made: Outline, open_ends: list[int], node: Node, tag: str, attributes: dict[str, str], text: str) -> None:
    made.nodes.append(node)
    made.tags.append(tag)
    made.parents.append(open_ends[-1] if open_ends else -1)
    made.ends.append(len(made.tags))
    made.attributes.append(attributes)
    made.texts.append(text)
    made.ink.append(made.ink[-1] + len(_BLANKS.sub("", text)))


def _next(node: Node, root: Node, open_ends: list[int], made: Outline) -> Node | None:
    """The node behind ``node`` in document order, closing what ends on the way."""
    current: Node | None = node
    while current is not None and current.mem_id != root.mem_id:
        if current.next is not None:
            return current.next
        current = current.parent
        if open_ends:
            made.ends[open_ends.pop()] = len(made.tags)
    return None
