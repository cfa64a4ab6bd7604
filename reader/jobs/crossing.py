"""References from one thread into another, found when the other one comes: both directions, whichever was imported first."""

from __future__ import annotations

from collections.abc import Set

from reader.jobs.neighbours import Neighbours
from reader.jobs.relinking import relink
from reader.jobs.reporter import Reporter
from reader.store import Library
from reader.threads.keys import permalink_key


def connect_threads(library: Library, arrived: Set[int], reporter: Reporter) -> None:
    """Link again every thread that points out of itself to something not found yet, now that the threads ``arrived`` are here."""
    if not arrived:
        return
    known = library.known_threads()
    if len(known) < 2:
        return
    keys = (permalink_key(thread.url) for thread in known if thread.post_id in arrived and thread.url)
    ends = {key.rpartition("/")[2] for key in keys if key}
    pointing = set(library.posts_pointing_out()) | (set(library.posts_linking_to(ends)) if ends else set())
    neighbours = Neighbours(library)
    for post_id in sorted(pointing):
        reporter.check()
        relink(library, post_id, neighbours)
