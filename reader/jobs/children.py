"""Files read in child processes, so that a hostile file can cost neither the program nor the person's time, and all cores read.

A child writes what it reads to the request's spool and sends outlines (`outlining`); it has a memory limit; the parent kills it when it is
silent for too long, or on cancel. Started afresh (spawn), so it works frozen and beside Qt.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import multiprocessing.connection
import os
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType

from reader.jobs.memory import limit_memory
from reader.jobs.outlining import Outline
from reader.jobs.reading import Request, read_into
from reader.jobs.reporter import Reporter
from reader.model.errors import RefusedFile, Why

_log = logging.getLogger("threadfolio.jobs")
MOST = 4
"""Children at most, however many cores there are: each needs some 100 MB."""
DEEP = 2
"""Requests that a child has at hand, so that it never waits for the parent."""
WORTH_A_CHILD = 3
"""Starting another child costs as much as reading so many pages: fewer waiting ones are left to those that run."""
HELD = 256
"""Outlines of one file that are kept for later; a child with more to say waits until its file's turn has come."""
POLITE = 10
"""Steps of Unix' nice."""
AHEAD = 16
"""How many files ahead it pays to tell `ChildReading.expect` of."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of silence after which a child is stopped; ``memory``: bytes that it may use (`memory.limit_memory`)."""

    seconds: float = 120.0
    memory: int = 3 << 30


@dataclass(eq=False, slots=True)
class _Job:
    request: Request
    outlines: deque[Outline] = field(default_factory=deque)
    error: RefusedFile | None = None
    ended: bool = False
    tries: int = 0

    def end(self, error: RefusedFile | None) -> None:
        self.error = error
        self.ended = True


class ChildReading:
    """A pool of reading children (None: as many as there are cores); a context manager that leaves none behind. For one thread.

    ``polite``: they take what computing time others leave, so that a window stays at hand while they read.
    """

    def __init__(self, children: int | None = None, limits: Limits | None = None, *, polite: bool = False) -> None:
        self._limits = limits or Limits()
        self._polite = polite
        self._most = children or min(MOST, os.cpu_count() or 1)
        self._children: list[_Child] = []
        self._jobs: dict[Request, _Job] = {}
        self._waiting: deque[_Job] = deque()

    def __enter__(self) -> ChildReading:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for child in self._children:
            child.end()
        self._children.clear()
        self._jobs.clear()
        self._waiting.clear()

    def expect(self, request: Request) -> None:
        """Let a child begin with it as soon as one is free."""
        if request not in self._jobs:
            job = self._jobs[request] = _Job(request)
            self._waiting.append(job)
            self._hand_out()

    def read(self, request: Request, reporter: Reporter) -> Iterator[Outline]:
        """Outlines of what the file holds, as a child sends them."""
        self.expect(request)
        job = self._jobs[request]
        if job in self._waiting:
            self._waiting.remove(job)
            self._waiting.appendleft(job)
        try:
            while True:
                reporter.check()
                while job.outlines:
                    yield job.outlines.popleft()
                if job.error is not None:
                    raise job.error
                if job.ended:
                    return
                self._hand_out()
                self._listen(job)
        finally:
            del self._jobs[request]
            if not job.ended:
                self._abandon(job)

    def _hand_out(self) -> None:
        while self._waiting:
            child = self._with_room()
            if child is None:
                return
            job = self._waiting.popleft()
            job.tries += 1
            try:
                child.begin(job)
            except OSError:  # it died while it was idle
                self._lose(child)
                if job.tries < 2:
                    self._waiting.appendleft(job)
                else:
                    job.end(RefusedFile(str(job.request.path), Why.TOO_SLOW, "reader ended"))

    def _with_room(self) -> _Child | None:
        """A child that can take one more request: an idle one, a new one where that pays, else one with little to do."""
        least = min(self._children, key=lambda child: len(child.jobs), default=None)
        if least is not None and not least.jobs:
            return least
        if least is None or (len(self._children) < self._most and len(self._waiting) >= WORTH_A_CHILD):
            self._children.append(_Child(self._limits, self._polite))
            return self._children[-1]
        return least if len(least.jobs) < DEEP else None

    def _listen(self, wanted: _Job) -> None:
        """Hear what children have to say, for a moment."""
        ears = {
            child.answers: child for child in self._children
            if child.jobs and (child.jobs[0] is wanted or len(child.jobs[0].outlines) < HELD)
        } or {child.answers: child for child in self._children if child.jobs}
        for ear in multiprocessing.connection.wait(list(ears), 0.1):
            self._hear(ears[ear])  # type: ignore[index]
        now = time.monotonic()
        for child in [child for child in self._children if child.jobs and now - child.heard > self._limits.seconds]:
            if not child.answers.poll():
                child.jobs[0].end(RefusedFile(str(child.jobs[0].request.path), Why.TOO_SLOW))
                self._lose(child)

    def _hear(self, child: _Child) -> None:
        job = child.jobs[0]
        try:
            answer = child.answers.recv()
        except (EOFError, OSError):
            job.end(RefusedFile(str(job.request.path), Why.TOO_SLOW, "reader ended"))
            self._lose(child)
            return
        child.heard = time.monotonic()
        if isinstance(answer, Outline):
            job.outlines.append(answer)
        else:
            job.end(answer)
            child.jobs.popleft()

    def _abandon(self, job: _Job) -> None:
        """Nobody wants the rest of this file."""
        if job in self._waiting:
            self._waiting.remove(job)
        for child in [child for child in self._children if job in child.jobs]:
            child.jobs.remove(job)
            self._lose(child)

    def _lose(self, child: _Child) -> None:
        """Stop a child; what it had not finished waits for another."""
        child.end()
        self._children.remove(child)
        for job in reversed(child.jobs):
            if not job.ended:
                job.outlines.clear()
                self._waiting.appendleft(job)


