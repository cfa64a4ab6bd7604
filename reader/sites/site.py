"""A row of the table of sites."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.model.draft import DraftThread
from reader.sites.view import PageView


@dataclass(frozen=True, slots=True)
class Site:
    """One blog or forum engine.

    ``key`` is what the library keeps as ``Post.platform``. ``recognises`` answers quickly and changes nothing; ``read`` may take nodes out
    of ``view.tree`` (the next engine gets a fresh view). ``read`` gives ``[]`` when the page turns out not to be its own after all.
    Both may raise: the frame then asks the next row.
    """

    key: str
    recognises: Callable[[PageView], bool]
    read: Callable[[PageView], list[DraftThread]]
