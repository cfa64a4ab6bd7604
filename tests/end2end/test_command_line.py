"""The program as a person types it: real processes, real files, real messages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "samples" / "night-bus.html"
SCHEMAS = ROOT / "resources" / "schemas"


class Program:
    """The program with one library."""

    def __init__(self, library: Path) -> None:
        self.library = library

    def __call__(self, *words: str | Path, code: int = 0, locale: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "LC_ALL": locale, "COLUMNS": "90"}
        done = subprocess.run(
            [sys.executable, "-m", "reader", "--library", str(self.library), *map(str, words)], cwd=ROOT, env=environment,
            capture_output=True, encoding="utf-8", timeout=120, check=False,
        )
        assert done.returncode == code, f"exit {done.returncode}: {done.stdout[-500:]} {done.stderr[-2000:]}"
        assert "Traceback" not in done.stderr
        return done


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "library")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("filled") / "library")
    program("import", SAMPLE)
    return program


def test_import_prints_a_receipt_and_twice_changes_nothing(program: Program) -> None:
    first = program("import", SAMPLE)
    assert "34 comments found" in first.stdout and "number 13" in first.stdout
    before = program("export", "--all").stdout
    assert "in the library already" in program("import", SAMPLE).stdout
    assert program("export", "--all").stdout == before


def test_list_show_and_search(filled: Program) -> None:
    assert "Why does the night bus wait" in filled("list").stdout
    shown = filled("show", "1").stdout
    assert "answers 2 tomasz" in shown and "answered by" in shown
    assert "soup" in filled("search", "barley soup").stdout
    assert filled("search", "nothingofthekind").stdout == ""


def test_a_conversation_can_be_printed_in_a_locale_without_letters(filled: Program) -> None:
    filled("show", "1", locale="C")


@pytest.mark.parametrize("verb", [["list"], ["search", "soup"], ["check"]])
def test_json_follows_its_schema(filled: Program, verb: list[str]) -> None:
    value = json.loads(filled(*verb, "--json").stdout)
    jsonschema.validate(value, json.loads((SCHEMAS / f"{verb[0]}.schema.json").read_text()))


def test_import_json_follows_its_schema(program: Program, tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.touch()
    value = json.loads(program("import", SAMPLE, empty, "--json", code=3).stdout)
    jsonschema.validate(value, json.loads((SCHEMAS / "import.schema.json").read_text()))
    assert value["taken"] == 1 and value["refused"] == 1


@pytest.mark.parametrize("words", [["export", "--all", "--format", "json"], ["show", "1", "--json"]])
def test_exports_follow_the_contract(filled: Program, words: list[str]) -> None:
    jsonschema.validate(json.loads(filled(*words).stdout), json.loads((SCHEMAS / "export.schema.json").read_text()))


def test_an_export_comes_back_whole(filled: Program, program: Program, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    filled("export", "--all", "-o", file)
    program("import", file)
    there, here = (json.loads(p("export", "--all").stdout)["posts"][0] for p in (program, filled))
    assert [c["body_html"] for c in there["comments"]] == [c["body_html"] for c in here["comments"]]
    assert there["sources"] == here["sources"] and there["references"] == here["references"]


def test_options_stand_before_or_behind_the_verb(filled: Program) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "list", "--library", str(filled.library)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and "night bus" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.html", b"", "is empty"),
        ("noise.html", bytes(range(256)) * 400, "no saved page"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200, "no saved page"),
    ],
)
def test_a_wrong_file_gets_one_sentence(program: Program, tmp_path: Path, name: str, content: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    done = program("import", file, code=4)
    assert name in done.stderr and words in done.stderr and done.stderr.count("\n") == 1


def test_missing_file_directory_named_like_a_page_and_unknown_post(program: Program, tmp_path: Path) -> None:
    assert "no such file" in program("import", tmp_path / "nowhere.html", code=4).stderr
    (tmp_path / "x.html").mkdir()
    assert program("import", tmp_path / "x.html", code=4).stderr.count("\n") == 1
    program("import", SAMPLE)
    assert "no post number 77" in program("show", "77", code=4).stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_and_a_device_are_refused_at_once(program: Program, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "zero.html").symlink_to("/dev/zero")
    done = program("import", tmp_path / "pipe.html", tmp_path / "zero.html", code=4)
    assert done.stderr.count("not a file that holds a page") == 2


def test_bad_file_among_good_ones_leaves_the_good_ones_in(program: Program, tmp_path: Path) -> None:
    (tmp_path / "broken.html").touch()
    done = program("import", tmp_path / "broken.html", SAMPLE, code=3)
    assert "34 comments found" in done.stdout and "is empty" in done.stderr


@pytest.mark.parametrize("words", [["list"], ["show", "1"], ["search", "x"], ["export", "--all"], ["check"], ["backup", "b"]])
def test_other_verbs_on_a_missing_library_say_so(program: Program, words: list[str]) -> None:
    assert "There is no library" in program(*words, code=5).stderr
    assert not program.library.exists()


@pytest.mark.parametrize("words", [["frobnicate", "--nonsense"], ["export"], ["search"], ["import"], ["show", "x"], ["list", "--bogus"]])
def test_wrong_words_are_usage(program: Program, words: list[str]) -> None:
    program(*words, code=2)


@pytest.mark.parametrize("query", ['"', "author:", "before:someday", "is:nonsense", "*", "AND OR NOT", "a:b", '"open phrase', "(", "-"])
def test_any_search_is_answered_or_refused_in_words(filled: Program, query: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--library", str(filled.library), "search", "--", query], cwd=ROOT, capture_output=True,
        text=True, check=False,
    )
    assert done.returncode in (0, 2) and "Traceback" not in done.stderr


def test_backup_and_restore(filled: Program, program: Program, tmp_path: Path) -> None:
    file = tmp_path / "all.backup"
    filled("backup", file)
    program("restore", file)
    assert program("export", "--all").stdout == filled("export", "--all").stdout
    assert "sound" in program("check").stdout


def test_reread_changes_nothing_when_nothing_is_better(filled: Program) -> None:
    before = filled("export", "--all").stdout
    filled("reread", "--all")
    assert filled("export", "--all").stdout == before


def test_a_reader_is_chosen_and_a_rule_is_taken_in(program: Program, tmp_path: Path) -> None:
    rule = tmp_path / "friend.rule.toml"
    rule.write_text(
        'format = "threadfolio rule"\nversion = 1\nname = "Friend"\nsites = ["lamps.example"]\n[comment]\nlook = "div"\n'
        '[[author]]\nway = ["i"]\n[[date]]\nway = ["b"]\n[[text]]\nway = ["p"]\n', encoding="utf-8",
    )
    assert "taught:friend" in program("import", "--rule", rule).stdout
    listed = program("readers").stdout
    assert listed.startswith("automatic ") and "taught:friend" in listed and "XenForo" in listed
    said = "".join(f"<div><b>{day} May 2012</b><i>{name}</i><p>It was lit.</p></div>" for day, name in ((1, "Ada"), (2, "Bo")))
    page = tmp_path / "lamps.html"
    page.write_text(f"<title>Lamps</title><h1>Lamps</h1><p>{'Who lit the lamps on the bridge? ' * 9}</p>{said}", encoding="utf-8")
    assert "Read with the reader that you chose: taught:friend" in program("import", page, "--engine", "taught:friend").stdout
    assert "Ada" in program("show", "1").stdout
    assert "finds no discussion" in program("reread", "1", "--engine", "phpbb", code=4).stderr
    assert "chose" not in program("reread", "1", "--engine", "automatic").stdout
    assert "threadfolio readers" in program("import", page, "--engine", "nothing", code=2).stderr
    assert "damaged" in program("import", "--rule", page, code=4).stderr
    program("import", code=2)


def test_an_empty_library_exports_no_posts(program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    program("import", tmp_path / "empty.html", code=4)
    assert json.loads(program("export", "--all").stdout)["posts"] == []
