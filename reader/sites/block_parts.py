"""Learns where the blocks of a group keep author, date, text and number, by comparing all of them, and reads each block so.

A *slot* is the path of kinds from the block down to an element. A slot that most blocks fill with a short text that differs from
block to block, that is named for people, or that links to a profile, holds the author; the slot that holds most of the words holds
the text. Buttons, counters, toolbars, signatures and profile columns are left out of texts.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from reader.sites.outline import TEXT, Outline
from reader.sites.repeated_blocks import Block, BlockGroup, kind_of, path_to
from reader.sites.written_dates import find_date

Slot = tuple[str, ...]

_PERSON = re.compile(
    r"(?:comment|post|message|display|nick|real|screen|full)_?name|author|autor|auteur|autore|user|(?:^|[^a-z])(?:nick|name|"
    r"poster|member|profile|vcard|fn|byline|by|who|writer|creator|"
    r"person|nombre|nom|sender|"
    r"commenter|owner|handle|login)(?:name|link)?(?![a-z])|(?:^|[^a-z])from(?![a-z])|comment_?by|posted_?by|username"
)
_NOT_PERSON = re.compile(
    r"title(?!s)|subject|posts(?![a-z])|(?:^|[^a-z])ip(?![a-z])|registered|cite|date|time|count|reply|answer-link|action|edit|"
    r"rank|location|group|badge|vote|score|karma|like|share|"
    r"report|button|btn|permalink|"
    r"number|num(?![a-z])|icon|status|role|joined|tool|menu|signature|quote|avatar|says|label|email|website|body|content|"
    r"message-text|text(?![a-z])|stat"
)
_PROFILE = re.compile(
    r"/(?:users?|u|profiles?|members?|author|people|person|membre|usuario|benutzer|mitglied)/|[?&;](?:u|uid|user|user_?id|author|"
    r"member)=|profile|"
    r"member(?:list)?\.php|showuser|userinfo|/@[^/]+/?$|/~\w+/?$|action=profile|user\.php|/user[/?]|membre",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:#?\d[\d.,]*|repl(?:y|ies|y to (?:this|comment).*|y with quote)?|antworten?|répondre|responder|rispondi|beantwoorden|"
    r"ответить|quote|zitat|zitieren|"
    r"report|melden|signaler|denunciar|permalink|link|parent|edit(?:ed)?|delete|like|likes?|share|teilen|up|down|flag|hide|show|"
    r"more|top|website|web|home|"
    r"profile|pm|email|e-mail|says|said|wrote|sagt|schrieb|dit|a dit|dice|escribió|ha scritto|zegt|by|von|from|par|author|op|"
    r"guest|online|offline|new|"
    r"posted|comment|link to this|log in.*|sign in.*|register.*|anmelden.*|avatar|member|admin|administrator|moderator|senior "
    r"member|junior member|"
    r"joined|posts?|location|messages?|logged|[^\W\d_ ][\w ]{1,20}:\s?[\d,.]+|\W*)$",
    re.IGNORECASE,
)
_UI = re.compile(
    r"(?:^|[^a-z])(?:repl(?:y|ies)(?!.*(?:body|text|content))|actions?|buttons?|btn|btns|tools?|toolbar|votes?|voting|rating|"
    r"ratings|karma|likes?|share|sharing|social|report|"
    r"flag|signature|sig|avatars?|gravatar|profile|postprofile|userinfo|user-?info|userdetails|poster_?info|controls?|permalink|"
    r"edit-?link|footer-?links|"
    r"reactions?|dropdown|menu|moderat\w*|awards?|badges?|sr-only|screen-reader-text|visually-hidden|meta|metadata|header|head|"
    r"info|byline|toggle|collapse-?link|breadcrumbs?)(?:$|[^a-z])"
)
_BODY = re.compile(
    r"(?:^|[^a-z])(?:body|text|content|message|msg|texte|texto|testo|excerpt|post_?message|postmsg|post_?text|comment_?text|"
    r"entry|userContent|bbwrapper|inhalt|"
    r"description|markdown|md|says|quote-?able|prose|copy)(?:$|[^a-z])|commenttext|commentbody|commentcontent|postbody|posttext|"
    r"messagetext|comment-texte",
    re.IGNORECASE,
)
_STRONG_BODY = re.compile(
    r"(?:comment|post|msg|message|reply|kommentar|forum)[-_]?(?:body|text|texte|content|message)|^text$|^description$|postmsg|"
    r"usercontent",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\W{0,2}(?:nr\.?|no\.?|post|comment|kommentar)?\s?[#№]?\s?(\d{1,6})\W{0,2}$", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"(?:posted|comment(?:ed)?|written|reply|submitted|geschrieben|verfasst|kommentar|publié|posté|écrit|escrito|publicado|"
    r"scritto|inviato|geplaatst)?\s*"
    r"(?:by|von|par|por|da|door|от|from)\s*:?\s*$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^\s*(?:says|said|wrote|writes|sagt|sagte|schrieb|schreibt|meint|a dit|dit|a écrit|dice|dijo|escribió|ha scritto|scrive|ha "
    r"detto|zegt|schreef|disse|"
    r"пишет|написал|skrev|sier|säger)\b",
    re.IGNORECASE,
)
_NOT_POSTED = re.compile(
    r"join|regist|member since|mitglied seit|inscri|edited|modified|bearbeitet|geändert|modifié|editado|last (?:seen|visit|"
    r"activity)|updated",
    re.IGNORECASE,
)
_IN_REPLY = re.compile(
    r"in (?:reply|response) to|repl(?:ying|ied) to|responded to|answering|antwort auf|als antwort|en réponse à|en respuesta a|in "
    r"risposta a|in antwoord op|в "
    r"ответ|reply to (?:post|comment|#)|respondendo a",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Parts:
    """What one block holds. ``body`` is page markup without buttons and counters; addresses are as written."""

    block: Block
    author: str | None = None
    author_url: str | None = None
    date_text: str = ""
    date_machine: str | None = None
    body: str = ""
    body_places: tuple[int, ...] = ()
    number: int | None = None
    site_id: str | None = None
    url: str | None = None
    avatar: str | None = None
    reply_to: str | None = None
    """Address or id that an explicit "in reply to" names."""
    body_amount: int = 0
    """Non-blank characters of the text; a picture counts as a few."""
    link_amount: int = 0
    """How many of them stand in links."""
    pingback: bool = False
    only_name: bool = False
    """The text is nothing but what was taken for the author's name: a headline, and no message."""


