#!/usr/bin/env python3
"""Try a built installer on Windows itself: the release workflow runs it on its runner.  Standard library only.

    python packaging/windows/native_trial.py OUT_DIR

Installs silently, lets the program test itself on the real desktop, imports a page through the command line, installs the same again over
it (an upgrade), removes it, and looks whether the library is still there and nothing else. packaging/windows.py tries more, under wine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "night-bus.html"
WINDOW, CONSOLE = "threadfolio.exe", "threadfolio-cli.exe"
UNINSTALL = "uninstall.exe"
PYTHON = Path("threadfolio-program", "python.exe")
GREEDY = """
from reader.jobs.memory import limit_memory
assert limit_memory(1 << 30)
try:
    bytearray(2 << 30)
except MemoryError:
    raise SystemExit(0)
raise SystemExit("the limit on a reading child's memory does not hold")
"""
"""Only Windows itself can show this: wine takes the limit and does not enforce it."""
SECONDS = 300
"""The longest that one step may take."""


class Failed(Exception):
    """A step did not do what it should."""


def main(words: list[str]) -> int:
    """All steps; the exit code."""
    if sys.platform != "win32" or len(words) != 1:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    out, local = Path(words[0]).resolve(), Path(os.environ["LOCALAPPDATA"])
    setups = sorted(out.glob("threadfolio-*-windows-setup.exe"))
    try:
        need(len(setups) == 1, f"one installer in {out}, not {len(setups)}")
        run_all(setups[0], local / "Programs" / "Threadfolio", local / "threadfolio", out)
    except (Failed, OSError, subprocess.SubprocessError) as error:
        print(f"FAIL  {error}", file=sys.stderr)
        return 1
    return 0


def run_all(setup: Path, folder: Path, library: Path, out: Path) -> None:
    """Install, test, import, upgrade, remove."""
    need(not folder.exists(), f"nothing installed in {folder} before")
    call("install", setup, "/S")
    report = out / "selftest-windows.json"
    call("self-test", folder / WINDOW, "--self-test", report)
    need(json.loads(report.read_text(encoding="utf-8")).get("ok") is True, f"the self-test: see {report}")
    call("memory limit", folder / PYTHON, "-c", GREEDY)
    call("import", folder / CONSOLE, "import", SAMPLE)
    need(library.is_dir(), f"the library in {library}")
    call("upgrade", setup, "/S")
    listed = call("list", folder / CONSOLE, "list")
    need(listed.strip() != "", "the library after the upgrade")
    call("remove", folder / UNINSTALL, "/S")
    deadline = time.monotonic() + SECONDS
    while folder.exists() and time.monotonic() < deadline:  # an uninstaller goes on as a copy of itself
        time.sleep(1)
    need(not folder.exists(), f"{folder} gone after removing")
    need(library.is_dir(), "the library after removing")


def call(name: str, *words: str | Path) -> str:
    """One step: what the program said. Raises `Failed`, TimeoutExpired."""
    done = subprocess.run([str(word) for word in words], timeout=SECONDS, stdout=subprocess.PIPE, encoding="utf-8", errors="replace")
    need(done.returncode == 0, f"{name}: ended with 0, not {done.returncode}\n{done.stdout}")
    print(f"ok    {name}", flush=True)
    return done.stdout


def need(good: bool, words: str) -> None:
    """Raises `Failed`, which says what should have been."""
    if not good:
        raise Failed(f"should be: {words}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
