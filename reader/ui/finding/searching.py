"""Find in the thread and search in the library: wishes from the bars to the Library, answers back, all in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.jobs.reporter import Reporter
from reader.model.errors import ReaderError
from reader.model.report import Location, Match, SearchResult
from reader.ui.background import Background
from reader.ui.finding.filtering import Filtering
from reader.ui.finding.find_bar import Wanted
from reader.ui.finding.search_box import Reach, SearchBox
from reader.ui.finding.search_results import ResultsPane
from reader.ui.reading_pane import ReadingPane
from reader.wording import error_sentence

if TYPE_CHECKING:
    from reader.store import Library

LIMIT = 200
"""Hits that are listed; the count tells of all."""


class Searching(QObject):
    """Connects `SearchBox`, `ResultsPane` and `FindBar` with the Library."""

    results_wanted = Signal(bool)
    """Show the results in the place of the library list, or the list again."""
    chosen = Signal(object)
    """A `Location` among the results."""

    def __init__(
        self, background: Background, reading: ReadingPane, box: SearchBox, results: ResultsPane, filtering: Filtering, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._reading = reading
        self._box = box
        self._results = results
        self._filtering = filtering
        self.library: Library | None = None
        self._matches: list[Match] = []
        self._words = ""
        self._asked: tuple[str, str] = ("", "")
        self._hit: Location | None = None
        """A result that was chosen and whose words are not marked yet."""
        box.wanted.connect(self.search)
        results.chosen.connect(self._go_to_hit)
        results.closed.connect(self.close_results)
        bar = reading.find_bar
        bar.wanted.connect(self._find)
        bar.moved.connect(self._move)
        bar.list_wanted.connect(self._only_matches)
        bar.closed.connect(reading.thread_pane.setFocus)

    @property
    def shows_results(self) -> bool:
        """Whether a search is on."""
        return bool(self._asked[0])

    # -- in the thread

    def open_find(self) -> None:
        """Open the bar, with the words selected in the thread."""
        selected = self._reading.thread_pane.selecting.text()
        self._reading.find_bar.open(selected if selected and "\n" not in selected and len(selected) < 100 else "")

    def find_next(self) -> None:
        """The next match."""
        if self._reading.find_bar.isHidden():
            self.open_find()
        else:
            self._reading.find_bar.go_next()

    def find_previous(self) -> None:
        """The match before."""
        if self._reading.find_bar.isHidden():
            self.open_find()
        else:
            self._reading.find_bar.go_previous()

    def thread_opened(self) -> None:
        """Another thread is on show: what is in the bar, or what the search found, is sought there."""
        self._matches = []
        thread = self._reading.open_thread
        if thread is not None and self._hit is not None and self._hit.post == thread.post_id and self.shows_results:
            self._reading.find_bar.show_query(self._asked[0])
        elif not self._reading.find_bar.isHidden():
            self._reading.find_bar.ask()

    def _go_to_hit(self, where: Location) -> None:
        """A result was chosen: its thread is shown with the words marked, Next match goes through them."""
        thread = self._reading.open_thread
        self._hit = where
        self.chosen.emit(where)
        if thread is not None and thread.post_id == where.post and self._reading.open_thread is thread:
            self._reading.find_bar.show_query(self._asked[0])

    def _find(self, wanted: Wanted | None) -> None:
        thread, library = self._reading.open_thread, self.library
        if wanted is None or thread is None or library is None:
            self._background.drop("find")
            self._matches, self._words = [], ""
            self._reading.thread_pane.set_matches(())
            return

        def work(_reporter: Reporter) -> list[Match]:
            if wanted.query:
                return library.found_words(thread.post_id, wanted.words)
            return library.matches(thread.post_id, wanted.words, regex=wanted.regex, case=wanted.case)

        self._words = self._reading.find_bar.edit.text()
        self._background.aside(work, self._found, failed=self._not_found, stamp="find", owner=self)

    def _found(self, matches: list[Match]) -> None:
        self._matches = matches
        pane = self._reading.thread_pane
        pane.set_matches(matches)
        # Reading goes on from where one is, not from the top.
        at = self._index_of_hit()
        first = next((place for place, match in enumerate(matches) if match.index >= (pane.current if at is None else at)), 0)
        if at is None or (matches and matches[first].index == at):
            self._reading.find_bar.show_matches(len(matches), first)
        else:
            self._reading.find_bar.show_matches(len(matches), first, go=False)  # found by its title, name or note: stay there

    def _index_of_hit(self) -> int | None:
        """Where the result stands that was just chosen, -1 for the post; None when none was."""
        hit, self._hit = self._hit, None
        thread = self._reading.open_thread
        if hit is None or thread is None or hit.post != thread.post_id:
            return None
        return thread.ids.index(hit.comment) if hit.comment is not None and hit.comment in thread.ids else -1

    def _not_found(self, error: ReaderError) -> None:
        self._matches = []
        self._reading.thread_pane.set_matches(())
        self._reading.find_bar.show_problem(error_sentence(error))

    def _move(self, number: int) -> None:
        if 0 <= number < len(self._matches):
            self._reading.thread_pane.go_to_match(number)

    def _only_matches(self) -> None:
        self._filtering.words(self._words, frozenset(match.index for match in self._matches if match.index >= 0))

    # -- in the library

    def search(self, words: str, reach: str) -> None:
        """Search for ``words``; none ends the search."""
        library, thread = self.library, self._reading.open_thread
        if reach == Reach.THREAD:
            self._end()
            if words and thread is not None:
                self._reading.find_bar.open(words)
            return
        if not words:
            self._end()
            return
        if library is None:
            return
        query = words
        if reach == Reach.SITE and thread is not None and thread.site:
            query = f'{words} site:"{thread.site}"'
        self._asked = (words, reach)
        self._results.show_busy()
        self.results_wanted.emit(True)

        def work(_reporter: Reporter) -> SearchResult:
            return library.search(query, LIMIT)

        self._background.aside(
            work, lambda result: self._results.show_result(result, words), stamp="search", owner=self,
            failed=lambda error: self._results.show_problem(error_sentence(error)),
        )

    def close_results(self) -> None:
        """End the search; the library list is back as it was."""
        self._box.edit.clear()
        self._end()

    def refresh(self) -> None:
        """The library changed: search again where a search is on."""
        if self.shows_results:
            self.search(*self._asked)

    def _end(self) -> None:
        self._background.drop("search")
        self._asked = ("", "")
        if self._reading.find_bar.shows_query:
            self._reading.find_bar.dismiss()
        self.results_wanted.emit(False)
