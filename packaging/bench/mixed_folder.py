"""A folder as people have them after twenty years: saved threads of many engines, copies, newer and older saves, pictures, leftovers.

    python3 packaging/bench/mixed_folder.py FOLDER [FILES]      2,000 files by default; companion folders come on top

Everything is made from a seed and from the project's own sample pages.
"""

from __future__ import annotations

import random
import re
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ("tests/sites/blogs", "tests/sites/forums", "tests/sites/unlisted", "resources/samples")
NAMES = [a + b for a in ("Ada", "Bo", "Cyril", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jo") for b in ("", "77", " K.", "_x")]
WORDS = [
    a + b for a in ("water", "lamp", "stone", "bread", "river", "north", "wind", "field", "iron", "night")
    for b in ("", "s", "line", "house", "light", "mill", "side", "work", "fall", "ward")
]
_HOST = re.compile(r"(https?://)(?=[\w-]+\.)")
_TITLE = re.compile(r"(<title>)", re.IGNORECASE)


class Maker:
    """Writes one folder; every choice comes from the seed."""

    def __init__(self, folder: Path, seed: int = 7) -> None:
        self.folder = folder
        self.rnd = random.Random(seed)
        self.samples = sorted(p for name in SAMPLES for p in (ROOT / name).glob("*") if p.suffix in (".html", ".txt"))
        self.threads: list[tuple[int, int, Path]] = []
        self.written: list[Path] = []

    def make(self, files: int) -> None:
        """Write ``files`` files."""
        kinds = (
            (self.own_thread, 30), (self.sample, 20), (self.with_companions, 8), (self.copy, 6), (self.other_save, 8), (self.bare_page, 5),
            (self.picture, 11), (self.script, 5), (self.broken, 4), (self.letter, 2), (self.archive, 1),
        )
        makes = self.rnd.choices([make for make, _ in kinds], [share for _, share in kinds], k=files)
        for number, make in enumerate(makes):
            make(number)

    def put(self, number: int, name: str, data: str | bytes) -> Path:
        """One file, in one of the folders."""
        path = self.folder / ("", "", "blogs", "forum/old", "2009")[number % 5] / f"{number:04} {name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        self.written.append(path)
        return path

    def words(self, count: int) -> str:
        """So many words."""
        return " ".join(self.rnd.choices(WORDS, k=count))

    def own_thread(self, number: int) -> None:
        """A blog page of some dozen to some hundred comments, in the shape of TypePad."""
        comments = min(600, int(self.rnd.lognormvariate(3.4, 1.0)) + 1)
        path = self.put(number, f"{self.words(2)}.html", thread_page(number, comments))
        self.threads.append((number, comments, path))

    def sample(self, number: int) -> None:
        """A sample page of one of the engines, moved to a host of its own so that it is another thread."""
        sample = self.rnd.choice(self.samples)
        text = _HOST.sub(rf"\g<1>n{number}.", sample.read_text(encoding="utf-8"))
        self.put(number, sample.name, _TITLE.sub(rf"\g<1>{number} ", text))

    def with_companions(self, number: int) -> None:
        """A page saved complete, with its folder."""
        comments = self.rnd.randint(3, 80)
        path = self.put(number, "saved.html", thread_page(number, comments))
        beside = path.with_name(f"{path.stem}_files")
        beside.mkdir()
        for name in ("style.css", "jquery.js", "frame.html", "avatar.png", "print.css", "count.js"):
            (beside / name).write_text("x")

    def copy(self, number: int) -> None:
        """The same bytes under another name."""
        if self.written:
            source = self.rnd.choice(self.written)
            self.put(number, f"copy{source.suffix}", source.read_bytes())

    def other_save(self, number: int) -> None:
        """A newer or older save of a thread that is there."""
        if self.threads:
            own, comments, _ = self.rnd.choice(self.threads)
            other = max(1, comments + self.rnd.choice((-7, -2, 3, 12)))
            self.put(number, "again.html", thread_page(own, other))

    def bare_page(self, number: int) -> None:
        """A page that is no discussion."""
        text = "".join(f"<p>{self.words(40)}.</p>" for _ in range(4))
        self.put(number, "page.html", f"<html><head><title>About {self.words(2)}</title></head><body><h1>About</h1>{text}</body></html>")

    def picture(self, number: int) -> None:
        """A picture between the pages."""
        self.put(number, f"picture.{self.rnd.choice(('jpg', 'png', 'gif'))}", b"\xff\xd8\xff" + self.rnd.randbytes(400))

    def script(self, number: int) -> None:
        """Parts of pages whose page is gone."""
        self.put(number, f"part.{self.rnd.choice(('js', 'css', 'woff'))}", f"x{number}")

    def broken(self, number: int) -> None:
        """Empty files, noise, programs, half pages."""
        data = (b"", self.rnd.randbytes(3000), b"MZ\x90\x00" + bytes(2000), thread_page(number, 30).encode()[:2500])
        self.put(number, self.rnd.choice(("odd.html", "odd.bin", "odd")), self.rnd.choice(data))

    def letter(self, number: int) -> None:
        """A thread of letters."""
        letters = [
            f"From x Mon May  5 10:{n:02}:00 2014\nFrom: {self.rnd.choice(NAMES)} <a@b.example>\nSubject: {'Re: ' * (n > 0)}List {number}\n"
            f"Date: Mon, 05 May 2014 10:{n:02}:00 +0000\nMessage-ID: <{number}.{n}@b.example>\n"
            + (f"In-Reply-To: <{number}.{n - 1}@b.example>\n" if n else "") + f"\n{self.words(30)}.\n\n"
            for n in range(self.rnd.randint(2, 12))
        ]
        self.put(number, "list.mbox", "".join(letters))

    def archive(self, number: int) -> None:
        """Pages packed together."""
        path = self.put(number, "packed.zip", b"")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for page in range(4):
                packed.writestr(f"{page}.html", thread_page(100_000 + 10 * number + page, 9))


def thread_page(thread: int, comments: int) -> str:
    """The first ``comments`` comments of a thread: the same thread gives the same comments, however many are asked for."""
    rnd = random.Random(thread)
    title = " ".join(rnd.choices(WORDS, k=4)).capitalize()
    address = f"http://paper{thread % 23}.example.org/{2004 + thread % 12}/05/t{thread}.html"
    blocks = []
    for number in range(1, comments + 1):
        text = " ".join(rnd.choices(WORDS, k=max(4, int(rnd.lognormvariate(3.6, 0.8)))))
        if number > 2 and rnd.random() < 0.4:
            text = f"@{rnd.randrange(max(1, number - 30), number)} {text}"
        name = f"comment-6a00e{thread:06}{number:05}"
        when = f"May {1 + number // 1200:02}, {2004 + thread % 12} at {number // 60 % 12 or 12:02}:{number % 60:02} AM"
        blocks.append(
            f'<div class="comment comment-odd" id="{name}"><a id="c{name}"></a><div class="comment-content"><span dir="ltr"><p>{text}.</p>'
            f'</span></div><p class="comment-footer">Posted by: <a rel="nofollow" href="http://profile.example.org/{number}">'
            f'{rnd.choice(NAMES)}</a> | <a href="{address}?cid={number}#{name}">{when}</a> | {number}</p></div>'
        )
    links = "".join(f'<li><a href="/{2004 + n}/05/">{rnd.choice(WORDS)} {n}</a></li>' for n in range(60))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>The paper: {title}</title><link rel="canonical" href="{address}">'
        f'<meta name="generator" content="http://www.typepad.com/"></head><body><div id="banner"><h1>The paper</h1></div>'
        f'<div id="alpha"><h2 class="date-header">May 01, {2004 + thread % 12}</h2><div class="entry"><h3 class="entry-header">{title}</h3>'
        f'<div class="entry-body"><p>{" ".join(rnd.choices(WORDS, k=120))}.</p></div><p class="entry-footer">Posted by Ruth on May 01, '
        f'{2004 + thread % 12} at 12:00 AM | <a class="permalink" href="{address}">Permalink</a></p></div>'
        f'<div class="comments"><h3 class="comments-header">Comments</h3><div class="comments-content">{"".join(blocks)}</div></div></div>'
        f'<div id="beta"><ul>{links}</ul></div></body></html>'
    )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    Maker(Path(sys.argv[1])).make(int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
