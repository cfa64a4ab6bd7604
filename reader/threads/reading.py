"""Reads every body of a thread twice, in order: once to count, once to find. What comes out are mentions, not decisions."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.model.discussion import ReferenceKind, Role
from reader.threads import copies
from reader.threads.copies import Copy, CopyIndex, Quoted, RareWords
from reader.threads.find_footers import find_footers
from reader.threads.find_links import find_links
from reader.threads.find_names import find_names
from reader.threads.find_numbers import find_numbers
from reader.threads.ground import POST, Ground
from reader.threads.languages import words_of
from reader.threads.mention import Mention, View
from reader.threads.words import fold, rare, span, split

_DIGIT = re.compile(r"\d")
_OTHER_QUOTES = re.compile("[“„«「‘]")
_LONGEST = 60
_ATTRIBUTION = 100
"""Characters at the beginning of a quote block in which "Ann wrote:" names the one quoted."""
_NAME_WORDS = 3
_MOST = 300
"""Mentions read in one body: whoever names more is making a list."""
_MASK = re.compile(r"(?:https?://|www\.)\S+|`[^`\n]{1,300}`")
_AGREE_FIRST = frozenset(split(phrase)[0] for phrase in words_of("agree"))
_AGREE = re.compile(rf"\W*(?:{'|'.join(sorted(map(re.escape, words_of('agree')), key=len, reverse=True))})(?![^\W_])")
_GAP = re.compile(r"[ \t]{0,2}(?:[,(:/|-]|at|no\.?|nr\.?|kommentar|comment|#)?[ \t]{0,2}")
_PLAIN_BEHIND = re.compile(
    r"[ \t]?(?:[(@＠#№,][ \t]?|at[ \t]|no\.?[ \t]?|nr\.?[ \t]?)?(?P<n>[0-9]{1,6})(?P<close>\)?)(?![\w%°€$]|[.,:/-][0-9])"
)
_PLAIN_BEFORE = re.compile(r"(?:^|\n|(?:re|to|an|à|a|для)[ :])[ \t]*(?P<n>\d{1,5})[ \t,:)-]{1,2}@?$")


@dataclass(slots=True)
class Reading:
    """What the sweeps found. ``mentions`` by index (only where there are any); ``quoted`` keeps quoted passages for ghosts and segments."""

    mentions: dict[int, list[Mention]] = field(default_factory=dict)
    copied: dict[int, list[Mention]] = field(default_factory=dict)
    agreeing: dict[int, list[int]] = field(default_factory=dict)
    """Comments that open by agreeing with an idea -> earlier comments that hold its rare words."""


def read(ground: Ground, indexes: Iterable[int] | None = None) -> Reading:
    """All mentions of the post and of every comment."""
    order = list(indexes) if indexes is not None else [POST, *range(len(ground.comments))]
    runs, rares = CopyIndex(sum(len(ground.text(index)) for index in order)), RareWords()
    agreeing: dict[int, str] = {}
    quoting: dict[int, list[Quoted]] = {}
    for index in order:
        folded = fold(ground.text(index))
        words = split(folded)
        ground.count(index, words)
        runs.count(words)
        agreed = idea_agreed_with(folded) if words and words[0] in _AGREE_FIRST else ""
        if agreed:
            agreeing[index] = agreed
            rares.want(split(agreed))
        if has_quotes(folded):
            quoting[index] = copies.quoted_passages(ground.text(index), folded, split)
            for quoted in quoting[index] if index != POST else ():
                if len(quoted.words) <= _LONGEST:
                    rares.want(quoted.words)
    rares.forget(ground.common)
    reading = Reading()
    for index in order:
        view = _view(ground, index)
        met = runs.meet(index, view.words)
        found, copied = _find(ground, view, met, quoting.pop(index, []), rares)
        if index in agreeing and not found:
            holders = rares.holders(split(agreeing[index]))
            reading.agreeing[index] = sorted(holders, key=lambda i: (-holders[i], -i))[:6]
        rares.note(index, view.vocabulary)
        if found:
            reading.mentions[index] = found
        if copied:
            reading.copied[index] = copied
    return reading


def has_quotes(folded: str) -> bool:
    """A quick look: whether a folded text can hold a passage in quotation marks."""
    return (
        '"' in folded
        or folded[:1] == ">"
        or "\n>" in folded
        or " '" in folded
        or "\n'" in folded
        or folded[:1] == "'"
        or (not folded.isascii() and bool(_OTHER_QUOTES.search(folded)))
    )


def idea_agreed_with(folded: str) -> str:
    """The first sentence of a body that opens with "agree with ...", without these words; '' for other bodies."""
    opening = _AGREE.match(folded)
    return folded[opening.end() : opening.end() + 160].partition(".")[0] if opening else ""


def _view(ground: Ground, index: int) -> View:
    text = ground.text(index)
    folded = fold(text)
    words = ground.words(index)
    body = ground.post.body if index == POST else ground.comments[index].body
    number = None if index == POST else ground.number(index)
    return View(
        index, text, folded, words, ground.person(index), number, body.html, _DIGIT.search(text) is not None, frozenset(words)
    )


def _find(
    ground: Ground, view: View, met: list[tuple[int, list[int]]], quoted: list[Quoted], rares: RareWords
) -> tuple[list[Mention], list[Mention]]:
    copied = _copied(ground, view, met, quoted, rares) if met or quoted else []
    footers = find_footers(view, ground.people.called)[:_MOST]
    blocks = _blocks(ground, view, copied, footers)
    if footers:
        footers = _outside(footers, [*copied_spans(copied), *copied_spans(blocks)])
    numbers = find_numbers(view, ground.people.first_words)[:_MOST]
    names = find_names(view, ground.people, ground.ordinary, numbers)[:_MOST]
    taken = copied_spans(footers)
    links = _outside(find_links(view)[:_MOST], taken)
    kept: list[Mention] = []
    if numbers or names:
        spoken = _join(view, numbers, [m for m in names if view.person not in m.persons or len(m.persons) > 1], names)
        kept = _outside(spoken, [*_closed(ground, view, copied, quoted), *taken, *copied_spans(links)])
    every = [*footers, *kept, *links, *blocks]
    if len(every) > 1:
        every.sort(key=lambda m: (m.start, m.end))
    return every, copied


def _closed(ground: Ground, view: View, copied: list[Mention], quoted: list[Quoted]) -> list[tuple[int, int]]:
    """Spans of other people's words, addresses and code, in which nobody is spoken to."""
    closed = [(m.start, m.end) for m in copied if m.length >= 6] + [(q.start, q.end) for q in quoted if len(q.words) >= 5]
    if "://" in view.text or "`" in view.text or "www." in view.text:
        closed += [m.span() for m in _MASK.finditer(view.text)]
    if view.index != POST:
        closed += [(q.start, q.end) for q in ground.comments[view.index].quotes]
    return closed


