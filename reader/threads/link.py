"""The one door: a discussion in, the same discussion with references, ghosts and parents out. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reader.model.discussion import CommentKind, Discussion, ParentOrigin, ThreadCorrections
from reader.model.library import KnownThread


def link(discussion: Discussion, corrections: ThreadCorrections = ThreadCorrections(), known: Sequence[KnownThread] = ()) -> Discussion:
    """``discussion`` with everything inferred anew. (First frame: parents that the page states.)"""
    del corrections, known
    comments = tuple(
        dataclasses.replace(c, parent=c.page_parent, parent_origin=ParentOrigin.PAGE, parent_confidence=1.0) if c.page_parent is not None else c
        for c in discussion.comments
        if c.kind is not CommentKind.REMOVED
    )
    return dataclasses.replace(discussion, comments=comments)