@dataclass(slots=True)
class _Seen:
    """What the blocks of a group have in one slot."""

    texts: list[str] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)
    points: float = 0.0


def read_parts(outline: Outline, group: BlockGroup) -> list[Parts]:
    """The parts of every block, in page order; blocks that hold nothing readable are there too, with empty parts."""
    shapes = [_shape(outline, group, block) for block in group.blocks]
    authors, sure = _author_slots(outline, group, shapes)
    dates = _date_slots(outline, shapes)
    found: list[Parts] = []
    taken: list[set[int]] = []
    for block, shape in zip(group.blocks, shapes, strict=True):
        parts = Parts(block)
        used: set[int] = set()
        _take_date(outline, parts, shape, dates, used)
        if not sure:
            parts.author = _author_in_line(outline, used, introduced=True)
        if parts.author is None:
            _take_author(outline, parts, shape, authors, used)
        found.append(parts)
        taken.append(used)
    _take_numbers(outline, found, shapes, taken)
    _take_bodies(outline, found, shapes, taken)
    for parts, shape in zip(found, shapes, strict=True):
        _take_names(outline, parts, shape)
    return found


def _shape(outline: Outline, group: BlockGroup, block: Block) -> list[tuple[int, Slot]]:
    """All places of a block with their slots, page order, at most a few thousand."""
    found: list[tuple[int, Slot]] = []
    for top in block.places:
        head: Slot = () if group.own_blocks else (kind_of(outline, top),)
        for place in outline.walk(top, block.nested):
            found.append((place, head + path_to(outline, top, place)))
            if len(found) >= 3000:
                return found
    return found


