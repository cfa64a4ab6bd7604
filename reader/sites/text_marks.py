"""Lines of a plain-text copy that name an author and a date: what each is made of, and which of them are the page's own.

A blog or forum prints the same line at every comment ("Posted by: NAME | DATE | 12", "NAME says:", "Post by NAME » DATE"). The pattern is
not known beforehand: lines are split at their date, sorted by what stands around name and date, and the kind that repeats is the page's.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.sites.line_dates import Stamp, find_stamp
from reader.sites.names import spoken_name

_LEAD = re.compile(
    r"(?:(?:re:.{0,80}?\s)?\(score:[^)]{1,40}\)\s*)?"
    r"(?:(?:comment(?:ed|s|aire)?|posted|post(?=\sby)|written|submitted|sent|said|reply|answer(?:ed)?|left|kommentar|beitrag|"
    r"geschrieben|verfasst|"
    r"gepostet|eingestellt|erstellt|publi[éeè]?e?|écrit|rédigé|posté|envoyé|escrito|publicado|enviado|comentado|inviato|scritto|postato|"
    r"geplaatst|skrevet|napsal|dodał|опубликовано|написал[а]?)\s*(?:by|von|par|por|da|door|av|af|:)?\s*:?\s+|"
    r"(?:\d[\d,.]*k?\s(?:points?|pts)\s)?(?:by|von|par|por|da|door)\s*:?\s+)",
    re.IGNORECASE,
)
_REPLY_BY = re.compile(r"(?:re|aw|sv|antw)\s?:\s.{1,200}?\sby\s+(?=\S{1,60}(?:\s\S{1,20}){0,3}:?\s?$)", re.IGNORECASE)
_SAID = re.compile(
    r"(?P<name>.{1,60}?)\s*,?\s(?:said|says|wrote|writes|replied|commented|schrieb|schreibt|sagt|sagte|meint|meinte|hat gesagt|"
    r"hat geschrieben|"
    r"a dit|dit|a écrit|écrit|dijo|dice|escribió|ha detto|scrive|disse|diz|escreveu|zegt|zei|schreef|sier|säger|skriver|siger|"
    r"napsal(?:\(a\)|a)?|"
    r"pisze|napisał|говорит|пишет|написал[а]?)\s*(?:on)?\s*(?P<sign>\.{3}|…|:)?$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[\s]*(?:[|»·•—–\-,:(@/↑\[#]+|\bon|\bat|\bam|\ble|\bel|\bil|\bvom|\bop|\bposted:?)\s*$", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"(?:#|no\.?\s?|nr\.?\s?|comment\s#?)?(\d{1,6})\s?[.):|\]-]?\s+(?=\S)", re.IGNORECASE)
_NUMBER_LAST = re.compile(r"\s*(?:[|,)\]·•»–—-]\s*)?(?:#|no\.?\s?|nr\.?\s?)?(\d{1,6})\s*$", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r"\s*[|·•»–—-]?\s*#(\d{1,6})$")
_NUMBER_ALONE = re.compile(r"(?:#|no\.?\s?|nr\.?\s?)(\d{1,6})[.:)]?", re.IGNORECASE)
_BY_BEHIND = re.compile(r"[,|·•–—-]?\s?(?:by|von|par|por|da|door|av|af)\s*:?\s+(\S.{0,60}?)\s*(?:\|.{0,80})?", re.IGNORECASE)
_MEMBER = re.compile(r"\s*\(\s*#?\d{1,9}\s*\)\s*$")
"""A member number behind the name."""
_TIME_ALONE = re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_BADGE = re.compile(r"(?<=\S)\s+(?:Post author|Author|Autor|Auteur|Autore|Artikelautor|OP|Moderator|Mod|Admin|Staff|Topic Author)$")
_LABELS = re.compile(
    r"(?:joined|join date|registered|member since|date|location|from|posts|messages|beiträge|registriert|dabei seit|inscrit|"
    r"inscription|mitglied seit|"
    r"created|published|since|posted|asked|answered|modified|updated|source|added|on|at|am|by|start date|messages|reputation|website|"
    r"(?:last |zuletzt |dernière )?(?:edit|modif|bearbeit|geändert|seen|visit|post|reply|active|copyright|©)[^\W\d_]*\b.{0,60})\s*:?",
    re.IGNORECASE,
)
_EDITED = re.compile(r"(?:last\s|zuletzt\s|dernière\s)?(?:edit|bearbeitet|geändert|modifi|updated)", re.IGNORECASE)
_SENTENCE = re.compile(r"[!?;]\s+\S|[^\W\d_]{4}\.\s+\S")
LONGEST_NAME = 60
_LONGEST_LINE = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """One line that names an author, a date, or both. ``kind`` is what stands around them; lines of one program share it."""

    line: int
    kind: tuple[str, ...]
    name: str | None = None
    number: int | None = None
    stamp: Stamp | None = None
    lead: str = ""
    tail: str = ""


def is_name(text: str) -> bool:
    """Whether a piece of a line may be somebody's name."""
    return 0 < len(text) <= LONGEST_NAME and not _LABELS.fullmatch(text) and not _SENTENCE.search(text) and len(text.split()) <= 7


