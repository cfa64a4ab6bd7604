"""A page in plain words for pointing at: its texts in page order, in lines as a browser would break them. Nothing of it can act."""

from __future__ import annotations

from reader.model.teaching import Piece, Sketch
from reader.sites.outline import TEXT, Outline
from reader.sites.page_title import title_of
from reader.sites.view import PageView

MOST_PIECES = 12_000
MOST_LETTERS = 600_000
_LONGEST = 4000
"""Code points of one text that are shown."""
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "ins",
        "del",
        "big",
        "nobr",
        "wbr",
        "relative-time",
        TEXT,
    ]
)
_SET_IN = frozenset(["ul", "ol", "dd", "blockquote"])
_DEEPEST = 8


def sketch_of(view: PageView, page: Outline) -> Sketch:
    """The page's texts; what goes beyond some 600,000 letters is left out."""
    pieces: list[Piece] = []
    letters = 0
    fresh_line = True
    closing: list[int] = []
    for place, tag in enumerate(page.tags):
        while closing and closing[-1] <= place:
            closing.pop()
            fresh_line = True
        if tag != TEXT:
            if tag not in _INLINE:
                fresh_line = True
                if page.ends[place] > place + 1:
                    closing.append(page.ends[place])
            continue
        text = " ".join(page.texts[place][:_LONGEST].split())
        if not text:
            continue
        around = list(page.ancestors(place))
        level = sum(page.tags[above] in _SET_IN for above in around)
        heading = any(page.tags[above] in {"h1", "h2", "h3", "h4"} for above in around[:3])
        link = any(page.tags[above] == "a" for above in around[:4])
        pieces.append(Piece(place, text, fresh_line or not pieces, min(level, _DEEPEST), heading, link))
        fresh_line = False
        letters += len(text)
        if len(pieces) >= MOST_PIECES or letters >= MOST_LETTERS:
            return Sketch(title_of(view) or view.page.source.name, view.host, tuple(pieces), cut=True)
    return Sketch(title_of(view) or view.page.source.name, view.host, tuple(pieces))
