"""Characters that do harm or nothing in stored text: which are removed, replaced, or parted.

Why: Qt takes U+FDD0, U+FDD1, U+2028 and U+2029 for its own paragraph marks, keeps NUL, and lays out one
unbroken word in quadratic time.
"""

from __future__ import annotations

import re

LONGEST_RUN = 5000
"""Code points without a place to break a line; longer runs get a zero-width space."""

_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffb"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U000ffffe\U000fffff\U0010fffe\U0010ffff\ud800-\udfff]"
)
_HARMFUL_ASCII = {code: " " if chr(code) in "\r\x0b\x0c" else None for code in (*range(9), *range(0x0B, 0x20), 0x7F)}
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_RUN = re.compile(r"[^ \t\n\u200b\u3000-\u9fff]++")
_RUN_OF_HTML = re.compile(
    r"(?=[^ \t\n\u200b\u3000-\u9fff])[^ \t\n\u200b\u3000-\u9fff&]*+(?:&(?:\w++;)?[^ \t\n\u200b\u3000-\u9fff&]*+)*"
)
_ATOM = re.compile(r"&\w++;|.", re.DOTALL)


def _substitute(match: re.Match[str]) -> str:
    char = match.group()
    if char in "\r\x0c\x0b\x85\u2028\u2029":
        return " "
    return "\ufffd" if "\ud800" <= char <= "\udfff" else ""


def harmless(text: str) -> str:
    """The text without control characters and non-characters; lone surrogates become U+FFFD, foreign line ends a space."""
    if text.isascii():
        return text.translate(_HARMFUL_ASCII)  # a table look-up in C; a fifth of what the pattern costs
    return _HARMFUL.sub(_substitute, text)


def _has_long_run(text: str) -> bool:
    return len(text) > LONGEST_RUN and max(map(len, text.replace("\xa0", "_").split()), default=0) > LONGEST_RUN


def part_long_runs(text: str) -> str:
    """The text with a zero-width space in every run that is longer than `LONGEST_RUN`."""
    if not _has_long_run(text):
        return text
    return _RUN.sub(lambda run: _parted(list(run.group())) if len(run.group()) > LONGEST_RUN else run.group(), text)


def part_long_runs_of_html(text: str) -> str:
    """The same for escaped text between two tags: an entity counts as one."""
    if not _has_long_run(text):
        return text
    return _RUN_OF_HTML.sub(lambda run: _parted(_ATOM.findall(run.group())) if len(run.group()) > LONGEST_RUN else run.group(), text)


def _parted(atoms: list[str]) -> str:
    return "\u200b".join("".join(atoms[place : place + LONGEST_RUN]) for place in range(0, len(atoms), LONGEST_RUN))


def plain_lines(text: str) -> str:
    """Text of a plain-text source as ``Body.text`` has it: lines kept, outer empty lines and trailing blanks cut, nothing harmful."""
    text = harmless(_NEWLINES.sub("\n", text))
    lines = [line.rstrip(" \t\xa0\u3000") for line in text.split("\n")]
    first, last = 0, len(lines)
    while first < last and not lines[first]:
        first += 1
    while last > first and not lines[last - 1]:
        last -= 1
    return part_long_runs("\n".join(lines[first:last]))
