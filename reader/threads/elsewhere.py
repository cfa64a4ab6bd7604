"""Links and titles that lead to a comment of this thread, to its post, or to another thread of the library."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qs, urlsplit

from reader.model.discussion import Role, Toward
from reader.model.library import CommentLookup, KnownComment, KnownThread
from reader.threads.bench import Decision
from reader.threads.find_links import fragment_of
from reader.threads.ground import Ground
from reader.threads.keys import permalink_key
from reader.threads.mention import Mention

_DIGITS = re.compile(r"\d{1,20}")
_PARAMETERS = (
    "p",
    "pid",
    "post",
    "postid",
    "post_id",
    "comment",
    "commentid",
    "comment_id",
    "cid",
    "c",
    "id",
    "lc",
    "replytocom",
    "showcomment",
    "mid",
    "msg",
)
_TITLE_ROOM = 12
_FITS = 1
_SLID = 12
_WIDEST = 14 * 60 + 30
_ASKED = 200


class KnownIndex:
    """The library's threads by address and by title. Made once for many discussions; `add` keeps it true while threads come in."""

    def __init__(self, known: Iterable[KnownThread] = (), comments: CommentLookup | None = None) -> None:
        self.comments = comments
        """Finds comments of other threads by author and time; None where there is nothing to ask."""
        self._by_address: dict[str, KnownThread] = {}
        self._by_title: dict[str, KnownThread] = {}
        for thread in known:
            self.add(thread)

    def add(self, thread: KnownThread) -> None:
        """Know one thread more, or anew."""
        key = permalink_key(thread.url) if thread.url else ""
        if key:
            self._by_address[key] = thread
        title = _plain(thread.title)
        if len(title) >= _TITLE_ROOM:
            self._by_title[title] = thread

    def at(self, key: str, own: int) -> KnownThread | None:
        """The thread with this `permalink_key`, unless it is ``own``."""
        found = self._by_address.get(key) if key else None
        return None if found is None or found.post_id == own else found

    def titled(self, title: str, own: int) -> KnownThread | None:
        """The thread with this title, unless it is ``own``."""
        found = self._by_title.get(_plain(title))
        return None if found is None or found.post_id == own else found


Known = Sequence[KnownThread] | KnownIndex
"""The other threads of the library: a few, or an index made once."""


