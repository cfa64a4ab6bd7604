"""Sanitised HTML <-> plain text, and marks put at spans of the text.

The rules of ``body_text`` stand in `reader.markup.positions`, which reads the HTML.
"""

from __future__ import annotations

import html as html_module
import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from reader.markup.positions import TAG, Segment, collapsed, html_places, scan, segments_of
from reader.model.discussion import Body


def html_to_text(html: str) -> str:
    """Plain text of sanitised HTML, without outer empty lines."""
    return "".join(scan(html).out).rstrip(" \n\t\xa0") if _NOT_SIMPLE.search(html) else text_of_paragraphs(html)


def text_of_paragraphs(html: str) -> str:
    """`html_to_text` of sanitised HTML whose only elements are blocks without rules of their own and ``br``."""
    blocks = map(_lines_of, filter(None, _BLOCK_TAG.split(html)))
    return "\n\n".join(filter(None, blocks)).rstrip(" \n\t\xa0")


_NOT_SIMPLE = re.compile(r"<(?!(?:/?(?:p|div)(?: [^<>]*+)?|br)>)")
"""A tag that is no paragraph and no line break. Most bodies have none, and their text needs no scan of tags (a fifth of the time)."""
_BLOCK_TAG = re.compile(r"<(?!br>)[^<>]*+>")


def _lines_of(block: str) -> str:
    """The text of one block; line breaks at its ends part nothing."""
    if "<" in block:
        text = "\n".join(map(collapsed, block.split("<br>"))).strip("\n")
    else:
        text = collapsed(block)
    return html_module.unescape(text) if "&" in text else text


def escape(text: str) -> str:
    """Text for use between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


_SPACING = re.compile(r"^[ \t]+|\t| {2,}", re.MULTILINE)


def _spaced(text: str) -> str:
    """Escaped text whose indents and runs of blanks survive display: all but the last blank of a run become no-break spaces."""
    return _SPACING.sub(_keep_spacing, escape(text))


def _keep_spacing(run: re.Match[str]) -> str:
    width = len(run.group().expandtabs(4))
    at_line_start = run.start() == 0 or run.string[run.start() - 1] == "\n"
    return "&nbsp;" * width if at_line_start else "&nbsp;" * (width - 1) + " "


def _piece_of_line(text: str, low: int, high: int) -> str:
    """A piece of a line for display; only blanks at the line's own start are an indent."""
    piece = text[low:high]
    if low and piece[:1] == " " and text[low - 1] != "\n":
        return " " + _spaced(piece[1:])
    return _spaced(piece)


_PARTING = re.compile(r"(?<!\n)\n\n(?!\n)")


