"""Questions about one file, asked behind the window one after the other; of those that wait only the newest is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from reader.jobs.reporter import Reporter
from reader.jobs.teaching import Classroom
from reader.ui.background import Background, Task

Work = Callable[[Classroom, Reporter], Any]


class Asking(QObject):
    """Owns a `Classroom`, which is made by the first question and let go by `close`."""

    def __init__(self, background: Background, make: Callable[[], Classroom], parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._make = make
        self._room: Classroom | None = None
        self._task: Task | None = None
        self._next: tuple[Work, Callable[[Any], None], Callable[[Any], None]] | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._task is not None

    def ask(self, work: Work, done: Callable[[Any], None], failed: Callable[[Any], None]) -> None:
        """Let ``work`` run beside the window; its answer, or the `ReaderError` or OSError, comes back on this thread."""
        if self._closed:
            return
        if self._task is not None:
            self._next = (work, done, failed)
            return

        def run(reporter: Reporter) -> Any:
            if self._room is None:
                self._room = self._make()
            return work(self._room, reporter)

        def answered(answer: Any) -> None:
            self._ended()
            if not self._closed:
                done(answer)

        def refused(error: Any) -> None:
            self._ended()
            if not self._closed:
                failed(error)

        self._task = self._background.aside(run, answered, failed=refused, cancelled=self._ended, owner=self)

    def close(self) -> None:
        """Stop what runs and let the file go."""
        self._closed = True
        self._next = None
        if self._task is not None:
            self._task.cancel()
        else:
            self._leave()

    def _ended(self) -> None:
        self._task = None
        if self._closed:
            self._leave()
        elif self._next is not None:
            coming, self._next = self._next, None
            self.ask(*coming)

    def _leave(self) -> None:
        room, self._room = self._room, None
        if room is not None:
            self._background.aside(lambda _reporter: room.close())
        self.deleteLater()
