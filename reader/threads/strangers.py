"""The name beside a number that points to a removed comment: somebody of whom nothing is left on the page ("@13 Sandor")."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from reader.model.discussion import ReferenceKind
from reader.threads.frames import SPEAKING, THIRD_PERSON, TOWARD, UNITS
from reader.threads.languages import words_of
from reader.threads.mention import Mention
from reader.threads.same_people import is_nobody
from reader.threads.words import STOP, fold

_NAME = r"[^\W\d_](?:[\w'’.-]{0,28}\w)?"
_BEHIND = re.compile(rf"[ \t]?[,(]?[ \t]?[@＠]?(?P<name>{_NAME}(?: [A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’.-]{{0,28}})?)\)?(?=[ \t]*(?:[,:;–—-]|\n|$))")
_MARKED_BEHIND = re.compile(rf"[ \t]?[@＠](?P<name>{_NAME})")
_BEFORE = re.compile(rf"(?:^|[\n(.!?:;,]|[ \t][@＠]?|[@＠])(?P<name>{_NAME})(?:[ \t]?[,(]?[ \t]?(?:at[ \t])?)$")
_NOT_NAMES = STOP | SPEAKING | THIRD_PERSON | TOWARD | UNITS | frozenset(
    word
    for field in ("courtesies", "about", "agree", "goes_on", "wrote", "comment_words", "number_words", "thanks", "quote_heads")
    for phrase in words_of(field)
    for word in phrase.split()
)


def with_stranger(text: str, mention: Mention, written_small: Callable[[str], bool]) -> Mention:
    """``mention``, a number of a removed comment, with the name written beside it, where what stands there can be nothing else.

    ``written_small`` tells words that the thread writes small somewhere: such a word is no name. The name must carry a mark, or stand alone
    between the number and the end of the line, a comma or a colon, with a capital, a digit or an underscore in it.
    """
    if mention.number is None or mention.name is not None:
        return mention
    for found in (_MARKED_BEHIND.match(text, mention.end), _BEHIND.match(text, mention.end, mention.end + 70)):
        if found and _can_be_name(found["name"], written_small, marked="@" in found[0] or "＠" in found[0]):
            return _named(mention, mention.start, found.end("name"), found["name"])
    before = _BEFORE.search(text, max(0, mention.start - 40), mention.start)
    if before and _can_be_name(before["name"], written_small, marked=before[0][:1] in "@＠" or "@" in before[0]):
        start = before.start("name") - (text[before.start("name") - 1 : before.start("name")] in ("@", "＠"))
        return _named(mention, start, mention.end, before["name"])
    return mention


def _named(mention: Mention, start: int, end: int, name: str) -> Mention:
    return dataclasses.replace(mention, start=start, end=end, kind=ReferenceKind.NUMBER_AUTHOR, name=name)


def _can_be_name(name: str, written_small: Callable[[str], bool], *, marked: bool) -> bool:
    first = fold(name.split(maxsplit=1)[0])
    if len(name) < 2 or is_nobody(name) or first in _NOT_NAMES or name.isdigit():
        return False
    if marked or any(c.isdigit() or c == "_" for c in name):
        return True
    return name[:1].isupper() and not written_small(first) and not name.isupper()
