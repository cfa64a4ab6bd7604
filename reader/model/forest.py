"""The shape of a reply tree, derived from its parents. Pure, without recursion: threads are thousands of replies deep."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forest:
    """Pre-order of a forest.

    ``order`` lists indexes so that every reply stands behind its parent and siblings keep their own order; ``depths`` is by index, roots
    0; ``ends`` is by place in ``order``: the place behind the last descendant, so that a branch is ``order[place:ends[place]]``.
    """

    order: array[int]
    depths: array[int]
    ends: array[int]


def without_cycles(parents: Sequence[int]) -> array[int]:
    """``parents`` with every parent that is out of range made -1, and with the earliest member of each cycle made a root."""
    size = len(parents)
    sound = array("i", (parent if 0 <= parent < size else -1 for parent in parents))
    seen = array("i", [-1]) * size  # the start whose walk came by first
    for start in range(size):
        node = start
        while node >= 0 and seen[node] < 0:
            seen[node] = start
            node = sound[node]
        if node >= 0 and seen[node] == start:
            earliest, other = node, sound[node]
            while other != node:
                earliest, other = min(earliest, other), sound[other]
            sound[earliest] = -1
    return sound


def grow(parents: Sequence[int]) -> Forest:
    """The forest of ``parents`` (index of the parent, -1 for a root); unsound parents are mended as `without_cycles` does."""
    sound = without_cycles(parents)
    size = len(sound)
    first_child = array("i", [-1]) * size
    next_sibling = array("i", [-1]) * size
    first_root = -1
    for index in range(size - 1, -1, -1):
        parent = sound[index]
        if parent < 0:
            next_sibling[index], first_root = first_root, index
        else:
            next_sibling[index], first_child[parent] = first_child[parent], index
    order = array("i")
    depths = array("i", [0]) * size
    ends = array("i", [0]) * size
    open_places: list[int] = []
    node = first_root
    while node >= 0:
        depths[node] = len(open_places)
        open_places.append(len(order))
        order.append(node)
        node = first_child[node]
        while node < 0 and open_places:
            place = open_places.pop()
            ends[place] = len(order)
            node = next_sibling[order[place]]
    return Forest(order, depths, ends)
