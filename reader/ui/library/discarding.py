"""The trash from the window: what was deleted is listed, brought back, or removed for good after a clear question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.jobs.reporter import Reporter
from reader.model.report import Changes
from reader.model.skeleton import PostSummary
from reader.ui.background import Background
from reader.ui.library.trash_dialog import TrashDialog
from reader.ui.messages import Messages
from reader.wording import counted

if TYPE_CHECKING:
    from reader.store import Library


class Discarding(QObject):
    """At most one list is open."""

    changed = Signal(object)
    """`Changes` after which open things have to be loaded again."""
    done = Signal(str, bool)

    def __init__(self, background: Background, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._messages = messages
        self._window = window
        self.library: Library | None = None
        self._dialog: TrashDialog | None = None

    def show(self) -> None:
        """Open the list of deleted discussions."""
        if self._dialog is None or not shiboken6.isValid(self._dialog):
            self._dialog = TrashDialog(self._window)
            self._dialog.restore_wanted.connect(self.restore)
            self._dialog.purge_wanted.connect(self._ask_purge)
        self._refresh()
        self._dialog.open()

    def restore(self, posts: list[int]) -> None:
        """Bring these back into the library."""
        library = self.library
        if library is None or not posts:
            return

        def restored(changes: Changes) -> None:
            self.changed.emit(changes)
            self.done.emit(f"{counted(len(posts), 'discussion')} brought back.", True)
            self._refresh()

        self._background.library(lambda _r: library.recover(posts), restored)

    def _ask_purge(self, posts: list[int]) -> None:
        dialog = self._dialog
        assert dialog is not None
        total = len(posts) or dialog.list.topLevelItemCount()
        what = "Delete everything in the trash for good?" if not posts else f"Delete {counted(total, 'discussion')} for good?"
        text = (
            f"{what}\n\n{counted(total, 'discussion')} with all comments, your notes and corrections, and the saved files that no other "
            "discussion was read from. This cannot be undone, and neither can what you did before it."
        )
        self._messages.choose(
            text, {"Delete for good": lambda: self._purge(posts or None), "Keep": lambda: None}, safe="Keep", over=dialog, title="Trash",
        )

    def _purge(self, posts: list[int] | None) -> None:
        library = self.library
        if library is None:
            return

        def purged(count: int) -> None:
            self.changed.emit(Changes())
            self.done.emit(f"{counted(count, 'discussion')} deleted for good.", False)
            self._refresh()

        self._background.library(lambda _r: library.purge(posts=posts), purged)

    def _refresh(self) -> None:
        library, dialog = self.library, self._dialog
        if library is None or dialog is None or not shiboken6.isValid(dialog):
            return

        def work(_reporter: Reporter) -> list[PostSummary]:
            return library.deleted()

        self._background.aside(work, dialog.show_posts, stamp="trash", owner=dialog)
