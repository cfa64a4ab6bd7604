"""Pages of many engines made from one thread of our own words and the engine's markup (``shapes/NAME.html``).

A shape file has a head of ``name: value`` lines (``dates``: how the engine prints times, as for strftime; ``nested``: replies stand inside
or say whom they answer; ``forum``: the first message is the post) and sections ``=== page``, ``=== comment``, ``=== first`` (the post, where
it looks different), filled as `string.Template`: ``$author``, ``$date``, ``$iso``, ``$epoch``, ``$text``, ``$id``, ``$number``, ``$depth``,
``$parent``, ``$children`` ...; in the page ``$title``, ``$comments`` and the post's values as ``$post_author`` and so on.
``minutes: no``: only days are printed; ``post_dates``: ``days`` or ``no``; ``post_author: no``; ``body: holds``: the post's text may have more
around it; ``fallback: no``: too little is repeated for the fallback.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from string import Template

from reader.model.draft import DraftThread
from reader.model.page import Page, PageKind, SourceFile

TITLE = "Which rope holds in the winter harbour"
POST = (
    "The old hemp lines froze again last night and two of the boats were loose by the morning, so the harbour master has asked all of us.",
    "What do the people up north use between November and March? We can order one kind only, and it has to last three years at the least.",
)


@dataclass(frozen=True)
class Message:
    author: str
    time: datetime.datetime
    paragraphs: tuple[str, ...]
    parent: int | None = None
    """Index among the comments."""


def _at(day: int, hour: int, minute: int) -> datetime.datetime:
    return datetime.datetime(2013, 11, day, hour, minute, tzinfo=datetime.UTC)


OPENING = Message("Harbour Tom", _at(14, 9, 42), POST)
COMMENTS = (
    Message("mina_k", _at(14, 10, 5), ("Polyamide, always. It stays soft when the spray freezes on it and you can still tie a knot.",)),
    Message("Old Pike", _at(14, 10, 31), ("Soft, yes, but it drinks water like a horse and then it is the water that freezes.",), 0),
    Message("mina_k", _at(14, 11, 2), ("Not the coated kind. We have had ours since 2009.", "Only the ends were cut once."), 1),
    Message("Jonas R.", _at(15, 22, 17), ("We went back to chain for the first two metres and have not lost a boat since that winter.",)),
    Message("Harbour Tom", _at(16, 7, 8), ("Chain is too loud for the people who live along the quay.",), 3),
    Message("stillwater", _at(16, 18, 55), ("Agreed, and it eats the cleats.",), 3),
    Message("Old Pike", _at(28, 13, 30), ("Whatever you order, order it before the first frost: in December the ropemaker closes.",)),
)


@dataclass(frozen=True)
class Shape:
    name: str
    head: dict[str, str]
    sections: dict[str, str]

    def says(self, name: str) -> bool:
        return self.head.get(name, "no") == "yes"


def load(path: Path) -> Shape:
    head: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    lines: list[str] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            lines = sections.setdefault(line[4:].strip(), [])
        elif lines is not None:
            lines.append(line)
        elif line.strip():
            name, _, value = line.partition(":")
            head[name.strip()] = value.strip()
    return Shape(path.stem, head, {name: "\n".join(found) for name, found in sections.items()})


def printed(time: datetime.datetime, form: str) -> str:
    form = form.replace("%-d", str(time.day)).replace("%-m", str(time.month)).replace("%-I", str(time.hour % 12 or 12))
    return time.strftime(form)


def values(shape: Shape, index: int, message: Message, depth: int) -> dict[str, str]:
    """``index`` -1 is the post."""
    number = index + (2 if shape.says("forum") else 1)
    parent = COMMENTS[message.parent] if message.parent is not None else OPENING
    form = shape.head.get("paragraphs", "<p>{}</p>").replace("\\n", "\n")
    text = "\n".join(form.format(each) for each in message.paragraphs) if "{}" in form else form.join(message.paragraphs)
    return {
        "author": message.author,
        "slug": message.author.lower().replace(" ", "-").rstrip("."),
        "uid": str(100 + len(message.author)),
        "date": printed(message.time, shape.head.get("dates", "%Y-%m-%d %H:%M")),
        "day": printed(message.time, shape.head.get("days", "%Y-%m-%d")),
        "time": printed(message.time, shape.head.get("times", "%H:%M")),
        "iso": message.time.strftime("%Y-%m-%dT%H:%M:%S"),
        "epoch": str(int(message.time.timestamp())),
        "text": text,
        "id": str(4711 + 10 * (index + 1)),
        "number": str(number),
        "zero": str(number - 1),
        "depth": str(depth),
        "level": str(depth + 1),
        "px": str(depth * int(shape.head.get("indent", "25"))),
        "parent": str(4711 + 10 * ((message.parent if message.parent is not None else -1) + 1)),
        "parent_number": str((message.parent if message.parent is not None else -1) + (2 if shape.says("forum") else 1)),
        "parent_author": parent.author,
        "oddeven": "odd" if index % 2 else "even",
        "title": TITLE,
    }


def depth_of(index: int) -> int:
    depth, parent = 0, COMMENTS[index].parent
    while parent is not None:
        depth, parent = depth + 1, COMMENTS[parent].parent
    return depth


def render(shape: Shape) -> Page:
    """The page of the thread in the shape's markup."""
    nested = shape.says("nested")
    made: dict[int, str] = {}
    inside = nested and "$children" in shape.sections["comment"]
    for index in range(len(COMMENTS) - 1, -1, -1):
        children = [made[place] for place, each in enumerate(COMMENTS) if inside and each.parent == index]
        wrap = shape.sections.get("children", "$children")
        joined = Template(wrap).substitute(values(shape, index, COMMENTS[index], depth_of(index)) | {"children": "\n".join(children)})
        section = shape.sections["comment"]
        if COMMENTS[index].parent is not None and "reply" in shape.sections:
            section = shape.sections["reply"]
        known = values(shape, index, COMMENTS[index], depth_of(index)) | {"children": joined if children else ""}
        made[index] = Template(section).substitute(known)
    listed = [made[index] for index, each in enumerate(COMMENTS) if not inside or each.parent is None]
    opening = values(shape, -1, OPENING, 0) | {"children": ""}
    if shape.says("forum"):
        listed.insert(0, Template(shape.sections.get("first", shape.sections["comment"])).substitute(opening))
    known = {f"post_{name}": value for name, value in opening.items()}
    content = Template(shape.sections["page"]).substitute(known | {"title": TITLE, "comments": "\n".join(listed)})
    return Page(SourceFile(f"{shape.name}.html", "0" * 64, len(content), "html"), PageKind.HTML, content)


