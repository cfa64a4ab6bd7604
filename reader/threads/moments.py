"""Written times inside bodies -> minutes. Zones are left alone: a pasted footer means the zone of the one who pasted it.

All minutes count from 1970-01-01 00:00 of the wall clock that wrote them.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from reader.threads.languages import month_numbers

_MONTHS = month_numbers()
_EPOCH = datetime.date(1970, 1, 1).toordinal()
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_DATE = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?\s{{0,2}}(?:de\s|of\s)?(?P<m1>{_MONTH})\.?,?\s{{1,2}}(?:de\s|del\s)?(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\.?\s{{1,2}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})(?:-|/|\.|年)(?P<m3>\d{1,2})(?:-|/|\.|月)(?P<d3>\d{1,2})日?"
    r"|(?P<a4>\d{1,2})(?P<s4>[./-])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4}|\d{2}))"
)
_BETWEEN = (
    r"(?:\s?\([^()\n]{1,4}\))?(?:\s?г\.?)?(?:\s|,|·|-|–|—|\bat\b|\bum\b|\bà\b|\balle\b|\bore\b|\ba las\b|\bàs\b|\bas\b|\bom\b|\bв\b|t){0,4}"
)
_TIME = r"(?P<h>\d{1,2})(?:[:hH時]|\.(?=\d\d\b)|\sh\s)(?P<n>\d{2})(?:[:.](?P<s>\d{2}))?(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?Uhr|\s?uur|分)?"
_STAMP = re.compile(rf"(?<![\w.]){_DATE}(?:{_BETWEEN}{_TIME})?", re.IGNORECASE)
_TIME_FIRST = re.compile(rf"(?<![\w:]){_TIME}(?:\s|,|-|–|\bon\b){{1,4}}{_DATE}", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Written:
    """A time as somebody wrote it: its place, and every reading (minutes). Dates without a time of day have ``exact`` False."""

    start: int
    end: int
    minutes: tuple[int, ...]
    exact: bool


def iso_minutes(moment: str | None) -> int | None:
    """Minutes of an ISO 8601 moment, in UTC where it has an offset, as written elsewhere. None where there is no time of day."""
    if moment and len(moment) >= 16:
        try:
            return _minutes(datetime.datetime.fromisoformat(moment))
        except ValueError:
            pass  # not quite ISO, or a day that does not exist
    found = _ISO.match(moment or "")
    if not found or found[4] is None:
        return None
    try:
        day = datetime.date(int(found[1]), int(found[2]), int(found[3])).toordinal() - _EPOCH
    except ValueError:
        return None
    minutes = day * 1440 + int(found[4]) * 60 + int(found[5])
    zone = found[7]
    if zone and zone != "Z":
        shift = int(zone[1:3]) * 60 + int(zone[-2:])
        minutes += -shift if zone[0] == "+" else shift
    return minutes


def _minutes(time: datetime.datetime) -> int:
    minutes = (time.toordinal() - _EPOCH) * 1440 + time.hour * 60 + time.minute
    shift = time.utcoffset()
    return minutes if shift is None else minutes - int(shift.total_seconds()) // 60


def minutes_iso(minutes: int) -> str:
    """The moment of a minute count, to the minute, without an offset."""
    day, rest = divmod(minutes, 1440)
    date = datetime.date.fromordinal(day + _EPOCH)
    return f"{date.isoformat()}T{rest // 60:02d}:{rest % 60:02d}:00"


def find_times(text: str) -> list[Written]:
    """All dates, with their times of day, in a short text (a line)."""
    found: list[Written] = []
    for pattern in (_TIME_FIRST, _STAMP):
        for match in pattern.finditer(text):
            if any(w.start < match.end() and match.start() < w.end for w in found):
                continue
            minutes = _readings(match)
            if minutes:
                found.append(Written(match.start(), match.end(), minutes, match["h"] is not None))
    return sorted(found, key=lambda w: w.start)


def _readings(match: re.Match[str]) -> tuple[int, ...]:
    hour, minute, half = int(match["h"] or 0), int(match["n"] or 0), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return ()
    clock = hour * 60 + minute
    if match["a4"]:
        first, second, year = int(match["a4"]), int(match["b4"]), int(match["y4"])
        year += 2000 if year < 100 else 0
        order = [(second, first)] if match["s4"] == "." else [(first, second), (second, first)]
        days = [_day(year, month, day) for month, day in dict.fromkeys(order)]
    elif match["m1"]:
        days = [_day(int(match["y1"]), _MONTHS[match["m1"].lower()], int(match["d1"]))]
    elif match["m2"]:
        days = [_day(int(match["y2"]), _MONTHS[match["m2"].lower()], int(match["d2"]))]
    else:
        days = [_day(int(match["y3"]), int(match["m3"]), int(match["d3"]))]
    return tuple(day * 1440 + clock for day in days if day is not None)


def _day(year: int, month: int, day: int) -> int | None:
    if not 1970 <= year <= 2199:
        return None
    try:
        return datetime.date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None
