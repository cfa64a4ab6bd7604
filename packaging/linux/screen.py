"""A screen for programs in a bare system: Xvfb runs OUTSIDE it, because one inside would bring libraries that hide a missing Depends."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

SOCKETS = Path("/tmp/.X11-unix")
PATIENCE = 60.0
"""Seconds that a window may take to come."""


class Screen:
    """One X server: what windows are on it, what it looks like, keys typed into it."""

    def __init__(self, display: str) -> None:
        self.display = display
        self._environment = {**os.environ, "DISPLAY": display}

    def reach_from(self, root: Path) -> None:
        """Let programs that have ``root`` as their root find the server. Never by mounting the folder of sockets: what clears the root
        away afterwards would clear it away too."""
        name = f"X{self.display[1:]}"
        folder = root / SOCKETS.relative_to("/")
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o1777)
        try:
            (folder / name).hardlink_to(SOCKETS / name)
        except OSError:  # another file system
            (folder / name).touch()
            subprocess.run(["mount", "--bind", str(SOCKETS / name), str(folder / name)], check=True)

    def windows(self, name: str) -> list[str]:
        """Visible windows whose title matches a regular expression."""
        return self._xdotool("search", "--onlyvisible", "--name", name).split()

    def wait_for(self, name: str, seconds: float = PATIENCE) -> str:
        """The window with that title, as soon as it is there. Raises AssertionError after a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.windows(name)
            if found:
                return found[0]
            time.sleep(0.1)
        raise AssertionError(f"no window named {name!r} within {seconds:.0f} s; there are: {self.titles()}")

    def wait_gone(self, name: str) -> None:
        """Until no window has that title."""
        end = time.monotonic() + PATIENCE
        while self.windows(name):
            assert time.monotonic() < end, f"the window named {name!r} stays"
            time.sleep(0.1)

    def titles(self) -> list[str]:
        """Of all windows that can be seen."""
        return [title for window in self.windows(".+") if (title := self._xdotool("getwindowname", window).strip())]

    def process_of(self, window: str) -> int:
        """The process that a window says it belongs to."""
        return int(self._xdotool("getwindowpid", window))

    def type(self, window: str, *keys: str) -> None:
        """Press keys in a window; without a window manager it has to be given the keyboard first."""
        self._xdotool("windowfocus", "--sync", window)
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            time.sleep(0.3)

    def shot(self, file: Path) -> int:
        """A picture of the whole screen into a .png; how many colours it has: an empty window has few."""
        for form in (str(file), "ppm:-"):
            done = subprocess.run(["import", "-silent", "-window", "root", "-depth", "8", form], env=self._environment, check=True,
                                  capture_output=True)
        pixels = done.stdout
        return len({pixels[place:place + 3] for place in range(len(pixels) % 3, len(pixels), 3)})

    def settled_shot(self, file: Path, colours: int) -> int:
        """A picture as soon as the screen has that many colours. Raises AssertionError after a while."""
        end = time.monotonic() + PATIENCE
        while (found := self.shot(file)) < colours:
            assert time.monotonic() < end, f"only {found} colours in {file.name}"
            time.sleep(0.3)
        time.sleep(0.7)  # whatever comes last: a picture, a caret
        return self.shot(file)

    def _xdotool(self, *words: str) -> str:
        return subprocess.run(["xdotool", *words], env=self._environment, capture_output=True, text=True).stdout


@contextlib.contextmanager
def screen() -> Iterator[Screen]:
    """A server of our own: a fixed number might be somebody else's."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1360x900x24", "-nolisten", "tcp", "-ac"], pass_fds=(writing,),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}")
    finally:
        server.terminate()
        server.wait()
