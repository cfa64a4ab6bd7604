"""Where the program is put together: decides between window and command line, makes the one `Paths`, starts the log.

May import: everything; Qt only inside the function that opens the window, so that the command line works without it.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.paths import Paths

_VERBS = frozenset({"import", "list", "show", "search", "export", "reread", "readers", "check", "backup", "restore"})
_COMMON_FLAGS = frozenset({"--quiet", "--verbose"})
NO_DISPLAY = 4


@dataclass(frozen=True, slots=True)
class WindowWords:
    """What was typed, where it opens the window."""

    files: tuple[Path, ...] = ()
    library: Path | None = None
    verbose: bool = False
    self_test: bool = False
    report: Path | None = None


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit code."""
    multiprocessing.freeze_support()
    words = list(sys.argv[1:] if argv is None else argv)
    window = window_words(words)
    if window is None:
        from reader.cli.verbs import run

        return run(words)
    return _open_window(window)


def window_words(words: Sequence[str]) -> WindowWords | None:
    """The words for the window, None where they are for the command line: its first word that is no option is a verb, or an option is
    not the window's own."""
    files: list[Path] = []
    library: Path | None = None
    verbose = self_test = False
    report: Path | None = None
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--library" and rest:
            library = Path(rest.pop(0))
        elif word.startswith("--library="):
            library = Path(word.partition("=")[2])
        elif word in _COMMON_FLAGS:
            verbose = verbose or word == "--verbose"
        elif word == "--self-test":
            self_test = True
            if rest and not rest[0].startswith("-"):
                report = Path(rest.pop(0))
        elif word == "--":
            files += map(Path, rest)
            break
        elif word.startswith("-") or (not files and word in _VERBS):
            return None
        else:
            files.append(Path(word))
    return WindowWords(tuple(files), library, verbose, self_test, report)


def display_missing() -> bool:
    """Whether a window cannot be opened because there is no screen to open it on (Unix without X or Wayland)."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_window(words: WindowWords) -> int:
    paths = Paths.standard() if words.library is None else Paths(words.library)
    if display_missing():
        print("There is no screen to open a window on. In the terminal: threadfolio import FILE, threadfolio show 1.", file=sys.stderr)
        return NO_DISPLAY
    from reader import log, settings

    if words.self_test:
        from reader.ui.self_test import run_self_test

        return run_self_test(words.report)
    ring = log.start(paths.log, verbose=words.verbose)
    from reader.ui.start import run_window

    return run_window(paths, settings.load(paths.settings), list(words.files), ring)
