"""Folders: which files of one are worth opening, which are companions of a page, and what lies beside a page.

Links are never followed out of the folder that was given.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reader.formats.limits import LIMITS, Limits
from reader.model.errors import RefusedFile, Why
from reader.model.report import Apart, SetApart

COMPANIONS = (
    "_files", "-Dateien", "_fichiers", "_archivos", ".files", "_file", "-filer", "_bestanden", "_pliki", "_tiedostot", "_soubory",
    "_subory", "_elemei", "_ficheiros", "_arquivos", "_dosyalar", "_datoteke", "_fitxers", "_failid", "_faili", "_fails",
    "_bylos", "_fajlovi", "_fitxategiak", "_fisiere", " Files", " files", "-files", "_dosyalari", "_αρχεία", "_файлы", "_файли",
    "_קבצים", "_ملفات", "-Dokumente",
)  # fmt: skip
"""What browsers in many languages append to a page's name (Windows' list of connected folders, and what Opera, Epiphany and others use)."""
PAGE_EXTENSIONS = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".mht", ".mhtml")
_SKIPPED: tuple[tuple[Apart, str], ...] = (
    (Apart.PICTURE, ".png .jpg .jpeg .gif .webp .bmp .ico .svg .avif .tif .tiff"),
    (Apart.SCRIPT, ".css .js .mjs .map .woff .woff2 .ttf .otf .eot"),
    (Apart.SOUND, ".mp3 .mp4 .webm .ogg .wav .avi .mov .swf"),
    (Apart.UNFINISHED, ".part .crdownload .download .tmp"),
    (Apart.SHORTCUT, ".lnk .url .webloc"),
)
SKIPPED = {extension: what for what, extensions in _SKIPPED for extension in extensions.split()}
"""Files that are never pages, by the end of their names."""
SKIPPED_NAMES = frozenset(("thumbs.db", "desktop.ini", "icon\r"))
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Found:
    """What there is under a path: files to open, and what was set apart."""

    files: tuple[Path, ...]
    apart: tuple[SetApart, ...] = ()


def find_files(path: Path, *, limits: Limits = LIMITS) -> list[Path]:
    """What there is to open under ``path``: itself for a file; for a folder its files, sorted, without companions and page parts.

    Raises `RefusedFile` (missing, no permission, nothing inside, too large). Subfolders that cannot be read are left out.
    """
    return list(survey(path, limits=limits).files)


def survey(path: Path, *, limits: Limits = LIMITS, on_step: Callable[[], None] | None = None) -> Found:
    """`find_files` with what was set apart and why; hidden files are not worth telling. ``on_step`` is called for each folder and may
    raise `Cancelled`."""
    try:
        if not path.is_dir():
            path.lstat()
            return Found((path,))
        root = path.resolve()
    except FileNotFoundError:
        raise RefusedFile(str(path), Why.MISSING) from None
    except PermissionError:
        raise RefusedFile(str(path), Why.NO_PERMISSION) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise RefusedFile(str(path), Why.READ_FAILED, str(error)) from None
    found: list[Path] = []
    apart: list[SetApart] = []
    folders = [(path, 0)]
    while folders:
        folder, depth = folders.pop()
        if on_step is not None:
            on_step()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            if folder == path:
                why = Why.NO_PERMISSION if isinstance(error, PermissionError) else Why.READ_FAILED
                raise RefusedFile(str(path), why, str(error)) from None
            apart.append(SetApart(str(folder), Apart.UNREADABLE))
            continue
        names = {entry.name.lower() for entry in entries}
        for entry in entries:
            if entry.name.startswith(".") or (entry.is_symlink() and not _stays_inside(Path(entry.path), root)):
                continue
            if _is_folder(entry):
                if depth < MAX_DEPTH and not entry.is_symlink():
                    if _is_companion(Path(entry.path), names):
                        apart.append(SetApart(entry.path, Apart.COMPANION))
                    else:
                        folders.append((Path(entry.path), depth + 1))
                continue
            what = part_of_page(entry.name)
            if what is None:
                found.append(Path(entry.path))
            else:
                apart.append(SetApart(entry.path, what))
        if len(found) + len(folders) > limits.parts:
            raise RefusedFile(str(path), Why.TOO_LARGE, "number of files", limits.parts)
    if not found:
        raise RefusedFile(str(path), Why.NOTHING_INSIDE)
    return Found(tuple(sorted(found)), tuple(sorted(apart, key=lambda one: one.path)))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_worth_opening(name: str) -> bool:
    """False for pictures, styles, scripts, leftovers of the system: parts of pages, never pages."""
    return part_of_page(name) is None


def part_of_page(name: str) -> Apart | None:
    """What a file of this name is that is never a page; None for what is worth opening."""
    lower = name.lower()
    return Apart.SYSTEM if lower in SKIPPED_NAMES else SKIPPED.get(Path(lower).suffix)


def _is_companion(folder: Path, names_beside: set[str]) -> bool:
    """A folder named like a companion that belongs to a page beside it, or that holds scripts and styles of a page that is gone."""
    stem = companion_stem(folder.name)
    if stem is None:
        return False
    if any(f"{stem}{extension}".lower() in names_beside for extension in PAGE_EXTENSIONS) or stem.lower() in names_beside:
        return True
    try:
        return any(inner.suffix.lower() in (".css", ".js") or inner.name.startswith("saved_resource") for inner in folder.iterdir())
    except OSError:
        return True


def companion_stem(name: str) -> str | None:
    """The page name that a companion folder's name is made of; None for any other folder."""
    for suffix in COMPANIONS:
        if name.lower().endswith(suffix.lower()) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return None


