"""Speed of linking, for the benchmark command: threads of growing size, CPU seconds and seconds per comment."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass

from thread_maker import make

from reader.threads.link import link


@dataclass(frozen=True)
class Timing:
    comments: int
    characters: int
    seconds: float
    """CPU seconds of one run, other work of the machine not counted."""
    references: int


def measure(sizes: tuple[int, ...] = (1_000, 10_000, 100_000), repeat: int = 1) -> list[Timing]:
    """The best of ``repeat`` runs for each size."""
    found = []
    for size in sizes:
        made = make(1, size)
        best = float("inf")
        references = 0
        for _ in range(repeat):
            gc.collect()
            start = time.process_time()
            out = link(made.discussion)
            best = min(best, time.process_time() - start)
            references = sum(len(c.references) for c in out.comments)
        found.append(Timing(size, sum(len(c.body.text) for c in made.discussion.comments), best, references))
    return found


def report(timings: list[Timing] | None = None) -> str:
    """For people: target is 10,000 comments in less than 1 s of CPU, growth no worse than n log n."""
    lines = [
        f"{'comments':>10}{'characters':>12}{'references':>12}{'CPU s':>9}{'us/comment':>12}   target: 10,000 in < 1 s, growth <= n log n"
    ]
    lines += [
        f"{t.comments:10,}{t.characters:12,}{t.references:12,}{t.seconds:9.2f}{1e6 * t.seconds / t.comments:12.1f}"
        for t in timings or measure()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
