"""Makes threads of any size with planted references, deletions and slides, for property tests and for the benchmark."""

from __future__ import annotations

import random
from dataclasses import dataclass

from reader.model.discussion import Body, Comment, Discussion, Post, Source
from reader.threads.language import words

SYLLABLES = words(
    "ba be bi bo bu da de di do du fa fe ga ge go ka ke ki ko ku la le li lo lu ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve wa we"
)
SMALL = words(
    "the a of and to in is that it for on was with as at by this but not are from they have had or an be were which one all there their what so up out if"
)


@dataclass(frozen=True)
class Planted:
    """Comment ``index`` refers to comment ``target`` in the way ``form``; ``surface`` stands in its text."""

    index: int
    target: int
    form: str
    surface: str


@dataclass(frozen=True)
class Made:
    discussion: Discussion
    planted: tuple[Planted, ...]


def vocabulary(chance: random.Random, size: int = 4000) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < size:
        words["".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4))))] = None
    return list(words)


def sentence(chance: random.Random, words: list[str], weights: list[float], length: int) -> str:
    rare = chance.choices(words, cum_weights=weights, k=length)
    mixed = [w if chance.random() < 0.55 else chance.choice(SMALL) for w in rare]
    return " ".join(mixed).capitalize() + "."


def make(
    seed: int,
    size: int,
    *,
    people: int = 60,
    sentences: tuple[int, int] = (2, 6),
    share: float = 0.5,
    removed: int = 0,
    forms: tuple[str, ...] = ("number", "both", "name", "quote"),
) -> Made:
    """A numbered thread of ``size`` comments; about ``share`` of them refer to an earlier one. ``removed`` comments are taken out: the
    numbers of all behind slide, so that references written before the removal are off."""
    chance = random.Random(seed)
    lexicon = vocabulary(chance)
    weights: list[float] = []
    total = 0.0
    for rank in range(1, len(lexicon) + 1):
        total += 1.0 / rank
        weights.append(total)
    names = [w.capitalize() + chance.choice(("", "", "7", "X")) for w in vocabulary(chance, people * 2)[people:]]
    authors = [chance.choice(names) for _ in range(size)]
    gone = set(chance.sample(range(size // 4, size // 2), removed)) if removed else set()
    cut = size * 3 // 4  # the removal happened when this comment was written
    now_number: dict[int, int] = {}
    for index in range(size):
        if index not in gone:
            now_number[index] = len(now_number) + 1
    texts: list[list[str]] = []
    planted: list[Planted] = []
    place: dict[int, int] = {}
    for index in range(size):
        said = [sentence(chance, lexicon, weights, chance.randint(7, 14)) for _ in range(chance.randint(*sentences))]
        if index > 3 and chance.random() < share:
            back = max(0, index - 1 - int(chance.expovariate(1 / 8)))
            form = chance.choice(forms)
            if back not in gone and authors[back] != authors[index]:
                written = back + 1 if index < cut else now_number[back]
                surface = _surface(form, written, authors[back], texts[back])
                if form != "name" or all(authors[k] != authors[back] for k in range(back + 1, index)):
                    said[0] = surface + (" " if form != "quote" else "\n") + said[0]
                    if index not in gone:
                        planted.append(Planted(index, back, form, surface))
        texts.append(said)
    comments: list[Comment] = []
    for index in range(size):
        if index in gone:
            continue
        place[index] = len(comments)
        minutes = index * 3
        comments.append(
            Comment(
                id=-(index + 2),
                key=f"k{index}",
                author=authors[index],
                body=Body(" ".join(texts[index])),
                number=now_number[index],
                position=len(comments) + 1,
                published=f"2019-{1 + minutes // 40320 % 12:02d}-{1 + minutes // 1440 % 28:02d}T{minutes // 60 % 24:02d}:{minutes % 60:02d}:00+00:00",
                source=0,
            )
        )
    source = Source("made.txt", "0" * 64, "text", "2026-01-01T00:00:00Z", first_number=1, last_number=len(comments))
    post = Post(-1, "A made thread", Body(sentence(chance, lexicon, weights, 40)), author="Host", sources=(source,))
    return Made(Discussion(post, tuple(comments)), tuple(Planted(place[p.index], place[p.target], p.form, p.surface) for p in planted))


def _surface(form: str, number: int, author: str, said: list[str]) -> str:
    if form == "number":
        return f"@{number}"
    if form == "both":
        return f"@{number} {author}"
    if form == "name":
        return f"@{author},"
    return '"' + said[-1] + '"'
