"""The Debian package in a bare Debian: installed by apt over an older version with libraries in place, with nothing beside it but what it
names in Depends; started on a real screen; files opened by their type; printed; compared with the program from source; removed.

Before all that a control: a package that keeps silent about one library must fail, else the trial proves nothing.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from chroot import ROOT, fresh_root
from linux import same_results, start_time
from linux.bare import HOME, NAME, WINDOW, WIZARD, Bare
from linux.changed_package import OLDER, ONLY_IN_OLDER, older_package, package_without
from linux.samples import OPENED_WITH, TYPES
from linux.screen import screen

INSTALLED = f"/usr/lib/{NAME}"
PROGRAM = f"{INSTALLED}/{NAME}"
LIBRARY = f"{HOME}/.local/share/{NAME}"
OLD_LIBRARY = f"{HOME}/library-of-1"
KEPT = (LIBRARY, OLD_LIBRARY, f"{HOME}/library-of-comparison", f"{HOME}/library-of-starts")
"""What is a person's: nothing of it may be touched by removing."""
DROPPED, DROPPED_LIBRARY = "libxcb-cursor0", "libxcb-cursor.so.0"
"""Only the xcb plug-in asks for it, so that everything but a window works without."""
DESKTOP = "xdg-utils shared-mime-info desktop-file-utils libglib2.0-bin"
ID = "io.github.threadfolio.Threadfolio"
LARGEST_DOWNLOAD, LARGEST_INSTALLED = 45_000_000, 150_000_000


def try_deb(suite: str, package: Path, shots: Path, source_command: list[str], source: Path) -> int:
    """The control and the trial; the exit code. ``source_command`` and ``source``: the same program from source, for comparison."""
    with screen() as display:
        with fresh_root(suite) as root:
            control = Control(root, suite, display, shots)
            control.try_without(package)
        with fresh_root(suite) as root:
            trial = DebTrial(root, suite, display, shots)
            trial.package, trial.source_command, trial.source = package, source_command, source
            code = trial.try_all()
    return code or bool(control.failed)


class Control(Bare):
    """The same trial with a package that does not name all it needs."""

    def try_without(self, package: Path) -> None:
        """Install it, and expect the look-up and the window to fail."""
        self.prepare()
        package_without(package, DROPPED, self.root / "var/tmp" / "it.deb")
        self.step(f"negative control: without {DROPPED} the trial fails", self.fails)

    def fails(self) -> str:
        """The missing library is named, and no window comes."""
        self.inside("apt-get -qq install -y --no-install-recommends /var/tmp/it.deb >/dev/null")
        missing = self.look_up(INSTALLED, PROGRAM)[1]
        assert missing == {DROPPED_LIBRARY}, f"the look-up noticed: {missing or 'nothing'}"
        process = self.start(NAME)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait(20)
        assert process.returncode != 0, "a window came all the same"
        assert not self.screen.windows(WINDOW), "a window came all the same"
        return f"the look-up names {DROPPED_LIBRARY}, the window does not come"


