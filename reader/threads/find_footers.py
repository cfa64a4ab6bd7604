"""Pasted footers and attributions: ``Grieved | Dec 12, 2016 4:37:06 PM | 39``, "On 3 May Ann wrote:", "Zitat von Hans", "Marie a écrit :".

Read line by line. A line is one when, apart from a name, it holds nothing but a date, a number, a verb of writing and small words.
A line "Continued from TITLE" before a footer makes that one point to another thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.model.discussion import ReferenceKind, Role
from reader.threads.language import words
from reader.threads.languages import HONORIFICS, either, words_of
from reader.threads.mention import Mention, View
from reader.threads.moments import Written, find_times
from reader.threads.words import fold

_LINE = 240
_WROTE = words_of("wrote")
_HEADS = sorted(words_of("quote_heads"), key=len, reverse=True)
_LEADS = sorted(words_of("about") - {"@", "a", "on", "an", "o"}, key=len, reverse=True)
_SMALL = frozenset(
    words(
        "on a at am um le la el il op em the à alle ore re las os om dne день в г utc gmt cet cest est edt pst pdt cst "
        "mst bst msk uhr uur ha hat has have am. pm by von de par por da door от этого tag reply # in article message news newsgroup"
    )
) | words_of("weekdays")
_MAIL_IDS = re.compile(r"<[^<>\s]{1,120}>|\bnews:\S{1,120}?(?=\.{3}|\s|$)|\([^()\s]{1,60}@[^()\s]{1,60}\)|\[mailto:[^\]\s]{1,120}\]")
"""Addresses and message ids in an attribution."""
_TRIGGERS = frozenset(word.split("(")[0].split()[0] for word in (*_WROTE, *_HEADS) if word.isascii() or word[:1].isalpha())
_HEAD = re.compile(rf"^[\W_]*(?P<head>{either(_HEADS)})(?![^\W_])[\s:：\-–]*", re.IGNORECASE)
_LEAD = re.compile(rf"^[\W_]*(?:(?:{either((*_LEADS, *_HEADS))})(?![^\W_])[\s:：,]*){{0,2}}", re.IGNORECASE)
_VERB = re.compile(rf"(?<![^\W_])(?:{either(_WROTE)})(?![^\W_])\(?а?\)?", re.IGNORECASE)
_VERB_ENDS = frozenset(phrase.split()[-1].rstrip("(а)") for phrase in _WROTE)
_NUMBER = re.compile(r"[\s|,;·#(\[–—-]*(?:#|no\.?\s?|nr\.?\s?|comment\s)?(?P<n>\d{1,6})(?![\w:]|[.,]\d)\)?")
_ZONE = re.compile(
    r"\s*\(?(?:utc|gmt|cest|cet|est|edt|pst|pdt|cst|cdt|mst|bst|msk)?(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?(?![^\W_])", re.IGNORECASE
)
_CONTINUED = re.compile(rf"^\W*(?:{either(words_of('continued'))})[:\s]+(?P<title>\S.{{3,200}})$", re.IGNORECASE | re.MULTILINE)
_TRIM = " \t|,;:·•-–—>»*_()[]{}#“”\"'„«↑\u00a0…=~"
_EDGES = _TRIM + "\0"
_DIGITS = re.compile(r"\d(?:[:./年-]\d|\d{3}(?<=(?:19|20|21)\d\d))")


def may_hold(view: View) -> bool:
    """A quick look: whether a body can hold a footer or attribution at all."""
    text = view.text
    return "|" in text or not _TRIGGERS.isdisjoint(view.vocabulary) or not text.isascii() or (view.digits and bool(_DIGITS.search(text)))


def find_footers(view: View, known: Callable[[str], int]) -> list[Mention]:
    """Footers and attributions. ``known`` gives the person of a name (-1: a stranger)."""
    if not may_hold(view):
        return []
    found: list[Mention] = []
    place = 0
    titles = {m.end(): m for m in _CONTINUED.finditer(view.text)}
    for line in view.text.split("\n"):
        if len(line) >= 3 and (len(line) <= _LINE or "|" in line[:_LINE]):
            mention = _read(_without_ids(line[:_LINE]), place, known)
            if mention:
                found.append(_continued(view.text, mention, titles))
        place += len(line) + 1
    return found


def _without_ids(line: str) -> str:
    """The line with mail addresses and message ids blanked, of the same length."""
    return _MAIL_IDS.sub(lambda m: " " * len(m[0]), line) if "@" in line or "news:" in line else line


def _continued(text: str, mention: Mention, titles: dict[int, re.Match[str]]) -> Mention:
    before = len(text[: mention.start].rstrip())
    title = titles.get(before)
    if title is None:
        return mention
    return Mention(
        title.start() + len(title[0]) - len(title[0].lstrip()),
        mention.end,
        ReferenceKind.QUOTED_FOOTER,
        number=mention.number,
        persons=mention.persons,
        name=mention.name,
        how=mention.how,
        frame="footer",
        opens=True,
        written=mention.written,
        title=title["title"].strip(),
    )


def _read(line: str, place: int, known: Callable[[str], int]) -> Mention | None:
    folded = fold(line)
    bars = "|" in line
    colon = line.rstrip(" \u00a0").endswith((":", "：", "↑", "..."))
    head = _HEAD.match(line)
    verb = _VERB.search(folded) if colon or _last_word(folded) in _VERB_ENDS else None
    times = find_times(folded) if _DIGITS.search(line) else []
    if bars and times:
        return _barred(line, place, times[0], known)
    if head and head.end() < len(line):
        return _headed(line, place, head, times, known)
    if verb and (colon or _only_attribution(line, verb.end())):
        return _verbal(line, place, verb, times, known)
    if times and len(line) <= 90:
        return _bare_stamp(line, place, times, known)
    return _honored(line, place, known) if not line.isascii() else None


def _barred(line: str, place: int, time: Written, known: Callable[[str], int]) -> Mention | None:
    """``NAME | DATE | NUMBER``, with or without the number; text may follow on the line when there is one."""
    before = line[: time.start]
    if before.count("|") != 1 or not before.strip(" \t|"):
        return None
    lead = _LEAD.match(before)
    start = lead.end() if lead else 0
    name = before[start:].strip(_TRIM)
    if not name or len(name) > 60:
        return None
    start = before.index(name, start)
    end = time.end
    zone = _ZONE.match(line, end)
    end = zone.end() if zone else end
    number = _NUMBER.match(line, end)
    if number and "|" in line[end : number.start("n")]:
        end = number.end("n")
    else:
        number = None
        if line[end:].strip(_TRIM):
            return None
    return _footer(place + start, place + end, name, known(name), number and int(number["n"]), time, opens=True)


def _headed(line: str, place: int, head: re.Match[str], times: list[Written], known: Callable[[str], int]) -> Mention | None:
    """ "Zitat von Hans:", "Originally Posted by Ann", "Quote: Originally posted by Ann"."""
    again = _HEAD.match(line[head.end() :])
    start = head.end() + (again.end() if again else 0)
    rest = line[start:]
    person, name, end = _leading_name(rest, known)
    if person < 0:
        name = _only_name(rest, times, start)
        if not name or head["head"].lower() in (
            "quote",
            "zitat",
            "citation",
            "cita",
            "citazione",
            "citaat",
            "citação",
            "цитата",
            "引用",
            "quoting",
        ):
            return None
        end = rest.index(name) + len(name)
    left = _left_over(rest[end:], [_moved(t, -start - end) for t in times if t.start >= start + end])
    if left is None:
        return None
    begin = start + rest.index(name)
    return _footer(place + begin, place + start + end, name, person, left[0], times[0] if times else None, opens=False)


def _verbal(line: str, place: int, verb: re.Match[str], times: list[Written], known: Callable[[str], int]) -> Mention | None:
    """ "Ann wrote:", "On DATE, Ann wrote:", "Am DATE schrieb Hans:"."""
    times = [_zoned(line, time) for time in times]
    before, behind = line[: verb.start()], line[verb.end() :]
    name = _only_name(before, times, 0)
    start = line.index(name) if name else 0
    if not name:
        if [w for w in re.findall(r"[^\W\d_]+", _blank(before, times, 0)) if fold(w) not in _SMALL]:
            return None
        name = _only_name(behind, times, verb.end())
        start = line.index(name, verb.end()) if name else 0
    if not name:
        return None
    person = known(name)
    if person < 0 and not times and not line.rstrip().endswith((":", "：")):
        return None
    left = _left_over(line[verb.end() :].replace(name, "") if start >= verb.end() else behind, [])
    rest_words = [w for w in re.findall(r"[^\W\d_]+", _blank(behind, times, verb.end()).replace(name, "")) if fold(w) not in _SMALL]
    if left is None and rest_words:
        return None
    if person < 0 and (len(name.split()) > 3 or not name[:1].isupper() or fold(name) in ("he", "she", "they", "you", "i")):
        return None
    number = _NUMBER.search(_blank(behind, times, verb.end())) if "#" in behind else None
    return _footer(
        place + start, place + start + len(name), name, person, number and int(number["n"]), times[0] if times else None, opens=False
    )


def _bare_stamp(line: str, place: int, times: list[Written], known: Callable[[str], int]) -> Mention | None:
    """A line that holds a known name and a time of day and nothing else, maybe a number."""
    time = times[0]
    if not time.exact:
        return None
    lead = _LEAD.match(line[: time.start])
    start = lead.end() if lead else 0
    name = _only_name(line[start:], times, start)
    if not name or known(name) < 0:
        return None
    begin = line.index(name, start)
    rest = _blank(line, times, 0).replace(name, " ")
    number = _NUMBER.search(rest)
    if [w for w in re.findall(r"[^\W\d_]+", rest[start:]) if fold(w) not in _SMALL]:
        return None
    first, last = min(begin, time.start), max(begin + len(name), time.end)
    return _footer(place + first, place + last, name, known(name), number and int(number["n"]), time, opens=True)


def _honored(line: str, place: int, known: Callable[[str], int]) -> Mention | None:
    """``>山田さん`` or ``＞山田`` alone on a line."""
    found = re.match(r"^\s*[>＞]{1,2}\s?(\S{1,30})\s*$", line)
    if not found:
        return None
    name = found[1]
    if name.isdigit():
        return None
    for title in HONORIFICS:
        name = name.removesuffix(title)
    person = known(name)
    if person < 0:
        return None
    return Mention(
        place + found.start(1),
        place + found.end(1),
        ReferenceKind.AUTHOR,
        persons=(person,),
        name=name,
        how="name",
        frame="mark",
        opens=True,
    )


def _footer(start: int, end: int, name: str, person: int, number: int | None, time: Written | None, *, opens: bool) -> Mention:
    persons = (person,) if person >= 0 else ()
    how = "name" if person >= 0 else ""
    return Mention(
        start,
        end,
        ReferenceKind.QUOTED_FOOTER,
        number=number,
        persons=persons,
        name=name,
        how=how,
        frame="footer" if opens or time else "attribution",
        opens=True,
        role=Role.ADDRESS,
        written=time,
    )


def _leading_name(rest: str, known: Callable[[str], int]) -> tuple[int, str, int]:
    """The longest known name that ``rest`` begins with: its person, itself, its end."""
    words = list(re.finditer(r"\S+", rest))[:5]
    for word in reversed(words):
        raw = rest[words[0].start() : word.end()]
        name = raw.strip(_TRIM)
        person = known(name) if name else -1
        if person >= 0:
            return person, name, rest.index(name) + len(name)
    return -1, "", 0


def _only_name(piece: str, times: list[Written], offset: int) -> str:
    """What is left of ``piece`` (which begins at ``offset`` of its line) when dates and small words are gone, if it can be a name."""
    text = _blank(piece, times, offset, "\0")
    words = list(re.finditer(r"\S+", text))
    while words and fold(words[0].group().strip(_EDGES)) in (*_SMALL, ""):
        words.pop(0)
    while words and fold(words[-1].group().strip(_EDGES)) in (*_SMALL, ""):
        words.pop()
    if not words or len(words) > 4:
        return ""
    name = text[words[0].start() : words[-1].end()].strip(_TRIM)
    return name if 0 < len(name) <= 50 and "\0" not in name and not name.isdigit() else ""


def _blank(piece: str, times: list[Written], offset: int, by: str = " ") -> str:
    for time in times:
        start, end = max(0, time.start - offset), max(0, time.end - offset)
        piece = piece[:start] + by * max(0, min(end, len(piece)) - start) + piece[end:]
    return piece


def _last_word(folded: str) -> str:
    return folded.rstrip(_TRIM + "?!…").rpartition(" ")[2].rstrip("(а)")


def _zoned(line: str, time: Written) -> Written:
    """The time with the zone written behind it."""
    zone = _ZONE.match(line, time.end)
    return Written(time.start, zone.end(), time.minutes, time.exact) if zone else time


def _moved(time: Written, by: int) -> Written:
    return Written(time.start + by, time.end + by, time.minutes, time.exact)


def _left_over(rest: str, times: list[Written]) -> tuple[int | None] | None:
    """(number or None,) when nothing but a date, a number and small words is left; None when there is more."""
    text = _blank(rest, times, 0)
    number = re.search(r"(?:#|no\.?\s?|nr\.?\s?|№\s?)(\d{1,6})", text)
    if number:
        text = text.replace(number[0], " ")
    words = [
        w for w in re.findall(r"[^\W\d_]+", _VERB.sub(" ", fold(text))) if w not in _SMALL and w not in ("view", "post", "ago", "says")
    ]
    return None if words else (int(number[1]) if number else None,)


def _only_attribution(line: str, end: int) -> bool:
    return not line[end:].strip(_TRIM)
