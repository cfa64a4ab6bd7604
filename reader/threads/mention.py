"""A place in a text that points at somebody, as the finders see it, before anybody decides at whom."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.discussion import ReferenceKind, Role
from reader.threads.moments import Written


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. ``start``/``end`` are code points of the body text.

    ``number`` is the number written, ``persons`` the people of the thread that the written ``name`` may mean (none: a stranger), ``how``
    in what form (``name``, ``case``, ``short``, ``alias``, ``initials``). ``frame`` says how it stands in the sentence; ``opens`` that
    it stands where a paragraph speaks to somebody. ``written`` is a pasted time. ``site_id``/``url`` come from a link or quote block.
    ``source`` (index, -1 = post) and ``likeness`` come from a copied passage. ``title`` names another thread.
    """

    start: int
    end: int
    kind: ReferenceKind
    number: int | None = None
    persons: tuple[int, ...] = ()
    name: str | None = None
    how: str = ""
    frame: str = ""
    opens: bool = False
    role: Role = Role.ADDRESS
    written: Written | None = None
    site_id: str | None = None
    url: str | None = None
    source: int | None = None
    likeness: float = 0.0
    length: int = 0
    quoted: bool = False
    title: str | None = None
    strong: bool = True


@dataclass(slots=True)
class View:
    """A body being read: its text folded, its words, who wrote it. ``index`` -1 is the post."""

    index: int
    text: str
    folded: str
    words: tuple[str, ...]
    person: int
    number: int | None
    html: str | None = None
    digits: bool = True
    vocabulary: frozenset[str] = frozenset()
    """The words as a set."""
