"""A bare Debian with an ordinary person in it, and what every trial in it has in common."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from chroot import CLEAN, CONFIGURATION, ROOT, Walk
from linux.samples import write_samples
from linux.screen import PATIENCE, Screen

NAME = "threadfolio"
HOME = "home/person"
WINDOW = "Threadfolio"
WIZARD = "^Import"
COLOURS = 60
"""More than an empty window has."""


class Bare(Walk):
    """One bare system. Files of this machine get in only where a method says so."""

    def __init__(self, root: Path, suite: str, display: Screen, shots: Path) -> None:
        super().__init__(root, suite)
        self.screen = display
        self.shots = shots
        self.home = root / HOME
        self.said = root / "var/tmp" / "said.log"

    def prepare(self) -> None:
        """Only what apt needs, and a person with saved pages. No Python: the program brings its own."""
        subprocess.run(["mount", "-t", "proc", "proc", str(self.root / "proc")], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(self.root / "dev/shm")], check=False)
        for name in CONFIGURATION[:2]:
            if Path(name).exists():
                shutil.copy(name, self.root / name.lstrip("/"), follow_symlinks=True)
        for extra in Path("/etc/apt/apt.conf.d").glob("99*"):
            shutil.copy(extra, self.root / "etc/apt/apt.conf.d")
        self.inside("apt-get -qq update && useradd -m -s /bin/bash person")
        self.screen.reach_from(self.root)
        write_samples((ROOT / "resources" / "samples" / "night-bus.html").read_bytes(), self.home)
        self.inside(f"chown -R person: /{HOME}")

    def person(self, command: str, *, check: bool = True, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """A shell line of the ordinary person, at home."""
        named = " ".join(f"{name}={shlex.quote(value)}" for name, value in {"LC_ALL": "C.UTF-8", **(environment or {})}.items())
        return self.inside(f"su - person -c {shlex.quote(f'export {named}; {command}')}", check=check)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """A program of the person's on the screen, running on; its process is the one that is returned."""
        with self.said.open("wb") as said:
            return subprocess.Popen(
                ["chroot", "--userspec=person:person", str(self.root), *CLEAN, f"HOME=/{HOME}", "USER=person", "TZ=UTC",
                 f"DISPLAY={self.screen.display}", "sh", "-c", f'cd /{HOME}; exec "$0" "$@"', *words], stdout=said, stderr=said,
            )

    def window_of(self, process: subprocess.Popen[bytes], name: str = WINDOW) -> str:
        """The window of a program that was started. Raises AssertionError with its last words where it ended, or after a while."""
        end = time.monotonic() + PATIENCE
        while not (found := self.screen.windows(name)):
            ended = process.poll()
            assert ended is None, f"the program ended with {ended}: {self.said.read_text(errors='replace')[-1000:]}"
            assert time.monotonic() < end, f"no window named {name!r}; there are: {self.screen.titles()}"
            time.sleep(0.1)
        return found[0]

    def stop(self, process: subprocess.Popen[bytes], name: str = WINDOW) -> None:
        """End a program that was started, and wait until its windows are gone."""
        process.terminate()
        process.wait(30)
        self.screen.wait_gone(name)

    def look_up(self, folder: str, program: str) -> tuple[int, set[str]]:
        """How many libraries the files of a folder ask for, and the names of the missing ones."""
        find = f"find {folder} -type f \\( -name '*.so*' -o -path {program} \\)"
        where = str(Path(program).parent / "_internal")
        listed = self.inside(f"{find} | LD_LIBRARY_PATH={where} xargs ldd 2>/dev/null", check=False).stdout
        return listed.count(" => "), set(re.findall(r"(\S+) => not found", listed))

    def every_library(self, folder: str, program: str) -> str:
        """Nothing that a file asks for is missing. Raises AssertionError."""
        asked, missing = self.look_up(folder, program)
        assert asked > 100, f"only {asked} look-ups"
        assert not missing, f"missing: {' '.join(sorted(missing))}"
        return f"{asked} look-ups"

    def self_test(self, program: str, platform: str) -> str:
        """Every step of the program's own test, on a platform of Qt's."""
        environment = {"QT_QPA_PLATFORM": platform, "DISPLAY": self.screen.display}
        done = self.person(f"{program} --self-test", check=False, environment=environment)
        assert done.returncode == 0, f"exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        steps = done.stdout.splitlines()
        assert len(steps) > 8 and "FAIL" not in done.stdout, done.stdout[-2000:]
        return f"{len(steps)} steps; {steps[-1].removeprefix('ok').strip()}"

    def window(self, program: str, shot: str) -> str:
        """A real start on a real screen, with the discussion that is in the library; a picture of it is kept."""
        process = self.start(program)
        try:
            window = self.window_of(process)
            self.open_first(window)
            colours = self.screen.settled_shot(self.shots / f"{shot}.png", COLOURS)
            title = self.screen.titles()
        finally:
            self.stop(process)
        return f"{colours} colours in {shot}.png, {title[0]!r}"

    def open_first(self, window: str) -> None:
        """Open the first discussion of the list by keyboard, as soon as the list is there."""
        for _ in range(40):
            self.screen.type(window, "Down", "Return")
            if self.screen.windows(f".+ - {WINDOW}"):
                return
        raise AssertionError("the discussion does not open")

    def verdict(self, what: str) -> int:
        """Say how it went; the exit code."""
        print(f"PASS ({what}, {self.suite})" if not self.failed else f"FAILED ({what}, {self.suite}): {', '.join(self.failed)}", flush=True)
        return 1 if self.failed else 0
