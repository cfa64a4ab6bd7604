"""Tables too wide for their column, as lines: nothing is cut off, and words are not broken letter by letter. Pure."""

from __future__ import annotations

import re

_TABLE = re.compile(r"<table\b[^>]*>[^<]*+(?:<(?!/?table\b)[^<]*+)*</table>", re.IGNORECASE)
_PART = re.compile(r"<(/?)(table|thead|tbody|tfoot|caption|colgroup|col|tr|td|th)\b[^>]*>", re.IGNORECASE)
_CELL = re.compile(r"<(?:td|th)\b", re.IGNORECASE)
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_APART = "&nbsp;&nbsp;&nbsp;&nbsp; "
_LINES = {
    ("", "tr"): "<p>", ("/", "tr"): "</p>", ("", "th"): "<b>", ("/", "th"): f"</b>{_APART}", ("/", "td"): _APART,
    ("", "caption"): "<p>", ("/", "caption"): "</p>",
}
"""What stands for a part of a table; only white space is added, so that places in the text are found again."""


def columns(markup: str) -> int:
    """The most cells that a row of any table has; 0 without tables."""
    if "<td" not in markup and "<th" not in markup:
        return 0
    return max((len(_CELL.findall(row)) for row in _ROW.split(markup)[1:]), default=0)


def as_lines(markup: str, most: int) -> str:
    """``markup`` with every table of more than ``most`` columns as one line a row, its cells one after the other; inner tables first."""
    before = None
    while before != markup:
        before, markup = markup, _TABLE.sub(lambda found: _lines(found[0]) if columns(found[0]) > most else found[0], markup)
    return markup


def _lines(table: str) -> str:
    return f"<div>{_PART.sub(lambda part: _LINES.get((part[1], part[2].lower()), ''), table)}</div>"
