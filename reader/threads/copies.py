"""Copied passages: runs of words that stand in an earlier body, with or without any mark. Linear in the length of the thread.

How: every body is cut into steps of `STEP` words; the run of `RUN` words at each step is looked for at every place of all earlier
bodies, so that any copy of `RUN + STEP - 1` words is met. Only runs that occur at least twice are remembered. A meeting is then grown
word by word to both sides, over small edits, and the longest wins; among equals the earliest, which is the original.
Passages in quotation marks that are not found word for word are looked for by their rare words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.threads.words import IS_CJK, rare

RUN = 4
STEP = 4
_OTHER_PART = 27
_SHORTEST = 3
_SOURCES = 6
_CARRIERS = 24
_MOST_QUOTED = 60
_LONGEST_LINES = 400
_QUOTED_LINE = re.compile(r"^((?:> ?){1,6})(?<= )(?!\d+[ \t]*$)[^\n]+$|^(>{1,6})(?![>\d \t])[^\n]+$", re.MULTILINE)
"""``> words`` or ``>words``; ``>>12 words`` is a reference."""
_QUOTED = re.compile(
    r"[\"“„«‟][ \t]?([^\"“”„«»\n]{8,600})[\"”“»]|(?<![\w'])'([^'\n]{12,300})'(?!\w)|「([^「」\n]{6,300})」|‘([^’\n]{12,300})’(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A stretch of one body (words ``first`` to ``last``, exclusive) that stands in another (``source``: index, -1 = post).

    ``length`` counts the words that agree, ``exact`` says that no word differs.
    """

    first: int
    last: int
    source: int
    length: int
    exact: bool


