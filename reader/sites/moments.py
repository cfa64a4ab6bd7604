"""The moment that a piece of markup states: machine time in an attribute, else a written date in a title or in the text."""

from __future__ import annotations

import re

from reader.markup.dates import Moment
from reader.markup.tree import Node, attr, text_of
from reader.sites.line_dates import find_stamp
from reader.sites.view import PageView

_ISO = re.compile(r"\s*\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d)?")
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
_MACHINE = (
    "datetime",
    "data-datetime",
    "content",
    "data-utime",
    "data-time",
    "data-timestamp",
    "title",
    "data-original-title",
    "data-tippy-content",
    "aria-label",
)


def _machine(node: Node) -> str | None:
    """An ISO time in an attribute of the node."""
    for name in _MACHINE:
        value = attr(node, name)
        if value and _ISO.match(value):
            return value.strip()
    return None


def _epoch(node: Node) -> str | None:
    for name in ("data-utime", "data-time", "data-timestamp", "data-epoch", "data-utc"):
        value = attr(node, name)
        if _EPOCH.fullmatch(value):
            import datetime

            seconds = int(value) / (1000 if len(value) > 10 else 1)
            return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="seconds")
    return None


def moment_in(view: PageView, node: Node | None) -> Moment | None:
    """The moment that a node states, by itself or inside; None where it states none."""
    if node is None:
        return None
    text = text_of(node)
    around = [node, *node.css("time, abbr, [datetime], [title], [data-tippy-content], meta[content]")]
    machine = next(filter(None, map(_machine, around)), None) or next(filter(None, map(_epoch, around)), None)
    stamp = find_stamp(text)
    shown = stamp.text if stamp else text if len(text) <= 60 else ""
    if machine is None and (stamp is None or stamp.shape.endswith("ago") or not re.search(r"\d[:.h]\d\d", stamp.text)):
        for each in around:
            for name in ("title", "data-original-title", "data-tippy-content", "aria-label"):
                titled = find_stamp(attr(each, name))
                if titled and not titled.shape.endswith("ago"):
                    found = view.dates.read(titled.text)
                    if found and found.iso:
                        return Moment(found.iso, shown or found.text)
    if not machine and not any(character.isdigit() for character in shown):
        return None
    return view.dates.read(shown, machine)


def moment_from(view: PageView, root: list[Node], selectors: tuple[str, ...]) -> Moment | None:
    """The first moment that a node of these selectors states, with its hour if another prints it.

    A moment that could not be understood is given only where there is no better one.
    """
    unread = day = None
    for selector in selectors:
        for top in root:
            for node in top.css(selector)[:6]:
                found = moment_in(view, node)
                if found and found.iso and len(found.iso) > 10:
                    return found if day is None or (day.iso or "")[:10] == found.iso[:10] else day
                day = day or (found if found and found.iso else None)
                unread = unread or found
    return day or unread
