#!/usr/bin/env python3
"""Everything one does with a checkout, on a machine that has only Python 3.11 or later. Standard library only.

    python3 packaging/dev.py run            set up and open the sample discussion (in the terminal where there is no screen)
    python3 packaging/dev.py test           set up and run lint, types and tests
    python3 packaging/dev.py setup          set up only
    python3 packaging/dev.py bench ...      measure beside references in the same run        (packaging/bench/)
    python3 packaging/dev.py chroot [SUITE] walk through the README in a bare Debian, as root (packaging/chroot.py)
    python3 packaging/dev.py package [--test] build the Linux packages; try them in a bare Debian 12 and 13 (packaging/package.py)
    python3 packaging/dev.py windows [--test] build the Windows installer and try it under wine (packaging/windows.py)
    python3 packaging/dev.py fuzz           property tests with fresh examples each time
    python3 packaging/dev.py mutate [N]     damaged files of every format, imported          (packaging/mutate.py)
    python3 packaging/dev.py silence        trace system calls: no network connection        (packaging/silence.py)
    python3 packaging/dev.py workflow       check the release workflow without running it    (packaging/workflow.py)

Setting up makes .venv, installs the program with what it needs, and sees to the system libraries that Qt asks for: as root it installs
them (Debian and its kin), otherwise it prints the line to type.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SAMPLE = ROOT / "resources" / "samples" / "night-bus.html"
SAMPLE_LIBRARY = ROOT / "build" / "sample-library"
NEEDS_WORK = 3

DEBIAN = {
    "libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "libX11.so.6": "libx11-6", "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1", "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0", "libgthread-2.0.so.0": "libglib2.0-0", "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libxcb.so.1": "libxcb1", "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-image.so.0": "libxcb-image0", "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0", "libxcb-render-util.so.0": "libxcb-render-util0", "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0", "libxcb-shm.so.0": "libxcb-shm0", "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1", "libxcb-xfixes.so.0": "libxcb-xfixes0", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libz.so.1": "zlib1g", "libstdc++.so.6": "libstdc++6",
}


def main() -> int:
    """Run one command; the exit code."""
    commands = {"run": run, "test": test, "setup": setup_only, "bench": bench, "chroot": chroot, "package": package, "windows": windows,
                "silence": silence, "mutate": mutate, "fuzz": fuzz, "workflow": workflow}
    words = sys.argv[1:]
    if not words or words[0] not in commands:
        print(__doc__.strip())
        return 0 if words in (["-h"], ["--help"]) else 2
    return commands[words[0]](words[1:])


def setup_only(_: list[str]) -> int:
    """Set up and stop."""
    set_up()
    print(f"Ready: {PYTHON.relative_to(ROOT)} -m reader")
    return 0


def run(words: list[str]) -> int:
    """Open the sample discussion: in the window, or in the terminal where there is no screen."""
    set_up()
    library = ["--library", str(SAMPLE_LIBRARY)]
    reader = [str(PYTHON), "-m", "reader", *library]
    if screen_works():
        subprocess.run([*reader, "--quiet", "import", str(SAMPLE)], check=True, cwd=ROOT)
        return subprocess.run([*reader, *words], cwd=ROOT).returncode
    code = subprocess.run([*reader, "import", str(SAMPLE)], cwd=ROOT).returncode
    print()
    sys.stdout.flush()
    code = code or subprocess.run([*reader, "show", "1"], cwd=ROOT).returncode
    shown = Path(os.path.relpath(SAMPLE_LIBRARY))
    print(f"\nThere is no screen here, so this is the discussion in the terminal. On a desktop the window opens with:\n"
          f"    {Path(os.path.relpath(PYTHON))} -m reader --library {shown}")
    return code


def test(words: list[str]) -> int:
    """Lint, types and tests; further words go to pytest."""
    set_up(test=True)
    steps = [] if words else [["ruff", "check", "."], ["mypy"]]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    for step in [*steps, ["pytest", *(words or ["-q"])]]:
        print("$", *step, flush=True)
        code = subprocess.run([str(PYTHON), "-m", *step], cwd=ROOT, env=environment).returncode
        if code:
            return code
    return 0


def bench(words: list[str]) -> int:
    """Benchmarks; see packaging/bench/__main__.py."""
    set_up(test=True)
    subprocess.run([str(PYTHON), "-m", "pip", "install", "-q", "beautifulsoup4", "bleach"], cwd=ROOT)  # what is measured against
    return subprocess.run([str(PYTHON), "packaging/bench", *words], cwd=ROOT).returncode


def chroot(words: list[str]) -> int:
    """The newcomer's walk; see packaging/chroot.py."""
    return subprocess.run([sys.executable, str(ROOT / "packaging" / "chroot.py"), *words], cwd=ROOT).returncode


def package(words: list[str]) -> int:
    """The Linux packages; see packaging/package.py."""
    return subprocess.run([sys.executable, str(ROOT / "packaging" / "package.py"), *words], cwd=ROOT).returncode


