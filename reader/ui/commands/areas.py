"""All areas, in the order of the menu bar, and what stands on the toolbar."""

from __future__ import annotations

from reader.ui.commands.command import Area, Command
from reader.ui.commands.discussion import DISCUSSION
from reader.ui.commands.go import GO
from reader.ui.commands.help import HELP
from reader.ui.commands.library import LIBRARY
from reader.ui.commands.people import PEOPLE
from reader.ui.commands.view import VIEW

AREAS = (
    Area("&Library", LIBRARY), Area("&Discussion", DISCUSSION), Area("&People", PEOPLE), Area("&View", VIEW), Area("&Go", GO),
    Area("&Help", HELP),
)
TOOLBAR = (("library-pane", "import"), ("back", "forward"), ("threaded", "in-order"), ("only-new",))
"""Ids in groups; a gap stands between groups."""


def all_commands() -> tuple[Command, ...]:
    """Every row of every area."""
    return tuple(command for area in AREAS for command in area.commands)
