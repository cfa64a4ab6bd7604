"""Where a short text holds a written date: only finding it; what it means is decided by `reader.markup.dates`."""

from __future__ import annotations

import re
from functools import lru_cache

_MONTHS = (
    "january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|may|jun|jul|aug|sept|sep|"
    "oct|nov|dec"
    "|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|mär|mrz|okt|dez"
    "|janvier|février|fevrier|mars|avril|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|janv|févr|fév|avr|juil|déc"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|ene|abr|ago|dic"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|gen|mag|giu|lug|set|ott"
    "|januari|februari|maart|mei|augustus|mrt"
    "|janeiro|fevereiro|março|marco|maio|junho|julho|setembro|outubro|novembro|dezembro|fev|out"
    "|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|январь|февраль|март|апрель|май|июнь|июль|август"
    "|сентябрь|октябрь|ноябрь|декабрь|янв|фев|мар|апр|июн|июл|авг|сен|окт|ноя|дек"
    "|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|sty|lut|kwi|cze|lip|"
    "sie|wrz|paź|lis|gru"
    "|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince"
    "|januari|februari|mars|maj|augusti|tammikuu|helmikuu|maaliskuu|huhtikuu|toukokuu|kesäkuu|heinäkuu|elokuu|syyskuu|lokakuu|"
    "marraskuu|joulukuu"
    "|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
)
_UNITS = (
    r"sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|years?|yrs?|[smhdwy]"
    r"|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|secondes?|minutes?|heures?|jours?|semaines?|mois|ans?"
    r"|segundos?|minutos?|horas?|días?|dias?|semanas?|meses|mes|años?|anos?|secondi|minuti|minuto|ora|ore|giorn[io]|settiman[ae]|"
    r"mes[ei]|ann[io]"
    r"|uur|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar|минут[уы]?|час(?:а|ов)?|дн(?:я|ей)|день|недел[юиь]|месяц(?:а|ев)?|год(?:а)?|лет"
)
_COUNT = r"(?:\d{1,4}|an?|one|eine[rmn]?|une?|un[ao]?|één|een)"
_ZONE = r"(?:Uhr|hrs?|horas|UTC|GMT|BST|CES?T|[ECMP][SD]?T|Z|[+-]\d\d:?\d\d)\b"
_TIME = (
    rf"\d{{1,2}}\s?(?:[:.hH]\s?\d\d)(?::\d\d)?(?:\s?[AaPp]\.?\s?[Mm]\b\.?)?(?:\s?{_ZONE})?"
    r"|\d{1,2}\s?[AaPp][Mm]\b"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|º|ª|\s?de|\s?of)?"