class CopyIndex:
    """Runs that occur more than once in a thread. Feed every body twice: first `count`, then, in order, `meet`.

    Which runs are asked for is remembered in two byte tables by two parts of their hashes, an eighth of the size of a set of them. A run
    that is taken for asked though nobody asks for it costs an entry that is never read; none is ever missed. ``characters``: length of
    all bodies together, for the size of the tables.
    """

    def __init__(self, characters: int = 0) -> None:
        size = 1 << max(12, (characters // 5).bit_length())
        self._mask = size - 1
        self._first, self._second = bytearray(size), bytearray(size)
        self._twice: set[int] = set()
        self._where: dict[int, list[int]] = {}

    def count(self, words: Sequence[str]) -> None:
        """First sweep: remember the runs that this body may ask for."""
        first, second, mask = self._first, self._second, self._mask
        for run in map(hash, zip(words[0::STEP], words[1::STEP], words[2::STEP], words[3::STEP], strict=False)):
            if first[run & mask] and second[run >> _OTHER_PART & mask]:
                self._twice.add(run)
            else:
                first[run & mask] = second[run >> _OTHER_PART & mask] = 1

    def meet(self, index: int, words: Sequence[str]) -> list[tuple[int, list[int]]]:
        """Second sweep, in order: (word place, earlier bodies) for every run of this body that stood before; then remember its own."""
        if len(words) < RUN:
            return []
        runs = list(map(hash, zip(words, words[1:], words[2:], words[3:], strict=False)))
        own = runs[0::STEP]
        del runs[0::STEP]
        met: list[tuple[int, list[int]]] = []
        if not self._where.keys().isdisjoint(own):
            met = [(at * STEP, list(where)) for at, run in enumerate(own) if (where := self._where.get(run))]
        first, second, mask = self._first, self._second, self._mask
        here = {run for run in runs if first[run & mask] and second[run >> _OTHER_PART & mask]}
        here.difference_update(own)
        for run in here | self._twice.intersection(own):
            where = self._where.setdefault(run, [])
            if len(where) <= _CARRIERS:
                where.append(index)
        return met


def grow(words: tuple[str, ...], met: list[tuple[int, list[int]]], body: Callable[[int], tuple[str, ...]]) -> list[Copy]:
    """The longest copies behind the meetings, not overlapping, in order."""
    grown: list[Copy] = []
    reached = 0
    for at, sources in met:
        if at + 1 < reached or len(sources) > _CARRIERS:
            continue  # inside a copy already, or words that everybody uses
        best: Copy | None = None
        for source in sources[:_SOURCES]:
            copy = _grow_one(words, body(source), at, source)
            if copy and (best is None or copy.length > best.length):
                best = copy
        if best:
            grown.append(best)
            reached = best.last
    return _merge(grown)


def _grow_one(mine: tuple[str, ...], theirs: tuple[str, ...], at: int, source: int) -> Copy | None:
    run = mine[at : at + RUN]
    place, best = -1, None
    for _ in range(4):
        try:
            place = theirs.index(run[0], place + 1)
        except ValueError:
            break
        if theirs[place : place + RUN] != run:
            continue
        last, after, agreed, edits = _forward(mine, theirs, at + RUN, place + RUN)
        first, before, edits_before = _backward(mine, theirs, at, place)
        copy = Copy(first, last, source, agreed + RUN + before, edits + edits_before == 0)
        if best is None or copy.length > best.length:
            best = copy
        place = max(place, after - 1)
    return best


def _forward(mine: tuple[str, ...], theirs: tuple[str, ...], i: int, j: int) -> tuple[int, int, int, int]:
    """Walk on while words agree; step over up to two changed words where at least three agree behind them."""
    agreed = edits = 0
    while i < len(mine) and j < len(theirs):
        if mine[i] == theirs[j]:
            i, j, agreed = i + 1, j + 1, agreed + 1
            continue
        jump = next(
            (
                (a, b)
                for a, b in ((1, 1), (0, 1), (1, 0), (2, 2), (0, 2), (2, 0), (1, 2), (2, 1))
                if mine[i + a : i + a + 3] == theirs[j + b : j + b + 3] and len(mine) >= i + a + 3
            ),
            None,
        )
        if jump is None or edits >= 4:
            break
        i, j, edits = i + jump[0], j + jump[1], edits + 1
    return i, j, agreed, edits


def _backward(mine: tuple[str, ...], theirs: tuple[str, ...], i: int, j: int) -> tuple[int, int, int]:
    agreed = edits = 0
    while i > 0 and j > 0:
        if mine[i - 1] == theirs[j - 1]:
            i, j, agreed = i - 1, j - 1, agreed + 1
            continue
        jump = next(
            (
                (a, b)
                for a, b in ((1, 1), (0, 1), (1, 0))
                if i - a >= 3 and j - b >= 3 and mine[i - a - 3 : i - a] == theirs[j - b - 3 : j - b]
            ),
            None,
        )
        if jump is None or edits >= 2:
            break
        i, j, edits = i - jump[0], j - jump[1], edits + 1
    return i, agreed, edits


def _merge(copies: list[Copy]) -> list[Copy]:
    """Join neighbours from one source; drop what lies inside a longer one."""
    kept: list[Copy] = []
    for copy in sorted(copies, key=lambda c: (c.first, -c.length)):
        if kept and copy.first < kept[-1].last:
            if copy.length > kept[-1].length:
                kept[-1] = copy
            continue
        kept.append(copy)
    return kept


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in quotation marks, or lines with ``>`` before them: its span with the marks, and its words.

    ``alone`` says that nothing else stands on its lines: whoever writes so quotes somebody, however few the words.
    """

    start: int
    end: int
    words: tuple[str, ...]
    alone: bool = False


def quoted_passages(text: str, folded: str, splitter: Callable[[str], list[str]]) -> list[Quoted]:
    """Passages in quotation marks of at least three words (six characters where words are not spaced)."""
    found = _quoted_lines(text, folded, splitter)
    for match in _QUOTED.finditer(text):
        group = next(i for i in (1, 2, 3, 4) if match[i] is not None)
        words = tuple(splitter(folded[match.start(group) : match.end(group)]))
        if len(words) >= 3 and not any(q.start < match.end() and match.start() < q.end for q in found):
            found.append(Quoted(match.start(), match.end(), words, _alone(text, match.start(), match.end())))
        if len(found) >= _MOST_QUOTED:
            break
    return sorted(found, key=lambda q: q.start)


def _quoted_lines(text: str, folded: str, splitter: Callable[[str], list[str]]) -> list[Quoted]:
    """Lines that begin with ``>``, as mail does it; neighbours of the same depth are one passage."""
    if ">" not in text:
        return []
    found: list[Quoted] = []
    depth, start, end = 0, 0, 0

    def close() -> None:
        words = tuple(splitter(folded[start:end])) if depth else ()
        if 3 <= len(words) <= _LONGEST_LINES:
            found.append(Quoted(start, end, words, alone=True))

    for match in _QUOTED_LINE.finditer(text):
        marks = match[1] or match[2]
        now = marks.count(">")
        if now > 1 and " >" not in marks and text[match.start() + len(marks) : match.start() + len(marks) + 1].isdigit():
            continue
        if now != depth or match.start() > end + 1:
            close()
            depth, start = now, match.start()
            if len(found) >= _MOST_QUOTED:
                return found
        end = match.end()
    close()
    return found


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but marks stands beside the passage on its line."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    behind = text[end : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return not before.strip(" \t-–—*") and not behind.strip(" \t.,;:!?…-–—*")


_SHORT = re.compile(
    r"[\"“„«‟][ \t]?([^\"“”„«»\n]{4,60})[\"”“»]|(?<![\w'])'([^'\n]{4,60})'(?!\w)|「([^「」\n]{2,30})」|‘([^’\n]{4,60})’(?!\w)"
)


def short_quotes(text: str, folded: str, splitter: Callable[[str], list[str]]) -> list[tuple[str, ...]]:
    """The words of passages in quotation marks of two to eight words."""
    found = []
    for match in _SHORT.finditer(text):
        group = next(i for i in (1, 2, 3, 4) if match[i] is not None)
        words = tuple(splitter(folded[match.start(group) : match.end(group)]))
        if 2 <= len(words) <= 8:
            found.append(words)
    return found


class RareWords:
    """Which earlier bodies hold the rare words that somebody asked for."""

    def __init__(self) -> None:
        self._wanted: set[str] = set()
        self._where: dict[str, list[int]] = defaultdict(list)

    def want(self, words: Sequence[str]) -> None:
        """First sweep: these words will be asked for."""
        self._wanted |= rare(words)

    def forget(self, common: Callable[[str], bool]) -> None:
        """Between the sweeps: words that too many bodies hold will not be asked for."""
        self._wanted = {w for w in self._wanted if not common(w)}

    def note(self, index: int, words: frozenset[str]) -> None:
        """Second sweep, in order: remember where wanted words stand."""
        for word in self._wanted.intersection(words):
            where = self._where[word]
            if len(where) <= 64:
                where.append(index)

    def holders(self, words: Sequence[str]) -> dict[int, float]:
        """Earlier bodies with the weight of the wanted words they share; words that more than 64 bodies hold say nothing."""
        votes: dict[int, float] = defaultdict(float)
        for word in rare(words):
            where = self._where.get(word, ())
            if 0 < len(where) <= 64:
                for index in where:
                    votes[index] += 1.0 / (1.0 + len(where)) ** 0.5
        return votes


def find_reworded(quoted: Quoted, holders: dict[int, float], body: Callable[[int], Sequence[str]]) -> tuple[int, float] | None:
    """The body whose words a quotation takes up in nearly the same order, and the share that it finds there; None below 0.7."""
    best: tuple[int, float] | None = None
    asked = quoted.words
    content = rare(asked)
    if len(content) < 3:
        return None
    for index in sorted(holders, key=lambda i: (-holders[i], i))[:4]:
        there = body(index)
        if len(content.intersection(there)) < max(3, 0.6 * len(content)):
            continue
        share = _share(asked, there)
        if share >= 0.7 and (best is None or share > best[1] + 0.05):
            best = (index, share)
    return best


def find_short(quoted: Quoted, holders: dict[int, float], body: Callable[[int], Sequence[str]]) -> int | None:
    """The one earlier body that holds a short quoted wording word for word; None where there is none or more than two.

    What stands alone on its line needs one rare word only, but then there must be one body that has it.
    """
    content = len(rare(quoted.words))
    if content < (1 if quoted.alone else 2) or len(quoted.words) < _SHORTEST:
        return None
    likely = sorted(holders, key=lambda i: (-holders[i], i))[:12]
    holding = [i for i in likely if _stands_in(quoted.words, body(i))]
    return min(holding) if 0 < len(holding) <= (1 if content < 2 else 2) else None


def _stands_in(asked: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words stand side by side in a text."""
    at, size, wanted = -1, len(asked), tuple(asked)
    try:
        while True:
            at = words.index(asked[0], at + 1)
            if tuple(words[at : at + size]) == wanted:
                return True
    except ValueError:
        return False


def _share(asked: tuple[str, ...], words: Sequence[str]) -> float:
    """Largest share of ``asked`` that one window of the text, half as long again, holds."""
    need: dict[str, int] = defaultdict(int)
    for word in asked:
        need[word] += 1
    width = len(asked) + len(asked) // 2 + 3
    have: dict[str, int] = defaultdict(int)
    good = best = 0
    for at, word in enumerate(words):
        if word in need:
            have[word] += 1
            good += have[word] <= need[word]
        if at >= width and (old := words[at - width]) in need:
            good -= have[old] <= need[old]
            have[old] -= 1
        best = max(best, good)
    return best / len(asked)


def is_cjk_run(words: Sequence[str]) -> bool:
    """Whether most words are single Chinese, Japanese or Korean characters, which weigh less than words."""
    return sum(1 for w in words if IS_CJK.match(w)) * 2 > len(words)
