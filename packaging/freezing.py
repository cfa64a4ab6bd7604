"""What both PyInstaller folders hold beside what PyInstaller finds by itself: used by the specs for Linux and macOS."""

from __future__ import annotations

from pathlib import Path

READ_BY_NAME = ("trafilatura", "justext", "tld", "dateparser", "dateparser_data")
"""Packages whose data files are opened at run time, so that no hook finds them. Without them single pages are read differently than
from source."""
EXCLUDES = [
    "tkinter", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtDesigner", "PySide6.QtNetwork", "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets", "readline", "curses", "pip", "setuptools", "wheel", "pytest", "hypothesis",
]
SOURCES = (".c", ".pyx", ".pxd", ".h", ".pyi", ".hpp", ".rst")


def data_files(root: Path) -> list[tuple[str, str]]:
    """PyInstaller's ``datas``: our resources, and what packages read by name."""
    from PyInstaller.utils.hooks import collect_data_files

    found = [(str(root / "resources"), "reader/resources")]
    for package in READ_BY_NAME:
        try:
            found += collect_data_files(package)
        except Exception as error:  # noqa: BLE001 - a package that became needless must not stop a build
            print("no data of", package, error)
    return found


def hidden_modules() -> list[str]:
    """PyInstaller's ``hiddenimports``: modules that are imported by a name made at run time."""
    from PyInstaller.utils.hooks import collect_submodules

    return [*collect_submodules("dateparser.data"), *collect_submodules("reader"), *collect_submodules("markdown.extensions")]


def needless(destination: str) -> bool:
    """Whether a collected file is of no use to a person: sources of extension modules, Qt's own translations of parts we do not carry,
    babel's languages (only plural rules of the root and of English are asked for)."""
    name = destination.rsplit("/", 1)[-1]
    if "PySide6/" in destination and "/translations/" in destination:
        return not name.startswith(("qtbase_", "qt_"))
    if destination.startswith("babel/locale-data/"):
        return not name.startswith(("root", "en"))
    return name.endswith(SOURCES)
