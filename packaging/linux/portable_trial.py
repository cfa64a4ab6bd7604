"""The portable archive in a bare Debian that has only what every desktop has: started where it lies, with a library on the stick; installed
by an ordinary person without root; upgraded; removed with the library left. The AppDir of the AppImage is started as well."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

from chroot import fresh_root
from linux.bare import HOME, NAME, Bare
from linux.screen import screen

DESKTOP = (
    "libegl1 libgl1 libfontconfig1 fonts-dejavu-core libx11-xcb1 libglib2.0-0 libdbus-1-3 libwayland-client0 libwayland-egl1 "
    "libwayland-cursor0 libstdc++6 libcups2 libharfbuzz0b libfreetype6 xz-utils desktop-file-utils shared-mime-info"
)
"""What a desktop has in use itself; none of the libxcb-* that are missing so often."""
FOLDER = f"{HOME}/stick/Threadfolio"
LIBRARY = f"{HOME}/.local/share/{NAME}"
INSTALLED = f"{HOME}/.local/lib/{NAME}"
ID = "io.github.threadfolio.Threadfolio"
LARGEST_DOWNLOAD = 50_000_000


def try_portable(suite: str, archive: Path, app: Path, shots: Path) -> int:
    """All steps in a bare system of its own; the exit code."""
    with screen() as display, fresh_root(suite) as root:
        trial = PortableTrial(root, suite, display, shots)
        trial.archive, trial.app = archive, app
        return trial.try_all()


class PortableTrial(Bare):
    """One archive in one bare system."""

    archive: Path
    app: Path
    before: frozenset[str] = frozenset()

    def try_all(self) -> int:
        """All steps, each tried even where one before it failed; the exit code."""
        self.prepare()
        self.inside(f"apt-get -qq install -y --no-install-recommends {DESKTOP} >/dev/null")
        program = f"/{FOLDER}/{NAME}"
        for name, do in (
            ("unpacked", self.unpack),
            ("every library is found", lambda: self.every_library(f"/{FOLDER}/program", f"/{FOLDER}/program/{NAME}")),
            ("self-test, no screen", lambda: self.self_test(program, "offscreen")),
            ("self-test on the screen", lambda: self.self_test(program, "xcb")), ("a library on the stick", self.on_the_stick),
            ("window", lambda: self.window(program, f"portable-{self.suite}-window")), ("installed without root", self.install),
            ("found by the desktop", self.found), ("installed again over itself", self.upgrade), ("removed", self.remove),
            ("AppDir starts", self.app_starts),
        ):
            self.step(name, do)
        return self.verdict("portable archive")

    def unpack(self) -> str:
        """By the person; nothing in it that a memory stick cannot hold."""
        size = self.archive.stat().st_size
        assert size < LARGEST_DOWNLOAD, f"download {size:,} bytes"
        with tarfile.open(self.archive) as tar:
            strange = [member.name for member in tar if not (member.isfile() or member.isdir()) or set(member.name) & set('<>:"|?*\\')]
        assert not strange, f"not for every file system: {strange[:5]}"
        shutil.copy(self.archive, self.home / "it.tar.xz")
        self.person("mkdir stick && tar -C stick -xf ~/it.tar.xz && rm it.tar.xz")
        installed = int(self.inside(f"du -sb /{FOLDER} | cut -f1").stdout)
        return f"download {size / 1e6:.1f} MB, unpacked {installed / 1e6:.1f} MB"

    def on_the_stick(self) -> str:
        """With the folder there, everything is kept in it, and nothing at home."""
        self.person(f"mkdir '/{FOLDER}/Threadfolio library' && /{FOLDER}/{NAME} --quiet import saved.html")
        assert (self.root / FOLDER / "Threadfolio library" / "library.sqlite").exists(), "no library on the stick"
        assert not (self.root / LIBRARY).exists(), "a library at home"
        return "Threadfolio library/library.sqlite"

    def install(self) -> str:
        """The installer says what it did, and brings the library of the stick along."""
        self.before = self.files()
        done = self.person(f"/{FOLDER}/install.sh")
        assert (self.root / INSTALLED / "program" / NAME).exists()
        told = self.person(f"~/.local/bin/{NAME} list").stdout
        assert "night bus" in told.lower(), told
        assert "copied to" in done.stdout, done.stdout
        root = self.inside(f"/{FOLDER}/install.sh", check=False)
        assert root.returncode == 2 and "not as root" in root.stderr, root.stderr
        return done.stdout.splitlines()[0]

    def found(self) -> str:
        """Menu entry, file types, icon; the window starts from the entry's own line."""
        entry = (self.home / ".local/share/applications" / f"{ID}.desktop").read_text(encoding="utf-8")
        line = next(row.partition("=")[2] for row in entry.splitlines() if row.startswith("Exec="))
        assert line == f'"/{INSTALLED}/{NAME}" %F', line
        self.person(f"desktop-file-validate ~/.local/share/applications/{ID}.desktop")
        cache = (self.home / ".local/share/applications/mimeinfo.cache").read_text(encoding="utf-8")
        assert f"application/x-mimearchive={ID}.desktop" in cache
        assert "application/x-mimearchive:*.mhtml" in (self.home / ".local/share/mime/globs2").read_text(encoding="utf-8")
        process = self.start("sh", "-c", "exec " + line.replace("%F", "saved.mhtml"))
        try:
            self.window_of(process, "^Import")
        finally:
            self.stop(process)
        return line

    def upgrade(self) -> str:
        """A file that the new version does not have is gone; the library is as it was."""
        (self.root / INSTALLED / "program" / "of-an-older-version").write_text("x")
        done = self.person(f"/{FOLDER}/install.sh")
        assert not (self.root / INSTALLED / "program" / "of-an-older-version").exists()
        assert "night bus" in self.person(f"~/.local/bin/{NAME} list").stdout.lower()
        assert "keeps its own" in done.stdout, done.stdout
        return done.stdout.splitlines()[-1]

    def remove(self) -> str:
        """Nothing left at home but the library, and what the desktop's own tools wrote."""
        done = self.person(f"~/.local/lib/{NAME}/uninstall.sh")
        assert str(Path(LIBRARY)) in done.stdout, done.stdout
        left = {path for path in self.files() - self.before if not path.startswith(f"/{LIBRARY}/")}
        strange = [path for path in left if "threadfolio" in Path(path).name.lower()]
        assert not strange, f"left: {sorted(strange)[:5]}"
        assert (self.root / LIBRARY / "library.sqlite").exists(), "the library is gone"
        assert (self.root / FOLDER / "Threadfolio library" / "library.sqlite").exists(), "the library on the stick is gone"
        return done.stdout.strip()

    def app_starts(self) -> str:
        """The AppDir as the AppImage mounts it, with a library beside the image."""
        shutil.copytree(self.app, self.root / "opt/AppDir", symlinks=True)
        folder = self.home / "images"
        (folder / "Threadfolio library").mkdir(parents=True)
        self.inside(f"chown -R person: /{HOME}/images")
        environment = {"APPDIR": "/opt/AppDir", "APPIMAGE": f"/{HOME}/images/Threadfolio.AppImage"}
        self.person("/opt/AppDir/AppRun --quiet import saved.html", environment=environment)
        assert (folder / "Threadfolio library" / "library.sqlite").exists(), "no library beside the image"
        self.every_library("/opt/AppDir", f"/opt/AppDir/usr/lib/{NAME}/{NAME}")
        return self.self_test("/opt/AppDir/AppRun", "xcb")

    def files(self) -> frozenset[str]:
        """Every file of the person's."""
        return frozenset(self.inside(f"find /{HOME} -type f -o -type l").stdout.splitlines())
