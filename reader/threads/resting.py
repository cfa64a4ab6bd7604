"""The garbage collector at rest while a thread is linked."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Linking makes many small objects and no cycles; the collector would walk through all of them again and again (a tenth of the time).

    Whoever found it at work sets it to work again, so that two threads that link at once leave it as it was.
    """
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()