class _Child:
    def __init__(self, limits: Limits, polite: bool) -> None:
        context = multiprocessing.get_context("spawn")
        their_requests, self._requests = context.Pipe(duplex=False)
        self.answers, their_answers = context.Pipe(duplex=False)
        self.jobs: deque[_Job] = deque()
        self.heard = time.monotonic()
        self._process = context.Process(target=_serve, args=(their_requests, their_answers, limits.memory, polite), daemon=True)
        self._process.start()
        their_requests.close()
        their_answers.close()

    def begin(self, job: _Job) -> None:
        self._requests.send(job.request)
        if not self.jobs:
            self.heard = time.monotonic()
        self.jobs.append(job)

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._requests.close()
        self.answers.close()


def _serve(
    requests: multiprocessing.connection.Connection, answers: multiprocessing.connection.Connection, memory: int, polite: bool
) -> None:
    """The child's life: a request comes in, outlines of what the file holds go out, None or a refusal ends it."""
    limit_memory(memory)
    if polite and hasattr(os, "nice"):
        os.nice(POLITE)
    with contextlib.suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            request = requests.recv()
            answers.send(_answer(request, answers))


def _answer(request: Request, answers: multiprocessing.connection.Connection) -> RefusedFile | None:
    path = str(request.path)
    try:
        for outline in read_into(request):
            answers.send(outline)
    except RefusedFile as error:
        return error
    except MemoryError:
        return RefusedFile(path, Why.TOO_SLOW, "memory")
    except RecursionError:
        return RefusedFile(path, Why.DAMAGED, "nesting")
    except (BrokenPipeError, EOFError):
        raise
    except OSError as error:  # the spool's disk is full; the file's own troubles are refusals already
        return RefusedFile(path, Why.READ_FAILED, error.strerror or str(error))
    except Exception as error:  # noqa: BLE001 - a bug of ours in one file must not end the batch
        _log.exception("reading %s", request.path.name)
        return RefusedFile(path, Why.DAMAGED, f"{type(error).__name__}: {error}"[:200])
    return None
