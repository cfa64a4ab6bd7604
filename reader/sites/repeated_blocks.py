"""Finds the repeated blocks of a page that are its comments or messages, on engines that nobody listed.

Anchors are the places where a date is written. Every element around an anchor belongs to groups (same tag and class, same tag and shape
of id, same tag below the same kind of element); a group whose members nearly all hold one date each, in the same place, is a candidate.
What a group's names say (comment, reply, sidebar, related ...) and how much text its members hold decides between candidates. Where no
element surrounds each message (``dt``/``dd``, rows of a table, a flat run of headings and paragraphs), siblings are cut up at the rows
with a date.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import sqrt
from statistics import median

from reader.sites.outline import TEXT, Outline, numberless
from reader.sites.written_dates import find_date

_STEPS_UP = 14
_ALONE = 0.4
_COMMENT = re.compile(
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
    r"ticker|(?:^|[^a-z])ads?(?![a-z])|advert|banner|cookie|newsletter|carousel|slider|(?:^|[^a-z])footer$|tagcloud|"
    r"archive-?list|similar|suggest"
)
_FORM = re.compile(r"comment-?form|respond$|reply-?form|post-?form|leave-?(?:a-)?(?:reply|comment)|new-?comment")
_NUMBERED = re.compile(
    r"(?:comment|kommentar|commentaire|comentario|reply|response|answer|post|message|msg|(?:^|[^a-z])c)[a-z]{0,8}[-_]?#|^#$"
)
_UNSTABLE = re.compile(
    r"^(?:odd|even|alt\d?|first|last|clearfix|clear|cf|bg#|row#|depth-?#|level-?#|lvl-?#|active|new|unread|read|op|thread-(?:odd|"
    r"even|alt)|"
    r"(?:col|span|grid|w|h|p|m|mt|mb|px|py)-.*)$"
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


def find_groups(outline: Outline, limit: int = 4) -> list[BlockGroup]:
    """The best candidates, best first."""
    anchors = date_anchors(outline)
    inside = sorted(anchors)
    chrome = chrome_places(outline)
    found: list[BlockGroup] = []
    for key, members in _candidates(outline, inside).items():
        group = _weigh(outline, key, members, inside, chrome)
        if group is not None:
            found.append(group)
        cut = _cut_up(outline, key, members, inside, chrome)
        if cut is not None:
            found.append(cut)
    found.sort(key=lambda group: -group.score)
    ranked = _with_teasers(outline, found[:30])
    wider = _wider(outline, ranked)
    if wider is not None:
        ranked = [wider, *(group for group in ranked if group is not wider)]
    return ranked[:limit]


def _wider(outline: Outline, groups: list[BlockGroup]) -> BlockGroup | None:
    """A group that holds the messages of the best one and, beside them, others that this one lacks; None where there is none.

    Lists of replies are often named after comments where the messages themselves are not: then the list looks like the message.
    """
    if not groups or not groups[0].own_blocks:
        return None
    best = groups[0]
    dates = {block.date for block in best.blocks if block.date is not None}
    beside = {outline.parents[block.places[0]] for block in best.blocks}
    ink = _own_ink(outline, best, dates)
    for group in groups[1:]:
        others = [block for block in group.blocks if block.date is not None and block.date not in dates]
        held = {block.date for block in group.blocks if block.date in dates}
        if not others or not group.own_blocks or group.teasers or held != dates:
            continue
        if all(outline.parents[block.places[0]] in beside for block in others) and _own_ink(outline, group, dates) >= 0.7 * ink:
            return group
    return None


def _own_ink(outline: Outline, group: BlockGroup, dates: set[int]) -> int:
    """Characters of the blocks that hold these dates, nested blocks left out."""
    return sum(
        outline.amount(block.places[0]) - sum(outline.amount(inner) for inner in block.nested)
        for block in group.blocks
        if block.date in dates
    )


def _with_teasers(outline: Outline, groups: list[BlockGroup]) -> list[BlockGroup]:
    """The groups, those marked whose blocks are teasers or stand inside teasers; unmarked ones first."""
    teasers: set[int] = set()
    for group in groups:
        places = [block.places[0] for block in group.blocks]
        if group.own_blocks and not _COMMENT.search(group.key) and _is_listing(outline, places):
            teasers.update(places)
    if not teasers:
        return groups
    marked = [
        replace(group, teasers=2 * sum(_within(outline, block.places[0], teasers) for block in group.blocks) > len(group.blocks))
        for group in groups
    ]
    return sorted(marked, key=lambda group: group.teasers)


def date_anchors(outline: Outline) -> set[int]:
    """Places of elements made for times and of short texts that hold a written date."""
    found: set[int] = set()
    claimed = -1
    for place, tag in enumerate(outline.tags):
        if tag == TEXT:
            if place >= claimed and find_date(outline.texts[place].strip()):
                found.add(place)
            continue
        if place < claimed:
            continue
        if tag in {"time", "relative-time", "faceplate-timeago"} or _machine_time(outline, place):
            found.add(place)
            claimed = outline.ends[place]
    return found


def _machine_time(outline: Outline, place: int) -> bool:
    attributes = outline.attributes[place]
    if attributes.get("itemprop", "").lower().startswith(("date", "commenttime")):
        return True
    return any(name in attributes for name in ("datetime", "data-time", "data-timestamp", "data-utime", "data-date"))


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
            and not any(_COMMENT.search(word) and not _LATEST.search(word) for word in outline.words(place))
        ):
            found.add(place)
            place = outline.ends[place]
        else:
            place += 1
    return found


_LATEST = re.compile(r"recent|latest|sidebar|widget|popular|neueste|letzte|derniers|ultim")


def _candidates(outline: Outline, inside: list[int]) -> dict[str, list[int]]:
    """Groups around dates, and groups that their numbered names (``comment-12``) make likely."""
    wanted: set[str] = set()
    seen: set[int] = set()
    for anchor in inside:
        for steps, place in enumerate(outline.ancestors(anchor)):
            if steps > _STEPS_UP or place in seen or outline.tags[place] in {"body", "html"}:
                break
            seen.add(place)
            wanted.update(_keys(outline, place))
        if outline.tags[anchor] != TEXT and anchor not in seen:
            seen.add(anchor)
            wanted.update(_keys(outline, anchor))
    groups: dict[str, list[int]] = defaultdict(list)
    for place, tag in enumerate(outline.tags):
        if tag in _NEVER:
            continue
        for key in _keys(outline, place):
            if key in wanted or _is_numbered(key):
                groups[key].append(place)
    # a subset adds nothing, the same members under several keys are weighed once
    kept: dict[tuple[int, ...], str] = {}
    for key, members in groups.items():
        stated = tuple(members)
        if stated not in kept or (_COMMENT.search(key) and not _COMMENT.search(kept[stated])):
            kept[stated] = key
    return {key: list(members) for members, key in kept.items()}


def _is_numbered(key: str) -> bool:
    """Whether a key is a name of the element's own with a running number (``li.comment-#``)."""
    return "<" not in key and bool(_NUMBERED.search(key.partition(".")[2]))


