"""Menu View: how things look."""

from __future__ import annotations

from reader.ui.commands.command import Command, When
from reader.ui.library.library_model import Column
from reader.ui.theme import ThemeName

THEMES = (
    (ThemeName.SYSTEM, "As the system"), (ThemeName.LIGHT, "Light"), (ThemeName.DARK, "Dark"), (ThemeName.SEPIA, "Sepia"),
    (ThemeName.CONTRAST, "High contrast"),
)
SORTS = (
    (Column.TITLE, "Title"), (Column.SITE, "Site"), (Column.DATE, "Date"), (Column.COMMENTS, "Number of comments"),
    (Column.NEW, "New comments"),
)


def _theme(name: ThemeName, words: str) -> Command:
    return Command(f"theme-{name.replace(' ', '-')}", words, lambda w: w.preferences.change(theme=str(name)), submenu="Colours",
                   checked=lambda w: w.preferences.settings.theme == name)


def _sort(column: Column, words: str) -> Command:
    return Command(f"sort-{column.name.lower()}", words, lambda w: w.library_pane.sort_by(column), submenu="Sort the library by",
                   checked=lambda w: w.library_pane.model.sorting[0] is column)


VIEW = (
    Command("threaded", "Threaded", lambda w: w.set_threaded(True), ("Ctrl+1",), "threaded", When.POST, short="Threaded",
            checked=lambda w: w.reading.threaded),
    Command("in-order", "In order of the page", lambda w: w.set_threaded(False), ("Ctrl+2",), "in-order", When.POST, short="In order",
            checked=lambda w: not w.reading.threaded),
    Command("larger", "Larger text", lambda w: w.zoom(1), ("Ctrl++", "Ctrl+="), "larger", line=True),
    Command("smaller", "Smaller text", lambda w: w.zoom(-1), ("Ctrl+-",), "smaller"),
    Command("normal-size", "Normal size", lambda w: w.zoom(0), ("Ctrl+0",)),
    Command("library-pane", "Library", lambda w: w.panes.toggle_library(), ("F9",), "library", line=True, short="Library",
            checked=lambda w: w.panes.library_shown),
    Command("people-pane", "People", lambda w: w.panes.toggle_people(), ("F10",), "people", short="People",
            checked=lambda w: w.panes.people_shown),
    Command("focus-mode", "The discussion alone", lambda w: w.panes.toggle_focus(), ("F11",), "focus",
            checked=lambda w: w.panes.focus_mode),
    Command("full-screen", "Full screen", lambda w: w.toggle_full_screen(), ("Shift+F11",), "focus", checked=lambda w: w.isFullScreen()),
    *(_theme(name, words) for name, words in THEMES),
    *(_sort(column, words) for column, words in SORTS),
)
