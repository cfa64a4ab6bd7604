"""Menu People: filters."""

from __future__ import annotations

from reader.filters import Effect, Kind
from reader.ui.commands.command import Command, When
from reader.ui.people import persons

PEOPLE = (
    Command("only-author", "Only this person", lambda w: persons.filter_author(w, Effect.ONLY), ("O",), "filter", When.PERSON),
    Command("hide-author", "Hide this person", lambda w: persons.filter_author(w, Effect.HIDE), ("H",), "hide", When.PERSON),
    Command("highlight-author", "Highlight this person", lambda w: persons.filter_author(w, Effect.HIGHLIGHT), ("L",), "highlight",
            When.PERSON),
    Command("join-person", "Is the same person as…", lambda w: w.naming.join(persons.person(w)), (), "people", When.PERSON, line=True),
    Command("part-person", "Is not the same person…", lambda w: w.naming.part(persons.person(w)), (), "people", When.PERSON),
    Command("only-new", "Only new comments", lambda w: w.filtering.kind(Kind.NEW), ("Ctrl+Shift+U",), "new", When.POST, line=True,
            checked=lambda w: w.filtering.has(Kind.NEW), short="Only new"),
    Command("only-starred", "Only starred comments", lambda w: w.filtering.kind(Kind.STARRED), ("Ctrl+Shift+S",), "star", When.POST,
            checked=lambda w: w.filtering.has(Kind.STARRED)),
    Command("only-noted", "Only comments with a note", lambda w: w.filtering.kind(Kind.NOTED), (), "note", When.POST,
            checked=lambda w: w.filtering.has(Kind.NOTED)),
    Command("hide-pingbacks", "Hide pingbacks", lambda w: w.filtering.kind(Kind.PINGBACK, Effect.HIDE), (), "hide", When.POST,
            checked=lambda w: w.filtering.has(Kind.PINGBACK)),
    Command("show-all", "Show all comments", lambda w: w.filtering.clear(), ("Ctrl+Shift+X",), "show", When.FILTERED, line=True),
    Command("pause-filters", "Filters off for now", lambda w: w.filtering.pause(not w.filtering.wishes.paused), ("Ctrl+Shift+P",), "show",
            When.FILTERED, checked=lambda w: w.filtering.wishes.paused),
)
