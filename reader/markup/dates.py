"""Written dates -> moments: machine times first, then the forms that pages print, decided over the whole page.

A moment is never converted: the machine time as the markup has it, else the printed one, with an offset only where one is stated.
"""

from __future__ import annotations

import datetime
import itertools
import re
import warnings
from dataclasses import dataclass, field

from reader.markup.date_words import AGO, ONE, TODAY, UNIT_OF, fold
from reader.markup.written_dates import LONGEST, Written, full_year, offset_text, read_usual, read_written

_ISO = re.compile(
    r"\s*(?P<y>\d{4})-?(?P<mo>\d\d)-?(?P<d>\d\d)(?:(?:T|\s+)(?P<h>\d\d):?(?P<mi>\d\d)(?::?(?P<s>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<z>Z|UTC|GMT|[+−-]\d\d(?::?\d\d)?)?)?\s*",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\s*(\d{9,10})(?:\.\d+)?\s*|\s*(\d{12,13})\s*|\s*(\d{15,16})\s*")
_NUMBERS = re.compile(r"(\d(?<![\d:./-].)\d?)([-/.])(\d{1,2})\2(\d{4}|\d\d)(?![\d/.-]*\d)")
"""It begins with the digit, so that a page is searched for digits in C; with the look behind before it every character costs ten times."""
_RELATIVE = re.compile(r"\d{1,4}|[^\W\d_]+")
_DAY_NAMES = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)?")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d\d)(?:[:.](\d\d))?\s?(?:([ap])\.?m\b)?", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\d{4}|\d[:.h]\d\d")
_MOST_GUESSES = 2
_MOST_SAMPLES = 20_000


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as the contract writes it (None where the text could not be understood) beside the text it was read from."""

    iso: str | None
    text: str


@dataclass(slots=True)
class _Votes:
    """What speaks for day first and for month first, for one separator."""

    day_first: int = 0
    month_first: int = 0
    pairs: list[tuple[int, int, int]] = field(default_factory=list)


class PageDates:
    """Reads the dates of one page; what the page's dates have in common is decided over all of them.

    ``language`` is the page's (``en``, ``en-GB`` ...), ``saved`` the moment the page was saved (ISO), against which relative dates are
    resolved, ``page_text`` all text of the page: its all-number dates together tell whether the day or the month comes first.
    """

    def __init__(self, language: str | None = None, saved: str | None = None, page_text: str | None = None) -> None:
        self.language = (language or "").lower().replace("_", "-")
        self.saved = _aware_or_local(saved)
        self._votes: dict[str, _Votes] = {}
        self._known: dict[str, str | None] = {}
        self._guesses = 0
        self.assumed: tuple[str, bool] | None = None
        """An all-number date whose order nothing on the page decides, and whether it was read day first; None where there was none."""
        if page_text:
            self.learn(page_text)

    def learn(self, text: str) -> None:
        """Take the all-number dates of a text as samples of the page's order."""
        for count, found in enumerate(_NUMBERS.finditer(text)):
            if count == _MOST_SAMPLES:
                break
            self._sample(found[2], int(found[1]), int(found[3]), full_year(found[4]))
        self._known.clear()

    def read(self, text: str, machine: str | None = None) -> Moment | None:
        """The moment that ``machine`` (an attribute such as ``datetime``, or an epoch) or else the printed ``text`` states.

        A machine time without a time of day gives way to a printed one of the same day that has it. None where both are empty.
        """
        shown = " ".join(text.split())
        stated = self._machine(machine) if machine else None
        if stated is None:
            if not shown:
                return Moment(None, machine.strip()[:LONGEST]) if machine and machine.strip() else None
            return Moment(self._printed(shown), shown)
        if shown and (len(stated) == 10 or stated[10:16] == "T00:00"):
            printed = self._printed(shown)
            if printed and len(printed) > 10 and printed[:10] == stated[:10]:
                return Moment(printed, shown)
        return Moment(stated, shown or (machine or "").strip())

    def _machine(self, machine: str) -> str | None:
        written = machine[:LONGEST]
        if found := _ISO.fullmatch(written):
            return _iso(found)
        if found := _EPOCH.fullmatch(written):
            return _epoch(found)
        return self._printed(" ".join(written.split()))

    def _printed(self, shown: str) -> str | None:
        key = shown[:LONGEST]
        if key not in self._known:
            self._known[key] = self._understood(key)
        return self._known[key]

    def _understood(self, shown: str) -> str | None:
        if usual := read_usual(shown, self.language):
            return usual.iso()
        if found := _ISO.fullmatch(shown):
            return _iso(found)
        if not any(char.isdigit() for char in shown):
            return self._relative(shown)
        relative = self._relative(shown)
        if relative is not None:
            return relative
        written = read_written(shown, self._day_first, self.language)
        if written is None:
            return self._guessed(shown)
        if written.year is None:
            written = self._with_year(written)
        return None if written is None else written.iso()

    # -- the order of all-number dates

    def _sample(self, separator: str, first: int, second: int, year: int) -> None:
        votes = self._votes.setdefault(separator, _Votes())
        if first > 12 >= second:
            votes.day_first += 1
        elif second > 12 >= first:
            votes.month_first += 1
        elif first <= 12 and second <= 12:
            votes.pairs.append((first, second, year))
            if self.saved is not None and first != second:
                votes.day_first += _later((year, first, second), self.saved)
                votes.month_first += _later((year, second, first), self.saved)

    def _day_first(self, separator: str, first: int, second: int, year: int | None) -> bool:
        if first > 12 or second > 12:
            return first > 12
        votes = self._votes.get(separator, _Votes())
        if votes.day_first != votes.month_first:
            return votes.day_first > votes.month_first
        by_time = _disorder([(year, b, a) for a, b, year in votes.pairs]) - _disorder([(year, a, b) for a, b, year in votes.pairs])
        if by_time:
            return by_time < 0
        if separator == ".":
            return True
        found = self._by_language(separator)
        if first != second and self.assumed is None and self.language in ("", "en"):
            self.assumed = (separator.join(map(str, (first, second, *([year] if year else [])))), found)
        return found

    def _by_language(self, separator: str) -> bool:
        if self.language:
            return not (self.language in ("en", "en-us", "fil", "tl", "en-ph") or (separator == "-" and self.language.startswith("en-us")))
        return False

    # -- dates that lean on the moment of saving

    def _with_year(self, written: Written) -> Written | None:
        """A date without a year is the last such day before the page was saved; unknown without that."""
        if self.saved is None:
            return None
        year = self.saved.year
        if (written.month, written.day) > (self.saved.month, self.saved.day):
            year -= 1
        return Written(year, written.month, written.day, written.hour, written.minute, written.second, written.offset)

    def _relative(self, shown: str) -> str | None:
        """ "3 hours ago", "vor 2 Tagen", "yesterday at 5:12": resolved against the moment of saving, else None."""
        if self.saved is None or len(shown) > 60:
            return None
        words = [fold(word) for word in _DAY_NAMES.findall(shown)]
        days = next((TODAY[word] for word in words if word in TODAY), None)
        if days is not None:
            return _on_day(self.saved - datetime.timedelta(days=days), shown)
        ago = AGO.intersection(words) or any(word.endswith(("前", "전")) for word in words) or "il y a" in " ".join(words)
        if not ago or _ABSOLUTE.search(shown):
            return None
        for number, unit_word in itertools.pairwise(_RELATIVE.findall(shown)):
            folded = fold(unit_word).removesuffix("前").removesuffix("전")
            unit = UNIT_OF.get(folded)
            if unit is not None and (number.isdecimal() or fold(number) in ONE):
                return _before(self.saved, int(number) if number.isdecimal() else 1, unit)
        return None

    # -- the last resort

    def _guessed(self, shown: str) -> str | None:
        """dateparser for a date in a form that is not known here; few tries a page, only for texts that can be a date."""
        hopeful = 6 <= len(shown) <= 50 and re.search(r"\d{4}", shown) and re.search(r"(?<!\d)\d{1,2}(?!\d)", shown)
        if not hopeful or shown.isascii() or self._guesses >= _MOST_GUESSES:
            return None
        self._guesses += 1
        import dateparser

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                found = dateparser.parse(shown, settings={"STRICT_PARSING": True, "RETURN_AS_TIMEZONE_AWARE": False})
            except (ValueError, TypeError, OverflowError, LookupError, AttributeError, RecursionError):
                return None
        if found is None:
            return None
        self._guesses = 0
        return found.isoformat(timespec="minutes") if re.search(r"\d[:.]\d\d", shown) else found.date().isoformat()


