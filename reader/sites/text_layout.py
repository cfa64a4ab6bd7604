"""Where the comments of a plain-text copy begin and end, once its repeated line is known.

Text may stand before its line (TypePad, Movable Type: text, then "Posted by ...") or after it (most others). Around the line stand the
engine's other repeated lines (ranks, post counts, buttons): the frame, learned from what comes again at most comments.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.sites.line_dates import find_stamp
from reader.sites.text_marks import Mark, is_name

NAVIGATION = re.compile(
    r"(?:[«‹<←]*\s*(?:next|previous|prev|older|newer|nächste|vorherige|weiter|zurück|suivante?|précédente?|siguiente|"
    r"anterior)\b[^.!?]{0,40}|"
    r"(?:post|leave|write|add|submit|verify|schreibe?n?|hinterlasse?n?|laisser|deja|escribe|poster|ajouter)\s(?:a\s|an\s|your\s|"
    r"your\sown\s|"
    r"einen?\s|une?\s|un\s)?(?:new\s)?(?:comment|reply|response|kommentar|antwort|commentaire|comentario|réponse)\b.{0,60}|"
    r"the comments to this entry are closed\.?|comments (?:are|for this \w+ are) (?:now )?closed\.?.{0,40}|comments closed\.?|"
    r"(?:die )?kommentare (?:sind|wurden) geschlossen\.?|les commentaires sont fermés\.?|"
    r"(?:view the entire comment thread|powered by|all times are|display:|return to|jump to|who is online|similar (?:topics|threads)|"
    r"related posts|trackbacks?|recent comments|recent posts|subscribe to|you must (?:be logged|log) in|sign in to|log in to|© |"
    r"copyright)\b.{0,200}|"
    r"\d+ (?:posts?|replies|messages|beiträge) [•·|-] (?:page|seite) .{0,30}|(?:post reply|thread tools|reply to thread|home|main)\s*)",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"(?:(?:\d[\d.,]*|no|one)\s+)?(?:comments?|responses?|replies|answers|thoughts|kommentare?|antworten|reaktionen|commentaires?|"
    r"réponses?|réactions?|"
    r"comentarios?|respuestas?|respostas?|comentários?|commenti|reacties|комментари\w+|\d+\s?个?评论)\b(?:\s*\(?\d[\d.,]*\)?)?"
    r"(?:\s(?:to|on|zu|auf|über|bei|für|à|sur|so far|a|en|su|op|feed)\b.{0,200}|\s*[:»]|\s*)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d_][\w .'-]{1,22}:(?:\s.{0,31}[^.!?…\s])?$")
_WINDOW = 12
_SLACK = 2


@dataclass(frozen=True, slots=True)
class Record:
    """One comment: its mark, the lines of its text (end exclusive), and where the whole of it begins."""

    mark: Mark
    name: str | None
    number: int | None
    begin: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All comments of a text; ``text_first`` where the line stands below its text; lines before ``first`` belong to the post."""

    records: tuple[Record, ...]
    text_first: bool
    first: int


def skeleton(line: str) -> str:
    """A line without what changes from comment to comment: dates and digits."""
    text = line.strip().lower()
    stamp = find_stamp(text)
    if stamp is not None and len(text) - len(stamp.text) < 4:
        return "<date>"
    return re.sub(r"\d[\d.,]*", "0", text)


def is_navigation(line: str) -> bool:
    """Whether a line is page furniture between or behind comments."""
    return NAVIGATION.fullmatch(line.strip()) is not None


def is_heading(line: str) -> bool:
    """Whether a line is the heading of the comments."""
    return len(line) < 240 and HEADING.fullmatch(line.strip()) is not None


def _filled(lines: Sequence[str], start: int, stop: int, step: int, most: int) -> list[int]:
    """Indexes of lines that are not empty, from ``start`` towards ``stop`` (exclusive), at most ``most``."""
    found = []
    for index in range(start, stop, step):
        if lines[index].strip():
            found.append(index)
            if len(found) == most:
                break
    return found


