"""The files that make Threadfolio a citizen of a Linux desktop agree with each other and with the program. Nothing is built here:
``packaging/dev.py package --test`` does that."""

from __future__ import annotations

import ast
import configparser
import re
import struct
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from reader import __version__

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
ID = "io.github.threadfolio.Threadfolio"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
SIZES = (16, 32, 48, 64, 128, 256, 512)
EVERYDAY = {"text/html", "application/xhtml+xml", "text/plain"}
"""Types that belong to the browser and the editor: offered under "Open with", never claimed."""
SAVED_PAGES = {"*.mhtml", "*.mht", "*.webarchive", "*.warc", "*.warc.gz", "*.maff", "*.wacz"}


@pytest.fixture(scope="module")
def desktop() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string((LINUX / f"{ID}.desktop").read_text(encoding="utf-8"))
    assert parser.sections() == ["Desktop Entry"]
    return parser["Desktop Entry"]


@pytest.fixture(scope="module")
def metainfo() -> ET.Element:
    return ET.parse(LINUX / f"{ID}.metainfo.xml").getroot()


@pytest.fixture(scope="module")
def mime() -> ET.Element:
    return ET.parse(LINUX / f"{ID}.mime.xml").getroot()


@pytest.fixture(scope="module")
def script() -> str:
    """What all Linux forms share, and what the Debian package adds."""
    return "\n".join((LINUX / name).read_text(encoding="utf-8") for name in ("bundle.sh", "build_deb.sh"))


@pytest.fixture(scope="module")
def spec() -> str:
    return (ROOT / "packaging" / "threadfolio.spec").read_text(encoding="utf-8")


def listed(value: str) -> list[str]:
    assert value.endswith(";"), value
    return value[:-1].split(";")


def test_desktop_entry_opens_every_file_it_is_given(desktop: configparser.SectionProxy) -> None:
    assert desktop["Type"] == "Application"
    assert desktop["Exec"] == "threadfolio %F"
    assert desktop["TryExec"] == "threadfolio"
    assert desktop["Icon"] == ID
    assert desktop["Terminal"] == "false"
    assert desktop["Name"] == "Threadfolio"
    assert set(listed(desktop["Categories"])) & {"Office", "Utility", "Network"}


def test_desktop_entry_is_the_one_the_window_names(desktop: configparser.SectionProxy) -> None:
    """Wayland finds the icon of a window by the desktop entry that it names."""
    icon = desktop["Icon"]
    named = {path.name for path in (ROOT / "reader" / "ui").rglob("*.py") if f'"{icon}"' in path.read_text(encoding="utf-8")}
    assert named, f"no module of the window names {icon}"


def test_everyday_types_are_offered_and_not_claimed(desktop: configparser.SectionProxy, metainfo: ET.Element, mime: ET.Element, script: str) -> None:
    types = listed(desktop["MimeType"])
    assert len(types) == len(set(types))
    assert set(types) >= EVERYDAY
    assert set(types[-len(EVERYDAY):]) == EVERYDAY, "what belongs to others stands last"
    assert not {element.text for element in metainfo.iter("mediatype")} & EVERYDAY
    assert not {element.get("type") for element in mime} & EVERYDAY
    patterns = {glob.get("pattern") for glob in mime.iter(f"{MIME}glob")}
    assert not patterns & {"*.html", "*.htm", "*.xhtml", "*.txt"}
    assert "mimeapps.list" not in script
    assert "defaults.list" not in script


def test_every_declared_type_is_opened(desktop: configparser.SectionProxy, metainfo: ET.Element, mime: ET.Element) -> None:
    types = set(listed(desktop["MimeType"]))
    declared = {element.get("type") for element in mime.iter(f"{MIME}mime-type")}
    assert declared
    assert declared <= types
    assert {element.text for element in metainfo.iter("mediatype")} == declared


def test_file_types_have_patterns_and_names(mime: ET.Element) -> None:
    patterns = [glob.get("pattern") for glob in mime.iter(f"{MIME}glob")]
    assert len(patterns) == len(set(patterns))
    assert set(patterns) == SAVED_PAGES
    for kind in mime.iter(f"{MIME}mime-type"):
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", kind.get("type", ""))
        comment = kind.find(f"{MIME}comment")
        assert comment is not None
        assert comment.text


