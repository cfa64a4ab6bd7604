"""Whole imports of folders (parse, clean, link, store, index) beside trafilatura's bare extraction, comments included, of the same pages.

One core: CPU seconds of one process. All cores: time on the clock, and how many cores were busy. Corpus folders where they are, and a
folder made from the project's own samples.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from figures import cpu_seconds
from mixed_folder import Maker
from reader.jobs.importing import import_files
from reader.jobs.reading import DirectReading, Reading
from reader.jobs.reporter import Reporter
from reader.store import Library

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
PAGES = (".html", ".htm", ".xhtml")
MADE = 400


@dataclass(frozen=True, slots=True)
class Folder:
    """Pages to be measured."""

    name: str
    pages: Sequence[Path]

    @property
    def megabytes(self) -> float:
        """Of all pages."""
        return sum(page.stat().st_size for page in self.pages) / 1e6


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        for folder in _folders(Path(scratch)):
            _measure(folder, Path(scratch))


def _folders(scratch: Path) -> list[Folder]:
    found = [
        Folder(f"corpus/{name}", sorted(page for page in (CORPUS / name / "pages").rglob("*") if page.suffix in PAGES))
        for name in ("blog", "forum")
        if (CORPUS / name / "pages").is_dir()
    ]
    made = scratch / "made"
    Maker(made).make(MADE)
    pages = sorted(
        page for page in made.rglob("*")
        if page.suffix in PAGES and page.stat().st_size and not page.parent.name.endswith("_files")
    )
    return [*found, Folder("made here", pages)]


def _measure(folder: Folder, scratch: Path) -> None:
    numbers = itertools.count()

    def whole(reading: Reading | None) -> Callable[[], object]:
        def act() -> None:
            with Library.open(scratch / f"{folder.name.replace('/', ' ')} {next(numbers)}", create=True) as library:
                import_files(library, folder.pages, Reporter(), reading)

        return act

    print(f"\n  {folder.name}: {len(folder.pages)} pages, {folder.megabytes:.1f} MB")
    whole(DirectReading())()  # what is imported and compiled at first use is not a cost of each page
    bare = _trafilatura(folder)
    ours = cpu_seconds(whole(DirectReading()), 2)
    if bare is not None:
        _line("trafilatura.extract, one core", folder, bare)
    _line("whole import, one core", folder, ours, bare)
    clock = time.perf_counter()
    spent = cpu_seconds(whole(None), 1)
    clock = time.perf_counter() - clock
    _line("whole import, all cores (time on the clock)", folder, clock)
    print(f"    {'cores busy':<46} {spent / clock:10.2f}", flush=True)


def _trafilatura(folder: Folder) -> float | None:
    try:
        import trafilatura
    except ImportError:
        print("    (no reference: pip install trafilatura)")
        return None
    pages = [page.read_bytes() for page in folder.pages]

    def act() -> None:
        for data in pages:
            trafilatura.extract(data, include_comments=True)

    act()
    return cpu_seconds(act, 2)


def _line(what: str, folder: Folder, seconds: float, reference: float | None = None) -> None:
    ratio = "" if reference is None else f"   {seconds / reference:5.2f} of trafilatura   aim 1.00"
    speed = f"{len(folder.pages) / seconds:8.1f} pages/s {folder.megabytes / seconds:7.2f} MB/s"
    print(f"    {what:<46} {seconds:8.2f} s {speed}{ratio}", flush=True)
