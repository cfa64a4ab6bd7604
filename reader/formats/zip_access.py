"""ZIP archives opened safely: members are bytes under a name, never files under a path; bombs stop at the limits."""

from __future__ import annotations

import contextlib
import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit

from reader.formats.limits import MIB, Budget
from reader.formats.source import CHUNK, Lookup, Source, read_fully, seekable_copy
from reader.model.errors import RefusedFile, Why

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
MAX_DIRECTORY = 64 * MIB
"""Size of a central directory, in bytes."""


def opens_as_zip(head: bytes) -> bool:
    """True for the first bytes of a ZIP archive."""
    return head.startswith(MAGIC)


class Archive:
    """A ZIP archive. ``names`` are its members' names as written; they are only ever used to look members up."""

    def __init__(self, archive: zipfile.ZipFile, budget: Budget) -> None:
        self._archive = archive
        self._budget = budget
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in archive.infolist():
            budget.part()
            if not info.is_dir():
                self._infos.setdefault(info.filename.replace("\\", "/"), info)
        self.names = tuple(self._infos)

    def size(self, name: str) -> int:
        """Unpacked size of a member as the archive states it."""
        return self._infos[name].file_size

    def open(self, name: str) -> BinaryIO:
        """A member as a stream that counts what it unpacks."""
        info = self._infos[name]
        if info.flag_bits & 1:
            raise RefusedFile(name, Why.DAMAGED, "encrypted")
        member = cast(BinaryIO, self._archive.open(info))
        return cast(BinaryIO, io.BufferedReader(_Metered(member, info.compress_size, self._budget), CHUNK))

    def read(self, name: str, limit: int) -> bytes:
        """A member's bytes; `RefusedFile` (too large) beyond ``limit``."""
        with self.open(name) as stream:
            data = read_fully(stream, limit + 1)
        if len(data) > limit:
            raise RefusedFile(name, Why.TOO_LARGE, limit=limit)
        return data

    def find(self, folder: str, address: str) -> str | None:
        """The member that a page in ``folder`` means by the relative ``address``."""
        try:
            parts = urlsplit(address.replace("\\", "/"))
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        for spelling in (parts.path, unquote(parts.path)):
            name = posixpath.normpath(posixpath.join(folder, spelling)).lstrip("/")
            if name in self._infos:
                return name
        return None

    def lookup(self, folder: str) -> Lookup:
        """What pages in ``folder`` find beside them."""

        def found(address: str) -> bytes | None:
            name = self.find(folder, address)
            if name is None:
                return None
            try:
                return self.read(name, self._budget.limits.whole)
            except (RefusedFile, zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
                if self._budget.spent:
                    raise
                return None

        return found


class _Metered(io.RawIOBase):
    """Counts unpacked bytes against the member's packed size and the file's budget."""

    def __init__(self, member: BinaryIO, packed: int, budget: Budget, under: BinaryIO | None = None) -> None:
        super().__init__()
        self._member = member
        self._under = under
        self._packed = packed
        self._budget = budget
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._member.read(len(buffer))
        buffer[: len(data)] = data
        self._unpacked += len(data)
        self._budget.unpack(len(data))
        self._budget.check_ratio(self._unpacked, self._packed)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._member.close()
            if self._under is not None:
                self._under.close()
        super().close()


def metered(stream: BinaryIO, packed: int, budget: Budget, under: BinaryIO) -> BinaryIO:
    """``stream``, counted like a member of an archive (for gzip and the like); ``under`` is the packed stream that it closes with it."""
    return cast(BinaryIO, io.BufferedReader(_Metered(stream, packed, budget, under), CHUNK))


@contextlib.contextmanager
def open_archive(source: Source) -> Iterator[Archive]:
    """The archive in ``source``. Raises `RefusedFile` or ``zipfile.BadZipFile``."""
    with contextlib.ExitStack() as stack:
        # an archive inside another one cannot be sought in
        stream = stack.enter_context(seekable_copy(source.chunks()) if source.depth else source.open_stream())
        _check_directory(stream, source.name)
        yield Archive(stack.enter_context(zipfile.ZipFile(stream)), source.budget)


def _check_directory(stream: BinaryIO, name: str) -> None:
    """The standard library reads the whole central directory at once: refuse absurd ones beforehand."""
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, end - 66_000))
    tail = stream.read()
    stream.seek(0)
    place = tail.rfind(b"PK\x05\x06")
    if place >= 0:
        size = int.from_bytes(tail[place + 12 : place + 16], "little")
        if (size if size != 0xFFFFFFFF else end // 4) > MAX_DIRECTORY:
            raise RefusedFile(name, Why.TOO_LARGE, "number of parts", MAX_DIRECTORY)
