"""Menu Go: moving about."""

from __future__ import annotations

from reader.ui.commands.command import Command, When

GO = (
    Command("back", "Back", lambda w: w.opening.back(), ("Alt+Left",), "back", When.BACK, short="Back"),
    Command("forward", "Forward", lambda w: w.opening.forward(), ("Alt+Right",), "forward", When.FORWARD, short="Forward"),
    Command("search", "Search", lambda w: w.search_box.focus(), ("Ctrl+K", "/"), "search", When.LIBRARY, line=True),
    Command("next-result", "Next result of the search", lambda w: w.results.step(1), ("F4",), "down", When.RESULTS),
    Command("previous-result", "Previous result of the search", lambda w: w.results.step(-1), ("Shift+F4",), "up", When.RESULTS),
    Command("close-search", "Close the search", lambda w: w.searching.close_results(), (), "close", When.RESULTS),
    Command("next-post", "Next discussion in the list", lambda w: w.open_neighbour(1), ("Ctrl+PgDown",), "down", When.LIBRARY, line=True),
    Command("previous-post", "Previous discussion in the list", lambda w: w.open_neighbour(-1), ("Ctrl+PgUp",), "up", When.LIBRARY),
    Command("next-pane", "Next pane", lambda w: w.panes.next(1), ("F6",), line=True),
    Command("previous-pane", "Previous pane", lambda w: w.panes.next(-1), ("Shift+F6",)),
    Command("quick-filter", "Filter the library list", lambda w: w.panes.focus_quick(), ("Ctrl+L",), "filter", When.LIBRARY),
    Command("find-person", "Find a person", lambda w: w.panes.focus_people(), ("Ctrl+Shift+F",), "people", When.POST),
)