def copied_spans(copied: list[Mention]) -> list[tuple[int, int]]:
    """Spans of copied passages."""
    return [(m.start, m.end) for m in copied]


def _outside(mentions: list[Mention], spans: list[tuple[int, int]]) -> list[Mention]:
    return [m for m in mentions if not _inside(m, spans)] if spans else mentions


def _inside(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    return any(start < mention.end and mention.start < end for start, end in spans)


def _join(view: View, numbers: list[Mention], names: list[Mention], every_name: list[Mention]) -> list[Mention]:
    """Numbers with the name beside them become one mention; a plain number behind a name counts too."""
    joined: list[Mention] = []
    used: set[int] = set()
    by_start = sorted(range(len(names)), key=lambda k: names[k].start)
    for number in numbers:
        behind = next(
            (
                k
                for k in by_start
                if k not in used and 0 <= names[k].start - number.end <= 4 and _GAP.fullmatch(view.folded, number.end, names[k].start)
            ),
            None,
        )
        before = next(
            (
                k
                for k in by_start
                if k not in used and 0 <= number.start - names[k].end <= 10 and _GAP.fullmatch(view.folded, names[k].end, number.start)
            ),
            None,
        )
        tight = behind is not None and view.text[number.end : names[behind].start].strip() in ("", "@", "＠")
        chosen = behind if behind is not None and (tight or before is None) else before
        if chosen is None:
            joined.append(number)
            continue
        used.add(chosen)
        joined.append(_both(view, number, names[chosen]))
    for k in by_start:
        if k in used:
            continue
        joined.append(_with_plain_number(view, names[k], [*numbers, *(n for n in every_name if n is not names[k])]))
    return joined


def _both(view: View, number: Mention, name: Mention) -> Mention:
    address = Role.ADDRESS in (number.role, name.role) and not (
        number.role is Role.MENTION and number.frame == "mark" and not name.opens and name.start < number.start
    )
    if name.start < number.start and _third_behind(view, number.end) and name.frame != "mark":
        address = False
    return dataclasses.replace(
        name,
        start=min(number.start, name.start),
        end=max(number.end, name.end),
        kind=ReferenceKind.NUMBER_AUTHOR,
        number=number.number,
        role=Role.ADDRESS if address else Role.MENTION,
        opens=number.opens or name.opens,
        strong=number.strong or name.strong,
        frame=name.frame if not number.opens else "opening",
    )


def _third_behind(view: View, end: int) -> bool:
    from reader.threads.frames import THIRD_PERSON, word_behind

    word = word_behind(view.folded, end)
    return word in THIRD_PERSON and word not in ("i", "also", "a")


def _with_plain_number(view: View, name: Mention, others: list[Mention]) -> Mention:
    from reader.threads.frames import UNITS, word_behind

    behind = _PLAIN_BEHIND.match(view.folded, name.end)
    if behind and not _inside(dataclasses.replace(name, start=behind.start("n"), end=behind.end("n")), [(o.start, o.end) for o in others]):
        number, unit = int(behind["n"]), word_behind(view.folded, behind.end())
        if unit not in UNITS and (view.number is None or number < view.number + 3) and number > 0:
            third = _third_behind(view, behind.end()) and name.frame != "mark"
            opening = name.opens
            return dataclasses.replace(
                name,
                end=behind.end("n"),
                kind=ReferenceKind.NUMBER_AUTHOR,
                number=number,
                opens=opening,
                role=Role.ADDRESS if opening and not third else name.role,
                strong=True,
            )
    before = _PLAIN_BEFORE.search(view.folded, max(0, name.start - 16), name.start)
    if before and (view.number is None or int(before["n"]) < view.number):
        return dataclasses.replace(
            name,
            start=before.start("n"),
            kind=ReferenceKind.NUMBER_AUTHOR,
            number=int(before["n"]),
            opens=True,
            role=Role.ADDRESS,
            strong=False,
        )
    return name


def _copied(ground: Ground, view: View, met: list[tuple[int, list[int]]], quoted: list[Quoted], rares: RareWords) -> list[Mention]:
    if view.index == POST or (not met and not quoted):
        return []
    found: list[Mention] = []
    if met:
        for copy in copies.grow(view.words, met, ground.words):
            mention = _copy_mention(ground, view, copy, quoted)
            if mention:
                found.append(mention)
    for passage in quoted:
        if any(m.start < passage.end and passage.start < m.end for m in found) or len(passage.words) > _LONGEST:
            continue
        exact = copies.find_short(passage, rares.holders(passage.words), ground.words) if len(passage.words) <= 10 else None
        if exact is not None and not copies.is_cjk_run(passage.words) and (exact == POST or ground.person(exact) != view.person):
            found.append(_quote(passage.start, passage.end, exact, min(1.0, len(passage.words) / 10), len(passage.words), True))
            continue
        if len(passage.words) < 6:
            continue
        reworded = copies.find_reworded(passage, rares.holders(passage.words), ground.words)
        if reworded and len(rare(passage.words)) >= 2 and (ground.person(reworded[0]) != view.person or reworded[0] == POST):
            strength = min(1.0, (reworded[1] - 0.5) * 2) * min(1.0, len(passage.words) / 8)
            found.append(_quote(passage.start, passage.end, reworded[0], strength, len(passage.words), True))
    return sorted(found, key=lambda m: m.start)


def _copy_mention(ground: Ground, view: View, copy: Copy, quoted: list[Quoted]) -> Mention | None:
    start, end = span(view.folded, copy.first, copy.last)
    copied = view.words[copy.first : copy.last]
    content = rare(copied)
    marks = next((q for q in quoted if q.start <= start + 2 and end - 2 <= q.end), None)
    if marks is None:
        marks = next((q for q in quoted if min(end, q.end) - max(start, q.start) > 0.6 * (end - start)), None)
    cjk = copies.is_cjk_run(copied)
    weight = sum(ground.weight(w[:5]) for w in content)
    own = ground.person(copy.source) == view.person >= 0
    if any(m.start() <= start and end <= m.end() for m in _MASK.finditer(view.text, max(0, start - 200))):
        return None  # an address, not words
    whole_line = (
        view.text[:start].rpartition("\n")[2].strip(" \"'“„«>»-–—*") == ""
        and view.text[end:].partition("\n")[0].strip(" \"'”“».,;:!?…") == ""
    )
    need = (10 if cjk else 4) if marks else (12 if cjk else 6) if whole_line else (14 if cjk else 8)
    plain = bool(marks) and copy.exact and copy.length >= 7 and not cjk  # seven words in quotation marks need not be rare
    if copy.length < need or len(content) < (1 if plain else 2) or weight < (2 if plain else 4 if marks else 6):
        return None
    if own and not marks:
        return None
    length = copy.length // 2 if cjk else copy.length
    return _quote(
        marks.start if marks else start,
        marks.end if marks else end,
        copy.source,
        min(1.0, length / 10) if copy.exact else min(0.9, length / 12),
        length,
        bool(marks),
    )


def _quote(start: int, end: int, source: int, likeness: float, length: int, quoted: bool) -> Mention:
    return Mention(start, end, ReferenceKind.QUOTE, source=source, likeness=likeness, length=length, quoted=quoted, frame="copy")


def _blocks(ground: Ground, view: View, copied: list[Mention], footers: list[Mention]) -> list[Mention]:
    """Quote blocks that the page marks: whom they name, what they copy. A block inside a block is what the one quoted had quoted."""
    if view.index == POST or not ground.comments[view.index].quotes:
        return []
    found: list[Mention] = []
    reached = -1
    for block in sorted(ground.comments[view.index].quotes, key=lambda q: (q.start, -q.end))[:_MOST]:
        inside = [m for m in copied if block.start <= m.start < block.end]
        said = next((m for m in footers if block.start <= m.start < block.start + _ATTRIBUTION), None)
        name = block.author or (said.name if said else None)
        person = ground.people.called(name) if name else -1
        best = max(inside, key=lambda m: m.length, default=None)
        nested = block.start < reached
        reached = max(reached, block.end)
        if (name is None or (person < 0 and len(name.split()) > _NAME_WORDS)) and block.site_id is None and best is None:
            continue
        found.append(
            Mention(
                block.start,
                min(block.end, len(view.text)),
                ReferenceKind.QUOTE,
                persons=(person,) if person >= 0 else (),
                name=name,
                how="name" if person >= 0 else "",
                frame="block",
                opens=not nested,
                role=Role.MENTION if nested else Role.ADDRESS,
                site_id=block.site_id,
                source=best.source if best else None,
                likeness=best.likeness if best else 0.0,
                length=best.length if best else 0,
                quoted=True,
            )
        )
    copied[:] = [m for m in copied if not any(b.start <= m.start < b.end for b in found)]
    return found
