"""Where things are: the library folder, settings, log, and the files that the program carries. The only user of appdirs.

One `Paths` is made at the start and passed on, so that tests and ``--library DIR`` never touch the real library.
May import: appdirs. To add a place: one property here.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "threadfolio"
PORTABLE_MARK = "portable.txt"
PORTABLE_LIBRARY = "Threadfolio library"
"""Either beside the program makes it a portable one: the mark asks for the library, the library speaks for itself. No installer puts them
there. The content of the mark is for people."""
PROGRAM_PART = "program"
"""The folder of the portable archive for Linux that holds the program; the library lies beside it, where a person sees it."""
_LONGEST = 32_768
"""Characters of the longest path that Windows knows."""
_LAUNCHERS = frozenset({"threadfolio", "threadfolio-cli"})
"""Names of the programs of the Windows form (packaging/windows/), which carry Python beside them without freezing anything."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Everything lies in ``library`` (a folder): database, originals, assets, backups, settings, log."""

    library: Path

    @property
    def settings(self) -> Path:
        """The settings file; may not exist."""
        return self.library / "settings.json"

    @property
    def log(self) -> Path:
        """The log file; may not exist."""
        return self.library / "threadfolio.log"

    @property
    def staging(self) -> Path:
        """Folder for imports that are not saved yet; removed when they end."""
        return self.library / "staging"

    @classmethod
    def standard(cls) -> Paths:
        """The person's own library: ``THREADFOLIO_LIBRARY``, else the folder in a portable program's own, else the system's place."""
        named = os.environ.get("THREADFOLIO_LIBRARY")
        if named:
            return cls(Path(named))
        beside = portable_library()
        if beside is not None:
            return cls(beside)
        import appdirs

        return cls(_in_full(Path(appdirs.user_data_dir(PROGRAM, appauthor=False))))


def program_folder() -> Path | None:
    """The folder of a program that carries its own Python (PyInstaller's folder, the launchers of Windows); None where Python is the
    system's, as in a checkout or an installed wheel."""
    if not sys.executable:
        return None
    executable = Path(sys.executable).resolve()
    carried = getattr(sys, "frozen", False) or executable.stem.lower() in _LAUNCHERS
    return executable.parent if carried else None


def portable_library() -> Path | None:
    """The library of a portable program, which may not exist yet; None where the program is not portable."""
    for folder in _portable_folders():
        library = folder / PORTABLE_LIBRARY
        if library.is_dir() or (folder / PORTABLE_MARK).is_file():
            return library
    return None


def _portable_folders() -> tuple[Path, ...]:
    """Where a person would put a library beside the program: in its folder, in the one that holds ``program`` (the portable archive), or
    beside the AppImage that it runs from (its own folder is a mount then, and read-only)."""
    folder = program_folder()
    if folder is None:
        return ()
    image, mount = os.environ.get("APPIMAGE"), os.environ.get("APPDIR")
    if image and mount and folder.is_relative_to(Path(mount).resolve()):  # an AppImage that started us leaves its own names behind
        return (Path(image).resolve().parent,)
    return (folder, folder.parent) if folder.name == PROGRAM_PART else (folder,)


def _in_full(path: Path) -> Path:
    """The path as people know it. appdirs gives Windows' short names (``ZOLUKA~1``) where a person's name has letters beyond Latin-1."""
    if sys.platform == "win32":
        import ctypes

        space = ctypes.create_unicode_buffer(_LONGEST)
        length = ctypes.windll.kernel32.GetLongPathNameW(str(path.parent), space, _LONGEST)  # the folder itself may not be there yet
        if 0 < length < _LONGEST:
            return Path(space.value) / path.name
    return path


def resource(*parts: str) -> Path:
    """A file that the program carries, by its path below ``resources/``: inside the installed package, else beside it in a checkout."""
    inside = Path(__file__).parent / "resources"
    root = inside if inside.is_dir() else Path(__file__).parent.parent / "resources"
    return root.joinpath(*parts)
