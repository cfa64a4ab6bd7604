"""What can be said of the Windows installer without building it: it asks for no rights, removes only what is its own, claims only its own
kinds of files, and is made of pinned parts. ``packaging/dev.py windows --test`` builds it and tries it under wine."""

from __future__ import annotations

import importlib.util
import multiprocessing.spawn
import re
import struct
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

from loaded import imported, missing_libraries
from payload import NEEDED, NEVER_QT, RUNTIME_SHA256, RUNTIME_URL, SEARCHED, NotBuilt, check, checked_runtime, trim
from reader import paths

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = ROOT / "packaging" / "windows"
OWN = {".mhtml", ".mht", ".webarchive", ".warc", ".wacz", ".maff"}
OFFERED = {".html", ".htm", ".txt"}


@pytest.fixture(scope="module")
def script() -> str:
    lines = (WINDOWS / "installer.nsi").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if not line.strip().startswith(";"))


@pytest.fixture(scope="module")
def launcher() -> str:
    return (WINDOWS / "launcher.c").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """By its file, because macOS has a ``build`` too."""
    spec = importlib.util.spec_from_file_location("windows_build", WINDOWS / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def each(script: str, macro: str) -> set[str]:
    body = re.search(rf"!macro {macro} DO\n(.*?)!macroend", script, re.DOTALL)
    assert body, macro
    return set(re.findall(r'\$\{DO\} "(\.\w+)"', body[1]))


# ---- the installer ---------------------------------------------------------------------------------------------------------------------


def test_no_administrator_is_asked_for(script: str) -> None:
    assert re.findall(r"^RequestExecutionLevel (\w+)", script, re.MULTILINE) == ["user"]
    assert "HKLM" not in script
    assert "SetShellVarContext" not in script
    assert "$PROGRAMFILES" not in script
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\${APP}"' in script


def test_only_folders_of_its_own_are_removed_whole(script: str) -> None:
    """A person may have chosen a folder that holds other things."""
    assert set(re.findall(r'^RMDir /r "?(.*?)"?$', script, re.MULTILINE)) == {"$INSTDIR\\${PROGRAM}", "$INSTDIR\\${BEFORE}"}
    assert "*" not in "".join(re.findall(r"^Delete (.*)$", script, re.MULTILINE))


def test_an_older_version_is_replaced_whole_and_comes_back_when_that_fails(script: str) -> None:
    moved, brought = 'Rename "$INSTDIR\\${PROGRAM}" "$INSTDIR\\${BEFORE}"', 'Rename "$INSTDIR\\${BEFORE}" "$INSTDIR\\${PROGRAM}"'
    assert script.index(moved) < script.index('File /r "${PROGRAM}"')
    assert "Function .onInstFailed" in script.split(brought, maxsplit=1)[0]


def test_nothing_is_replaced_or_removed_while_the_program_runs(script: str) -> None:
    for section in ('Section "${APP}"', "Section Uninstall"):
        steps = script.split(section, 1)[1].splitlines()
        first = next(step for step in steps[1:] if not step.startswith("SectionIn"))
        assert re.fullmatch(r"Call (un\.)?RefuseWhileOpen", first), section
    assert "/SD IDCANCEL" in script, "a silent set-up would wait for an answer"


def test_every_message_has_an_answer_for_silent_runs(script: str) -> None:
    assert [line for line in script.splitlines() if line.startswith("MessageBox") and "/SD ID" not in line] == []


def test_saved_pages_become_ours_and_everyday_files_are_only_offered(script: str) -> None:
    assert each(script, "Each_own") == OWN
    assert each(script, "Each_offered") == OFFERED
    assert "!insertmacro Each_offered Own" not in script
    offer = re.search(r"!macro Offer EXTENSION\n(.*?)!macroend", script, re.DOTALL)
    assert offer and not re.search(r'\$\{EXTENSION\}" "" ', offer[1]), "offering must not set the default"
    for done, undone in (("Each_own Own", "Each_own Disown"), ("Each_offered Offer", "Each_offered Withdraw")):
        assert f"!insertmacro {done}" in script
        assert f"!insertmacro {undone}" in script


def test_opened_files_cannot_be_taken_for_options(script: str) -> None:
    commands = re.findall(r'shell\\open\\command" "" \'(.*)\'', script)
    assert len(commands) == 2
    assert set(commands) == {'"$INSTDIR\\${WINDOW}" -- "%1"'}


def test_removing_names_the_place_where_the_program_keeps_the_library(script: str) -> None:
    assert f'StrCpy $Library "$LOCALAPPDATA\\{paths.PROGRAM}"' in script
    assert 'ReadEnvStr $Library "THREADFOLIO_LIBRARY"' in script
    assert "$Library" in re.search(r'MUI_FINISHPAGE_TEXT "(.*?)"\n', script.split("MUI_UNPAGE_CONFIRM", 1)[1], re.DOTALL)[1]  # type: ignore[index]
    assert not re.search(r"^(RMDir|Delete|Rename).*\$Library", script, re.MULTILINE)


def test_portable_form_leaves_the_mark_that_the_program_looks_for(script: str) -> None:
    assert f'FileOpen $0 "$INSTDIR\\{paths.PORTABLE_MARK}" w' in script
    assert paths.PORTABLE_LIBRARY in script
    kept = portable_lines(script)
    assert not [line for line in kept if line.startswith(("WriteReg", "DeleteReg", "CreateShortcut", "WriteUninstaller"))
                and not in_macro(script, line)]


def portable_lines(script: str) -> list[str]:
    """The lines that are left with -DPORTABLE."""
    kept, stack = [], []
    for line in script.splitlines():
        if line.startswith(("!ifdef", "!ifndef")):
            stack.append(line.split()[1] != "PORTABLE" or line.startswith("!ifdef"))
        elif line == "!else":
            stack[-1] = not stack[-1]
        elif line == "!endif":
            stack.pop()
        elif all(stack):
            kept.append(line)
    return kept


def in_macro(script: str, line: str) -> bool:
    return any(line in body for body in re.findall(r"!macro (?:Own|Disown|Offer|Withdraw) .*?!macroend", script, re.DOTALL))


# ---- the launchers ---------------------------------------------------------------------------------------------------------------------


def test_reading_children_are_no_windows(launcher: str) -> None:
    """Python starts a child with this word; the launcher must hand such words on as they are."""
    word = re.search(r'#define CHILD L"(.*)"', launcher)
    assert word
    assert word[1] in multiprocessing.spawn.get_command_line(parent_pid=1, pipe_handle=2)
    assert re.search(r"if \(is_child\(argc, argv\)\) return run\(argc, argv\);", launcher)
    assert re.search(r'before\[\] = \{.*L"-m", L"reader"\}', launcher)
    assert launcher.index("return run(argc, argv)") < launcher.index("before[i]")


def test_no_library_comes_from_the_folder_of_an_opened_file(launcher: str) -> None:
    start = launcher.split("static int start(", 1)[1]
    assert start.index('SetDllDirectoryW(L"")') < start.index("find_python()")
    assert "LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32" in launcher
    assert SEARCHED.split() == ["python312.zip", ".", "lib"], "nothing else, and no `import site`"


def test_program_knows_its_launchers(build: ModuleType, script: str) -> None:
    """By their names it knows that it may be portable."""
    assert {Path(name).stem for name in (build.WINDOW, build.CONSOLE)} == paths._LAUNCHERS
    for name, value in (("WINDOW", build.WINDOW), ("CONSOLE", build.CONSOLE), ("PROGRAM", build.PROGRAM)):
        assert f'!define {name} "{value}"' in script


def test_manifest() -> None:
    root = ET.parse(WINDOWS / "app.manifest").getroot()
    values = {element.tag.rsplit("}", 1)[1]: (element.text or "").strip() for element in root.iter()}
    levels = [element.get("level") for element in root.iter() if element.tag.endswith("requestedExecutionLevel")]
    assert levels == ["asInvoker"]
    assert values["longPathAware"] == "true"
    assert values["dpiAwareness"].startswith("PerMonitorV2")
    assert values["activeCodePage"] == "UTF-8"


def test_icon_has_every_size_that_windows_asks_for() -> None:
    data = (WINDOWS / "threadfolio.ico").read_bytes()
    kind, count = struct.unpack_from("<2xHH", data)
    rows = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * index) for index in range(count)]
    assert kind == 1
    assert {row[0] or 256 for row in rows} >= {16, 24, 32, 48, 256}
    for width, _, _, _, _, bits, size, offset in rows:
        assert bits == 32
        assert data[offset : offset + 4] == (b"\x89PNG" if not width else struct.pack("<I", 40))
        assert offset + size <= len(data)


