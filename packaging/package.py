#!/usr/bin/env python3
"""The Debian package: built from what is committed and, with `--test`, tried in a bare Debian.  Standard library only.

    python3 packaging/package.py [--test [bookworm|trixie]] [--no-build] [--fresh]

Building needs Linux, git, binutils, dpkg-dev and fakeroot, and a Python linked against its own shared library (as Debian's is). It takes
`git archive HEAD`, so that nothing uncommitted gets in, and works in build/package/:  src, venv, work, dist, out. `--fresh` makes the
environment anew; `--no-build` tries the package that is there.

`--test` needs root and debootstrap. The package is installed by apt with nothing beside it but what it names in Depends; every library is
looked up; an ordinary person without a screen asks for the version, imports the sample and runs the self-test; then a library is taken away
to see that the look-up notices; then the package is purged, and nothing may be left but the person's library. What it does not try: a real
screen, double click on a file, printing, an upgrade over an older version.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

from chroot import CONFIGURATION, ROOT, Walk, fresh_root

AREA = ROOT / "build" / "package"
SOURCE, VENV, WORK, DIST, OUT = (AREA / name for name in ("src", "venv", "work", "dist", "out"))
NAME = "threadfolio"
PYINSTALLER = "pyinstaller>=6.10,<7"
TOOLS = ("git", "strip", "dpkg-shlibdeps", "dpkg-deb", "fakeroot")
INSTALLED = f"/usr/lib/{NAME}"
LIBRARY = f"/home/person/.local/share/{NAME}"
TAKEN_AWAY = "libxcb-cursor.so.0"
"""What the negative control hides: a library that only the xcb plug-in asks for and that comes from Depends."""
LARGEST_DOWNLOAD, LARGEST_INSTALLED = 45_000_000, 150_000_000
NOT_RUN = 2


def main() -> int:
    """Build, try, or both; 0 when everything did what it should, 1 when something did not, 2 when this machine cannot."""
    words = sys.argv[1:]
    suite = next((word for word in words if not word.startswith("-")), "bookworm")
    if set(words) - {"--test", "--no-build", "--fresh", "bookworm", "trixie"}:
        print(__doc__.strip())
        return NOT_RUN
    if "IN_NAMESPACE" in os.environ:
        return try_in_bare_system(suite)
    if "--no-build" not in words:
        missing = [tool for tool in TOOLS if shutil.which(tool) is None]
        if missing or not sys.platform.startswith("linux"):
            print(f"not built: needs Linux with {' '.join(missing or TOOLS)}", file=sys.stderr)
            return NOT_RUN
        try:
            build(fresh="--fresh" in words)
        except subprocess.CalledProcessError as error:
            print(f"FAIL  build: {error}", file=sys.stderr)
            return 1
    if "--test" not in words:
        return 0
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        print("not tried: needs root and debootstrap", file=sys.stderr)
        return NOT_RUN
    again = ["unshare", "--mount", "--pid", "--fork", "--kill-child", sys.executable, __file__, "--test", suite]
    return subprocess.run(again, env={**os.environ, "IN_NAMESPACE": "1"}).returncode


def build(*, fresh: bool) -> None:
    """Archive, environment, PyInstaller folder, package. Raises CalledProcessError; the tool's own lines say why."""
    started = time.monotonic()
    AREA.mkdir(parents=True, exist_ok=True)
    commit = unpack_head()
    make_environment(fresh=fresh)
    for old in (WORK, DIST, OUT):
        shutil.rmtree(old, ignore_errors=True)
    command = [VENV / "bin/python", "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "--distpath", DIST, "--workpath", WORK,
               SOURCE / "packaging" / f"{NAME}.spec"]
    # By name, because the spec asks for the modules of ``reader`` before it tells PyInstaller where they are.
    subprocess.run(list(map(str, command)), check=True, cwd=SOURCE, env={**os.environ, "PYTHONPATH": str(SOURCE)})
    date = git("show", "-s", "--format=%ct", commit)
    script = SOURCE / "packaging" / "linux" / "build_deb.sh"
    subprocess.run(["bash", str(script), str(DIST / NAME), str(OUT)], check=True, env={**os.environ, "SOURCE_DATE_EPOCH": date},
                   stdout=subprocess.DEVNULL)
    made = package()
    print(f"ok    build ({time.monotonic() - started:.0f} s): {made.relative_to(ROOT)} of {commit[:10]}, "
          f"{made.stat().st_size / 1e6:.1f} MB", flush=True)


