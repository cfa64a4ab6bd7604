"""Times as savers and exports write them -> moments (ISO 8601). Fixed machine forms only; nothing here guesses at human dates."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: index for index, name in enumerate(_NAMES, 1)}
_JAVASCRIPT = re.compile(
    r"\b[A-Z][a-z]{2},? ([A-Z][a-z]{2}) (\d{1,2}),? (\d{4}) (\d{1,2}):(\d\d):(\d\d)(?: GMT| UTC)?(?:([+-])(\d\d):?(\d\d))?", re.ASCII
)
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2},\s*)?(\d{1,2})[ -]([A-Z][a-z]{2})[a-z]*[ -](\d{4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?"
    r"\s*(?:([+-])(\d\d):?(\d\d)|(GMT|UTC|UT|Z)\b)?",
    re.ASCII,
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?", re.ASCII)
_STAMP = re.compile(r"(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?", re.ASCII)


def from_unix(seconds: float | str | None) -> str | None:
    """Seconds since 1970 -> aware UTC; None for what is no such number (or one of milliseconds beyond the year 5000)."""
    try:
        number = float(seconds) if seconds is not None else 0.0
        if not 0 < number < 1e11:
            return None
        return datetime.fromtimestamp(int(number), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def from_stamp(digits: str) -> str | None:
    """An archive's time stamp (4 to 14 digits, UTC) -> moment."""
    found = _STAMP.match(digits)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups())
    return _made(year, month or 1, day or 1, hour, minute, second, "Z")


def from_written(text: str | None) -> str | None:
    """A time in ISO, mail or JavaScript form -> moment; an offset only where one is written. None for anything else."""
    if not text:
        return None
    text = text.strip()[:120]
    if found := _ISO.match(text):
        year, month, day, hour, minute, second, zone = found.groups()
        if hour is None:
            return _day(int(year), int(month), int(day))
        return _made(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), zone)
    if found := _MAIL.match(text):
        day, name, year, hour, minute, second, sign, hours, minutes, named = found.groups()
        zone = f"{sign}{hours}{minutes}" if sign else "Z" if named else None
        return _made(int(year), MONTHS.get(name.lower(), 0), int(day), int(hour), int(minute), int(second or 0), zone)
    if found := _JAVASCRIPT.match(text):
        name, day, year, hour, minute, second, sign, hours, minutes = found.groups()
        zone = f"{sign}{hours}{minutes}" if sign else "Z" if re.search(r"GMT|UTC", found.group()) else None
        return _made(int(year), MONTHS.get(name.lower(), 0), int(day), int(hour), int(minute), int(second), zone)
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime(year, month, day, tzinfo=UTC).date().isoformat()
    except ValueError:
        return None


def _made(year: int, month: int, day: int, hour: int, minute: int, second: int, zone: str | None) -> str | None:
    try:
        if not zone:
            return datetime(year, month, day, hour, minute, second).isoformat()  # noqa: DTZ001 - the file states no zone
        if zone in ("Z", "UTC"):
            offset = UTC
        else:
            digits = zone[1:].replace(":", "")
            offset = timezone((1 if zone[0] == "+" else -1) * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
        return datetime(year, month, day, hour, minute, second, tzinfo=offset).isoformat()
    except ValueError:
        return None
