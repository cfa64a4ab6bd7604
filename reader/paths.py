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
        """The person's own library: ``THREADFOLIO_LIBRARY``, else the folder beside a portable program, else the system's place."""
        named = os.environ.get("THREADFOLIO_LIBRARY")
        if named:
            return cls(Path(named))
        beside = Path(sys.executable).resolve().parent / "Threadfolio library"
        if getattr(sys, "frozen", False) and beside.is_dir():
            return cls(beside)
        import appdirs

        return cls(Path(appdirs.user_data_dir(PROGRAM, appauthor=False)))


def resource(*parts: str) -> Path:
    """A file that the program carries, by its path below ``resources/``: inside the installed package, else beside it in a checkout."""
    inside = Path(__file__).parent / "resources"
    root = inside if inside.is_dir() else Path(__file__).parent.parent / "resources"
    return root.joinpath(*parts)
