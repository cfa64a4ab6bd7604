"""Nouns that pass between the store and the jobs: stubs of stored threads, originals, results of a write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reader.model.discussion import Discussion, ThreadCorrections
from reader.model.report import Changes, ThreadReport
from reader.model.skeleton import Place


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of an imported file, kept as they were. ``data`` None: read them through ``path`` (a large file being imported)."""

    sha256: str
    size: int
    name: str
    data: bytes | None = field(default=None, repr=False)
    path: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadStub:
    """What one must know of a stored thread to tell whether a draft belongs to it."""

    post_id: int
    title: str
    site: str | None
    url: str | None
    published: str | None
    first_number: int | None
    last_number: int | None
    site_ids: frozenset[str] = frozenset()
    """The page's own ids of its comments (at most a few hundred; for overlap)."""
    comment_times: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownThread:
    """Another thread of the library, as a reference may name it by title or address. Its comments are asked for, see `KnownComment`."""

    post_id: int
    title: str
    url: str | None
    site: str | None


@dataclass(frozen=True, slots=True)
class NameFacts:
    """A name as it stands in a thread and in the others of its site, and what its comments carry: personal links, pictures."""

    name: str
    here: int
    """Comments in the thread."""
    elsewhere: int = 0
    """Comments in other threads of the site."""
    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownComment:
    """A comment of any thread of the library, as a pasted footer may name it. ``minutes`` since 1970 of the time as its page writes it."""

    post_id: int
    comment: int
    number: int | None
    minutes: int


CommentLookup = Callable[[str, int, int], Sequence[KnownComment]]
"""(author exactly so, first minute, last minute) -> comments by the author in that time: so that only footers that occur cost anything."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What `Library.replace` did. ``ids`` maps the discussion's comment ids to the stored ones."""

    post_id: int
    changes: Changes
    ids: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptThread:
    """All that the library holds of one thread but originals and pictures: what an export carries and an import brings back."""

    discussion: Discussion
    corrections: ThreadCorrections = field(default_factory=ThreadCorrections)
    place: Place | None = None
    receipts: tuple[ThreadReport, ...] = ()


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup archive holds. ``files`` counts originals and pictures, ``missing`` those that the library has lost."""

    file: str
    created: str
    """Aware UTC, ISO 8601 to the second."""
    posts: int
    comments: int
    files: int
    missing: int = 0


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """A thread for which a person chose a reader: how its other pages are known, and the reader's key."""

    permalink_key: str
    title: str
    site: str | None
    reader: str
