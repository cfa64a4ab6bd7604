"""Written dates -> moments: machine times first, then the patterns that pages print."""

from __future__ import annotations

import re
from dataclasses import dataclass

ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?")
MONTHS = {name: n for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}
ENGLISH = re.compile(
    r"(?:([A-Z][a-z]{2})[a-z]*\.? (\d{1,2})|(\d{1,2}) ([A-Z][a-z]{2})[a-z]*\.?),? (\d{4})"
    r"(?:,?\s*(?:at|@|-|\|)?\s*(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp][Mm])?\s*(UTC|utc|GMT)?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as the contract writes it (None where the text could not be understood) beside the text it was read from."""

    iso: str | None
    text: str


class PageDates:
    """Reads the dates of one page; what it learns from one date helps with the others."""

    def __init__(self, language: str | None = None, saved: str | None = None) -> None:
        self.language = language
        self.saved = saved

    def read(self, text: str, machine: str | None = None) -> Moment | None:
        """The moment that ``machine`` (an attribute such as ``datetime``) or else the printed ``text`` states; None where both are empty."""
        shown = " ".join(text.split())
        if machine and (iso := _iso(machine)):
            return Moment(iso, shown)
        if not shown:
            return None
        return Moment(_iso(shown) or _english(shown), shown)


def _iso(text: str) -> str | None:
    found = ISO.search(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    offset = "" if not zone else "+00:00" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return f"{year}-{month}-{day}T{hour}:{minute}{':' + second if second else ''}{offset}"


def _english(text: str) -> str | None:
    found = ENGLISH.search(text)
    if not found:
        return None
    month = MONTHS.get((found[1] or found[4]).lower())
    if month is None:
        return None
    date = f"{int(found[5]):04}-{month:02}-{int(found[2] or found[3]):02}"
    if found[6] is None:
        return date
    hour = int(found[6]) % 12 + (12 if found[9].lower() == "pm" else 0) if found[9] else int(found[6])
    return f"{date}T{hour:02}:{found[7]}{':' + found[8] if found[8] else ''}{'+00:00' if found[10] else ''}"
