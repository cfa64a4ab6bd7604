"""References from one thread into another, found when the other one comes: both directions, whichever was imported first."""

from __future__ import annotations

from collections.abc import Set

from reader.jobs.relinking import relink
from reader.jobs.reporter import Reporter
from reader.store import Library


def connect_threads(library: Library, arrived: Set[int], reporter: Reporter) -> None:
    """Link again every thread that points out of itself to something not found yet, now that the threads ``arrived`` are here."""
    if not arrived:
        return
    for post_id in library.posts_pointing_out():
        reporter.check()
        if post_id not in arrived or len(arrived) > 1:
            relink(library, post_id)
