"""What a page must hold for a CSS selector to match anything: told from the names in its markup, without looking through the tree.

Engines ask for hundreds of selectors, nearly all of which name classes that the page at hand has nowhere. A look through a tree costs
time in proportion to the page each time, a look into a set of names nothing.

Both sides err towards "it may match": names are found in anything that looks like an attribute, and compared in lower case.
"""

from __future__ import annotations

import html as html_module
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_ATTRIBUTE = re.compile(r"\[[^\]]*\]")
_CLASS_HOLDS = re.compile(r"\[class[~|^$*]?=(\"[^\"]*\"|'[^']*'|[^\]]*)\]")
_ARGUMENTS = re.compile(r"\([^()]*\)")
_PSEUDO = re.compile(r"::?[a-z-]+")
_NAME = re.compile(r"([.#]?)([\w-]+)")
_CLASS_OF_TAGS = re.compile(r"class\s*=\s*(?=(\"[^\"]*\"|'[^']*'|[^\s>]+))")
_ID_OF_TAGS = re.compile(r"id\s*=\s*(?=(\"[^\"]*\"|'[^']*'|[^\s>]+))")
_CANONICAL_CLASS = re.compile(r'class="([^"]*)"')
_TAG = re.compile(r"<([a-z][a-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Names:
    """What markup names: ``.class``, ``#id`` (and elements, where it is a piece), and its class attributes as they are written."""

    names: frozenset[str]
    classes: str


@dataclass(frozen=True, slots=True)
class Needs:
    """What a page must have: one of the names of ``single``, or all names of one of ``several`` with all its ``pieces`` of class
    attributes, unless ``nothing`` is needed."""

    single: frozenset[str]
    several: tuple[tuple[frozenset[str], tuple[str, ...]], ...]
    nothing: bool

    def met(self, there: Names) -> bool:
        """Whether the selector may match where these names are all there is."""
        if self.nothing or not self.single.isdisjoint(there.names):
            return True
        return any(all(piece in there.classes for piece in pieces) and names <= there.names for names, pieces in self.several)


@lru_cache(maxsize=2048)
def needs_of(selector: str, *, tags: bool) -> Needs:
    """What a selector list needs: ``.class``, ``#id``, ``[class*=piece]`` and with ``tags`` names of elements, all in lower case."""
    single: set[str] = set()
    several: list[tuple[frozenset[str], tuple[str, ...]]] = []
    nothing = False
    for part in _alternatives(selector):
        names, pieces = _needed(part, tags)
        if len(names) == 1 and not pieces:
            single |= names
        else:
            several.append((names, pieces))
            nothing = nothing or not (names or pieces)
    return Needs(frozenset(single), tuple(several), nothing)


@lru_cache(maxsize=256)
def joined(selectors: tuple[str, ...]) -> tuple[str, Needs]:
    """Several selector lists as one, and what it needs of a serialised piece."""
    selector = ", ".join(selectors)
    return selector, needs_of(selector, tags=True)


def names_in_page(content: str) -> Names:
    """Every ``.class`` and ``#id`` that the markup of a page may give to an element."""
    low = content.lower()
    values = _unquoted(_CLASS_OF_TAGS.findall(low))
    names = {f".{name}" for value in values for name in value.split()}
    names.update(f"#{name}" for value in _unquoted(_ID_OF_TAGS.findall(low)) for name in value.split())
    return Names(frozenset(names), "\n".join(values))


def names_in_piece(html: str) -> Names:
    """The same of a piece of a tree as lexbor serialises it, with the names of its elements."""
    ids = _ID_OF_TAGS.findall(html.lower()) if ' id="' in html else ()
    return _names_of_piece(frozenset(_TAG.findall(html)), frozenset(_CANONICAL_CLASS.findall(html)), frozenset(ids))


@lru_cache(maxsize=1024)
def _names_of_piece(tags: frozenset[str], classes: frozenset[str], ids: frozenset[str]) -> Names:
    """Most pieces of one page have the same few elements and classes."""
    values = _unquoted(value.lower() for value in classes)
    names = {f".{name}" for value in values for name in value.split()}
    names.update(f"#{name}" for value in _unquoted(ids) for name in value.split())
    return Names(tags | names, "\n".join(values))


def _unquoted(values: Iterable[str]) -> list[str]:
    return [(html_module.unescape(value) if "&" in value else value).strip("\"'") for value in set(values)]


def _alternatives(selector: str) -> list[str]:
    """The parts of a selector list; commas inside brackets part nothing."""
    parts, start, depth = [], 0, 0
    for place, char in enumerate(selector):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == "," and not depth:
            parts.append(selector[start:place])
            start = place + 1
    parts.append(selector[start:])
    return parts


def _needed(part: str, tags: bool) -> tuple[frozenset[str], tuple[str, ...]]:
    """The names that one selector needs, and the pieces of class attributes; arguments of ``:not`` and its kind need not be there."""
    if "\\" in part:
        return frozenset(), ()
    low = part.lower()
    pieces = tuple(found[1].strip("\"'") for found in _CLASS_HOLDS.finditer(_innermost_gone(low)))
    low = _PSEUDO.sub("", _innermost_gone(_ATTRIBUTE.sub("", low)))
    return frozenset(sign + name for sign, name in _NAME.findall(low) if sign or tags), pieces


def _innermost_gone(text: str) -> str:
    """Without arguments such as ``(.a:has(.b))``."""
    while (shorter := _ARGUMENTS.sub("", text)) != text:
        text = shorter
    return text
