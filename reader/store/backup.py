"""Copies of a library: one archive with everything in it, and rotating copies of the database alone.

An archive is a ZIP: ``manifest.json``, ``library.sqlite``, ``originals/..``, ``assets/..``, ``rules/..`` under the names they have in the
library. The manifest names every entry with size and sha256. A copy is written beside its place, read back and compared, then renamed.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import IO

from reader.model.errors import LibraryProblem, LibraryUnavailable, RefusedFile, Why
from reader.model.library import BackupFacts
from reader.store import migrations, rule_files
from reader.store.checking import quick_check
from reader.store.connection import Connections, translated
from reader.store.content_files import BLOCK, sync_folder
from reader.store.lock import held_by_another
from reader.store.moments import now
from reader.store.opening import DATABASE, HEAD, peek, refuse

FORMAT, VERSION = "threadfolio-backup", 1
MANIFEST = "manifest.json"
GENERATIONS = 2
EVERY_SECONDS = 24 * 3600.0
_LARGEST_MANIFEST = 256 << 20
_RULE = rf"{rule_files.FOLDER}/\w[\w.-]{{0,79}}{re.escape(rule_files.SUFFIX)}"
_ENTRY = re.compile(rf"{re.escape(DATABASE)}|(originals|assets)/([0-9a-f]{{2}})/\2[0-9a-f]{{62}}(\.z)?|{_RULE}")


@dataclass(frozen=True, slots=True)
class _Entry:
    size: int
    sha256: str


def write_archive(connections: Connections, target: Path, on_progress: Callable[[int, int], None]) -> BackupFacts:
    """Write the whole library into ``target`` (over an older file only when the new one is whole). Raises `LibraryUnavailable`, OSError.

    Originals and pictures that are missing from the library are left out; `BackupFacts.missing` counts them.
    """
    folder = connections.folder
    with translated(target.parent), _scratch(target.absolute().parent) as scratch:
        copy = scratch / DATABASE
        copy_database(connections, copy)
        with closing(sqlite3.connect(copy)) as opened:
            posts = opened.execute("SELECT count(*) FROM post WHERE deleted IS NULL").fetchone()[0]
            comments = opened.execute("SELECT count(*) FROM comment").fetchone()[0]
            names = [f"originals/{row[0][:2]}/{row[0]}.z" for row in opened.execute("SELECT sha256 FROM original ORDER BY sha256")]
            names += [f"assets/{row[0][:2]}/{row[0]}" for row in opened.execute("SELECT sha256 FROM asset ORDER BY sha256")]
        names += [name for key in rule_files.read_all(folder) if _ENTRY.fullmatch(name := f"{rule_files.FOLDER}/{key}{rule_files.SUFFIX}")]
        entries: dict[str, _Entry] = {}
        archive = scratch / "archive.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED, allowZip64=True) as written:
            entries[DATABASE] = _add(written, DATABASE, copy, zipfile.ZIP_DEFLATED)
            for done, name in enumerate(names):
                on_progress(done, len(names))
                if (folder / name).is_file():
                    entries[name] = _add(written, name, folder / name, zipfile.ZIP_STORED)
            facts = BackupFacts(str(target), now(), posts, comments, len(entries) - 1, len(names) + 1 - len(entries))
            written.writestr(MANIFEST, _manifest(facts, entries), zipfile.ZIP_DEFLATED)
        copy.unlink()
        _sync(archive)
        with zipfile.ZipFile(archive) as read:
            for name, entry in entries.items():
                if _read_through(read, name, None) != entry:
                    raise LibraryUnavailable(str(target), LibraryProblem.DAMAGED, name)
        archive.replace(target)
        sync_folder(target.absolute().parent)
    on_progress(len(names), len(names))
    return facts


def restore(file: Path, folder: Path) -> Path | None:
    """Make ``folder`` the library that ``file`` holds. What library was there is kept in a folder beside its place, which is returned.

    Raises `RefusedFile` for what is no sound backup, `LibraryUnavailable` when a program has the library open or the disk fails; the
    library is then as it was. Settings, log and other files in ``folder`` are left alone.
    """
    folder = folder.absolute()
    if held_by_another(folder):
        raise LibraryUnavailable(str(folder), LibraryProblem.LOCKED, "lock")
    with translated(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with _scratch(folder) as scratch:
            alone = _copy_alone(file, scratch)
            if not alone:
                _extract(file, scratch)
            try:
                quick_check(scratch / DATABASE, folder)
                peek(scratch)
            except LibraryUnavailable as error:
                newer = error.problem is LibraryProblem.NEWER
                raise RefusedFile(str(file), Why.NEWER_EXPORT if newer else Why.DAMAGED, error.detail) from error
            return _swap(scratch, folder, (DATABASE,) if alone else (DATABASE, "originals", "assets", rule_files.FOLDER))


def _copy_alone(file: Path, scratch: Path) -> bool:
    """Whether ``file`` is no archive but one copy of a database, which then lies in ``scratch``."""
    try:
        with file.open("rb") as opened:
            alone = opened.read(len(HEAD)) == HEAD
        if alone:
            shutil.copyfile(file, scratch / DATABASE)
            _sync(scratch / DATABASE)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        why = Why.MISSING if isinstance(error, FileNotFoundError) else Why.NOT_A_FILE if file.is_dir() else Why.NO_PERMISSION
        raise RefusedFile(str(file), why) from error
    return alone


def _swap(scratch: Path, folder: Path, parts: tuple[str, ...]) -> Path | None:
    """Put the parts of ``scratch`` in their places, the database last, so that a library opens only when it is whole."""
    logs = tuple(f"{DATABASE}{suffix}" for suffix in ("-wal", "-shm"))
    aside = folder / f"before-restore-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}"
    number = 1
    while aside.exists():
        number += 1
        aside = aside.with_name(f"{aside.name.split('.')[0]}.{number}")
    moves: list[tuple[Path, Path]] = []
    try:
        for name in (*logs, *parts):
            if (folder / name).exists():
                aside.mkdir(exist_ok=True)
                _move(folder / name, aside / name, moves)
        for name in reversed(parts):
            if (scratch / name).exists():
                _move(scratch / name, folder / name, moves)
    except OSError:
        for old, new in reversed(moves):
            new.rename(old)
        raise
    sync_folder(folder)
    return aside if aside.exists() else None


def _move(old: Path, new: Path, moves: list[tuple[Path, Path]]) -> None:
    old.rename(new)
    moves.append((old, new))


def _extract(file: Path, scratch: Path) -> None:
    """The entries of a backup, each compared with the manifest. Raises `RefusedFile`."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = _read_manifest(archive, file)
            for name, entry in entries.items():
                target = scratch / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as opened:
                    if _read_through(archive, name, opened, entry.size) != entry:
                        raise RefusedFile(str(file), Why.DAMAGED, name)
                    opened.flush()
                    os.fsync(opened.fileno())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise RefusedFile(str(file), Why.DAMAGED, str(error)) from error


