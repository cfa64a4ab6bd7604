"""Which thread a draft will join, told before anything is saved: one of the library, or one that was read earlier in the same import."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reader.model.discussion import CommentKind
from reader.model.draft import DraftThread
from reader.model.library import ThreadStub
from reader.model.report import Belongs, Standing
from reader.store import Library
from reader.threads.keys import folded, permalink_key
from reader.threads.merge import Sameness, same_thread

OVERLAP = 300
"""How many ids and times of a staged thread are kept from its beginning and its end, as the library does."""


@dataclass(slots=True)
class _Earlier:
    stub: ThreadStub
    title: str
    marks: frozenset[int]
    pages: frozenset[int]


class Recognition:
    """Judges drafts one after the other; each is known to those that come after it. ``thin`` drafts (`outlining`) are enough."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._by_address: dict[str, list[_Earlier]] = defaultdict(list)
        self._by_title: dict[str, list[_Earlier]] = defaultdict(list)

    def judge(self, draft: DraftThread) -> Belongs | None:
        """Where the draft belongs; None where it is new."""
        key = permalink_key(draft.url or "")
        marks = [_mark(c.site_id, c.author, c.number, c.published) for c in draft.comments if c.kind is CommentKind.COMMENT]
        for stub in self._library.stubs_like(draft, key):
            if same_thread(stub, draft) is Sameness.SAME:
                known = frozenset(_mark(*mark) for mark in self._library.comment_marks(stub.post_id))
                return _standing(stub.title, marks, known, another_page=False, post_id=stub.post_id)
        for earlier in [*self._by_address.get(key or "", ()), *self._by_title.get(folded(draft.title), ())]:
            if same_thread(earlier.stub, draft) is Sameness.SAME:
                another = draft.pages.number is not None and bool(earlier.pages) and draft.pages.number not in earlier.pages
                judged = _standing(earlier.title, marks, earlier.marks, another_page=another)
                earlier.marks |= frozenset(marks)
                earlier.pages |= _pages(draft)
                return judged
        self._remember(draft, key, marks)
        return None

    def _remember(self, draft: DraftThread, key: str | None, marks: list[int]) -> None:
        earlier = _Earlier(_stub(draft), draft.title, frozenset(marks), _pages(draft))
        if key:
            self._by_address[key].append(earlier)
        self._by_title[folded(draft.title)].append(earlier)


def _standing(title: str, marks: list[int], known: frozenset[int], *, another_page: bool, post_id: int | None = None) -> Belongs:
    fresh = sum(mark not in known for mark in marks)
    if another_page:
        standing = Standing.PAGE
    elif fresh:
        standing = Standing.NEWER
    else:
        standing = Standing.OLDER if len(known) > len(frozenset(marks)) else Standing.EQUAL
    return Belongs(title, standing, fresh, post_id)


def _mark(site_id: str | None, author: str | None, number: int | None, published: str | None) -> int:
    """What tells a comment from others of its thread, in eight bytes."""
    return hash(("id", site_id) if site_id else (author, published) if published else (author, number))


def _pages(draft: DraftThread) -> frozenset[int]:
    return frozenset() if draft.pages.number is None else frozenset((draft.pages.number,))


def _stub(draft: DraftThread) -> ThreadStub:
    ends = draft.comments if len(draft.comments) <= 2 * OVERLAP else draft.comments[:OVERLAP] + draft.comments[-OVERLAP:]
    numbers = [comment.number for comment in draft.comments if comment.number is not None]
    return ThreadStub(
        -1, draft.title, draft.site, draft.url, draft.published, min(numbers, default=None), max(numbers, default=None),
        frozenset(comment.site_id for comment in ends if comment.site_id),
        frozenset(comment.published for comment in ends if comment.published),
    )