_NEVER = frozenset(
    [TEXT, "a", "img", "br", "input", "button", "label", "time", "abbr", "i", "b", "em", "strong", "body", "html", "h1", "meta", "link"]
)


def _keys(outline: Outline, place: int) -> list[str]:
    """Names of the groups that an element belongs to."""
    tag = outline.tags[place]
    words = [word for word in outline.words(place) if not _UNSTABLE.match(word)]
    keys = [f"{tag}.{word}" for word in words]
    kind = outline.get(place, "itemtype")
    if kind:
        keys.append(f"{tag}.type:{kind.rsplit('/', 1)[-1].lower()}")
    if not words:
        keys.append(_unnamed(outline, place))
    return list(dict.fromkeys(keys))


def _unnamed(outline: Outline, place: int) -> str:
    """Key of an element without names of its own: its tag, and the nearest named element around with its distance."""
    tag = outline.tags[place]
    for steps, parent in enumerate(itertools.islice(outline.ancestors(place), 5), 1):
        above = [word for word in outline.words(parent) if not _UNSTABLE.match(word)]
        if above:
            return f"{tag}<{steps}<{outline.tags[parent]}.{above[0]}"
    return f"{tag}<"


def _weigh(outline: Outline, key: str, members: list[int], anchors: list[int], chrome: set[int]) -> BlockGroup | None:
    """A candidate as a group of blocks, None where its members are no messages."""
    named = bool(_COMMENT.search(key))
    if len(members) < 2 and not named:
        return None
    if _FORM.search(key):
        return None
    blocks, paths, repeats, amounts = _own_parts(outline, members, anchors)
    dated = sum(block.date is not None for block in blocks)
    numbered = _is_numbered(key)
    share = dated / len(blocks)
    if share < 0.5 and not (numbered and named):
        return None
    if repeats > 0.25 * len(blocks):
        return None
    agreed = paths.most_common(1)[0][1] / dated if dated else 1.0
    score = _score(outline, key, [block.places[0] for block in blocks], amounts, chrome) * max(share, 0.5) * (0.3 + 0.7 * min(1.0, agreed))
    if len(blocks) == 1:
        score *= _ALONE  # nothing repeats: any real repetition is better evidence
    return BlockGroup(key, tuple(blocks), score, named or _named_above(outline, members)) if score > 0 else None


