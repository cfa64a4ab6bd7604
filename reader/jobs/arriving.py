"""Files on their way in: what they are by their bytes, told to the readers some files ahead of their turn."""

from __future__ import annotations

import hashlib
import stat
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.formats import Found, survey
from reader.jobs.children import AHEAD
from reader.jobs.readers import Readers, readers_of
from reader.jobs.reading import Reading, Request
from reader.jobs.reporter import Reporter
from reader.model.errors import RefusedFile, Why
from reader.model.library import Original
from reader.model.report import SetApart
from reader.store import Library


@dataclass(frozen=True, slots=True)
class Coming:
    """What paths name or hold: files to open, each once; what is no page; paths that cannot be read at all."""

    files: tuple[Path, ...]
    apart: tuple[SetApart, ...] = ()
    refused: tuple[tuple[Path, RefusedFile], ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file whose turn has come. Exactly one of ``error``, ``same_as``, ``there`` and ``request`` says what to do with it."""

    path: Path
    original: Original | None = None
    error: RefusedFile | None = None
    same_as: Path | None = None
    """A file with the same bytes came before."""
    there: tuple[int, ...] = ()
    """Posts of the library that were read from these bytes."""
    request: Request | None = None


def coming(paths: Sequence[Path], reporter: Reporter) -> Coming:
    """What there is under ``paths``. Raises `Cancelled`."""
    files: dict[Path, None] = {}
    apart: list[SetApart] = []
    refused = []
    for path in paths:
        try:
            found: Found = survey(path, on_step=reporter.check)
        except RefusedFile as error:
            refused.append((path, error))
            continue
        files.update(dict.fromkeys(found.files))
        apart += found.apart
    return Coming(tuple(files), tuple(dict.fromkeys(apart)), tuple(refused))


def arrivals(
    files: Sequence[Path], library: Library, reading: Reading, spool_of: Callable[[int], Path], seen: dict[str, Path],
    chosen: str | None = None,
) -> Iterator[Arrival]:
    """The files in order, each looked at some files ahead of its turn so that readers can begin with it.

    ``spool_of``: where contents of the file with this place go. ``seen``: hashes of files that came before; it grows.
    ``chosen``: key of the reader that a person wants for all of them.
    """
    ahead: deque[Arrival] = deque()
    readers = readers_of(library, chosen)
    for place, path in enumerate(files):
        arrival = _look_at(path, library, spool_of(place), seen, readers)
        if arrival.request is not None:
            reading.expect(arrival.request)
        ahead.append(arrival)
        if len(ahead) >= AHEAD:
            yield ahead.popleft()
    yield from ahead


def original_of(path: Path) -> Original:
    """The file as the library will keep it; its bytes are read when they are stored. Raises `RefusedFile`."""
    digest = hashlib.sha256()
    size = 0
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or device would be read for ever
            raise RefusedFile(str(path), Why.NOT_A_FILE)
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
                size += len(chunk)
    except FileNotFoundError as error:
        raise RefusedFile(str(path), Why.MISSING) from error
    except PermissionError as error:
        raise RefusedFile(str(path), Why.NO_PERMISSION) from error
    except OSError as error:
        raise RefusedFile(str(path), Why.READ_FAILED, error.strerror or str(error)) from error
    return Original(digest.hexdigest(), size, path.name, path=str(path))


def _look_at(path: Path, library: Library, spool: Path, seen: dict[str, Path], readers: Readers) -> Arrival:
    try:
        original = original_of(path)
    except RefusedFile as error:
        return Arrival(path, error=error)
    there = library.has_original(original.sha256)
    if there:
        return Arrival(path, original, there=there)
    if original.size and original.sha256 in seen:
        return Arrival(path, original, same_as=seen[original.sha256])
    seen[original.sha256] = path
    return Arrival(path, original, request=Request(path, spool, readers))
