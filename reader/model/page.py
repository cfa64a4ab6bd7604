"""What a file format yields: one page of text or HTML with the pictures saved beside it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model.record import Record
from reader.model.report import Notice


class PageKind(enum.StrEnum):
    """What the content of a `Page` is."""

    HTML = "html"
    TEXT = "text"
    RECORD = "record"
    """One discussion of an export, feed, dump or mailbox, already in parts: `Page.record` holds it, ``content`` is empty; `Page.dialect`
    says where it comes from."""
    DOCUMENT = "document"
    """HTML of something that is no discussion (a chapter of an e-book): a post with no comments."""
    EXPORT = "threadfolio"
    """Our own JSON export; goes to ``exports``, not to ``sites``."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that a page was read from.

    ``name`` is the file's name as the person knows it (no folder), ``format`` the key of the module in ``formats`` that read it,
    ``sha256`` and ``size`` (bytes) describe the original bytes that the library keeps.
    """

    name: str
    sha256: str
    size: int
    format: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture saved with a page: checked raster image bytes, named by content hash."""

    sha256: str
    mime: str
    data: bytes = field(repr=False)
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One decoded page.

    ``content`` is text in memory (code points, never bytes). ``url`` is the address that the page was saved from, where the file tells
    it, and ``saved`` the moment it was saved. ``assets`` maps every address under which the page may name a picture (as written in the
    page, and resolved against ``url``) to the picture.
    """

    source: SourceFile
    kind: PageKind
    content: str = field(repr=False)
    url: str | None = None
    charset: str = "utf-8"
    saved: str | None = None
    dialect: str | None = None
    """Where a RECORD comes from: ``mtif``, ``wxr``, ``blogger``, ``disqus``, ``hackernews``, ``algolia``, ``reddit``, ``feed``, ``4chan``,
    ``2ch``, ``mail``. TEXT and HTML may have one too: ``markdown`` (HTML made from Markdown), ``pasted``."""
    assets: Mapping[str, Asset] = field(default_factory=dict, repr=False)
    notices: tuple[Notice, ...] = ()
    record: Record | None = field(default=None, repr=False)
