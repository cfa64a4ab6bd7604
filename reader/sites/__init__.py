"""PAGE -> DraftThreads. One module per blog or forum engine.

``read_page(page: Page) -> list[DraftThread]``: the first row of ``SITES`` (specific before general, the fallback last) that recognises the
page reads it. A page without comments is a draft with none and the notice NO_COMMENTS; a page with no readable text gives ``[]``.
A row that raises, or gives ``[]``, is passed over: the next one that recognises the page reads it.

An engine is a module with a ``Site`` row named ``SITE``: ``key`` (the contract's ``platform``), ``recognises(view: PageView) -> bool`` and
``read(view: PageView) -> list[DraftThread]``. ``PageView`` (module ``view``) is a page with tree, body context and page dates made once.
``Drafting`` (module ``drafting``) makes bodies and finishes the draft with pictures and notices.
Taught rules (``taught``: read; ``taught_derive``: from clicks; ``taught_file``: their text form) are rows that come with the library:
``with_rules(rules)`` is the table with them, ``read_as(page, key, rules)`` reads a page with the one reader that a person chose.
Shared steps that several engines need are modules named for what they do (``nesting``, ``paging``, ``counts`` ...), not a base class.

What it does not do: no inference of who answers whom beyond what the page states (nesting, explicit "in reply to" links), no I/O.
May import: ``model``, ``markup``; trafilatura (fallback article text only, inside the function).
To add an engine: ``sites/<name>.py``, one row in ``SITES``, a page of your own beside its expected thread in ``tests/sites``.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from reader.model.draft import DraftThread
from reader.model.page import Page, PageKind
from reader.model.teaching import TaughtRule
from reader.sites import (
    bbpress,
    blogger,
    discourse,
    drupal,
    flarum,
    fluxbb,
    forum_magnum,
    generic,
    hackernews,
    image_boards,
    invision,
    jforum,
    lemmy,
    livejournal,
    lobsters,
    mail_archives,
    movabletype,
    mybb,
    nodebb,
    phpbb,
    records,
    reddit,
    slashdot,
    small_blogs,
    small_forums,
    smf,
    stackexchange,
    text_copy,
    typepad,
    vanilla,
    vbulletin,
    woltlab,
    wordpress,
    wpdiscuz,
    xenforo,
)
from reader.sites.site import Site
from reader.sites.taught import PLATFORM, site_of_rule
from reader.sites.view import PageView

__all__ = ["SITES", "PageView", "Site", "read_as", "read_page", "reading_site", "with_rules"]

_log = logging.getLogger(__name__)

SITES: tuple[Site, ...] = (
    # Structured exports (kinds XML, JSON, RECORD) -------------------------------------------------
    records.SITE,
    # Plain-text copies ----------------------------------------------------------------------------
    text_copy.SITE,
    # Forums and aggregators -----------------------------------------------------------------------
    xenforo.SITE,
    vbulletin.SITE,
    invision.SITE,
    smf.SITE,
    mybb.SITE,
    fluxbb.SITE,
    jforum.SITE,
    phpbb.SITE,
    discourse.SITE,
    vanilla.SITE,
    nodebb.SITE,
    flarum.SITE,
    woltlab.SITE,
    stackexchange.SITE,
    slashdot.SITE,
    hackernews.SITE,
    lobsters.SITE,
    lemmy.SITE,
    forum_magnum.SITE,
    reddit.SITE,
    bbpress.SITE,
    image_boards.SITE,
    mail_archives.ARCHIVE_FORUM_SITE,
    mail_archives.SITE,
    *small_forums.SITES,
    # Blogs ----------------------------------------------------------------------------------------
    *small_blogs.SERVICES,
    livejournal.SITE,
    typepad.SITE,
    movabletype.SITE,
    wpdiscuz.SITE,
    wordpress.SITE,
    blogger.SITE,
    drupal.SITE,
    *small_blogs.SITES,
    # The fallback, last ---------------------------------------------------------------------------
    generic.SITE,
)


def with_rules(rules: Sequence[TaughtRule]) -> tuple[Site, ...]:
    """The table with taught rules in it: those that a person put first at the head, the others just before the fallback."""
    first = [site_of_rule(rule) for rule in rules if rule.before_others]
    others = [site_of_rule(rule) for rule in rules if not rule.before_others]
    return (*first, *SITES[:-1], *others, SITES[-1])


def read_as(page: Page, key: str, rules: Sequence[TaughtRule] = ()) -> list[DraftThread]:
    """The discussions of a page by one reader, whether it recognises the page or not; ``[]`` where it finds none, or there is no such
    reader. ``key``: of a row of ``SITES``, or ``taught:`` and the key of a rule. Only pages of markup can be read as something else."""
    rows = [site_of_rule(rule, chosen=True) for rule in rules if f"{PLATFORM}:{rule.key}" == key]
    rows += [site for site in SITES if site.key == key]
    if page.kind is not PageKind.HTML:
        return []
    forced = [Site(site.key, lambda _view: True, site.read) for site in rows]
    return reading_site(page, sites=tuple(forced))[1]


def read_page(page: Page, *, sites: tuple[Site, ...] | None = None) -> list[DraftThread]:
    """The discussions of a page, ``[]`` where it holds no readable text. Never raises: an engine that fails is passed over and logged."""
    return reading_site(page, sites=sites)[1]


def reading_site(page: Page, *, sites: tuple[Site, ...] | None = None) -> tuple[str | None, list[DraftThread]]:
    """Key of the row that read the page, and what it read; ``(None, [])`` where none could."""
    view = PageView(page)
    for site in SITES if sites is None else sites:
        try:
            if (page.kind is PageKind.DOCUMENT and site.key != "generic") or not site.recognises(view):
                continue
            drafts = site.read(view)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - one engine's bug must not lose the page: the next row reads it
            _log.warning("site %s failed on %s", site.key, page.source.name, exc_info=True)
            drafts = []
        if drafts:
            return site.key, drafts
        view = PageView(page)
    return None, []