def _author_slots(outline: Outline, group: BlockGroup, shapes: list[list[tuple[int, Slot]]]) -> tuple[list[Slot], bool]:
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
                tag in _NO_AUTHOR
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
        labels = sum(bool(_LABEL.match(text)) for text in there.texts) / count
        if labels > 0.5:
            continue
        if count >= 3 and len(set(there.texts)) == 1:
            mean -= 3.0  # the same words everywhere: a label, or a thread of one person
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
    return outline.tags[place] in {"blockquote", "q"} or any(_QUOTE.search(word) for word in outline.words(place))


_QUOTE = re.compile(r"(?:^|[^a-z])(?:bb)?quote(?:box|block|main|content|header|d)?(?![a-z])")


_NO_AUTHOR = frozenset([TEXT, "time", "p", "blockquote", "button", "form", "ul", "ol", "table", "img", "br", "hr", "input"])


def _author_points(outline: Outline, block: Block, place: int, text: str) -> float:
    """What speaks for one element to hold the author's name."""
    points = 0.0
    tag = outline.tags[place]
    tops = set(block.places)
    current, weight = place, 3.0
    for _ in range(3):
        words = outline.words(current)
        if any(_NOT_PERSON.search(word) and not _PERSON_STRONG.search(word) for word in words):
            points -= 0.8 * weight
        elif any(_PERSON.search(word) for word in words):
            points += weight
        if current in tops:
            break
        weight *= 0.45
        current = outline.parents[current]
        if current < 0 or current in tops:
            break
    if tag == "a":
        href = outline.get(place, "href")
        points += 2.0 if _PROFILE.search(href) else 0.7 if href.startswith("http") else 0.0
        if href.startswith("#") or "javascript:" in href:
            points -= 1.5
    if tag in {"cite", "strong", "b", "h3", "h4", "h5", "dt"}:
        points += 1.0
    before, after = _around(outline, place)
    if _INTRODUCED.search(before):
        points += 2.0
    if _SAYS.match(after):
        points += 2.0
    if _SAYS.search(outline.text(place)[len(text) :]):
        points += 2.0
    if block.date is not None and _shares_line(outline, place, block.date):
        points += 1.0
    if _LABEL.match(text):
        points -= 4.0
    if len(text) > 35:
        points -= 1.0
    if text.count(" ") > 4:
        points -= 1.5
    return points


def _shares_line(outline: Outline, place: int, date: int) -> bool:
    """Whether an element stands in the same short line as the date."""
    parent = outline.parents[place]
    return outline.amount(parent) <= 160 and parent < date < outline.ends[parent]


_PERSON_STRONG = re.compile(r"author|username|user-name|poster-?name|display-?name|^fn$")


def _around(outline: Outline, place: int) -> tuple[str, str]:
    """Short text directly before and behind an element."""
    before, after = "", ""
    step = place - 1
    parent = outline.parents[place]
    while step > parent and step > place - 6:
        if outline.tags[step] == TEXT and outline.texts[step].strip():
            before = outline.texts[step][-60:]
            break
        step -= 1
    step = outline.ends[place]
    while step < min(len(outline.tags), outline.ends[place] + 6):
        if outline.tags[step] == TEXT and outline.texts[step].strip():
            after = outline.texts[step][:60]
            break
        step += 1
    return before, after


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
    return text.strip(" \t|·•»«—–,;")


