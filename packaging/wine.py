"""A Windows of sorts for trials: wine in a Debian 13 of its own, with a screen, and a person whose name is not ASCII.

Only inside a mount and PID namespace of its own (packaging/windows.py sees to it), so that nothing stays mounted and no process lives on.
What wine lacks is put in here and never into the product: packaging/windows/wine_stubs/ (Windows' own ICU), and a copy of the person's
file types for the whole machine, because wine's ``start`` looks only there. What it cannot show at all: SmartScreen, virus scanners,
Windows' own fonts and scaling, the choice of a default program in Explorer.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from chroot import CACHE, CONFIGURATION, ROOT, fresh_root

SUITE = "trixie"
WITH_WINE = f"{SUITE}-wine"
PACKAGES = "wine wine64 fonts-liberation fonts-dejavu-core"
TOOLS = ("debootstrap", "Xvfb", "xdotool", "import", "identify", "x86_64-w64-mingw32-gcc")
PERSON, UID, HOME = "Zoë Łukasik", 1000, "/home/zoe"
"""A space, a letter of Latin-1 and one beyond it: the names that break programs."""
STUBS = ROOT / "packaging" / "windows" / "wine_stubs"
SCREEN = "1280x900x24"
PATIENCE = 240.0
"""Seconds that anything may take; a busy machine needs them."""
REST = 10
"""So many looks a second apart must be the same."""
FEW_COLOURS = 30
"""An empty window has fewer."""


class WineFailed(AssertionError):
    """Something did not happen in time, or not as it should; the text says what."""


def missing_tools() -> list[str]:
    """What a trial needs and this machine has not."""
    return [tool for tool in TOOLS if shutil.which(tool) is None] + ([] if os.geteuid() == 0 else ["root"])


def base_with_wine() -> None:
    """The tar of a Debian with wine, made once."""
    made = CACHE / f"{WITH_WINE}.tar"
    if made.exists():
        return
    with fresh_root(SUITE) as root:
        subprocess.run(["mount", "-t", "proc", "proc", str(root / "proc")], check=True)
        for name in CONFIGURATION[:2]:
            if Path(name).exists():
                shutil.copy(name, root / name.lstrip("/"), follow_symlinks=True)
        for extra in Path("/etc/apt/apt.conf.d").glob("99*"):
            shutil.copy(extra, root / "etc/apt/apt.conf.d")
        install = f"apt-get -qq update && apt-get -qq install -y --no-install-recommends {PACKAGES} >/dev/null && apt-get clean"
        subprocess.run(["chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive", "bash", "-c", install], check=True)
        subprocess.run(["umount", str(root / "proc")], check=True)
        part = made.with_suffix(".part")
        subprocess.run(["tar", "-C", str(root), "-cf", str(part), "."], check=True)
        part.rename(made)


@contextlib.contextmanager
def machine(screens: Path) -> Iterator[Machine]:
    """A fresh one, gone afterwards; pictures of its screen go to ``screens``."""
    base_with_wine()
    with fresh_root(WITH_WINE) as root, screen(root) as display:
        subprocess.run(["mount", "-t", "proc", "proc", str(root / "proc")], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(root / "dev/shm")], check=False)
        with (root / "etc/passwd").open("a", encoding="utf-8") as people:
            people.write(f"{PERSON}:x:{UID}:{UID}::{HOME}:/bin/bash\n")
        home = root / HOME.lstrip("/")
        home.mkdir()
        os.chown(home, UID, UID)
        screens.mkdir(parents=True, exist_ok=True)
        made = Machine(root, display, screens)
        made.make_prefix()
        try:
            yield made
        finally:
            made.inside("wineserver", "-k")


@contextlib.contextmanager
def screen(root: Path) -> Iterator[str]:
    """An X server outside the system that is tried, so that none of its libraries can stand in for a missing one; its display.

    Its socket lies in the system's own /tmp, which is laid over this namespace's.
    """
    sockets = root / "tmp/.X11-unix"
    sockets.mkdir(mode=0o1777, exist_ok=True)
    Path("/tmp/.X11-unix").mkdir(exist_ok=True)
    subprocess.run(["mount", "--bind", str(sockets), "/tmp/.X11-unix"], check=True)
    reading, writing = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp", "-ac"], pass_fds=[writing],
                              stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    try:
        yield display
    finally:
        server.terminate()
        server.wait()
        subprocess.run(["umount", "-l", "/tmp/.X11-unix"], check=False)


class Machine:
    """One system with one wine prefix."""

    def __init__(self, root: Path, display: str, screens: Path) -> None:
        self.root = root
        self.display = display
        self.screens = screens

    def make_prefix(self) -> None:
        """The person's Windows, and what wine lacks of it."""
        done = self.inside("wineboot", "-i")
        system = self.unix("C:\\windows\\system32")
        if not system.is_dir():
            raise WineFailed(f"no prefix: {done.stderr[-1000:]}")
        for source in sorted(STUBS.glob("*.c")):
            to = system / f"{source.stem}.dll"
            if not to.exists():
                subprocess.run(["x86_64-w64-mingw32-gcc", "-shared", "-Os", "-s", str(source), "-o", str(to)], check=True)
                to.chmod(0o755)

    def unix(self, path: str) -> Path:
        """Where a path of drive C or Z lies, seen from outside."""
        drive, _, rest = path.partition(":\\")
        inner = f"{HOME}/.wine/drive_c" if drive.upper() == "C" else ""
        return self.root / f"{inner}/{rest}".replace("\\", "/").lstrip("/")

    def windows(self, path: Path) -> str:
        """What the person's programs call a file of theirs."""
        return "Z:\\" + str(path.relative_to(self.root)).replace("/", "\\")

    def inside(self, *words: str, timeout: float = PATIENCE) -> subprocess.CompletedProcess[str]:
        """One Linux command of the person, to its end; `wine` runs Windows programs. Raises `WineFailed` when it takes too long.

        Its output goes to files: a pipe would stay open as long as anything that it started.
        """
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(self._command(words), stdout=out, stderr=err)
            try:
                code = process.wait(timeout)
            except subprocess.TimeoutExpired as error:
                process.kill()
                self.picture("too-long")
                raise WineFailed(f"after {timeout:.0f} s still busy: {' '.join(words)}") from error
            told = []
            for file in (out, err):
                file.seek(0)
                told.append(file.read().decode("utf-8", errors="replace").replace("\r\n", "\n"))
        return subprocess.CompletedProcess(words, code, *told)

    def wine(self, *words: str, timeout: float = PATIENCE) -> subprocess.CompletedProcess[str]:
        """One Windows program, to its end."""
        return self.inside("wine", *words, timeout=timeout)

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        """One Windows program that goes on running, or one that starts such a program."""
        return subprocess.Popen(self._command(("wine", *words)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _command(self, words: tuple[str, ...]) -> list[str]:
        """As the person, with nothing of this machine's environment. No .NET and no browser engine, which would ask for a
        download; no entries in Linux' menus."""
        variables = {
            "PATH": "/usr/bin:/bin", "HOME": HOME, "USER": PERSON, "DISPLAY": self.display, "LC_ALL": "C.UTF-8", "WINEARCH": "win64",
            "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=", "PYTHONHOME": "Z:\\nowhere",
        }
        return ["chroot", f"--userspec={UID}:{UID}", str(self.root), "/usr/bin/env", "-i",
                *(f"{name}={value}" for name, value in variables.items()), *words]

    def titles(self) -> list[str]:
        """Of all windows that can be seen."""
        command = ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"]
        listed = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "DISPLAY": self.display})
        return [line for line in listed.stdout.splitlines() if line.strip()]

    def window(self, title: str) -> float:
        """Wait until a window with these words in its title is there; the seconds it took."""
        return self.wait(lambda: any(title in found for found in self.titles()), f"no window {title!r}")

    def wait(self, until: Callable[[], bool], otherwise: str) -> float:
        """Wait until something holds; the seconds it took. Raises `WineFailed`."""
        started = time.monotonic()
        while not until():
            if time.monotonic() - started > PATIENCE:
                self.picture("too-long")
                raise WineFailed(f"{otherwise}; windows: {self.titles()}")
            time.sleep(0.1)
        return time.monotonic() - started

    def painted(self, name: str) -> int:
        """Wait until the screen shows more than a few colours and has come to rest, keep a picture of it; how many colours."""
        looks: list[int] = []

        def at_rest() -> bool:
            time.sleep(1)
            counted = subprocess.run(["identify", "-format", "%k", str(self.picture(name))], capture_output=True, text=True).stdout
            looks.append(int(counted or 0))
            return len(looks) > REST and len(set(looks[-REST:])) == 1 and looks[-1] > FEW_COLOURS

        self.wait(at_rest, "the screen stays empty")
        return looks[-1]

    def picture(self, name: str) -> Path:
        """What the screen shows, as a file to look at."""
        to = self.screens / f"{name}.png"
        display = {**os.environ, "DISPLAY": self.display}
        subprocess.run(["import", "-window", "root", str(to)], check=False, env=display, stderr=subprocess.DEVNULL)
        return to

    def registry(self) -> list[str]:
        """What the person's part of the registry holds, as lines of an export."""
        file = self.unix(f"Z:\\{HOME.lstrip('/')}\\registry.reg")
        self.wine("reg", "export", "HKCU\\Software", self.windows(file), "/y")
        lines = file.read_text(encoding="utf-16").splitlines()
        file.unlink()
        return lines

    def types_for_all(self, *keys: str) -> None:
        """Copy file types that were registered for the person to where wine's ``start`` looks. The content is the installer's own."""
        for key in keys:
            self.wine("reg", "copy", f"HKCU\\Software\\Classes\\{key}", f"HKLM\\Software\\Classes\\{key}", "/s", "/f")
