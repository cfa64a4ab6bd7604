"""Parts of a readable file: one that cannot be read becomes a notice, and the rest goes on."""

from __future__ import annotations

from reader.formats.limits import Budget
from reader.formats.source import Items
from reader.model.errors import ReaderError, RefusedFile, Why
from reader.model.report import Notice, NoticeKind

SILENT = (Why.BINARY, Why.EMPTY, Why.NOTHING_INSIDE)
"""A part that is no page at all is nothing to tell about."""


def noticed(items: Items, name: str, budget: Budget) -> Items:
    """``items``, ended by a notice about the part ``name`` where they break. What the whole file may use up still refuses the file."""
    try:
        yield from items
    except RefusedFile as error:
        if budget.spent:
            raise
        if error.why not in SILENT:
            yield part_notice(name)
    except ReaderError:
        raise
    except Exception:  # noqa: BLE001 - a broken part must not take the others with it
        yield part_notice(name)


def part_notice(name: str) -> Notice:
    """The notice that the part ``name`` was skipped."""
    return Notice(NoticeKind.PART_UNREADABLE, text=name[:200])