def dated_mark(index: int, line: str) -> Mark | None:
    """A line split around its date; None where it has no date, or is too long to be anything but prose."""
    if len(line) > 300:
        return None
    stamp = find_stamp(line)
    if stamp is None:
        return None
    before, after = line[: stamp.start].strip(), line[stamp.end :].strip()
    if len(before) > 160 or len(after) > 120 or _EDITED.match(before.strip("-*[(_ ")):
        return None
    number = None
    if found := _NUMBER_LAST.fullmatch(after):
        number, after = int(found[1]), "#"
    lead = ""
    if found := _REPLY_BY.match(before):
        lead, before = "re by ", before[found.end() :]
    elif found := _LEAD.match(before):
        lead, before = " ".join(found[0].lower().split()), before[found.end() :]
        lead = "" if lead.startswith("re:") or "score:" in lead else lead
    signs: list[str] = []
    while len(signs) < 3 and (found := _SEPARATOR.search(before)):
        signs.append(found[0].strip().lower())
        before = before[: found.start()]
    if number is None and (found := _NUMBER_BEHIND.search(before)):
        number, before = int(found[1]), before[: found.start()]
        signs.append("#")
    if number is None and (found := _NUMBER_ALONE.fullmatch(before)):
        number, before, lead = int(found[1]), "", "#" + lead
    if number is None and (found := _NUMBER_FIRST.match(before)):
        number, before = int(found[1]), before[found.end() :]
        lead = "#" + lead
        if again := _LEAD.match(before):
            lead, before = lead + " ".join(again[0].lower().split()), before[again.end() :]
    said = _SAID.fullmatch(before)
    if said:
        before = said["name"]
        signs.append("said")
    name = spoken_name(_BADGE.sub("", _MEMBER.sub("", before))) or None
    if name is None and (found := _BY_BEHIND.fullmatch(after)) and is_name(found[1]):
        name, lead, after = found[1], lead or "by", ""
    kind = (lead, " ".join(reversed(signs)), stamp.shape, after[:1])
    return Mark(index, kind, name, number, stamp, lead, after)


def said_mark(index: int, line: str) -> Mark | None:
    """A line such as "NAME says:" or "NAME said..."; None where it is none."""
    if len(line) > LONGEST_NAME + 40:
        return None
    match = _SAID.fullmatch(line.strip())
    if match is None:
        return None
    name, number = match["name"], None
    if found := _NUMBER_FIRST.match(name):
        number, name = int(found[1]), name[found.end() :]
    if not is_name(name):
        return None
    verb = line.strip()[match.end("name") :].strip().lower()
    return Mark(index, ("said", verb), name.strip(), number)


def own_marks(marks: Sequence[Mark]) -> list[Mark]:
    """Of marks of one kind, those that the page printed: a pasted one repeats an earlier line or breaks the order of numbers or times."""
    numbered = [mark for mark in marks if mark.number is not None]
    if len(numbered) >= 0.8 * len(marks) and len(numbered) >= 2:
        return _rising(numbered)
    seen: set[tuple[str | None, str]] = set()
    own: list[Mark] = []
    for mark in marks:
        if own and mark.line == own[-1].line + 1 and mark.stamp and own[-1].stamp and mark.stamp.text == own[-1].stamp.text:
            own[-1] = mark
            continue
        key = (mark.name, mark.stamp.text if mark.stamp else str(mark.line))
        minute_known = mark.stamp is not None and ":" in mark.stamp.text
        if minute_known and key in seen:
            continue
        seen.add(key)
        own.append(mark)
    return own


_GAP = 0.05
"""What a number left out costs, counted in comments: only so many that a pasted footer at either end of a page is not believed."""


def _rising(marks: list[Mark]) -> list[Mark]:
    """The dearest rising run of numbers, each left-out number costing a little; a page's first number is most often 1, 26, 51 or 101."""
    down = sum(b.number < a.number for a, b in itertools.pairwise(marks))  # type: ignore[operator]
    if down > len(marks) / 2:
        return marks
    best: list[float] = []
    before: list[int] = []
    for i, mark in enumerate(marks):
        assert mark.number is not None
        score, previous = (1.0 if mark.number % 25 == 1 else 0.0), -1
        for j in range(max(0, i - 60), i):
            other = marks[j].number
            assert other is not None
            if other < mark.number:
                value = best[j] - _GAP * (mark.number - other - 1)
                if value > score:
                    score, previous = value, j
        best.append(score + 1.0)
        before.append(previous)
    at = max(range(len(best)), key=best.__getitem__)
    chosen: list[Mark] = []
    while at >= 0:
        chosen.append(marks[at])
        at = before[at]
    return chosen[::-1]


def groups_of(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Marks by kind, the most frequent kind first."""
    by_kind: dict[tuple[str, ...], list[Mark]] = {}
    for mark in marks:
        by_kind.setdefault(mark.kind, []).append(mark)
    return sorted(by_kind.values(), key=len, reverse=True)


def every_mark(lines: Sequence[str]) -> tuple[list[Mark], list[Mark]]:
    """Dated marks and "says" marks of a text, in order."""
    dated, said = [], []
    above = ""
    for index, line in enumerate(lines):
        text = " ".join(line[:_LONGEST_LINE].split())
        if not text:
            continue
        if mark := dated_mark(index, text):
            if not (mark.name is None and _LABELS.fullmatch(above)):
                dated.append(mark)
        elif dated and dated[-1].line == index - 1 and _TIME_ALONE.fullmatch(text) and (joined := dated_mark(index, f"{above} {text}")):
            dated[-1] = joined
        elif mark := said_mark(index, text):
            said.append(mark)
        above = text
    return dated, said


def pasted_share(group: Sequence[Mark], others: Sequence[Mark]) -> float:
    """Share of a group whose dates stand on an earlier line of another kind: such lines are headings of quotes."""
    first: dict[str, int] = {}
    for mark in others:
        if mark.stamp and mark.kind != group[0].kind:
            first.setdefault(mark.stamp.text, mark.line)
    hits = sum(mark.stamp is not None and first.get(mark.stamp.text, mark.line) < mark.line for mark in group)
    return hits / len(group)
