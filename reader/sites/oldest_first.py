"""Reading order: pages that show the newest comment first are turned round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reader.model.draft import DraftComment


def oldest_first(comments: Sequence[DraftComment]) -> list[DraftComment]:
    """Comments with branches in order of time, where the page shows them newest first; parents follow their comments."""
    roots = [place for place, comment in enumerate(comments) if comment.parent is None]
    times = [comments[place].published for place in roots]
    known = [time for time in times if time]
    falls = sum(b < a for a, b in pairwise(known))
    rises = sum(b > a for a, b in pairwise(known))
    if falls < 1 or rises > falls / 20 or (len(known) < 3 and falls < len(known) - 1):
        return list(comments)
    branches: list[list[int]] = []
    for place, comment in enumerate(comments):
        if comment.parent is None or not branches:
            branches.append([place])
        else:
            branches[-1].append(place)
    order = [place for branch in reversed(branches) for place in branch]
    moved = {old: new for new, old in enumerate(order)}
    return [replace(comments[old], parent=None if (p := comments[old].parent) is None else moved[p]) for old in order]