def _date_slots(outline: Outline, shapes: list[list[tuple[int, Slot]]]) -> list[Slot]:
    """Slots that hold the date of writing, best first."""
    count: Counter[Slot] = Counter()
    bonus: dict[Slot, float] = defaultdict(float)
    for shape in shapes:
        seen: set[Slot] = set()
        for place, slot in shape:
            if slot in seen or not _dated(outline, place):
                continue
            seen.add(slot)
            count[slot] += 1
            before, _ = _around(outline, place)
            text = outline.text(place)
            names = " ".join(outline.words(place if outline.tags[place] != TEXT else outline.parents[place]))
            if _NOT_POSTED.search(before) or _NOT_POSTED.search(text[:30]) or _NOT_POSTED.search(names):
                bonus[slot] -= 1.0
            if outline.tags[place] != TEXT:
                bonus[slot] += 0.3
    return sorted(count, key=lambda slot: -(count[slot] + bonus[slot]))[:4] if count else []


def _dated(outline: Outline, place: int) -> bool:
    if outline.tags[place] == TEXT:
        return find_date(outline.texts[place].strip()) is not None
    if outline.tags[place] in {"time", "relative-time"}:
        return True
    attributes = outline.attributes[place]
    return (
        "datetime" in attributes
        or attributes.get("itemprop", "").startswith("date")
        or "data-time" in attributes
        or "data-timestamp" in attributes
    )


def _take_date(outline: Outline, parts: Parts, shape: list[tuple[int, Slot]], slots: list[Slot], used: set[int]) -> None:
    by_slot: dict[Slot, int] = {}
    for place, slot in shape:
        if slot in slots and slot not in by_slot and _dated(outline, place):
            by_slot[slot] = place
    for slot in slots:
        if slot not in by_slot:
            continue
        place = by_slot[slot]
        before, _ = _around(outline, place)
        if _NOT_POSTED.search(before) and len(by_slot) > 1:
            continue
        text = outline.text(place) if outline.tags[place] != TEXT else outline.texts[place].strip()
        span = find_date(text)
        parts.date_text = " ".join(text[span[0] : span[1]].split()) if span else text[:80]
        parts.date_machine = _machine(outline, place)
        if outline.amount(place) <= 120 or span:
            used.add(place)
        return


def _machine(outline: Outline, place: int) -> str | None:
    """A machine time at the date or at the elements directly around it."""
    current = place
    for _ in range(3):
        attributes = outline.attributes[current]
        for name in ("datetime", "content", "title", "data-time", "data-timestamp"):
            value = attributes.get(name, "").strip()
            if re.match(r"\d{4}-\d\d-\d\d|\d{10}(?:\d{3})?$", value):
                return value
        current = outline.parents[current]
        if current < 0 or outline.amount(current) > 120:
            return None
    return None


def _take_author(outline: Outline, parts: Parts, shape: list[tuple[int, Slot]], slots: list[Slot], used: set[int]) -> None:
    first: dict[Slot, int] = {}
    for place, slot in shape:
        if slot in slots and slot not in first and 0 < outline.amount(place) <= 60:
            first[slot] = place
    for slot in slots:
        if slot not in first:
            continue
        place = first[slot]
        name = _name(outline.text(place))
        if not name or find_date(name) or _LABEL.match(name):
            continue
        used.add(place)
        inner = next((item for item in outline.walk(place) if outline.tags[item] == "a"), None)
        linked = _name(outline.text(inner)) if inner is not None else ""
        parts.author = linked if linked and name.startswith(linked) and not any(map(str.isalpha, name[len(linked) :])) else name
        link = inner if inner is not None else outline.parents[place] if outline.tags[outline.parents[place]] == "a" else None
        if link is not None:
            parts.author_url = outline.get(link, "href") or None
        return
    parts.author = _author_in_line(outline, used) or _author_in_words(outline, shape, used)


