"""Patterns typed by a person, which may take longer than the universe lasts: ``(a+)+$`` over a long line does.

Python's engine cannot be interrupted from another thread. So a pattern runs here only when its worst case is small, which its parse tree
tells; any other runs in a child process that is killed when its time is over. (Spawned, so that it works beside Qt and in frozen builds,
where the program calls ``multiprocessing.freeze_support`` first.)
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reader.model.errors import BadSearch
from reader.model.report import Match

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LONGEST = 300
SECONDS = 5.0
MOST = 100_000
"""More places than this are no use to anybody; the rest is left out."""
_SHORT = 20_000
_SINGLE = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY"}
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_PLAIN = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY", "AT", "BRANCH", "SUBPATTERN", "ATOMIC_GROUP"}

Found = tuple[int, int, int]
Texts = Sequence[tuple[int, str]]


def find_pattern(words: str, texts: Iterable[tuple[int, str]], *, case: bool, seconds: float = SECONDS) -> list[Match]:
    """Every non-empty match of the pattern ``words`` in ``texts`` (index, text), in their order.

    Raises `BadSearch`: ``too-long``, ``bad-pattern``, ``too-slow`` (after ``seconds``).
    """
    if len(words) > LONGEST:
        raise BadSearch(words, "too-long")
    flags = re.NOFLAG if case else re.IGNORECASE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(words, flags)
    except (re.error, OverflowError, RecursionError) as error:
        raise BadSearch(words, "bad-pattern", str(error)) from error
    texts = list(texts)
    if is_cheap(words) and all(len(text) <= _SHORT for _, text in texts):
        found = _search(words, flags, texts, time.monotonic() + seconds)
    else:
        found = _search_apart(words, flags, texts, seconds)
    if found is None:
        raise BadSearch(words, "too-slow")
    return [Match(*place) for place in found]


def is_cheap(words: str) -> bool:
    """Whether a pattern's worst case is a small multiple of the square of a text: few repeats, of single characters, one without end."""
    try:
        from re import _parser  # type: ignore[attr-defined]

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = _parser.parse(words)
    except Exception:  # noqa: BLE001 (a private module: when it changes, every pattern runs apart)
        return False
    repeats = endless = 0
    waiting: list[Any] = [tree]
    while waiting:
        for operation, argument in waiting.pop():
            name = str(operation)
            if name in _REPEATS:
                _, most, inner = argument
                if len(inner) != 1 or str(inner[0][0]) not in _SINGLE:
                    return False
                repeats += 1
                endless += most > 8
            elif name not in _PLAIN:
                return False
            elif name == "BRANCH":
                waiting += argument[1]
            elif name == "SUBPATTERN":
                waiting.append(argument[-1])
            elif name == "ATOMIC_GROUP":
                waiting.append(argument)
    return repeats <= 3 and endless <= 1


def _search(words: str, flags: int, texts: Texts, end: float | None) -> list[Found] | None:
    """Places of the pattern; None when the time is over."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pattern = re.compile(words, flags)
    places: list[Found] = []
    for index, text in texts:
        places.extend((index, found.start(), found.end()) for found in pattern.finditer(text) if found[0])
        if len(places) >= MOST:
            break
        if end is not None and time.monotonic() > end:
            return None
    return places[:MOST]


def _search_apart(words: str, flags: int, texts: Texts, seconds: float) -> list[Found] | None:
    """The same in a child process, which is killed when the time is over."""
    from multiprocessing import get_context

    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(there, words, int(flags), texts), daemon=True)
    try:
        child.start()
        there.close()
        return here.recv() if here.poll(seconds) else None
    except EOFError:  # the child died, for want of memory most likely
        return None
    finally:
        here.close()
        child.kill()
        child.join()
        child.close()


def _answer(there: Connection, words: str, flags: int, texts: Texts) -> None:
    there.send(_search(words, flags, texts, None))
    there.close()
