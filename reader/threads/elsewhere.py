"""Links and titles that lead to a comment of this thread, to its post, or to another thread of the library."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from reader.model.discussion import Post, Role, Toward
from reader.model.library import KnownThread
from reader.threads.decide import Decision
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


class Elsewhere:
    """Addresses and titles of the thread's own comments and of other threads, ready to be looked up."""

    def __init__(self, ground: Ground, known: Sequence[KnownThread]) -> None:
        self._ground = ground
        self._own = permalink_key(ground.post.url) if ground.post.url else ""
        self._urls = {_exact(c.url): i for i, c in enumerate(ground.comments) if c.url}
        self._ids: dict[str, int] = {}
        for site_id, index in ground.site_ids.items():
            self._ids.setdefault(site_id, index)
            digits = _DIGITS.findall(site_id)
            if len(digits) == 1 and len(digits[0]) >= 2:
                self._ids.setdefault(digits[0], index)
        others = [k for k in known if k.post_id != ground.post.id]
        self._threads = {permalink_key(k.url): k for k in others if k.url}
        self._titles = {_plain(k.title): k for k in others if len(_plain(k.title)) >= _TITLE_ROOM}
        self._threads.pop("", None)

    def link(self, index: int, mention: Mention) -> Decision | None:
        """What a link leads to; None where that is no discussion that anybody knows."""
        url = mention.url or ""
        target = self._comment(url)
        if target is not None and target != index:
            if target > index >= 0:
                return Decision(mention, Toward.COMMENT, target, 0.9, ("link",), Role.MENTION)
            return Decision(mention, Toward.COMMENT, target, 0.99, ("link",), mention.role)
        key = permalink_key(url) if "//" in url or url.startswith("www.") else ""
        if key and key == self._own:
            return Decision(mention, Toward.POST, None, 0.95, ("link",), Role.MENTION)
        other = self._threads.get(key) if key else None
        if other:
            return Decision(mention, Toward.EXTERNAL, other.post_id, 0.99, ("link", "known"), Role.MENTION)
        return None

    def title(self, title: str) -> int | None:
        """The post id of the library's thread with this title."""
        found = self._titles.get(_plain(title))
        return found.post_id if found else None

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


def of_post(post: Post) -> str:
    """The address key of a post, '' where it has none."""
    return permalink_key(post.url) if post.url else ""


def _exact(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.strip()).rstrip("/")


def _plain(title: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", title).casefold() if c.isalnum())
