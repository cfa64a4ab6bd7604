"""Search over a library of 100,000 comments, against a LIKE scan of the same file."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from pathlib import Path

from figures import cpu_seconds, line
from reader.model.discussion import Body, Comment, Discussion, Post
from reader.store import Library

WORDS = [f"word{n}" for n in range(4000)]


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), create=True) as library:
        for post in range(20):
            library.replace(_thread(post))
        database = next(path for path in Path(folder).iterdir() if path.suffix in (".sqlite", ".db", ".sqlite3", ".threadfolio"))
        scan = sqlite3.connect(database)
        like = cpu_seconds(lambda: scan.execute("select count(*) from comment where text like '%rareword%'").fetchall())
        line("rare word", cpu_seconds(lambda: library.search("rareword"), 5), like, "LIKE scan", "0.001 at 1,000,000")
        line("newest 50 of a common word", cpu_seconds(lambda: library.search("word7"), 5), like, "LIKE scan", "0.033")
        line("open a thread of 5,000 (skeleton)", cpu_seconds(lambda: library.thread(1), 5))
        line("16 bodies for the pane", cpu_seconds(lambda: library.shown_comments(1, 2000, 2016), 9))
        scan.close()


def _thread(number: int) -> Discussion:
    rnd = random.Random(number)
    comments = []
    for index in range(5000):
        words = rnd.choices(WORDS, weights=range(4000, 0, -1), k=60)
        text = " ".join(words) + (" rareword" if number == 3 and index == 77 else "")
        time = f"20{number:02}-01-{1 + index // 1440:02}T{index // 60 % 24:02}:{index % 60:02}"
        comments.append(Comment(-2 - index, f"s:{index}", f"Reader{index % 200}", Body(text), position=index + 1, published=time))
    return Discussion(Post(-1, f"Thread {number}", Body("Post."), published=f"20{number:02}-01-01"), tuple(comments))
