"""One program a library; a second one hands its files over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from reader.store.lock import INBOX, ProcessLock, collect, hand_over, held_by_another


def test_only_one_has_the_lock(tmp_path: Path) -> None:
    with ProcessLock(tmp_path / "library") as first, ProcessLock(tmp_path / "library") as second:
        assert first.acquire()
        assert first.acquire()
        assert not second.acquire()
        assert (first.held, second.held) == (True, False)
        assert held_by_another(tmp_path / "library")
        first.release()
        assert second.acquire()
    assert not held_by_another(tmp_path / "library")
    assert not held_by_another(tmp_path / "none")


HOLD = "import sys; from pathlib import Path; from reader.store.lock import ProcessLock; " \
    "lock = ProcessLock(Path(sys.argv[1])); print(lock.acquire(), flush=True); sys.stdin.read()"


def test_a_lock_goes_with_its_process(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"True"
        assert held_by_another(tmp_path)
        process.kill()
        process.wait()
    assert not held_by_another(tmp_path)


def test_files_are_handed_over_once(tmp_path: Path) -> None:
    hand_over(tmp_path, ["a.html", str(tmp_path / "ü 战.txt")])
    hand_over(tmp_path, [])
    found = collect(tmp_path)
    assert sorted(found) == sorted([[str(Path("a.html").absolute()), str(tmp_path / "ü 战.txt")], []])
    assert collect(tmp_path) == []
    assert list((tmp_path / INBOX).iterdir()) == []


def test_the_oldest_first(tmp_path: Path) -> None:
    for name, moment in (("late", 200), ("early", 100)):
        os.utime(hand_over(tmp_path, [f"/{name}"]), (moment, moment))
    assert [Path(paths[0]).name for paths in collect(tmp_path)] == ["early", "late"]


def test_what_cannot_be_understood_is_thrown_away(tmp_path: Path) -> None:
    inbox = tmp_path / INBOX
    inbox.mkdir()
    bad = ['{"paths": 1}', "[]", "{", '{"paths": [1]}', '{"paths": ["a\\u0000b"]}', "[" * 100_000, '{"paths": ["' + "x" * (1 << 20) + '"]}']
    for number, text in enumerate(bad):
        (inbox / f"{number}.json").write_text(text, encoding="utf-8")
    (inbox / "bytes.json").write_bytes(b"\xff\xfe\x00")
    (inbox / "half.tmp").write_text("{}")
    assert collect(tmp_path) == []
    assert [path.name for path in inbox.iterdir()] == ["half.tmp"]
    assert collect(tmp_path / "none") == []
