"""Files named by what they hold: originals (compressed) and pictures (as they are).

A file is written beside its place under a temporary name, brought to the disk, then renamed; so a name never stands for half a file, and
a crash leaves at most a temporary file, which the next check removes. Files are written before the transaction that names them.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from reader.model.errors import RefusedFile, Why
from reader.model.library import Original

BLOCK = 1 << 20
LEVEL = 4
"""Of zlib: nearly as small as the usual 6 for web pages (4 % more), in three fifths of the time."""
LEVEL = 4
"""Of zlib. Saved pages shrink to 0.199 of their size; level 6, its default, gives 0.190 for two to four times the time."""
_NAME = re.compile(r"[0-9a-f]{64}")
_OF_THE_SYSTEM = {"desktop.ini", "thumbs.db", ".ds_store"}


class ContentFiles:
    """One folder of files by sha256, in sub-folders by the first two digits. ``compress``: zlib, suffix ``.z``."""

    def __init__(self, folder: Path, *, compress: bool) -> None:
        self.folder = folder
        self._compress = compress
        self._suffix = ".z" if compress else ""

    def path(self, sha256: str) -> Path:
        """Where the file of this hash lies or would lie. Raises ValueError when it is no hash: names are never taken from pages."""
        if not _NAME.fullmatch(sha256):
            raise ValueError(sha256)
        return self.folder / sha256[:2] / (sha256 + self._suffix)

    def put(self, original: Original) -> bool:
        """Keep an original; False when it was there. Raises `RefusedFile` when the bytes are not those of its hash."""
        target = self.path(original.sha256)
        if target.exists():
            return False
        self._write(target, original.sha256, _blocks(original), original.path or original.name)
        return True

    def get(self, sha256: str) -> bytes | None:
        """The bytes, None when there is no such file or it does not hold what its name says."""
        try:
            data = self.path(sha256).read_bytes()
            data = zlib.decompress(data) if self._compress else data
        except (FileNotFoundError, ValueError, zlib.error):
            return None
        return data

    def sound(self, sha256: str) -> bool | None:
        """Whether a file holds what its name says; None when it is missing. Reads it in blocks."""
        digest = hashlib.sha256()
        unpack = zlib.decompressobj() if self._compress else None
        try:
            with self.path(sha256).open("rb") as file:
                while block := file.read(BLOCK):
                    while block:
                        digest.update(unpack.decompress(block, BLOCK) if unpack else block)
                        block = unpack.unconsumed_tail if unpack else b""
            if unpack:
                digest.update(unpack.flush())
        except FileNotFoundError:
            return None
        except (zlib.error, OSError):
            return False
        return digest.hexdigest() == sha256 and (unpack is None or unpack.eof)

    def remove(self, sha256: str) -> None:
        """Forget a file; nothing happens when there is none."""
        self.path(sha256).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Hashes of all files, in no order."""
        for path in self._files():
            name = path.name.removesuffix(self._suffix)
            if _NAME.fullmatch(name) and path == self.path(name):
                yield name

    def strangers(self) -> Iterator[Path]:
        """Files that no content gave its name: temporary ones left by a crash, and whatever somebody put there."""
        for path in self._files():
            name = path.name.removesuffix(self._suffix)
            if path.name.lower() not in _OF_THE_SYSTEM and not (_NAME.fullmatch(name) and path == self.path(name)):
                yield path

    def _files(self) -> Iterator[Path]:
        for folder, _, files in os.walk(self.folder):
            for name in files:
                yield Path(folder) / name

    def _write(self, target: Path, sha256: str, blocks: Iterator[bytes], name: str) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix="new-", suffix=".tmp", dir=target.parent)
        try:
            digest = hashlib.sha256()
            pack = zlib.compressobj(LEVEL) if self._compress else None
            with os.fdopen(handle, "wb") as file:
                for block in blocks:
                    digest.update(block)
                    file.write(pack.compress(block) if pack else block)
                if pack:
                    file.write(pack.flush())
                file.flush()
                os.fsync(file.fileno())
            if digest.hexdigest() != sha256:
                raise RefusedFile(name, Why.READ_FAILED, "changed while it was read")
            Path(temporary).replace(target)
            sync_folder(target.parent)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _blocks(original: Original) -> Iterator[bytes]:
    if original.data is not None:
        view = memoryview(original.data)
        for start in range(0, len(view), BLOCK):
            yield bytes(view[start : start + BLOCK])
        return
    path = original.path or original.name
    try:
        with open(path, "rb") as file:
            while block := file.read(BLOCK):
                yield block
    except OSError as error:
        raise RefusedFile(path, Why.READ_FAILED, str(error)) from error


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can do that for folders."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network file systems cannot; the file itself is safe
        pass
    finally:
        os.close(handle)
