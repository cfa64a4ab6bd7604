#!/usr/bin/env python3
"""A newcomer's walk through the README on a bare Debian, in a chroot made for it.  As root, with debootstrap:

    python3 packaging/chroot.py [bookworm|trixie] [--quick]

Only python3 and python3-venv are there: no Qt libraries, no fonts, no compiler. First a person without root types the README's commands and
must be given the exact line to type; then root's `run` (in the terminal, there is no screen) and `test` must do everything by themselves.
`--quick` leaves the tests out. The base system is kept in build/chroot/ for the next time.

Everything is mounted in a mount namespace of its own, so nothing stays mounted however it ends.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "build" / "chroot"
SOURCES = (Path("/etc/apt/sources.list.d/debian.sources"), Path("/etc/apt/sources.list"))
CONFIGURATION = ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/root/.config/pip/pip.conf", "/root/.netrc",
                 "/etc/ssl/certs/ca-certificates.crt")
"""How this machine reaches its package registries; copied in where it is there."""
CLEAN = ["/usr/bin/env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
         "DEBIAN_FRONTEND=noninteractive"]


def main() -> int:
    """Walk; 0 when every step did what the README says."""
    words = sys.argv[1:]
    suite = next((word for word in words if not word.startswith("-")), "bookworm")
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        print("not run: needs root and debootstrap", file=sys.stderr)
        return 2
    if "IN_NAMESPACE" not in os.environ:
        again = ["unshare", "--mount", "--pid", "--fork", "--kill-child", sys.executable, __file__, *words]
        return subprocess.run(again, env={**os.environ, "IN_NAMESPACE": "1"}).returncode
    with fresh_root(suite) as root:
        return Walk(root, suite).walk(quick="--quick" in words)


@contextlib.contextmanager
def fresh_root(suite: str) -> Iterator[Path]:
    """A bare system in a folder of its own, gone afterwards. Only inside a mount namespace of its own."""
    base = base_system(suite)
    with tempfile.TemporaryDirectory(prefix="bare-", dir="/var/tmp", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        subprocess.run(["tar", "-C", folder, "-xf", str(base)], check=True)
        root.chmod(0o755)  # the base system's own folder was a private one
        try:
            yield root
        finally:
            subprocess.run(["umount", "-l", f"{folder}/proc", f"{folder}/dev/shm"], capture_output=True)


def base_system(suite: str) -> Path:
    """A tar of the bare system, made once."""
    base = CACHE / f"{suite}.tar"
    if base.exists():
        return base
    CACHE.mkdir(parents=True, exist_ok=True)
    text = "\n".join(path.read_text() for path in SOURCES if path.exists())
    mirror = re.search(r"^URIs: *(\S+)|^deb (?:\[[^]]*\] )?(\S+)", text, re.MULTILINE)
    with tempfile.TemporaryDirectory(prefix="base-", dir="/var/tmp") as folder:
        command = ["debootstrap", "--variant=minbase", suite, folder]
        subprocess.run([*command, *([mirror[1] or mirror[2]] if mirror else [])], check=True, stdout=subprocess.DEVNULL)
        part = base.with_suffix(".part")
        subprocess.run(["tar", "-C", folder, "--exclude=./var/cache/apt/archives/*.deb", "-cf", str(part), "."], check=True)
        part.rename(base)
    return base


class Walk:
    """One walk through one bare system."""

    def __init__(self, root: Path, suite: str) -> None:
        self.root = root
        self.suite = suite
        self.failed: list[str] = []

    def walk(self, *, quick: bool) -> int:
        """All steps; the exit code."""
        self.prepare()
        self.step("without root: the exact line to type", self.without_root)
        self.step("run as root, no screen: the conversation in the terminal", self.run)
        if not quick:
            self.step("test as root", self.test)
        print(f"{'FAILED' if self.failed else 'PASS'} ({self.suite}){': ' if self.failed else ''}{', '.join(self.failed)}")
        return 1 if self.failed else 0

    def prepare(self) -> None:
        """Python, a person, a checkout, the way to the registries."""
        subprocess.run(["mount", "-t", "proc", "proc", str(self.root / "proc")], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(self.root / "dev/shm")], check=False)
        for name in CONFIGURATION:
            if Path(name).exists():
                to = self.root / name.lstrip("/")
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(name, to, follow_symlinks=True)
        for extra in Path("/etc/apt/apt.conf.d").glob("99*"):
            shutil.copy(extra, self.root / "etc/apt/apt.conf.d")
        self.inside("apt-get -qq update && apt-get -qq install -y --no-install-recommends python3 python3-venv ca-certificates >/dev/null"
                    " && useradd -m newcomer")
        for name in CONFIGURATION[2:]:
            if Path(name).exists():
                shutil.copy(name, self.root / name.lstrip("/"), follow_symlinks=True)
        for home in ("home/newcomer", "root"):
            checkout = self.root / home / "threadfolio"
            subprocess.run(["git", "-c", "safe.directory=*", "clone", "-q", "--depth", "1", f"file://{ROOT}", str(checkout)], check=True)
        self.inside("chown -R newcomer: /home/newcomer; mkdir -p /home/newcomer/.config; cp -r /root/.config/pip /home/newcomer/.config/ "
                    "2>/dev/null; chown -R newcomer: /home/newcomer; true")
        shared = ROOT.parent / "shared"
        if (shared / "corpus").is_dir():
            shutil.copytree(shared / "corpus", self.root / "root/shared/corpus")
            shutil.copytree(shared / "contract", self.root / "root/shared/contract")

    def without_root(self) -> str:
        """A person without root is told what to type, and nothing is broken."""
        done = self.inside("su newcomer -c 'cd ~/threadfolio && python3 packaging/dev.py run'", check=False)
        assert done.returncode == 3, f"exit {done.returncode}\n{done.stdout[-1500:]}{done.stderr[-1500:]}"
        line = re.search(r"sudo (apt-get install .*)", done.stderr)
        assert line, done.stderr[-500:]
        self.inside(line[1] + " >/dev/null")
        done = self.inside("su newcomer -c 'cd ~/threadfolio && python3 packaging/dev.py run'")
        assert "answered by" in done.stdout, done.stdout[-1500:]
        purge = line[1].replace(" install ", " purge ").replace("--no-install-recommends ", "")
        self.inside(f"{purge} >/dev/null; apt-get -qq autoremove -y --purge >/dev/null")
        return f"{len(line[1].split()) - 4} packages named; after typing it the sample is shown"

    def run(self) -> str:
        """Root's `run`."""
        done = self.inside("cd /root/threadfolio && python3 packaging/dev.py run")
        assert "answered by" in done.stdout and "-m reader --library" in done.stdout, done.stdout[-1500:]
        return f"{done.stdout.count(chr(10))} lines of conversation"

    def test(self) -> str:
        """Root's `test`."""
        done = self.inside("cd /root/threadfolio && python3 packaging/dev.py test", check=False)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
        return done.stdout.strip().splitlines()[-1]

    def step(self, name: str, do: object) -> None:
        """One step with its time."""
        started = time.monotonic()
        try:
            told = do()  # type: ignore[operator]
            print(f"ok    {name} ({time.monotonic() - started:.0f} s): {told}", flush=True)
        except (AssertionError, subprocess.CalledProcessError) as error:
            self.failed.append(name)
            output = getattr(error, "stderr", "") or ""
            print(f"FAIL  {name}: {error}\n{output[-2000:]}", flush=True)

    def inside(self, command: str, *, check: bool = True) -> subprocess.CompletedProcess[str]:
        """A shell line in the bare system, as root, with nothing of this machine's environment."""
        return subprocess.run(
            ["chroot", str(self.root), *CLEAN, "HOME=/root", "bash", "-c", command], check=check, capture_output=True, text=True,
            errors="replace",
        )


if __name__ == "__main__":
    sys.exit(main())
