"""The receipt of many files in groups, the same for the window and the command line."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass, field

from reader.model.report import Apart, FileReport, ImportReport, Outcome, ThreadReport


class Group(enum.StrEnum):
    """What a person wants to see apart. Words live in ``reader.wording``."""

    NEW = "new"
    UPDATED = "updated"
    BARE = "bare"
    """Pages without comments."""
    KNOWN = "known"
    """Nothing new came with them."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Threads by group, each with its file, in the order of the files; files that gave none; what was set apart, counted."""

    threads: dict[Group, list[tuple[FileReport, ThreadReport]]] = field(default_factory=lambda: {group: [] for group in Group})
    refused: list[FileReport] = field(default_factory=list)
    empty: list[FileReport] = field(default_factory=list)
    """Read, but nothing was taken: left out by the person, or copies of what was."""
    apart: Counter[Apart] = field(default_factory=Counter)


def grouped(report: ImportReport) -> Grouped:
    """The receipt in groups."""
    made = Grouped()
    for file in report.files:
        if file.error is not None:
            made.refused.append(file)
        elif not file.threads:
            made.empty.append(file)
        for thread in file.threads:
            made.threads[group_of(thread)].append((file, thread))
    made.apart.update(one.what for one in report.apart)
    return made


def group_of(thread: ThreadReport) -> Group:
    """The group of one thread."""
    if thread.outcome is Outcome.UNCHANGED:
        return Group.KNOWN
    if thread.outcome is Outcome.JOINED:
        return Group.UPDATED if thread.comments_added else Group.KNOWN
    return Group.NEW if thread.comments_found else Group.BARE
