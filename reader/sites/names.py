"""Names as pages print them, without the words around them ("NAME says:", "Posted by NAME")."""

from __future__ import annotations

import re
from functools import lru_cache

_SAYS = (
    r"(?:said|says|writes|wrote|replied|commented|comments|schrieb|schreibt|sagt|sagte|meint|meinte|hat gesagt|kommentiert|kommentierte|"
    r"a dit|dit|a écrit|écrit|dijo|dice|escribió|ha detto|ha scritto|scrive|disse|diz|escreveu|zegt|zei|schreef|schrijft|sier|säger|"
    r"skriver|"
    r"siger|napsal(?:\(a\)|a)?|říká|pisze|mówi|napisał(?:\(a\)|a)?|говорит|пишет|написал(?:\(а\)|а)?|сказал(?:\(а\)|а)?|комментирует|"
    r"dedi ki|"
    r"diyor ki|spune|mondta|sanoo|说|說道?|说道|より|のコメント)"
)
_BEHIND = re.compile(rf"\s*,?\s+{_SAYS}\s*(?:on|am|le|el|the following)?\s*(?:\.{{2,4}}|…|:|,)*\s*$", re.IGNORECASE)
_BEHIND_CJK = re.compile(r"\s*(?:说|說|说道|より)\s*[:：]\s*$")
_IN_REPLY = re.compile(r"\s(?:replied to comment from|replied to a comment from|said in reply to|in reply to)\b.{0,80}$", re.IGNORECASE)
_VERIFIED = re.compile(
    r"\s*\((?:not verified|nicht überprüft|non vérifié|no verificado|não verificado|niet gecontroleerd|не проверено|guest|gast|"
    r"post author|author|beitragsautor|autor|auteur|autore|op)\)$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:[•·|»›\-–—]\s*)?(?:(?:comments?|pingback|trackback|posted|written|submitted|left|said|reply|kommentar|geschrieben|verfasst|commentaire|"
    r"publi[ée]e?|écrit|"
    r"rédigé|posté|comentario|escrito|publicado|enviado|commento|inviato|scritto|postato|reactie|geplaatst)\s+)?"
    r"(?:by|von|par|por|da|di|de|door|av|af|od|przez|от)\s*:?\s+",
    re.IGNORECASE,
)
_POSTED = re.compile(r"^(?:comment from|posted by|von|by|name|author|autor)\s*:\s*", re.IGNORECASE)
_LONGEST = 120
SAYS = re.compile(rf"\s*{_SAYS}\s*(?:\.{{2,4}}|…|:)?\s*", re.IGNORECASE)
"""Nothing but "says:"."""


def spoken_name(text: str) -> str | None:
    """A name without "says:" behind it; None where nothing is left."""
    text = " ".join(text.replace("\u200e", "").replace("\u200f", "").split())
    text = _BEHIND.sub("", text)
    text = _BEHIND_CJK.sub("", text)
    text = _VERIFIED.sub("", _IN_REPLY.sub("", text))
    text = text.strip(" \t:,|•·»›\u00a0")
    return text[:_LONGEST].strip() or None


@lru_cache(maxsize=4096)
def byline_name(text: str) -> str | None:
    """A name without "Posted by" before it and "says:" behind it; None where nothing is left."""
    text = " ".join(text.split())
    return spoken_name(_POSTED.sub("", _BEFORE.sub("", text)))