def test_metainfo_agrees_with_desktop_entry_and_program(metainfo: ET.Element, desktop: configparser.SectionProxy) -> None:
    assert metainfo.tag == "component"
    assert metainfo.get("type") == "desktop-application"
    assert metainfo.findtext("id") == ID
    assert metainfo.findtext("launchable") == f"{ID}.desktop"
    assert metainfo.findtext("name") == desktop["Name"]
    assert metainfo.findtext("provides/binary") == desktop["TryExec"]
    assert metainfo.findtext("project_license") == "MIT"
    assert metainfo.find("content_rating") is not None
    assert not metainfo.findtext("summary", ".").endswith(".")


def test_versions_agree(metainfo: ET.Element) -> None:
    newest = metainfo.find("releases/release")
    assert newest is not None
    assert newest.get("version") == __version__
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", newest.get("date", ""))
    head = (LINUX / "threadfolio.1").read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith(".TH THREADFOLIO 1 ")
    assert f'"threadfolio {__version__}"' in head
    changes = (ROOT / "packaging" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changes, re.MULTILINE)[1] == __version__  # type: ignore[index]


def test_version_is_found_by_the_build_script(script: str) -> None:
    pattern = re.search(r"sed -n 's/(.+)/\\1/p' \"\$root/reader/__init__\.py\"", script)
    assert pattern, "the script reads the version some other way now"
    expression = pattern[1].replace(r"\(", "(").replace(r"\)", ")")
    assert re.findall(expression, (ROOT / "reader" / "__init__.py").read_text(encoding="utf-8"), re.MULTILINE) == [__version__]


@pytest.mark.parametrize("size", SIZES)
def test_icon_has_its_size(size: int) -> None:
    head = (LINUX / "icons" / f"{size}.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (size, size)


def test_every_icon_is_installed(script: str) -> None:
    sizes = re.search(r"for size in ([\d ]+);", script)
    assert sizes
    assert tuple(map(int, sizes[1].split())) == SIZES
    assert {path.stem for path in (LINUX / "icons").iterdir()} == set(map(str, SIZES))
    assert ET.parse(ROOT / "resources" / "icons" / "threadfolio.svg").getroot().tag.endswith("svg")


def test_build_script_installs_only_what_exists(script: str) -> None:
    text = script.replace("$id", ID).replace("$name", "threadfolio")
    named = re.findall(r"\"\$here/([\w.-]+)\"", text)
    assert len(named) >= 4
    assert [name for name in named if not (LINUX / name).exists()] == []


def test_spec_is_python_and_names_only_what_exists(spec: str) -> None:
    tree = ast.parse(spec)
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert "entry.py" in strings
    assert (ROOT / "packaging" / "entry.py").is_file()
    paths = {text for text in strings if text.startswith(("packaging/", "reader/", "resources/"))}
    assert [path for path in paths - {"reader/resources"} if not (ROOT / path).exists()] == []


def test_spec_freezes_every_package_of_resources(spec: str) -> None:
    """The whole folder goes in under the name by which the program looks for it, and every part of it is a package of the wheel too."""
    assert "freezing.data_files(root)" in spec and "freezing.hidden_modules()" in spec
    freezing = (ROOT / "packaging" / "freezing.py").read_text(encoding="utf-8")
    assert '(str(root / "resources"), "reader/resources")' in freezing
    assert 'collect_submodules("reader")' in freezing
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = [ROOT / "resources", *(path for path in (ROOT / "resources").iterdir() if path.is_dir() and path.name != "__pycache__")]
    for folder in folders:
        package = ".".join(["reader", *folder.relative_to(ROOT).parts])
        assert package in setuptools["packages"], package
        assert ROOT / setuptools["package-dir"][package] == folder


def test_package_can_never_reach_a_network_through_qt(spec: str) -> None:
    assert "*freezing.EXCLUDES" in spec
    assert '"PySide6.QtNetwork"' in (ROOT / "packaging" / "freezing.py").read_text(encoding="utf-8")
    assert '"libQt6Network*"' in spec


def test_development_command_builds_the_package() -> None:
    text = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    assert "package.py" in text
    assert "dev.py package" in (ROOT / "README.md").read_text(encoding="utf-8")
