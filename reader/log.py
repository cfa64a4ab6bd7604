"""The log: a file in the library folder (two generations of at most 1 MB) and the last lines in memory for a report.

May import: paths. Nothing here ever stops the program: a disk that takes no log is ignored.
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from pathlib import Path

LOGGER = "threadfolio"


class Ring(logging.Handler):
    """Keeps the last ``size`` formatted lines."""

    def __init__(self, size: int = 500) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=size)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(self.format(record))


def start(path: Path | None, *, verbose: bool = False, quiet: bool = False) -> Ring:
    """Begin logging to ``path`` (None: no file) and to standard error (warnings; everything when ``verbose``); gives the ring."""
    logger = logging.getLogger(LOGGER)
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    ring = Ring()
    handlers: list[logging.Handler] = [ring]
    if sys.stderr is not None and verbose and not quiet:
        handlers.append(logging.StreamHandler(sys.stderr))
    if path is not None:
        from logging.handlers import RotatingFileHandler  # brings sockets and queues with it

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handlers.append(RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True))
        except OSError:
            pass
    for handler in handlers:
        handler.setFormatter(form)
        logger.addHandler(handler)
    return ring
