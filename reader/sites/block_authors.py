"""Whose a block is: the slot that holds names in all blocks, else the words around the date."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field

from reader.sites.block_groups import UNSTABLE_NAME, Block, BlockGroup
from reader.sites.block_shape import Parts, Shape, Slot, around
from reader.sites.block_words import (
    INTRODUCED,
    LABEL,
    NOT_PERSON,
    PERSON,
    PROFILE,
    QUOTE_NAME,
    SAYS,
    SURE_PERSON,
)
from reader.sites.outline import TEXT, Outline
from reader.sites.written_dates import find_date


@dataclass(slots=True)
class _Seen:
    """What the blocks of a group have in one slot."""

    texts: list[str] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)
    points: float = 0.0


_NO_AUTHOR = frozenset([TEXT, "time", "p", "blockquote", "button", "form", "ul", "ol", "table", "img", "br", "hr", "input"])


def author_slots(outline: Outline, group: BlockGroup, shapes: list[Shape]) -> tuple[list[Slot], bool]:
    """Slots that hold authors, best first, and whether the page's names or links speak for the best one."""
    seen: dict[Slot, _Seen] = defaultdict(_Seen)
    for index, (block, shape) in enumerate(zip(group.blocks, shapes, strict=True)):
        quoted = -1
        for place, slot in shape:
            tag = outline.tags[place]
            if place < quoted:
                continue
            if tag != TEXT and _in_text(outline, place, block):
                quoted = outline.ends[place]
                continue
            if (
                (tag in _NO_AUTHOR and not (tag == "button" and any(SURE_PERSON.search(word) for word in outline.words(place))))
                or outline.amount(place) > 60
                or outline.amount(place) < 1
                or (slot in seen and index in seen[slot].blocks)
            ):
                continue
            text = _name(outline.text(place))
            if not text or len(text) > 60 or find_date(text):
                continue
            there = seen[slot]
            there.blocks.add(index)
            there.texts.append(text)
            there.points += _author_points(outline, block, place, text)
    scored = []
    for slot, there in seen.items():
        count = len(there.blocks)
        share = count / len(shapes)
        mean = there.points / count
        different = len(set(there.texts)) / count
        labels = sum(bool(LABEL.match(text)) for text in there.texts) / count
        if labels > 0.5:
            continue
        if count >= 3 and len(set(there.texts)) == 1:
            mean -= 1.5  # the same words everywhere: a label, or a thread of one person
        score = mean + 2.0 * min(share, 1.0) + min(different, 0.6) - 0.05 * len(slot)
        if mean >= 1.0 and score >= 2.6 and (share >= 0.3 or mean >= 3.5 or (share >= 0.1 and mean >= 2.5)):
            scored.append((score, mean, slot))
    scored.sort(key=lambda row: -row[0])
    return [slot for score, _, slot in scored[:6] if score > scored[0][0] - 3.5], bool(scored) and scored[0][1] >= 2.5


def _in_text(outline: Outline, place: int, block: Block) -> bool:
    """Whether an element is a quote in running text: a ``cite`` that opens the block is the author's (old WordPress)."""
    if place in block.places:
        return False
    if outline.tags[place] == "cite":
        around = itertools.takewhile(lambda parent: parent > block.places[0], outline.ancestors(place))
        return any(outline.tags[parent] == "blockquote" or any("quote" in word for word in outline.words(parent)) for parent in around)
    return outline.tags[place] in {"blockquote", "q"} or any(QUOTE_NAME.search(word) for word in outline.words(place))


def _author_points(outline: Outline, block: Block, place: int, text: str) -> float:
    """What speaks for one element to hold the author's name."""
    points = 0.0
    tag = outline.tags[place]
    tops = set(block.places)
    current, weight = place, 3.0
    for _ in range(3):
        words = [word for word in outline.words(current) if not UNSTABLE_NAME.match(word)]
        if any(NOT_PERSON.search(word) and not SURE_PERSON.search(word) for word in words):
            points -= 0.8 * weight
        elif any(PERSON.search(word) for word in words):
            points += weight
        if current in tops:
            break
        weight *= 0.45
        current = outline.parents[current]
        if current < 0 or current in tops:
            break
    if tag == "a":
        href = outline.get(place, "href")
        points += 2.0 if PROFILE.search(href) else 0.7 if href.startswith("http") else 0.0
        if href.startswith("#") or "javascript:" in href:
            points -= 1.5
    if tag in {"cite", "strong", "b", "h3", "h4", "h5", "dt"}:
        points += 1.0
    before, after = around(outline, place)
    if INTRODUCED.search(before):
        points += 2.0
    if SAYS.match(after):
        points += 2.0
    if SAYS.search(outline.text(place)[len(text) :]):
        points += 2.0
    if block.date is not None and _shares_line(outline, place, block):
        points += 1.0
    if LABEL.match(text):
        points -= 4.0
    if len(text) > 35:
        points -= 1.0
    if text.count(" ") > 4:
        points -= 1.5
    return points


def _shares_line(outline: Outline, place: int, block: Block) -> bool:
    """Whether an element stands in the same short line as the date; directly in the block only inline elements do."""
    parent = outline.parents[place]
    if block.date is None or (parent in block.places and outline.tags[place] not in _INLINE):
        return False
    return outline.amount(parent) <= 160 and parent < block.date < outline.ends[parent]


_INLINE = frozenset(["a", "b", "strong", "i", "em", "span", "font", "cite", "u", "small", "big", "bdi", "kbd"])


