"""Who is who: names that may be one person are proposed, and joined or kept apart by the person who reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.jobs.reporter import Reporter
from reader.model.discussion import NamePair
from reader.model.library import NameFacts
from reader.model.skeleton import Thread
from reader.ui.background import Background
from reader.ui.correcting.correcting import Correcting
from reader.ui.correcting.correction_list import pair_words
from reader.ui.correcting.corrections import with_pair
from reader.ui.messages import Messages
from reader.ui.people.joining import spellings
from reader.ui.people.proposal_card import Proposal
from reader.ui.plain import one_line
from reader.ui.reading_pane import ReadingPane

if TYPE_CHECKING:
    from reader.store import Library


class Naming(QObject):
    """Looks for proposals behind whenever a thread is opened; writes through `Correcting`."""

    proposed = Signal(object)
    """Tuple of `Proposal`: what to ask about the thread on show."""

    def __init__(self, background: Background, reading: ReadingPane, correcting: Correcting, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._reading = reading
        self._correcting = correcting
        self._messages = messages
        self.library: Library | None = None

    def thread_opened(self, thread: Thread | None) -> None:
        """Another thread is on show, or the same one anew: look who may be who in it and on its site."""
        library = self.library
        if thread is None or library is None:
            self._background.drop("people")
            self.proposed.emit(())
            return

        def work(_reporter: Reporter) -> tuple[Proposal, ...]:
            from reader.threads.same_people import proposals

            facts = library.names(thread.post_id)
            by_name = {one.name: one for one in facts}
            said = library.name_pairs(thread.site, thread.post_id)
            return tuple(
                _proposal(by_name[found.first], by_name[found.second], found.evidence) for found in proposals(facts, said) if not found.sure
            )

        self._background.aside(work, self.proposed.emit, stamp="people", owner=self)

    def say(self, first: str, second: str, same: bool) -> None:
        """Two names are one person, or two; from now on, and on the whole site."""
        thread = self._reading.open_thread
        if thread is not None and first != second:
            pair = NamePair(first, second, same)
            site = thread.site
            self._correcting.write(
                thread.post_id, lambda _found, old: with_pair(old, pair), f"{pair_words(pair)}.",
                concerned=lambda library: library.posts_with_both(site, first, second) if site else (),
            )

    def join(self, name: str | None) -> None:
        """Ask who else ``name`` is."""
        thread = self._reading.open_thread
        if thread is None or not name:
            return
        from reader.threads.same_people import is_nobody

        if is_nobody(name):
            self._messages.tell(f"Anybody may have written as “{one_line(name, 60)}”; such names are never joined.")
            return
        own = spellings(thread, name)
        tops = [author for author in thread.authors if author.who == author.index and author.name not in own and not is_nobody(author.name)]
        others = [author.name for author in sorted(tops, key=lambda author: (-author.count, author.name.casefold()))]
        if not others:
            self._messages.tell("There is nobody else in this discussion.")
            return
        self._messages.ask_item(
            "One person, two names", f"{one_line(name, 60)} is the same person as", [one_line(other) for other in others], 0,
            lambda chosen: self.say(own[0], others[chosen], same=True),
        )

    def part(self, name: str | None) -> None:
        """Ask which of the names joined with ``name`` is somebody else."""
        thread = self._reading.open_thread
        if thread is None or not name:
            return
        top, *others = spellings(thread, name)
        if not others:
            self._messages.tell(f"“{one_line(name, 60)}” is joined with no other name.")
        elif len(others) == 1:
            self.say(top, others[0], same=False)
        else:
            self._messages.ask_item(
                "Two people", f"Not the same person as {one_line(top, 60)} is", [one_line(other) for other in others], 0,
                lambda chosen: self.say(top, others[chosen], same=False),
            )


def _proposal(first: NameFacts, second: NameFacts, evidence: tuple[str, ...]) -> Proposal:
    return Proposal(first.name, second.name, (first.here, first.elsewhere), (second.here, second.elsewhere), evidence)
