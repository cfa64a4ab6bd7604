"""The forms of the program for Linux beside the Debian package's own files: scripts, sandbox, pins, and the trial's own parts. Nothing is
built here: ``packaging/dev.py package --test`` does that."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__
from reader.formats.opening import open_pages

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
ID = "io.github.threadfolio.Threadfolio"
SCRIPTS = sorted(path for path in LINUX.rglob("*") if path.is_file() and path.read_bytes()[:2] == b"#!" and path.suffix != ".py")

sys.path.insert(0, str(ROOT / "packaging"))


@pytest.mark.parametrize("script", [*SCRIPTS, LINUX / "bundle.sh"], ids=lambda path: path.name)
def test_scripts_are_sound(script: Path) -> None:
    first = script.read_text(encoding="utf-8").splitlines()[0]
    shell = "bash" if "bash" in first or script.name == "bundle.sh" else "sh"
    subprocess.run([shell, "-n", str(script)], check=True)
    if script.name != "bundle.sh":
        assert os.access(script, os.X_OK)


def test_every_override_of_lintian_has_its_reason() -> None:
    reason = False
    for line in (LINUX / "lintian-overrides").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            reason = True
        else:
            assert reason, f"no reason above: {line}"
            assert re.fullmatch(r"threadfolio: [a-z-]+( \S+)? \[usr/lib/threadfolio/\S+\]", line), line


def test_removing_says_where_the_library_is() -> None:
    done = subprocess.run(["sh", str(LINUX / "deb_postrm"), "remove"], check=True, capture_output=True, text=True)
    assert "~/.local/share/threadfolio" in done.stdout
    assert done.stdout.count("\n") == 1
    for word in ("purge", "upgrade", "failed-upgrade"):
        assert subprocess.run(["sh", str(LINUX / "deb_postrm"), word], check=True, capture_output=True).stdout == b""


def manifest() -> dict[str, object]:
    """The Flatpak manifest: the small part of YAML that it uses."""
    lists: dict[str, list[str]] = {}
    values: dict[str, object] = {}
    key = ""
    for line in (LINUX / "flatpak" / f"{ID}.yml").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([a-z-]+): *(.*)$", line):
            key = match[1]
            values[key] = match[2].strip('"')
        elif match := re.match(r" +- (.*)$", line):
            lists.setdefault(key, []).append(match[1])
    return {**values, **lists}


def test_the_sandbox_has_no_network_and_no_view_of_the_home_folder() -> None:
    arguments = manifest()["finish-args"]
    assert set(arguments) == {
        "--share=ipc", "--socket=fallback-x11", "--socket=wayland", "--device=dri", "--env=QT_QPA_PLATFORMTHEME=xdgdesktopportal",
    }


def test_the_flatpak_is_made_of_the_archive_of_this_version() -> None:
    text = (LINUX / "flatpak" / f"{ID}.yml").read_text(encoding="utf-8")
    assert manifest()["id"] == ID
    assert f"/threadfolio-{__version__}-linux-x86_64.tar.xz" in text
    made = re.search(r"> \"\$out/(.+)\"$", (LINUX / "build_portable.sh").read_text(encoding="utf-8"), re.MULTILINE)
    assert made
    assert made[1] == "$name-$version-linux-$(uname -m).tar.xz"
    assert 'platformthemes/*xdgdesktopportal*' in (ROOT / "packaging" / "threadfolio.spec").read_text(encoding="utf-8")


def test_the_runtime_of_the_appimage_is_pinned(tmp_path: Path) -> None:
    text = (LINUX / "appimage.sh").read_text(encoding="utf-8")
    assert re.search(r"^runtime_x86_64=[0-9a-f]{64}$", text, re.MULTILINE)
    assert text.index("sha256sum --check") < text.index("mksquashfs")
    assert "curl" not in text
    assert "wget" not in text


def fake_bundle(folder: Path) -> Path:
    """A program that says how it was called, laid out as the portable archive is."""
    tree = folder / "Threadfolio"
    (tree / "program").mkdir(parents=True)
    (tree / "program" / "threadfolio").write_text('#!/bin/sh\necho "called with $*"\n', encoding="utf-8")
    (tree / "program" / "threadfolio").chmod(0o755)
    for name in ("install.sh", "uninstall.sh"):
        shutil.copy(LINUX / "portable" / name, tree)
    shutil.copy(LINUX / "portable" / "README.txt", tree)
    shutil.copy(LINUX / "portable" / "start.sh", tree / "threadfolio")
    subprocess.run(["bash", "-c", f'. {LINUX / "bundle.sh"}; copy_share "{tree}/share"'], check=True)
    return tree


def run(script: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    words = ("--root",) if os.geteuid() == 0 and script.name == "install.sh" else words
    return subprocess.run(["sh", str(script), *words], env={"HOME": str(home), "PATH": os.environ["PATH"]}, capture_output=True, text=True, check=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the archive for Linux")
def test_installed_for_one_person_and_removed_with_the_library_left(tmp_path: Path) -> None:
    tree = fake_bundle(tmp_path / "a stick")
    home = tmp_path / "home of Ada"
    home.mkdir()
    run(tree / "install.sh", home)
    started = subprocess.run([home / ".local/bin/threadfolio", "a b", "c"], capture_output=True, text=True, check=True)
    assert started.stdout == "called with a b c\n"
    entry = (home / ".local/share/applications" / f"{ID}.desktop").read_text(encoding="utf-8")
    assert f'Exec="{home}/.local/lib/threadfolio/threadfolio" %F' in entry
    library = home / ".local/share/threadfolio/library.sqlite"
    library.parent.mkdir()
    library.write_text("mine", encoding="utf-8")
    (home / ".local/lib/threadfolio/program/of-an-older-version").write_text("x", encoding="utf-8")
    run(tree / "install.sh", home)
    assert not (home / ".local/lib/threadfolio/program/of-an-older-version").exists()
    done = run(home / ".local/lib/threadfolio/uninstall.sh", home)
    assert str(library.parent) in done.stdout
    assert library.read_text(encoding="utf-8") == "mine"
    left = [path for path in home.rglob("*") if path.is_file() and ("threadfolio" in path.name.lower())]
    assert left == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the archive for Linux")
def test_a_portable_library_comes_along_once_and_is_never_thrown_away(tmp_path: Path) -> None:
    tree = fake_bundle(tmp_path)
    home = tmp_path / "home"
    (tree / "Threadfolio library").mkdir()
    (tree / "Threadfolio library" / "library.sqlite").write_text("of the stick", encoding="utf-8")
    home.mkdir()
    assert "copied to" in run(tree / "install.sh", home).stdout
    library = home / ".local/share/threadfolio/library.sqlite"
    assert library.read_text(encoding="utf-8") == "of the stick"
    library.write_text("went on", encoding="utf-8")
    run(tree / "install.sh", home)
    assert library.read_text(encoding="utf-8") == "went on"
    inside = home / ".local/lib/threadfolio/Threadfolio library"
    inside.mkdir()
    (inside / "library.sqlite").write_text("in the installed folder", encoding="utf-8")
    run(tree / "install.sh", home)
    assert (inside / "library.sqlite").exists()
    run(home / ".local/lib/threadfolio/uninstall.sh", home)
    assert (home / "Threadfolio library" / "library.sqlite").read_text(encoding="utf-8") == "in the installed folder"


def test_samples_of_the_trial_are_what_their_names_say(tmp_path: Path) -> None:
    from linux.samples import TYPES, write_samples

    page = (ROOT / "resources" / "samples" / "night-bus.html").read_bytes()
    write_samples(page, tmp_path)
    for name in TYPES:
        pages = list(open_pages(tmp_path / name))
        assert len(pages) == 1, name


def test_every_type_of_the_trial_is_declared() -> None:
    from linux.samples import OPENED_WITH, TYPES

    declared = (LINUX / f"{ID}.desktop").read_text(encoding="utf-8")
    assert all(f"{kind};" in declared for kind in (*TYPES.values(), *OPENED_WITH))


def exported(first: int, *texts: str) -> str:
    comments = [
        {"id": first + place, "parent": first + place - 1 if place else None, "body_text": text, "references": [{"target": first}]}
        for place, text in enumerate(texts)
    ]
    return json.dumps({"posts": [{"id": first, "title": "T", "body_text": "", "url": None, "imported": f"{first}", "comments": comments}]})


def test_comparison_overlooks_the_moment_and_the_numbers_of_rows_and_nothing_else() -> None:
    from linux.same_results import compare

    assert compare(exported(7, "a", "b"), exported(70, "a", "b")) == "1 discussions, 2 comments"
    with pytest.raises(AssertionError, match=r"\[0\].comments\[1\].body_text: frozen 'b', from source 'c'"):
        compare(exported(7, "a", "b"), exported(7, "a", "c"))
    with pytest.raises(AssertionError, match=r"comments\[1\].parent"):
        compare(exported(7, "a", "b"), exported(7, "a", "b").replace('"parent": 7', '"parent": null'))
