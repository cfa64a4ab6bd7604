"""Which line of a plain-text copy is the title: what stands around it tells, because a copy keeps no headings."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from reader.sites.line_dates import find_stamp
from reader.sites.text_layout import is_heading, is_navigation

_LONG = 100
"""A line of so many characters is prose."""
_PROSE_LINES = 3
"""Titles stand before so many lines of prose (a notice about cookies or scripts may come first)."""
_NEAR = 16
_LEAST = 3.0
_FURNITURE = re.compile(
    r"(?:skip to|jump to|zum inhalt|aller au|search\b|suche\b|rechercher|buscar|log ?in|sign (?:in|up)|register|menu\b|home\b|share\b|"
    r"tweet\b|subscribe|follow|toggle|loading|advertis|reply|quote|cookie|javascript|your browser|print view|post reply|thread tools|"
    r"forgot (?:your )?password|remember me|page \d+|\d+ posts?\b|viewed \d|asked\b|modified\b|tags?:|categor(?:y|ies)\b|filed under|"
    r"you are here|back to\b|latest\b|popular\b|recent\b|related\b|read more|about \S+$|your \S+:|"
    r"posted (?:in|on|by)|written by|by\s|von\s|par\s|[«‹<←»›→]|https?://|\[?_{3,}|\(score:)",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^(?:thread|topic|thema|sujet|betreff|subject|title|author topic)\s*:\s*", re.IGNORECASE)
_BYLINE = re.compile(
    r"^\W{0,2}(?:thread starter|started by|start date|discussion in|"
    r"(?:posted |written |published |geschrieben |verfasst |publié |escrito )?(?:by|von|par|por|da|door)\b)\s*:?",
    re.IGNORECASE,
)


def title_line(lines: Sequence[str], stop: int, before: int | None = None, *, forum: bool = False) -> int | None:
    """Index of the title among the lines before ``stop``; None where no line looks like one.

    ``before``: the title stands above this line. ``forum``: what begins at ``stop`` is the first message, and its title stands close above.
    """
    filled = [index for index in range(min(stop, len(lines))) if lines[index].strip()][:400]
    prose = [place for place, index in enumerate(filled) if len(lines[index].strip()) > _LONG]
    last = prose[_PROSE_LINES - 1] if len(prose) >= _PROSE_LINES else len(filled)
    words = _said_again(lines)
    last = len(filled) if forum else last
    worth: dict[int, float] = {}
    for place, index in enumerate(filled[:last]):
        text = lines[index].strip()
        if _may_be(text) and (before is None or index < before):
            near = (2.0 if len(filled) - place <= _NEAR else -1.0) if forum else 0.0
            worth[index] = near + _worth(lines, filled, place, words)
    best = max(worth, key=lambda index: worth[index], default=None)
    if best is None or worth[best] <= _LEAST:
        return None
    # the same title once more without the ratings or counters that follow it
    whole = lines[best].strip()
    for index, value in worth.items():
        start = lines[index].strip()
        if value > 0 and 12 <= len(start) < len(whole) and whole.startswith(start) and not any(map(str.isalpha, whole[len(start) :])):
            return index
    return best


def plain_title(line: str) -> str:
    """The title without a label before it ("Thread: ...")."""
    return _LABELLED.sub("", line.strip().lstrip("*+•# ")).strip()


def _may_be(text: str) -> bool:
    return (
        6 <= len(text) <= 200
        and sum(map(str.isalpha, text)) >= 4
        and not text.endswith((":", ",", ";"))
        and not is_navigation(text)
        and not is_heading(text)
        and not _FURNITURE.match(text)
    )


def _worth(lines: Sequence[str], filled: Sequence[int], place: int, words: Counter[str]) -> float:
    index = filled[place]
    text = lines[index].strip()
    before = [lines[i].strip() for i in filled[max(0, place - 2) : place]]
    after = [lines[i].strip() for i in filled[place + 1 : place + 5]]
    score = -1.2 * sum(len(lines[i].strip()) > _LONG for i in filled[:place])
    if find_stamp(text):
        score -= 3.0
    if "»" in text or "|" in text or text.count(",") > 3:
        score -= 2.0
    if len(text.split()) > 14 or re.search(r"[^\W\d_]{3}[.!?]\s[A-ZÄÖÜ]", text):
        score -= 1.5
    if _LABELLED.match(text):
        score += 4.0
    if any(_tells_when(line) for line in after[:2]):
        score += 3.0
    elif any(_tells_when(line) for line in after[2:3]):
        score += 1.5
    if any(len(line) < 40 and find_stamp(line) for line in before):
        score += 1.5
    if after and (len(after[0]) > _LONG or any(_tells_when(line) and len(next_) > _LONG for line, next_ in itertools.pairwise(after))):
        score += 2.0
    if words[_letters(plain_title(text))] > 1 and text.count(" ") >= 2:
        score += 2.5
    alone_above = index == 0 or not lines[index - 1].strip()
    alone_below = index + 1 >= len(lines) or not lines[index + 1].strip()
    score += 1.0 * alone_above + 0.5 * alone_below
    around = [*before[-1:], *after[:1]]
    if not alone_above and not alone_below and all(len(line) < 30 for line in around):
        score -= 2.0
    score += 1.0 if len(text) >= 25 else -1.0 if len(text) < 10 else 0.0
    if text.endswith(".") and not text.endswith("..."):
        score -= 1.5
    if text.count(" ") < 1 and len(text) < 20:
        score -= 1.5
    return score - (1.0 if place < 2 and len(filled) > 12 else 0.0)


def _tells_when(line: str) -> bool:
    """Whether a short line is a byline or holds a date."""
    return len(line) < 120 and (find_stamp(line) is not None or bool(_BYLINE.match(line)))


def _said_again(lines: Sequence[str]) -> Counter[str]:
    """How often lines come again, also behind "Re:" and in "12 responses to ..."."""
    count: Counter[str] = Counter()
    for line in lines[:20_000]:
        text = line.strip()
        if 8 <= len(text) <= 260:
            bare = re.sub(
                r"^(?:re|aw|sv|antw)\s*:\s*|^\W*\d*\s*(?:responses?|comments?|thoughts?|replies)\s(?:to|on)\s", "", text, flags=re.I
            )
            count[_letters(plain_title(bare))] += 1
    return count


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
