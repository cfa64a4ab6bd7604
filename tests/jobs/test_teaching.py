"""Choosing a reader and teaching one, without the window: what is kept, what later pages make of it, what undo takes back."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.jobs.importing import import_files
from reader.jobs.readers import AUTOMATIC, choices, chosen_in, read_with, readers_of, rules_of
from reader.jobs.reading import DirectReading
from reader.jobs.reporter import Reporter
from reader.jobs.rereading import reread
from reader.jobs.staging import Staging
from reader.jobs.teaching import Classroom, is_rule_file, keep_rule, rename_rule, take_rule, write_rule
from reader.model.errors import RefusedFile, Why
from reader.model.report import NoticeKind, Outcome
from reader.model.teaching import Picks, Sketch, TaughtRule
from reader.store import Library

HERE = DirectReading()
ROWS = (("Ada", "The lamp was lit."), ("Bo", "It was not lit."), ("Cy", "Then who lit it?"))


def strange(number: int = 1, rows: tuple[tuple[str, str], ...] = ROWS) -> str:
    """A page that nobody can read by itself: what was said stands in plain divs without names, the date before the words."""
    said = "".join(f"<div><div>{day} May 2012</div><div>{words}</div><div>- {name}</div></div>" for day, (name, words) in enumerate(rows, 10 * number - 9))
    address = "http://lamps.example/talk" + (f"?page={number}" if number > 1 else "")
    return (f'<html><head><title>Lamps</title><link rel="canonical" href="{address}"></head><body><h1>Lamps</h1>'
            f"<p>{'What do you make of the lamps on the bridge, lit at noon? ' * 5}</p><div id='x'>{said}</div></body></html>")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lamps.html"
    path.write_text(strange(), encoding="utf-8")
    return path


def place(sketch: Sketch, words: str) -> int:
    return next(piece.place for piece in sketch.pieces if words in piece.text)


def taught(library: Library, path: Path) -> TaughtRule:
    with Classroom(library, path, reading=HERE) as room:
        sketch = room.sketch(Reporter())
        assert (sketch.title, sketch.host, sketch.cut) == ("Lamps", "lamps.example", False)
        lesson = room.learn(Picks(place(sketch, "not lit"), place(sketch, "- Bo"), place(sketch, "2 May")), Reporter())
    assert lesson is not None
    assert [(one.author, one.date, one.excerpt) for one in lesson.found] == [
        (name, f"2012-05-0{day}", words) for day, (name, words) in enumerate(ROWS, 1)
    ]
    return lesson.rule


def test_a_taught_rule_is_kept_and_reads_the_site_from_then_on(library: Library, file: Path, tmp_path: Path) -> None:
    rule = keep_rule(library, taught(library, file))
    assert rule.key == "lamps.example" and not rule.before_others
    assert (library.folder / "rules" / "lamps.example.rule.toml").read_text(encoding="utf-8").startswith("# How Threadfolio")
    assert rules_of(library) == (rule,)
    report = import_files(library, [file], Reporter(), HERE)
    thread = report.files[0].threads[0]
    assert thread.comments_found == 3 and any(n.kind is NoticeKind.TAUGHT_RULE for n in thread.notices)
    renamed = rename_rule(library, rule, "Lamps of mine")
    assert [row.name for row in choices(rules_of(library)) if row.taught] == ["Lamps of mine"]
    given = tmp_path / "given.rule.toml"
    write_rule(renamed, given)
    assert is_rule_file(given) and not is_rule_file(file)
    with Library.open(tmp_path / "friend", create=True) as friend:
        got = take_rule(friend, given)
        assert dataclasses.replace(got, key=renamed.key) == renamed
        assert take_rule(friend, given).key == got.key and len(friend.rules()) == 1
        assert import_files(friend, [file], Reporter(), HERE).files[0].threads[0].comments_found == 3
    library.drop_rule(rule.key)
    assert rules_of(library) == ()


def test_a_chosen_reader_is_remembered_and_later_pages_use_it(library: Library, file: Path, tmp_path: Path) -> None:
    rule = keep_rule(library, dataclasses.replace(taught(library, file), hosts=("elsewhere.example",)))
    import_files(library, [file], Reporter(), HERE)
    (post,) = library.summaries()
    before = library.load(post.id)
    key = f"taught:{rule.key}"
    report = reread(library, [post.id], Reporter(), HERE, chosen=key)
    assert report.files[0].threads[0].comments_found == 3
    after = library.load(post.id)
    assert chosen_in(after.post.notices) == key and after.post.platform == "taught"
    assert [choice.reader for choice in library.chosen_readers()] == [key]
    second = tmp_path / "second.html"
    second.write_text(strange(2, (("Di", "On the second page."), ("Ed", "So it is."))), encoding="utf-8")
    joined = import_files(library, [second], Reporter(), HERE).files[0]
    assert joined.outcome is Outcome.JOINED
    assert [c.author for c in library.load(post.id).comments] == ["Ada", "Bo", "Cy", "Di", "Ed"]
    assert reread(library, [post.id], Reporter(), HERE).files[0].threads[0].outcome is Outcome.UNCHANGED
    library.undo()
    library.undo()
    assert library.load(post.id) == before
    assert library.chosen_readers() == ()


def test_automatic_forgets_the_choice_and_a_reader_that_finds_nothing_changes_nothing(library: Library, file: Path) -> None:
    import_files(library, [file], Reporter(), HERE, chosen="generic")
    (post,) = library.summaries()
    assert chosen_in(library.load(post.id).post.notices) == "generic"
    before = library.load(post.id)
    refused = reread(library, [post.id], Reporter(), HERE, chosen="phpbb").files[0]
    assert isinstance(refused.error, RefusedFile) and refused.error.why is Why.WRONG_READER
    assert library.load(post.id) == before
    reread(library, [post.id], Reporter(), HERE, chosen=AUTOMATIC)
    assert chosen_in(library.load(post.id).post.notices) is None


def test_a_staged_file_is_read_again_with_another_reader(library: Library, file: Path, tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging", library)
    (preview,) = staging.add([file], Reporter(), reading=HERE)
    rule = keep_rule(library, taught(library, file))
    again = staging.restage(preview.number, f"taught:{rule.key}", Reporter(), HERE)
    assert again.threads[0].comments_found == 3 and again.threads[0].platform == "taught"
    assert again.threads[0].belongs is None
    staging.save({}, Reporter())
    assert chosen_in(library.load(1).post.notices) == f"taught:{rule.key}"


def test_all_readers_are_tried(library: Library, file: Path) -> None:
    keep_rule(library, taught(library, file))
    with Classroom(library, file, reading=HERE) as room:
        trials = {trial.reader: trial for trial in room.try_readers(Reporter())}
    assert list(trials)[:2] == [AUTOMATIC, "taught:lamps.example"]
    assert trials["taught:lamps.example"].found == 3
    assert [row.author for row in trials["taught:lamps.example"].rows] == ["Ada", "Bo", "Cy"]
    assert trials["xenforo"].platform is None


def test_in_a_child_it_is_the_same(library: Library, file: Path) -> None:
    rule = keep_rule(library, taught(library, file))
    with Classroom(library, file) as room:
        sketch = room.sketch(Reporter())
        assert room.learn(Picks(place(sketch, "not lit"), place(sketch, "- Bo"), place(sketch, "2 May")), Reporter()) is not None
        assert next(iter(list(room.try_readers(Reporter(), ("taught:" + rule.key,))))).found == 3
    assert import_files(library, [file], Reporter()).files[0].threads[0].platform == "taught"


def test_a_broken_rule_file_in_the_library_disturbs_nothing(library: Library, file: Path) -> None:
    (library.folder / "rules").mkdir()
    (library.folder / "rules" / "bad.rule.toml").write_text("no rule", encoding="utf-8")
    (library.folder / "rules" / "latin.rule.toml").write_bytes(b"\xff\xfe\xfa")
    assert rules_of(library) == ()
    assert import_files(library, [file], Reporter(), HERE).taken == 1
    with pytest.raises(RefusedFile):
        take_rule(library, library.folder / "rules" / "bad.rule.toml")


def test_names_that_no_system_takes_as_files_are_made_safe(library: Library, file: Path) -> None:
    rule = taught(library, file)
    keys = [keep_rule(library, dataclasses.replace(rule, name=name)).key for name in ("CON", "a/b\\c:d", "..", "x" * 300, "x" * 300 + "y", "Wörld")]
    assert keys[:3] == ["site-con", "a-b-c-d", "site-rule"] and len(set(keys)) == len(keys)
    assert all(not key.startswith(".") and "/" not in key and len(key) <= 70 for key in keys)
    assert len(rules_of(library)) == len(keys)


def test_readers_travel_as_data(library: Library) -> None:
    assert read_with.__module__ in sys.modules
    assert hash(readers_of(library)) == hash(readers_of(library))


def test_a_backup_carries_the_rules(library: Library, file: Path, tmp_path: Path) -> None:
    rule = keep_rule(library, dataclasses.replace(taught(library, file), name="Wörter.example"))
    import_files(library, [file], Reporter(), HERE)
    library.backup(tmp_path / "all.zip")
    library.drop_rule(rule.key)
    Library.restore(tmp_path / "all.zip", tmp_path / "restored")
    with Library.open(tmp_path / "restored") as again:
        assert rules_of(again) == (rule,)
