"""How a figure is taken and printed."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable


def cpu_seconds(act: Callable[[], object], runs: int = 3) -> float:
    """Best CPU seconds of ``runs``, children included."""
    return min(_once(act) for _ in range(runs))


def line(what: str, seconds: float, reference: float | None = None, against: str = "", aim: str = "") -> None:
    """One line: milliseconds, and the ratio to the reference where there is one."""
    ratio = "" if not reference else f"   {seconds / reference:7.3f} of {against} ({reference * 1000:.1f} ms)"
    print(f"  {what:<46} {seconds * 1000:10.2f} ms{ratio}{f'   aim {aim}' if aim else ''}", flush=True)


def _once(act: Callable[[], object]) -> float:
    start = _spent()
    act()
    return _spent() - start


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