def expected(shape: Shape) -> dict[str, object]:
    """What any reader has to find in the page."""
    minutes = shape.head.get("minutes", "yes") == "yes"

    def iso(message: Message) -> str:
        return message.time.strftime("%Y-%m-%dT%H:%M" if minutes else "%Y-%m-%d")

    post_dated = shape.head.get("post_dates", "minutes")
    return {
        "title": TITLE,
        "author": OPENING.author if shape.head.get("post_author", "yes") == "yes" else None,
        "published": iso(OPENING) if post_dated == "minutes" else OPENING.time.strftime("%Y-%m-%d") if post_dated == "days" else None,
        "body": " ".join(OPENING.paragraphs),
        "comments": [(each.author, iso(each), " ".join(each.paragraphs)) for each in COMMENTS],
        "parents": [each.parent if shape.says("nested") else None for each in COMMENTS],
    }


def found(shape: Shape, draft: DraftThread) -> dict[str, object]:
    """The same of a draft."""
    minutes = shape.head.get("minutes", "yes") == "yes"
    size = 16 if minutes else 10
    post_dated = shape.head.get("post_dates", "minutes")
    body, whole = " ".join(draft.body.text.split()), " ".join(OPENING.paragraphs)
    if shape.head.get("body") == "holds" and whole in body:
        body = whole
    post_size = (16 if minutes else 10) if post_dated == "minutes" else 10
    return {
        "title": draft.title,
        "author": draft.author if shape.head.get("post_author", "yes") == "yes" else None,
        "published": (draft.published or "")[:post_size] if post_dated != "no" else None,
        "body": body,
        "comments": [(c.author, (c.published or "")[:size], " ".join(c.body.text.split())) for c in draft.comments],
        "parents": [c.parent for c in draft.comments],
    }
