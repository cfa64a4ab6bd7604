"""What a page must hold for a CSS selector to match anything: told from the names in its markup, without looking through the tree.

Engines ask for hundreds of selectors, nearly all of which name classes that the page at hand has nowhere. A look through a tree costs
time in proportion to the page each time, a look into a set of names nothing.

Both sides err towards "it may match": names are found in anything that looks like an attribute, and compared in lower case.
"""

from __future__ import annotations

import html as html_module
import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

_ATTRIBUTE = re.compile(r"\[[^\]]*\]")
_OF_CLASS = re.compile(r"^[^(]*\[class\b")
_ARGUMENTS = re.compile(r"\([^()]*\)")
_PSEUDO = re.compile(r"::?[a-z-]+")
_NAME = re.compile(r"([.#]?)([\w-]+)")
_CLASS_OF_TAGS = re.compile(r"class\s*=\s*(?=(\"[^\"]*\"|'[^']*'|[^\s>]+))")
_ID_OF_TAGS = re.compile(r"id\s*=\s*(?=(\"[^\"]*\"|'[^']*'|[^\s>]+))")
_CANONICAL_CLASS = re.compile(r'class="([^"]*)"')
_TAG = re.compile(r"<([a-z][a-z0-9-]*)")
ANY_CLASS = "[class]"


@dataclass(frozen=True, slots=True)
class Needs:
    """Names of which a page must have one of ``single``, or all of one of ``several``, unless ``nothing`` is needed."""

    single: frozenset[str]
    several: tuple[frozenset[str], ...]
    nothing: bool

    def met(self, names: Set[str]) -> bool:
        """Whether the selector may match where these names are all there is."""
        return self.nothing or not self.single.isdisjoint(names) or any(needed <= names for needed in self.several)


@lru_cache(maxsize=2048)
def needs_of(selector: str, *, tags: bool) -> Needs:
    """What a selector list needs: ``.class``, ``#id``, and with ``tags`` names of elements, all in lower case."""
    single: set[str] = set()
    several: list[frozenset[str]] = []
    nothing = False
    for part in _alternatives(selector):
        needed = _needed(part, tags)
        if not needed:
            nothing = True
        elif len(needed) == 1:
            single |= needed
        else:
            several.append(needed)
    return Needs(frozenset(single), tuple(several), nothing)


@lru_cache(maxsize=256)
def joined(selectors: tuple[str, ...]) -> tuple[str, Needs]:
    """Several selector lists as one, and what it needs of a serialised piece."""
    selector = ", ".join(selectors)
    return selector, needs_of(selector, tags=True)


def names_in_page(content: str) -> frozenset[str]:
    """Every ``.class`` and ``#id`` that the markup of a page may give to an element."""
    low = content.lower()
    names = {f".{name}" for name in _words_of(set(_CLASS_OF_TAGS.findall(low)))}
    names |= {f"#{name}" for name in _words_of(set(_ID_OF_TAGS.findall(low)))}
    if "class" in low:
        names.add(ANY_CLASS)
    return frozenset(names)


def names_in_piece(html: str) -> set[str]:
    """The same of a piece of a tree as lexbor serialises it, with the names of its elements."""
    names = set(_TAG.findall(html))
    for value in set(_CANONICAL_CLASS.findall(html)):
        names |= _classes_of(value)
    if ' id="' in html:
        names.update(f"#{name}" for name in _words_of(set(_ID_OF_TAGS.findall(html.lower()))))
    return names


@lru_cache(maxsize=1024)
def _classes_of(value: str) -> frozenset[str]:
    return frozenset([ANY_CLASS, *(f".{name}" for name in _words_of({value.lower()}))])


def _words_of(values: set[str]) -> set[str]:
    words: set[str] = set()
    for value in values:
        words.update((html_module.unescape(value) if "&" in value else value).strip("\"'").split())
    return words


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


def _needed(part: str, tags: bool) -> frozenset[str]:
    if "\\" in part:
        return frozenset()
    low = part.lower()
    needed = {ANY_CLASS} if _OF_CLASS.search(low) else set()
    low = _innermost_gone(_ATTRIBUTE.sub("", low))
    return frozenset(needed | {sign + name for sign, name in _NAME.findall(_PSEUDO.sub("", low)) if sign or tags})


def _innermost_gone(text: str) -> str:
    """Without arguments such as ``(.a:has(.b))``: what ``:not`` and its kind name need not be there."""
    while (shorter := _ARGUMENTS.sub("", text)) != text:
        text = shorter
    return text
