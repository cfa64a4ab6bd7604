"""Who answers whom as the markup states it: by standing inside, or by a depth that the engine writes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.markup.tree import Node, attr
from reader.model.draft import DraftComment

_DEPTH = re.compile(r"(?:^|\s)(?:depth|level|wc_comment_level|comment-level|comment-depth)[-_](\d{1,3})(?=\s|$)")


def parents_of(nodes: Sequence[Node]) -> list[int | None]:
    """By comment in page order: index of the nearest comment around it; where none stands inside another, by the depths of classes."""
    places = {node.mem_id: place for place, node in enumerate(nodes)}
    parents: list[int | None] = []
    for node in nodes:
        parent = node.parent
        while parent is not None and parent.mem_id not in places:
            parent = parent.parent
        parents.append(None if parent is None else places[parent.mem_id])
    if any(parent is not None for parent in parents):
        return parents
    return parents_by_depth([depth_of(node) for node in nodes])


def depth_of(node: Node) -> int | None:
    """The depth that a comment's classes state, 1 for the first level; None where they state none."""
    found = _DEPTH.search(attr(node, "class"))
    return int(found[1]) if found else None


def parents_by_depth(depths: Sequence[int | None]) -> list[int | None]:
    """Parents of a list in reading order whose depths are known: the last comment before it that is less deep."""
    parents: list[int | None] = []
    open_: list[tuple[int, int]] = []
    for place, depth in enumerate(depths):
        if depth is None:
            open_.clear()
            parents.append(None)
            continue
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        parents.append(open_[-1][1] if open_ else None)
        open_.append((depth, place))
    return parents


def only(comments: Sequence[DraftComment], keep: Callable[[DraftComment], bool]) -> list[DraftComment]:
    """The comments that are kept; what answered one that is not answers what that one answered."""
    moved: dict[int, int] = {}
    above: dict[int, int | None] = {}
    kept: list[DraftComment] = []
    for place, comment in enumerate(comments):
        parent = comment.parent
        if parent is not None and parent not in moved:
            parent = above.get(parent)
        above[place] = parent
        if keep(comment):
            moved[place] = len(kept)
            kept.append(replace(comment, parent=None if parent is None else moved[parent]))
    return kept


_INDENT = re.compile(r"(?:margin|padding)-left\s*:\s*(\d{1,5})(?:\.\d+)?\s*(px|em|%|rem)?", re.IGNORECASE)


def indent_of(node: Node) -> int | None:
    """The left margin that the element's own style states, in its own unit; None where it states none."""
    found = _INDENT.search(attr(node, "style"))
    return int(found[1]) if found else None
