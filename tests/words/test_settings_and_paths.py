"""Settings survive upgrades and damage; the program finds its places; words typed go to the right door."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

from reader import app, settings
from reader.cli.parser import VERBS as TYPED
from reader.cli.verbs import VERBS
from reader.paths import Paths, resource

ROOT = Path(__file__).parents[2]


def test_settings_come_back_as_saved(tmp_path: Path) -> None:
    changed = settings.Settings(theme="dark", text_size=1.5, threaded=False, shortcuts={"find": "Ctrl+G"}, last_post=4)
    settings.save(changed, tmp_path / "deep" / "settings.json")
    assert settings.load(tmp_path / "deep" / "settings.json") == changed


def test_missing_settings_are_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.json") == settings.Settings()


def test_a_broken_settings_file_is_kept_aside(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("{half")
    assert settings.load(file) == settings.Settings()
    assert (tmp_path / "settings.broken").read_text() == "{half"


@pytest.mark.parametrize(
    "entry", ['"theme": "purple"', '"text_size": 99', '"text_size": true', '"threaded": "yes"', '"last_post": 1.5', '"shortcuts": {"a": 1}', '"new": 1']
)
def test_one_bad_entry_costs_only_itself(tmp_path: Path, entry: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"reduced_motion": true, ' + entry + "}")
    assert settings.load(file) == settings.Settings(reduced_motion=True)


def test_every_setting_shown_has_words_and_a_default_that_fits() -> None:
    for item in dataclasses.fields(settings.Settings):
        if item.metadata["about"] and item.metadata.get("choices"):
            assert item.default in item.metadata["choices"]


def test_the_library_can_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THREADFOLIO_LIBRARY", str(tmp_path))
    assert Paths.standard().library == tmp_path


@pytest.mark.parametrize(
    ("executable", "frozen", "beside", "portable"),
    [
        ("threadfolio.exe", False, "portable.txt", True),
        ("Threadfolio-CLI.exe", False, "portable.txt", True),
        ("threadfolio", True, "portable.txt", True),
        ("anything", True, "Threadfolio library", True),
        ("threadfolio.exe", False, None, False),
        ("threadfolio", True, None, False),
        ("python3", False, "portable.txt", False),
        ("python.exe", False, "Threadfolio library", False),
    ],
)
def test_a_portable_program_has_its_library_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, executable: str, frozen: bool, beside: str | None, portable: bool
) -> None:
    monkeypatch.delenv("THREADFOLIO_LIBRARY", raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / executable))
    monkeypatch.setattr("sys.frozen", frozen, raising=False)
    if beside == "portable.txt":
        (tmp_path / beside).write_text("keep this file")
    elif beside is not None:
        (tmp_path / beside).mkdir()
    assert (Paths.standard().library == tmp_path.resolve() / "Threadfolio library") is portable


def test_the_portable_archive_has_its_library_where_a_person_sees_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THREADFOLIO_LIBRARY", raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "program" / "threadfolio"))
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert Paths.standard().library.parent != tmp_path
    (tmp_path / "Threadfolio library").mkdir()
    assert Paths.standard().library == tmp_path.resolve() / "Threadfolio library"


@pytest.mark.parametrize("ours", [True, False])
def test_an_appimage_has_its_library_beside_the_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ours: bool) -> None:
    """The names that another AppImage leaves in the environment of what it starts mean nothing."""
    monkeypatch.delenv("THREADFOLIO_LIBRARY", raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / ("mount" if ours else "installed") / "usr/lib/threadfolio/threadfolio"))
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setenv("APPIMAGE", str(tmp_path / "stick" / "Any.AppImage"))
    monkeypatch.setenv("APPDIR", str(tmp_path / "mount"))
    (tmp_path / "stick" / "Threadfolio library").mkdir(parents=True)
    assert (Paths.standard().library == tmp_path.resolve() / "stick" / "Threadfolio library") is ours


def test_the_environment_is_heard_before_the_mark_of_a_portable_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "portable.txt").touch()
    monkeypatch.setattr("sys.executable", str(tmp_path / "threadfolio.exe"))
    monkeypatch.setenv("THREADFOLIO_LIBRARY", str(tmp_path / "named"))
    assert Paths.standard().library == tmp_path / "named"


def test_a_program_that_does_not_know_its_place_is_not_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "portable.txt").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("THREADFOLIO_LIBRARY", raising=False)
    monkeypatch.setattr("sys.executable", "")
    assert tmp_path not in Paths.standard().library.parents


def test_resources_are_found() -> None:
    assert resource("samples", "night-bus.html").is_file()


def test_the_wheel_names_every_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    folders = {p.parent.relative_to(ROOT).as_posix().replace("/", ".") for p in (ROOT / "reader").rglob("__init__.py")}
    carried = {"reader." + p.parent.relative_to(ROOT).as_posix().replace("/", ".") for p in (ROOT / "resources").rglob("__init__.py")}
    assert set(project["packages"]) == folders | carried
    loose = {p.parent for p in (ROOT / "resources").rglob("*") if p.is_file() and p.suffix != ".pyc"}
    assert all((folder / "__init__.py").exists() for folder in loose)


def test_verbs_are_the_same_everywhere() -> None:
    assert set(VERBS) == set(TYPED) == app._VERBS


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], app.WindowWords()),
        (["a page.html", "--library", "L"], app.WindowWords(files=(Path("a page.html"),), library=Path("L"))),
        (["--library=L", "--", "list"], app.WindowWords(files=(Path("list"),), library=Path("L"))),
        (["page.html", "list"], app.WindowWords(files=(Path("page.html"), Path("list")))),
        (["--self-test", "r.json"], app.WindowWords(self_test=True, report=Path("r.json"))),
        (["--library", "L", "list"], None),
        (["--version"], None),
        (["--bogus"], None),
    ],
)
def test_words_for_the_window_or_for_the_command_line(words: list[str], expected: app.WindowWords | None) -> None:
    assert app.window_words(words) == expected


def test_no_display_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert app.main(["--library", str(tmp_path)]) == app.NO_DISPLAY
    assert "no screen" in capsys.readouterr().err
