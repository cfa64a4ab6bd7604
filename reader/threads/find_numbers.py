"""Numbers written with a mark or a word for comment: ``@59``, ``>>12``, ``#7``, ``>>1,3-5``, ``comment 12``, ``No. 12``, ``12さん``.

A number is none where it is a price, time, date, share, measure or rank. Numbers that only a name beside them makes a reference
("Mina 15") are found with the names (`reader.threads.find_names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reader.model.discussion import ReferenceKind, Role
from reader.threads.frames import ARTICLES, THIRD_PERSON, TOWARD, UNITS, in_brackets, opens, word_before, word_behind
from reader.threads.language import words
from reader.threads.languages import HONORIFICS, either, words_of
from reader.threads.mention import Mention, View
from reader.threads.words import IS_CJK

_SIGN = re.compile(r"[@＠#＃№>＞]")
_COMMENT_WORDS = words_of("comment_words")
_NUMBER_WORDS = frozenset(["no", "nr", "n", "num", "núm", "номер", "nummer", "number", "numéro", "número"])
_LETTER_DIGIT = re.compile(r"\d(?<=[^\W\d_]\d)")
_GLUED = re.compile(rf"(?:{either(w for w in words_of('comment_words') if len(w) > 3 and not IS_CJK.search(w))})\d")
_MARK = re.compile(r"(?<![\w/&=?@#>＞.:+-])((?:>{2,4}|＞{1,4}|@|＠|#|＃|№)(?:[ \t]{0,2}[@#$№])?)([ \t]{0,2})([0-9０-９]{1,10})")
_AT_NUMBER = re.compile(r"@(?<=[\w'’-]@)([0-9]{1,6})(?![\w@%-]|\.\w)")
_NAME_BEFORE = re.compile(r"(?<![\w.@/-])[^\W\d_][\w'’-]{0,24}$")
"""``james@59`` at the beginning of a line."""
_DIGITS = re.compile(r"[0-9]+")
_WORD_ROOM = max(map(len, words_of("comment_words"))) + 14
_NUMBER_ROOM = 12
_SINGLE = re.compile(r"^([>＞])([ \t]?)([0-9０-９]{1,10})(?=[ \t]*$)", re.MULTILINE)
_WORD_FORM = re.compile(
    rf"(?<![^\W_])(?P<word>{either(w for w in words_of('comment_words') if not IS_CJK.search(w))})"
    r"[ \t]{0,2}(?P<mark>(?:no|nr|n°|nº|number|num|nummer|numéro|número|numero|номер)\.?[ \t]?|[#@№][ \t]?)?(?P<n>\d{1,6})"
)
_CJK_FORM = re.compile(
    rf"(?:{either(w for w in words_of('comment_words') if IS_CJK.search(w))})[ 　]?(?:番号|#|＃|No\.?)?[ 　]?(?P<n>[0-9０-９]{{1,9}})"
    r"(?![0-9０-９]|件|個|数)"
)
_HONORED = re.compile(rf"(?<![\w,.])(?P<n>[0-9０-９]{{1,9}})[ 　]?番?(?:{'|'.join(HONORIFICS)}|の人|の方)")
_NUMBER_WORD = re.compile(r"(?<![^\W_])(?P<word>no\.|nr\.|nr|n°|nº|№|núm\.|num\.|номер|no|nummer|number|numéro|número)[ \t]?(?P<n>\d{1,6})")
_NEXT = re.compile(r"[ \t]{0,2}(,|&|\+|/|;|、|，|-|–|~|〜|and|und|et|y|e|en|и|or|oder|ou)[ \t]{0,2}([0-9０-９]{1,10})")
_CJK_UNITS = tuple(word for word in words_of("units") if IS_CJK.match(word))
_LIST_END = re.compile(
    r"[ \t]*(?:$|[\n.,:;!?)\]…–—、。]|(?:and|und|et|y|e|en|и|or|oder|ou|both|are|say|die|sind|ont|sont)\b|[>＞@#])", re.MULTILINE
)
_AFTER_BAD = re.compile(r"[%°€$£¥]|[.,:/'’][0-9]|-[0-9]|:\d|[ \t]?(?:%|€|\$|£|¥)|[ \t](?:of|von|de|из)[ \t]\d")
_RANKS = 3
_CLOCK = frozenset(words("am pm uhr h heures horas ore uur часов percent prozent km mph each x o per"))
_MOST = 300
"""Numbers of one form read in one body: whoever writes more is making a list."""
_POINTING = frozenset(
    words(
        "see in to per re cf with and from at says said zu siehe in mit und von wie à voir et de con y ver de vedi e da met en zie van с в"
        " см к от"
    )
)
"""Words before a number with ``#`` or ``№`` that make it a pointer rather than a rank or a title."""


