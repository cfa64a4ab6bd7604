"""Files read in child processes, so that a hostile file can cost neither the program nor the person's time.

A child opens the file, reads its pages and sends back drafts one by one (the pipe holds it back when the library is slower). It has a
memory limit; the parent kills it when it is silent for too long, or on cancel. Started afresh (spawn), so it works frozen and beside Qt.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import multiprocessing.connection
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol

from reader.exports import json_form
from reader.formats import open_pages
from reader.jobs.reporter import Reporter
from reader.model.draft import DraftThread
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind
from reader.sites import read_page

_log = logging.getLogger("threadfolio.jobs")


@dataclass(frozen=True, slots=True)
class Read:
    """One thing that a file held: a draft, or a whole export of ours."""

    content: DraftThread | json_form.ImportedExport


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of silence after which a child is stopped; ``memory``: bytes of address space that it may use, where the system has
    such a limit."""

    seconds: float = 120.0
    memory: int = 3 << 30


class Reading(Protocol):
    """Something that reads files one after the other."""

    def read(self, path: Path, reporter: Reporter) -> Iterator[Read]:
        """What the file holds. Raises `RefusedFile`, `Cancelled`."""
        ...

    def expect(self, path: Path) -> None:
        """``path`` will be read soon."""
        ...


def read_here(path: Path, reporter: Reporter | None = None) -> Iterator[Read]:
    """Read a file in this process. Raises `RefusedFile` where nothing in it is a readable page."""
    anything = False
    for page in open_pages(path):
        if reporter is not None:
            reporter.check()
        for content in _contents(page, path):
            anything = True
            yield Read(content)
    if not anything:
        raise RefusedFile(str(path), Why.NO_PAGE)


def _contents(page: Page, path: Path) -> Iterator[DraftThread | json_form.ImportedExport]:
    if page.kind is PageKind.EXPORT:
        yield json_form.read(page.content, str(path))
    else:
        yield from read_page(page)


class DirectReading:
    """Reads in this process: for tests and for text that a person pasted."""

    def read(self, path: Path, reporter: Reporter) -> Iterator[Read]:
        """What the file holds."""
        return read_here(path, reporter)

    def expect(self, path: Path) -> None:
        """Nothing to prepare."""


class ChildReading:
    """A small pool of reading children; a context manager that leaves none behind."""

    def __init__(self, children: int = 2, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._idle: list[_Child] = []
        self._busy: dict[Path, deque[_Child]] = {}
        self._most = children

    def __enter__(self) -> ChildReading:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for child in [*self._idle, *(child for queue in self._busy.values() for child in queue)]:
            child.end()
        self._idle.clear()
        self._busy.clear()

    def expect(self, path: Path) -> None:
        """Let a free child begin with ``path`` already."""
        if sum(map(len, self._busy.values())) < self._most:
            child = self._idle.pop() if self._idle else _Child(self._limits)
            child.begin(path)
            self._busy.setdefault(path, deque()).append(child)

    def read(self, path: Path, reporter: Reporter) -> Iterator[Read]:
        """What the file holds, as a child sends it."""
        if not self._busy.get(path):
            self._most += 1  # whoever is read now always gets a child
            self.expect(path)
            self._most -= 1
        child = self._busy[path].popleft()
        try:
            yield from child.answers(path, reporter)
        except BaseException as error:
            if isinstance(error, RefusedFile) and child.alive:
                self._idle.append(child)
            else:
                child.end()
            raise
        self._idle.append(child)


class _Child:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        context = multiprocessing.get_context("spawn")
        their_requests, self._requests = context.Pipe(duplex=False)
        self._answers, their_answers = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(their_requests, their_answers, limits.memory), daemon=True)
        self._process.start()
        their_requests.close()
        their_answers.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def begin(self, path: Path) -> None:
        self._requests.send(str(path))

    def answers(self, path: Path, reporter: Reporter) -> Iterator[Read]:
        waited = 0.0
        while True:
            reporter.check()
            try:
                if not self._answers.poll(0.1):
                    waited += 0.1
                    if waited > self._limits.seconds:
                        raise RefusedFile(str(path), Why.TOO_SLOW)
                    continue
                answer = self._answers.recv()
            except (EOFError, OSError) as error:
                raise RefusedFile(str(path), Why.TOO_SLOW, "reader ended") from error
            waited = 0.0
            if answer is None:
                return
            if isinstance(answer, RefusedFile):
                raise answer
            yield answer

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._requests.close()
        self._answers.close()


def _serve(requests: multiprocessing.connection.Connection, answers: multiprocessing.connection.Connection, memory: int) -> None:
    """The child's life: a path comes in, what it holds goes out, None ends it."""
    _limit_memory(memory)
    with contextlib.suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            path = Path(requests.recv())
            try:
                for item in read_here(path):
                    answers.send(item)
                answers.send(None)
            except RefusedFile as error:
                answers.send(error)
            except MemoryError:
                answers.send(RefusedFile(str(path), Why.TOO_SLOW, "memory"))
            except RecursionError:
                answers.send(RefusedFile(str(path), Why.DAMAGED, "nesting"))
            except (BrokenPipeError, EOFError):
                return
            except Exception as error:  # noqa: BLE001 - a bug of ours in one file must not end the batch
                _log.exception("reading %s", path.name)
                answers.send(RefusedFile(str(path), Why.DAMAGED, f"{type(error).__name__}: {error}"[:200]))


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # not a Unix
        return
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