def _author_in_line(outline: Outline, used: set[int], *, introduced: bool = False) -> str | None:
    """The author out of a line such as "Posted by: Mina | 3 May 2011" or "Mina, 3 May 2011"; ``introduced``: only behind "by"."""
    place = next(iter(used), None)
    if place is None:
        return None
    for _ in range(3):
        text = outline.text(place) if outline.tags[place] != TEXT else " ".join(outline.texts[place].split())
        if len(text) > 200:
            return None
        span = find_date(text)
        if span:
            for side in (text[: span[0]], text[span[1] :]):
                name = _line_name(side, introduced=introduced)
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


def _author_in_words(outline: Outline, shape: list[tuple[int, Slot]], used: set[int]) -> str | None:
    """The author out of a short element that says "Comment by Mina" or "Mina says:"."""
    for place, _ in shape:
        if outline.tags[place] == TEXT or not 3 < outline.amount(place) <= 90:
            continue
        text = outline.text(place)
        found = _BYLINE.match(text) or _SPOKEN.match(text)
        name = _line_name(re.split(r"\s[—–|·•-]\s", found[1])[0]) if found else None
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


def _line_name(side: str, *, introduced: bool = False) -> str | None:
    side = re.split(r"\s[|·•»]\s", side.strip(" \t|·•»«—–-,;:()[]#"))[0]
    for _ in range(3):
        side = _LINE_ENDS.sub("", side).strip(" \t|·•»«—–-,;:()[]#")
    behind = re.search(r"(?:^|\s)(?:by|von|par|por|da|door|от)\s*:?\s+(.+)$", side, re.IGNORECASE)
    if introduced and behind is None:
        return None
    name = _name(behind[1] if behind else side)
    if not name or len(name) > 40 or name.count(" ") > 3 or _LABEL.match(name) or not any(letter.isalpha() for letter in name):
        return None
    return None if re.match(r"^(?:posted|comment(?:ed)?|written|geschrieben|publié|at|on|am|le|uhr)$", name, re.IGNORECASE) else name


def _take_numbers(outline: Outline, found: list[Parts], shapes: list[list[tuple[int, Slot]]], taken: list[set[int]]) -> None:
    """Printed numbers: a slot that holds a number in most blocks, always rising or always falling."""
    held: dict[Slot, dict[int, tuple[int, int]]] = defaultdict(dict)
    for index, shape in enumerate(shapes):
        for place, slot in shape:
            if outline.tags[place] == TEXT or outline.amount(place) > 14 or index in held[slot]:
                continue
            match = _NUMBER.match(outline.text(place))
            if match:
                held[slot][index] = (int(match[1]), place)
    for _slot, numbers in sorted(held.items(), key=lambda pair: -len(pair[1])):
        values = [value for value, _ in numbers.values()]
        if len(values) < 2 or len(values) < 0.6 * len(shapes):
            continue
        steps = [right - left for left, right in itertools.pairwise(values)]
        if all(0 < step <= 40 for step in steps) or all(-40 <= step < 0 for step in steps):
            for index, (value, place) in numbers.items():
                found[index].number = value
                taken[index].add(place)
            return


def _take_bodies(outline: Outline, found: list[Parts], shapes: list[list[tuple[int, Slot]]], taken: list[set[int]]) -> None:
    """The text of each block: out of the slot that holds the words, else all that is left."""
    slot = _body_slot(outline, shapes, taken)
    for parts, shape, used in zip(found, shapes, taken, strict=True):
        if slot is not None:
            places = [place for place, its in shape if its == slot and outline.tags[place] != TEXT]
            places = outline.outermost(places)
            if places:
                without = parts.block.nested | _furniture(outline, places, parts.block.nested)
                _set_body(outline, parts, tuple(places), without)
                continue
        without = (
            parts.block.nested
            | frozenset(used)
            | _furniture(outline, parts.block.places, parts.block.nested)
            | _date_lines(outline, parts, used)
        )
        _set_body(outline, parts, parts.block.places, without)