def _name(text: str) -> str:
    """An author's name without the words around it."""
    text = re.sub(
        r"^(?:posted |written |comment(?:ed)? |submitted |kommentar )?(?:by|von|par|por|door|от)\s*:?\s+", "", text, flags=re.IGNORECASE
    )
    text = re.sub(
        r"\s*(?:says|said|wrote|writes|sagt|schrieb|meint|a dit|dice|dijo|ha scritto|zegt)?\s*(?:\.\.\.|…|:)?\s*$",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return _BADGE.sub("", text).strip(" \t|·•»«—–,;")


_BADGE = re.compile(r"\s*\((?:post author|author|beitragsautor|autor|auteur|op|guest|gast|not verified)\)$", re.IGNORECASE)


_HANDLE = re.compile(r"\s+@[\w.-]+(?:@[\w.-]+)?$")
"""The address that follows a shown name: "Mina @mina@example.org"."""


def take_author(outline: Outline, parts: Parts, shape: Shape, slots: list[Slot], used: set[int]) -> None:
    """Set a block's author and link from the best slot it fills, else from the words around its date; adds the place to ``used``."""
    first: dict[Slot, int] = {}
    for place, slot in shape:
        if slot in slots and slot not in first and 0 < outline.amount(place) <= 60:
            first[slot] = place
    for slot in slots:
        if slot not in first:
            continue
        place = first[slot]
        name = _name(outline.text(place))
        if not name or find_date(name) or LABEL.match(name):
            continue
        used.add(place)
        inner = next((item for item in outline.walk(place) if outline.tags[item] == "a"), None)
        linked = _name(outline.text(inner)) if inner is not None else ""
        profile = inner is not None and bool(PROFILE.search(outline.get(inner, "href")))
        alone = linked and name.startswith(linked) and (profile or not any(map(str.isalpha, name[len(linked) :])))
        parts.author = _HANDLE.sub("", linked if alone else name) or name
        link = inner if inner is not None else outline.parents[place] if outline.tags[outline.parents[place]] == "a" else None
        if link is not None:
            parts.author_url = outline.get(link, "href") or None
        return
    parts.author = author_in_line(outline, used) or _author_in_words(outline, shape, used)


def author_in_line(outline: Outline, used: set[int], *, introduced: bool = False) -> str | None:
    """The author out of a line such as "Posted by: Mina | 3 May 2011" or "Mina, 3 May 2011"; ``introduced``: only behind "by"."""
    place = next(iter(used), None)
    if place is None:
        return None
    for _ in range(3):
        if outline.amount(place) > 200:
            return None
        text = outline.text(place) if outline.tags[place] != TEXT else " ".join(outline.texts[place].split())
        span = find_date(text)
        if span:
            for side in (text[: span[0]], text[span[1] :]):
                name = line_name(side, introduced=introduced)
                if name:
                    used.add(place)
                    return name
        place = outline.parents[place]
        if place < 0:
            return None
    return None


_BYLINE = re.compile(
    r"^(?:posted|comment(?:ed)?|written|submitted|left|kommentar|geschrieben|verfasst|commentaire|publié|posté|écrit|comentario|"
    r"escrito|commento|scritto|reactie)"
    r"\s*(?:by|von|par|por|da|di|de|door|from)\s*:?\s+(.{1,60})$",
    re.IGNORECASE,
)


_SPOKEN = re.compile(
    r"^(.{1,40}?)\s+(?:says|said|wrote|writes|sagt|sagte|schrieb|schreibt|meint|a dit|dit|a écrit|dice|dijo|escribió|ha scritto|"
    r"ha detto|zegt|schreef|disse)"
    r"\s*(?:on|am|le|el)?\s*(?::|\.\.\.|…)",
    re.IGNORECASE,
)


def _author_in_words(outline: Outline, shape: Shape, used: set[int]) -> str | None:
    """The author out of a short element that says "Comment by Mina" or "Mina says:"."""
    for place, _ in shape:
        if outline.tags[place] == TEXT or not 3 < outline.amount(place) <= 90:
            continue
        text = outline.text(place)
        found = _BYLINE.match(text) or _SPOKEN.match(text)
        name = line_name(re.split(r"\s[—–|·•-]\s", found[1])[0]) if found else None
        if name:
            used.add(place)
            return name
    return None


_LINE_ENDS = re.compile(
    r"(?:^|\s)(?:at|on|am|um|le|el|il|op|à|posted|written|submitted|commented|said|geschrieben|verfasst|publié|posté|escrito|"
    r"date|,|\||-|–|—|·|•|»|\()+"
    r"\s*:?\s*$",
    re.IGNORECASE,
)


_SENTENCE_END = re.compile(r"\s\S*[a-zà-ÿ]{3}[.!?]$")
"""The end of a sentence, not of a name: abbreviations are shorter."""


def line_name(side: str, *, introduced: bool = False) -> str | None:
    """The author's name in the words before or behind a date; ``introduced``: only behind "by"."""
    side = re.split(r"\s[|·•»]\s", side.strip(" \t|·•»«—–-,;:()[]#"))[0]
    for _ in range(3):
        side = _LINE_ENDS.sub("", side).strip(" \t|·•»«—–-,;:()[]#")
    behind = re.search(r"(?:^|\s)(?:by|von|par|por|da|door|от)\s*:?\s+(.+)$", side, re.IGNORECASE)
    if introduced and behind is None:
        return None
    name = _name(behind[1] if behind else side)
    if (
        not name
        or len(name) > 40
        or _SENTENCE_END.search(name)
        or name.count(" ") > 3
        or LABEL.match(name)
        or not any(letter.isalpha() for letter in name)
    ):
        return None
    return (
        None
        if re.match(
            r"^(?:posted|comment(?:ed)?|written|geschrieben|publié|at|on|am|le|uhr|in|im|since|until|seit|bis)$", name, re.IGNORECASE
        )
        else name
    )