def text_to_html(text: str) -> str:
    """Display HTML of plain text: escaped, ``p`` and ``br`` only; ``>``, ``#`` and ``*`` stay as typed.

    An empty line ends a paragraph; several empty lines in a row stay as ``br`` inside one.
    """
    if not text:
        return ""
    return "".join(f"<p>{_spaced(part).replace(chr(10), '<br>')}</p>" for part in _PARTING.split(text))


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of ``Body.text`` (code points, end exclusive) to be shown as a link (``href``) and/or with a class (``css``).

    Marks may overlap: the link of the one given first wins, classes add up.
    """

    start: int
    end: int
    href: str | None = None
    css: str | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch that is dressed in one element."""

    start: int
    end: int
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A link that the body has itself: its two tags in the HTML and the text between them."""

    opening: tuple[int, int]
    closing: tuple[int, int]
    start: int
    end: int
    href: str


def mark_spans(body: Body, marks: Iterable[Mark]) -> str:
    """Display HTML of a body with every mark as ``<a href class>`` or ``<span class>`` around its text.

    A mark that crosses other elements becomes several elements, so nesting is always right; the text stays the same. A link of the body
    that a mark with ``href`` meets gives way to it where they overlap and keeps the rest. Spans outside the text are cut to it.
    """
    size = len(body.text)
    wanted = [mark for mark in marks if mark.start < mark.end and mark.start < size and mark.end > 0 and (mark.href or mark.css)]
    if body.html is None:
        return _dress_text(body.text, _runs(wanted)) if wanted else text_to_html(body.text)
    return _dress_html(body.html, wanted) if wanted else body.html


def _runs(marks: Sequence[Mark]) -> list[_Run]:
    """Elementary stretches, in order, without overlap."""
    cuts = sorted({place for mark in marks for place in (mark.start, mark.end)})
    by_start = sorted(range(len(marks)), key=lambda index: marks[index].start)
    runs: list[_Run] = []
    active: list[int] = []
    coming = 0
    for start, end in itertools.pairwise(cuts):
        while coming < len(by_start) and marks[by_start[coming]].start <= start:
            active.append(by_start[coming])
            coming += 1
        active = [index for index in active if marks[index].end > start]
        if not active:
            continue
        here = [marks[index] for index in sorted(active)]
        href = next((mark.href for mark in here if mark.href), None)
        css = " ".join(dict.fromkeys(mark.css for mark in here if mark.css))
        dress = f' class="{html_module.escape(css)}"' if css else ""
        if href:
            runs.append(_Run(start, end, f'<a href="{html_module.escape(href)}"{dress}>', "</a>"))
        else:
            runs.append(_Run(start, end, f"<span{dress}>", "</span>"))
    return runs


def _dress(start: int, end: int, runs: Sequence[_Run], first: int, piece: Callable[[int, int], str]) -> tuple[list[str], int]:
    """Text from ``start`` to ``end`` in pieces, dressed; and the first run that may reach beyond ``end``."""
    out: list[str] = []
    place = start
    while first < len(runs) and runs[first].end <= start:
        first += 1
    index = first
    while index < len(runs) and runs[index].start < end:
        run = runs[index]
        low, high = max(run.start, start), min(run.end, end)
        if low > place:
            out.append(piece(place, low))
        out += (run.opening, piece(low, high), run.closing)
        place = high
        if run.end > end:
            break
        index += 1
    if place < end:
        out.append(piece(place, end))
    return out, index


def _dress_text(text: str, runs: Sequence[_Run]) -> str:
    out: list[str] = ["<p>"]
    place = first = 0
    size = len(text)
    while place <= size:
        line_end = text.find("\n", place)
        if line_end < 0:
            line_end = size
        pieces, first = _dress(place, line_end, runs, first, partial(_piece_of_line, text))
        out += pieces
        newlines = 0
        while line_end + newlines < size and text[line_end + newlines] == "\n":
            newlines += 1
        if not newlines:
            break
        out.append("</p><p>" if newlines == 2 else "<br>" * newlines)
        place = line_end + newlines
    out.append("</p>")
    return "".join(out)


def _anchors(html: str, segments: Sequence[Segment]) -> list[_Anchor]:
    """The links of the HTML with the spans of their text."""
    found: list[_Anchor] = []
    opening: tuple[int, int, str] | None = None
    index = first = 0
    for tag in TAG.finditer(html):
        if tag[2] != "a":
            continue
        while index < len(segments) and segments[index].html_end <= tag.start():
            index += 1
        if not tag[1]:
            href = tag[3].partition('href="')[2].partition('"')[0]
            opening = (tag.start(), tag.end(), html_module.unescape(href))
            first = index
        elif opening is not None:
            if index > first:
                span = segments[first].start, segments[index - 1].end
                found.append(_Anchor(opening[:2], tag.span(), *span, opening[2]))
            opening = None
    return found


def _dress_html(html: str, marks: list[Mark]) -> str:
    segments = segments_of(html)
    gone: list[tuple[int, int]] = []
    if any(mark.href for mark in marks) and "<a" in html:
        links = [mark for mark in marks if mark.href]
        for anchor in _anchors(html, segments):
            if any(mark.start < anchor.end and mark.end > anchor.start for mark in links):
                gone += (anchor.opening, anchor.closing)
                if anchor.href:
                    marks = [*marks, Mark(anchor.start, anchor.end, anchor.href)]
    runs = _runs(marks)
    edits: list[tuple[int, int, str]] = [(start, end, "") for start, end in gone]
    first = 0
    for segment in segments:
        while first < len(runs) and runs[first].end <= segment.start:
            first += 1
        if first == len(runs):
            break
        if runs[first].start >= segment.end:
            continue
        edits.append((segment.html_start, segment.html_end, _dressed_segment(html, segment, runs, first)))
    edits.sort()
    out: list[str] = []
    place = 0
    for start, end, new in edits:
        out += (html[place:start], new)
        place = end
    out.append(html[place:])
    return "".join(out)


def _dressed_segment(html: str, segment: Segment, runs: Sequence[_Run], first: int) -> str:
    cuts = {segment.start, segment.end}
    index = first
    while index < len(runs) and runs[index].start < segment.end:
        cuts.update((max(runs[index].start, segment.start), min(runs[index].end, segment.end)))
        index += 1
    ordered = sorted(cuts)
    places = dict(zip(ordered, html_places(html, segment, ordered), strict=True))
    pieces, _ = _dress(segment.start, segment.end, runs, first, lambda low, high: html[places[low] : places[high]])
    return "".join(pieces)
