"""A whole import of a page with 10,000 comments, against BeautifulSoup + bleach + an FTS trigger a row (without linking); and of folders
of ordinary pages, against trafilatura's bare extraction."""

from __future__ import annotations

import itertools
import random
import re
import sqlite3
import tempfile
from pathlib import Path

import folder_figures
from figures import cpu_seconds, line
from reader.jobs.importing import import_files
from reader.jobs.intake import source_of
from reader.jobs.reading import DirectReading, read_here
from reader.jobs.reporter import Reporter
from reader.model.draft import DraftThread
from reader.store import Library
from reader.threads.link import link
from reader.threads.merge import from_draft

STEMS = ("well", "deep", "snow", "bread", "hill", "wind")
ENDINGS = ["", *(f"{first}{vowel}n" for first in "bdfgklmnprstv" for vowel in "aeiou")]
WORDS = [stem + ending for stem in STEMS for ending in ENDINGS]


def page(comments: int) -> str:
    """A page in the shape of a TypePad blog; 45 % of the comments answer an earlier one by number and name."""
    rnd = random.Random(4)
    names = [f"Reader{n}" for n in range(300)]
    authors: list[str] = []
    blocks = []
    for number in range(1, comments + 1):
        author = rnd.choice(names)
        text = " ".join(rnd.choices(WORDS, k=max(4, int(rnd.lognormvariate(4.1, 0.8)))))
        if authors and rnd.random() < 0.45:
            to = rnd.randrange(max(0, number - 60), number - 1)
            text = f"@{to + 1} {authors[to]} {text}"
        authors.append(author)
        name = f"comment-6a00d8{number:06}"
        date = f"May {1 + number // 1440:02}, 2014 at {number // 60 % 12 or 12:02}:{number % 60:02} AM"
        blocks.append(
            f'<div class="comment" id="{name}"><div class="comment-content"><p>{text}</p></div>'
            f'<p class="comment-footer">Posted by: {author} | <a href="http://wells.example.org/deep.html#{name}">{date}</a>'
            f" | {number}</p></div>"
        )
    head = '<title>Wells: Deep</title><meta name="generator" content="http://www.typepad.com/">'
    head += '<link rel="canonical" href="http://wells.example.org/deep.html">'
    entry = '<div class="entry"><h3 class="entry-header">Deep</h3><div class="entry-body"><p>Who dug the well, and when?</p></div></div>'
    return f'<html><head>{head}</head><body>{entry}<div class="comments-content">{"".join(blocks)}</div></body></html>'


def run() -> None:
    """Print the figures."""
    folder_figures.run()
    print("\n  one page of 10,000 comments")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deep.html"
        file.write_text(page(10_000))
        numbers = itertools.count()

        def whole() -> None:
            with Library.open(Path(folder) / f"library{next(numbers)}", create=True) as library:
                report = import_files(library, [file], Reporter(), DirectReading())
                assert report.files[0].threads[0].comments_found == 10_000

        reference = _plain_way(file)
        small = cpu_seconds(lambda: list(read_here(file)), 2)
        line("read the page (parse, sanitise, dates)", small)
        _later_stages(file, Path(folder))
        line("whole import: read, link, store, index", cpu_seconds(whole, 2), reference, "BeautifulSoup + bleach + trigger", "0.25")
        large = Path(folder) / "deeper.html"
        large.write_text(page(50_000))
        line("read a page of 50,000 (46 MB)", cpu_seconds(lambda: list(read_here(large)), 1), 5 * small, "five times the smaller", "1.2")


def _later_stages(file: Path, folder: Path) -> None:
    draft = next(read_here(file))
    assert isinstance(draft, DraftThread)
    discussion = from_draft(draft, source_of(draft))
    line("link its references", cpu_seconds(lambda: link(discussion), 2))
    linked = link(discussion)
    with Library.open(folder / "stored", create=True) as library:
        line("store and index it (without the original)", cpu_seconds(lambda: library.replace(linked), 1))


def _plain_way(file: Path) -> float | None:
    try:
        import bleach
        from bs4 import BeautifulSoup
    except ImportError:
        print("  (no reference: pip install beautifulsoup4 bleach)")
        return None

    def act() -> None:
        soup = BeautifulSoup(file.read_text(), "lxml")
        base = sqlite3.connect(":memory:")
        base.executescript(
            "create table c(id integer primary key, author, date, body);"
            "create virtual table f using fts5(body, content=c, content_rowid=id);"
            "create trigger t after insert on c begin insert into f(rowid, body) values (new.id, new.body); end;"
        )
        for block in soup.select(".comment"):
            footer = block.select_one(".comment-footer").get_text()
            author = re.match(r"Posted by: (.*?) \|", footer)
            body = bleach.clean(str(block.select_one(".comment-content")), tags={"p", "div", "a"}, strip=True)
            base.execute("insert into c(author, date, body) values (?, ?, ?)", (author and author[1], footer, body))
        base.commit()

    return cpu_seconds(act, 1)