def _set_body(outline: Outline, parts: Parts, places: tuple[int, ...], without: frozenset[int]) -> None:
    parts.body = outline.html(places, without)
    parts.body_places = places
    parts.only_name = (
        parts.author is not None and len(places) == 1 and outline.amount(places[0]) < 200 and outline.text(places[0]) == parts.author
    )
    in_link = -1
    for top in places:
        for place in outline.walk(top, without):
            tag = outline.tags[place]
            if tag == "a":
                in_link = max(in_link, outline.ends[place])
            elif tag == "img":
                parts.body_amount += 4
            elif tag == TEXT:
                parts.body_amount += outline.amount(place)
                if place < in_link:
                    parts.link_amount += outline.amount(place)


def _body_slot(outline: Outline, shapes: list[list[tuple[int, Slot]]], taken: list[set[int]]) -> Slot | None:
    amounts: Counter[Slot] = Counter()
    blocks: Counter[Slot] = Counter()
    hints: dict[Slot, float] = defaultdict(float)
    barred: Counter[Slot] = Counter()
    total = 0
    for shape, used in zip(shapes, taken, strict=True):
        seen: set[Slot] = set()
        around = {parent for place in used for parent in outline.ancestors(place)}
        inner_end = -1
        for place, slot in shape:
            if outline.tags[place] == TEXT:
                total += outline.amount(place)
                continue
            if place in around or place in used:
                barred[slot] += 1
                continue
            if place < inner_end and slot in seen:
                continue
            amounts[slot] += outline.amount(place)
            inner_end = max(inner_end, outline.ends[place])
            if slot not in seen:
                seen.add(slot)
                blocks[slot] += 1
                hints[slot] += _body_hint(outline, place)
    best: tuple[float, Slot] | None = None
    for slot, amount in amounts.items():
        share = blocks[slot] / len(shapes)
        if share < 0.5 or barred[slot] > 0.2 * blocks[slot]:
            continue
        hint = hints[slot] / blocks[slot]
        weight = amount / max(1, total)
        score = weight * (1 + 0.35 * hint) * min(1.0, share + 0.05) + 0.12 * hint
        if (weight > 0.45 or hint >= 1 or (hint >= 0.5 and weight > 0.25)) and (best is None or score > best[0] + 1e-9):
            best = (score, slot)
    return best[1] if best else None


def _body_hint(outline: Outline, place: int) -> float:
    words = outline.words(place)
    if any(_STRONG_BODY.search(word) for word in words):
        return 1.5
    if any(_UI.search(word) and not _BODY.search(word) for word in words):
        return -1.0
    if any(_BODY.search(word) for word in words):
        return 1.0
    return -0.5 if outline.tags[place] in {"p", "li", "a", "span", "ul"} else 0.0


def _furniture(outline: Outline, places: tuple[int, ...] | list[int], nested: frozenset[int]) -> frozenset[int]:
    """Places of buttons, counters, toolbars, signatures and edit notes inside a body."""
    found: set[int] = set()
    for top in places:
        for place in outline.walk(top, nested):
            tag = outline.tags[place]
            if place == top or tag == TEXT:
                continue
            words = outline.words(place)
            if (
                tag in {"button", "form", "input", "label"}
                or (
                    words
                    and any(_UI.search(word) for word in words)
                    and not any(_STRONG_BODY.search(word) for word in words)
                    and _is_small(outline, place, top)
                )
                or (
                    tag == "a"
                    and outline.amount(place) < 25
                    and _LABEL.match(outline.text(place))
                    and not outline.text(place).strip("# ").isdigit()
                )
            ):
                found.add(place)
    return frozenset(found)


def _is_small(outline: Outline, place: int, top: int) -> bool:
    return outline.amount(place) * 2 < max(outline.amount(top), 1) or outline.amount(place) < 60


