"""Threads and summaries for the tests of the window."""

from __future__ import annotations

from array import array

from reader.model.forest import grow
from reader.model.skeleton import Author, PostSummary, Thread


def make_thread(parents, names, *, post_id=1, **more) -> Thread:
    known = sorted({name for name in names if name is not None})
    forest = grow(parents)
    size = len(parents)
    return Thread(
        post_id=post_id, title="A thread", site="example.org", url=None, author="anna", published=None, published_text=None,
        authors=tuple(Author(i, name, names.count(name)) for i, name in enumerate(known)),
        ids=array("q", range(100, 100 + size)), parents=array("i", parents),
        authors_of=array("i", (-1 if name is None else known.index(name) for name in names)),
        numbers=array("i", range(1, size + 1)), times=array("i", range(size)), lengths=array("i", [50] * size), flags=bytes(size),
        order=forest.order, depths=forest.depths, ends=forest.ends, edges_from=array("i"), edges_to=array("i"), **more,
    )


def make_post(number: int, title: str = "", **more) -> PostSummary:
    values = {"site": "example.org", "author": "anna", "published": f"20{number:02d}-01-02T10:00:00Z", "comments": 10 * number, "unread": 0,
              "starred": 0, "imported": "2026-01-01T00:00:00Z", "platform": "typepad"}
    return PostSummary(id=number, title=title or f"Post {number}", **{**values, **more})
