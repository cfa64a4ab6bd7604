"""Where in a sentence a mention stands: what comes before and behind it, and what that says about speaking to or about somebody."""

from __future__ import annotations

import re

from reader.threads.language import words
from reader.threads.languages import either, words_of

ABOUT = words_of("about")
AGREE = words_of("agree")
ARTICLES = words_of("articles") - {"of"}
DEFINITE = frozenset(words("le la les il lo el los der die den dem das o a os as de het the au al ao à"))
TOWARD = words_of("toward")
THIRD_PERSON = words_of("third_person") | words_of("wrote")
SECOND_PERSON = words_of("second_person")
SPEAKING = (
    SECOND_PERSON
    | words_of("thanks")
    | words_of("courtesies")
    | frozenset(words("i i'm im what why how where do did can could are were have this that it there in if as we not no"))
)
"""What may follow at once on the name of somebody spoken to."""
UNITS = words_of("units")


_LAUGHTER = r"(?:[hjx]+[aeio]+){2,8}h?|(?:[хh]+[аеиa]+){2,8}х?|k{3,8}|w{2,8}|rs(?:rs)*|mdr|ptdr|lmao|rofl"
_ARTICLE = rf"(?:(?:{'|'.join(sorted(DEFINITE))})[ \t]+)?"
_COURTESY = rf"(?:{either(words_of('courtesies') | ABOUT | AGREE)}|{_LAUGHTER})(?![^\W_])[\W_]*"
_LEAD = re.compile(rf"[\W_]*(?:{_COURTESY}){{0,4}}{_ARTICLE}")
_LEAD_ROOM = 64
_BEFORE_WORD = re.compile(r"([^\W_]+(?:'[^\W_]+)?)[\s,(\"“„«]*$")
_NEXT_WORD = re.compile(r"[ \t]*([^\W_]+(?:'[^\W_]+)?)")
_THANKS = re.compile(rf"(?:{either(words_of('thanks'))})[\s,]*$")
_CLOSERS = frozenset(",:;!?.…–—-\n)]/")


def paragraph_start(text: str, place: int) -> int:
    """Offset of the first character of the line that ``place`` stands in."""
    return text.rfind("\n", 0, place) + 1


def opens(folded: str, start: int) -> bool:
    """Whether only courtesies, "re", "to" and marks stand between the beginning of the line, or of the sentence, and ``start``."""
    begin = paragraph_start(folded, start)
    if start == begin:
        return True
    if start - begin > _LEAD_ROOM:
        begin = sentence_start(folded, start)
        if start - begin > _LEAD_ROOM:
            return False
    found = _LEAD.match(folded, begin, start)
    return found is not None and found.end() == start


def sentence_start(folded: str, place: int) -> int:
    """Offset behind the last sentence end before ``place`` (at most 80 characters back; ``place - 81`` where there is none)."""
    low = max(0, place - 80)
    piece = folded[low:place]
    best = max(piece.rfind(". "), piece.rfind("! "), piece.rfind("? "), piece.rfind("\n"), piece.rfind(".. "))
    return low + best + 1 if best >= 0 else low - (1 if low else 0)


def word_before(folded: str, start: int) -> str:
    """The word right before ``start`` on its line, or ''."""
    found = _BEFORE_WORD.search(folded, max(paragraph_start(folded, start), start - 40), start)
    return found[1] if found else ""


def word_before_article(folded: str, start: int) -> str:
    """`word_before`, one word further where that is a definite article: "avec le Boulanger", "com a Teresa"."""
    word = word_before(folded, start)
    return word_before(folded, start - len(word) - 1) or word if word in DEFINITE else word


def word_behind(folded: str, end: int) -> str:
    """The word right behind ``end`` with at most blanks between, or ''."""
    found = _NEXT_WORD.match(folded, end)
    return found[1] if found else ""


def closes(text: str, end: int) -> bool:
    """Whether a vocative may end here: punctuation, a line end, the end of the text."""
    rest = text[end : end + 2].lstrip(" \t")
    return not rest or rest[0] in _CLOSERS


def thanked(folded: str, start: int) -> bool:
    """Whether a word of thanks stands right before."""
    return bool(_THANKS.search(folded, max(0, start - 24), start))


def aside(text: str, start: int, end: int) -> bool:
    """ ", james," or "... james." at a sentence end: a vocative in the middle or at the end of a sentence."""
    before = text[max(0, start - 2) : start].rstrip()
    behind = text[end : end + 2].lstrip(" ")
    return before.endswith(",") and (not behind or behind[0] in ",.!?;:\n")


def in_brackets(text: str, start: int, end: int) -> bool:
    """Whether the mention stands in round brackets of its own."""
    before = text[max(0, start - 6) : start]
    behind = text[end : end + 2]
    return "(" in before and ")" not in before and behind[:1] in (")", ",", ":", ";")
