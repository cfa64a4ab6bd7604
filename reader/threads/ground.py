"""What a whole thread says before anybody decides anything: who, when, which number, which words are rare."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Sequence

from reader.model.discussion import Comment, NameMeaning, Post
from reader.threads.moments import iso_minutes
from reader.threads.people import Alias, People, gather
from reader.threads.words import STOP, Words, fold, place, rare, split

POST = -1
_KEPT = 2048
_STEM = 5


def stems(words: Sequence[str]) -> frozenset[str]:
    """The rare words cut to their first letters, so that "Saudis" and "Saudi", "войны" and "война" are one."""
    return frozenset(w[:_STEM] for w in rare(words))


class Ground:
    """A thread without its ghosts. Indexes are places in ``comments``; -1 is the post.

    Words of bodies are made when asked for, the last few kept.
    """

    def __init__(self, post: Post, comments: Sequence[Comment], meanings: Sequence[NameMeaning] = ()) -> None:
        self.post = post
        self.comments = comments
        self.people: People = gather(post, comments, meanings)
        self.times = [iso_minutes(c.published) for c in comments]
        self.numbers: dict[int, list[int]] = {}
        for index, comment in enumerate(comments):
            if comment.number is not None:
                self.numbers.setdefault(comment.number, []).append(index)
        self.numbered = len(self.numbers) * 2 > len(comments)
        self.by_id = {c.id: i for i, c in enumerate(comments)}
        self.site_ids = {c.site_id: i for i, c in enumerate(comments) if c.site_id}
        self.frequency: Counter[str] = Counter()
        self._placed: OrderedDict[int, Words] = OrderedDict()
        self._stems: OrderedDict[int, frozenset[str]] = OrderedDict()

    def text(self, index: int) -> str:
        """Body text of a comment or the post."""
        return self.post.body.text if index == POST else self.comments[index].body.text

    def person(self, index: int) -> int:
        """Who wrote it, -1 for nobody in particular."""
        return self.people.host if index == POST else self.people.of[index]

    def number(self, index: int) -> int | None:
        """The number to call it by: printed, else its place where the thread prints none."""
        comment = self.comments[index]
        if comment.number is not None or self.numbers:
            return comment.number
        return index + 1

    def at_number(self, number: int) -> list[int]:
        """Comments with this number: printed, else by place, else by the digits of the page's own id."""
        found = self.numbers.get(number)
        if found:
            return found
        if not self.numbers and 0 < number <= len(self.comments) and number < 100_000:
            return [number - 1]
        return []

    def last_number(self) -> int:
        """The highest number on the page, 0 where none is printed."""
        return max(self.numbers, default=0)

    def placed(self, index: int) -> Words:
        """The words of a body with their places."""
        words = self._placed.get(index)
        if words is None:
            words = self._placed[index] = place(fold(self.text(index)))
            if len(self._placed) > _KEPT:
                self._placed.popitem(last=False)
        return words

    def stems(self, index: int) -> frozenset[str]:
        """The rare words of a body, cut to stems."""
        found = self._stems.get(index)
        if found is None:
            found = self._stems[index] = stems(split(fold(self.text(index))))
            if len(self._stems) > _KEPT:
                self._stems.popitem(last=False)
        return found

    def weight(self, stem: str) -> float:
        """How much a shared stem says: the rarer in this thread, the more; in nats."""
        return math.log((len(self.comments) + 2) / (1 + self.frequency.get(stem, 0)))

    def ordinary(self, alias: Alias) -> bool:
        """Whether a name is also an everyday word: frequent in its language, or used here far more than its bearer writes."""
        if len(alias.words) > 1:
            return all(w in STOP for w in alias.words)
        word = alias.words[0]
        if word in STOP:
            return True
        uses = self.frequency.get(word[:_STEM] if len(word) > _STEM else word, 0)
        wrote = len(self.people.comments[alias.person])
        return uses > 5 + 3 * wrote + len(self.comments) // 25
