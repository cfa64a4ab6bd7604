"""Damaged files of every format, imported whole: nothing may end in a traceback or take over 10 s per MB.

    python3 packaging/dev.py mutate [N [FIRST]]  N files (20,000 by default) from seed FIRST on, in child processes
    python3 packaging/dev.py mutate --seed S     one of them, here, with its trace

The sound files are the project's own samples: pages under tests/sites, and whatever the tests of the formats write while they run. Each
seed takes one format, one sample of it, and flips, cuts, repeats or splices it; the same seed always makes the same file. What fails is
kept in build/mutate. An engine that raises and is passed over, and a parser whose error becomes a refusal, count too where the error is
of a kind that only our own mistakes have.
"""

from __future__ import annotations

import logging
import multiprocessing
import multiprocessing.connection
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "mutate"
USUAL = 20_000
SECONDS_A_MEGABYTE = 10.0
LARGEST = 400_000
"""Samples beyond this many bytes are left out: damage to them is found no sooner, only later."""
SILENCE = 300.0
FRESH = 100
"""Files that come into one library before the next is begun."""
OWN_MISTAKES = re.compile(
    r"^(AttributeError|TypeError|IndexError|KeyError|UnboundLocalError|AssertionError|NameError|ZeroDivision|RecursionError(?!.*JSON))"
)
"""RecursionError is what the JSON decoder says to nesting without end, and right."""
TOKENS = (
    b"\x00", b"\xff\xfe", b"<", b">", b"</div>", b"<div>" * 300, b"<table><tr><td>", b"&#x110000;", b"&#55296;", b"\xed\xa0\x80", b"]]>",
    b"<!--", b"99999999999999999999", b"-1", b"\r", b"\n\n", b'"', b"[" * 400, b"{", b"%", b"\xe2\x80\xae", b"0000-00-00",
    b"<blockquote>" * 80, b"NaN", b"\\u0000",
)


