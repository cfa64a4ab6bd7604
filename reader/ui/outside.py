"""Starting other programs as the desktop would, not as one of our parts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

LIBRARIES, BEFORE = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"


@contextmanager
def desktop_environment() -> Iterator[None]:
    """While this holds, programs that are started get the library path that we were started with: the launcher of a frozen program for
    Linux points it at our own libraries (and keeps the old one beside), which our reading children need and a browser must not be given
    in place of its own. Elsewhere nothing changes."""
    ours = os.environ.get(LIBRARIES)
    if ours is None:
        yield
        return
    before = os.environ.get(BEFORE)
    frozen = before is not None or ours.rstrip("/").endswith("_internal")
    if frozen:
        del os.environ[LIBRARIES]
        if before:
            os.environ[LIBRARIES] = before
    try:
        yield
    finally:
        os.environ[LIBRARIES] = ours