def _own_parts(outline: Outline, members: list[int], anchors: list[int]) -> tuple[list[Block], Counter[tuple[str, ...]], int, list[int]]:
    """Blocks with their dates, the paths to these dates, how many blocks hold several on one path, and the text of each alone."""
    children: dict[int, list[int]] = defaultdict(list)
    open_members: list[int] = []
    for member in members:
        while open_members and outline.ends[open_members[-1]] <= member:
            open_members.pop()
        if open_members:
            children[open_members[-1]].append(member)
        open_members.append(member)
    held = _held(outline, members, anchors)
    counted: Counter[tuple[str, ...]] = Counter()
    per_member: dict[int, list[tuple[int, tuple[str, ...]]]] = {}
    for member in members:
        listed = [(anchor, path_to(outline, member, anchor)) for anchor in held.get(member, ())[:40]]
        per_member[member] = listed
        counted.update({path for _, path in listed})
    blocks, repeats, amounts = [], 0, []
    for member in members:
        best = max((path for _, path in per_member[member]), key=lambda path: counted[path], default=None)
        same = [anchor for anchor, path in per_member[member] if path == best]
        repeats += len(same) > 1
        nested = frozenset(children.get(member, ()))
        blocks.append(Block((member,), nested, same[0] if same else None))
        amounts.append(outline.amount(member) - sum(outline.amount(child) for child in nested))
    return blocks, counted, repeats, amounts


def _held(outline: Outline, members: list[int], anchors: list[int]) -> dict[int, list[int]]:
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


def path_to(outline: Outline, top: int, place: int) -> tuple[str, ...]:
    """Kinds of the elements from ``top`` (exclusive) down to ``place``, the last four."""
    names: list[str] = []
    while place > top and len(names) < 4:
        words = [word for word in outline.words(place) if not _UNSTABLE.match(word)] if outline.tags[place] != TEXT else []
        names.append(f"{outline.tags[place]}.{words[0]}" if words else outline.tags[place])
        place = outline.parents[place]
    return tuple(reversed(names))


def _named_above(outline: Outline, members: list[int]) -> bool:
    """Whether an element around all members, within reach, is named after comments."""
    first, last = members[0], members[-1]
    for steps, place in enumerate(outline.ancestors(first)):
        if steps > 6 or outline.tags[place] in {"body", "html"}:
            return False
        around = outline.ends[place] > last and outline.amount(place) < 0.9 * outline.ink[-1]
        if around and any(_COMMENT.search(word) for word in outline.words(place)):
            return True
    return False


def _score(outline: Outline, key: str, places: list[int], amounts: list[int], chrome: set[int]) -> float:
    named = bool(_COMMENT.search(key))
    total = sum(sqrt(min(amount, 1500)) for amount in amounts)
    if median(amounts) < 4:
        return 0.0
    total *= 3.0 if named else 1.6 if _MESSAGE.search(key) else 1.0
    if not named and _named_above(outline, places):
        total *= 2.0
    in_chrome = sum(_within(outline, place, chrome) for place in places)
    if in_chrome * 2 > len(places) or (_LATEST if named else _CHROME).search(key):
        total *= 0.05
    return total


def _within(outline: Outline, place: int, chrome: set[int]) -> bool:
    return place in chrome or any(parent in chrome for parent in outline.ancestors(place))


def _is_listing(outline: Outline, places: list[int]) -> bool:
    """Whether members are teasers of other pages: nearly each has a heading that links to a page of its own."""
    targets: set[str] = set()
    heads: set[str] = set()
    linked = 0
    for place in places[:60]:
        heading = next((item for item in range(place, min(outline.ends[place], place + 60)) if _heads(outline, item)), None)
        if heading is None:
            continue
        link = next((item for item in (heading, *outline.walk(heading), outline.parents[heading]) if outline.tags[item] == "a"), None)
        if link is None:
            continue
        target = outline.get(link, "href").split("#")[0].split("?")[0].rstrip("/")
        words = re.sub(r"^(?:re|aw|sv|antw)\s*:\s*", "", outline.text(heading).lower())
        linked += 1
        targets.add(target)
        heads.add(words)
    seen = min(len(places), 60)
    return linked > 0.6 * seen and len(targets) > 0.7 * linked and len(heads) > 0.7 * linked


def _heads(outline: Outline, place: int) -> bool:
    return outline.tags[place] in {"h1", "h2", "h3", "h4", "h5"} and outline.amount(place) > 12


