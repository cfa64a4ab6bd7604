"""One written date -> its parts: day, month, year, time of day, zone. No knowledge of the page around it but what the caller hands in."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from reader.markup.date_words import FILLERS, WEEKDAYS, ZONES, fold, month_of

LONGEST = 200
"""Only the first code points of a text are looked at; longer ones are prose."""

_M = "[\ue001-\ue00c]"
_AM, _PM = "\ue021", "\ue022"
_SEP = r"[\s.,/\-'’‘]{0,4}"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|re|ère|º|ª|°|\.|η)?"
_YEAR4 = r"(?P<y>(?:19|20|21)\d\d)(?![\d:])"
_YEAR = r"(?P<y>(?:19|20|21)\d\d(?![\d:])|['’‘]\d\d(?!\d)|\d\d(?!\d|[:.h]\d|\s?[ap]\.?m))"

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CJK_DATE = re.compile(r"(\d{2,4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?")
_CJK_TIME = re.compile(r"(\d{1,2})\s?[時时시點点]\s?(?:(\d{1,2})\s?[分분])?(?:\s?(\d{1,2})\s?[秒초])?")
_CJK_HALF = {"午前": _AM, "上午": _AM, "오전": _AM, "凌晨": _AM, "早上": _AM, "午後": _PM, "下午": _PM, "오후": _PM, "晚上": _PM}
_HALF = re.compile(r"(?<=\d)\s?([ap])\.?\s?m\b\.?|(?<=\d)\s?([πμ])\.?\s?μ\b\.?|\b([AP])M(?=\s\d)", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^\W\d_]{1,4}\.?\)")
_OFFSET = r"(?P<sign>[+−-])\s?(?P<oh>\d{1,2})(?::?(?P<om>\d\d))?(?!\d)"
_NAMED_ZONE = re.compile(
    rf"(?<![^\W\d_])(?P<zone>{'|'.join(sorted(ZONES, key=len, reverse=True))})(?![^\W\d_])\s?(?:{_OFFSET})?", re.IGNORECASE
)
_BARE_OFFSET = re.compile(r"\s?\(?(?P<sign>[+−-])(?P<oh>\d\d):?(?P<om>\d\d)(?!\d)\)?")
_TIME = re.compile(
    rf"(?P<before>[{_AM}{_PM}])?\s?(?<![\d:.])(?P<h>\d{{1,2}})(?:\s?(?:[:h٫]|(?<=\d)\.)\s?(?P<m>\d\d)(?:[:.](?P<s>\d\d)(?:[.,]\d{{1,9}})?)?(?!\d)|(?=\s?[{_AM}{_PM}])|\s?h\b)"
    rf"\s?(?P<after>[{_AM}{_PM}])?"
)
_YEAR_ALONE = re.compile(r"(?<![\d:.])((?:19|20)\d\d)(?![\d:])")


@dataclass(frozen=True, slots=True)
class Written:
    """Parts of a written date. ``year`` None: not written. ``offset`` in minutes east of UTC."""

    year: int | None
    month: int
    day: int
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None

    def iso(self) -> str | None:
        """As the contract writes moments; None without a year or for a day that does not exist."""
        if self.year is None:
            return None
        try:
            day = datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None
        if self.hour is None:
            return day.isoformat()
        second = "" if self.second is None else f":{self.second:02}"
        return f"{day.isoformat()}T{self.hour:02}:{self.minute or 0:02}{second}{offset_text(self.offset)}"


def offset_text(minutes: int | None) -> str:
    """``+01:00``; empty for none."""
    if minutes is None:
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


DayFirst = Callable[[str, int, int, int | None], bool]
"""(separator, first number, second number, year) -> whether an all-number date begins with the day."""


def read_written(text: str, day_first: DayFirst, language: str = "") -> Written | None:
    """The first date in a short text, in any of the forms that pages print; None where there is none."""
    line = normalised(text, language)
    found = _find_day(line, day_first)
    if found is None:
        return None
    year, month, day, start, end = found
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    time, after = _find_time(line, start, end)
    if year is None:
        rest = line[:start] + " " * (end - start) + line[end:]
        alone = _YEAR_ALONE.search(rest)
        year = int(alone[1]) if alone else None
    offset = _find_zone(line, after) if time is not None else None
    hour, minute, second = time or (None, None, None)
    return Written(year, month, day, hour, minute, second, offset)


_USUAL = re.compile(
    r"(?:(?P<m1>[^\W\d_]{3,12})\.? (?P<d1>[0-9]{1,2})(?:st|nd|rd|th)?|(?P<d2>[0-9]{1,2})(?:st|nd|rd|th|\.)? (?P<m2>[^\W\d_]{3,12})\.?),? "
    r"(?P<y>(?:19|20|21)[0-9][0-9])"
    r"(?:,? (?:at |um )?(?P<h>[0-9]{1,2}):(?P<mi>[0-9][0-9])(?::(?P<s>[0-9][0-9]))?(?: ?(?P<half>[apAP])\.?[mM]\.?)?)?"
)


def read_usual(text: str, language: str = "") -> Written | None:
    """What `read_written` gives for "May 3, 2014 at 03:04 PM", "3. Mai 2014, 15:04" and their like, ten times as fast; None for all others.

    Most comments of most blogs are dated so, and each has a minute of its own.
    """
    found = _USUAL.fullmatch(text)
    if found is None or not unicodedata.is_normalized("NFKC", text):
        return None
    month = month_of(found["m1"] or found["m2"], language)
    day = int(found["d1"] or found["d2"])
    if month is None or not 1 <= day <= 31:
        return None
    if found["h"] is None:
        return Written(int(found["y"]), month, day)
    hour, minute, second = int(found["h"]), int(found["mi"]), None if found["s"] is None else int(found["s"])
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    if found["half"] and hour <= 12:
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    return Written(int(found["y"]), month, day, hour, minute, second)


def normalised(text: str, language: str = "") -> str:
    """The text with months as private characters, without weekdays and fillers, digits and CJK forms in their plain shape."""
    line = unicodedata.normalize("NFKC", text[:LONGEST])
    if not line.isascii():
        for word, half in _CJK_HALF.items():
            line = line.replace(word, half)
        line = _CJK_DATE.sub(r" \1-\2-\3 ", line)
        line = _CJK_TIME.sub(lambda m: f"{m[1]}:{int(m[2] or 0):02}{':' + m[3].zfill(2) if m[3] else ''} ", line)
    line = _HALF.sub(lambda m: _AM if (m[1] or m[2] or m[3]).lower() in "aπ" else _PM, line)

    def replaced(word: re.Match[str]) -> str:
        written = word.group()
        month = month_of(written, language)
        if month is not None:
            return chr(0xE000 + month)
        folded = fold(written)
        return " " if folded in WEEKDAYS or folded in FILLERS else written

    line = _WORD.sub(replaced, line)
    return " ".join(_BRACKETED.sub(lambda m: m.group() if fold(m.group().strip("().")) in ZONES else " ", line).split())


_NUMBERS = re.compile(r"(?<![\d:.])(\d{1,2})\s?([-/.])\s?(\d{1,2})(?:\s?\2\s?|,?\s)((?:19|20|21)\d\d(?![\d:])|\d\d(?![\d:]))")
_YMD = re.compile(r"(?<!\d)((?:19|20|21)\d\d)\s?([-/.])\s?(0?[1-9]|1[0-2])\s?\2\s?(0?[1-9]|[12]\d|3[01])(?!\d)")
_NAMED = (
    re.compile(rf"(?<![\d:]){_DAY}{_SEP}(?P<m>{_M}){_SEP}{_YEAR}"),
    re.compile(rf"(?P<m>{_M}){_SEP}{_DAY}{_SEP}(?<!\d){_YEAR}"),
    re.compile(rf"{_YEAR4}{_SEP}(?P<m>{_M}){_SEP}{_DAY}(?![\d:])"),
    re.compile(rf"(?<![\d:]){_DAY}{_SEP}(?P<m>{_M})"),
    re.compile(rf"(?P<m>{_M}){_SEP}{_DAY}(?![\d:])"),
)


def _find_day(line: str, day_first: DayFirst) -> tuple[int | None, int, int, int, int] | None:
    """Year, month, day and the span they stand in."""
    if found := _YMD.search(line):
        return int(found[1]), int(found[3]), int(found[4]), *found.span()
    for pattern in _NAMED:
        if found := pattern.search(line):
            year = found.groupdict().get("y")
            return full_year(year) if year else None, ord(found["m"]) - 0xE000, int(found["d"]), *found.span()
    if found := _NUMBERS.search(line):
        first, second, year_number = int(found[1]), int(found[3]), full_year(found[4])
        if found[2] != "." and len(found[4]) == 2 and first > 31:
            return None
        if day_first(found[2], first, second, year_number):
            first, second = second, first
        return year_number, first, second, *found.span()
    return None


def full_year(written: str) -> int:
    """A year of four digits; two digits mean 1970 to 2069."""
    digits = written.lstrip("'’‘")
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number < 70 else 1900)


def _find_time(line: str, start: int, end: int) -> tuple[tuple[int, int, int | None] | None, int]:
    """Time of day nearest to the date, and where it ends: right behind the date, else right before it, else the first behind."""
    behind = [found for found in _TIME.finditer(line, end) if _sane(found)][:2]
    before = [found for found in _TIME.finditer(line[:start]) if _sane(found)][-1:]
    choices = [found for found in behind[:1] if _joined(line[end : found.start()])]
    choices += [found for found in before if _joined(line[found.end() : start])]
    choices += [found for found in behind[:1] if found["m"]]
    if not choices:
        return None, end
    found = choices[0]
    hour = int(found["h"])
    half = found["before"] or found["after"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == _PM else 0)
    return (hour, int(found["m"] or 0), None if found["s"] is None else int(found["s"])), found.end()


def _joined(gap: str) -> bool:
    """Whether nothing but punctuation and zones stands between a date and a time."""
    return len(gap) < 30 and not any(char.isalnum() for char in _NAMED_ZONE.sub("", gap))


def _sane(found: re.Match[str]) -> bool:
    return int(found["h"]) < 25 and int(found["m"] or 0) < 60 and int(found["s"] or 0) < 61 and (
        int(found["h"]) < 24 or int(found["m"] or 0) == 0
    )


def _find_zone(line: str, place: int) -> int | None:
    """Minutes east of UTC that the text states; None where it states none."""
    bare = _BARE_OFFSET.match(line, place)
    if bare:
        return _minutes(bare)
    named = _NAMED_ZONE.search(line, max(0, place - 1))
    if named is None:
        return None
    return ZONES[named["zone"].lower()] + (_minutes(named) if named["sign"] else 0)


def _minutes(found: re.Match[str]) -> int:
    hours, minutes = int(found["oh"]), int(found["om"] or 0)
    if hours > 15 or minutes > 59:
        return 0
    return (hours * 60 + minutes) * (-1 if found["sign"] != "+" else 1)
