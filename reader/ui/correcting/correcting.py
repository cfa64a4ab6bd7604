"""Corrections by hand: what a comment answers, what a reference means, who a name is. Asks, writes, links the thread anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.jobs.reporter import Reporter
from reader.model.discussion import Corrections, Discussion, Reference, ThreadCorrections, Toward
from reader.model.report import Changes
from reader.model.skeleton import Thread
from reader.ui.background import Background
from reader.ui.correcting.corrections import Meant, as_it_is, with_name, with_parent, with_reference, without_parent
from reader.ui.correcting.explaining import called, explain
from reader.ui.library.library_source import LibrarySource
from reader.ui.messages import Messages
from reader.ui.plain import one_line
from reader.ui.reading_pane import ReadingPane
from reader.ui.theme import Theme

if TYPE_CHECKING:
    from reader.store import Library
    from reader.threads.candidates import RankedCandidate
    from reader.ui.correcting.target_dialog import TargetDialog
    from reader.ui.correcting.target_model import Choice

Correct = Callable[[Discussion, ThreadCorrections], ThreadCorrections]
LONG = 2000
"""Comments from which on linking anew takes long enough to be told."""
FEW = 8
"""Candidates that are offered before the list of all comments."""


class Correcting(QObject):
    """Asks through dialogs, writes through the Library, links anew through ``jobs.relinking``."""

    changed = Signal(object)
    """`Changes` after which the thread has to be loaded again."""
    done = Signal(str, bool)
    """What was done, in words, and whether it can be undone."""
    answered = Signal(int, object)
    """(index of the comment, -1 for the post, `Reference`): the person said what it means; it is being written."""

    def __init__(self, background: Background, reading: ReadingPane, messages: Messages, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._reading = reading
        self._messages = messages
        self._theme = theme
        self.library: Library | None = None
        reading.thread_pane.explain = self._explain

    # -- what a comment answers

    def set_parent(self) -> None:
        """Ask which comment the current one answers."""
        from reader.ui.correcting.target_model import Choice

        thread, index = self._reading.open_thread, self._reading.thread_pane.current
        if thread is None or index < 0:
            return
        comment_id = thread.ids[index]
        parent = thread.parents[index]
        choices = [
            Choice(POST, "the post", current=parent < 0), Choice(BY_ITSELF, "what the program finds by itself"),
        ]
        if parent >= 0:
            choices.insert(0, self._choice_of(thread, parent, parent, current=True))

        def take(chosen: object) -> None:
            if chosen == BY_ITSELF:
                self.write(thread.post_id, lambda found, old: without_parent(found, old, comment_id), "The correction was taken back.")
                return
            answer = thread.ids[chosen] if isinstance(chosen, int) else None
            said = called(thread, chosen) if isinstance(chosen, int) else "the post"
            words = f"{called(thread, index)} answers {said} now."
            self.write(thread.post_id, lambda found, old: with_parent(found, old, comment_id, answer), words)

        dialog = self._dialog(thread, index, "Set what it answers", f"What does {one_line(called(thread, index), 60)} answer?")
        dialog.chosen.connect(take)
        dialog.show_choices(choices)
        dialog.open()

    # -- what a reference means

    def confirm(self, reference: Reference | None = None) -> None:
        """A reference of the current comment is right as it is; without one given, the marked one or the only one."""
        thread, index = self._reading.open_thread, self._reading.thread_pane.current
        if thread is None:
            return
        self._with_one(thread, index, reference, "Yes, this one", "Which reference is right?",
                       lambda one: self.say(thread, index, one, as_it_is(one)))

    def correct_reference(self, reference: Reference | None = None) -> None:
        """Ask what a reference of the current comment means instead; without one given, the marked one, the only one, or first which."""
        thread, index = self._reading.open_thread, self._reading.thread_pane.current
        if thread is None:
            return
        self._with_one(thread, index, reference, "Not this one", "Which reference is wrong?",
                       lambda one: self._ask_target(thread, index, one))

    def say(self, thread: Thread, index: int, reference: Reference, meant: Meant) -> None:
        """Write that ``reference`` in the comment at ``index`` (-1: the post) means ``meant``."""
        comment = thread.ids[index] if index >= 0 else None
        quoted = f"“{one_line(reference.text, 40)}”"
        words = f"{quoted} was corrected." if meant != as_it_is(reference) else f"{quoted} is right: kept so from now on."
        self.write(thread.post_id, lambda found, old: with_reference(found, old, comment, reference, meant), words)
        self.answered.emit(index, reference)

    # -- names and the post

    def name_means(self) -> None:
        """Ask for a name as it is written in the current comment, and whom it means."""
        thread, index = self._reading.open_thread, self._reading.thread_pane.current
        if thread is None or index < 0:
            return
        selected = self._reading.thread_pane.selecting.text().strip()
        references = self._references(index)
        guess = selected or (references[0].text.strip("@ ") if references else "")

        def named(written: str) -> None:
            if not written.strip():
                return
            people = sorted((author.name for author in thread.authors), key=str.casefold)
            self._messages.ask_item("This name means…", f"“{one_line(written, 60)}” means", [one_line(name) for name in people], 0,
                                    lambda chosen: self._name(thread, written.strip(), people[chosen]))

        self._messages.ask_line("This name means…", "The name as it is written", one_line(guess, 60), named)

    def correct_post(self) -> None:
        """Ask for title, author and date of the post; empty takes a correction back."""
        thread, library = self._reading.open_thread, self.library
        if thread is None or library is None:
            return
        from reader.ui.correcting.correct_post_dialog import CorrectPostDialog

        post = library.shown_post(thread.post_id)
        dialog = CorrectPostDialog(post.title, post.author or "", post.published or "", self._reading.window())
        dialog.corrected.connect(lambda corrections: self.write_post(thread.post_id, corrections, "Corrected."))
        dialog.open()

    # -- writing

    def write(
        self, post_id: int, correct: Correct, words: str, *, concerned: Callable[[Library], Iterable[int]] = lambda _library: ()
    ) -> None:
        """Write corrections made from those there are, and link the thread anew, and others that are ``concerned``; one step of undo."""
        library = self.library
        if library is None:
            return

        def work(_reporter: Reporter) -> Changes:
            from reader.jobs.relinking import relink

            after = correct(library.load(post_id), library.corrections(post_id))
            with library.one_step():
                changed = library.set_corrections(post_id, after).changed
                for post in dict.fromkeys((post_id, *concerned(library))):
                    changed |= relink(library, post).changed
            return Changes(changed=changed)

        if len(self._reading.open_thread or ()) > LONG:
            self.done.emit("The discussion is being linked anew…", False)
        self._background.library(work, lambda changes: self._corrected(changes, words))

    def write_post(self, post_id: int, corrections: Corrections, words: str) -> None:
        """Write what was set by hand about the post."""
        library = self.library
        if library is not None:
            self._background.library(lambda _r: library.correct_post(post_id, corrections), lambda c: self._corrected(c, words))

    # -- behind

    def _explain(self, reference: Reference) -> str:
        thread = self._reading.thread_pane.thread_shown
        return explain(thread, reference) if thread is not None else ""

    def _references(self, index: int) -> list[Reference]:
        pane = self._reading.thread_pane
        return list(pane.acting.references_of(index)) if pane.rows is not None and index >= -1 else []

    def _with_one(
        self, thread: Thread, index: int, reference: Reference | None, title: str, question: str, act: Callable[[Reference], None]
    ) -> None:
        """Do something with the reference that is meant; ask which where that is not plain."""
        references = self._references(index)
        marked = reference or self._reading.thread_pane.keys.marked_reference() or (references[0] if len(references) == 1 else None)
        if marked is not None:
            act(marked)
        elif references:
            items = [f"“{one_line(r.text, 60)}”: {explain(thread, r)}" for r in references]
            self._messages.ask_item(title, question, items, 0, lambda chosen: act(references[chosen]))
        else:
            self._messages.tell("This comment holds no reference to another one. “Set what it answers” connects it by hand.")

    def _ask_target(self, thread: Thread, index: int, reference: Reference) -> None:
        library = self.library
        if library is None:
            return
        quoted = one_line(reference.text, 60)
        where = one_line(called(thread, index), 60) if index >= 0 else "the post"
        dialog = self._dialog(thread, index, "Not this one", f"What does “{quoted}” in {where} mean?\n{explain(thread, reference)}")
        dialog.chosen.connect(
            lambda value: self.say(thread, index, reference, Meant(Toward.COMMENT, thread.ids[value]) if isinstance(value, int) else value)
        )
        others = self._other_answers(reference)
        dialog.show_choices(others, more=True)

        def work(_reporter: Reporter) -> tuple[RankedCandidate, ...]:
            from reader.threads.candidates import candidates_for

            return candidates_for(library.load(thread.post_id), index, reference, library.corrections(thread.post_id), FEW + 2)

        def found(ranked: tuple[RankedCandidate, ...]) -> None:
            dialog.show_choices((*self._candidates(thread, ranked), *others))

        self._background.aside(work, found, stamp="candidates", owner=dialog)
        dialog.open()

    def _candidates(self, thread: Thread, ranked: tuple[RankedCandidate, ...]) -> list[Choice]:
        """The next few after the one that it leads to now."""
        from reader.wording import reasons

        made = []
        for one in ranked:
            if one.current or one.target is None or one.target not in thread.ids:
                continue
            why = ", ".join(reasons(one.evidence)[:3])
            made.append(self._choice_of(thread, thread.ids.index(one.target), Meant(one.to, one.target), why))
        return made[:FEW]

    def _choice_of(self, thread: Thread, index: int, value: object, reason: str = "", *, current: bool = False) -> Choice:
        from reader.ui.correcting.target_model import of_comment

        assert self.library is not None
        shown = self.library.shown_comments(thread.post_id, index, index + 1)[0]
        return of_comment(thread, shown, value, reason, current=current)

    @staticmethod
    def _other_answers(reference: Reference) -> list[Choice]:
        from reader.ui.correcting.target_model import Choice

        now = as_it_is(reference)
        answers = (
            (Meant(Toward.POST), "the post"), (Meant(Toward.REMOVED), "a comment that is not here"),
            (Meant(Toward.EXTERNAL), "another discussion"), (Meant(Toward.UNKNOWN), "nobody"),
        )
        return [Choice(meant, words, current=meant == now) for meant, words in answers]

    def _dialog(self, thread: Thread, index: int, title: str, question: str) -> TargetDialog:
        from reader.ui.correcting.target_dialog import TargetDialog
        from reader.ui.correcting.target_model import AllComments

        library = self.library
        assert library is not None
        everything = AllComments(thread, LibrarySource(library, thread.post_id).comments, max(0, index) if index >= 0 else -1)
        dialog = TargetDialog(title, question, everything, self._theme.palette, self._reading.window())

        def find(words: str, take: Callable[[frozenset[int]], None]) -> None:
            def work(_reporter: Reporter) -> frozenset[int]:
                return frozenset(match.index for match in library.matches(thread.post_id, words) if match.index >= 0)

            self._background.aside(work, take, stamp="find target", owner=dialog, failed=lambda _error: None)

        dialog.look_up = find
        return dialog

    def _name(self, thread: Thread, written: str, author: str) -> None:
        words = f"“{one_line(written, 40)}” means {one_line(author, 40)} in this discussion now."
        self.write(thread.post_id, lambda _found, old: with_name(old, written, author), words)

    def _corrected(self, changes: Changes, words: str) -> None:
        self.changed.emit(changes)
        self.done.emit(words, True)


POST, BY_ITSELF = "post", "by itself"
"""Answers to "what does it answer" that are no comment."""
