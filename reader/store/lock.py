"""One program a library, and how a second one hands its files over: a lock file and an inbox folder, no socket.

The lock is one of the operating system, so it goes with its process however that ends; no stale lock can stay. What the file says (a
process number) is only for people to read.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from reader.store.content_files import sync_folder

LOCK = "lock"
INBOX = "inbox"
LARGEST = 1 << 20
MOST_FILES = 10_000
_SUFFIX = ".json"


class ProcessLock:
    """The lock of a library folder. `acquire` once; `release`, or leave the ``with`` block, or end."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take the lock without waiting; False when another program (or another `ProcessLock` here) has it. Raises OSError."""
        if self._file is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+b")
        if not _lock(file):
            file.close()
            return False
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n".encode())
        file.flush()
        self._file = file
        return True

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held. The file stays: removing it would race with a taker."""
        if self._file is not None:
            self._file.close()
            self._file = None

    @property
    def held(self) -> bool:
        """Whether this object has the lock."""
        return self._file is not None

    def __enter__(self) -> ProcessLock:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def held_by_another(folder: Path) -> bool:
    """Whether some program has the library's lock just now."""
    if not (folder / LOCK).exists():
        return False
    with ProcessLock(folder) as lock:
        return not lock.acquire()


def hand_over(folder: Path, paths: Sequence[str]) -> Path:
    """Put paths (made absolute) into the inbox of the program that has the library. An empty list asks it to come to the front."""
    inbox = folder / INBOX
    inbox.mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(8)
    waiting = inbox / f"{name}.tmp"
    waiting.write_text(json.dumps({"paths": [str(Path(path).absolute()) for path in paths]}), encoding="utf-8")
    target = inbox / f"{name}{_SUFFIX}"
    waiting.replace(target)
    sync_folder(inbox)
    return target


def collect(folder: Path) -> list[list[str]]:
    """Take all that lies in the inbox, oldest first; what cannot be understood is thrown away. Every item is one hand-over."""
    inbox = folder / INBOX
    try:
        waiting = sorted(inbox.glob(f"*{_SUFFIX}"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    except OSError:
        return []
    found = [_read(path) for path in waiting]
    for path in waiting:
        path.unlink(missing_ok=True)
    return [paths for paths in found if paths is not None]


def _read(path: Path) -> list[str] | None:
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST:
            return None
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    paths = data.get("paths") if isinstance(data, dict) else None
    if not isinstance(paths, list) or len(paths) > MOST_FILES or not all(isinstance(part, str) and "\0" not in part for part in paths):
        return None
    return paths


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        try:
            file.seek(1 << 30)  # a byte far behind the text, which others may then still read
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
