"""When it was written and how long it is: numbers between two bounds."""

from __future__ import annotations

from array import array

from reader.filters.rule import Rule
from reader.model.skeleton import Thread

UNKNOWN_BELOW = -(2**30)


def by_date(thread: Thread, rule: Rule) -> bytes:
    """1 for every comment written between ``since`` and ``until``; comments without a known time never match."""
    return _between(thread.times, UNKNOWN_BELOW if rule.since is None else max(rule.since, UNKNOWN_BELOW), rule.until)


def by_length(thread: Thread, rule: Rule) -> bytes:
    """1 for every comment whose body text has between ``since`` and ``until`` characters."""
    return _between(thread.lengths, 0 if rule.since is None else rule.since, rule.until)


def _between(values: array[int], low: int, high: int | None) -> bytes:
    if high is None:
        return bytes([low <= value for value in values])
    return bytes([low <= value <= high for value in values])