class DebTrial(Bare):
    """One package in one bare system."""

    package: Path
    source_command: list[str]
    source: Path
    exported: str = ""

    def try_all(self) -> int:
        """All steps, each tried even where one before it failed; the exit code."""
        self.prepare()
        for name, do in (
            ("an older version is installed and used", self.use_older), ("upgraded by apt", self.upgrade),
            ("every library is found", lambda: self.every_library(INSTALLED, PROGRAM)), ("version", self.says_version),
            ("the library of before is there", self.keeps_library), ("a library of schema 1 is copied and migrated", self.migrates),
            ("self-test, no screen", lambda: self.self_test(NAME, "offscreen")),
            ("self-test on the screen", lambda: self.self_test(NAME, "xcb")),
            ("window", lambda: self.window(NAME, f"deb-{self.suite}-window")), ("printed into a file", self.prints),
            ("file types", self.file_types), ("opened by their type", self.opens_by_type),
            ("reads as from source", self.reads_alike), ("starts", self.starts), ("removed", self.remove), ("purged", self.purge),
        ):
            self.step(name, do)
        return self.verdict("deb")

    def use_older(self) -> str:
        """An older version, and what a person made with it."""
        older_package(self.package, self.root / "var/tmp" / "older.deb")
        self.install("older.deb")
        self.person(f"{NAME} --quiet import saved.html")
        self.exported = self.person(f"{NAME} export --all --format json").stdout
        assert (self.root / ONLY_IN_OLDER).exists()
        folder = self.root / OLD_LIBRARY
        folder.mkdir()
        with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
            connection.executescript((ROOT / "tests" / "store" / "schema_1.sql").read_text(encoding="utf-8"))
        self.inside(f"chown -R person: /{OLD_LIBRARY}")
        return f"{OLDER}, {len(json.loads(self.exported)['posts'])} discussion"

    def upgrade(self) -> str:
        """The present version over it, with its Depends and nothing else; small enough; nothing of the older one is left."""
        shutil.copy(self.package, self.root / "var/tmp" / "it.deb")
        self.install("it.deb")
        assert not (self.root / ONLY_IN_OLDER).exists(), "a file of the older version stays"
        self.inside(f"dpkg -V {NAME}")
        installed = int(self.inside(f"du -sb {INSTALLED} | cut -f1").stdout)
        download = self.package.stat().st_size
        assert download < LARGEST_DOWNLOAD, f"download {download:,} bytes"
        assert installed < LARGEST_INSTALLED, f"installed {installed:,} bytes"
        return f"download {download / 1e6:.1f} MB, installed {installed / 1e6:.1f} MB"

    def install(self, name: str) -> None:
        """By apt, with what it depends on alone."""
        self.inside(f"apt-get -qq install -y --no-install-recommends /var/tmp/{name} >/dev/null && rm /var/tmp/{name}")

    def says_version(self) -> str:
        """The version that the package has."""
        told = self.person(f"{NAME} --version").stdout.strip()
        assert told.endswith(self.package.name.split("_")[1]), told
        return told

    def keeps_library(self) -> str:
        """What the older version took in, to the letter."""
        now = self.person(f"{NAME} export --all --format json").stdout
        return same_results.compare(now, self.exported)

    def migrates(self) -> str:
        """The first use of a library that the first version made."""
        done = self.person(f"{NAME} --library /{OLD_LIBRARY} show 1")
        assert "zwei Straßen" in done.stdout, done.stdout[-500:]
        copy = self.root / OLD_LIBRARY / "library-version-1.sqlite"
        assert copy.exists() and copy.name in done.stderr, f"no copy, or it is not told: {done.stderr[-500:]}"
        again = self.person(f"{NAME} --library /{OLD_LIBRARY} check")
        assert again.stderr == "", again.stderr
        return done.stderr.strip()

    def prints(self) -> str:
        """Ctrl+P in the window, and the dialog's own answer: a PDF file, because no printer is here."""
        process = self.start(NAME)
        try:
            window = self.window_of(process)
            self.open_first(window)
            self.screen.type(window, "ctrl+p")
            dialog = self.screen.wait_for("^Print")
            self.screen.shot(self.shots / f"deb-{self.suite}-print.png")
            self.screen.type(dialog, "Return")
            end = time.monotonic() + 60
            while not (found := [file for file in self.home.glob("*.pdf") if file.read_bytes().rstrip().endswith(b"%%EOF")]):
                assert time.monotonic() < end, f"no PDF file at home; windows: {self.screen.titles()}"
                time.sleep(0.2)
        finally:
            self.stop(process)
        data = found[0].read_bytes()
        pages = data.count(b"/Type /Page\n") + data.count(b"/Type /Page ")
        assert data.startswith(b"%PDF-") and pages, f"{len(data)} bytes, {pages} pages"
        told = f"{found[0].name}, {pages} pages, {len(data)} bytes"
        shutil.copy(found[0], self.shots / f"deb-{self.suite}-print.pdf")
        found[0].unlink()
        return told

    def file_types(self) -> str:
        """Every saved form has its type, opened by Threadfolio; everyday types belong to others but name it."""
        self.inside(f"apt-get -qq install -y --no-install-recommends {DESKTOP} >/dev/null")
        for name, kind in TYPES.items():
            told = self.person(f"gio info -a standard::content-type {name}").stdout.split()[-1]
            assert told == kind, f"{name} is taken for {told}"
            opener = self.person(f"xdg-mime query default {kind}").stdout.strip()
            assert opener == f"{ID}.desktop", f"{kind} is opened by {opener or 'nothing'}"
        for kind in OPENED_WITH:
            assert ID in self.person(f"gio mime {kind}").stdout, f"{kind} does not name it"
        return f"{', '.join(TYPES)}; {' and '.join(OPENED_WITH)} on request"

    def opens_by_type(self) -> str:
        """A double click is `gio open`: the import wizard comes, with the page in it, and nothing is saved yet."""
        for name in TYPES:
            self.person(f"gio open {name} </dev/null >/dev/null 2>&1", environment={"DISPLAY": self.screen.display})
            window = self.screen.wait_for(WIZARD)
            self.screen.settled_shot(self.shots / f"deb-{self.suite}-open-{name.partition('.')[2]}.png", 60)
            # `su` is between the program and us; it is a process of this namespace and is ended by the number that its window names.
            subprocess.run(["kill", str(self.screen.process_of(window))], check=True)
            self.screen.wait_gone(WINDOW)
            self.screen.wait_gone(WIZARD)
        return f"the wizard comes for {', '.join(TYPES)}"

    def reads_alike(self) -> str:
        """Many pages, read by the package and from source."""
        pages = self.home / "pages"
        count = same_results.gather(pages)
        self.inside(f"chown -R person: /{HOME}/pages")
        done = self.person(f"{NAME} --quiet --library library-of-comparison import pages", check=False)
        assert done.returncode in (0, 3), f"exit {done.returncode}: {done.stderr[-1000:]}"
        frozen = self.person(f"{NAME} --library library-of-comparison export --all --format json").stdout
        source = same_results.read_from_source(self.source_command, self.source, pages, self.root / "var/tmp" / "library-from-source")
        return f"{count} files, {same_results.compare(frozen, source)}"

    def starts(self) -> str:
        """The package beside the same program from source."""
        ours = f"/{HOME}/library-of-starts"
        theirs = self.root / "var/tmp" / "library-of-starts"
        self.person(f"{NAME} --quiet --library {ours} import saved.html")
        shutil.copytree(self.root / ours[1:], theirs)
        environment = {"DISPLAY": self.screen.display, "PYTHONPATH": str(self.source), "TZ": "UTC", "LC_ALL": "C.UTF-8",
                       "HOME": str(self.root / "var/tmp"), "PATH": "/usr/bin:/bin"}
        python = Path(self.source_command[0]).parents[1]

        def from_source() -> subprocess.Popen[bytes]:
            return subprocess.Popen([*self.source_command, "--library", str(theirs)], env=environment, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL)

        frozen = start_time.Program(
            "package", lambda: self.start(NAME, "--library", ours), self.root / ours[1:] / "threadfolio.log", (self.root / INSTALLED[1:],),
        )
        source = start_time.Program(
            "from source", from_source, theirs / "threadfolio.log", (python, self.source / "reader", Path(sys.base_prefix) / "lib"),
        )
        return start_time.compare_starts((frozen, source), self.screen)

    def remove(self) -> str:
        """It says in one line where libraries are, and leaves them."""
        done = self.inside(f"apt-get -q remove -y {NAME}")
        lines = [line for line in done.stdout.splitlines() if ".local/share/threadfolio" in line]
        assert len(lines) == 1, done.stdout[-1000:]
        assert all((self.root / kept / "library.sqlite").exists() for kept in KEPT), "a library is gone"
        return lines[0]

    def purge(self) -> str:
        """Nothing left but the person's libraries."""
        self.inside(f"apt-get -qq purge -y {NAME} >/dev/null; apt-get -qq autoremove -y --purge >/dev/null")
        shutil.rmtree(self.root / "var/tmp" / "library-from-source", ignore_errors=True)
        shutil.rmtree(self.root / "var/tmp" / "library-of-starts", ignore_errors=True)
        left = self.inside(f"find / -xdev -path /proc -prune -o -ipath '*{NAME}*' -print", check=False).stdout.splitlines()
        strange = [path for path in left if not any((path + "/").startswith(f"/{kept}/") for kept in KEPT)]
        assert not strange, f"left: {' '.join(strange[:10])}"
        assert left, "the person's library is gone"
        return f"nothing left but /{LIBRARY}"
