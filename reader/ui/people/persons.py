"""What commands about people are about, and what they do in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.filters import Effect

if TYPE_CHECKING:
    from reader.ui.main_window import MainWindow


def person(window: MainWindow) -> str | None:
    """Whom a command about people is about: the row of the people pane, else the author of the current comment."""
    thread = window.reading.open_thread
    focus = window.focusWidget()
    if thread is None:
        return None
    if focus is not None and window.people_pane.isAncestorOf(focus):
        return window.people_pane.person
    index = window.marking.current
    if index < 0:
        return window.people_pane.person
    slot = thread.authors_of[index]
    return thread.authors[slot].name if slot >= 0 else ""


def filter_author(window: MainWindow, effect: Effect) -> None:
    """Only, hide or highlight the chosen person."""
    name = person(window)
    if name is not None:
        window.filtering.author(name, effect)
        window.people_pane.choose(name)


def clicked(window: MainWindow, name: str) -> None:
    """A name in the thread was clicked: choose the person."""
    window.people_pane.choose(name)
    window.actions_by_id.refresh()


def next_of(window: MainWindow, name: str) -> None:
    """Go to the next comment of a person, under any of the names; after the last to the first."""
    thread = window.reading.open_thread
    if thread is None:
        return
    who = next((author.who for author in thread.authors if author.name == name), -1)
    slots = {author.index for author in thread.authors if author.who == who} or {-1}
    places = [index for index, author in enumerate(thread.authors_of) if author in slots]
    current = window.marking.current
    if places:
        window.opening.jump(next((index for index in places if index > current), places[0]))
