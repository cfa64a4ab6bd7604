"""Why a save holds fewer comments than its page states, as far as the page lets one tell, and how to save it again: words for people.

May import: model. To add an engine that folds comments: its row in ``_UNFOLD``.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence

from reader.model.report import Notice, NoticeKind

SAVE_AGAIN = "Open the page in a browser, unfold all comments, and save it again as a complete page."


class Cause(enum.Enum):
    """What probably became of the comments that are stated and not there."""

    OTHER_PAGES = enum.auto()
    REMOVED = enum.auto()
    """The page's own numbers leave as many out as are lacking."""
    NOT_LOADED = enum.auto()
    """None at all is there: a script of the page fetches them."""
    FOLDED = enum.auto()


_CLICK_ON = "Open the page in a browser, click on “more comments” until no more come, and save it again as a complete page."
_UNFOLD = {
    "reddit": "Open the discussion in a browser (its old.reddit.com address shows most), click on every “load more comments” and “continue"
    " this thread”, and save it again as a complete page.",
    "discourse": "Put /print behind the address of the discussion, wait until all of it is there, and save that page.",
    "slashdot": "Open the page in a browser, draw the threshold down until every comment is shown in full, and save it again.",
    "livejournal": "Open the page in a browser, follow every “expand”, and save it again as a complete page.",
    "forummagnum": "Open the page in a browser, click on every “show more” and “load more”, and save it again as a complete page.",
    "disqus": _CLICK_ON, "wpdiscuz": _CLICK_ON, "livefyre": _CLICK_ON, "intensedebate": _CLICK_ON, "substack": _CLICK_ON,
    "stackexchange": "Open the page in a browser, click on every “show more comments”, and save it again as a complete page.",
}
"""How the missing comments are brought into sight on engines that fold them or load them while one scrolls."""
_NEXT_PAGES = "Save the other pages of the discussion as well and import them: they join it."
_LOADED = (
    "Open the page in a browser, scroll down until the comments are there, and save it again as a complete page; if they are still missing,"
    " an extension that saves a page into one file takes them in."
)


def cause_of(found: int, stated: int | None, notices: Sequence[Notice]) -> Cause | None:
    """Why there are fewer than stated; None where there are not. ``found``: comments of the discussion that are there."""
    if stated is None or found >= stated:
        return None
    kinds = {notice.kind: notice for notice in notices}
    if NoticeKind.MORE_PAGES in kinds:
        return Cause.OTHER_PAGES
    if not found:
        return Cause.NOT_LOADED
    left_out = kinds.get(NoticeKind.MISSING_NUMBERS)
    if left_out is not None and (left_out.count or 0) >= stated - found:
        return Cause.REMOVED
    return Cause.FOLDED


def shortfall_lines(found: int, stated: int | None, notices: Sequence[Notice], platform: str) -> list[str]:
    """What probably happened to the comments that are not there, and what to do; no line where none is lacking."""
    cause = cause_of(found, stated, notices)
    if cause is None or stated is None:
        return []
    lacking = stated - found
    others = "The other one" if lacking == 1 else f"The other {lacking}"
    are, were = ("is", "was") if lacking == 1 else ("are", "were")
    match cause:
        case Cause.OTHER_PAGES:
            return [f"{others} {are} probably on other pages of the discussion. {_NEXT_PAGES}"]
        case Cause.REMOVED:
            return [f"{others} {were} probably removed from the site: the page's own numbers leave out as many. Saving it again will"
                    " hardly bring them back."]
        case Cause.NOT_LOADED:
            return [f"None of them was saved with the page: comments like these are loaded while the page is open. {_LOADED}"]
        case _:
            return [f"{others} {were} probably folded away, or not loaded yet, when the page was saved; sites also count what they removed."
                    f" {_UNFOLD.get(platform, SAVE_AGAIN)}"]
