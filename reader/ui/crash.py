"""What happens when the program itself is at fault: the log gets everything, the person a calm sentence and the way to report it."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

import shiboken6
from PySide6.QtCore import QObject, Signal

from reader.log import LOGGER, Ring
from reader.ui.messages import Messages

WORDS = (
    "Something went wrong inside the program. Your library is safe: every change is written whole or not at all.\n\n"
    "You can go on. If it happens again, the details below help to find the cause; they stay on this computer unless you send them."
)


class CrashHandler(QObject):
    """Takes the place of ``sys.excepthook`` while it is installed. One box at a time, however many faults follow each other."""

    caught = Signal(object)
    """The exception; emitted in whatever thread it happened, heard on the GUI thread."""

    def __init__(self, messages: Messages, ring: Ring | None = None) -> None:
        super().__init__(messages)
        self._messages = messages
        self._ring = ring
        self._told: set[str] = set()
        self.caught.connect(self._tell)

    def install(self) -> None:
        """Take over unhandled exceptions."""
        sys.excepthook = self._hook

    def report(self, error: BaseException) -> None:
        """Log the error and tell the person (each kind of fault once)."""
        logging.getLogger(LOGGER).error("unexpected error", exc_info=error)
        self.caught.emit(error)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt) or not shiboken6.isValid(self):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error)

    def _tell(self, error: BaseException) -> None:
        last = traceback.extract_tb(error.__traceback__)[-1:] if error.__traceback__ else []
        place = f"{type(error).__name__} {last[0].filename}:{last[0].lineno}" if last else type(error).__name__
        if place in self._told:
            return
        self._told.add(place)
        lines = "".join(traceback.format_exception(error))
        log = "\n".join(list(self._ring.lines)[-60:]) if self._ring is not None else ""
        self._messages.tell(WORDS, f"{lines}\n{log}".strip(), title="Something went wrong")
