"""What is tried of the Windows installer under wine (`packaging/wine.py` is the machine); packaging/windows.py calls it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from email.message import EmailMessage
from pathlib import Path

from build import CONSOLE, PORTABLE, PROGRAM, SETUP, TEST_NOTE, WINDOW, make_installer
from chroot import ROOT, Walk
from loaded import missing_libraries
from wine import HOME, PERSON, UID, Machine

PAYLOAD = ROOT / "build/windows/payload"
LARGEST_DOWNLOAD = 35_000_000
OLDER = "0.0.1"
LEFTOVER = Path("lib/reader/only_in_the_older_version.py")
LOCAL = f"C:\\users\\{PERSON}\\AppData\\Local"
INSTALLED = f"{LOCAL}\\Programs\\Threadfolio"
LIBRARY = f"{LOCAL}\\threadfolio"
STICK = "C:\\a stick\\Threadfolio"
STILL_OPEN = 4
NOT_WHOLE = 3
TAKEN_AWAY = "Qt6Svg.dll"
"""What the negative control hides: the icons are drawn with it, and no message box of Qt's waits for anybody when it is missing."""
MAIN_WINDOW, WIZARD = "Threadfolio", "Import saved pages"
ANOTHER = "Another.Program"
PRINTS = """
import sys
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
app = QApplication(sys.argv[:1])
printer = QPrinter()
printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
printer.setOutputFileName(sys.argv[1])
painter = QPainter(printer)
painter.drawText(200, 200, "printed")
sys.exit(0 if painter.end() else 1)
"""


def make_older(area: Path) -> Path:
    """An installer of an older version, with a file that the newer one has no more; links instead of copies."""
    payload = area / "payload-older"
    shutil.rmtree(payload, ignore_errors=True)
    shutil.copytree(area / "payload", payload, copy_function=os.link)
    (payload / PROGRAM / LEFTOVER).write_text("left = True\n", encoding="ascii")
    return make_installer(payload, area / "older-setup.exe", SETUP, OLDER, fast=True, note=TEST_NOTE)


