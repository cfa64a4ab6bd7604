"""Which key does what: the delivered ones, those that the person changed, and who else has a key. Pure but for Qt's names of keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from reader.ui.commands.areas import AREAS
from reader.ui.commands.command import Command
from reader.ui.thread_pane import KEYS

READING = "While reading"
"""The area of the keys of the thread pane, which are not changed."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the editor. ``id`` is the command's, empty for a key of the thread pane; ``keys`` as they work now."""

    id: str
    area: str
    words: str
    keys: tuple[str, ...]
    delivered: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether the person gave it another key, or none."""
        return self.keys != self.delivered


def key_rows(shortcuts: Mapping[str, str]) -> list[KeyRow]:
    """Every command with its keys, then the keys of the thread pane."""
    rows = [
        KeyRow(command.id, area.words.replace("&", ""), command.words.removesuffix("…"), keys_of(command, shortcuts), plain(command.keys))
        for area in AREAS
        for command in area.commands
    ]
    rows += [KeyRow("", READING, row.words, plain(row.keys), plain(row.keys)) for row in KEYS]
    return rows


def keys_of(command: Command, shortcuts: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a command, changed or as delivered."""
    changed = shortcuts.get(command.id)
    return plain(command.keys) if changed is None else plain((changed,))


def plain(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys in Qt's portable spelling, so that equal keys are equal; what is no key is left out."""
    return tuple(text for key in keys if (text := QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)))


def owner(key: str, rows: list[KeyRow], besides: str) -> KeyRow | None:
    """Who has ``key`` already, but for the command ``besides``."""
    wanted = plain((key,))
    return next((row for row in rows if wanted and wanted[0] in row.keys and (not row.id or row.id != besides)), None)


def shown(key: str) -> str:
    """A key as the system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
