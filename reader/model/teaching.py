"""What a person taught about pages that no reader understands: where comments stand, as a rule of element names and places in them."""

from __future__ import annotations

import enum
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One element on a way: its tag (``*`` any, ``#text`` a text) and names that it must carry (classes, id, ``itemprop``; lower case,
    numbers made ``#``). ``nth``: which of the siblings that fit, from 1, from the end -1; None: any of them."""

    tag: str
    words: tuple[str, ...] = ()
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """From a comment down to a part of it, one step a level; ``anywhere``: the first step may stand at any depth.

    ``before`` and ``after`` are words around the part that do not belong to it ("Posted by ", " wrote:").
    """

    steps: tuple[Step, ...]
    anywhere: bool = False
    before: str = ""
    after: str = ""


class CommentShape(enum.StrEnum):
    """How a page keeps its comments apart."""

    ELEMENT = "element"
    """Each comment is one element."""
    FROM = "from"
    """Comments are runs of siblings, each beginning with an element that fits."""
    TO = "to"
    """Comments are runs of siblings, each ending with an element that fits."""


@dataclass(frozen=True, slots=True)
class TaughtRule:
    """How the comments of a site are found.

    ``key`` names the rule in the library (its file's name without ending); ``name`` is for people. ``hosts`` are the sites that it is for
    (lower case, without ``www.``), none: any page on which it finds comments. ``before_others``: also where an engine recognises the page.
    ``within`` leads from the page down to the element that holds all comments, empty: the whole page. ``comment`` is what a comment, or the
    element that begins or ends one, looks like; one with a name in ``unless`` is none. ``dated``: that element must hold a date.
    ``strict``: a comment must have a name and a date, else one of them is enough. ``body`` empty: what is left beside name and date.
    """

    key: str
    name: str
    comment: Step
    hosts: tuple[str, ...] = ()
    before_others: bool = False
    shape: CommentShape = CommentShape.ELEMENT
    within: tuple[Step, ...] = ()
    unless: tuple[str, ...] = ()
    dated: bool = False
    strict: bool = False
    author: tuple[Way, ...] = ()
    date: tuple[Way, ...] = ()
    body: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Picks:
    """What a person clicked: places of the page's outline. ``comment`` stands in the text of one comment, ``author`` and ``date`` are the
    name and the date of the same one (None: the page shows none). ``author_text``: the name itself, where more words stand with it.
    ``wrong``: places in what a rule took for comments and that are none."""

    comment: int
    author: int | None = None
    date: int | None = None
    author_text: str | None = None
    wrong: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a page that can be clicked. ``line``: it begins a line of its own; ``level``: how deep that line is set in."""

    place: int
    text: str
    line: bool
    level: int = 0
    heading: bool = False
    link: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """A page in plain words, its texts in page order; ``cut``: the page goes on beyond what is shown."""

    title: str
    host: str
    pieces: tuple[Piece, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class FoundComment:
    """A comment that a rule finds: places of its texts in the sketch by what they are, and what was understood."""

    texts: tuple[int, ...]
    author_texts: tuple[int, ...]
    date_texts: tuple[int, ...]
    author: str | None
    date: str | None
    """As a moment where it was understood, else as printed."""
    excerpt: str
    level: int = 0
    """How many comments of the page stand between it and the post, by the page's own word."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of clicks: the rule, and every comment that it finds on the page they were made on."""

    rule: TaughtRule
    found: tuple[FoundComment, ...]
