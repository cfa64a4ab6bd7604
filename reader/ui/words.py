"""Small words that several panes show: dates, counts, names."""

from __future__ import annotations

from datetime import date, datetime

from reader.filters import Effect, Kind, Rule
from reader.ui.plain import one_line

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOBODY = "(no name)"


def day_words(moment: str | None, printed: str | None = None) -> str:
    """``12 Dec 2016`` for a moment (ISO 8601); else what the page prints, else nothing."""
    try:
        day = date.fromisoformat((moment or "")[:10])
    except ValueError:
        return printed or moment or ""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_words(moment: str | None, printed: str | None = None) -> str:
    """``12 Dec 2016, 14:48 UTC+1`` for a moment (ISO 8601); the zone only where it is stated."""
    text = moment or ""
    if len(text) <= 10:
        return day_words(moment, printed)
    try:
        stamp = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return printed or text
    offset = stamp.utcoffset()
    zone = ""
    if offset is not None:
        minutes = int(offset.total_seconds() // 60)
        zone = " UTC" if not minutes else f" UTC{'+' if minutes > 0 else '−'}{abs(minutes) // 60}" + (
            f":{abs(minutes) % 60:02d}" if minutes % 60 else ""
        )
    return f"{day_words(text[:10])}, {stamp:%H:%M}{zone}"


def grouped(count: int) -> str:
    """A count with narrow spaces between thousands from 10,000 on."""
    return f"{count:,}".replace(",", "\u202f") if count >= 10_000 else str(count)


def rule_words(rule: Rule) -> str:
    """A rule as a person would say it."""
    text = one_line(rule.text, 80)
    verb = {Effect.ONLY: "only", Effect.HIDE: "hide", Effect.HIGHLIGHT: "highlight"}[rule.effect]
    what = {
        Kind.AUTHOR: text or "comments without a name", Kind.NEW: "new comments", Kind.STARRED: "starred comments",
        Kind.NOTED: "comments with a note", Kind.PINGBACK: "pingbacks", Kind.GHOST: "comments that were not saved",
        Kind.WORDS: f"comments with “{text}”", Kind.LINKS: "comments with links", Kind.CHOSEN: "chosen comments",
        Kind.DATES: "a range of dates", Kind.LENGTH: "a range of lengths",
    }[rule.kind]
    return f"{verb} {what}" + (" and what answers them" if rule.answers else "")
