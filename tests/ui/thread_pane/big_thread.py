"""Threads of any size without a library: a `Thread` and a source that makes bodies as they are asked for. Deterministic.

Used by the tests and by the benchmark command. Comment N holds ``comment N`` as its first words.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.model.discussion import Body, Reference, ReferenceKind, Toward
from reader.model.forest import grow
from reader.model.skeleton import Author, ShownComment, ShownPost, Thread

NAMES = ("Laguerre", "james", "Mina", "Ghostship", "b", "jfl", "Danny801", "Grieved", "Pnyx", "ProPeace", "anna", "paul", "Старик", "山田太郎",
         "somebody", "A Person With A Rather Long Name From Far Away", "נועה", "Outraged", "h", "karlof1")
WORDS = ["the", "people", "who", "wrote", "this", "down", "would", "have", "gone", "along", "with", "most", "of", "it", "but", "not", "with", "the", "end", "of", "the", "second", "part", "where", "it", "says", "that", "nothing", "was", "known", "before", "the", "summer", "and", "that", "all", "of", "them", "had", "heard", "about", "it", "only", "from", "the", "papers", "of", "the", "week"]


def body_text(number: int, words: int) -> str:
    """The text of a comment; its first words say which one it is."""
    rnd = random.Random(number)
    start = rnd.randrange(len(WORDS))
    told = [WORDS[(start + at * 7 + rnd.randrange(3)) % len(WORDS)] for at in range(max(1, words))]
    parts = [" ".join(told[at : at + 70]) for at in range(0, len(told), 70)]
    return f"comment {number} " + "\n\n".join(parts)


def make_thread(size: int, *, replies: float = 0.45, seed: int = 1, unread: bool = False, parents: Sequence[int] | None = None,
                flags: bytes | None = None) -> Thread:
    """A thread of ``size`` comments, a share of which answer an earlier one."""
    rnd = random.Random(seed)
    up = array("i", parents if parents is not None else
               (rnd.randrange(max(0, index - 40), index) if index and rnd.random() < replies else -1 for index in range(size)))
    forest = grow(up)
    of = array("i", (rnd.randrange(len(NAMES)) for _ in range(size)))
    words = array("i", (min(2000, max(1, round(rnd.lognormvariate(4.1, 0.9)))) for _ in range(size)))
    counts = [0] * len(NAMES)
    for slot in of:
        counts[slot] += 1
    return Thread(
        post_id=1, title="A post about many things", site="Example Blog", url="https://example.org/post", author="b",
        published="2016-12-12T14:00", published_text="December 12, 2016 at 14:00",
        authors=tuple(Author(index, name, counts[index]) for index, name in enumerate(NAMES)),
        ids=array("q", range(1001, 1001 + size)), parents=up, authors_of=of, numbers=array("i", range(1, size + 1)),
        times=array("i", (24690000 + 7 * index for index in range(size))), lengths=array("i", (6 * count for count in words)),
        flags=flags or bytes(size), order=forest.order, depths=forest.depths, ends=forest.ends, edges_from=array("i"), edges_to=array("i"),
        unread=frozenset(range(size)) if unread else frozenset(),
    )


@dataclass
class MadeSource:
    """Bodies for a `make_thread`; ``bodies`` and ``references`` replace single ones by index (-1: the post)."""

    thread: Thread
    bodies: dict[int, Body] = field(default_factory=dict)
    references: dict[int, tuple[Reference, ...]] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    asked: int = 0
    post_facts: dict[str, object] = field(default_factory=dict)

    def post(self) -> ShownPost:
        """The post on top."""
        body = self.bodies.get(-1, Body("This is the post.\n\nIt has two paragraphs and no more than that."))
        facts = {"author": "b", "published": "2016-12-12T14:00", "published_text": "December 12, 2016", "url": None,
                 "site": "Example Blog", "platform": "typepad", **self.post_facts}
        return ShownPost(1, self.thread.title, body, references=self.references.get(-1, ()), **facts)  # type: ignore[arg-type]

    def comments(self, start: int, stop: int) -> list[ShownComment]:
        """Comments by range."""
        self.asked += 1
        return [self._one(index) for index in range(start, min(stop, len(self.thread)))]

    def _one(self, index: int) -> ShownComment:
        body = self.bodies.get(index)
        references = self.references.get(index, ())
        if body is None:
            parent = self.thread.parents[index]
            lead = ""
            if parent >= 0 and not references and index % 3:
                lead = f"@{parent + 1} {NAMES[self.thread.authors_of[parent]]}"
                references = (reference(lead, 0, self.thread.ids[parent], (1.0, 0.7, 0.4)[index % 3 if index % 7 else 2]),)
            text = body_text(index + 1, self.thread.lengths[index] // 6)
            body = Body(f"{lead} {text}" if lead else text)
        return ShownComment(index, self.thread.ids[index], body, references, published="2016-12-12T15:00", note=self.notes.get(index, ""))

    def image(self, sha256: str) -> bytes | None:
        """A picture."""
        return self.images.get(sha256)


def reference(text: str, start: int, target: int | None, confidence: float = 1.0, *, kind: ReferenceKind = ReferenceKind.NUMBER_AUTHOR,
              to: Toward = Toward.COMMENT) -> Reference:
    """A reference that begins at ``start``."""
    return Reference(start, start + len(text), text, kind, to, target, confidence=confidence, evidence=("number", "author"))
