"""The row of a command table."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.ui.main_window import MainWindow


class When(enum.StrEnum):
    """When a command can be used. The window knows which of these hold."""

    ALWAYS = "always"
    LIBRARY = "library"
    """A library is open."""
    POST = "post"
    """A discussion is open."""
    COMMENT = "comment"
    """A comment of it is the current one."""
    CHOSEN = "chosen"
    """Discussions are selected in the list, or one is open."""
    PERSON = "person"
    """A person is chosen, or the current comment has an author."""
    FILTERED = "filtered"
    BACK = "back"
    FORWARD = "forward"
    UNDO = "undo"
    RESULTS = "results"
    WALK = "walk"
    """A walk through doubtful references is on."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done. ``keys``: the first is shown, all work. ``checked``: a switch, and how it stands. ``line``: a line in
    the menu above it. ``submenu``: the menu within the area's menu that it stands in. ``short``: the words on the toolbar."""

    id: str
    words: str
    call: Callable[[MainWindow], Any]
    keys: tuple[str, ...] = ()
    icon: str = ""
    when: When = When.ALWAYS
    checked: Callable[[MainWindow], bool] | None = None
    line: bool = False
    submenu: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """One menu of the menu bar."""

    words: str
    commands: tuple[Command, ...]
