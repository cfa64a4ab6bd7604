#!/usr/bin/env python3
"""The Windows installer and the portable form, on Windows or on Linux.  Standard library and pip; makensis, gcc and windres of mingw-w64.

A release, on the Windows runner, with Python 3.12 (the workflow fetches `payload.RUNTIME_URL`; this script never fetches it):

    python packaging/windows/build.py --runtime python-3.12.10-embed-amd64.zip --out out

refuses any other runtime than the one whose SHA-256 is pinned in payload.py, and makes

    out/threadfolio-VERSION-windows-setup.exe       per user, silent with /S, into another folder with /D=FOLDER (last word, no quotes)
    out/threadfolio-VERSION-windows-portable.exe    unpacks a folder with portable.txt in it: library and program on a stick

Options:
    --sign COMMAND    run "COMMAND FILE" on both launchers, the uninstaller and the installers; without it nothing is signed.
                      The environment variable SIGN_COMMAND says the same; empty means unsigned.
    --fast            quick, larger compression, for trials
    --test-runtime    instead of --runtime: an embeddable Python from the Python index, for trials on machines that cannot reach python.org.
                      Names of what it makes end in -test, and their version says that they are not for release

Exit 0, or 1 with a line that says what is missing. Takes what is committed (git archive HEAD), never what only lies in the folder.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from payload import HERE, LIBRARY, ROOT, NotBuilt, checked_runtime, make_payload, test_runtime

PROGRAM = "threadfolio-program"
WINDOW, CONSOLE = "threadfolio.exe", "threadfolio-cli.exe"
WORK = ROOT / "build" / "windows"
COMPILERS = ("x86_64-w64-mingw32-gcc", "gcc")
RESOURCE_COMPILERS = ("x86_64-w64-mingw32-windres", "windres")
NSIS_PLACES = ("makensis", r"C:\Program Files (x86)\NSIS\makensis.exe", r"C:\Program Files\NSIS\makensis.exe")
TARGET_64 = "amd64-unicode"
"""Debian's makensis can make a 64-bit installer, which a wine without 32 bit runs; the makensis for Windows makes 32-bit ones only."""
TEST_NOTE = "Made for trials, with a Python from a third party. Not for release."


@dataclass(frozen=True, slots=True)
class Form:
    """One of the two things that are made: the end of its file name, and what makensis is told."""

    name: str
    defines: tuple[str, ...]


SETUP = Form("setup", ())
PORTABLE = Form("portable", ("-DPORTABLE",))


def main() -> int:
    """Build both forms; the exit code."""
    words = arguments()
    started = time.monotonic()
    try:
        made = build(words)
    except NotBuilt as error:
        print(f"not built: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"not built: {error}", file=sys.stderr)
        return 1
    for path in made:
        print(f"ok    {path.name}, {path.stat().st_size / 1e6:.1f} MB", flush=True)
    print(f"ok    build ({time.monotonic() - started:.0f} s)", flush=True)
    return 0


def arguments() -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--runtime", type=Path, help="python.org's embeddable Python")
    which.add_argument("--test-runtime", action="store_true", help="one from the Python index, for trials")
    parser.add_argument("--out", type=Path, default=WORK / "out")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--sign", default=os.environ.get("SIGN_COMMAND", ""))
    return parser.parse_args()


def build(words: argparse.Namespace) -> list[Path]:
    """Payload, launchers, installers; what was made. Raises `NotBuilt`, CalledProcessError."""
    WORK.mkdir(parents=True, exist_ok=True)
    words.out.mkdir(parents=True, exist_ok=True)
    find_tool(NSIS_PLACES)
    runtime = test_runtime(WORK) if words.test_runtime else checked_runtime(words.runtime)
    payload = WORK / "payload"
    shutil.rmtree(payload, ignore_errors=True)
    make_payload(payload / PROGRAM, runtime, WORK)
    make_launchers(payload, version(), words.sign)
    ending = "-test" if words.test_runtime else ""
    return [
        make_installer(
            payload, words.out / f"threadfolio-{version()}-windows-{form.name}{ending}.exe", form, version(),
            fast=words.fast, sign=words.sign, note=TEST_NOTE if words.test_runtime else "",
        )
        for form in (SETUP, PORTABLE)
    ]


def version() -> str:
    """The program's version, as committed."""
    text = (ROOT / "reader" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(\d+\.\d+\.\d+)"', text, re.MULTILINE)
    if found is None:
        raise NotBuilt("reader/__init__.py names no version of three numbers")
    return found[1]


def find_tool(names: tuple[str, ...]) -> str:
    """The first of them that is on this machine. Raises `NotBuilt`."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    raise NotBuilt(f"needs {names[0]}")


def make_launchers(payload: Path, number: str, sign: str = "") -> None:
    """The windowed one and the one for the command line. Raises `NotBuilt`, CalledProcessError."""
    compiler, resource_compiler = find_tool(COMPILERS), find_tool(RESOURCE_COMPILERS)
    strict = ["-municode", "-Os", "-s", "-static", "-Wall", "-Wextra", "-Werror", "-D_WIN32_WINNT=0x0A00"]
    guarded = "-Wl,--dynamicbase,--nxcompat,--high-entropy-va,--no-insert-timestamp"
    defines = [f'-DPROGRAM=L"{PROGRAM}"', f'-DLIBRARY=L"{LIBRARY}"', '-DTITLE=L"Threadfolio"']
    numbers = ",".join([*number.split("."), "0"])
    for name, kind in ((WINDOW, ["-DWINDOWED", "-mwindows"]), (CONSOLE, ["-mconsole"])):
        resource = WORK / f"{name}.res"
        subprocess.run([resource_compiler, f"-DFILE={name}", f"-DVERSION={number}", f"-DNUMBERS={numbers}", "launcher.rc", "-O", "coff",
                        "-o", str(resource)], check=True, cwd=HERE)
        subprocess.run([compiler, *strict, *defines, *kind, guarded, "launcher.c", str(resource), "-o", str(payload / name)],
                       check=True, cwd=HERE)
        if sign:
            subprocess.run(f'{sign} "{payload / name}"', shell=True, check=True)


def make_installer(payload: Path, out: Path, form: Form, number: str, *, fast: bool, sign: str = "", note: str = "",
                   target: str = "" if os.name == "nt" else TARGET_64) -> Path:
    """One installer from a folder with the launchers and `PROGRAM`; its path. Raises `NotBuilt`, CalledProcessError."""
    options = {
        "VERSION": number, "PAYLOAD": payload.resolve(), "ICON": HERE / "threadfolio.ico",
        "SIDEBAR": HERE / "sidebar.bmp", "LICENCE": ROOT / "packaging" / "LICENSE",
        "OUT": out.resolve(), "SIGN": sign, "NOTE": note, "TARGET": target, "FAST": "1" if fast else "",
    }
    words = [f"-D{name}={value}" for name, value in options.items() if value]
    strict = [] if os.name == "nt" else ["-WX"]  # another version of makensis may warn of something else; a release need not fail for it
    command = [find_tool(NSIS_PLACES), "-V2", *strict, "-INPUTCHARSET", "UTF8", *words, *form.defines, str(HERE / "installer.nsi")]
    subprocess.run(command, check=True)
    return out


if __name__ == "__main__":
    sys.exit(main())