class Elsewhere:
    """Addresses and titles of the thread's own comments and of other threads, ready to be looked up."""

    def __init__(self, ground: Ground, known: KnownIndex) -> None:
        self._ground = ground
        self._own = permalink_key(ground.post.url) if ground.post.url else ""
        self._urls = {_exact(c.url): i for i, c in enumerate(ground.comments) if c.url}
        self._ids: dict[str, int] = {}
        for site_id, index in ground.site_ids.items():
            self._ids.setdefault(site_id, index)
            digits = _DIGITS.findall(site_id)
            if len(digits) == 1 and len(digits[0]) >= 2:
                self._ids.setdefault(digits[0], index)
        self._known = known
        self._asked = 0

    def link(self, index: int, mention: Mention) -> Decision | None:
        """What a link in the body of ``index`` (-1 is the post) leads to; None where that is no discussion that anybody knows."""
        url = mention.url or ""
        target = self._comment(url)
        if target is not None and target != index:
            if target > index >= 0:
                return Decision(mention, Toward.COMMENT, target, 0.9, ("link",), Role.MENTION)
            return Decision(mention, Toward.COMMENT, target, 0.99, ("link",), mention.role)
        key = permalink_key(url) if "//" in url or url.startswith("www.") else ""
        if key and key == self._own:
            if index < 0:
                return None  # a post that links to itself: its title, its buttons for sharing
            return Decision(mention, Toward.POST, None, 0.95, ("link",), Role.MENTION)
        other = self._known.at(key, self._ground.post.id)
        if other:
            return Decision(mention, Toward.EXTERNAL, other.post_id, 0.99, ("link", "known"), Role.MENTION)
        return None

    def title(self, title: str) -> int | None:
        """The post id of the library's thread with this title."""
        found = self._known.titled(title, self._ground.post.id)
        return found.post_id if found else None

    def footer(self, mention: Mention, offset: int | None) -> Decision | None:
        """The comment of another thread that a pasted footer is of, by author, time and number; None where no or more than one fits.

        ``offset`` in minutes takes pasted times to those of the page, where that is known: the other thread is mostly of the same site.
        With a title, only the thread that bears it is looked at, and a footer that fits no comment of it still leads to the thread.
        """
        titled = self._known.titled(mention.title, self._ground.post.id) if mention.title else None
        hits = self._footer_hits(mention)
        if titled is not None:
            hits = [hit for hit in hits if hit.post_id == titled.post_id]
        scored = sorted(((_fits(hit, mention, offset), hit.post_id, hit.comment) for hit in hits), reverse=True)
        good = [entry for entry in scored if entry[0] >= _FITS]
        if good and (len(good) == 1 or good[0][0] > good[1][0]):
            score, post, comment = good[0]
            words = ("author", *(("time",) if score != _FITS + 1 else ()), *(("number",) if score > _FITS else ()), "known")
            return Decision(mention, Toward.EXTERNAL, post, 0.99, words, mention.role, beyond=comment)
        if titled is not None:
            return Decision(mention, Toward.EXTERNAL, titled.post_id, 0.97, ("title", "known"), mention.role)
        return None

    def _footer_hits(self, mention: Mention) -> Sequence[KnownComment]:
        """Comments of other threads by that author about that time; the library is asked `_ASKED` times for one thread at most."""
        written = mention.written
        if self._known.comments is None or written is None or not written.exact or not mention.name or self._asked >= _ASKED:
            return []
        self._asked += 1
        found = self._known.comments(mention.name, min(written.minutes) - _WIDEST, max(written.minutes) + _WIDEST)
        return [hit for hit in found if hit.post_id != self._ground.post.id]

    def _comment(self, url: str) -> int | None:
        found = self._urls.get(_exact(url))
        if found is not None:
            return found
        fragment = fragment_of(url)
        same_page = not url.partition("#")[0] or (self._own != "" and permalink_key(url) == self._own)
        if not same_page and self._own:
            return None
        if fragment:
            found = self._ids.get(fragment)
            if found is None:
                digits = _DIGITS.findall(fragment)
                found = self._ids.get(digits[-1]) if digits else None
                if found is None and digits and self._ground.numbers and len(digits[-1]) <= 5:
                    at = self._ground.numbers.get(int(digits[-1]), [])
                    found = at[0] if len(at) == 1 and not self._ids else None
            return found
        try:
            query = parse_qs(urlsplit(url).query)
        except ValueError:
            return None
        for name in _PARAMETERS:
            for value in query.get(name, ()):
                if (at_id := self._ids.get(value)) is not None:
                    return at_id
        return None


def _fits(hit: KnownComment, mention: Mention, offset: int | None) -> int:
    """How well a footer fits: time and number `_FITS` + 2, the number alone (and a whole number of quarter hours) one less, the time alone
    two less; less than `_FITS` where it does not. A footer with another number fits only where numbers may have slid a little."""
    assert mention.written is not None
    differences = {hit.minutes - minutes for minutes in mention.written.minutes}
    timed = (0 if offset is None else offset) in differences
    numbered = mention.number is not None and hit.number == mention.number
    if timed and numbered:
        return _FITS + 2
    if numbered and any(difference % 15 == 0 for difference in differences):
        return _FITS + 1
    slid = mention.number is None or hit.number is None or abs(hit.number - mention.number) <= _SLID
    return _FITS if timed and slid else 0


def _exact(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.strip()).rstrip("/")


def _plain(title: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", title).casefold() if c.isalnum())