_YEAR = r"(?:\d{4}\b|'\d\d\b|’\d\d\b)"
_TO_31 = r"(?:3[01]|[12]\d|0?[1-9])"
_NUMERIC = "|".join(
    (
        r"\d{4}-\d{1,2}-\d{1,2}(?=\D|$)",
        r"(?<![\d.])\d{4}[./]\s?\d{1,2}[./]\s?\d{1,2}(?![\d.]*\d)",
        rf"(?<![\d.,/-]){_TO_31}([./-])\s?{_TO_31}\1\s?(?:\d{{4}}|\d\d)(?![\d/.-]*\d)",
        r"(?<![\d.,/-])\d{1,2}\.\s?\d{1,2}[,:]\s?\d{4}(?!\d)",
        r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?",
    )
)
_NAMED = "|".join(
    (
        rf"{_DAY}[\s-]{{0,3}}(?:de\s|of\s)?(?:{_MONTHS})\b\.?(?:[\s,./-]{{0,3}}(?:de\s|del\s)?{_YEAR})?",
        rf"\b(?:{_MONTHS})\b\.?\s{{0,2}}\d{{1,2}}(?:st|nd|rd|th|\.)?(?![\d:])(?:\s{{0,2}},?\s{{0,2}}{_YEAR})?",
        rf"\b(?:{_MONTHS})\s{_YEAR}",
    )
)
_RELATIVE = "|".join(
    (
        rf"\b(?:about |over |almost |circa |etwa )?{_COUNT}\s?(?:{_UNITS})\.?\s(?:ago\b|назад|fa\b|geleden\b|atrás\b|sedan\b|temu\b)",
        rf"\b(?:vor|il y a|hace|há)\s(?:etwa |environ )?{_COUNT}\s(?:{_UNITS})\b",
        r"\b(?:today|yesterday|heute|gestern|hier|aujourd'hui|hoy|ayer|oggi|ieri|vandaag|gisteren|hoje|ontem|сегодня|вчера|just now)\b"
        r"(?=\W{0,3}(?:at|um|à|a|om|в|kl)?\W{0,3}\d|\W*$)",
    )
)
_JOIN = (
    r"(?:\s?\([^\W\d_]{1,3}\))?"
    r"(?:\s{0,3}(?:[,|@»·•—–-]|&nbsp;)?\s{0,3}(?:at|um|à|á|a las|às|as|om|kl\.?|alle|ore|ora|в|v|o|klo|@|,|[|-])?\s{0,3})"
)
NUMERIC = re.compile(_NUMERIC)
NAMED = re.compile(_NAMED, re.IGNORECASE)
RELATIVE = re.compile(_RELATIVE, re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_MONTH_WORDS = frozenset(_MONTHS.split("|"))
_RELATIVE_WORDS = frozenset(
    [
        "ago",
        "назад",
        "fa",
        "geleden",
        "atrás",
        "sedan",
        "temu",
        "vor",
        "il",
        "hace",
        "há",
        "today",
        "yesterday",
        "heute",
        "gestern",
        "hier",
        "aujourd",
        "hoy",
        "ayer",
        "oggi",
        "ieri",
        "vandaag",
        "gisteren",
        "hoje",
        "ontem",
        "сегодня",
        "вчера",
        "just",
    ]
)
_TAIL = re.compile(rf"{_JOIN}(?:{_TIME})", re.IGNORECASE)
_LEAD = re.compile(rf"(?:(?:{_TIME})\s?,?\s?(?:on|am|le|el|,|-|—|–)?\s{{1,3}})?(?:[^\W\d_]{{2,12}}\.?,?\s{{1,3}})?$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LEAD_WIDTH = 34
_LONGEST_WORDS = 40
"""Dates without a digit ("an hour ago", "yesterday") stand alone."""
LONGEST = 300
"""Texts longer than this (code points) are prose, not a line with a date."""


def find_date(text: str) -> tuple[int, int] | None:
    """Span of the first written date in a short text, None where there is none or the text is long."""
    if len(text) > LONGEST or len(text) < 4:
        return None
    return _find(text)


@lru_cache(maxsize=8192)
def _find(text: str) -> tuple[int, int] | None:
    """The same, kept: the steps of the fallback ask for the same lines again, and the dates of many messages are alike."""
    # the long alternations are tried only where one of their words is there
    digits = _DIGIT.search(text) is not None
    if not digits and len(text) > _LONGEST_WORDS:
        return None
    words = {word.lower() for word in _WORDS.findall(text)}
    tried = [NUMERIC.search(text)] if digits else []
    if digits and not words.isdisjoint(_MONTH_WORDS):
        tried.append(NAMED.search(text))
    if not words.isdisjoint(_RELATIVE_WORDS):
        tried.append(RELATIVE.search(text))
    found = min((match for match in tried if match), key=lambda match: match.start(), default=None)
    if found is None:
        return None
    start, end = found.span()
    tail = _TAIL.match(text, end)
    if tail:
        end = tail.end()
    return _led(text, start), end


def _led(text: str, start: int) -> int:
    """Where a time or a day's name in front of the date begins."""
    before = text[max(0, start - _LEAD_WIDTH) : start]
    for place in sorted({0, *(match.end() for match in re.finditer(r"[\s(]", before))}):
        lead = before[place:]
        if lead and _LEAD.fullmatch(lead) and (lead[0].isdigit() or _DAY_NAME.match(lead.strip())):
            return start - len(lead)
    return start


_DAY_NAME = re.compile(
    r"(?:mon|tues?|wed|thu|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|"
    r"mittwoch|sonnabend"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda|terça|quarta|quinta|sexta"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela)[.,]?$"
    # shorter ones are also names of people: only with their stop
    r"|(?:mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|seg|ter|qua|qui|sex|maa|din|woe|don|vri|zat|"
    r"zon|пн|вт|ср|чт|пт|сб|вс)[.,]$",
    re.IGNORECASE,
)
