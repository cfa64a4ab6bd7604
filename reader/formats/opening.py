"""The door of the room: which format a file is, and what is refused. Whatever a parser does with hostile bytes ends here."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from reader.formats import (
    blogger,
    dat,
    disqus,
    epub,
    feed,
    gzipped,
    json_file,
    maff,
    mailbox_file,
    mhtml,
    mtif,
    plain_text,
    saved_html,
    wacz,
    warc,
    webarchive,
    wxr,
    zipped,
)
from reader.formats.folders import Neighbours
from reader.formats.limits import LIMITS, Budget, Limits
from reader.formats.source import CHUNK, Items, Source
from reader.model.errors import ReaderError, RefusedFile, Why
from reader.model.page import Page, SourceFile
from reader.model.report import Notice, NoticeKind

Progress = Callable[[int, int], None]
"""Told bytes read and size of the file; may raise `Cancelled`."""
MAX_NOTICES = 50


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: how it is recognised (first bytes, name) and how it is read."""

    key: str
    sniff: Callable[[bytes, str], bool]
    pages: Callable[[Source], Items]


FORMATS: tuple[Format, ...] = (
    Format(epub.KEY, epub.sniff, epub.pages),
    Format(maff.KEY, maff.sniff, maff.pages),
    Format(wacz.KEY, wacz.sniff, wacz.pages),
    Format(zipped.KEY, zipped.sniff, zipped.pages),
    Format(warc.KEY, warc.sniff, warc.pages),
    Format(gzipped.KEY, gzipped.sniff, gzipped.pages),
    Format(webarchive.KEY, webarchive.sniff, webarchive.pages),
    Format(mhtml.KEY, mhtml.sniff, mhtml.pages),
    Format(wxr.KEY, wxr.sniff, wxr.pages),
    Format(blogger.KEY, blogger.sniff, blogger.pages),
    Format(disqus.KEY, disqus.sniff, disqus.pages),
    Format(feed.KEY, feed.sniff, feed.pages),
    Format(mtif.KEY, mtif.sniff, mtif.pages),
    Format(mailbox_file.KEY, mailbox_file.sniff, mailbox_file.pages),
    Format(json_file.KEY, json_file.sniff, json_file.pages),
    Format(dat.KEY, dat.sniff, dat.pages),
    Format(saved_html.KEY, saved_html.sniff, saved_html.pages),
    Format(plain_text.KEY, plain_text.sniff, plain_text.pages),
)
"""Specific before general: the first row that recognises the bytes reads them."""


def open_pages(path: Path | str, *, limits: Limits = LIMITS, on_progress: Progress | None = None) -> Iterator[Page]:
    """Pages of the file at ``path``, one by one. The file is not changed and not held open between pages of different files.

    Raises `RefusedFile` at the first ``next`` when nothing can be read; what `on_progress` raises passes through. A file that breaks in the
    middle gives the pages before, the last of them with the notice TRUNCATED_FILE.
    """
    path = Path(path)
    name = str(path)
    try:
        size = _checked_size(path, limits)
        described = SourceFile(path.name, _digest(path, size, on_progress), size, "")
    except ReaderError:
        raise
    except (OSError, ValueError) as error:
        raise _refusal_of(error, name) from None
    budget = Budget(name, limits, size)
    source = Source(
        path.name, size, described, budget, lambda: _open(path, size, on_progress), _choose,
        beside=Neighbours(path, limits.whole),
    )  # fmt: skip
    yield from _settled(_choose(source), name)


def page_from_text(text: str, name: str) -> Page:
    """Pasted text as a page; its "file" is the text in UTF-8. Raises `RefusedFile` when it is blank."""
    data = text.encode("utf-8", "surrogatepass")
    return plain_text.pasted(text, name, SourceFile(name, hashlib.sha256(data).hexdigest(), len(data), plain_text.KEY))


