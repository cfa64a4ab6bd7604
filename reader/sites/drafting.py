"""Puts a draft together: bodies are made through it, so that it knows every picture that the thread names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.markup.body import MadeBody, make_body
from reader.markup.tree import Node
from reader.model.discussion import Body, CommentKind
from reader.model.draft import DraftThread
from reader.model.page import Asset
from reader.model.report import Notice, NoticeKind
from reader.sites.view import PageView

_EMPTY = Body("")


class Drafting:
    """Makes the bodies of one thread and, at the end, the draft with its pictures and notices."""

    def __init__(self, view: PageView) -> None:
        self.view = view
        self._assets: dict[str, Asset] = {}
        self._missing = 0
        self._refused = 0

    def body(self, source: Node | Sequence[Node] | str | None, drop: Iterable[str] = ()) -> MadeBody:
        """A stored body out of page markup, without what the selectors of ``drop`` name; None gives an empty one."""
        made = make_body("" if source is None else source, self.view.context, drop=drop)
        self._assets.update(made.assets)
        self._missing += len(made.missing_images)
        self._refused += len(made.refused_images)
        return made

    def picture(self, address: str | None) -> str | None:
        """sha256 of the saved picture behind an address, which then belongs to the draft; None where the save does not hold it."""
        if not address:
            return None
        assets = self.view.context.assets
        asset = assets.get(address) or assets.get(self.view.absolute(address) or "")
        if asset is None:
            return None
        self._assets[asset.sha256] = asset
        return asset.sha256

    def finish(self, draft: DraftThread) -> DraftThread:
        """The draft with its pictures, the page's notices, and what counting finds."""
        notices = [*self.view.page.notices, *self.view.tree.notices, *draft.notices]
        notices += counted(draft)
        notices += self._undecided()
        if self._missing:
            notices.append(Notice(NoticeKind.IMAGES_NOT_SAVED, count=self._missing))
        if self._refused:
            notices.append(Notice(NoticeKind.IMAGES_REFUSED, count=self._refused))
        return replace(draft, notices=tuple(dict.fromkeys(notices)), assets=self._assets)

    def _undecided(self) -> list[Notice]:
        """A notice where all-number dates were read in an order that the page does not tell."""
        assumed = self.view.dates.assumed if "dates" in vars(self.view) else None
        return [Notice(NoticeKind.DATE_ORDER, expected=1 if assumed[1] else 2, text=assumed[0])] if assumed else []

    def start(self, *, title: str, platform: str, body: Body = _EMPTY) -> DraftThread:
        """A draft with only what every draft needs."""
        return DraftThread(self.view.page.source, title, platform, body, language=self.view.language)


def counted(draft: DraftThread) -> list[Notice]:
    """Notices that follow from what was found: none, fewer or more than stated, further pages, numbers that are left out."""
    notices = []
    found = sum(comment.kind is CommentKind.COMMENT for comment in draft.comments)
    everything = len(draft.comments)
    stated = draft.comments_stated
    more = draft.pages.has_next or draft.pages.has_previous
    if not draft.comments:
        notices.append(Notice(NoticeKind.NO_COMMENTS, count=0, expected=stated))
    elif stated is not None and everything < stated and not more:
        notices.append(Notice(NoticeKind.FEWER_THAN_STATED, count=found, expected=stated))
    elif stated is not None and found > stated:
        notices.append(Notice(NoticeKind.MORE_THAN_STATED, count=found, expected=stated))
    if more:
        notices.append(Notice(NoticeKind.MORE_PAGES, text=draft.pages.next_url or draft.pages.previous_url))
    missing = missing_numbers([comment.number for comment in draft.comments if comment.number is not None])
    if missing:
        notices.append(Notice(NoticeKind.MISSING_NUMBERS, count=len(missing), text=", ".join(map(str, missing))))
    return notices


def missing_numbers(numbers: list[int]) -> list[int]:
    """Numbers left out between the lowest and the highest printed one; none when the gaps outweigh what is there (no running numbers)."""
    if not numbers:
        return []
    there = set(numbers)
    low, high = min(there), max(there)
    if high - low + 1 > 2 * len(there) + 10:
        return []
    return [number for number in range(low, high + 1) if number not in there]