def _stays_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError, ValueError):
        return False


class Neighbours:
    """Files saved beside the page at ``path``: found by the page's relative addresses, within the page's folder only.

    Files of more than ``limit`` bytes are not read.
    """

    def __init__(self, path: Path, limit: int) -> None:
        self._folder = path.parent
        self._stems = {path.stem, path.name}
        self._limit = limit
        self._companions: list[Path] | None = None

    def __call__(self, address: str) -> bytes | None:
        """The bytes saved for ``address``; None where there are none, or where it points out of the folder."""
        parts = _local_parts(address)
        if not parts:
            return None
        for candidate in (self._folder.joinpath(*parts), *(companion / parts[-1] for companion in self._renamed())):
            data = self._read(candidate)
            if data is not None:
                return data
        return None

    def _renamed(self) -> list[Path]:
        """Companion folders by the page's present name: page and folder may have been renamed together."""
        if self._companions is None:
            try:
                folders = [path for path in self._folder.iterdir() if companion_stem(path.name) in self._stems]
            except OSError:
                folders = []
            self._companions = sorted(folders)
        return self._companions

    def _read(self, path: Path) -> bytes | None:
        try:
            real = path.resolve(strict=True)
            if not real.is_relative_to(self._folder.resolve()) or not real.is_file() or real.stat().st_size > self._limit:
                return None
            return real.read_bytes()
        except (OSError, RuntimeError, ValueError):
            return None


_DRIVE = re.compile(r"^[a-zA-Z]:|^[a-zA-Z][a-zA-Z0-9+.-]{1,30}:")


def _local_parts(address: str) -> list[str]:
    """Parts of a relative path; empty for a web address, an absolute path, or one that climbs."""
    try:
        parts = urlsplit(address.replace("\\", "/"))
    except ValueError:
        return []
    if parts.scheme or parts.netloc or _DRIVE.match(address):
        return []
    names = [name for name in unquote(parts.path).split("/") if name not in ("", ".")]
    if parts.path.startswith("/") or any(name == ".." or "\x00" in name or ":" in name for name in names):
        return []
    return names
