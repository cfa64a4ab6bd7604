"""The other threads of the library, as references may name them: read once for a whole import, kept true while threads come in."""

from __future__ import annotations

from dataclasses import replace

from reader.model.discussion import Discussion, ThreadCorrections
from reader.model.library import KnownThread
from reader.store import Library
from reader.threads.elsewhere import KnownIndex
from reader.threads.link import link
from reader.threads.verdicts import NO_CORRECTIONS


def said(library: Library, site: str | None, post_id: int | None) -> ThreadCorrections:
    """What the person set by hand in a thread (None: a new one), and what they said on its site of names being one person."""
    own = NO_CORRECTIONS if post_id is None else library.corrections(post_id)
    return replace(own, people=library.name_pairs(site, post_id))


class Neighbours:
    """Links discussions among the threads of one library. Reading and indexing them anew for every post of an export of thousands would
    cost more than everything else."""

    def __init__(self, library: Library) -> None:
        self._index = KnownIndex(library.known_threads(), library.known_comments)

    def link(self, discussion: Discussion, corrections: ThreadCorrections = NO_CORRECTIONS) -> Discussion:
        """`reader.threads.link.link` with what the library holds."""
        return link(discussion, corrections, self._index)

    def stored(self, post_id: int, discussion: Discussion) -> None:
        """A thread was written: later ones may name it."""
        post = discussion.post
        self._index.add(KnownThread(post_id, post.corrections.title or post.title, post.url, post.site))