def _iso(found: re.Match[str]) -> str | None:
    try:
        day = datetime.date(int(found["y"]), int(found["mo"]), int(found["d"]))
        if found["h"] is None:
            return day.isoformat() if day.year > 1 else None
        datetime.time(int(found["h"]), int(found["mi"]), min(int(found["s"] or 0), 59))
    except ValueError:
        return None
    zone = (found["z"] or "").upper().replace("−", "-")
    offset = ""
    if zone in ("Z", "UTC", "GMT"):
        offset = "+00:00"
    elif zone:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        if int(digits[:2]) > 23 or int(digits[2:]) > 59:
            return None
        offset = f"{zone[0]}{digits[:2]}:{digits[2:]}"
    if day.year <= 1 or (day.isoformat() == "1970-01-01" and found["h"] == "00"):
        return None
    second = f":{found['s']}" if found["s"] else ""
    return f"{day.isoformat()}T{found['h']}:{found['mi']}{second}{offset}"


def _epoch(found: re.Match[str]) -> str | None:
    seconds = int(found[1]) if found[1] else int(found[2]) // 1000 if found[2] else int(found[3]) // 1_000_000
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="seconds")


def _aware_or_local(saved: str | None) -> datetime.datetime | None:
    if not saved:
        return None
    try:
        return datetime.datetime.fromisoformat(saved.strip())
    except ValueError:
        return None


