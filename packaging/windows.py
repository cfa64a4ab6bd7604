#!/usr/bin/env python3
"""The Windows installer: built on this machine for trials and, with `--test`, tried under wine in a Debian 13.

    python3 packaging/windows.py [--test] [--no-build] [--fast]

What is built here holds a Python from the Python index, so it is not for release; packaging/windows/build.py says how a release is made.
`--fast` packs quickly and larger, and leaves out the limit on the download; `--no-build` tries what was built before. All lies in
build/windows/: payload, out, screens (pictures of the trial, to be looked at).

`--test` needs root, debootstrap, mingw-w64, Xvfb, xdotool and imagemagick. An older version is installed silently, makes a library, is
left alone while it runs, and is replaced; the program tests itself on Windows' own platform, prints, shows its window, takes a second
start's file, opens a page by its type; a file taken out must be noticed; the portable form keeps to its folder; removing leaves the library
and nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from chroot import ROOT
from wine import machine, missing_tools

sys.path.insert(0, str(ROOT / "packaging" / "windows"))
AREA = ROOT / "build" / "windows"
NOT_RUN = 2
OPTIONS = {"--test", "--no-build", "--fast"}


def main() -> int:
    """Build, try, or both; 0 when everything did what it should, 1 when something did not, 2 when this machine cannot."""
    words = sys.argv[1:]
    if set(words) - OPTIONS:
        print(__doc__.strip())
        return NOT_RUN
    if "IN_NAMESPACE" in os.environ:
        return try_under_wine(fast="--fast" in words)
    if "--no-build" not in words:
        command = [sys.executable, str(ROOT / "packaging/windows/build.py"), "--test-runtime", "--out", str(AREA / "out")]
        shutil.rmtree(AREA / "out", ignore_errors=True)
        code = subprocess.run([*command, *(["--fast"] if "--fast" in words else [])]).returncode
        if code:
            return code
    if "--test" not in words:
        return 0
    missing = missing_tools()
    if missing:
        print(f"not tried: needs {' '.join(missing)}", file=sys.stderr)
        return NOT_RUN
    again = ["unshare", "--mount", "--pid", "--fork", "--kill-child", sys.executable, __file__, *words]
    return subprocess.run(again, env={**os.environ, "IN_NAMESPACE": "1"}).returncode


def try_under_wine(*, fast: bool) -> int:
    """All steps on a machine of its own; the exit code."""
    from trial import Trial, make_older

    older = make_older(AREA)
    screens = AREA / "screens"
    shutil.rmtree(screens, ignore_errors=True)
    with machine(screens) as windows:
        return Trial(windows, older, built("setup"), built("portable"), fast=fast).try_all()


def built(form: str) -> Path:
    """The one file of that form that was built."""
    found = sorted((AREA / "out").glob(f"threadfolio-*-windows-{form}-test.exe"))
    if len(found) != 1:
        sys.exit(f"{len(found)} of {form} in {AREA.relative_to(ROOT)}/out, not one; build it first")
    return found[0]


if __name__ == "__main__":
    sys.exit(main())
