"""Progress and cancel of slow work, without Qt."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from reader.model.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Progress:
    """How far some work is. ``total`` None: unknown. ``what`` names the thing in hand (a file name, a title), never a sentence."""

    done: int
    total: int | None = None
    what: str = ""


class Reporter:
    """Hands progress on, at most ten times a second, and raises `Cancelled` at the report after `cancel` was called.

    ``listener`` is called in the working thread. Safe to cancel from any thread.
    """

    INTERVAL = 0.1

    def __init__(self, listener: Callable[[Progress], None] | None = None) -> None:
        self._listener = listener
        self._cancelled = threading.Event()
        self._last = -1.0

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if the work was asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    def report(self, done: int, total: int | None = None, what: str = "") -> None:
        """Tell how far the work is. Raises `Cancelled`."""
        self.check()
        now = time.monotonic()
        if self._listener is not None and (now - self._last >= self.INTERVAL or done == total):
            self._last = now
            self._listener(Progress(done, total, what))
