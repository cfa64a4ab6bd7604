"""The parts of a block and the places of its elements."""

from __future__ import annotations

from dataclasses import dataclass

from reader.sites.block_groups import Block, BlockGroup, kind_of, path_to
from reader.sites.outline import TEXT, Outline

Slot = tuple[str, ...]
"""Path of kinds from a block down to an element: what is compared between blocks."""
Shape = list[tuple[int, Slot]]
"""Places of a block with their slots, page order."""


@dataclass(slots=True)
class Parts:
    """What one block holds. ``body`` is page markup without buttons and counters; addresses are as written."""

    block: Block
    author: str | None = None
    author_url: str | None = None
    date_text: str = ""
    date_machine: str | None = None
    body: str = ""
    body_places: tuple[int, ...] = ()
    number: int | None = None
    site_id: str | None = None
    url: str | None = None
    avatar: str | None = None
    reply_to: str | None = None
    """Address or id that an explicit "in reply to" names."""
    body_amount: int = 0
    """Non-blank characters of the text; a picture counts as a few."""
    link_amount: int = 0
    """How many of them stand in links."""
    pingback: bool = False
    only_name: bool = False
    """The text is nothing but what was taken for the author's name: a headline, and no message."""


def shape_of(outline: Outline, group: BlockGroup, block: Block) -> Shape:
    """All places of a block with their slots, page order, at most a few thousand."""
    found: Shape = []
    for top in block.places:
        head: Slot = () if group.own_blocks else (kind_of(outline, top),)
        for place in outline.walk(top, block.nested):
            found.append((place, head + path_to(outline, top, place)))
            if len(found) >= 3000:
                return found
    return found


def around(outline: Outline, place: int) -> tuple[str, str]:
    """Short text directly before and behind an element."""
    before, after = "", ""
    step = place - 1
    parent = outline.parents[place]
    while step > parent and step > place - 6:
        if outline.tags[step] == TEXT and outline.texts[step].strip():
            before = outline.texts[step][-60:]
            break
        step -= 1
    step = outline.ends[place]
    while step < min(len(outline.tags), outline.ends[place] + 6):
        if outline.tags[step] == TEXT and outline.texts[step].strip():
            after = outline.texts[step][:60]
            break
        step += 1
    return before, after
