"""Hacker News: a flat table, depth by the width of a spacer."""

from __future__ import annotations

from collections.abc import Sequence

from reader.markup.tree import Node, attr
from reader.model.draft import DraftThread
from reader.sites.article import ArticleParts
from reader.sites.messages import Layout, read_replies
from reader.sites.nesting import parents_by_depth
from reader.sites.site import Site
from reader.sites.view import PageView


def _depth(row: Node) -> int:
    cell = row.css_first("td.ind")
    stated = attr(cell, "indent") if cell is not None else ""
    if stated.isdigit():
        return int(stated)
    spacer = row.css_first("td.ind img, img[src*='s.gif']")
    width = attr(spacer, "width") if spacer is not None else ""
    return int(width) if width.isdigit() else 0


def _parents(rows: Sequence[Node]) -> list[int | None]:
    return parents_by_depth([_depth(row) for row in rows])


_LAYOUT = Layout(
    key="hackernews",
    message=("tr.comtr", "tr:has(> td > table td.default .comhead)", "tr:has(> td.default .comhead)"),
    author=("a.hnuser", ".comhead a[href^='user?id=']"),
    date=(".age[title]", ".age", ".comhead a[href^='item?id=']"),
    body=(".commtext", ".comment"),
    link=(".age a", ".comhead a[href^='item?id=']"),
    drop=(".reply", "font[size='1']"),
    votes=(".score",),
    has_post=False,
    parents=_parents,
    site_id=lambda node: attr(node, "id") or None,
)
_STORY = ArticleParts(
    title=(".fatitem .titleline > a", ".fatitem .storylink", ".fatitem .title > a", ".titleline > a", ".storylink"),
    author=(".fatitem .subtext .hnuser", ".fatitem .hnuser", ".subtext a[href^='user?id=']"),
    date=(".fatitem .subtext .age", ".fatitem .age", ".subtext .age"),
    body=(".fatitem .toptext", ".fatitem .commtext", ".fatitem tr:nth-child(4) td:last-child"),
    drop=("form", ".reply"),
)


def recognises(view: PageView) -> bool:
    """By its table and its classes."""
    return view.first("table#hnmain", "tr.comtr", "table.fatitem .hnuser") is not None


def read(view: PageView) -> list[DraftThread]:
    """A story with its comments. A page of many stories is a front page and none."""
    if len(view.all("tr.athing:not(.comtr)")) > 1 and view.first("tr.comtr") is None:
        return []
    return read_replies(view, _LAYOUT, _STORY)


SITE = Site("hackernews", recognises, read)