class Trial(Walk):
    """One build on one machine. Every step is tried even where one before it failed."""

    def __init__(self, machine: Machine, older: Path, setup: Path, portable: Path, *, fast: bool) -> None:
        super().__init__(machine.root, "wine")
        self.machine = machine
        self.fast = fast
        self.download = {"setup": setup.stat().st_size, "portable": portable.stat().st_size}
        self.setups = {"older": self._brought(older), "setup": self._brought(setup), "portable": self._brought(portable)}
        self.before: list[str] = []

    def try_all(self) -> int:
        """All steps; the exit code."""
        for name, do in (
            ("every library is found", self.libraries),
            ("the 32-bit installer of the Windows runner compiles", self.compiles_as_released),
            ("older version installed silently", self.install_older),
            ("a library is made", self.make_library),
            ("left alone while it runs", self.leaves_alone),
            ("upgraded in place", self.upgrade),
            ("self-test", self.tests_itself),
            ("search, export, backup, restore, check", self.verbs),
            ("printing", self.prints),
            ("window, and a second start hands over", self.hands_over),
            ("a page opens by its type", self.opens_by_type),
            ("negative control: a missing file is noticed", self.notices),
            ("portable form", self.keeps_to_its_folder),
            ("removed", self.remove),
        ):
            self.step(name, do)
        print(f"{'FAILED' if self.failed else 'PASS'} (wine{self._wine_version()}){': ' if self.failed else ''}{', '.join(self.failed)}; "
              f"pictures in {self.machine.screens.relative_to(ROOT)}")
        return 1 if self.failed else 0

    # ---- before anything runs ----------------------------------------------------------------------------------------------------------

    def libraries(self) -> str:
        """Nothing that a file of the payload asks for is missing; small enough."""
        asked, missing = missing_libraries(PAYLOAD)
        assert asked > 300, f"only {asked} look-ups"
        assert not missing, f"missing: {missing}"
        told = ", ".join(f"{form} {size / 1e6:.1f} MB" for form, size in self.download.items())
        if not self.fast:
            assert max(self.download.values()) < LARGEST_DOWNLOAD, told
        return f"{asked} look-ups; {told}{' (packed quickly)' if self.fast else ''}"

    def compiles_as_released(self) -> str:
        """The makensis for Windows makes 32-bit installers: both forms of the script must be right for that, too."""
        payload = ROOT / "build/windows/payload-empty"
        (payload / PROGRAM).mkdir(parents=True, exist_ok=True)
        for path in (payload / PROGRAM / "file", payload / WINDOW, payload / CONSOLE):
            path.write_bytes(b"-")
        for form in (SETUP, PORTABLE):
            make_installer(payload, payload / f"{form.name}-32.exe", form, OLDER, fast=True, target="x86-unicode")
        return "setup and portable"

    # ---- the older version -------------------------------------------------------------------------------------------------------------

    def install_older(self) -> str:
        """For a person without rights, into their own folder. Another program has .mhtml already."""
        self.machine.wine("reg", "add", "HKCU\\Software\\Classes\\.mhtml", "/ve", "/d", ANOTHER, "/f")
        self.before = self.machine.registry()
        done = self.machine.wine(self.setups["older"], "/S")
        assert done.returncode == 0, f"exit {done.returncode} {done.stderr[-500:]}"
        assert (self._installed(PROGRAM) / LEFTOVER).exists()
        assert self._start_menu().exists(), "nothing in the start menu"
        return f"in {INSTALLED}"

    def make_library(self) -> str:
        """By the command line, from a file whose name is not ASCII."""
        page = self._given("gespeicherte Säite – ナイトバス.html", (ROOT / "resources/samples/night-bus.html").read_bytes())
        done = self._cli("--quiet", "import", page)
        assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-1000:]
        assert (self.machine.unix(LIBRARY) / "library.sqlite").exists(), "the library is somewhere else"
        told = self._cli("show", "1").stdout
        assert "answered by" in told, told[-1000:]
        return f"{told.count(chr(10))} lines of conversation; in {LIBRARY}"

    def leaves_alone(self) -> str:
        """A program that runs is neither replaced nor removed; silent set-ups say so by their exit code."""
        self.machine.begin(f"{INSTALLED}\\{WINDOW}")
        seconds = self.machine.window(MAIN_WINDOW)
        try:
            done = self.machine.wine(self.setups["setup"], "/S")
            assert done.returncode == STILL_OPEN, f"exit {done.returncode}"
            assert (self._installed(PROGRAM) / LEFTOVER).exists(), "the older version was touched"
            self._uninstall_silently()
            assert self._installed("uninstall.exe").exists(), "removed while it ran"
            assert self._version() == OLDER, self._version()
        finally:
            self._close()
        return f"exit {STILL_OPEN}, nothing changed; window after {seconds:.1f} s"

    # ---- the newer version -------------------------------------------------------------------------------------------------------------

    def upgrade(self) -> str:
        """Over the older one: nothing of it is left, and the library is what it was."""
        done = self.machine.wine(self.setups["setup"], "/S")
        assert done.returncode == 0, f"exit {done.returncode} {done.stderr[-500:]}"
        assert not (self._installed(PROGRAM) / LEFTOVER).exists(), "a file of the older version is left"
        assert sorted(path.name for path in self._installed("").iterdir()) == sorted(
            ["LICENSE.txt", CONSOLE, PROGRAM, WINDOW, "uninstall.exe"]
        ), "other files than its own"
        version = self._cli("--version").stdout.split()[-1]
        assert version == self._version() != OLDER, f"{version} and {self._version()}"
        listed = self._cli("list").stdout
        assert "night bus" in listed, listed
        return f"{OLDER} to {version}; the library has its discussion"

    def tests_itself(self) -> str:
        """Every step of the program's own test, on Windows' own platform: reading in a child process, window, search, export."""
        value = self._self_test()
        assert value["ok"], json.dumps(value["steps"])
        assert value["platform"] == "windows", value["platform"]
        return f"{len(value['steps'])} steps on Qt {value['qt']}, Python {value['python']}, {value['seconds']} s"

    def verbs(self) -> str:
        """Where Windows differs most from Unix: files that are replaced, moved and held open."""
        out = f"{LOCAL}\\Ausgabe – 出力"
        for words in (
            ("search", "barley", "soup"), ("export", "1", "--format", "epub", "-o", f"{out}.epub"),
            ("export", "1", "--format", "html", "-o", f"{out}.html"), ("reread", "1"), ("backup", f"{out}.zip"), ("restore", f"{out}.zip"),
            ("check",), ("show", "1"),
        ):
            done = self._cli(*words)
            assert done.returncode == 0, f"{words[0]}: exit {done.returncode} {done.stdout[-500:]}{done.stderr[-500:]}"
            assert words[0] != "restore" or LIBRARY in done.stdout, f"the library is told as something else: {done.stdout}"
        made = [self.machine.unix(f"{out}{ending}") for ending in (".epub", ".html", ".zip")]
        sizes = [path.stat().st_size for path in made]
        for path in made:
            path.unlink()
        assert min(sizes) > 1000, sizes
        return f"epub, html and backup of {', '.join(map(str, sizes))} bytes"

    def prints(self) -> str:
        """Qt's part for printing is there and works, onto paper that is a file."""
        script, paper = self._given("prints.py", PRINTS.encode()), self.machine.unix(f"{LOCAL}\\paper.pdf")
        done = self.machine.wine(f"{INSTALLED}\\{PROGRAM}\\python.exe", script, f"{LOCAL}\\paper.pdf")
        assert done.returncode == 0, done.stderr[-1000:]
        head = paper.read_bytes()
        paper.unlink()
        assert head.startswith(b"%PDF"), head[:20]
        return f"{len(head)} bytes"

    def hands_over(self) -> str:
        """One program a library: the second start gives its file to the first and ends."""
        self.machine.begin(f"{INSTALLED}\\{WINDOW}")
        seconds = self.machine.window(MAIN_WINDOW)
        self.machine.painted("window")
        try:
            done = self.machine.wine(f"{INSTALLED}\\{WINDOW}", self._given("ünother.html", b"<p>a page"))
            assert done.returncode == 0, f"exit {done.returncode}"
            self.machine.window(WIZARD)
            self.machine.painted("handed-over")
        finally:
            self._close()
        return f"window after {seconds:.1f} s"

    def opens_by_type(self) -> str:
        """As registered: the page comes up in the wizard of a program that was not running."""
        page = self._given("my páge.mhtml", self._mhtml())
        self.machine.types_for_all("Threadfolio.SavedPage", ".mhtml")
        registry = "\n".join(self.machine.registry())
        for extension in (".mhtml", ".mht", ".webarchive", ".warc", ".wacz", ".maff"):
            assert f'Classes\\{extension}]\n@="Threadfolio.SavedPage"' in registry, f"{extension} is not ours"
        for extension in (".html", ".htm", ".txt"):
            assert f'Classes\\{extension}\\OpenWithProgids]\n"Threadfolio.SavedPage"=""' in registry, f"{extension} is not offered"
            assert f'Classes\\{extension}]\n@="Threadfolio.SavedPage"' not in registry, f"{extension} was stolen"
        self.machine.begin("start", page)
        try:
            self.machine.window(WIZARD)
            self.machine.painted("opened-by-type")
        finally:
            self._close()
        done = self._cli("--quiet", "import", page)
        assert done.returncode == 0, done.stderr[-1000:]
        return "wizard"

    def notices(self) -> str:
        """Without one library the look-up names it and the self-test fails; without Python the launcher says a sentence."""
        place = next(self._installed(PROGRAM).rglob(TAKEN_AWAY))
        hidden = place.rename(place.with_suffix(".hidden"))
        try:
            missing = missing_libraries(self._installed(PROGRAM))[1]
            failed = self._self_test()
        finally:
            hidden.rename(place)
        assert set(missing) == {TAKEN_AWAY.lower()}, f"noticed: {missing or 'nothing'}"
        assert not failed["ok"], "the self-test passes without it"
        python = self._installed(f"{PROGRAM}\\python312.dll")
        hidden = python.rename(python.with_suffix(".hidden"))
        try:
            done = self._cli("--version")
        finally:
            hidden.rename(python)
        assert done.returncode == NOT_WHOLE, f"exit {done.returncode}"
        assert "install it again" in done.stderr, done.stderr
        return f"{TAKEN_AWAY}, python312.dll"

    def keeps_to_its_folder(self) -> str:
        """The portable form changes nothing of this computer, and keeps its library when it is unpacked over again."""
        before, library = self.machine.registry(), self._files(LIBRARY)
        # NSIS wants a folder with spaces without quotes, which only a batch file can say here.
        batch = self._given("unpack.bat", f'"{self.setups["portable"]}" /S /D={STICK}\r\nexit %ERRORLEVEL%\r\n'.encode("ascii"))
        for _ in range(2):
            done = self.machine.wine("cmd", "/c", batch)
            assert done.returncode == 0, f"exit {done.returncode}"
            page = self._given("saved.html", (ROOT / "resources/samples/night-bus.html").read_bytes())
            done = self.machine.wine(f"{STICK}\\{CONSOLE}", "--quiet", "import", page)
            assert done.returncode == 0, done.stderr[-1000:]
        listed = self.machine.wine(f"{STICK}\\{CONSOLE}", "list").stdout
        assert listed.count("night bus") == 1, listed
        assert (self.machine.unix(STICK) / "Threadfolio library/library.sqlite").exists(), "the library is somewhere else"
        assert _ours(self.machine.registry()) == _ours(before), "something in the registry"
        assert self._files(LIBRARY) == library, "the other library was touched"
        return "library beside the program"

    def remove(self) -> str:
        """Nothing is left but the library, and .mhtml belongs to who had it before. Until then nothing was written among the program's
        files, which would be left behind otherwise."""
        folders = (self._installed(PROGRAM), PAYLOAD / PROGRAM)
        there, packed = ({path.relative_to(folder) for path in folder.rglob("*")} for folder in folders)
        assert there == packed, f"not as packed: {sorted(map(str, there ^ packed))[:5]}"
        self._uninstall_silently()
        self.machine.wait(lambda: not self._installed("").exists(), "something is left in its folder")
        assert not self._start_menu().exists(), "still in the start menu"
        now = self.machine.registry()
        assert _ours(now) == _ours(self.before), f"left in the registry: {_ours(now)[:5]}"
        assert f'Classes\\.mhtml]\n@="{ANOTHER}"' in "\n".join(now), ".mhtml was not given back"
        library = self.machine.unix(LIBRARY)
        named = [path for path in self.machine.unix(f"C:\\users\\{PERSON}").rglob("*") if "threadfolio" in path.name.lower()]
        left = [path for path in named if path != library and library not in path.parents]
        assert not left, f"left: {left}"
        assert (library / "library.sqlite").exists(), "the library is gone"
        return f"nothing left but {LIBRARY}"

    # ---- the means ---------------------------------------------------------------------------------------------------------------------

    def _wine_version(self) -> str:
        return self.machine.inside("wine", "--version").stdout.strip().removeprefix("wine").replace("-", " ").split(" (")[0]

    def _brought(self, path: Path) -> str:
        """An installer onto the machine, under its own name; its path there."""
        to = self.root / "var/tmp" / path.name
        shutil.copy(path, to)
        return self.machine.windows(to)

    def _given(self, name: str, data: bytes) -> str:
        """A file of the person's; its path there."""
        path = self.root / HOME.lstrip("/") / name
        path.write_bytes(data)
        os.chown(path, UID, UID)
        return self.machine.windows(path)

    def _mhtml(self) -> bytes:
        """The sample as a browser saves it into one file."""
        message = EmailMessage()
        message["Snapshot-Content-Location"] = "http://lampposts.example/night-bus"
        message["Subject"] = "Why does the night bus wait at Marrow Bridge?"
        message.add_related((ROOT / "resources/samples/night-bus.html").read_bytes(), "text", "html")
        part = next(iter(message.iter_parts()))
        part["Content-Location"] = "http://lampposts.example/night-bus"
        return message.as_bytes()

    def _installed(self, name: str) -> Path:
        return self.machine.unix(f"{INSTALLED}\\{name}" if name else INSTALLED)

    def _start_menu(self) -> Path:
        return self.machine.unix(f"C:\\users\\{PERSON}\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Threadfolio.lnk")

    def _files(self, folder: str) -> dict[str, int]:
        place = self.machine.unix(folder)
        return {str(path.relative_to(place)): path.stat().st_mtime_ns for path in place.rglob("*")}

    def _version(self) -> str:
        """What the list of installed programs says."""
        key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Threadfolio"
        return (self.machine.wine("reg", "query", key, "/v", "DisplayVersion").stdout.split() or ["none"])[-1]

    def _cli(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.machine.wine(f"{INSTALLED}\\{CONSOLE}", *words)

    def _self_test(self) -> dict[str, object]:
        """The report; not ok where none was written."""
        report = self.machine.unix(f"{LOCAL}\\report.json")
        self.machine.wine(f"{INSTALLED}\\{WINDOW}", "--self-test", f"{LOCAL}\\report.json")
        value = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {"ok": False}
        report.unlink(missing_ok=True)
        return value

    def _close(self) -> None:
        """As with Alt+F4 on each window; then nothing may run any more."""
        for _ in range(5):
            self.machine.wine("taskkill", "/im", WINDOW)
            time.sleep(1)
            if not self.machine.titles():
                break
        else:
            self.machine.wine("taskkill", "/f", "/im", WINDOW)
        self.machine.wait(lambda: WINDOW not in self.machine.wine("tasklist").stdout, "the program does not end")

    def _uninstall_silently(self) -> None:
        """The uninstaller ends at once and goes on in a copy of itself, ``Un_A.exe``: wait for that one's end."""
        self.machine.wine(f"{INSTALLED}\\uninstall.exe", "/S")
        self.machine.wait(lambda: "Un_" not in self.machine.wine("tasklist").stdout, "the uninstaller does not end")


def _ours(registry: list[str]) -> list[str]:
    return [line for line in registry if "threadfolio" in line.lower()]
