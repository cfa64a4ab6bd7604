"""The one door to slow work: library calls one after the other, other work beside them, answers on the GUI thread.

``Background.library(work, done)`` queues ``work`` on the single library worker, ``Background.aside(work, done)`` runs it on a small pool
(jobs with child processes of their own, reads that may take long). ``work`` receives a `Reporter`, whose next report raises
`Cancelled` once the task is cancelled. A ``stamp`` drops stale answers: only the newest task of a stamp delivers.

What it does not do: it shows nothing and knows no job; there is no ``processEvents``.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from reader.jobs.reporter import Progress, Reporter
from reader.model.errors import Cancelled, ReaderError

KNOWN = (ReaderError, OSError)
"""What can go wrong without the program being at fault: these reach ``failed``, everything else is a bug."""


@dataclass(eq=False)
class Task:
    """One piece of work that was asked for."""

    number: int
    stamp: str | None
    reporter: Reporter
    done: Callable[[Any], None] | None
    failed: Callable[[Any], None] | None
    cancelled: Callable[[], None] | None
    stepped: Callable[[Progress], None] | None
    owner: QObject | None = field(repr=False)
    aside: bool = True

    def cancel(self) -> None:
        """Ask the work to stop at its next report; ``cancelled`` is called when it has."""
        self.reporter.cancel()

    @property
    def welcome(self) -> bool:
        """Whether anybody is left to hear the answer."""
        return self.owner is None or shiboken6.isValid(self.owner)


class Background(QObject):
    """See the module. Lives on the GUI thread."""

    trouble = Signal(object)
    """A `ReaderError` or OSError that nobody else took."""
    bug = Signal(object)
    """An exception that should not have happened."""
    busy_changed = Signal(bool)

    _stepped = Signal(object, object)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = QThreadPool(self)
        self._library.setMaxThreadCount(1)
        self._library.setExpiryTimeout(-1)
        self._aside = QThreadPool(self)
        self._aside.setMaxThreadCount(2)
        self._numbers = itertools.count(1)
        self._newest: dict[str, int] = {}
        self._open: set[Task] = set()
        self._stepped.connect(self._on_step, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_end, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything is running or waiting."""
        return bool(self._open)

    def library(self, work: Callable[[Reporter], Any], done: Callable[[Any], None] | None = None, **more: Any) -> Task:
        """Queue ``work`` on the library worker; keywords as in `aside`."""
        return self._start(self._library, work, done, **more)

    def aside(self, work: Callable[[Reporter], Any], done: Callable[[Any], None] | None = None, **more: Any) -> Task:
        """Run ``work`` beside the library worker.

        Keywords: ``failed`` (takes the `ReaderError` or OSError; without it ``trouble`` is emitted), ``cancelled``, ``stepped``, ``stamp``,
        and ``owner``: a QObject without which the answer is dropped.
        """
        return self._start(self._aside, work, done, **more)

    def drop(self, stamp: str) -> None:
        """Let no answer of ``stamp`` that is still out arrive."""
        self._newest[stamp] = next(self._numbers)

    def wait(self, milliseconds: int = 30_000) -> bool:
        """Let everything that runs come to its end (for closing and for tests); answers are still delivered by the event loop."""
        return self._library.waitForDone(milliseconds) and self._aside.waitForDone(milliseconds)

    def stop_aside(self) -> None:
        """Cancel what runs beside the library worker; its queued writes still come to their end (`wait`)."""
        for task in tuple(self._open):
            if task.aside:
                task.cancel()
        self._aside.clear()

    def stop(self) -> None:
        """Cancel everything and wait for it."""
        for task in tuple(self._open):
            task.cancel()
        self._aside.clear()
        self.wait()

    def _start(
        self,
        pool: QThreadPool,
        work: Callable[[Reporter], Any],
        done: Callable[[Any], None] | None,
        *,
        failed: Callable[[Any], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        stepped: Callable[[Progress], None] | None = None,
        stamp: str | None = None,
        owner: QObject | None = None,
    ) -> Task:
        reporter = Reporter(lambda step: self._stepped.emit(task, step))
        task = Task(next(self._numbers), stamp, reporter, done, failed, cancelled, stepped, owner, pool is self._aside)
        if stamp is not None:
            self._newest[stamp] = task.number
        was_busy = self.busy
        self._open.add(task)
        pool.start(lambda: self._run(task, work))
        if not was_busy:
            self.busy_changed.emit(True)
        return task

    def _run(self, task: Task, work: Callable[[Reporter], Any]) -> None:
        try:
            task.reporter.check()
            result = work(task.reporter)
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs on the GUI thread
            outcome: tuple[Any, Exception | None] = (None, error)
        else:
            outcome = (result, None)
        if shiboken6.isValid(self):  # nobody is left to hear it where the window is gone
            self._ended.emit(task, *outcome)

    def _on_step(self, task: Task, step: Progress) -> None:
        if task.stepped is not None and task in self._open and task.welcome and not task.reporter.cancelled:
            task.stepped(step)

    def _on_end(self, task: Task, result: Any, error: Exception | None) -> None:
        self._open.discard(task)
        if not self.busy:
            self.busy_changed.emit(False)
        stale = task.stamp is not None and self._newest[task.stamp] != task.number
        if isinstance(error, Cancelled):
            if task.cancelled is not None and task.welcome:
                task.cancelled()
        elif error is not None and not isinstance(error, KNOWN):
            self.bug.emit(error)
        elif stale or not task.welcome:
            return
        elif error is None:
            if task.done is not None:
                task.done(result)
        elif task.failed is not None:
            task.failed(error)
        else:
            self.trouble.emit(error)