def unpack_head() -> str:
    """What is committed, into src; the commit."""
    commit = git("rev-parse", "HEAD")
    archive = AREA / "src.tar"
    git("archive", "--output", str(archive), commit)
    shutil.rmtree(SOURCE, ignore_errors=True)
    with tarfile.open(archive) as tar:
        tar.extractall(SOURCE, filter="data")
    archive.unlink()
    return commit


def git(*words: str) -> str:
    """What git answers in this checkout."""
    return subprocess.run(["git", "-C", str(ROOT), *words], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def make_environment(*, fresh: bool) -> None:
    """An environment with the program's dependencies and PyInstaller, kept until pyproject.toml changes. The program itself stays out of
    it: it is frozen from src."""
    mark = VENV / "ready"
    wanted = hashlib.sha256((SOURCE / "pyproject.toml").read_bytes() + PYINSTALLER.encode() + sys.version.encode()).hexdigest()
    if not fresh and mark.exists() and mark.read_text() == wanted:
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(VENV / "bin/python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-q", PYINSTALLER, str(SOURCE)], check=True)
    subprocess.run([*pip, "uninstall", "-q", "-y", NAME], check=True)
    shutil.rmtree(SOURCE / "build", ignore_errors=True)  # what setuptools leaves
    mark.write_text(wanted)


def package() -> Path:
    """The one package that was built."""
    found = sorted(OUT.glob(f"{NAME}_*.deb"))
    if len(found) != 1:
        sys.exit(f"{len(found)} packages in {OUT.relative_to(ROOT)}, not one; build it first")
    return found[0]


def try_in_bare_system(suite: str) -> int:
    """All steps in a bare system of its own; the exit code."""
    made = package()
    with fresh_root(suite) as root:
        return Trial(root, suite, made).try_all()


