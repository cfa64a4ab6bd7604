#!/usr/bin/env python3
"""Threadfolio.app in a disk image, made and tried.  On macOS only: the release workflow runs it on its own machines.

    python packaging/macos/build.py OUT_DIR

The Python that runs it has the program's dependencies and PyInstaller (packaging/requirements-build.txt) and builds for its own processor.
Order: icon, PyInstaller, signature (with keys only), disk image, notarising (with keys only); then the image is mounted as a person would
mount it, its signature is checked, and the program in it tries itself on the real screen. Exit code 1 where a step failed.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from icon import icns
from signing import Keys, notarise, sign

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "macos"
APP = WORK / "dist" / "Threadfolio.app"
PICTURES = ROOT / "packaging" / "linux" / "icons"
TRIES = 4
"""hdiutil fails now and then with "Resource busy" while the system indexes the new volume."""
SELF_TEST_SECONDS = 300


def main() -> int:
    """Build and try."""
    if sys.platform != "darwin" or len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    out = Path(sys.argv[1]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    keys = Keys.of()
    try:
        freeze()
        sign(APP, keys)
        image = make_image(out / image_name())
        notarise(image, keys)
        try_image(image, out)
    except (subprocess.SubprocessError, RuntimeError, LookupError) as error:
        print(f"FAIL  {error}", file=sys.stderr)
        return 1
    print(f"ok    {image.name}: {image.stat().st_size / 1e6:.1f} MB, signed: {keys.can_sign}, notarised: {keys.can_notarise}")
    return 0


def image_name() -> str:
    """Version and processor, as people choose by them."""
    sys.path.insert(0, str(ROOT))
    from reader import __version__

    return f"Threadfolio-{__version__}-{'apple-silicon' if platform.machine() == 'arm64' else 'intel'}.dmg"


def freeze() -> None:
    """The application, with PyInstaller's ad-hoc signature."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    pictures = {int(file.stem): file.read_bytes() for file in PICTURES.glob("*.png") if file.stem.isdecimal()}
    (WORK / "Threadfolio.icns").write_bytes(icns({size: png for size, png in pictures.items() if size != 48}))
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "--distpath", str(APP.parent),
               "--workpath", str(WORK / "work"), str(ROOT / "packaging" / "macos" / "threadfolio.spec")]
    # By name, because the spec asks for the modules of ``reader`` in a process of its own.
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})


def make_image(image: Path) -> Path:
    """A disk image with the application beside a link to where applications go."""
    with tempfile.TemporaryDirectory() as folder:
        shown = Path(folder) / "Threadfolio"
        shown.mkdir()
        subprocess.run(["ditto", str(APP), str(shown / APP.name)], check=True)
        (shown / "Applications").symlink_to("/Applications")
        command = ["hdiutil", "create", "-volname", "Threadfolio", "-srcfolder", str(shown), "-fs", "HFS+", "-format", "UDZO", "-ov",
                   str(image)]
        for attempt in range(1, TRIES + 1):
            if subprocess.run(command).returncode == 0:
                return image
            time.sleep(5 * attempt)
    raise RuntimeError(f"hdiutil made no {image.name} in {TRIES} tries")


def try_image(image: Path, out: Path) -> None:
    """Mount it, check the signature, run the self-test from the mounted image, unmount. Raises RuntimeError, SubprocessError."""
    report = out / f"selftest-{image.stem}.json"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["hdiutil", "attach", "-nobrowse", "-readonly", "-mountpoint", folder, str(image)], check=True)
        try:
            app = Path(folder) / APP.name
            subprocess.run(["codesign", "--verify", "--deep", "--strict", "--verbose=2", str(app)], check=True)
            subprocess.run(["plutil", "-lint", str(app / "Contents" / "Info.plist")], check=True)
            subprocess.run([str(app / "Contents" / "MacOS" / "threadfolio"), "--self-test", str(report)], check=True,
                           timeout=SELF_TEST_SECONDS)
        finally:
            subprocess.run(["hdiutil", "detach", "-force", folder])
    if not json.loads(report.read_text(encoding="utf-8")).get("ok"):
        raise RuntimeError(f"the self-test of {image.name} failed: see {report.name}")


if __name__ == "__main__":
    sys.exit(main())
