"""What a group of repeated blocks is, and how much speaks for its blocks being the messages of a page."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from statistics import median

from reader.sites.block_words import PROFILE, SURE_PERSON
from reader.sites.outline import TEXT, Outline
from reader.sites.written_dates import find_date

COMMENT_NAME = re.compile(
    r"comment|kommentar|commentaire|comentario|comentário|commento|commenti|reacti(?:e|on)s?(?![a-z])|respon[sd]|repl(?:y|ies)|"
    r"answer|antwort|"
    r"beitrag|guestbook|opinion|komment|komentar|комментар|yorum|feedback"
)


_MESSAGE = re.compile(
    r"(?:^|[^a-z])(?:post|message|msg|article|entry|topic|thread|note)(?:s|row|bit|box|item|list|container|wrapper)?(?![a-z])|"
    r"forum|blockpost|posting"
)


_FORUM = re.compile(
    r"(?:^|[^a-z])(?:post|message|msg|topic|thread)(?:s|row|bit|box|item|list|container|wrapper)?(?![a-z])|forum|blockpost|posting"
)


_CHROME = re.compile(
    r"sidebar|widget|related|recent|latest|breadcrumb|menu|navbar|(?:^|[^a-z])nav(?:igation)?(?![a-z])|popular|trending|teaser|"
    r"promo|sponsor|blogroll|"
    r"ticker|tweet|twitter|instagram|(?:^|[^a-z])ads?(?![a-z])|advert|banner|cookie|newsletter|carousel|slider|(?:^|[^a-z])footer$|tagcloud|"
    r"archive-?list|similar|suggest"
)


_LATEST = re.compile(r"recent|latest|sidebar|widget|popular|neueste|letzte|derniers|ultim")


FORM_NAME = re.compile(r"comment-?form|respond$|reply-?form|post-?form|leave-?(?:a-)?(?:reply|comment)|new-?comment")


UNSTABLE_NAME = re.compile(
    r"^(?:odd|even|alt\d?|first|last|clearfix|clear|cf|bg#|row#|depth-?#|level-?#|lvl-?#|active|new|unread|read|op|thread-(?:odd|"
    r"even|alt)|"
    r"(?:w|h|p|m|mt|mb|ml|mr|mx|my|pt|pb|pl|pr|px|py|z|size|gap|top|left|right)-(?:#.*|auto|full|px|none|fit|screen|\[.*)|"
    r"(?:col|span|grid|flex|items|justify|self|rounded|leading|tracking|bg|border|"
    r"font|max|min)-.*|(?:sm|md|lg|xl|hover|dark|focus):.*|"
    r"text-(?:xs|sm|base|lg|#.*|xl|light.*|dark.*|left|right|center|justify|muted|secondary|primary|neutral.*|gray.*|black.*|white.*|pretty|\[.*)|"
    r"(?:inline-)?flex|block|inline|hidden|relative|absolute|grow|truncate)$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """One message: sibling subtrees ``places``, without the subtrees at ``nested`` that are messages of their own."""

    places: tuple[int, ...]
    nested: frozenset[int] = frozenset()
    date: int | None = None
    """Place of the element or text that holds the date."""


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """The messages of a page in page order, with what speaks for the group."""

    key: str
    blocks: tuple[Block, ...]
    score: float
    named_comments: bool
    """The page's own class names call them comments, replies or answers."""
    teasers: bool = False
    """The blocks, or blocks around them, are teasers of other pages (a front page, a list of results)."""
    own_blocks: bool = True
    """False where siblings were cut up, because no element surrounds each message."""

    @property
    def named_messages(self) -> bool:
        """Whether the page's own class names call the blocks posts or messages."""
        return bool(_FORUM.search(self.key))


def kind_of(outline: Outline, place: int) -> str:
    """Tag with first stable name; for comparing places of different blocks."""
    words = [word for word in outline.words(place) if not UNSTABLE_NAME.match(word)]
    return f"{outline.tags[place]}.{words[0]}" if words else outline.tags[place]


def path_to(outline: Outline, top: int, place: int) -> tuple[str, ...]:
    """Kinds of the elements from ``top`` (exclusive) down to ``place``, the last four."""
    names: list[str] = []
    while place > top and len(names) < 4:
        words = [word for word in outline.words(place) if not UNSTABLE_NAME.match(word)] if outline.tags[place] != TEXT else []
        names.append(f"{outline.tags[place]}.{words[0]}" if words else outline.tags[place])
        place = outline.parents[place]
    return tuple(reversed(names))


def chrome_places(outline: Outline) -> set[int]:
    """Places of outermost elements that are furniture of the page by tag or name and hold less than half of its text."""
    found: set[int] = set()
    whole = max(1, outline.ink[-1])
    place = 0
    while place < len(outline.tags):
        tag = outline.tags[place]
        small = outline.amount(place) * 2 < whole if tag != TEXT else False
        named = small and (tag in {"nav", "aside"} or any(_CHROME.search(word) for word in outline.words(place)))
        if (
            named
            and tag not in {"body", "html", "article", "main"}
            and not any(COMMENT_NAME.search(word) and not _LATEST.search(word) for word in outline.words(place))
        ):
            found.add(place)
            place = outline.ends[place]
        else:
            place += 1
    return found