def windows(words: list[str]) -> int:
    """The Windows installer; see packaging/windows.py."""
    return subprocess.run([sys.executable, str(ROOT / "packaging" / "windows.py"), *words], cwd=ROOT).returncode


def silence(words: list[str]) -> int:
    """No network connection; see packaging/silence.py."""
    set_up(test=True)
    return subprocess.run([str(PYTHON), "packaging/silence.py", *words], cwd=ROOT).returncode


def workflow(words: list[str]) -> int:
    """Lint what a release runs; see packaging/workflow.py."""
    return subprocess.run([sys.executable, "packaging/workflow.py", *words], cwd=ROOT).returncode


def mutate(words: list[str]) -> int:
    """Damaged files; see packaging/mutate.py."""
    set_up(test=True)
    return subprocess.run([str(PYTHON), "packaging/mutate.py", *words], cwd=ROOT).returncode


def fuzz(words: list[str]) -> int:
    """Property tests look for new counter-examples; further words go to pytest."""
    set_up(test=True)
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "HYPOTHESIS_PROFILE": "search"}
    return subprocess.run([str(PYTHON), "-m", "pytest", "-q", *(words or ["-m", "hypothesis"])], cwd=ROOT, env=environment).returncode


def set_up(*, test: bool = False) -> None:
    """The virtual environment and the system libraries; quick when nothing changed. Exits with a sentence where a person must act."""
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or later is needed.")
    mark = VENV / ("ready-test" if test else "ready")
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()).hexdigest()
    ready = [m for m in (VENV / "ready-test", mark) if PYTHON.exists() and m.exists() and m.read_text() == wanted]
    if not ready:
        _make_environment(test=test)
        mark.write_text(wanted)
    if sys.platform.startswith("linux"):
        _see_to_system_libraries()


def _make_environment(*, test: bool) -> None:
    if not PYTHON.exists() or subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode:
        try:
            import ensurepip  # noqa: F401
            import venv  # noqa: F401
        except ImportError:
            sys.exit("Python's venv is missing. Please run:   sudo apt install python3-venv")
        print("Making .venv ...", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    print("Installing what the program needs (once, a minute or two) ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-q", "--no-warn-script-location"]
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    for what in (["--upgrade", "pip>=23.3"], ["-e", ".[test]" if test else "."]):
        if subprocess.run([*pip, *what], cwd=ROOT, env=environment).returncode:
            sys.exit("Installing failed; the lines above say why. Once that is mended, run the same command again.")


def _see_to_system_libraries() -> None:
    missing = _missing_libraries()
    packages = {DEBIAN.get(name, name) for name in missing}
    if not _any_font():
        packages.add("fonts-dejavu-core")
    if not packages:
        return
    apt = shutil.which("apt-get")
    line = f"apt-get install -y --no-install-recommends {' '.join(sorted(packages))}"
    if apt and os.geteuid() == 0:
        print("Installing the system libraries that Qt needs ...", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([apt, "-qq", "update"], env=environment)
        if subprocess.run([apt, "-qq", *line.split()[1:]], env=environment, stdout=subprocess.DEVNULL).returncode:
            print(f"The system libraries could not be installed. Please run:   {line}", file=sys.stderr)
            sys.exit(NEEDS_WORK)
    elif apt:
        print(f"Qt needs some system libraries. Please run this, then the same command again:\n    sudo {line}", file=sys.stderr)
        sys.exit(NEEDS_WORK)
    else:
        print(f"Qt needs these system libraries and a font; please install them: {' '.join(sorted(missing))}", file=sys.stderr)
        sys.exit(NEEDS_WORK)
    still = _missing_libraries()
    if still:
        print(f"Still missing after installing: {' '.join(sorted(still))}", file=sys.stderr)
        sys.exit(NEEDS_WORK)


def _missing_libraries() -> set[str]:
    found = subprocess.run(
        [str(PYTHON), "-c", "import importlib.util as u; print(u.find_spec('PySide6').submodule_search_locations[0])"],
        capture_output=True, text=True, check=True,
    )
    qt = Path(found.stdout.strip())
    parts = [qt / "QtWidgets.abi3.so", qt / "QtSvg.abi3.so", *(qt / "Qt/plugins/platforms").glob("libq[ox]*.so")]
    if shutil.which("ldd") is None:
        return set()
    listed = subprocess.run(["ldd", *map(str, parts)], capture_output=True, text=True)
    return set(re.findall(r"^\s*(lib\S+) => not found", listed.stdout, re.MULTILINE))


def _any_font() -> bool:
    places = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"]
    return any(next(Path(place).expanduser().rglob("*.[to]t[fc]"), None) for place in places if Path(place).expanduser().is_dir())


def screen_works() -> bool:
    """Whether a window can be opened, tried in a process of its own because Qt ends the process where it cannot."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    tried = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    return subprocess.run([str(PYTHON), "-c", tried], capture_output=True).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
