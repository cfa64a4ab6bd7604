#!/usr/bin/env python3
"""Proof of silence: an import, the command line and a whole session in the window under strace make no network connection.

    python3 packaging/dev.py silence

Passed: not one socket of an internet family was made (AF_INET, AF_INET6, AF_PACKET, AF_NETLINK); AF_UNIX only to the display and
the session bus. Where strace is missing it says "not run" and exits 2: that is not passed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "night-bus.html"
SOCKET = re.compile(r"\bsocket\((AF_\w+)")
CONNECT = re.compile(r"\bconnect\(\d+, \{sa_family=(AF_\w+)(?:, sun_path=@?\"([^\"]*)\")?")
ALLOWED_PATHS = re.compile(r"/tmp/\.X11-unix/|wayland-|/bus$|dbus|/run/nscd|/var/run/nscd")


def main() -> int:
    """Trace the sessions; 0 when all were silent."""
    if shutil.which("strace") is None:
        print("not run: strace is not installed (Debian: apt-get install strace)")
        return 2
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        library = str(Path(folder) / "library")
        reader = [sys.executable, "-m", "reader", "--library", library]
        window = [sys.executable, "-m", "reader", "--self-test", str(Path(folder) / "report.json")]
        for name, command, environment in (
            ("import", [*reader, "import", str(SAMPLE)], {}),
            ("search", [*reader, "search", "soup"], {}),
            ("export", [*reader, "export", "--all"], {}),
            ("window (self-test)", window, {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}),
        ):
            worst = max(worst, traced(name, command, environment, Path(folder) / "trace"))
    return worst


def traced(name: str, command: list[str], environment: dict[str, str], trace: Path) -> int:
    """Run one command under strace; 0 when it was silent."""
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,bind", "-o", str(trace), *command], cwd=ROOT,
        env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )
    text = trace.read_text(errors="replace")
    families = {family for family in SOCKET.findall(text) if family != "AF_UNIX"}
    strange = {path for family, path in CONNECT.findall(text) if family == "AF_UNIX" and path and not ALLOWED_PATHS.search(path)}
    if done.returncode != 0:
        print(f"FAIL  {name}: exit {done.returncode}: {done.stderr.strip()[-300:]}")
        return 1
    if families or strange:
        print(f"FAIL  {name}: {' '.join(sorted(families | strange))}")
        return 1
    print(f"ok    {name}: no network socket, {len(SOCKET.findall(text))} local ones")
    return 0


if __name__ == "__main__":
    sys.exit(main())
