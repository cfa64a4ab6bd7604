"""Corrections by hand: what a comment answers, what a reference means, who a name is; and the walk through doubtful references."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.jobs.reporter import Reporter
from reader.model.discussion import Corrections, Discussion, Reference, ThreadCorrections
from reader.model.report import Changes
from reader.model.skeleton import Thread
from reader.ui.background import Background
from reader.ui.corrections import Doubt, doubts, with_name, with_parent, with_reference, without_parent
from reader.ui.explaining import called, explain
from reader.ui.messages import Messages
from reader.ui.plain import one_line
from reader.ui.reading_pane import ReadingPane

if TYPE_CHECKING:
    from reader.store import Library

Correct = Callable[[Discussion, ThreadCorrections], ThreadCorrections]


class Correcting(QObject):
    """Asks through `Messages`, writes through the Library, links anew through ``jobs.relinking``."""

    changed = Signal(object)
    """`Changes` after which the thread has to be loaded again."""
    done = Signal(str, bool)
    """What was done, in words, and whether it can be undone."""

    def __init__(self, background: Background, reading: ReadingPane, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._reading = reading
        self._messages = messages
        self.library: Library | None = None
        self.jump: Callable[[int], None] = lambda _index: None
        self._doubts: tuple[Doubt, ...] = ()
        self._doubt = -1
        self._doubts_of: Thread | None = None
        reading.thread_pane.explain = self._explain

    # -- by hand

    def set_parent(self) -> None:
        """Ask which comment the current one answers."""
        thread, index = self._reading.open_thread, self._reading.thread_pane.current
        if thread is None or index < 0:
            return
        places = [place for place in range(len(thread)) if place != index]
        items = ["the post", "what the program finds by itself", *(self._listed(thread, place) for place in places)]
        parent = thread.parents[index]
        current = 0 if parent < 0 else 2 + places.index(parent)
        comment_id = thread.ids[index]

        def take(chosen: int) -> None:
            if chosen == 1:
                self._correct(thread.post_id, lambda found, old: without_parent(found, old, comment_id), "The correction was taken back.")
                return
            answer = None if chosen == 0 else thread.ids[places[chosen - 2]]
            said = "the post" if chosen == 0 else called(thread, places[chosen - 2])
            words = f"{called(thread, index)} answers {said} now."
            self._correct(thread.post_id, lambda found, old: with_parent(found, old, comment_id, answer), words)

        self._messages.ask_item("Set what it answers", f"{called(thread, index)} answers", items, current, take)

    def correct_reference(self, reference: Reference | None = None) -> None:
        """Ask what a reference of the current comment means instead; with several, first which one."""
        thread, index = self._reading.open_thread, self._reading.thread_pane.current
        references = self._references(thread, index)
        if thread is None or index < 0:
            return
        if reference is not None:
            self._ask_target(thread, index, reference)
        elif len(references) == 1:
            self._ask_target(thread, index, references[0])
        elif references:
            items = [f"“{one_line(r.text, 60)}”: {explain(thread, r)}" for r in references]
            self._messages.ask_item("Not this one", "Which reference is wrong?", items, 0,
                                    lambda chosen: self._ask_target(thread, index, references[chosen]))
        else:
            self._messages.tell("This comment holds no reference to another one. “Set what it answers” connects it by hand.")

    def name_means(self) -> None:
        """Ask for a name as it is written in the current comment, and whom it means."""
        thread, index = self._reading.open_thread, self._reading.thread_pane.current
        if thread is None or index < 0:
            return
        selected = self._reading.thread_pane.selecting.text().strip()
        references = self._references(thread, index)
        guess = selected or (references[0].text.strip("@ ") if references else "")

        def named(written: str) -> None:
            if not written.strip():
                return
            people = sorted((author.name for author in thread.authors), key=str.casefold)
            self._messages.ask_item("This name means…", f"“{one_line(written, 60)}” means", [one_line(name) for name in people], 0,
                                    lambda chosen: self._name(thread, written.strip(), people[chosen]))

        self._messages.ask_line("This name means…", "The name as it is written", one_line(guess, 60), named)

    def correct_post(self) -> None:
        """Ask for title, author and date of the post, one after the other; empty takes a correction back."""
        thread, library = self._reading.open_thread, self.library
        if thread is None or library is None:
            return
        from reader.ui.correct_post_dialog import CorrectPostDialog

        post = library.shown_post(thread.post_id)
        dialog = CorrectPostDialog(post.title, post.author or "", post.published or "", self._reading.window())
        dialog.corrected.connect(lambda corrections: self._correct_post(thread.post_id, corrections))
        dialog.open()

    # -- doubts

    def next_doubt(self) -> None:
        """Go to the next doubtful reference of the thread, after the last to the first."""
        thread, library = self._reading.open_thread, self.library
        if thread is None or library is None:
            return
        if self._doubts_of is thread:
            self._step()
            return

        def work(_reporter: Reporter) -> tuple[Doubt, ...]:
            return doubts(library.load(thread.post_id))

        def found(result: tuple[Doubt, ...]) -> None:
            self._doubts, self._doubt, self._doubts_of = result, -1, thread
            self._step()

        self._background.aside(work, found, stamp="doubts", owner=self)

    def _step(self) -> None:
        thread = self._doubts_of
        if not self._doubts or thread is None:
            self.done.emit("No reference in this discussion is doubtful.", False)
            return
        self._doubt = (self._doubt + 1) % len(self._doubts)
        doubt = self._doubts[self._doubt]
        self.jump(-1 if doubt.comment is None else thread.ids.index(doubt.comment))
        self.done.emit(f"Doubtful {self._doubt + 1} of {len(self._doubts)}: {explain(thread, doubt.reference)}", False)

    # -- behind

    def _explain(self, reference: Reference) -> str:
        thread = self._reading.thread_pane.thread_shown
        return explain(thread, reference) if thread is not None else ""

    def _references(self, thread: Thread | None, index: int) -> list[Reference]:
        if thread is None or self.library is None or index < 0:
            return []
        found = self.library.shown_comments(thread.post_id, index, index + 1)
        return list(found[0].references) if found else []

    def _ask_target(self, thread: Thread, index: int, reference: Reference) -> None:
        # Nobody answers what was not yet written: earlier comments first, the nearest on top.
        places = [*range(index - 1, -1, -1), *range(index + 1, len(thread))]
        items = ["nothing in this discussion", *(self._listed(thread, place) for place in places)]
        comment_id = thread.ids[index]

        def take(chosen: int) -> None:
            target = None if chosen == 0 else thread.ids[places[chosen - 1]]
            self._correct(
                thread.post_id, lambda found, old: with_reference(found, old, comment_id, reference, target),
                f"“{one_line(reference.text, 40)}” was corrected.",
            )

        self._messages.ask_item("Not this one", f"“{one_line(reference.text, 60)}” means", items, 0, take)

    def _name(self, thread: Thread, written: str, author: str) -> None:
        words = f"“{one_line(written, 40)}” means {one_line(author, 40)} in this discussion now."
        self._correct(thread.post_id, lambda _found, old: with_name(old, written, author), words)

    def _correct_post(self, post_id: int, corrections: Corrections) -> None:
        library = self.library
        if library is not None:
            self._background.library(lambda _r: library.correct_post(post_id, corrections), lambda c: self._corrected(c, "Corrected."))

    def _correct(self, post_id: int, correct: Correct, words: str) -> None:
        library = self.library
        if library is None:
            return

        def work(_reporter: Reporter) -> Changes:
            from reader.jobs.relinking import relink

            after = correct(library.load(post_id), library.corrections(post_id))
            with library.one_step():
                changes = library.set_corrections(post_id, after)
                linked = relink(library, post_id)
            return linked if linked != Changes() else changes

        self._background.library(work, lambda changes: self._corrected(changes, words))

    def _corrected(self, changes: Changes, words: str) -> None:
        self._doubts_of = None
        self.changed.emit(changes)
        self.done.emit(words, True)

    def _listed(self, thread: Thread, index: int) -> str:
        return one_line(called(thread, index), 80)