def test_version_is_the_programs(build: ModuleType) -> None:
    from reader import __version__

    assert build.version() == __version__
    assert "VERSION" not in re.findall(r"!define (\w+)", (WINDOWS / "installer.nsi").read_text(encoding="utf-8"))


# ---- what is packed --------------------------------------------------------------------------------------------------------------------


def test_only_the_pinned_python_is_taken_for_a_release(tmp_path: Path) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", RUNTIME_SHA256)
    assert RUNTIME_URL.startswith("https://www.python.org/")
    other = tmp_path / "python-embed.zip"
    other.write_bytes(b"PK another")
    with pytest.raises(NotBuilt, match=RUNTIME_SHA256):
        checked_runtime(other)


@pytest.mark.parametrize("name", ["packaging/windows/requirements.txt", "packaging/requirements-build.txt"])
def test_every_dependency_is_pinned_with_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+?) ", text, re.MULTILINE))
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "http" not in text.replace("https://www.python.org", ""), "no address of an index"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    wanted = {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-") for line in project}  # type: ignore[index]
    assert wanted <= set(pinned)
    assert tuple(map(int, pinned["pyside6-essentials"].split(".")[:2])) < (6, 12)
    assert ("pyinstaller" in pinned) == name.endswith("build.txt")


def test_what_the_program_never_uses_is_taken_out(tmp_path: Path) -> None:
    kept = [
        "PySide6/__init__.py", "PySide6/QtCore.pyd", "PySide6/QtPrintSupport.pyd", "PySide6/Qt6Core.dll", "PySide6/Qt6PrintSupport.dll",
        "PySide6/msvcp140_1.dll", "PySide6/pyside6.abi3.dll", "PySide6/plugins/platforms/qwindows.dll", "PySide6/translations/qtbase_de.qm",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll", "PySide6/plugins/imageformats/qwebp.dll",
        "PySide6/plugins/printsupport/windowsprintersupport.dll", "shiboken6/shiboken6.abi3.dll", "babel/locale-data/en_GB.dat",
        "babel/locale-data/root.dat", "lxml/etree.pyd", "reader/ui/self_test.py", "reader/resources/samples/night-bus.html",
    ]
    dropped = [
        "PySide6/Qt6Network.dll", "PySide6/QtNetwork.pyd", "PySide6/Qt6Quick.dll", "PySide6/opengl32sw.dll", "PySide6/designer.exe",
        "PySide6/qml/QtQuick/plugin.dll", "PySide6/plugins/tls/qschannelbackend.dll", "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/translations/designer_de.qm", "PySide6/QtCore.pyi", "shiboken6/vcamp140.dll", "babel/locale-data/de.dat", "lxml/etree.c",
        "lxml/includes/x.h", "six/tests/test_it.py", "bin/tool.exe",
    ]
    for name in kept + dropped:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    trim(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(kept)
    assert not [path for path in tmp_path.rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_what_no_error_would_tell_is_asked_for_by_name() -> None:
    assert {"lib/PySide6/plugins/platforms/qwindows.dll", "lib/PySide6/Qt6PrintSupport.dll", "lib/trafilatura/settings.cfg"} <= set(NEEDED)


def image(imports: list[str], delayed: tuple[str, ...] = ()) -> bytes:
    """The least of a 64-bit Windows file: one section with two import tables. Offsets as in "PE Format"."""
    start, where = 0x200, 0x1000
    head, size = 0x40, 240
    tables, names = b"", b""
    first = start + 20 * (len(imports) + 1) + 32 * (len(delayed) + 1)
    for text in imports:
        tables += struct.pack("<12xI4x", where - start + first + len(names))
        names += text.encode() + b"\0"
    tables += bytes(20)
    second = len(tables)
    for text in delayed:
        tables += struct.pack("<4xI24x", where - start + first + len(names))
        names += text.encode() + b"\0"
    tables += bytes(32)
    body = tables + names
    directories = bytearray(16 * 8)
    struct.pack_into("<I", directories, 8, where)
    struct.pack_into("<I", directories, 13 * 8, where + second if delayed else 0)
    optional = struct.pack("<H110x", 0x20B) + bytes(directories)
    assert len(optional) == size
    section = struct.pack("<8sIIII16x", b".rdata", len(body), where, len(body), start)
    coff = struct.pack("<4sHH12xHH", b"PE\0\0", 0x8664, 1, size, 0)
    return (b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", head) + coff + optional + section).ljust(start, b"\0") + body


def test_names_in_import_tables_are_read() -> None:
    assert list(imported(image(["KERNEL32.dll", "Qt6Core.dll"], ("d3d12.dll",)))) == ["kernel32.dll", "qt6core.dll", "d3d12.dll"]
    assert list(imported(image([]))) == []


def test_a_file_that_is_no_64_bit_program_is_refused() -> None:
    with pytest.raises(ValueError, match="64-bit"):
        list(imported(image([]).replace(b"\x64\x86", b"\x4c\x01", 1)))


def test_missing_libraries_are_named_with_who_asks(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "one.pyd").write_bytes(image(["KERNEL32.dll", "api-ms-win-crt-heap-l1-1-0.dll", "Two.dll", "gone.dll"]))
    (tmp_path / "deep" / "two.dll").write_bytes(image(["WINSPOOL.DRV", "gone.dll"]))
    assert missing_libraries(tmp_path) == (6, {"gone.dll": ["two.dll", "one.pyd"]})


def test_one_command_builds_and_tries() -> None:
    assert "windows.py" in (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    assert "dev.py windows" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NEVER_QT)
def test_a_payload_with_a_way_to_the_network_or_a_second_renderer_is_refused(tmp_path: Path, name: str) -> None:
    for needed in (*NEEDED, f"lib/PySide6/{name}"):
        (tmp_path / needed).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / needed).write_bytes(b"")
    with pytest.raises(NotBuilt, match=re.escape(name)):
        check(tmp_path)
