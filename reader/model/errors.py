"""Typed errors with fields. They carry no sentences for people: ``reader.wording`` finds the words."""

from __future__ import annotations

import enum


class ReaderError(Exception):
    """Base of everything that can go wrong in a way the program knows. Nothing that was there is lost when one is raised."""


class Cancelled(ReaderError):
    """The person cancelled; raised by the next progress report. Silent, and nothing half done is left."""


class Why(enum.StrEnum):
    """Why a file was refused."""

    MISSING = "missing"
    NOT_A_FILE = "not-a-file"
    """A directory named like a page, a device, a pipe."""
    NO_PERMISSION = "no-permission"
    EMPTY = "empty"
    BINARY = "binary"
    """No format recognises the bytes."""
    TOO_LARGE = "too-large"
    """``limit`` is set, in bytes."""
    DAMAGED = "damaged"
    """Recognised, but cut off or broken so that no page could be read."""
    NO_PAGE = "no-page"
    """Read, but holds no readable text."""
    TOO_SLOW = "too-slow"
    """Took longer than the time limit, or more memory than allowed."""
    NOTHING_INSIDE = "nothing-inside"
    """A folder or archive without any page."""
    NEWER_EXPORT = "newer-export"
    NO_MARKUP = "no-markup"
    """It holds no web page: what an export or a text is, it is."""
    WRONG_READER = "wrong-reader"
    """The reader that a person chose finds no discussion in it."""
    READ_FAILED = "read-failed"
    """The disk or the system failed while reading; ``detail`` has its word."""


class RefusedFile(ReaderError):
    """A file that holds nothing to import. Picklable: it crosses process borders."""

    def __init__(self, path: str, why: Why, detail: str = "", limit: int | None = None) -> None:
        super().__init__(path, why, detail, limit)
        self.path = path
        self.why = why
        self.detail = detail
        self.limit = limit


class BadSearch(ReaderError):
    """A search that cannot be understood; ``reason`` is one of ``empty``, ``bad-date``, ``bad-flag``, ``too-long``."""

    def __init__(self, query: str, reason: str, part: str = "") -> None:
        super().__init__(query, reason, part)
        self.query = query
        self.reason = reason
        self.part = part


class LibraryProblem(enum.StrEnum):
    """Why a library cannot be opened."""

    MISSING = "missing"
    LOCKED = "locked"
    NEWER = "newer"
    DAMAGED = "damaged"
    NOT_A_LIBRARY = "not-a-library"
    NO_PERMISSION = "no-permission"
    DISK_FULL = "disk-full"
    DATABASE_GONE = "database-gone"
    """Originals, pictures or copies of a library are there, its database is not: a new, empty one would hide them."""


class LibraryUnavailable(ReaderError):
    """The library at ``path`` (a folder) cannot be opened or written; it was left as it is."""

    def __init__(self, path: str, problem: LibraryProblem, detail: str = "") -> None:
        super().__init__(path, problem, detail)
        self.path = path
        self.problem = problem
        self.detail = detail


class NoSuchPost(ReaderError):
    """No post has this id."""

    def __init__(self, post_id: int) -> None:
        super().__init__(post_id)
        self.post_id = post_id


class NoSuchComment(ReaderError):
    """No comment has this id."""

    def __init__(self, comment_id: int) -> None:
        super().__init__(comment_id)
        self.comment_id = comment_id


class BadParent(ReaderError):
    """A manual parent that would make a cycle or lies in another thread."""

    def __init__(self, comment_id: int, parent_id: int | None) -> None:
        super().__init__(comment_id, parent_id)
        self.comment_id = comment_id
        self.parent_id = parent_id
