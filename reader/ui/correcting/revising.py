"""Your corrections: shows what was set by hand in the open discussion, goes to it, takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from reader.jobs.reporter import Reporter
from reader.model.discussion import Corrections
from reader.model.report import Location
from reader.model.skeleton import Thread
from reader.ui.background import Background
from reader.ui.correcting.correcting import Correcting
from reader.ui.correcting.correction_list import Entry, entries, post_without
from reader.ui.correcting.corrections import without
from reader.ui.correcting.corrections_dialog import CorrectionsDialog
from reader.ui.opening import Opening
from reader.ui.plain import one_line
from reader.ui.reading_pane import ReadingPane

if TYPE_CHECKING:
    from reader.store import Library


class Revising(QObject):
    """At most one list is open; it follows the thread on show."""

    def __init__(
        self, background: Background, reading: ReadingPane, correcting: Correcting, opening: Opening, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._reading = reading
        self._correcting = correcting
        self._opening = opening
        self.library: Library | None = None
        self._dialog: CorrectionsDialog | None = None
        self._post = Corrections()

    def show(self) -> None:
        """Open the list of the open discussion, or bring it to the front."""
        if self._reading.open_thread is None:
            return
        if not self._is_open:
            self._dialog = CorrectionsDialog(self._reading.window())
            self._dialog.go_wanted.connect(self._go)
            self._dialog.removed.connect(self._remove)
        self.thread_opened(self._reading.open_thread)
        assert self._dialog is not None
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def thread_opened(self, thread: Thread | None) -> None:
        """Another thread is on show, or the same one after a correction."""
        library = self.library
        if not self._is_open or library is None or self._dialog is None:
            return
        if thread is None:
            self._dialog.close()
            return

        def work(_reporter: Reporter) -> tuple[Corrections, tuple[Entry, ...]]:
            discussion = library.load(thread.post_id)
            return discussion.post.corrections, entries(discussion, library.corrections(thread.post_id))

        def show(found: tuple[Corrections, tuple[Entry, ...]]) -> None:
            self._post = found[0]
            if self._dialog is not None and self._is_open:
                self._dialog.show_entries(one_line(thread.title, 80), found[1])

        self._background.aside(work, show, stamp="corrections", owner=self._dialog)

    @property
    def _is_open(self) -> bool:
        return self._dialog is not None and shiboken6.isValid(self._dialog)

    def _go(self, entry: Entry) -> None:
        post = self._opening.post_id
        if entry.comment is not None and post is not None:
            self._opening.open(Location(post, entry.comment))
        else:
            self._opening.jump(-1)

    def _remove(self, entry: Entry) -> None:
        post = self._opening.post_id
        if post is None:
            return
        words = f"Taken back: {entry.words}."
        if isinstance(entry.what, str):
            self._correcting.write_post(post, post_without(self._post, entry.what), words)
            return
        what = entry.what
        self._correcting.write(post, lambda _found, old: without(old, what), words)
