"""The walk through the doubtful references of a thread: one key to the next, one to say yes, one to say what is meant instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.jobs.reporter import Reporter
from reader.model.discussion import Reference
from reader.model.skeleton import Thread
from reader.ui.background import Background
from reader.ui.correcting.correcting import Correcting
from reader.ui.correcting.corrections import Doubt, as_it_is, doubts
from reader.ui.correcting.doubt_bar import Step
from reader.ui.correcting.explaining import called, explain
from reader.ui.plain import one_line
from reader.ui.reading_pane import ReadingPane

if TYPE_CHECKING:
    from reader.store import Library


class Doubting(QObject):
    """One walk at a time. What is answered leaves the walk; the rest is looked for anew, for an answer teaches the thread."""

    stepped = Signal(object)
    """The `Step` that is on show, None: the walk is over."""
    said = Signal(str, bool)
    """A sentence for the status line."""

    def __init__(self, background: Background, reading: ReadingPane, correcting: Correcting, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._reading = reading
        self._correcting = correcting
        self.library: Library | None = None
        self.jump: Callable[[int], None] = lambda _index: None
        self._thread: Thread | None = None
        self._doubts: tuple[Doubt, ...] = ()
        self._at = -1
        self._answered: set[tuple[int, int]] = set()
        """(index of the comment, beginning) of what was answered in this walk: it may not be written yet when the rest is looked for."""
        correcting.answered.connect(self._take_answer)

    @property
    def walking(self) -> bool:
        """Whether a walk is on."""
        return bool(self._doubts) and self._at >= 0

    def next(self, step: int = 1) -> None:
        """Go to the next (or previous) doubtful reference, after the last to the first; the first time, begin the walk."""
        thread = self._reading.open_thread
        if thread is None:
            return
        if self._thread is thread and self._doubts:
            self._show((self._at + step) % len(self._doubts))
        else:
            self._look(thread, (self._reading.thread_pane.current, -1))

    def confirm(self) -> None:
        """Yes, this one: the reference of the walk, else that of the current comment."""
        doubt, index = self._current()
        if doubt is None or self._thread is None:
            self._correcting.confirm()
        else:
            self._correcting.say(self._thread, index, doubt.reference, as_it_is(doubt.reference))

    def refuse(self) -> None:
        """Not this one: ask what the reference of the walk, else one of the current comment, means instead."""
        doubt, _index = self._current()
        self._correcting.correct_reference(doubt.reference if doubt is not None else None)

    def end(self) -> None:
        """Stop walking."""
        self._thread, self._doubts, self._at = None, (), -1
        self._answered.clear()
        self._background.drop("doubts")
        self.stepped.emit(None)

    def thread_opened(self, thread: Thread | None) -> None:
        """Another thread is on show, or the same one after a correction: the walk goes on from where it was."""
        before, place = self._thread, self._place()
        if before is None or thread is before:
            return
        if thread is not None and thread.post_id == before.post_id:
            self._look(thread, place)
        else:
            self.end()

    # -- behind

    def _place(self) -> tuple[int, int]:
        """Where the walk stands: index of the comment and beginning of the reference."""
        if self._thread is None or not self.walking:
            return (-2, 0)
        doubt = self._doubts[self._at]
        return (_index(self._thread, doubt), doubt.reference.start)

    def _look(self, thread: Thread, place: tuple[int, int]) -> None:
        library = self.library
        if library is None:
            return

        def work(_reporter: Reporter) -> tuple[Doubt, ...]:
            return doubts(library.load(thread.post_id))

        def found(result: tuple[Doubt, ...]) -> None:
            if self._reading.open_thread is not thread:
                return
            left = tuple(doubt for doubt in result if (_index(thread, doubt), doubt.reference.start) not in self._answered)
            if left:
                self._thread, self._doubts = thread, left
                places = [(_index(thread, doubt), doubt.reference.start) for doubt in left]
                self._show(next((at for at, one in enumerate(places) if one >= place), 0))
            else:
                self._finish(walked=self._thread is not None)

        self._background.aside(work, found, stamp="doubts", owner=self)

    def _take_answer(self, index: int, reference: Reference) -> None:
        """Go on at once; the thread is linked anew behind."""
        thread = self._thread
        if thread is None or not self.walking or self._reading.open_thread is not thread:
            return
        self._answered.add((index, reference.start))
        left = [doubt for doubt in self._doubts if (_index(thread, doubt), doubt.reference.start) not in self._answered]
        if len(left) == len(self._doubts):
            return
        if left:
            self._doubts = tuple(left)
            self._show(min(self._at, len(left) - 1))
        else:
            self._finish(walked=True)

    def _finish(self, *, walked: bool) -> None:
        self.end()
        self.said.emit("No more doubtful references." if walked else "No reference in this discussion is doubtful.", False)

    def _show(self, at: int) -> None:
        thread = self._thread
        assert thread is not None
        self._at = at
        doubt = self._doubts[at]
        index = _index(thread, doubt)
        self.jump(index)
        self._reading.thread_pane.keys.mark_reference(doubt.reference)
        where = one_line(called(thread, index), 60) if index >= 0 else "the post"
        heading = f"“{one_line(doubt.reference.text, 60)}” in {where}"
        step = Step(at + 1, len(self._doubts), heading, explain(thread, doubt.reference))
        self.stepped.emit(step)
        self._reading.thread_pane.speech.say(f"Doubtful {step.number} of {step.total}: {heading}. {step.reason}")

    def _current(self) -> tuple[Doubt | None, int]:
        """The doubt of the walk, where the reader still stands on its comment."""
        if self._thread is None or not self.walking or self._reading.open_thread is not self._thread:
            return None, -1
        doubt = self._doubts[self._at]
        index = _index(self._thread, doubt)
        return (doubt, index) if self._reading.thread_pane.current == index else (None, -1)


def _index(thread: Thread, doubt: Doubt) -> int:
    """The place of the comment that a doubt stands in, -1 for the post."""
    return -1 if doubt.comment is None else thread.ids.index(doubt.comment)
