"""Finds a written date inside one line of text, with the shape it is written in.

Only where it stands and how it looks: what it means is ``markup.dates``. Two dates of one shape were written by one program; a date of
another shape in the middle of a thread was pasted there by a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_MONTH_WORDS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "januar jänner februar feber märz mai juni juli oktober dezember mär mrz okt dez "
    "janvier février mars avril juin juillet août octobre novembre décembre janv févr fév avr juil déc "
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago set dic "
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev out "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug ott "
    "januari februari maart mei augustus mrt maj "
    "ledna února března dubna května června července srpna října listopadu prosince "
    "sty lut kwi cze lip sie wrz paź lis gru listopada listopadu desember "
    "ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık "
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta "
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października grudnia "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв фев мар апр июн июл авг сен сент окт ноя дек"
)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for whole words that looks at each letter once, whatever the number of words (a plain alternation tries them all)."""
    roots: dict[str, dict[str, Any]] = {}
    for word in words:
        node = roots
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}

    def pattern(node: dict[str, Any]) -> str:
        ways = [letter + pattern(rest) for letter, rest in sorted(node.items()) if letter]
        return f"(?:{'|'.join(ways)}){'?' if '' in node else ''}" if ways else ""

    return pattern(roots)


_MONTH = rf"{_any_of(_MONTH_WORDS.split())}(?![^\W\d_])\.?"
_TIME = (
    r"\d{1,2}(?:[:.h]|\s?h\s?(?=\d{2}\smin))\d{2}(?::\d{2})?(?:\s?(?:[ap]\.?m\b\.?|uhr\b|min\b|"
    r"[ap]m(?=repl|edit|antwort|répond|respon|quote|link|permalink|report|flag|like)))?"
    r"|\d{1,2}\s?[ap]m\b"
)
_ZONE = r"(?:utc|gmt|[ecmp][sd]t|ce?s?t|bst|msk|ist|[+-]\d{2}:?\d{2})\b"
_DAY = (
    rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\s?,?\s(?:'?\d{{4}}|['’]\d\d(?!\d))"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.|º|er)?\s?(?:de\s|of\s)?(?:{_MONTH})(?:,|\sde|\sdel)?\s'?(?:\d{{4}}|\d{{2}}(?=[,\s]+\d{{1,2}}:))"
    r"|\d{1,2}\.\d{1,2},\s\d{4}"
    rf"|{_MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?(?=,?\s(?:at|@|um|à)?\s?\d{{1,2}}:\d\d)"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)|\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]"
    rf"|\d{{1,2}}-{_MONTH}-\d{{2,4}}"
    r"|(?:today|yesterday|heute|gestern|hier|aujourd.hui|ayer|hoy|сегодня|вчера)(?=,?\s(?:at\s|um\s|à\s|a\slas\s|в\s)?\d)"
)
_JOIN = r"[\s,|@·•–—-]{0,3}(?:at|um|à|a\slas|alle|le|om|kl\.|klo|saat|às|o|v|в)?[\s,]{0,2}"
_RELATIVE = (
    r"(?:about\s|over\s|almost\s|vor\s|il\sy\sa\s|hace\s)?(?:\d{1,3}|an?|one|eine[rmn]?|un[ea]?)\s?"
    r"(?:sec|min|hour|hr|day|week|month|mo|year|yr|stunde|tag|woche|monat|jahr|jour|heure|mois|an|semaine|día|hora|mes|año)[^\W\d_]{0,6}"
    r"\s(?:ago|zuvor)\b|(?:vor|il\sy\sa|hace)\s\d{1,3}\s[^\W\d_]{2,9}"
)
_STAMP = (
    rf"(?<![\w/])(?:(?:{_TIME})(?:\s{_ZONE})?{_JOIN}(?:on\s)?)?(?:[^\W\d_]{{2,10}}\.?,?\s)??(?:{_DAY})(?:{_JOIN}(?:{_TIME})(?:\s?\(?{_ZONE}\)?)?)?"
    rf"|(?<!\w)(?:{_RELATIVE})"
)
_LOWER_STAMP = re.compile(_STAMP)
_LETTERS_ONE_TO_ONE = re.compile("[\0-\u012f\u0132-\u017e\u0180-\u01ef\u0400-\u045f\u2010-\u2027]*")
"""Lines whose letters have one lower-case form of the same length and nothing else that counts as the same letter."""
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|"
    r"sonn)tag|mittwoch|sonnabend|"
    r"lun(?:di|es|edì)?|mar(?:di|tes|tedì)?|mer(?:credi|coledì)?|mi[eé](?:rcoles)?|jeu(?:di)?|jue(?:ves)?|gio(?:vedì)?|ven(?:dredi|"
    r"erdì)?|vie(?:rnes)?|"
    r"sam(?:edi)?|s[áa]b(?:ado|ato)?|dim(?:anche)?|dom(?:ingo|enica)?|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|"
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|"
    r"воскресенье)\.?,?\s",
    re.IGNORECASE,
)
_GLUED = re.compile(
    rf"(?<=[^\W\d_])\d{{1,2}}\.\s?{_MONTH}\s\d{{4}}(?:{_JOIN}(?:{_TIME}))?|(?<=[^\W\d_])(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
    rf"Nov|Dec)[a-z]{{0,6}}\.?\s\d{{1,2}},\s\d{{4}}(?:{_JOIN}(?:{_TIME}))?",
    re.IGNORECASE,
)
"""A name and a date that a copy put together without a blank: "MariaMay 30, 2019 at 1:06 PM"."""
_LONGEST = 400
"""Lines beyond this many characters are prose; only their first part is looked at."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a line: its span in the line (code points), its words, and the shape it is written in."""

    start: int
    end: int
    text: str
    shape: str