def _choose(source: Source) -> Items:
    head = source.head()
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise RefusedFile(source.name, Why.BINARY if b"\x00" in head else Why.EMPTY)
    for row in FORMATS:
        if row.sniff(head, source.name):
            named = source if source.file.format else replace(source, file=replace(source.file, format=row.key))
            yield from row.pages(named)
            return
    raise RefusedFile(source.name, Why.BINARY)


def _settled(items: Items, path: str) -> Iterator[Page]:
    """Pages with the notices around them; one is held back, so that the last one can carry what went wrong behind it."""
    held: Page | None = None
    waiting: list[Notice] = []
    trouble: RefusedFile | None = None
    while True:
        try:
            item = next(items, None)
        except RefusedFile as error:
            trouble = RefusedFile(path, error.why, error.detail, error.limit)
            item = None
        except ReaderError:
            raise
        except Exception as error:  # noqa: BLE001 - the border of the room: whatever a parser says to hostile bytes is a refusal
            trouble = _refusal_of(error, path)
            item = None
        if item is None:
            break
        if isinstance(item, Notice):
            if held is not None:
                held = _noticed(held, item)
            elif len(waiting) < MAX_NOTICES:
                waiting.append(item)
            continue
        if held is not None:
            yield held
        held = _noticed(item, *waiting)
        waiting = []
    if held is not None:
        yield held if trouble is None else _noticed(held, Notice(NoticeKind.TRUNCATED_FILE, text=trouble.detail or None))
    elif trouble is not None:
        raise trouble
    else:
        raise RefusedFile(path, Why.DAMAGED if waiting else Why.NOTHING_INSIDE)


def _noticed(page: Page, *notices: Notice) -> Page:
    room = MAX_NOTICES - len(page.notices)
    return replace(page, notices=(*page.notices, *notices[:room])) if notices and room > 0 else page


def _refusal_of(error: BaseException, path: str) -> RefusedFile:
    if isinstance(error, MemoryError):
        return RefusedFile(path, Why.TOO_SLOW, "memory")
    detail = f"{type(error).__name__}: {error}"[:300]
    if isinstance(error, OSError) and error.errno is not None:
        why = {
            errno.ENOENT: Why.MISSING, errno.ENOTDIR: Why.MISSING, errno.EACCES: Why.NO_PERMISSION, errno.EPERM: Why.NO_PERMISSION,
            errno.EISDIR: Why.NOT_A_FILE, errno.ENXIO: Why.NOT_A_FILE,
            errno.EINVAL: Why.DAMAGED,  # an archive that sends its reader to a place before its beginning
        }.get(error.errno, Why.READ_FAILED)  # fmt: skip
        return RefusedFile(path, why, detail)
    return RefusedFile(path, Why.DAMAGED, detail)


def _checked_size(path: Path, limits: Limits) -> int:
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise RefusedFile(str(path), Why.NOT_A_FILE)
    if state.st_size == 0:
        raise RefusedFile(str(path), Why.EMPTY)
    if state.st_size > limits.file:
        raise RefusedFile(str(path), Why.TOO_LARGE, limit=limits.file)
    return state.st_size


class _Counted(io.FileIO):
    """A file that tells how far it was read."""

    def __init__(self, descriptor: int, size: int, told: Progress | None) -> None:
        super().__init__(descriptor, "rb")
        self._size = size
        self._told = told

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override]
        count = super().readinto(buffer)
        if self._told is not None:
            self._told(min(self.tell(), self._size), self._size)
        return count


def _open(path: Path, size: int, told: Progress | None) -> BinaryIO:
    """Open for reading; a pipe or device that took the file's place since it was looked at does not block."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    return cast(BinaryIO, io.BufferedReader(_Counted(os.open(path, flags), size, told), CHUNK))


def _digest(path: Path, size: int, told: Progress | None) -> str:
    del told  # progress counts the reading of pages; a second count would run backwards
    digest = hashlib.sha256()
    with _open(path, size, None) as stream:
        while piece := stream.read(4 * CHUNK):
            digest.update(piece)
    return digest.hexdigest()
