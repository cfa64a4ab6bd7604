"""What a site reader understood of one page: a draft that never meets the window and is never stored as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model.discussion import Body, CommentKind, Quote
from reader.model.page import Asset, SourceFile
from reader.model.report import Notice


@dataclass(frozen=True, slots=True)
class DraftComment:
    """One comment as the page shows it.

    ``number`` is what the page prints (None where it prints none); ``site_id`` the page's own id for it. ``parent`` is the index of the
    comment it answers among the draft's comments, ``parent_site_id`` names a parent that stands on another page; both only where the
    page itself says so (nesting, an explicit "in reply to" link). ``body`` is sanitised and free of buttons, counters, signatures.
    """

    author: str | None
    body: Body
    number: int | None = None
    kind: CommentKind = CommentKind.COMMENT
    site_id: str | None = None
    url: str | None = None
    author_url: str | None = None
    avatar: str | None = None
    """sha256 of an asset."""
    published: str | None = None
    published_text: str | None = None
    parent: int | None = None
    parent_site_id: str | None = None
    quotes: tuple[Quote, ...] = ()
    votes: int | None = None
    signature: str | None = None
    edited_text: str | None = None


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Which page of a longer thread this is, and which others it names. Addresses are absolute where the page's own address is known."""

    number: int | None = None
    """1-based; None where the page does not tell."""
    count: int | None = None
    next_url: str | None = None
    previous_url: str | None = None
    has_next: bool = False
    has_previous: bool = False


@dataclass(frozen=True, slots=True)
class DraftThread:
    """One discussion as one page shows it. Comments stand in reading order, oldest first."""

    source: SourceFile
    title: str
    platform: str
    body: Body
    comments: tuple[DraftComment, ...] = ()
    author: str | None = None
    author_url: str | None = None
    published: str | None = None
    published_text: str | None = None
    url: str | None = None
    """Permalink of the post, absolute where known."""
    site: str | None = None
    """Name or host of the site."""
    language: str | None = None
    comments_closed: bool | None = None
    comments_stated: int | None = None
    """How many comments the page says there are, over all its pages."""
    pages: PageLinks = PageLinks()
    has_post: bool = True
    """False for a later page that does not repeat the opening post."""
    notices: tuple[Notice, ...] = ()
    assets: Mapping[str, Asset] = field(default_factory=dict, repr=False)
    """sha256 -> picture, exactly those that bodies and avatars name."""