def _read_manifest(archive: zipfile.ZipFile, file: Path) -> Mapping[str, _Entry]:
    if MANIFEST not in archive.namelist() or archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise RefusedFile(str(file), Why.NO_PAGE, MANIFEST)
    manifest = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise RefusedFile(str(file), Why.NO_PAGE, MANIFEST)
    if manifest["version"] > VERSION or manifest["schema"] > migrations.VERSION:
        raise RefusedFile(str(file), Why.NEWER_EXPORT, str(manifest["version"]))
    entries = {name: _Entry(int(size), str(sha256)) for name, size, sha256 in manifest["entries"]}
    if DATABASE not in entries or not all(map(_ENTRY.fullmatch, entries)):
        raise RefusedFile(str(file), Why.DAMAGED, "names")
    return entries


def _manifest(facts: BackupFacts, entries: Mapping[str, _Entry]) -> str:
    return json.dumps(
        {
            "format": FORMAT, "version": VERSION, "schema": migrations.VERSION, "created": facts.created, "posts": facts.posts,
            "comments": facts.comments, "entries": [[name, entry.size, entry.sha256] for name, entry in entries.items()],
        },
        indent=0,
    )


def _add(archive: zipfile.ZipFile, name: str, path: Path, method: int) -> _Entry:
    info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    info.compress_type = method
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            target.write(block)
    return _Entry(size, digest.hexdigest())


def _read_through(archive: zipfile.ZipFile, name: str, target: IO[bytes] | None, largest: int | None = None) -> _Entry:
    """Size and hash of an entry, written to ``target`` where given; no more than ``largest`` bytes and one block are unpacked."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as source:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            if target:
                target.write(block)
            if largest is not None and size > largest:
                break
    return _Entry(size, digest.hexdigest())


def copy_database(connections: Connections, target: Path) -> None:
    """A sound copy of the database, log included, on the disk. Raises `LibraryUnavailable` (DAMAGED) when the copy is not sound."""
    with connections.outside() as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    quick_check(target, connections.folder)
    _sync(target)


def rotate(connections: Connections, *, at: float | None = None) -> Path | None:
    """Copy the database into ``backups/`` when the newest copy there is a day old and something changed since; None when not needed."""
    folder = connections.folder / "backups"
    generations = [folder / f"library-{number}.sqlite" for number in range(1, GENERATIONS + 1)]
    moment = time.time() if at is None else at
    with translated(connections.folder):
        newest = generations[0]
        if newest.exists():
            written = newest.stat().st_mtime
            files = [connections.file, connections.file.with_name(f"{DATABASE}-wal")]
            if moment - written < EVERY_SECONDS or all(file.stat().st_mtime <= written for file in files if file.exists()):
                return None
        folder.mkdir(exist_ok=True)
        with _scratch(folder) as scratch:
            copy = scratch / DATABASE
            copy_database(connections, copy)
            if newest.exists() and _hash(copy) == _hash(newest):
                os.utime(newest, (moment, moment))
                return None
            for younger, older in reversed(list(pairwise(generations))):
                if younger.exists():
                    younger.replace(older)
            copy.replace(newest)
            sync_folder(folder)
    return newest


def rotating(folder: Path) -> tuple[BackupFacts, ...]:
    """The sound ones of the rotating copies, newest first."""
    found: list[BackupFacts] = []
    for file in sorted((folder / "backups").glob("library-*.sqlite")):
        try:
            quick_check(file, folder)
            with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
                refuse(folder, opened)
                posts = opened.execute("SELECT count(*) FROM post WHERE deleted IS NULL").fetchone()[0]
                comments = opened.execute("SELECT count(*) FROM comment").fetchone()[0]
            created = datetime.fromtimestamp(file.stat().st_mtime, UTC).isoformat(timespec="seconds")
        except (LibraryUnavailable, sqlite3.Error, OSError):
            continue
        found.append(BackupFacts(str(file), created, posts, comments, 0))
    return tuple(sorted(found, key=lambda facts: facts.created, reverse=True))


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _sync(file: Path) -> None:
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder for half-made things on the same disk, gone afterwards."""
    scratch = Path(tempfile.mkdtemp(prefix=".threadfolio-", dir=folder))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
