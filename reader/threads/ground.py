"""What a whole thread says before anybody decides anything: who, when, which number, which words are rare."""

from __future__ import annotations

import itertools
import math
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence

from reader.model.discussion import Comment, NameMeaning, NamePair, Post
from reader.threads.moments import iso_minutes
from reader.threads.people import Alias, People, gather
from reader.threads.words import STOP, carries, fold, split, writes_small

POST = -1
_KEPT = 4096
_LOOKED_BACK = 100
_REMEMBERED = 30_000_000
_STEM = 5
_FULL = 4.6
_SMALL_ENOUGH = 2
_NO_STEM = frozenset([""])


class _Weights(dict[str, float]):
    """Stem -> how much it says when two bodies share it; filled when asked, which must be after all bodies were counted."""

    def __init__(self, frequency: Counter[str], size: int) -> None:
        super().__init__()
        self._frequency, self._size = frequency, size
        self._scale = _FULL / math.log(size + 2)

    def __missing__(self, stem: str) -> float:
        weight = self[stem] = self._scale * math.log(self._size / (1 + self._frequency.get(stem, 0)))
        return weight


class _Stems(dict[str, str]):
    """Word -> its first letters, '' for a word that carries no content; filled when asked."""

    def __missing__(self, word: str) -> str:
        stem = self[word] = word[:_STEM] if carries(word) else ""
        return stem


