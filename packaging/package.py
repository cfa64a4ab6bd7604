#!/usr/bin/env python3
"""The Linux packages: built from what is committed and, with `--test`, tried in bare Debians.  Standard library only.

    python3 packaging/package.py [--test] [bookworm] [trixie] [deb] [portable] [--no-build] [--fresh]
    python3 packaging/package.py --needs      the Debian packages that building needs beside Python and git

Building needs Linux and a Python linked against its own shared library (as Debian's is). Every library that the program asks for must be
installed, because the package names what the building machine finds. It takes `git archive HEAD`, so that nothing uncommitted gets in, and
works in build/package/:  src, venv, work, dist, out. `--fresh` makes the environment anew; `--no-build` tries the packages that are there.
Made are the .deb, the portable .tar.xz and the AppDir of the AppImage (with RUNTIME=FILE the AppImage itself).

`--test` needs root, debootstrap, lintian, Xvfb, xdotool and ImageMagick. Both packages are tried in a bare Debian 12 and 13, unless suites
are named: linux/deb_trial.py and linux/portable_trial.py say what is tried. Screenshots are kept in build/package/shots/.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from chroot import ROOT
from linux.deb_trial import try_deb
from linux.lint import lint
from linux.portable_trial import try_portable

AREA = ROOT / "build" / "package"
SOURCE, VENV, WORK, DIST, OUT = (AREA / name for name in ("src", "venv", "work", "dist", "out"))
NAME = "threadfolio"
TOOLS = ("git", "strip", "readelf", "chrpath", "dpkg-shlibdeps", "dpkg-deb", "fakeroot")
TRIAL_TOOLS = ("debootstrap", "unshare", "lintian", "desktop-file-validate", "appstreamcli", "man", "Xvfb", "xdotool", "import", "xz")
NEEDS = (
    "binutils chrpath dpkg-dev fakeroot xz-utils squashfs-tools libcups2 libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgl1 "
    "libglib2.0-0 libwayland-client0 libwayland-cursor0 libwayland-egl1 libx11-6 libx11-xcb1 libxcb-cursor0 libxcb-glx0 "
    "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 "
    "libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0 "
    f"libpython3.{sys.version_info.minor} python3-venv"
)
SUITES = ("bookworm", "trixie")
KINDS = ("deb", "portable")
SHOTS = AREA / "shots"
NOT_RUN = 2


def main() -> int:
    """Build, try, or both; 0 when everything did what it should, 1 when something did not, 2 when this machine cannot."""
    words = sys.argv[1:]
    if words == ["--needs"]:
        print(NEEDS)
        return 0
    if set(words) - {"--test", "--no-build", "--fresh", *KINDS, *SUITES}:
        print(__doc__.strip())
        return NOT_RUN
    suites = [suite for suite in SUITES if suite in words] or list(SUITES)
    kinds = [kind for kind in KINDS if kind in words] or list(KINDS)
    if "IN_NAMESPACE" in os.environ:
        return try_one(suites[0], kinds[0])
    if "--no-build" not in words:
        missing = [tool for tool in TOOLS if shutil.which(tool) is None]
        if missing or not sys.platform.startswith("linux"):
            print(f"not built: needs Linux with {' '.join(missing or TOOLS)}; Debian: apt-get install {NEEDS}", file=sys.stderr)
            return NOT_RUN
        try:
            build(fresh="--fresh" in words)
        except subprocess.CalledProcessError as error:
            print(f"FAIL  build: {error}", file=sys.stderr)
            return 1
    return try_all(suites, kinds) if "--test" in words else 0


def try_all(suites: list[str], kinds: list[str]) -> int:
    """Every kind in every suite, each in namespaces of its own, so that nothing stays mounted or running however it ends."""
    missing = [tool for tool in TRIAL_TOOLS if shutil.which(tool) is None]
    if os.geteuid() != 0 or missing:
        print(f"not tried: needs root{' and ' * bool(missing)}{' '.join(missing)}", file=sys.stderr)
        return NOT_RUN
    SHOTS.mkdir(parents=True, exist_ok=True)
    failed = [] if "deb" not in kinds or lint(package()) else ["lint"]
    for kind in kinds:
        for suite in suites:
            again = ["unshare", "--mount", "--pid", "--fork", "--kill-child", sys.executable, __file__, suite, kind]
            print(f"\n{kind} in a bare {suite}", flush=True)
            if subprocess.run(again, env={**os.environ, "IN_NAMESPACE": "1"}).returncode:
                failed.append(f"{kind} in {suite}")
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'PASS'}")
    return 1 if failed else 0


def try_one(suite: str, kind: str) -> int:
    """One kind in one bare system; the exit code."""
    source = [str(VENV / "bin/python"), "-m", "reader"]
    if kind == "deb":
        return try_deb(suite, package(), SHOTS, source, SOURCE)
    return try_portable(suite, archive(), OUT / "AppDir", SHOTS)


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
    # Modules are stored as they are: unpacking them costs a tenth of the start, and the packages are compressed as a whole.
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}
    subprocess.run(list(map(str, command)), check=True, cwd=SOURCE, env=environment)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": git("show", "-s", "--format=%ct", commit)}
    for script, bundle in (("build_deb.sh", NAME), ("build_portable.sh", f"{NAME}-portable"), ("appimage.sh", f"{NAME}-portable")):
        subprocess.run(["bash", str(SOURCE / "packaging" / "linux" / script), str(DIST / bundle), str(OUT)], check=True, env=environment,
                       stdout=subprocess.DEVNULL)
    for made in (package(), archive()):
        print(f"ok    build: {made.relative_to(ROOT)} of {commit[:10]}, {made.stat().st_size / 1e6:.1f} MB", flush=True)
    print(f"      {time.monotonic() - started:.0f} s", flush=True)


def unpack_head() -> str:
    """What is committed, into src; the commit."""
    commit = git("rev-parse", "HEAD")
    archive = AREA / "src.tar"
    git("archive", "--output", str(archive), commit)
    shutil.rmtree(SOURCE, ignore_errors=True)
    SOURCE.mkdir()
    subprocess.run(["tar", "-xf", str(archive), "-C", str(SOURCE)], check=True)  # tarfile's filters came with Python 3.11.4
    archive.unlink()
    return commit


def git(*words: str) -> str:
    """What git answers in this checkout."""
    return subprocess.run(["git", "-C", str(ROOT), *words], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def make_environment(*, fresh: bool) -> None:
    """An environment with the pinned dependencies and PyInstaller, kept until the pins change. The program itself stays out of it: it is
    frozen from src."""
    mark, pins = VENV / "ready", SOURCE / "packaging" / "requirements-build.txt"
    wanted = hashlib.sha256(pins.read_bytes() + sys.version.encode()).hexdigest()
    if not fresh and mark.exists() and mark.read_text() == wanted:
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(VENV / "bin/python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-q", "--require-hashes", "-r", str(pins)], check=True)
    mark.write_text(wanted)


def package() -> Path:
    """The one package that was built."""
    found = sorted(OUT.glob(f"{NAME}_*.deb"))
    if len(found) != 1:
        sys.exit(f"{len(found)} packages in {OUT.relative_to(ROOT)}, not one; build it first")
    return found[0]


def archive() -> Path:
    """The one portable archive that was built."""
    found = sorted(OUT.glob(f"{NAME}-*.tar.xz"))
    if len(found) != 1:
        sys.exit(f"{len(found)} portable archives in {OUT.relative_to(ROOT)}, not one; build it first")
    return found[0]


if __name__ == "__main__":
    sys.exit(main())
