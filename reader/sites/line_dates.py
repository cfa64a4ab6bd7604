"""Finds a written date inside one line of text, with the shape it is written in.

Only where it stands and how it looks: what it means is ``markup.dates``. Two dates of one shape were written by one program; a date of
another shape in the middle of a thread was pasted there by a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października grudnia "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв фев мар апр июн июл авг сен сент окт ноя дек"
)
_MONTH = "(?:" + "|".join(sorted(set(_MONTH_WORDS.split()), key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_TIME = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?(?:[ap]\.?m\b\.?|uhr\b))?|\d{1,2}\s?[ap]m\b"
_ZONE = r"(?:utc|gmt|[ecmp][sd]t|ce?s?t|bst|msk|ist|[+-]\d{2}:?\d{2})\b"
_DAY = (
    rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\s?,?\s'?\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.|º|er)?\s?(?:de\s|of\s)?(?:{_MONTH})(?:,|\sde|\sdel)?\s'?(?:\d{{4}}|\d{{2}}(?=[,\s]+\d{{1,2}}:))"
    r"|\d{1,2}\.\d{1,2},\s\d{4}"
    rf"|{_MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?(?=,?\s(?:at|@|um|à)?\s?\d{{1,2}}:\d\d)"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)|\d{4}年\s?\d{1,2}月\s?\d{1,2}日"
    rf"|\d{{1,2}}-{_MONTH}-\d{{2,4}}"
    r"|(?:today|yesterday|heute|gestern|hier|aujourd.hui|ayer|hoy|сегодня|вчера)(?=,?\s(?:at\s|um\s|à\s|a\slas\s|в\s)?\d)"
)
_JOIN = r"[\s,|@·•–—-]{0,3}(?:at|um|à|a\slas|alle|le|om|kl\.|às|o|в)?[\s,]{0,2}"
_RELATIVE = (
    r"(?:about\s|over\s|almost\s|vor\s|il\sy\sa\s|hace\s)?(?:\d{1,3}|an?|one|eine[rmn]?|un[ea]?)\s?"
    r"(?:sec|min|hour|hr|day|week|month|mo|year|yr|stunde|tag|woche|monat|jahr|jour|heure|mois|an|semaine|día|hora|mes|año)[^\W\d_]{0,6}"
    r"\s(?:ago|zuvor)\b|(?:vor|il\sy\sa|hace)\s\d{1,3}\s[^\W\d_]{2,9}"
)
STAMP = re.compile(
    rf"(?<![\w/])(?:(?:{_TIME})(?:\s{_ZONE})?{_JOIN}(?:on\s)?)?(?:[^\W\d_]{{2,10}}\.?,?\s)??(?:{_DAY})(?:{_JOIN}(?:{_TIME})(?:\s?\(?{_ZONE}\)?)?)?"
    rf"|(?<!\w)(?:{_RELATIVE})",
    re.IGNORECASE,
)
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


def find_stamp(line: str) -> Stamp | None:
    """The last date of a short line; None where there is none."""
    line = line[:_LONGEST]
    if not any(character.isdigit() for character in line) and " ago" not in line:
        return None
    found = None
    for match in STAMP.finditer(line):
        found = match
    if found is None:
        found = _GLUED.search(line)
    if found is None:
        return None
    start, text = found.start(), found[0]
    first = re.match(r"[^\W\d_]{2,10}\.?,?\s", text)
    if first and not _WEEKDAY.match(text) and not re.match(_MONTH, text, re.IGNORECASE) and not re.match(_RELATIVE, text, re.IGNORECASE):
        start += first.end()
        text = text[first.end() :]
    lead = len(text) - len(text.lstrip(" ,|@-–—·•"))
    text = text[lead:].rstrip(" ,|@-–—·•")
    return Stamp(start + lead, start + lead + len(text), text, shape_of(text))


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
