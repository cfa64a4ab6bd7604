"""Which conditions of commands hold now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.commands.command import When
from reader.ui.people.persons import person

if TYPE_CHECKING:
    from reader.ui.main_window import MainWindow


def holding(window: MainWindow) -> set[When]:
    """The conditions that hold for ``window``."""
    thread = window.reading.open_thread
    pairs = (
        (When.LIBRARY, window.library is not None), (When.POST, thread is not None),
        (When.COMMENT, thread is not None and window.marking.current >= 0), (When.CHOSEN, bool(window.chosen_posts())),
        (When.PERSON, person(window) is not None), (When.FILTERED, bool(window.filtering.wishes.rules)),
        (When.BACK, window.opening.navigator.can_go_back), (When.FORWARD, window.opening.navigator.can_go_forward),
        (When.UNDO, window.marking.undo_name is not None), (When.RESULTS, window.searching.shows_results),
        (When.WALK, window.doubting.walking),
    )
    return {when for when, holds in pairs if holds}