def stands_within(outline: Outline, place: int, chrome: set[int]) -> bool:
    """Whether a place is one of ``chrome`` or stands inside one."""
    return place in chrome or any(parent in chrome for parent in outline.ancestors(place))


def held_dates(outline: Outline, members: list[int], anchors: list[int]) -> dict[int, list[int]]:
    """The dates that each member holds itself, not through a nested member."""
    held: dict[int, list[int]] = defaultdict(list)
    open_members: list[int] = []
    place = 0
    for anchor in anchors:
        while place < len(members) and members[place] <= anchor:
            while open_members and outline.ends[open_members[-1]] <= members[place]:
                open_members.pop()
            open_members.append(members[place])
            place += 1
        while open_members and outline.ends[open_members[-1]] <= anchor:
            open_members.pop()
        if open_members:
            held[open_members[-1]].append(anchor)
    return held


def named_above(outline: Outline, members: list[int]) -> bool:
    """Whether an element around all members, within reach, is named after comments."""
    first, last = members[0], members[-1]
    for steps, place in enumerate(outline.ancestors(first)):
        if steps > 6 or outline.tags[place] in {"body", "html"}:
            return False
        around = outline.ends[place] > last and outline.amount(place) < 0.9 * outline.ink[-1]
        if around and any(COMMENT_NAME.search(word) for word in outline.words(place)):
            return True
    return False


def score_of(outline: Outline, key: str, places: list[int], amounts: list[int], chrome: set[int]) -> float:
    """Weight of a candidate: the text of its members, by what its names and the elements around it say; 0 for hardly any text."""
    named = bool(COMMENT_NAME.search(key))
    total = sum(sqrt(min(amount, 1500)) for amount in amounts)
    if median(amounts) < 4:
        return 0.0
    total *= 3.0 if named else 1.6 if _MESSAGE.search(key) else 1.0
    if not named and named_above(outline, places):
        total *= 2.0
    in_chrome = sum(stands_within(outline, place, chrome) for place in places)
    if in_chrome * 2 > len(places) or (_LATEST if named else _CHROME).search(key):
        total *= 0.05
    return total


def are_teasers(outline: Outline, places: list[int], *, named: bool) -> bool:
    """Whether members are teasers of other pages: nearly each has a heading that links to a page of its own.

    Where the page does not call them messages (``named``), a link of some words that each begins with says the same.
    """
    targets: set[str] = set()
    heads: set[str] = set()
    linked = 0
    for place in places[:60]:
        inside = range(place, min(outline.ends[place], place + 60))
        heading = next(
            (
                item
                for item in inside
                if _heads(outline, item) or _is_topic(outline, item) or (not named and _leads_on(outline, place, item))
            ),
            None,
        )
        if heading is None:
            continue
        link = next((item for item in (heading, *outline.walk(heading), outline.parents[heading]) if outline.tags[item] == "a"), None)
        if link is None:
            continue
        target = outline.get(link, "href").split("#")[0].rstrip("/")
        if not _is_topic(outline, link):
            target = target.split("?")[0].rstrip("/")  # an address of one message differs in its query alone
        words = re.sub(r"^(?:re|aw|sv|antw)\s*:\s*", "", outline.text(heading).lower())
        linked += 1
        targets.add(target)
        heads.add(words)
    seen = min(len(places), 60)
    return linked > 0.6 * seen and len(targets) > 0.7 * linked and len(heads) > 0.7 * linked


def _is_topic(outline: Outline, place: int) -> bool:
    """Whether a link is named as the title of a topic: rows of a board's list, even where they are called topics or posts."""
    return outline.tags[place] == "a" and any(
        _TOPIC_TITLE.search(word) for word in (*outline.words(place), *outline.words(outline.parents[place]))
    )


_TOPIC_TITLE = re.compile(r"(?:topic|thread)[-_]?(?:title|link|subject)|structitem-title|discussionlistitem")


def _leads_on(outline: Outline, top: int, place: int) -> bool:
    """Whether a link, the first words of a block, leads to another page by words of its own: no name, no date, no button."""
    if outline.tags[place] != "a" or not 12 <= outline.amount(place) <= 150 or outline.ink[place] - outline.ink[top] > 3:
        return False
    href, text = outline.get(place, "href"), outline.text(place)
    return (
        text.count(" ") >= 2
        and not href.startswith(("#", "javascript:", "mailto:"))
        and not PROFILE.search(href)
        and not any(SURE_PERSON.search(word) for word in outline.words(place))
        and not find_date(text)
        and "rel" not in outline.attributes[place]
    )


def _heads(outline: Outline, place: int) -> bool:
    return outline.tags[place] in {"h1", "h2", "h3", "h4", "h5"} and outline.amount(place) > 12
