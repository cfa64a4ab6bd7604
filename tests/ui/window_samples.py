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


def comment_page(title: str, comments: list[tuple[str, str]], *, number: int = 1, site: str = "lamps") -> str:
    """A page in the shape of an old TypePad blog; our own writing."""
    address = f"http://{site}.example.org/notes/2014/05/page-{number}.html"
    rows = "\n".join(
        f'<div class="comment" id="comment-6a00d{number:04d}{place:04d}"><div class="comment-content"><p>{text}</p></div>'
        f'<p class="comment-footer">Posted by: {name} | <a href="{address}#comment-6a00d{number:04d}{place:04d}">May {place:02d}, 2014 at '
        f"08:{place:02d} AM</a> | {place}</p></div>"
        for place, (name, text) in enumerate(comments, 1)
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="generator" content="http://www.typepad.com/">
<title>{site}: {title}</title><link rel="canonical" href="{address}"></head><body><div id="content">
<h2 class="date-header">May 01, 2014</h2><div class="entry" id="entry-6a00d{number}"><h3 class="entry-header">{title}</h3>
<div class="entry-content"><div class="entry-body"><p>What do you make of the lamps on the bridge? They are lit at noon.</p></div></div>
<div class="entry-footer"><p class="entry-footer-info"><span class="post-footers">Posted by vera on May 01, 2014 at 07:30 AM</span> |
<a class="permalink" href="{address}">Permalink</a></p></div></div>
<div class="comments"><h3 class="comments-header">Comments</h3><div class="comments-content">{rows}</div></div></div></body></html>"""


LAMPS = [
    ("james", "The lamps are lit because the sensor on the northern pylon is covered with paint since the spring."),
    ("Mina", "@1 james: paint? I walked by on Sunday and saw a bird's nest on it, plain as day."),
    ("Old Harbour", "Both of you are wrong, the lamps have been on a timer since 1998."),
    ("james", "@2 Mina: a nest, then. That would explain the feathers in the lamp glass."),
    ("Mina", "@3 Old Harbour: a timer that believes in noon?"),
    ("Petra", "I asked the office. They say: nobody has the key to the box any more."),
]