def _stands_alone(text: str, word: str) -> bool:
    """Whether a word stands in a text, exactly so, with no letter beside it (first two places only)."""
    at = text.find(word)
    for _ in range(2):
        if at < 0:
            return False
        if not text[max(0, at - 1) : at].isalnum() and not text[at + len(word) : at + len(word) + 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False


class Ground:
    """A thread without its ghosts. Indexes are places in ``comments``; -1 is the post.

    Words of bodies are kept for the first `_REMEMBERED` characters (as references to one object for each word), made when asked for behind.
    """

    def __init__(
        self, post: Post, comments: Sequence[Comment], meanings: Sequence[NameMeaning] = (), said: Sequence[NamePair] = ()
    ) -> None:
        self.post = post
        self.comments = comments
        self.people: People = gather(post, comments, meanings, said)
        self.times = [iso_minutes(c.published) for c in comments]
        self.numbers: dict[int, list[int]] = {}
        for index, comment in enumerate(comments):
            if comment.number is not None:
                self.numbers.setdefault(comment.number, []).append(index)
        self._reached = list(itertools.accumulate((c.number or 0 for c in comments), max))
        self.numbered = len(self.numbers) * 2 > len(comments)
        self.nested = sum(c.page_parent is not None for c in comments) * 6 > len(comments)
        """Whether the page itself nests answers, so that a comment at the outer level answers none."""
        self.by_id = {c.id: i for i, c in enumerate(comments)}
        self.stated = [POST if c.page_parent is None else self.by_id.get(c.page_parent, POST) for c in comments] if self.nested else []
        """Places of the parents that the page states, where it nests."""
        self.branch: list[int] = []
        for index, parent in enumerate(self.stated):
            self.branch.append(self.branch[parent] if 0 <= parent < index else index)
        self.site_ids = {c.site_id: i for i, c in enumerate(comments) if c.site_id}
        self.frequency: Counter[str] = Counter()
        self._stems: dict[int, tuple[str, ...]] = {}
        self._late_stems: OrderedDict[int, frozenset[str]] = OrderedDict()
        self._words: dict[int, tuple[str, ...]] = {}
        self._one_of: dict[str, str] = {}
        self._room = _REMEMBERED
        self._small: Counter[str] = Counter()
        self._stem_of = _Stems()
        self._weights = _Weights(self.frequency, len(comments) + 2)

    def text(self, index: int) -> str:
        """Body text of a comment or the post."""
        return self.post.body.text if index == POST else self.comments[index].body.text

    def person(self, index: int) -> int:
        """Who wrote it, -1 for nobody in particular."""
        return self.people.host if index == POST else self.people.of[index]

    def label(self, index: int) -> int:
        """Under which name it was written, shared ones too; -1 where there is none."""
        return self.people.host if index == POST else self.people.label[index]

    def number(self, index: int) -> int | None:
        """The number to call it by: printed, else its place where the thread prints none."""
        comment = self.comments[index]
        if comment.number is not None or self.numbers:
            return comment.number
        return index + 1

    def reached(self, index: int) -> int:
        """The highest number printed up to this comment."""
        return self._reached[index]

    def at_number(self, number: int) -> list[int]:
        """Comments with this number: printed, else by place, else by the digits of the page's own id."""
        found = self.numbers.get(number)
        if found:
            return found
        if not self.numbers and 0 < number <= len(self.comments) and number < 100_000:
            return [number - 1]
        return []

    def count(self, index: int, words: list[str]) -> None:
        """First sweep: count the rare words of a body, and keep its words while there is room."""
        vocabulary = set(words)
        found = frozenset(map(self._stem_of.__getitem__, vocabulary))  # '' stays in: all bodies hold it, so that it weighs nothing
        self.frequency.update(found)
        called = self.people.first_words.intersection(vocabulary)
        if called:
            self._note_small(index, called)
        if self._room > 0:
            self._room -= len(self.text(index))
            self._words[index] = tuple(map(self._one_of.setdefault, words, words))  # one object for a word, however often it stands
            self._stems[index] = tuple(found)

    def _note_small(self, index: int, called: frozenset[str]) -> None:
        """Note which words that may be names somebody who uses capitals writes small: those are words as well."""
        text = self.text(index)
        for word in called:
            at = text.find(word) if self._small[word] < _SMALL_ENOUGH and word.isalpha() else -1
            if at < 0 or text[at - 1 : at].isalnum() or text[at + len(word) : at + len(word) + 1].isalnum():
                continue
            if writes_small(text):
                return
            self._small[word] += 1

    def written_small(self, index: int, word: str) -> bool:
        """Whether the word stands in small letters in the body or in one of the `_LOOKED_BACK` before it; such a word is hardly a name."""
        return any(_stands_alone(self.text(i), word) for i in range(max(0, index - _LOOKED_BACK), index + 1))

    def words(self, index: int) -> tuple[str, ...]:
        """The words of a body."""
        return self._words.get(index) or tuple(split(fold(self.text(index))))

    def stems_of(self, words: Iterable[str]) -> frozenset[str]:
        """The rare ones among words, cut to their first letters, so that "Saudis" and "Saudi", "войны" and "война" are one."""
        return frozenset(map(self._stem_of.__getitem__, words)) - _NO_STEM

    def common(self, word: str) -> bool:
        """Whether more than 64 bodies hold the word, or one with the same stem."""
        return self.frequency.get(word[:_STEM], 0) > 64

    def stems(self, index: int) -> frozenset[str]:
        """The rare words of a body, cut to stems."""
        kept = self._stems.get(index)
        if kept is not None:
            return frozenset(kept)
        found = self._late_stems.get(index)
        if found is None:
            found = self._late_stems[index] = self.stems_of(split(fold(self.text(index))))
            if len(self._late_stems) > _KEPT:
                self._late_stems.popitem(last=False)
        return found

    def weight(self, stem: str) -> float:
        """How much a shared stem says: the rarer in this thread, the more; a stem that nobody else uses would weigh `_FULL`."""
        return self._weights[stem]

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How much the stems say that both hold; the sum is exact, so that their order does not matter."""
        return math.fsum(map(self._weights.__getitem__, one & other))

    def ordinary(self, alias: Alias) -> bool:
        """Whether a name is also an everyday word: frequent in its language, or used here far more than its bearer writes."""
        if len(alias.words) > 1:
            return all(w in STOP for w in alias.words)
        word = alias.words[0]
        if word in STOP:
            return True
        written_big = not any(word in spelling for spelling in self.people.spellings[alias.person])
        if written_big and self._small[word] >= (1 if alias.how in ("short", "part") else _SMALL_ENOUGH):
            return True
        uses = self.frequency.get(word[:_STEM], 0)
        wrote = len(self.people.comments[alias.person])
        return uses > 5 + 3 * wrote + len(self.comments) // 25