def text_stands_first(lines: Sequence[str], marks: Sequence[Mark], tops: Sequence[int]) -> bool:
    """Whether texts stand above their lines: told by what is found below the last line and between heading and first line."""
    first, last = marks[0], marks[-1]
    score = 0.0
    lead = first.lead.lstrip("#")
    if first.kind[0] == "said" or "said" in first.kind[1] or "»" in first.kind[1]:
        score -= 2
    if lead.startswith(("posted by", "comment by", "kommentar von", "commentaire", "rédigé par", "écrit par")):
        score += 1
    if len(marks) > 2 and _frame_below(lines, marks)[1]:
        score -= 2  # "Posts: 12" and the like stand between a heading and its text
    below = [lines[i].strip() for i in _filled(lines, last.line + 1, len(lines), 1, 6)]
    text = []
    for line in below:
        if is_navigation(line) or is_heading(line):
            break
        text.append(line)
    score += -1.5 if any(len(line) > 60 for line in text) else 1.5 if not text else 0
    above = _filled(lines, min(first.line, tops[0]) - 1, -1, -1, 4)
    heading = next((place for place, i in enumerate(above) if is_heading(lines[i]) or is_navigation(lines[i])), None)
    if heading is not None:
        score += -1.5 if heading == 0 else 0.5
    return score > 0


def lay_out(lines: Sequence[str], marks: Sequence[Mark], names: Sequence[str | None], tops: Sequence[int], begin: int) -> Layout:
    """Records of chosen marks. ``names`` and ``tops`` (first line of each heading, where the name stands above the date) are by mark."""
    if text_stands_first(lines, marks, tops):
        return _text_first(lines, marks, names, begin)
    return _text_last(lines, marks, names, tops)


def _text_first(lines: Sequence[str], marks: Sequence[Mark], names: Sequence[str | None], begin: int) -> Layout:
    after = _common_below(lines, marks)
    records = []
    start = begin
    for mark, name in zip(marks, names, strict=True):
        top, end = _outer(lines, start, mark.line)
        records.append(Record(mark, name, mark.number, start, top, end))
        start = mark.line + 1
        for index in _filled(lines, start, len(lines), 1, 3):
            if skeleton(lines[index]) not in after:
                break
            start = index + 1
    return Layout(tuple(records), True, begin)


def _common_below(lines: Sequence[str], marks: Sequence[Mark]) -> set[str]:
    """Skeletons of short lines that follow most marks (buttons) at the same distance."""
    stops = [*(mark.line for mark in marks[1:]), len(lines)]
    windows = [_filled(lines, mark.line + 1, stop, 1, 4) for mark, stop in zip(marks, stops, strict=True)]
    return _repeated(lines, windows, 0.8, _skeleton_of) if len(marks) > 3 else set()