def find_numbers(view: View, names: frozenset[str] = frozenset()) -> list[Mention]:
    """All numbers that point at a comment by their form alone; whether such a comment exists is decided later.

    ``names`` are words that names of the thread begin with: ``#1 ann`` is no rank.
    """
    text, folded = view.text, view.folded
    if not view.digits:
        return []
    found: list[Mention] = []
    if _SIGN.search(text):
        for match in islice(_at_signs(_MARK, text), _MOST):
            found += _marked(text, folded, match, names)
        found = _without_enumeration(found, text)
        if "@" in text:
            for match in islice(_AT_NUMBER.finditer(text), _MOST):
                name = _NAME_BEFORE.search(text, max(0, match.start() - 27), match.start())
                if name and opens(folded, name.start()):
                    found.append(_mention(text, folded, match.start(), match.end(), match[1], role=Role.ADDRESS, opening=True))
        for match in islice(_SINGLE.finditer(text), _MOST) if ">" in text or "＞" in text else ():
            found.append(_mention(text, folded, match.start(), match.end(), match[3], strong=False))
    if not _COMMENT_WORDS.isdisjoint(view.vocabulary) or (_LETTER_DIGIT.search(folded) and _GLUED.search(folded)):
        for match in islice(_before_digits(_WORD_FORM, folded, _WORD_ROOM), _MOST):
            found += _worded(text, folded, match)
    if not _NUMBER_WORDS.isdisjoint(view.vocabulary) or not text.isascii():
        for match in islice(_before_digits(_NUMBER_WORD, folded, _NUMBER_ROOM), _MOST):
            found += _numbered(text, folded, match)
    if not text.isascii():
        for pattern in (_CJK_FORM, _HONORED):
            found += [_mention(text, folded, m.start(), m.end(), m["n"]) for m in pattern.finditer(text)]
    return _without_overlaps(found)