class Trial(Walk):
    """One package in one bare system."""

    def __init__(self, root: Path, suite: str, made: Path) -> None:
        super().__init__(root, suite)
        self.made = made
        self.version = made.name.split("_")[1]

    def try_all(self) -> int:
        """All steps, each tried even where one before it failed; the exit code."""
        self.prepare()
        for name, do in (
            ("installed by apt", self.install), ("every library is found", self.libraries), ("version", self.says_version),
            ("the sample is imported", self.imports), ("self-test, no root, no screen", self.tests_itself),
            ("negative control: a missing library is noticed", self.notices), ("purged", self.purge),
        ):
            self.step(name, do)
        print(f"{'FAILED' if self.failed else 'PASS'} (bare Debian, {self.suite}){': ' if self.failed else ''}{', '.join(self.failed)}")
        return 1 if self.failed else 0

    def prepare(self) -> None:
        """Only what apt needs, and a person. No Python: the package brings its own."""
        subprocess.run(["mount", "-t", "proc", "proc", str(self.root / "proc")], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(self.root / "dev/shm")], check=False)
        for name in CONFIGURATION[:2]:
            if Path(name).exists():
                shutil.copy(name, self.root / name.lstrip("/"), follow_symlinks=True)
        for extra in Path("/etc/apt/apt.conf.d").glob("99*"):
            shutil.copy(extra, self.root / "etc/apt/apt.conf.d")
        self.inside("apt-get -qq update && useradd -m person")
        shutil.copy(self.made, self.root / "var/tmp" / "it.deb")
        shutil.copy(ROOT / "resources" / "samples" / "night-bus.html", self.root / "home/person/saved.html")

    def install(self) -> str:
        """By apt, with its Depends and nothing else; small enough."""
        self.inside("apt-get -qq install -y --no-install-recommends /var/tmp/it.deb >/dev/null && rm /var/tmp/it.deb")
        installed = int(self.inside(f"du -sb {INSTALLED} | cut -f1").stdout)
        download = self.made.stat().st_size
        assert download < LARGEST_DOWNLOAD, f"download {download:,} bytes"
        assert installed < LARGEST_INSTALLED, f"installed {installed:,} bytes"
        return f"download {download / 1e6:.1f} MB, installed {installed / 1e6:.1f} MB"

    def libraries(self) -> str:
        """Nothing that a file of the package asks for is missing."""
        asked, missing = self.look_up()
        assert asked > 100, f"only {asked} look-ups"
        assert not missing, f"missing: {' '.join(sorted(missing))}"
        return f"{asked} look-ups"

    def look_up(self) -> tuple[int, set[str]]:
        """How many libraries are asked for, and the names of the missing ones."""
        find = f"find {INSTALLED} -type f \\( -name '*.so*' -o -path {INSTALLED}/{NAME} \\)"
        listed = self.inside(f"{find} | LD_LIBRARY_PATH={INSTALLED}/_internal xargs ldd 2>/dev/null", check=False).stdout
        return listed.count(" => "), set(re.findall(r"(\S+) => not found", listed))

    def says_version(self) -> str:
        """The version that the package has."""
        told = self.person(f"{NAME} --version").stdout.strip()
        assert told.endswith(self.version), told
        return told

    def imports(self) -> str:
        """A verb of the command line, and its file types in their places."""
        self.person(f"{NAME} --quiet import saved.html")
        told = self.person(f"{NAME} show 1").stdout
        assert "answered by" in told, told[-1500:]
        self.inside("test -n \"$(ls /usr/share/applications/*Threadfolio.desktop /usr/share/mime/packages/*Threadfolio.xml)\"")
        return f"{told.count(chr(10))} lines of conversation"

    def tests_itself(self) -> str:
        """Every step of the program's own test."""
        done = self.person(f"QT_QPA_PLATFORM=offscreen {NAME} --self-test", check=False)
        assert done.returncode == 0, f"exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        steps = done.stdout.count("ok  ")
        assert steps > 3 and "FAIL" not in done.stdout, done.stdout[-2000:]
        return f"{steps} steps"

    def notices(self) -> str:
        """With one library hidden the look-up must name it, else it proves nothing."""
        place = self.inside(f"find /usr/lib /lib -name {TAKEN_AWAY} | head -1").stdout.strip()
        assert place, f"no {TAKEN_AWAY} here"
        self.inside(f"mv {place} {place}.hidden")
        try:
            missing = self.look_up()[1]
        finally:
            self.inside(f"mv {place}.hidden {place}")
        assert missing == {TAKEN_AWAY}, f"noticed: {missing or 'nothing'}"
        return TAKEN_AWAY

    def purge(self) -> str:
        """Nothing left but the person's library, and that still there."""
        self.inside(f"apt-get -qq purge -y {NAME} >/dev/null; apt-get -qq autoremove -y --purge >/dev/null")
        left = self.inside(f"find / -xdev -path /proc -prune -o -ipath '*{NAME}*' -print", check=False).stdout.splitlines()
        strange = [path for path in left if not (path + "/").startswith(LIBRARY + "/")]
        assert not strange, f"left: {' '.join(strange[:10])}"
        assert left, "the person's library is gone"
        return f"nothing left but {LIBRARY}"

    def person(self, command: str, *, check: bool = True) -> subprocess.CompletedProcess[str]:
        """A shell line of an ordinary person, at home."""
        return self.inside(f"su - person -c 'LC_ALL=C.UTF-8 {command}'", check=check)


if __name__ == "__main__":
    sys.exit(main())
