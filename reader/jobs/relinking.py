"""A stored thread linked anew: after the reader's corrections, or because another thread came."""

from __future__ import annotations

from reader.jobs.neighbours import Neighbours, said
from reader.model.report import Changes
from reader.store import Library
from reader.threads.keys import permalink_key
from reader.threads.likeness import alike


def relink(library: Library, post_id: int, neighbours: Neighbours | None = None) -> Changes:
    """Find references, ghosts and parents of a thread again; writes only where something came out differently."""
    before = library.load(post_id)
    after = (neighbours or Neighbours(library)).link(before, said(library, before.post.site, post_id))
    if alike(after, before):
        return Changes()
    return library.replace(after, permalink_key=permalink_key(after.post.url or "")).changes