def main(words: list[str]) -> int:
    """Run; 1 where something failed."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as scratch:
        samples = gathered(Path(scratch) / "samples")
        print(", ".join(f"{kind} {len(files)}" for kind, files in sorted(samples.items())), flush=True)
        if words[:1] == ["--seed"]:
            return _one(int(words[1]), samples, Path(scratch))
        count, first = (int(words[0]) if words else USUAL), (int(words[1]) if len(words) > 1 else 0)
        return _many(range(first, first + count), samples, Path(scratch))


def gathered(folder: Path) -> dict[str, list[Path]]:
    """The sound files by format."""
    from reader.formats import FORMATS

    folder.mkdir(parents=True)
    tests = ["tests/formats", "tests/exports", "tests/jobs/test_export_round_trip.py"]
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={folder / 'made'}", *tests], cwd=ROOT, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    found = [*(ROOT / "tests" / "sites").rglob("*.*"), *(ROOT / "resources" / "samples").glob("*.*"), *(folder / "made").rglob("*.*")]
    by_kind: dict[str, dict[bytes, Path]] = defaultdict(dict)
    for path in sorted(found):
        if path.suffix in (".py", ".sqlite", ".z", ".log") or path.is_symlink() or not path.is_file():
            continue
        if not 0 < path.stat().st_size < LARGEST:
            continue
        data = path.read_bytes()
        kind = next((row.key for row in FORMATS if row.sniff(data[:65536], path.name)), None)
        if kind is not None:
            by_kind[kind].setdefault(data, path)
    return {kind: list(files.values()) for kind, files in sorted(by_kind.items())}


def mutated(seed: int, samples: dict[str, list[Path]]) -> tuple[str, bytes]:
    """Name and bytes of the damaged file of this seed."""
    rnd = random.Random(seed)
    kind = sorted(samples)[seed % len(samples)]
    sample = rnd.choice(samples[kind])
    data = bytearray(sample.read_bytes())
    for _ in range(rnd.choice((1, 1, 2, 3, 8))):
        rnd.choice(WAYS)(rnd, data, samples[kind])
    return f"{seed} {sample.name}", bytes(data[: 2 * LARGEST])


def _flip(rnd: random.Random, data: bytearray, _: list[Path]) -> None:
    for _n in range(rnd.choice((1, 3, 20))):
        if data:
            data[rnd.randrange(len(data))] = rnd.randrange(256)


def _cut(rnd: random.Random, data: bytearray, _: list[Path]) -> None:
    start, end = _stretch(rnd, data)
    del data[start:end]


def _end(rnd: random.Random, data: bytearray, _: list[Path]) -> None:
    del data[rnd.randrange(len(data) + 1):]


def _repeat(rnd: random.Random, data: bytearray, _: list[Path]) -> None:
    start, end = _stretch(rnd, data)
    data[end:end] = bytes(data[start:end]) * rnd.choice((1, 2, 40))


def _splice(rnd: random.Random, data: bytearray, others: list[Path]) -> None:
    other = rnd.choice(others).read_bytes()
    start, end = _stretch(rnd, bytearray(other))
    place = rnd.randrange(len(data) + 1)
    data[place:place + rnd.choice((0, end - start))] = other[start:end]


def _token(rnd: random.Random, data: bytearray, _: list[Path]) -> None:
    place = rnd.randrange(len(data) + 1)
    data[place:place] = rnd.choice(TOKENS)


def _number(rnd: random.Random, data: bytearray, _: list[Path]) -> None:
    found = list(re.finditer(rb"\d+", bytes(data)))
    if found:
        one = rnd.choice(found)
        data[one.start():one.end()] = rnd.choice((b"0", b"-1", b"", b"4294967296", b"9" * 40, b"1e9", b"\xd9\xa3"))


WAYS: tuple[Callable[[random.Random, bytearray, list[Path]], None], ...] = (_flip, _cut, _end, _repeat, _splice, _token, _number)


def _stretch(rnd: random.Random, data: bytearray) -> tuple[int, int]:
    start = rnd.randrange(len(data) + 1)
    return start, min(len(data), start + int(rnd.lognormvariate(5, 2)))


class _TooSlow(BaseException):
    """The time for one file is over."""


class _Passed(logging.Handler):
    """Engines that raised and were passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[0] is not None:
            self.heard.append("".join(traceback.format_exception(*record.exc_info)))


class Trial:
    """Imports damaged files, one after the other, each in this process."""

    def __init__(self, scratch: Path) -> None:
        from reader.jobs.importing import import_files
        from reader.jobs.reading import DirectReading
        from reader.jobs.reporter import Reporter
        from reader.store import Library

        self._scratch = scratch
        self._open = Library.open
        self._library: Library | None = None
        self._act = lambda library, path: import_files(library, [path], Reporter(), DirectReading())
        self._passed = _Passed()
        logging.getLogger("reader").addHandler(self._passed)
        logging.getLogger("reader").propagate = False
        self._count = 0
        if hasattr(signal, "SIGPROF"):
            signal.signal(signal.SIGPROF, _stop)

    def __call__(self, name: str, data: bytes) -> str | None:
        """What went wrong, None where nothing did."""
        if self._count % FRESH == 0:
            self.close()
            self._library = self._open(self._scratch / f"library {os.getpid()} {self._count}", create=True)
        self._count += 1
        path = self._scratch / re.sub(r"[^\w. -]", "_", name)
        path.write_bytes(data)
        self._passed.heard.clear()
        allowed = SECONDS_A_MEGABYTE * max(1.0, len(data) / 1e6)
        started = time.process_time()
        try:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_PROF, allowed)
            report = self._act(self._library, path)
        except _TooSlow:
            return f"took over {allowed:.0f} s\n{traceback.format_exc()}"
        except Exception:  # noqa: BLE001 - that is what is looked for
            return traceback.format_exc()
        finally:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_PROF, 0)
            path.unlink(missing_ok=True)
        if time.process_time() - started > allowed:
            return f"took {time.process_time() - started:.0f} s, allowed are {allowed:.0f}"
        detail = getattr(report.files[0].error, "detail", "") if report.files else "no report"
        if OWN_MISTAKES.match(detail):
            return f"refused for a mistake of ours: {detail}"
        return "an engine was passed over\n" + self._passed.heard[0] if self._passed.heard else None

    def close(self) -> None:
        """Let the library go."""
        if self._library is not None:
            self._library.close()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _TooSlow