def _at_signs(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` gives, for a pattern whose matches begin with a sign: it is tried at signs only."""
    end = 0
    for sign in _SIGN.finditer(text):
        match = pattern.match(text, sign.start()) if sign.start() >= end else None
        if match:
            end = match.end()
            yield match


def _before_digits(pattern: re.Pattern[str], folded: str, room: int) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` gives, for a pattern that ends with a number: it is tried before numbers only, ``room`` characters back."""
    end = 0
    for digits in _DIGITS.finditer(folded):
        match = pattern.search(folded, max(end, digits.start() - room), digits.end())
        if match and match.end() > digits.start():
            end = match.end()
            yield match


def _marked(text: str, folded: str, match: re.Match[str], names: frozenset[str]) -> Iterator[Mention]:
    mark, space, digits = match[1], match[2], match[3]
    anchor = mark[0] in ">＞"
    if mark.endswith("$") and (space or mark[0] not in "@＠#"):
        return
    first = match.start()
    opening = opens(folded, first)
    if not _ends(text, folded, match.end(), anchor, spoken=opening and mark == "@" and not space):
        return
    if mark[0] in "@＠" and (space or mark != mark.strip()) and not opening and not _names_follow(text, match.end()):
        return
    if mark[0] in "#＃" and _is_rank(text, folded, first, match.end(), int(digits), names):
        return
    if mark[0] == "№" and not opens(folded, first) and word_before(folded, first) not in _POINTING:
        return
    strong = opening or mark[0] not in "#＃"
    role = _role(text, folded, first, match.end(), opening=opening)
    yield _mention(text, folded, first, match.end(), digits, strong=strong, role=role, opening=opening)
    yield from _list(text, folded, match.end(), anchor, role)


def _list(text: str, folded: str, end: int, anchor: bool, role: Role) -> Iterator[Mention]:
    """The further numbers of ``>>1,3-5`` or ``@12, 15 and 18``; of a range both ends."""
    held: list[Mention] = []
    for _ in range(40):
        more = _NEXT.match(folded, end)
        if not more or not _ends(text, folded, more.end(), anchor):
            break
        if more[1] == "," and len(more[2]) == 3 and folded[end : end + 1] == "," and folded[end + 1 : end + 2].isdigit():
            break  # a thousands mark
        held.append(_mention(text, folded, more.start(2), more.end(2), more[2], role=role))
        end = more.end()
    if held and (anchor or _LIST_END.match(folded, end)):
        yield from held


def _worded(text: str, folded: str, match: re.Match[str]) -> Iterator[Mention]:
    if not _ends(text, folded, match.end(), False):
        return
    number = int(match["n"])
    bare_post = (
        match["word"] in ("post", "posts", "message", "messages", "response", "reply", "antwort", "nachricht", "ответ", "com")
        and not match["mark"]
    )
    if bare_post and (number > 1900 or word_before(folded, match.start()) in ("the", "first", "last")):
        return
    yield _mention(text, folded, match.start(), match.end(), match["n"], strong=not bare_post)
    yield from _list(
        text, folded, match.end(), False, _role(text, folded, match.start(), match.end(), opening=opens(folded, match.start()))
    )


def _numbered(text: str, folded: str, match: re.Match[str]) -> Iterator[Mention]:
    start, end = match.start(), match.end()
    if not _ends(text, folded, end, False):
        return
    before = word_before(folded, start)
    plain = match["word"] == "no"
    if before and before not in TOWARD:
        return  # "Channel No. 5", "Resolution No. 2254", "the No. 1"
    if plain and not (opens(folded, start) and _LIST_END.match(folded, end)):
        return
    if not before and not opens(folded, start):
        return
    behind = word_behind(folded, end)
    if int(match["n"]) <= _RANKS and behind and behind not in THIRD_PERSON and not text[end : end + 1].strip():
        return
    yield _mention(text, folded, start, end, match["n"], strong=not plain)


def _ends(text: str, folded: str, end: int, anchor: bool, *, spoken: bool = False) -> bool:
    """Whether the number ends here as a reference would: no digits, unit, share, time or price behind it."""
    behind = text[end : end + 1]
    if behind and (behind.isalnum() or behind == "_") and not IS_CJK.match(behind):
        return False
    if behind and text.startswith(_CJK_UNITS, end):
        return False
    if not anchor and _AFTER_BAD.match(text, end) and not (text[end : end + 1] == "," and _NEXT.match(folded, end)):
        return False
    behind_word = word_behind(folded, end)
    if anchor or behind_word not in UNITS or text[end : end + 1] in "\n":
        return True
    return spoken and behind_word not in _CLOCK  # "@12 second that": spoken to at the beginning of a line


def _is_rank(text: str, folded: str, start: int, end: int, number: int, names: frozenset[str]) -> bool:
    """``the #1 reason``, ``#1 priority``: a rank, not a comment."""
    before = word_before(folded, start)
    if before in ARTICLES:
        return True
    behind = word_behind(folded, end)
    if behind in names:
        return False
    plain = bool(behind) and behind not in THIRD_PERSON and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
    if number <= _RANKS and plain and not opens(folded, start):
        return True
    return bool(before) and before not in _POINTING and number <= 10 and not opens(folded, start) and not in_brackets(text, start, end)


def _without_enumeration(found: list[Mention], text: str) -> list[Mention]:
    """``#1 ... #2 ... #3`` at the beginnings of lines: a list of one's own points, not of comments."""
    points = [m for m in found if text[m.start] in "#＃" and m.opens]
    if len(points) >= 3 and [m.number for m in points[:3]] == [1, 2, 3]:
        return [m for m in found if m not in points]
    return found


def _names_follow(text: str, end: int) -> bool:
    rest = text[end : end + 3].lstrip(" ")
    return not rest or rest[0].isalpha() or rest[0] in ",:;)-.\n"


def _role(text: str, folded: str, start: int, end: int, *, opening: bool) -> Role:
    if opening:
        return Role.ADDRESS
    if in_brackets(text, start, end):
        return Role.MENTION
    before = word_before(folded, start)
    if before in ("with", "mit", "avec", "con", "met", "com", "с", "со") or text[start : start + 1] in ">＞":
        return Role.ADDRESS
    if before in TOWARD or before in ("in", "im", "dans", "en", "nel", "no", "в") or word_behind(folded, end) in THIRD_PERSON:
        return Role.MENTION
    return Role.ADDRESS if text[start : start + 1] in "@＠" else Role.MENTION


def _mention(
    text: str,
    folded: str,
    start: int,
    end: int,
    digits: str,
    *,
    strong: bool = True,
    role: Role | None = None,
    opening: bool | None = None,
) -> Mention:
    opening = opens(folded, start) if opening is None else opening
    return Mention(
        start,
        end,
        ReferenceKind.NUMBER,
        number=int(digits),
        opens=opening,
        role=role or _role(text, folded, start, end, opening=opening),
        frame="mark" if not text[start].isalnum() else "word",
        strong=strong,
    )


def _without_overlaps(found: list[Mention]) -> list[Mention]:
    if len(found) < 2:
        return found
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