def _date_lines(outline: Outline, parts: Parts, used: set[int]) -> frozenset[int]:
    """The elements that hold date and author and nothing else but joining words: their line is no text of the comment."""
    found: set[int] = set()
    tops = set(parts.block.places)
    taken = frozenset(used)
    for place in used:
        current = place
        while outline.parents[current] >= 0 and current not in tops:
            parent = outline.parents[current]
            if parent in tops and len(tops) == 1:
                break
            rest = outline.text(parent, taken)
            named = any(_UI.search(word) for word in outline.words(parent))
            if len(rest) > 160 or not (_JOINING.match(rest) or (named and len(rest) <= 30)):
                break
            current = parent
        found.add(current)
    return frozenset(found)


_JOINING = re.compile(
    r"^(?:\W|\d|(?<![^\W\d_])(?:posted|comment(?:ed)?|written|submitted|left|by|on|at|in|the|from|says?|said|wrote|writes|"
    r"replied|von|am|um|uhr|schrieb|sagt|meint|"
    r"kommentar|geschrieben|verfasst|par|le|à|de|dit|écrit|publié|por|el|las?|dice|dijo|escribió|di|il|alle|ha|scritto|detto|op|"
    r"om|zegt|schreef|"
    r"permalink|link|reply|report|quote|am|pm|date|author|name|no|nr|#)(?![^\W\d_]))*$",
    re.IGNORECASE,
)


def _take_names(outline: Outline, parts: Parts, shape: list[tuple[int, Slot]]) -> None:
    """Id, address, picture and "in reply to" of a block."""
    body = range(0)
    if parts.body_places and parts.body_places != parts.block.places:
        body = range(parts.body_places[0], outline.ends[parts.body_places[-1]])
    parts.pingback = any(re.search(r"(?:^|[^a-z])(?:pingback|trackback)", word) for word in outline.words(parts.block.places[0]))
    parts.site_id = _site_id(outline, parts.block, shape)
    for place, _ in shape:
        tag = outline.tags[place]
        if tag == "img" and parts.avatar is None and place not in body:
            parts.avatar = outline.get(place, "src") or None
        if tag != "a" or place in body:
            continue
        href = outline.get(place, "href")
        before, _after = _around(outline, place)
        text = outline.text(place)
        if parts.reply_to is None and (
            _IN_REPLY.search(before[-40:]) or _IN_REPLY.search(text) or "in-reply-to" in outline.get(place, "rel")
        ):
            parts.reply_to = href or None
        if parts.url is None and parts.site_id and "#" in href and parts.site_id in href.rsplit("#", 1)[1] and "respond" not in href:
            parts.url = href
    for name in ("data-parent-id", "data-parent", "data-parentid", "data-reply-to", "data-in-reply-to", "data-parent-comment-id"):
        value = outline.get(parts.block.places[0], name)
        if value and parts.reply_to is None:
            parts.reply_to = value


def _site_id(outline: Outline, block: Block, shape: list[tuple[int, Slot]]) -> str | None:
    """The page's own id of a block: its data or id attribute, else the first named anchor or numbered id inside."""
    for top in block.places[:3]:
        for name in ("data-comment-id", "data-commentid", "data-post-id", "data-postid", "data-message-id", "data-id", "id"):
            value = outline.get(top, name)
            match = _ID.search(value)
            if match:
                return match[1]
    for place, _ in shape[:60]:
        name = outline.get(place, "id") or (outline.get(place, "name") if outline.tags[place] == "a" else "")
        match = _ID.search(name)
        if match:
            return match[1]
    return None


_ID = re.compile(r"^[A-Za-z_:-]{0,40}?((?:\d+[_-])*\d+|[0-9a-f]{8,40}(?:-[0-9a-f]{4,12}){0,4})(?:[-_][a-z]{1,12})?$")


def in_reply_to(text: str) -> bool:
    """Whether a text says that it answers another."""
    return bool(_IN_REPLY.search(text))
