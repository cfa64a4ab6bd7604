"""Moments as sortable minutes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from reader.store.tables import UNKNOWN_TIME

LATEST = 2**30
"""Minutes at or behind this (the year 4011) are no moment that a page can mean."""
_MOMENT = re.compile(r"(\d{4})(?!\d)(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d))?)?)?")
_EPOCH = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=65536)
def _days(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None


def minutes_of(moment: str | None) -> int:
    """Minutes since 1970-01-01 of a moment as written (its zone is ignored), `UNKNOWN_TIME` where there is none or it makes no sense."""
    found = _MOMENT.match(moment) if moment else None
    if not found:
        return UNKNOWN_TIME
    year, month, day, hour, minute = found.groups()
    days = _days(int(year), int(month or 1), int(day or 1))
    if days is None:
        return UNKNOWN_TIME
    minutes = days * 1440 + int(hour or 0) * 60 + int(minute or 0)
    return minutes if minutes < LATEST else UNKNOWN_TIME


def now() -> str:
    """Aware UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
