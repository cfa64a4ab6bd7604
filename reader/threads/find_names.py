"""Names of the thread's people inside a text: marked, opening a paragraph, thanked, in the genitive, or simply named.

A name that is also an ordinary word, or very short, counts only where the sentence leaves no doubt that a person is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.model.discussion import ReferenceKind, Role
from reader.threads.frames import (
    AGREE,
    DEFINITE,
    SPEAKING,
    THIRD_PERSON,
    TOWARD,
    aside,
    closes,
    in_brackets,
    opens,
    thanked,
    word_before,
    word_before_article,
    word_behind,
)
from reader.threads.language import words
from reader.threads.languages import HONORIFICS, either
from reader.threads.mention import Mention, View
from reader.threads.people import Alias, People
from reader.threads.words import IS_CJK, STOP, place, writes_small

_MOST = 300
_WINDOW = 90
_COMPOUND_BEFORE = "#/_.&=+\\~$"
_LETTER_SIGN = re.compile(r"[@＠]\d{0,6}[^\W\d_]|\.[^\W\d_]|[_/\\=~][^\W_]|-[^\W_]|://")
_BESIDE = re.compile(r"[ \t]?[,:(@]?[ \t]?@?")
_ONE_BEFORE = re.compile(r"(\S+)[ ]$")
_ONE_BEHIND = re.compile(r"[ ]([^\W\d_]+)")
_NUMBER_BEHIND = re.compile(r"[ \t]?[@＠#№(]{1,2}[ \t]?\d{1,6}(?![\w%])|[ \t]\d{1,4}(?![\w%:]|[.,]\d)")
_AGREE_ENDS = frozenset(phrase.split()[-1] for phrase in AGREE)
_AGREED = re.compile(rf"(?<![^\W_])(?:{either(AGREE)})[\s,]*(?:(?:{'|'.join(sorted(DEFINITE))})\s)?$")
_HONORIFIC = re.compile("|".join(map(re.escape, HONORIFICS)))
_SHORT_TOWARD = frozenset(
    words("with as by from like per via thank thanks agree mit wie von laut avec par comme selon con según por da secondo met volgens с от")
)
_CASES = re.compile("[а-яё]", re.IGNORECASE)
"""Where names have cases, "Олегу:" may be the one spoken to."""
_FINITE = frozenset(words("is was has had says said wrote writes thinks thought ist war hat sagt schreibt est a dit es dijo è ha é heeft"))
_AND = frozenset(words("e en et and und y и or & + oder ou"))


def find_names(view: View, people: People, ordinary: Callable[[Alias], bool], numbers: list[Mention]) -> list[Mention]:
    """Every mention of a person by name. ``ordinary`` tells the aliases that are everyday words of this thread; ``numbers`` are the marked
    numbers of the text: a word right beside one is a name if it can be.
    """
    hits = people.first_words.intersection(view.vocabulary)
    if not hits:
        return []
    found: list[Mention] = []
    beside_start, beside_end = {n.end for n in numbers}, {n.start for n in numbers}
    taken = 0
    for start, word in _spots(view.folded, hits):
        if start < taken:
            continue
        chosen, end = _longest(view.folded, start, word, people)
        if not chosen:
            continue
        beside = any(_BESIDE.fullmatch(view.text, e, start) for e in range(max(0, start - 3), start + 1) if e in beside_start) or any(
            _BESIDE.fullmatch(view.text, end, s) for s in range(end, end + 3) if s in beside_end
        )
        mention = _judge(view, people, chosen, start, end, ordinary, found, beside)
        if mention:
            found.append(mention)
            taken = end
    return found


def _spots(folded: str, hits: frozenset[str]) -> list[tuple[int, str]]:
    """Where the words stand as words of their own, in order (at most `_MOST` of each)."""
    found: list[tuple[int, str]] = []
    for word in hits:
        at = folded.find(word)
        for _ in range(_MOST):
            if at < 0:
                break
            end = at + len(word)
            if not (_continues(folded, at - 1, at - 2) or _continues(folded, end, end + 1)) or IS_CJK.match(word):
                found.append((at, word))
            at = folded.find(word, end)
    return sorted(found)


def _continues(folded: str, near: int, far: int) -> bool:
    """Whether the character at ``near`` (or an apostrophe there with a letter at ``far``) makes the word a longer one."""
    sign = folded[near : near + 1] if near >= 0 else ""
    if sign == "'":
        sign = folded[far : far + 1] if far >= 0 else ""
    return sign.isalnum() and not IS_CJK.match(sign)


def _longest(folded: str, start: int, word: str, people: People) -> tuple[list[Alias], int]:
    """The longest forms of names that begin here, and where they end."""
    forms = people.aliases[word]
    if len(forms[0].words) == 1:
        return list(forms), start + len(word)
    window = place(folded[start : start + _WINDOW])
    fitting = [a for a in forms if window.words[: len(a.words)] == a.words]
    if not fitting:
        return [], start
    length = len(fitting[0].words)
    return [a for a in fitting if len(a.words) == length], start + window.ends[length - 1]


def _judge(
    view: View,
    people: People,
    aliases: list[Alias],
    start: int,
    end: int,
    ordinary: Callable[[Alias], bool],
    earlier: list[Mention],
    beside: bool,
) -> Mention | None:
    text, folded = view.text, view.folded
    marked = text[start - 1 : start] in ("@", "＠") and not text[max(0, start - 2) : start - 1].isalnum()
    before = text[start - 1 : start]
    if (
        (before and before in _COMPOUND_BEFORE)
        or (before == "-" and text[start - 2 : start - 1].isalnum())
        or (before in ("@", "＠") and not marked)
    ):
        return None
    if _LETTER_SIGN.match(text, end) or text[end : end + 1] == "_":
        return None
    name = text[start:end]
    if text[end : end + 1] == "." and any(name + "." in people.spellings[a.person] for a in aliases):
        name, end = name + ".", end + 1
    genitive = (aliases[0].genitive and not _CASES.match(name)) or (
        text[end : end + 1] in ("'", "’") and text[end - 1 : end] in "sxzSXZ" and not text[end + 1 : end + 2].isalnum()
    )
    frame = _frame(view, start - marked, end, marked, genitive, earlier)
    exact = any(name.split("'")[0].split("’")[0] in people.spellings[a.person] for a in aliases)
    if beside and not (all(w in STOP for w in aliases[0].words) and not exact):
        frame = "beside" if frame != "mark" else frame
    elif not _counts(view, aliases, name, start, end, frame, exact, ordinary):
        return None
    how = aliases[0].how if aliases[0].how != "name" else ("name" if exact else "case")
    begins = frame == "start" and exact and not text[:start].strip()
    address = frame in ("mark", "opening", "thanks", "aside", "joined") or begins
    return Mention(
        start - marked,
        end,
        ReferenceKind.AUTHOR,
        persons=tuple(dict.fromkeys(a.person for a in aliases)),
        name=name,
        how=how,
        frame=frame,
        opens=opens(folded, start - marked),
        role=Role.ADDRESS if address else Role.MENTION,
        strong=marked or frame == "opening",
    )


def _frame(view: View, start: int, end: int, marked: bool, genitive: bool, earlier: list[Mention]) -> str:
    text, folded = view.text, view.folded
    behind = word_behind(folded, end)
    if marked:
        return "mark"
    if genitive:
        return "genitive"
    if _HONORIFIC.match(text, end):
        return "opening" if opens(folded, start) else "honorific"
    before = word_before_article(folded, start)
    if before in _AND and earlier and earlier[-1].role is Role.ADDRESS and start - earlier[-1].end < 12:
        return "joined"
    if thanked(folded, start):
        return "thanks"
    if opens(folded, start):
        if _AGREED.search(folded, max(0, start - 40), start):
            return "agree"
        if closes(text, end) and behind not in THIRD_PERSON - {"i", "also"}:
            return "opening"
        if behind in ("re", "ref", "regarding") or behind in SPEAKING or _number_follows(text, end):
            return "opening"
        if behind in THIRD_PERSON:
            return "third"
        return "agree" if before in ("with", "mit", "avec", "con", "met", "com", "с") else "start"
    if aside(text, start, end):
        return "aside"
    if in_brackets(text, start, end):
        return "brackets"
    if before in TOWARD or (before in _AGREE_ENDS and _AGREED.search(folded, max(0, start - 40), start)):
        return "toward"
    if behind in THIRD_PERSON:
        return "third"
    return "plain"


def _counts(
    view: View, aliases: list[Alias], name: str, start: int, end: int, frame: str, exact: bool, ordinary: Callable[[Alias], bool]
) -> bool:
    """Whether the word is a person here, and not the everyday word or somebody else of that name."""
    text, folded = view.text, view.folded
    if frame == "mark":
        return True
    if IS_CJK.match(name):
        return frame in ("honorific", "opening") or (len(name) >= 3 and not IS_CJK.match(text[end : end + 1] or " "))
    if aliases[0].how == "shared":
        return exact and frame in ("opening", "thanks")
    if aliases[0].how == "part":
        spoken = frame in ("opening", "thanks") and not any(ordinary(a) for a in aliases)
        return spoken and (name[:1].isupper() or writes_small(text))
    if aliases[0].how == "initials":
        return name.isupper() and frame == "thanks"
    if sum(map(len, aliases[0].words)) <= 2 and len(aliases[0].words) > 1:
        return exact and "." in name  # "J.T."
    if len(aliases[0].words) == 1 and (len(name.rstrip("'’s")) <= 2 or len(aliases[0].words[0]) <= 2):
        return _tiny_counts(view, name, start, end, frame, exact)
    everyday = all(ordinary(a) for a in aliases)
    if not everyday and _number_follows(text, end) and not _neighbours(text, folded, start, end):
        return True
    beside = _neighbours(text, folded, start, end, genitive=frame == "genitive")
    if beside and frame not in ("opening", "thanks") and not (frame == "start" and exact and _calls(aliases[0], text, name, start, end)):
        return False
    if everyday:
        spoken = (
            frame in ("opening", "thanks", "aside") and (exact or frame == "opening") and (aliases[0].how != "short" or name[:1].isupper())
        )
        if exact and frame == "third" and word_behind(folded, end) in _FINITE and _begins_clause(text, start):
            return True  # "Mark, may is right": no verb stands before a verb
        return spoken or (exact and aliases[0].how != "short" and name[:1].isupper() and frame in ("genitive", "third", "toward", "agree"))
    lowered = name[:1].islower() and not exact
    if lowered and frame in ("plain", "start") and not writes_small(text):
        return aliases[0].how == "name" and _distinctive(name)
    if frame == "plain" and aliases[0].how == "short":
        return name[:1].isupper() or (len(name) >= 5 and writes_small(text))
    return True


def _calls(alias: Alias, text: str, name: str, start: int, end: int) -> bool:
    """ "anna.k Gladly": a whole handle that opens a comment, with a new sentence behind it."""
    if text[:start].strip() or alias.how != "name":
        return False
    plain = name.isalpha() and name[:1].isupper()
    behind = _ONE_BEHIND.match(text, end)
    return not plain or (behind is not None and text[behind.end() : behind.end() + 1] in (".", "!", "?", "…", ",", ":", ""))


def _begins_clause(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start].rstrip(" ")
    return not before or before[-1] in ",;:.!?…\n(–—"


def _tiny_counts(view: View, name: str, start: int, end: int, frame: str, exact: bool) -> bool:
    """One or two letters: "b" must be spoken to, own something, say something, or be who somebody agrees with."""
    text, folded = view.text, view.folded
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return False
    if frame in ("opening", "thanks", "joined"):
        return (
            text[end : end + 1] not in (")", "-", ".")
            or text[end : end + 2] == ".."
            or (exact and text[end : end + 1] == "." and frame != "opening")
        )
    if any(c.isdigit() for c in name):
        return exact and frame in ("genitive", "toward", "third", "start", "aside")
    if not exact and name[:1] != name[:1].lower():
        return False
    before = word_before(folded, start)
    if name.rstrip("'’s") in STOP and not exact:
        return False
    if frame == "genitive":
        return exact or name[:1].islower()
    if frame in ("toward", "agree", "start"):
        return before in _SHORT_TOWARD and text[end : end + 1] not in ")-/"
    return (
        frame in ("third", "aside")
        and exact
        and before not in ("plan", "option", "point", "vitamin", "type", "class", "section", "hepatitis", "team", "grade")
    )


def _neighbours(text: str, folded: str, start: int, end: int, *, genitive: bool = False) -> bool:
    """Whether a capitalised word stands right beside it, as in "Ron Paul" or "Dean Smith": somebody else's full name."""
    before = _ONE_BEFORE.search(text, max(0, start - 24), start)
    if before:
        word = before[1].strip("\"'“‘(")
        ahead = start - len(before[0])
        begins = ahead <= 0 or text[max(0, ahead - 4) : ahead].rstrip(" ")[-1:] in (".", "!", "?", "\n", "", ":", "…", '"', "“")
        low = word.lower()
        if word[:1].isupper() and word.isalpha() and not begins and low not in STOP and low not in TOWARD:
            return True
        if word[:1].isupper() and word.isalpha() and begins and low not in STOP | TOWARD | SPEAKING and not opens(folded, start):
            return True
    behind = _ONE_BEHIND.match(text, end, end + 24)
    if behind and not genitive:
        word = behind[1]
        return (
            len(word) > 1
            and word[:1].isupper()
            and word.lower() not in STOP
            and word.lower() not in SPEAKING
            and word.lower() not in THIRD_PERSON
        )
    return False


def _distinctive(name: str) -> bool:
    return any(c.isdigit() for c in name) or len(name) >= 7


def _number_follows(text: str, end: int) -> bool:
    return _NUMBER_BEHIND.match(text, end, end + 12) is not None