def _outer(lines: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The span without empty lines at its ends."""
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return start, end


def _frame(lines: Sequence[str], tops: Sequence[int], lasts: Sequence[int]) -> tuple[set[str], set[str]]:
    """Skeletons of lines that stand above most headings, and labels ("Joined:") that come again there."""
    windows = []
    floor = -1
    for top, last in zip(tops, lasts, strict=True):
        windows.append(_filled(lines, top - 1, floor, -1, _WINDOW))
        floor = last
    return _repeated(lines, windows, 0.5, _skeleton_of), _repeated(lines, windows, 0.25, _label_of)


def _skeleton_of(line: str) -> str | None:
    return skeleton(line) if len(line.strip()) < 80 else None


def _label_of(line: str) -> str | None:
    found = _LABEL.match(line.strip())
    label = line.strip().split(":")[0].lower() if found else ""
    return label if label and not _SPEECH.search(label) else None


_SPEECH = re.compile(r"(?:said|says|wrote|writes|asked|schrieb|sagte|dit|écrit|dijo|disse|ps|edit|update|note|nb)$")
"""Words that end the first half of a sentence with a colon in it."""


def _repeated(lines: Sequence[str], windows: Sequence[Sequence[int]], share: float, what: Callable[[str], str | None]) -> set[str]:
    """What comes again at the same distance, give or take one line, in so great a share of the windows (twice at least)."""
    count: Counter[tuple[int, str]] = Counter()
    for window in windows:
        seen = {(distance + shift, found) for distance, i in enumerate(window) if (found := what(lines[i])) for shift in (-1, 0, 1)}
        count.update(seen)
    need = max(min(3, len(windows) - 1), 2, share * len(windows))
    return {found for (_, found), times in count.items() if times >= need}


def _text_last(lines: Sequence[str], marks: Sequence[Mark], names: Sequence[str | None], tops: Sequence[int]) -> Layout:
    lasts = [max(top, mark.line) for top, mark in zip(tops, marks, strict=True)]
    frame, labels = _frame(lines, tops, lasts)
    if all(mark.stamp is None for mark in marks):
        frame.discard("<date>")  # these dates stand below the texts they belong to
    below, below_labels = _frame_below(lines, marks)
    begins = _begins(lines, tops, lasts, names, frame, labels)
    if same := _said_by_many(lines, begins, lasts, tops, labels):
        frame -= same
        begins = _begins(lines, tops, lasts, names, frame, labels)
    ends_with = _tail(lines, marks, begins)
    records = []
    for place, (mark, name) in enumerate(zip(marks, names, strict=True)):
        below_only = below - frame
        stop = tops[place + 1] if place + 1 < len(tops) else len(lines)
        start = _descend(lines, mark.line, stop, below_only, below_labels, name)
        number = mark.number
        head = [*range(begins[place], start)]
        if number is None:
            alone = [re.fullmatch(r"\s*#\s?(\d{1,6})\s*", lines[i]) for i in head]
            number = next((int(found[1]) for found in alone if found), None)
        last = place + 1 == len(marks)
        end = len(lines) if last else max(begins[place + 1], start)
        if last:
            end = _close(lines, start, ends_with)
        if not any(lines[i].strip() for i in range(start, end)):
            start, end = _unframed(lines, mark.line + 1, stop, labels)
            ends_with -= {skeleton(lines[i]) for i in range(start, end)}
        start, end = _outer(lines, start, end)
        records.append(Record(mark, name, number, begins[place], start, end))
    return Layout(tuple(records), False, begins[0])


def _begins(
    lines: Sequence[str], tops: Sequence[int], lasts: Sequence[int], names: Sequence[str | None], frame: set[str], labels: set[str]
) -> list[int]:
    floors = [-1, *lasts[:-1]]
    return [_climb(lines, top, floor, frame, labels, name) for top, floor, name in zip(tops, floors, names, strict=True)]


def _said_by_many(lines: Sequence[str], begins: Sequence[int], lasts: Sequence[int], tops: Sequence[int], labels: set[str]) -> set[str]:
    """Skeletons of sentences taken for frame, where that would leave a quarter of the comments without any text."""
    emptied: set[str] = set()
    times = 0
    for last, begin, top in zip(lasts[:-1], begins[1:], tops[1:], strict=True):
        if not any(lines[i].strip() for i in range(last + 1, begin)):
            start, end = _unframed(lines, last + 1, top, labels)
            times += end > start
            emptied |= {skeleton(lines[i]) for i in range(start, end)}
    return emptied if times >= 0.25 * len(tops) else set()


def _unframed(lines: Sequence[str], start: int, stop: int, labels: set[str]) -> tuple[int, int]:
    """A text that looks like a frame because everybody wrote the same: its lines from the first sentence on; empty where there is none."""
    sentences = [i for i in range(start, stop) if len(lines[i].strip()) > 15 and _label_of(lines[i]) not in labels]
    sentences = [
        i for i in sentences if not re.match(r"(?:re|aw|sv)\s?:\s\S", lines[i].strip(), re.IGNORECASE) and not is_navigation(lines[i])
    ]
    return (sentences[0], sentences[-1] + 1) if sentences else (start, start)


def _frame_below(lines: Sequence[str], marks: Sequence[Mark]) -> tuple[set[str], set[str]]:
    """Skeletons and labels of lines that stand below most headings."""
    stops = [*(mark.line for mark in marks[1:]), len(lines)]
    windows = [_filled(lines, mark.line + 1, stop, 1, _WINDOW - 2) for mark, stop in zip(marks, stops, strict=True)]
    return _repeated(lines, windows, 0.5, _skeleton_of), _repeated(lines, windows, 0.5, _label_of)


def _descend(lines: Sequence[str], line: int, stop: int, frame: set[str], labels: set[str], name: str | None) -> int:
    """First line of the text below a heading: behind what stands there at most comments (name, rank, counts, buttons)."""
    start, slack = line + 1, 0
    for index in _filled(lines, line + 1, stop, 1, _WINDOW - 2):
        text = lines[index].strip()
        label = _label_of(text)
        title = re.match(r"(?:re|aw|sv)\s?:\s\S|#\s?\d{1,6}(?:\s*\|\s*\w+)?$", text, re.IGNORECASE)
        if (name and text == name) or label in labels or title or (skeleton(text) in frame and slack == 0):
            start, slack = index + 1, 0
        else:
            slack += 1
            if slack > _SLACK or len(text) > 50:
                break
    return start


def _climb(lines: Sequence[str], top: int, floor: int, frame: set[str], labels: set[str], name: str | None) -> int:
    """First line of the frame above a heading; a few strange short lines between frame lines belong to it."""
    begin, slack = top, 0
    for index in _filled(lines, top - 1, floor, -1, _WINDOW):
        line = lines[index].strip()
        label = _label_of(line)
        title = re.match(r"(?:re|aw|sv)\s?:\s\S", line, re.IGNORECASE)
        if (name and line == name) or label in labels or title or (skeleton(line) in frame and slack == 0):
            begin, slack = index, 0
        else:
            slack += 1
            if slack > _SLACK or len(line) > 50:
                break
    return begin


def _tail(lines: Sequence[str], marks: Sequence[Mark], begins: Sequence[int]) -> set[str]:
    """Skeletons of first frame lines behind a text: what closes the last one too."""
    count = Counter(skeleton(lines[begin]) for begin, mark in zip(begins[1:], marks[:-1], strict=True) if begin > mark.line)
    return {text for text, times in count.items() if times >= max(2, 0.4 * len(marks))}


def _close(lines: Sequence[str], start: int, ends_with: set[str]) -> int:
    """Where the last text ends: at what closes the others, at page furniture, else at the end of the file."""
    for index in range(start, len(lines)):
        line = lines[index]
        if line.strip() and (skeleton(line) in ends_with or is_navigation(line)):
            return index
    return len(lines)


def name_beside(lines: Sequence[str], marks: Sequence[Mark]) -> tuple[list[str | None], list[int]] | None:
    """Names and heading lines of marks that carry none: the line above or below, or above the frame, that is a name at most marks."""
    places = [mark.line for mark in marks]
    frame, labels = _frame(lines, places, places)
    highest = [_top_of_frame(lines, mark.line, frame, labels) for mark in marks]
    best: tuple[float, list[str | None], list[int]] | None = None
    for high, step in ((False, -1), (False, 1), (False, -2), (False, 2), (False, -3), (True, -1), (True, -2), (True, -3)):
        names: list[str | None] = []
        tops: list[int] = []
        for mark, top in zip(marks, highest, strict=True):
            index = _place(lines, top if high else mark.line, step)
            text = re.split(r"\s{2,}|\t", lines[index].strip())[0] if index is not None else ""
            good = _may_be_name(text) and skeleton(text) not in frame
            names.append(text if good else None)
            tops.append(min(mark.line, index) if good and index is not None else mark.line)
        named = [name for name in names if name]
        share = len(named) / len(marks)
        distinct = len(set(named)) / max(1, len(named))
        short = sum(len(name) <= 24 and len(name.split()) <= 3 for name in named) / max(1, len(named))
        value = share * (0.4 + 0.6 * distinct) * (0.5 + 0.5 * short) - 0.02 * abs(step) - (0.05 if step > 0 or high else 0)
        if share >= 0.6 and len(set(named)) >= min(2, len(marks)) and (best is None or value > best[0]):
            best = (value, names, tops)
    return (best[1], best[2]) if best else None


def _place(lines: Sequence[str], start: int, step: int) -> int | None:
    """The line so many filled lines below (or above) another one."""
    direction = 1 if step > 0 else -1
    around = _filled(lines, start + direction, len(lines) if step > 0 else -1, direction, abs(step))
    return around[-1] if len(around) == abs(step) else None


def _top_of_frame(lines: Sequence[str], line: int, frame: set[str], labels: set[str]) -> int:
    """The highest frame line above a date, as far up as frame lines follow each other closely."""
    top, slack = line, 0
    for index in _filled(lines, line - 1, -1, -1, _WINDOW):
        text = lines[index].strip()
        label = _label_of(text)
        if skeleton(text) in frame or label in labels:
            top, slack = index, 0
        else:
            slack += 1
            if slack > _SLACK or len(text) > 50:
                break
    return top


def _may_be_name(text: str) -> bool:
    return (
        is_name(text)
        and not text.endswith((".", "!", "?", ":", ",", "…"))
        and not is_navigation(text)
        and any(c.isalpha() for c in text)
        and find_stamp(text) is None
    )
