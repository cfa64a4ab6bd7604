"""Background work: answers on the GUI thread, order, cancel, stale answers, errors."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from reader.jobs.reporter import Progress
from reader.model.errors import BadSearch, ReaderError
from reader.ui.background import Background


@pytest.fixture
def background(qtbot):
    made = Background()
    yield made
    made.stop()


def finish(background, qtbot) -> None:
    qtbot.waitUntil(lambda: not background.busy, timeout=5000)


def test_answers_arrive_on_the_gui_thread_in_order(background, qtbot) -> None:
    heard: list[tuple[int, bool]] = []
    here = threading.get_ident()
    workers = set()

    def work(number: int):
        def inner(_reporter):
            workers.add(threading.get_ident())
            return number
        return inner

    for number in range(5):
        background.library(work(number), lambda value: heard.append((value, threading.get_ident() == here)))
    finish(background, qtbot)
    assert heard == [(number, True) for number in range(5)]
    assert len(workers) == 1 and here not in workers


def test_stale_answers_are_dropped(background, qtbot) -> None:
    gate = threading.Event()
    heard: list[str] = []
    background.library(lambda _p: gate.wait(5) and "slow", heard.append, stamp="thread")
    background.aside(lambda _p: "fast", heard.append, stamp="thread")
    background.aside(lambda _p: "other", heard.append, stamp="search")
    gate.set()
    finish(background, qtbot)
    assert sorted(heard) == ["fast", "other"]


def test_cancel_is_silent_and_told(background, qtbot) -> None:
    reached, go = threading.Event(), threading.Event()
    told: list[str] = []

    def work(reporter):
        reporter.report(0, 2, "first")
        reached.set()
        go.wait(5)
        reporter.report(1, 2, "second")
        told.append("went on")

    task = background.aside(work, told.append, cancelled=lambda: told.append("cancelled"))
    assert reached.wait(5)
    task.cancel()
    go.set()
    finish(background, qtbot)
    assert told == ["cancelled"]


def test_steps_and_typed_errors(background, qtbot) -> None:
    steps: list[Progress] = []
    errors: list[ReaderError] = []

    def work(reporter):
        reporter.report(1, 1, "only")
        raise BadSearch("x", "empty")

    background.aside(work, failed=errors.append, stepped=steps.append)
    finish(background, qtbot)
    assert steps == [Progress(1, 1, "only")]
    assert [type(error) for error in errors] == [BadSearch]
    with qtbot.waitSignal(background.trouble) as caught:
        background.aside(work)
    assert isinstance(caught.args[0], BadSearch)
    with qtbot.waitSignal(background.bug) as caught:
        background.aside(lambda _p: 1 / 0)
    assert isinstance(caught.args[0], ZeroDivisionError)
    finish(background, qtbot)


def test_nothing_is_delivered_to_the_dead(background, qtbot) -> None:
    import shiboken6

    owner = QObject()
    gate = threading.Event()
    heard: list[object] = []
    background.aside(lambda _p: gate.wait(5), heard.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    finish(background, qtbot)
    assert heard == []
