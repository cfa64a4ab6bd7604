"""What the window loads of a thread: parallel arrays, one item a comment in page order. Bodies come by range as they are seen."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model.discussion import Body, Reference


@dataclass(frozen=True, slots=True)
class Author:
    """A name that comments of a thread carry; ``index`` is its place in ``Thread.authors``.

    ``person``: the place of the name that stands for the same person, -1 where this one does.
    """

    index: int
    name: str
    count: int
    url: str | None = None
    person: int = -1

    @property
    def who(self) -> int:
        """The place of the name that stands for the person: equal for all spellings of one."""
        return self.person if self.person >= 0 else self.index


FLAG_GHOST = 1
FLAG_PINGBACK = 2
FLAG_POST_AUTHOR = 4
FLAG_MANUAL_PARENT = 8
FLAG_GUESSED_PARENT = 16
"""The parent comes from references or quotes, not from the page."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread without its bodies; immutable but for nobody's benefit: treat the arrays as read only.

    All arrays have one item a comment, in page order; "index" below means that order.

    ``ids``: comment ids. ``parents``: index of the parent, -1 where it answers the post. ``authors_of``: index into ``authors``, -1
    for none. ``numbers``: printed number, 0 for none. ``times``: minutes since 1970-01-01 of the moment as written (zone ignored),
    a value below -2**30 where unknown. ``lengths``: characters of the body text. ``flags``: FLAG_* bits.
    ``order``: indexes in threaded (pre-order) sequence; ``depths``: depth by index, roots 0; ``ends``: by place in ``order``, the place
    behind the last descendant, so that a branch is ``order[place:ends[place]]``.
    ``edges_from``/``edges_to``: references between comments (indexes), addressing ones, sorted by from; without the parents' own.
    """

    post_id: int
    title: str
    site: str | None
    url: str | None
    author: str | None
    published: str | None
    published_text: str | None
    authors: tuple[Author, ...]
    ids: array[int]
    parents: array[int]
    authors_of: array[int]
    numbers: array[int]
    times: array[int]
    lengths: array[int]
    flags: bytes
    order: array[int]
    depths: array[int]
    ends: array[int]
    edges_from: array[int]
    edges_to: array[int]
    unread: frozenset[int] = frozenset()
    """Indexes of comments not read yet."""
    starred: frozenset[int] = frozenset()
    notes: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class ShownComment:
    """What a row of the thread pane needs besides the skeleton; asked for by range."""

    index: int
    id: int
    body: Body
    references: tuple[Reference, ...] = ()
    published: str | None = None
    published_text: str | None = None
    url: str | None = None
    note: str = ""
    parent_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ShownPost:
    """The post as the thread pane shows it on top."""

    id: int
    title: str
    body: Body
    author: str | None
    published: str | None
    published_text: str | None
    url: str | None
    site: str | None
    platform: str
    references: tuple[Reference, ...] = ()
    comments_closed: bool | None = None
    comments_stated: int | None = None
    missing_numbers: tuple[int, ...] = ()
    more_pages: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stopped reading: a comment (None = the post) and how far its top is above the top of the view.

    ``offset`` is in device-independent pixels at zoom 1.0, positive = the comment begins above the view's top edge.
    """

    comment: int | None
    offset: int = 0
    threaded: bool = True
    folded: frozenset[int] = frozenset()
    """Ids of comments whose branches are folded."""


@dataclass(frozen=True, slots=True)
class PostSummary:
    """One line of the library list."""

    id: int
    title: str
    site: str | None
    author: str | None
    published: str | None
    comments: int
    unread: int
    starred: int
    imported: str
    platform: str
    url: str | None = None
    opened: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """Counts over the whole library for the side list."""

    posts: int
    comments: int
    unread_posts: int
    starred: int
    sites: Mapping[str, int] = field(default_factory=dict)
