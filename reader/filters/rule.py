"""What a person can ask for: one frozen value a rule."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """What a rule looks at. Each has its row in ``FILTERS``."""

    AUTHOR = "author"
    """``text`` is the name, empty for comments without one."""
    DATES = "dates"
    """``since``/``until``: minutes since 1970 as `Thread.times`, both inclusive."""
    NEW = "new"
    STARRED = "starred"
    NOTED = "noted"
    LENGTH = "length"
    """``since``/``until``: characters of the body text, both inclusive."""
    PINGBACK = "pingback"
    GHOST = "ghost"
    WORDS = "words"
    """``indexes`` match, ``text`` is what was searched for."""
    LINKS = "links"
    """``indexes`` hold links, ``text`` is the host or empty."""
    CHOSEN = "chosen"
    """``indexes`` were picked by hand."""


class Effect(enum.StrEnum):
    """What happens to the comments that a rule matches."""

    ONLY = "only"
    HIDE = "hide"
    HIGHLIGHT = "highlight"


class Context(enum.StrEnum):
    """What stays around the comments that ``only`` rules leave."""

    ALONE = "alone"
    ANSWERED = "answered"
    """What they answer: parents and other comments they address."""
    ANSWERS = "answers"
    """What answers them, directly."""
    BRANCHES = "branches"
    """Every branch from its root on that holds a match."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``answers`` (with ``hide``): also hide what answers a hidden comment and nothing that is shown."""

    kind: Kind
    effect: Effect
    text: str = ""
    since: int | None = None
    until: int | None = None
    indexes: frozenset[int] = frozenset()
    answers: bool = False