def _cut_up(outline: Outline, key: str, members: list[int], anchors: list[int], chrome: set[int]) -> BlockGroup | None:
    """Messages as runs of siblings, where the members are only their heads or feet."""
    if len(members) < 2:
        return None
    held = _held(outline, members, anchors)
    parents = Counter(outline.parents[member] for member in members if member in held)
    parent, count = parents.most_common(1)[0] if parents else (-1, 0)
    if count < 2 or count < 0.3 * len(members) or count < 0.8 * len(held):
        return None
    rows = [member for member in members if outline.parents[member] == parent and member in held]
    if median(outline.amount(row) for row in rows) > 240:
        return None
    siblings = list(outline.children(parent))
    position = {place: index for index, place in enumerate(siblings)}
    at = [position[row] for row in rows]
    if _dated_siblings(outline, siblings[at[0] : at[-1] + 1], anchors) > 1.3 * len(rows):
        return None
    gaps = [_ink(outline, siblings[left + 1 : right]) for left, right in itertools.pairwise(at)]
    if not gaps or median(gaps) < 8 or median(gaps) < 0.3 * median(outline.amount(row) for row in rows):
        return None
    heads_first = _heads_first(outline, siblings, at)
    blocks, amounts = [], []
    usual = max(right - left for left, right in itertools.pairwise(at))
    for index, place in enumerate(at):
        if heads_first:
            stop = at[index + 1] if index + 1 < len(at) else _run_out(outline, siblings, place, min(len(siblings), place + max(usual, 12)))
            run = siblings[place:stop]
        else:
            start = at[index - 1] + 1 if index else _run_back(outline, siblings, place, max(0, place - max(usual, 12)))
            run = siblings[start : place + 1]
        date = held.get(siblings[place])
        blocks.append(Block(tuple(run), frozenset(), date[0] if date else None))
        amounts.append(_ink(outline, run))
    score = 0.8 * _score(outline, key, rows, amounts, chrome)
    return (
        BlockGroup(key, tuple(blocks), score, bool(_COMMENT.search(key)) or _named_above(outline, rows), own_blocks=False)
        if score > 0
        else None
    )


def _dated_siblings(outline: Outline, siblings: list[int], anchors: list[int]) -> int:
    """How many siblings hold a date: where many more than the chosen rows do, the rows are but some of the messages."""
    count = 0
    for sibling in siblings:
        first = bisect_left(anchors, sibling)
        count += first < len(anchors) and anchors[first] < outline.ends[sibling]
    return count


def _ink(outline: Outline, places: Iterable[int]) -> int:
    return sum(outline.amount(place) for place in places)


def _heads_first(outline: Outline, siblings: list[int], at: list[int]) -> bool:
    """Whether the rows with a date stand above their text: the kind of neighbour that is the same for all rows belongs to them."""

    def neighbour(index: int, step: int) -> str:
        index += step
        while 0 <= index < len(siblings):
            place = siblings[index]
            if outline.amount(place) > 0:
                words = outline.words(place) if outline.tags[place] != TEXT else ()
                return f"{outline.tags[place]}.{words[0] if words else ''}"
            index += step
        return "#end"

    after = [neighbour(index, 1) for index in at]
    before = [neighbour(index, -1) for index in at]
    same_after = after.count(after[0])
    same_before = before.count(before[-1])
    if after[-1] == after[0] and before[0] != before[-1]:
        return True
    if before[0] == before[-1] and after[-1] != after[0]:
        return False
    return same_after >= same_before


def _run_out(outline: Outline, siblings: list[int], start: int, stop: int) -> int:
    """Where the last message ends: before a form, a heading or furniture."""
    for index in range(start + 1, stop):
        place = siblings[index]
        if outline.tags[place] in {"form", "h1", "h2", "h3", "footer", "nav", "aside"} or any(
            _FORM.search(word) for word in outline.words(place)
        ):
            return index
    return stop


def _run_back(outline: Outline, siblings: list[int], place: int, stop: int) -> int:
    """Where the first message begins: behind a heading or furniture."""
    for index in range(place - 1, stop - 1, -1):
        if outline.tags[siblings[index]] in {"form", "h1", "h2", "h3", "h4", "header", "nav", "aside"}:
            return index + 1
    return stop


def kind_of(outline: Outline, place: int) -> str:
    """Tag with first stable name; for comparing places of different blocks."""
    words = [word for word in outline.words(place) if not _UNSTABLE.match(word)]
    return f"{outline.tags[place]}.{words[0]}" if words else outline.tags[place]


__all__ = ["Block", "BlockGroup", "chrome_places", "date_anchors", "find_groups", "kind_of", "numberless", "path_to"]