def _later(day: tuple[int, int, int], saved: datetime.datetime) -> int:
    """1 where the day (year, month, day) is after the moment of saving: then the other order is meant."""
    return int(day > (saved.year, saved.month, saved.day + 1))


def _disorder(days: list[tuple[int, int, int]]) -> int:
    """How often neighbours stand in the rarer of the two directions of time."""
    up = sum(a < b for a, b in itertools.pairwise(days))
    down = sum(a > b for a, b in itertools.pairwise(days))
    return min(up, down)


def _on_day(day: datetime.datetime, shown: str) -> str:
    clock = _CLOCK.search(shown)
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        return day.date().isoformat()
    hour = int(clock[1])
    if clock[4] and hour <= 12:
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    return f"{day.date().isoformat()}T{hour:02}:{clock[2]}"


def _before(saved: datetime.datetime, count: int, unit: str) -> str | None:
    """A moment so long before another: to the minute for hours and less, else to the day."""
    try:
        if unit in ("second", "minute", "hour"):
            moment = saved - datetime.timedelta(**{f"{unit}s": count})
            offset = moment.utcoffset()
            return f"{moment:%Y-%m-%dT%H:%M}{offset_text(None if offset is None else int(offset.total_seconds()) // 60)}"
        if unit in ("day", "week"):
            return (saved.date() - datetime.timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
        months = saved.year * 12 + saved.month - 1 - count * (12 if unit == "year" else 1)
        return datetime.date(months // 12, months % 12 + 1, min(saved.day, 28)).isoformat()
    except (OverflowError, ValueError):
        return None