_ALL_ZEROS = {ord(digit): "0" for digit in "123456789"}


def find_stamp(line: str) -> Stamp | None:
    """The last date of a short line; None where there is none."""
    line = line[:_LONGEST]
    found = _last_date(line.translate(_ALL_ZEROS))
    return None if found is None else Stamp(found[0], found[1], line[found[0] : found[1]], found[2])


@lru_cache(maxsize=4096)
def _last_date(line: str) -> tuple[int, int, str] | None:
    """Start, end and shape of the last date. Which digits they are never matters, so the lines of one program in one month, or of one
    author, are one line here (a thread of 10,000 comments: 0.75 s less)."""
    if "0" not in line and " ago" not in line and not any(map(str.isdigit, line)):
        return None
    if _LETTERS_ONE_TO_ONE.fullmatch(line):
        stamps = _LOWER_STAMP.finditer(line.lower())  # ignoring case costs three times as much
    else:
        stamps = _any_case_stamp().finditer(line)
    place = None
    for match in stamps:
        place = match
    place = place or _GLUED.search(line)
    if place is None:
        return None
    start, text = place.start(), line[place.start() : place.end()]
    first = re.match(r"[^\W\d_]{2,10}\.?,?\s", text)
    if first and not _WEEKDAY.match(text) and not re.match(_MONTH, text, re.IGNORECASE) and not re.match(_RELATIVE, text, re.IGNORECASE):
        start += first.end()
        text = text[first.end() :]
    lead = len(text) - len(text.lstrip(" ,|@-–—·•"))
    text = text[lead:].rstrip(" ,|@-–—·•")
    return start + lead, start + lead + len(text), shape_of(text)


@cache
def _any_case_stamp() -> re.Pattern[str]:
    return re.compile(_STAMP, re.IGNORECASE)


def shape_of(text: str) -> str:
    """How a date is written: digits by length class, words by kind, signs as they are."""

    def one(match: re.Match[str]) -> str:
        token = match[0]
        if token.isdigit():
            return "Y" if len(token) == 4 else "0"
        low = token.lower()
        if low in ("am", "pm", "a", "p", "m"):
            return "p"
        if low in ("utc", "gmt"):
            return "z"
        if low in ("at", "um", "on", "de", "of", "à", "uhr", "ago", "vor", "th", "st", "nd", "rd", "hour", "day"):
            return "th" if low in ("st", "nd", "rd") else low
        return "w"

    text = re.sub(r"(?<=[^\W\d_])\.", "", text)
    shape = re.sub(r"\d+|[^\W\d_]+", one, re.sub(r"\s+", " ", text))
    return re.sub(r"\S+ ago", "w ago", shape)
