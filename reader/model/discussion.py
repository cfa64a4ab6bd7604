"""What the library holds of one discussion: post, comments, references, with everything known about them.

`Discussion` is the whole of it, as import, merge, linking and export handle it. The window does not load it; it works on a
`reader.model.skeleton.Thread` and asks for bodies by range.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from reader.model.report import Notice


class CommentKind(enum.StrEnum):
    """Contract: a ``removed`` comment is on no imported page; it is known only because others refer to it (a ghost)."""

    COMMENT = "comment"
    PINGBACK = "pingback"
    REMOVED = "removed"


class ParentOrigin(enum.StrEnum):
    """Where a parent comes from; ``manual`` wins over every later re-read."""

    PAGE = "page"
    REFERENCE = "reference"
    QUOTE = "quote"
    MANUAL = "manual"


class ReferenceKind(enum.StrEnum):
    """How a reference is written."""

    NUMBER = "number"
    NUMBER_AUTHOR = "number+author"
    AUTHOR = "author"
    QUOTED_FOOTER = "quoted-footer"
    LINK = "link"
    QUOTE = "quote"


class Toward(enum.StrEnum):
    """What a reference points to; ``unknown`` is an honest none."""

    COMMENT = "comment"
    POST = "post"
    REMOVED = "removed"
    EXTERNAL = "external"
    UNKNOWN = "unknown"


class Role(enum.StrEnum):
    """``address`` speaks to the target, ``mention`` speaks about it."""

    ADDRESS = "address"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Body:
    """Text of a post or comment.

    ``text`` is what is searched, resolved and pointed into. ``html`` is sanitised and present only where it says more than the text;
    when present, ``markup.html_to_text(html)`` is exactly ``text``. Pictures in it are named ``asset:SHA256``.
    """

    text: str
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote block that the page marks as such: its span in ``Body.text`` and whom it says it quotes, where it says so."""

    start: int
    end: int
    author: str | None = None
    site_id: str | None = None


SURE = 0.9
"""From this confidence on a reference is shown as sure."""
DOUBTFUL = 0.6
"""Below this confidence it is shown as doubtful, between them as likely."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a body that points to another comment, the post, or elsewhere.

    ``start``/``end`` are code points of the body text. ``target`` is a comment id. ``confidence`` runs from 0 to 1; ``evidence`` holds
    short words for what spoke for the target, strongest first.
    """

    start: int
    end: int
    text: str
    kind: ReferenceKind
    to: Toward
    target: int | None = None
    target_post: int | None = None
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()
    role: Role = Role.ADDRESS

    @property
    def is_doubtful(self) -> bool:
        """Whether it leads somewhere in its discussion, and hardly anything says that this is right: worth a look."""
        return self.confidence < DOUBTFUL and (self.target is not None or self.to is Toward.POST)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment of the merged thread.

    ``id`` is the library's; a comment not stored yet has a negative one, unique within its discussion. ``key`` is the stable key that
    user data hangs on: site id, else author + time, else a digest of the text, equal twins by ordinal. ``page_parent`` is what the page
    states, ``parent`` what was decided. ``source`` is the index into ``Post.sources`` of the page it was first read from, None for a ghost.
    """

    id: int
    key: str
    author: str | None
    body: Body
    number: int | None = None
    position: int | None = None
    kind: CommentKind = CommentKind.COMMENT
    site_id: str | None = None
    url: str | None = None
    author_url: str | None = None
    avatar: str | None = None
    published: str | None = None
    published_text: str | None = None
    page_parent: int | None = None
    page_parent_site_id: str | None = None
    """Stated parent that is on no imported page yet."""
    parent: int | None = None
    parent_origin: ParentOrigin | None = None
    parent_confidence: float | None = None
    references: tuple[Reference, ...] = ()
    quotes: tuple[Quote, ...] = ()
    votes: int | None = None
    signature: str | None = None
    edited_text: str | None = None
    source: int | None = None
    read: bool = False
    starred: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that the thread was read from, and which page of the thread it is."""

    file: str
    sha256: str
    format: str
    imported: str
    """Aware UTC, ISO 8601 to the second."""
    page: int | None = None
    page_count: int | None = None
    has_next: bool = False
    has_previous: bool = False
    next_url: str | None = None
    previous_url: str | None = None
    first_number: int | None = None
    last_number: int | None = None
    has_post: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """A range of comment numbers or pages that was never saved: between ``after`` and ``before``, both exclusive."""

    after: int | None = None
    before: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the reader set by hand about the post; wins over every re-read. None: not corrected."""

    title: str | None = None
    author: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """The post that a discussion hangs on. ``id`` is negative while it is not stored."""

    id: int
    title: str
    body: Body
    author: str | None = None
    author_url: str | None = None
    published: str | None = None
    published_text: str | None = None
    url: str | None = None
    site: str | None = None
    platform: str = "generic"
    language: str | None = None
    comments_closed: bool | None = None
    comments_stated: int | None = None
    missing_numbers: tuple[int, ...] = ()
    more_pages: bool = False
    gaps: tuple[Gap, ...] = ()
    sources: tuple[Source, ...] = ()
    references: tuple[Reference, ...] = ()
    notices: tuple[Notice, ...] = ()
    corrections: Corrections = Corrections()
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Discussion:
    """A post with all its comments in page order (ghosts and pingbacks stand where they belong in that order)."""

    post: Post
    comments: tuple[Comment, ...] = ()


POST_KEY = "post"
"""Stands for the post where a correction names comments by key; no comment's key looks like this."""


@dataclass(frozen=True, slots=True)
class ManualParent:
    """A parent that the reader set by hand. Keys are `Comment.key`; ``parent`` None means: it answers the post."""

    comment: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class ManualReference:
    """What the reader said about one reference: keys are `Comment.key`, or `POST_KEY` for the post.

    ``target`` None means "not that one", and what is known instead stands in ``toward``; a removed comment is named by its key like any
    other.
    """

    comment: str
    text: str
    """The reference as written; equal twins in one comment share the correction."""
    target: str | None
    rejected: tuple[str, ...] = ()
    """Keys of targets that the reader refused."""
    toward: Toward | None = None
    """Where ``target`` is None: what the reader said is meant instead (``removed``: a comment that is not here; ``external``: another
    discussion; ``unknown``: nobody); None: not said, the next best that is not rejected."""


@dataclass(frozen=True, slots=True)
class NameMeaning:
    """An alias said once by the reader: ``written`` means the author ``author`` everywhere in the thread."""

    written: str
    author: str


@dataclass(frozen=True, slots=True)
class NamePair:
    """The reader said of two names whether they are one person (``same``) or two. Said in one thread, it counts on its whole site."""

    first: str
    second: str
    same: bool


@dataclass(frozen=True, slots=True)
class ThreadCorrections:
    """Everything that the reader set by hand about who answers whom in one thread; wins over every re-read."""

    parents: tuple[ManualParent, ...] = ()
    references: tuple[ManualReference, ...] = ()
    names: tuple[NameMeaning, ...] = ()
    people: tuple[NamePair, ...] = ()