def _work(seeds: range, samples: dict[str, list[Path]], scratch: Path, answers: multiprocessing.connection.Connection) -> None:
    trial = Trial(scratch)
    for seed in seeds:
        answers.send((seed, "begun"))
        wrong = trial(*mutated(seed, samples))
        if wrong is not None:
            answers.send((seed, wrong))
    trial.close()
    answers.send((seeds.stop, None))


def _tell(seeds: range, samples: dict[str, list[Path]], scratch: Path) -> Iterator[tuple[int, str]]:
    """What goes wrong with these seeds, from child processes that are begun again where they hang or die."""
    waiting = [range(start, min(start + 250, seeds.stop)) for start in range(seeds.start, seeds.stop, 250)][::-1]
    context = multiprocessing.get_context("spawn")
    running: dict[multiprocessing.connection.Connection, tuple[multiprocessing.process.BaseProcess, range, int, float]] = {}
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            own = waiting.pop()
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(own, samples, scratch, theirs), daemon=True)
            process.start()
            theirs.close()
            running[ours] = (process, own, own.start, time.monotonic())
        for ear in multiprocessing.connection.wait(list(running), 5):
            process, own, seed, _ = running[ear]  # type: ignore[index]
            try:
                seed, word = ear.recv()  # type: ignore[union-attr]
            except EOFError:
                word = "the process died"
            if word == "begun":
                running[ear] = (process, own, seed, time.monotonic())  # type: ignore[index]
                continue
            if word is not None:
                yield seed, word
            if word in (None, "the process died"):
                del running[ear]  # type: ignore[arg-type]
                process.join()
                if word is not None and seed + 1 < own.stop:
                    waiting.append(range(seed + 1, own.stop))
        for ear, (process, own, seed, since) in list(running.items()):
            if time.monotonic() - since > SILENCE:
                process.kill()
                del running[ear]
                yield seed, f"did not come to its end in {SILENCE:.0f} s"
                if seed + 1 < own.stop:
                    waiting.append(range(seed + 1, own.stop))


def _many(seeds: range, samples: dict[str, list[Path]], scratch: Path) -> int:
    KEPT.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    kinds: Counter[str] = Counter()
    for seed, wrong in _tell(seeds, samples, scratch):
        name, data = mutated(seed, samples)
        (KEPT / name).write_bytes(data)
        last = wrong.strip().splitlines()[-1]
        place = re.findall(r'File ".*?(reader/[^"]+)", line (\d+)', wrong)
        kinds[f"{last[:150]}  {place[-1][0]}:{place[-1][1]}" if place else last[:150]] += 1
        print(f"seed {seed} ({name}): {last[:200]}", flush=True)
    kept = f"; kept in {KEPT}" if kinds else ""
    print(f"{len(seeds)} files in {time.monotonic() - started:.0f} s, {sum(kinds.values())} failed{kept}")
    for kind, times in kinds.most_common():
        print(f"{times:>6}  {kind}")
    return 1 if kinds else 0


def _one(seed: int, samples: dict[str, list[Path]], scratch: Path) -> int:
    name, data = mutated(seed, samples)
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / name).write_bytes(data)
    trial = Trial(scratch)
    wrong = trial(name, data)
    trial.close()
    print(f"{KEPT / name}: {wrong or 'all is well'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
