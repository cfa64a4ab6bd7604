"""From the start of the program to the filled library list, as its log tells it; cold means that its own files were dropped from the
system's memory before (Qt's system libraries and fonts stay: every desktop has them in use)."""

from __future__ import annotations

import calendar
import os
import re
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from linux.screen import Screen

READY = re.compile(r"^(\S+ \S+),(\d{3}) INFO threadfolio: ready", re.MULTILINE)
AIM = 2.0
"""Seconds from cold, issue 5."""
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Program:
    """What is measured: how it is started, where its log comes, and the folders that are its own."""

    words: str
    start: Callable[[], subprocess.Popen[bytes]]
    log: Path
    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds by the clock until it was ready, and of processor until it was ended, which a busy machine hardly changes."""

    seconds: float
    processor: float


def compare_starts(programs: Iterable[Program], screen: Screen) -> str:
    """Cold and warm seconds of each (medians), taken in turns so that a busy moment hits all alike."""
    programs = list(programs)
    cold: dict[str, list[Start]] = {program.words: [] for program in programs}
    warm: dict[str, list[Start]] = {program.words: [] for program in programs}
    for _ in range(ROUNDS):
        for program in programs:
            forget(program.folders)
            cold[program.words].append(one_start(program, screen))
            warm[program.words].append(one_start(program, screen))
    parts = [
        f"{words}: cold {_median(cold[words], 'seconds'):.2f} s, warm {_median(warm[words], 'seconds'):.2f} s, "
        f"processor {_median(warm[words], 'processor'):.2f} s" for words in cold
    ]
    over = " (over the aim)" if _median(cold[programs[0].words], "seconds") > AIM else ""
    return "; ".join(parts) + f"; aim {AIM:.0f} s{over}, {os.getloadavg()[0]:.1f} processes wanted the {os.cpu_count()} processors"


def _median(starts: list[Start], what: str) -> float:
    return statistics.median(getattr(start, what) for start in starts)


def one_start(program: Program, screen: Screen) -> Start:
    """One start. Raises AssertionError where it does not get ready."""
    known = len(READY.findall(_text(program.log)))
    before = _processor_seconds()
    began = time.time()
    process = program.start()
    try:
        end = time.monotonic() + 60
        while len(found := READY.findall(_text(program.log))) == known:
            assert time.monotonic() < end and process.poll() is None, f"{program.words} does not get ready"
            time.sleep(0.02)
    finally:
        process.terminate()
        process.wait(30)
    spent = _processor_seconds() - before
    screen.wait_gone("Threadfolio")
    moment, milliseconds = found[-1]
    return Start(calendar.timegm(time.strptime(moment, "%Y-%m-%d %H:%M:%S")) + int(milliseconds) / 1000 - began, spent)


def _processor_seconds() -> float:
    """Of all programs that were started from here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def forget(folders: Iterable[Path]) -> None:
    """Drop the files below ``folders`` from the system's memory."""
    os.sync()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as opened:
                    os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _text(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
