"""What imports and writes report back: notices, previews, receipts, changes, search hits."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class NoticeKind(enum.StrEnum):
    """Things worth telling about a page. Words for people live in ``reader.wording``, one sentence for each."""

    NO_COMMENTS = "no-comments"
    FEWER_THAN_STATED = "fewer-than-stated"
    """count = comments found, expected = what the page states."""
    MORE_THAN_STATED = "more-than-stated"
    MORE_PAGES = "more-pages"
    MISSING_NUMBERS = "missing-numbers"
    """text = the numbers, count = how many."""
    GENERIC_READER = "generic-reader"
    """No engine was recognised; the page was read by its repeated blocks."""
    READER_CHOSEN = "reader-chosen"
    """text = key of the reader that the person chose for the discussion; it is used whenever its pages are read."""
    TAUGHT_RULE = "taught-rule"
    """text = name of the taught rule that found the comments."""
    CHARSET_GUESSED = "charset-guessed"
    CHARSET_WRONG = "charset-wrong"
    """The declared encoding (text) did not fit the bytes."""
    DECODING_LOSSES = "decoding-losses"
    """count = characters that could not be read."""
    NESTING_CAPPED = "nesting-capped"
    TRUNCATED_FILE = "truncated-file"
    IMAGES_NOT_SAVED = "images-not-saved"
    """count = pictures that the page names and the save does not hold."""
    IMAGES_REFUSED = "images-refused"
    """count = pictures left out for their size or kind."""
    SUGGEST_SAME_THREAD = "suggest-same-thread"
    """text = title of a thread in the library that looks like the same one; not merged."""
    DOUBTFUL_REFERENCES = "doubtful-references"
    DATE_ORDER = "date-order"
    """All-number dates without a machine time whose order the page does not decide; text = one of them, expected = 1 where it was read day
    first, 2 where month first."""
    CUT_OFF = "cut-off"
    """The page's markup ends in the middle: the last comment may be incomplete."""
    PART_UNREADABLE = "part-unreadable"
    """text = name of the part that was skipped."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing worth telling about a page or thread."""

    kind: NoticeKind
    count: int | None = None
    expected: int | None = None
    text: str | None = None


class Outcome(enum.StrEnum):
    """What became of one file or thread of an import."""

    ADDED = "added"
    JOINED = "joined"
    """Its comments joined a thread that was in the library."""
    UNCHANGED = "unchanged"
    """Already in the library; nothing changed. Counts as in."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ThreadReport:
    """The receipt of one thread: what was found, what the page states, what was understood."""

    post_id: int
    title: str
    site: str | None
    outcome: Outcome
    comments_found: int
    """Comments read from this file."""
    comments_total: int
    """Comments of the thread in the library after the import."""
    comments_added: int
    comments_stated: int | None
    references: int
    references_resolved: int
    references_doubtful: int
    notices: tuple[Notice, ...] = ()
    url: str | None = None
    published: str | None = None
    platform: str = "generic"


class Apart(enum.StrEnum):
    """What a folder holds that is no discussion and was not opened."""

    PICTURE = "picture"
    SCRIPT = "script"
    """Scripts, styles and fonts: parts of pages."""
    SOUND = "sound"
    """Sound and film."""
    SHORTCUT = "shortcut"
    """An address, not a page."""
    UNFINISHED = "unfinished"
    """A download that did not end, or a temporary file."""
    SYSTEM = "system"
    """Written by the system for itself."""
    COMPANION = "companion"
    """A folder saved with a page; it is read together with its page."""
    UNREADABLE = "unreadable"
    """A folder that may not be read."""


@dataclass(frozen=True, slots=True)
class SetApart:
    """One file or folder that was not opened, and why."""

    path: str
    what: Apart


class Standing(enum.StrEnum):
    """How a save stands to the thread that it belongs to."""

    NEWER = "newer"
    """It holds comments that the thread lacks."""
    OLDER = "older"
    """The thread has all of its comments, and more."""
    EQUAL = "equal"
    """The same comments."""
    PAGE = "page"
    """Another page of it."""


@dataclass(frozen=True, slots=True)
class Belongs:
    """The thread that a previewed one will join: of the library (``post_id``), else one that was read earlier in the same import."""

    title: str
    standing: Standing
    fresh: int
    """Comments that the thread lacks."""
    post_id: int | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``error`` is set exactly when the file was refused."""

    path: str
    outcome: Outcome
    threads: tuple[ThreadReport, ...] = ()
    error: Exception | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The receipt of an import, files in the order they were given."""

    files: tuple[FileReport, ...]
    apart: tuple[SetApart, ...] = ()

    @property
    def taken(self) -> int:
        """How many files are in the library now (added, joined or unchanged)."""
        return sum(file.outcome is not Outcome.REFUSED for file in self.files)

    @property
    def refused(self) -> int:
        """How many files were refused."""
        return len(self.files) - self.taken


@dataclass(frozen=True, slots=True)
class PreviewThread:
    """One thread that the wizard would save; ``index`` is its place among the file's threads."""

    index: int
    title: str
    author: str | None
    site: str | None
    url: str | None
    published: str | None
    platform: str
    comments_found: int
    comments_stated: int | None
    notices: tuple[Notice, ...] = ()
    belongs: Belongs | None = None
    """None: it is new."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file would become, before anything is saved. ``number`` identifies the file within one staging."""

    number: int
    path: str
    threads: tuple[PreviewThread, ...] = ()
    error: Exception | None = None
    already_in_library: bool = False
    same_as: str | None = None
    """A file of this import with the very same bytes; this one is not read."""
    apart: SetApart | None = None
    """Not opened; then there are no threads and no error."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """A person's corrections to what the wizard recognised; None leaves a field as it was read. Kept as manual corrections."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    skip: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the library: a post, or one of its comments. Serves references, hits, history and read marks alike."""

    post: int
    comment: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed: ids of posts. Panes decide for themselves what to refresh. ``undo`` names what undo would take back."""

    added: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    undo: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of some text, in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a library search found. ``marks`` are stretches of ``snippet`` (plain text)."""

    location: Location
    title: str
    author: str | None
    number: int | None
    published: str | None
    site: str | None
    snippet: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits (newest first) with the count of all that match, which may be larger than ``len(hits)``."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Match:
    """One place in a thread's text: index of the comment in page order (-1 = the post), span in its body text."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the library found. Each problem is a short stable code with its detail; ``repaired`` tells what was mended."""

    posts: int
    comments: int
    originals: int
    problems: tuple[tuple[str, str], ...] = ()
    repaired: tuple[tuple[str, str], ...] = ()
