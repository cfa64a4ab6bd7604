"""One pass over sanitised HTML: its plain text with a map between their positions.

Rules (``body_text`` of the contract): blocks are parted by one empty line, items and rows of one block by a newline, cells by a blank,
``br`` is a newline, ``pre`` is verbatim, other white space (no-break spaces included) is one blank. Pictures and placeholders of pictures
give no text. The input is what `reader.markup.sanitise.clean` gives: every ``<`` and ``>`` that is no tag is escaped.
"""

from __future__ import annotations

import html as html_module
import re
from dataclasses import dataclass, field

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
BLOCKS = frozenset(["p", "div", "blockquote", "ul", "ol", "dl", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr"])
LINES = frozenset(["li", "dt", "dd", "tr", "caption", "thead", "tbody", "tfoot"])
CELLS = frozenset(["td", "th"])
PLACEHOLDER = "missing-picture"
"""Class of the element that stands for a picture or player that the save does not hold; its words are shown but are no text of the body."""

BLANKS = re.compile(r"(?:[ \t\n\r\f\xa0]|&nbsp;)+")
_ATOM = re.compile(r"(?:[ \t\n\r\f\xa0]|&nbsp;)+|&#?\w+;|.", re.DOTALL)
_PRE_ATOM = re.compile(r"&#?\w+;|.", re.DOTALL)
_BLANK_CHARS = " \t\n\r\f\xa0"


def collapsed(raw: str) -> str:
    """Text between two tags with every run of blanks made one, none at its ends; entities other than ``&nbsp;`` stay."""
    if raw.isascii() and "&nbsp;" not in raw:
        return " ".join(raw.split())  # no other ASCII blank is left in sanitised HTML
    for blank in ("&nbsp;", "\t", "\n", "\r", "\f", "\xa0"):
        raw = raw.replace(blank, " ")
    return " ".join(filter(None, raw.split(" ")))  # ten times as fast as a pattern; ``split()`` would take thin and wide blanks too


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of text between two tags: code points ``start``..``end`` of the text are ``html[html_start:html_end]``."""

    start: int
    end: int
    html_start: int
    html_end: int
    verbatim: bool


@dataclass(slots=True)
class Scan:
    """State of one pass over sanitised HTML; afterwards ``out`` joined is the text."""

    html: str
    out: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    length: int = 0
    gap: int = 0
    breaks: int = 0
    blank: bool = False

    def flush(self) -> None:
        """Write what parts the next text from the last one."""
        if self.length:
            parting = "\n" * (self.gap or self.breaks) or (" " if self.blank else "")
            if parting:
                self.out.append(parting)
                self.length += len(parting)
        self.gap = self.breaks = 0
        self.blank = False

    def put(self, text: str, html_start: int, html_end: int, verbatim: bool) -> None:
        """Write text that is ``html[html_start:html_end]``."""
        self.flush()
        self.out.append(text)
        self.segments.append(Segment(self.length, self.length + len(text), html_start, html_end, verbatim))
        self.length += len(text)

    def words(self, start: int, end: int) -> None:
        """Take up the text between two tags, white space collapsed."""
        raw = self.html[start:end]
        text = collapsed(raw)
        if not text:
            self.blank = True
            return
        if raw.isascii() and "&nbsp;" not in raw:
            lead, trail = len(raw) - len(raw.lstrip()), len(raw) - len(raw.rstrip())
        else:
            blanks = BLANKS.match(raw)
            lead, trail = blanks.end() if blanks else 0, len(raw) - _end_of_words(raw)
        self.blank = self.blank or lead > 0
        self.put(html_module.unescape(text) if "&" in text else text, start + lead, end - trail, False)
        self.blank = trail > 0

    def verbatim(self, start: int, end: int) -> None:
        """Take up text inside ``pre``: newlines at its ends part, everything else stays."""
        raw = self.html[start:end]
        core = raw.strip("\n")
        lead = len(raw) - len(raw.lstrip("\n"))
        self.breaks += lead
        if core:
            self.put(html_module.unescape(core) if "&" in core else core, start + lead, start + lead + len(core), True)
            self.breaks = len(raw) - lead - len(core)


def _end_of_words(raw: str) -> int:
    """Where the blanks at the end of ``raw`` begin; each is looked at once, however many there are."""
    end = len(raw)
    while end:
        if raw[end - 1] in _BLANK_CHARS:
            end -= 1
        elif raw.endswith("&nbsp;", 0, end):
            end -= 6
        else:
            break
    return end


def scan(html: str, quotes: list[tuple[int, int]] | None = None) -> Scan:
    """Read ``html`` once; ``quotes`` takes, in order of start tags, the first and behind-last segment of every ``blockquote``."""
    state = Scan(html)
    place = pre = hidden = 0
    open_quotes: list[int] = []
    for tag in TAG.finditer(html):
        start = tag.start()
        if start > place and not hidden:
            if pre:
                state.verbatim(place, start)
            else:
                state.words(place, start)
        place = tag.end()
        closing, name, attributes = tag.groups()
        if hidden:
            if name == "span":
                hidden += -1 if closing else 1
            continue
        if name == "br":
            state.breaks += 1
            state.blank = False
        elif name in BLOCKS:
            state.gap = 2
            if name == "pre":
                pre = max(0, pre - 1) if closing else pre + 1
            elif name == "blockquote" and quotes is not None:
                if not closing:
                    open_quotes.append(len(quotes))
                    quotes.append((len(state.segments), 0))
                elif open_quotes:
                    index = open_quotes.pop()
                    quotes[index] = (quotes[index][0], len(state.segments))
        elif name in LINES:
            state.gap = max(state.gap, 1)
        elif name in CELLS:
            state.blank = True
        elif name == "span" and not closing and PLACEHOLDER in attributes:
            hidden = 1
    if place < len(html) and not hidden:
        state.words(place, len(html))
    return state


def segments_of(html: str) -> list[Segment]:
    """The position map of ``html_to_text(html)``: every stretch of text with its place in the HTML, in order."""
    return scan(html).segments


def quote_spans(html: str) -> list[tuple[int, int]]:
    """Spans of the ``blockquote`` elements in ``html_to_text(html)``, in the order of their start tags; ``(0, 0)`` for one without text."""
    places: list[tuple[int, int]] = []
    segments = scan(html, places).segments
    return [(segments[first].start, segments[last - 1].end) if last > first else (0, 0) for first, last in places]


def html_places(html: str, segment: Segment, offsets: list[int]) -> list[int]:
    """Where in ``html`` the code points ``offsets`` (ascending, within the segment, its end allowed) begin."""
    width = segment.html_end - segment.html_start
    if width == segment.end - segment.start:
        return [segment.html_start + offset - segment.start for offset in offsets]
    found: list[int] = []
    raw = html[segment.html_start : segment.html_end]
    at = segment.start
    wanted = iter(offsets)
    offset = next(wanted, None)
    for atom in (_PRE_ATOM if segment.verbatim else _ATOM).finditer(raw):
        while offset is not None and offset <= at:
            found.append(segment.html_start + atom.start())
            offset = next(wanted, None)
        if offset is None:
            return found
        piece = atom.group()
        at += len(html_module.unescape(piece)) if piece[0] == "&" and (segment.verbatim or not piece.startswith("&nbsp;")) else 1
    while offset is not None:
        found.append(segment.html_end)
        offset = next(wanted, None)
    return found
