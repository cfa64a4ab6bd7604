"""The import rules of the house: who may know whom, and which outside packages live in which room."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "reader"

LOWER = {"model", "markup", "formats", "sites", "threads", "filters", "store", "exports", "jobs"}
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "markup": {"model"},
    "formats": {"model", "markup"},
    "sites": {"model", "markup"},
    "threads": {"model", "markup"},
    "filters": {"model"},
    "store": {"model"},
    "exports": {"model", "markup"},
    "jobs": {"model", "markup", "formats", "sites", "threads", "store", "exports"},
    "wording": {"model", "saving_again"},
    "saving_again": {"model"},
    "paths": set(),
    "settings": {"paths"},
    "log": {"paths"},
    "cli": {"jobs", "store", "model", "exports", "paths", "settings", "log", "wording"},
    "ui": {"model", "markup", "threads", "filters", "exports", "jobs", "store", "settings", "paths", "log", "wording"},
    "app": LOWER | {"ui", "cli", "paths", "settings", "log", "wording"},
    "__main__": {"app", "cli"},
    "__init__": set(),
}
OUTSIDE: dict[str, set[str]] = {
    "markup": {"selectolax", "nh3", "markdown", "charset_normalizer", "dateparser"},
    "formats": {"warcio", "brotli"},
    "sites": {"trafilatura"},
    "threads": {"rapidfuzz"},
    "store": {"peewee", "playhouse"},
    "ui": {"PySide6", "shiboken6"},
    "paths": {"appdirs"},
    "app": {"PySide6"},
}
NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "nntplib", "telnetlib", "xmlrpc",
           "socketserver", "asyncio", "requests", "httpx", "aiohttp", "urllib3", "webbrowser"}
GRAB_BAGS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base"}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def type_checking_lines(tree: ast.Module) -> set[int]:
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
        for child in node.body
        for line in range(child.lineno, (child.end_lineno or child.lineno) + 1)
    }


def imports(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            if node.module == "reader":
                found += [(f"reader.{alias.name}", node.lineno) for alias in node.names]
            else:
                found += [(node.module or "", node.lineno)]
                if node.module == "urllib":
                    found += [(f"urllib.{alias.name}", node.lineno) for alias in node.names]
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_module_keeps_to_its_room(path: Path) -> None:
    import sys

    room = room_of(path)
    assert room in MAY_IMPORT, f"{path}: a module outside the rooms; give it a row in this test and in the README"
    for name, line in imports(path):
        top = name.split(".")[0]
        where = f"{path.relative_to(ROOT.parent)}:{line}"
        assert top not in NETWORK and name not in NETWORK, f"{where}: network module {name}"
        if top == "reader":
            other = name.split(".")[1] if "." in name else "__init__"
            if other in ("__init__", "__version__") or other == room:
                continue
            assert other in MAY_IMPORT[room], f"{where}: {room} may not import {other}"
        elif top not in sys.stdlib_module_names:
            assert top in OUTSIDE.get(room, set()), f"{where}: {room} may not use {top}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_names_and_docstrings(path: Path) -> None:
    assert path.stem not in GRAB_BAGS, f"{path}: a grab-bag name; say what the module is for"
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path}: no docstring"


def test_no_module_level_import_cycle() -> None:
    """Top-level imports between modules form no cycle (type-only imports do not count)."""
    graph: dict[str, set[str]] = {}
    named = {".".join(("reader", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path for path in modules()}
    for name, path in named.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        typed = type_checking_lines(tree)
        graph[name] = {
            inner if (inner := f"{node.module}.{alias.name}") in named else node.module  # a module out of a package is not the package
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module and node.lineno not in typed
            for alias in node.names
        }
    state: dict[str, int] = {}
    for start in graph:
        stack = [(start, iter(graph.get(start, ())))]
        if state.get(start):
            continue
        state[start] = 1
        while stack:
            name, rest = stack[-1]
            for other in rest:
                if other not in graph:
                    continue
                assert state.get(other) != 1, f"import cycle through {name} -> {other}"
                if other not in state:
                    state[other] = 1
                    stack.append((other, iter(graph[other])))
                    break
            else:
                state[name] = 2
                stack.pop()


_GROUP_THAT_KEEPS = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+(?!\+)|\(\?>")


def test_no_possessive_group() -> None:
    """``(...)*+`` and ``(?>...)`` give wrong matches before Python 3.11.5 (CPython gh-106052), and Debian 12 has 3.11.2. A possessive
    quantifier of a single character or class is right in every version."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if _GROUP_THAT_KEEPS.search(text):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []
