"""Teaching and choosing a reader, without the window: a page in plain words, what clicks on it come to, what each reader would find.

All of it happens in a reading child, as any other look into a file. Rules are kept in the library as small text files.
"""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from reader.formats import open_pages
from reader.jobs.children import ChildReading
from reader.jobs.outlining import real_comments
from reader.jobs.readers import AUTOMATIC, Readers, choices, read_with, readers_of
from reader.jobs.reading import Question, Reading, Request, contents
from reader.jobs.reporter import Reporter
from reader.model.draft import DraftThread
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind
from reader.model.report import Notice
from reader.model.teaching import Lesson, Picks, Sketch, TaughtRule
from reader.sites import SITES
from reader.sites.outline import outline
from reader.sites.taught import reader_key
from reader.sites.taught_file import LARGEST, SUFFIX, is_rule_text, read_rule, rule_text
from reader.sites.taught_lesson import lesson_from
from reader.sites.taught_sketch import sketch_of
from reader.sites.view import PageView
from reader.store import Library
from reader.threads.keys import permalink_key

__all__ = [
    "Classroom", "Sketching", "Teaching", "Trial", "TrialRow", "Trying", "is_rule_file", "keep_rule", "reader_key", "rename_rule",
    "summary_of", "take_rule", "trial_of", "write_rule",
]
ROWS = 200
"""Comments of a trial that are shown one by one."""


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A comment as a reader would read it."""

    author: str | None
    published: str | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a reader (``reader``: its key) makes of a page, before anything is kept. ``found`` counts all comments, ``rows`` the first of
    them. ``platform`` is what read it in fact; None: it finds no discussion."""

    reader: str
    title: str = ""
    found: int = 0
    stated: int | None = None
    named: int = 0
    dated: int = 0
    platform: str | None = None
    rows: tuple[TrialRow, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketching:
    """Asks for a page in plain words. ``url`` tells which page, where a file holds several."""

    url: str | None = None

    def __call__(self, path: Path, _readers: Readers) -> Iterator[Sketch]:
        """The page. Raises `RefusedFile`."""
        view = PageView(_page(path, self.url))
        yield sketch_of(view, outline(view.root))


@dataclass(frozen=True, slots=True)
class Teaching:
    """Asks what clicks on a page come to."""

    picks: Picks
    url: str | None = None

    def __call__(self, path: Path, _readers: Readers) -> Iterator[Lesson | None]:
        """The rule with what it finds. Raises `RefusedFile`."""
        yield lesson_from(PageView(_page(path, self.url)), self.picks, [site for site in SITES if site.key != "generic"])


@dataclass(frozen=True, slots=True)
class Trying:
    """Asks what readers make of a page, one answer each; without ``keys`` all of them, `AUTOMATIC` first."""

    keys: tuple[str, ...] = ()
    url: str | None = None

    def __call__(self, path: Path, readers: Readers) -> Iterator[Trial]:
        """A trial for each reader. Raises `RefusedFile`."""
        page = _page(path, self.url)
        for key in self.keys or tuple(row.key for row in choices(readers.rules)):
            yield trial_of(key, page, readers)


def trial_of(key: str, page: Page, readers: Readers) -> Trial:
    """What one reader makes of a page."""
    wanted = dataclasses.replace(readers, chosen=None if key == AUTOMATIC else key, threads=())
    drafts = read_with(page, wanted)
    draft = max(drafts, key=lambda one: len(one.comments), default=None)
    if draft is None or (key != AUTOMATIC and not _by(draft, key)):
        return Trial(key)
    return summary_of(key, draft)


def summary_of(key: str, draft: DraftThread) -> Trial:
    """A draft as a trial shows it."""
    comments = draft.comments
    rows = tuple(TrialRow(c.author, c.published or c.published_text, " ".join(c.body.text[:200].split())) for c in comments[:ROWS])
    return Trial(
        key, draft.title, real_comments(comments), draft.comments_stated, sum(c.author is not None for c in comments),
        sum(c.published is not None for c in comments), draft.platform, rows, draft.notices,
    )


def _by(draft: DraftThread, key: str) -> bool:
    return any(notice.text == key for notice in draft.notices if notice.kind == "reader-chosen")


def _page(path: Path, url: str | None) -> Page:
    """The page of a file that is meant. Raises `RefusedFile` where it holds no page of markup."""
    first: Page | None = None
    wanted = permalink_key(url or "")
    for page in open_pages(path):
        if page.kind is not PageKind.HTML:
            continue
        if not wanted or permalink_key(PageView(page).url or "") == wanted:
            return page
        first = first or page
    if first is None:
        raise RefusedFile(str(path), Why.NO_MARKUP)
    return first


class Classroom:
    """One file that is looked into again and again, by a child that stays. For one thread at a time; a context manager."""

    def __init__(self, library: Library, path: Path, *, url: str | None = None, reading: Reading | None = None) -> None:
        self._library = library
        self._path = path
        self._url = url
        self._folder = tempfile.TemporaryDirectory(prefix="threadfolio-", ignore_cleanup_errors=True)
        self._children = ChildReading(1) if reading is None else None
        self._reading: Reading = reading or self._children  # type: ignore[assignment]
        self._asked = 0

    @classmethod
    def of_post(cls, library: Library, post_id: int, *, reading: Reading | None = None) -> Classroom:
        """The first original of a post. Raises `NoSuchPost`, `RefusedFile` where the library has lost it."""
        post = library.load(post_id).post
        for source in post.sources:
            original = library.original(source.sha256)
            if original is not None and original.data is not None:
                room = cls(library, Path(), url=post.url, reading=reading)
                room._path = Path(room._folder.name) / (Path(original.name).name or "page")
                room._path.write_bytes(original.data)
                return room
        raise RefusedFile(post.sources[0].file if post.sources else post.title, Why.MISSING)

    def __enter__(self) -> Classroom:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the child and the copy go."""
        if self._children is not None:
            self._children.__exit__(None, None, None)
        self._folder.cleanup()

    def sketch(self, reporter: Reporter) -> Sketch:
        """The page in plain words. Raises `RefusedFile`, `Cancelled`."""
        answers: list[Sketch] = list(self._ask(Sketching(self._url), reporter))
        return answers[0]

    def learn(self, picks: Picks, reporter: Reporter) -> Lesson | None:
        """What clicks come to; None where no rule fits them."""
        answers: list[Lesson | None] = list(self._ask(Teaching(picks, self._url), reporter))
        return answers[0]

    def try_readers(self, reporter: Reporter, keys: tuple[str, ...] = ()) -> Iterator[Trial]:
        """What readers make of the page, as each is done."""
        yield from self._ask(Trying(keys, self._url), reporter)

    def _ask(self, question: Question, reporter: Reporter) -> Iterator[Any]:
        self._asked += 1
        spool = Path(self._folder.name) / f"{self._asked}.answers"
        return contents(self._reading, Request(self._path, spool, readers_of(self._library, AUTOMATIC), question), reporter)


def keep_rule(library: Library, rule: TaughtRule) -> TaughtRule:
    """Keep a rule in the library under a key of its own, made of its name; the rule as it is kept."""
    key = library.keep_rule(rule.name, rule_text(rule))
    return dataclasses.replace(rule, key=key)


def rename_rule(library: Library, rule: TaughtRule, name: str) -> TaughtRule:
    """Give a rule another name for people; its key stays, so that choices of it do too."""
    renamed = dataclasses.replace(rule, name=name.strip() or rule.name)
    library.keep_rule(rule.key, rule_text(renamed), over=True)
    return renamed


def take_rule(library: Library, file: Path) -> TaughtRule:
    """Take a rule file that somebody gave into the library. Raises `RefusedFile`, OSError."""
    return keep_rule(library, _rule_in(file))


def write_rule(rule: TaughtRule, file: Path) -> None:
    """Write a rule into a file to be given away. Raises OSError."""
    file.write_text(rule_text(rule), encoding="utf-8", newline="\n")


def is_rule_file(path: Path) -> bool:
    """Whether a file is a rule by its name, or by its first lines."""
    if path.name.endswith(SUFFIX):
        return True
    try:
        if path.suffix.lower() not in (".toml", ".txt") or not path.is_file() or path.stat().st_size > LARGEST:
            return False
        return is_rule_text(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return False


def _rule_in(file: Path) -> TaughtRule:
    try:
        if file.stat().st_size > LARGEST:
            raise RefusedFile(str(file), Why.TOO_LARGE, limit=LARGEST)
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise RefusedFile(str(file), Why.MISSING) from error
    except PermissionError as error:
        raise RefusedFile(str(file), Why.NO_PERMISSION) from error
    except UnicodeDecodeError as error:
        raise RefusedFile(str(file), Why.DAMAGED, "encoding") from error
    return read_rule(text, file.name.removesuffix(SUFFIX), str(file))
