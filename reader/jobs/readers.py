"""Which reader reads a page: the one that a person chose for it or for its thread, else taught rules and engines in their order."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model.draft import DraftThread
from reader.model.errors import RefusedFile
from reader.model.library import ReaderChoice
from reader.model.page import Page, PageKind
from reader.model.report import Notice, NoticeKind
from reader.model.teaching import TaughtRule
from reader.sites import SITES, read_as, read_page, with_rules
from reader.sites.reader_names import name_of
from reader.sites.taught import reader_key
from reader.sites.taught_file import read_rule
from reader.store import Library
from reader.threads.keys import folded, permalink_key

_log = logging.getLogger("threadfolio.jobs")
AUTOMATIC = "automatic"
"""Choice of no certain reader."""
_NO_CHOICE = frozenset(["records", "text"])
"""Readers of exports and of plain text: what such a file is, it is."""


@dataclass(frozen=True, slots=True)
class Readers:
    """What a page is read with. ``chosen``: key of a reader for every page of the file; ``threads``: choices for threads that a page may
    belong to; ``rules``: what people taught."""

    chosen: str | None = None
    rules: tuple[TaughtRule, ...] = ()
    threads: tuple[ReaderChoice, ...] = ()


NO_WISHES = Readers()


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One reader that can be chosen. ``name`` is a proper name; "" for `AUTOMATIC`."""

    key: str
    name: str
    taught: bool = False


def readers_of(library: Library, chosen: str | None = None) -> Readers:
    """The library's rules and choices, and a choice for what is read now (None: as the library remembers; `AUTOMATIC`: none at all)."""
    threads = () if chosen is not None else library.chosen_readers()
    return Readers(None if chosen == AUTOMATIC else chosen, rules_of(library), threads)


def rules_of(library: Library) -> tuple[TaughtRule, ...]:
    """The library's taught rules; a file that is none is left out and logged."""
    rules = []
    for key, text in library.rules().items():
        try:
            rules.append(read_rule(text, key))
        except RefusedFile as error:
            _log.warning("rule %s: %s", key, error.detail or error.why)
    return tuple(rules)


def choices(rules: Sequence[TaughtRule]) -> tuple[ReaderRow, ...]:
    """What a person can choose from: none in particular, taught rules, then engines by name."""
    taught = [ReaderRow(reader_key(rule), rule.name, taught=True) for rule in rules]
    keys = [site.key for site in SITES if site.key not in _NO_CHOICE]
    engines = sorted((ReaderRow(key, name_of(key)) for key in dict.fromkeys(keys)), key=lambda row: row.name.casefold())
    return (ReaderRow(AUTOMATIC, ""), *taught, *engines)


def read_with(page: Page, readers: Readers = NO_WISHES) -> list[DraftThread]:
    """The discussions of a page. A draft that was read by choice says so in a notice; a reader that finds nothing gives way."""
    if readers.chosen is not None:
        drafts = _by_choice(page, readers.chosen, readers.rules)
        if drafts:
            return drafts
    drafts = read_page(page, sites=with_rules(readers.rules)) if readers.rules else read_page(page)
    if readers.threads and page.kind is PageKind.HTML:
        wanted = next((choice.reader for draft in drafts for choice in readers.threads if _is_of(draft, choice)), None)
        if wanted is not None:
            return _by_choice(page, wanted, readers.rules) or drafts
    return drafts


def chosen_in(notices: Sequence[Notice]) -> str | None:
    """The reader that a person chose, by what a draft or post says; the last word counts."""
    return next((notice.text for notice in reversed(notices) if notice.kind is NoticeKind.READER_CHOSEN), None)


def _by_choice(page: Page, key: str, rules: Sequence[TaughtRule]) -> list[DraftThread]:
    chosen = Notice(NoticeKind.READER_CHOSEN, text=key)
    return [dataclasses.replace(draft, notices=(*draft.notices, chosen)) for draft in read_as(page, key, rules)]


def _is_of(draft: DraftThread, choice: ReaderChoice) -> bool:
    """Whether a draft is a page of the thread: by its address, else by title and site."""
    key = permalink_key(draft.url or "")
    if key and choice.permalink_key:
        return key == choice.permalink_key
    return bool(folded(draft.title)) and folded(draft.title) == folded(choice.title) and folded(draft.site) == folded(choice.site)
