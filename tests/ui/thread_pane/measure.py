"""Figures of the thread pane for the benchmark command: CPU milliseconds of what a reader does, over threads of several sizes.

``measure(sizes)`` needs a `QApplication`; it prints nothing and compares nothing. ``text_painted(pane)`` tells by pixels whether the text of
every comment in the window stands there.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from big_thread import NAMES, MadeSource, make_thread
from PySide6.QtWidgets import QApplication

from reader.filters import Context, Effect, Kind, Rule, apply
from reader.model.skeleton import Thread
from reader.ui.thread_pane import ThreadPane

WIDTH, HEIGHT = 900, 800


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured on a thread of ``size`` comments; milliseconds of CPU, median and 99th of a hundred."""

    what: str
    size: int
    median: float
    p99: float


def timed(act: Callable[[], object]) -> float:
    """CPU milliseconds of an act and of the painting that follows it."""
    start = time.process_time()
    act()
    QApplication.processEvents()
    return (time.process_time() - start) * 1000


def figure(what: str, size: int, acts: list[Callable[[], object]]) -> Figure:
    """Run every act once."""
    times = sorted(timed(act) for act in acts)
    return Figure(what, size, times[len(times) // 2], times[min(len(times) - 1, round(len(times) * 0.99))])


def text_painted(pane: ThreadPane) -> bool:
    """Whether every comment whose body reaches into the window has ink where its text is."""
    image = pane.viewport().grab().toImage()
    paper = int(pane.style_now.palette.paper[1:], 16)
    for box, y in pane.view.shown():
        if box.body is None:
            continue
        top, bottom = max(0, y + box.body_top), min(image.height(), y + box.body_top + box.body.height)
        if bottom - top < 2 * pane.style_now.line:
            continue
        ink = sum(image.pixel(x, row) & 0xFFFFFF != paper for row in range(top, bottom, 2) for x in range(box.text_left, box.text_left + 200))
        if ink < 20:
            return False
    return True


def branch_of(size: int, replies: int) -> list[int]:
    """Parents of a thread whose middle holds one branch of so many replies, at all depths."""
    rnd = random.Random(5)
    start = (size - replies) // 2
    inside = range(start + 1, start + 1 + replies)
    return [rnd.randrange(start, index) if index in inside else -1 for index in range(size)]


def _warm(pane: ThreadPane) -> None:
    thread = make_thread(60)
    pane.show_thread(thread, MadeSource(thread))
    QApplication.processEvents()


def _figures_of(pane: ThreadPane, thread: Thread) -> list[Figure]:
    size, source, rnd = len(thread), MadeSource(thread), random.Random(3)
    found = [figure("open to the first frame", size, [lambda: pane.show_thread(thread, source)] * 7)]
    if not text_painted(pane):
        raise AssertionError(f"{size} comments: the first frame lacks text")
    found.append(figure("wheel frame", size, [lambda: pane.scroll_by(66)] * 300))
    found.append(figure("jump", size, [lambda: pane.reveal(rnd.randrange(size), mark=False)] * 60))
    rules = (Rule(Kind.AUTHOR, Effect.ONLY, NAMES[3]),)
    found.append(figure("only one author", size, [lambda: pane.set_selection(apply(thread, rules, Context.ALONE)),
                                                 lambda: pane.set_selection(None)] * 3))
    found.append(figure("resize", size, [lambda: pane.resize(WIDTH - 200, HEIGHT), lambda: pane.resize(WIDTH, HEIGHT)] * 3))
    return found


def measure(sizes: tuple[int, ...] = (100, 1_000, 10_000, 100_000)) -> list[Figure]:
    """All figures, smallest thread first; the fold of a branch of 10,000 comes last."""
    pane = ThreadPane()
    pane.resize(WIDTH, HEIGHT)
    pane.show()
    _warm(pane)
    found = [one for size in sizes for one in _figures_of(pane, make_thread(size))]
    thread = make_thread(20_000, parents=branch_of(20_000, 10_000))
    pane.show_thread(thread, MadeSource(thread))
    head = (20_000 - 10_000) // 2
    pane.reveal(head, mark=False)
    found.append(figure("fold or open 10,000 replies", len(thread), [lambda: pane.toggle(head)] * 20))
    pane.deleteLater()
    return found


if __name__ == "__main__":
    app = QApplication([])
    for one in measure():
        print(f"{one.size:>7,}  {one.what:<28} {one.median:7.2f} {one.p99:7.2f}")
