"""The person's own marks: read, star, note, tags; deleting and undo. Shown at once, written behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from reader.jobs.reporter import Reporter
from reader.model.report import Changes, Location
from reader.model.skeleton import FLAG_GHOST, Thread
from reader.ui.background import Background
from reader.ui.messages import Messages
from reader.ui.note_dialog import NoteDialog
from reader.ui.reading_pane import ReadingPane
from reader.ui.theme import Theme
from reader.ui.words import NOBODY, moment_words
from reader.wording import counted

if TYPE_CHECKING:
    from reader.store import Library

GATHER = 1500
"""Milliseconds in which comments that were read are gathered into one write."""
_NO_GHOST = bytes(0 if flag & FLAG_GHOST else 1 for flag in range(256))
UNDO_WORDS = {
    "recover": "bringing back",
    "import": "import", "delete": "delete", "read": "read marks", "star": "star", "note": "note", "tags": "tags",
    "corrections": "correction", "post": "correction of the post", "reader": "reading differently",
}


class Marking(QObject):
    """Works on the open thread, or on the posts chosen in the library."""

    counted_anew = Signal()
    """Read marks changed: counts on show are to be refreshed."""
    changed = Signal(object)
    """`Changes` after which open things have to be loaded again."""
    summaries_changed = Signal()
    """Only the library list is to be read again."""
    done = Signal(str, bool)
    """What was done, in words, and whether it can be undone."""

    def __init__(self, background: Background, reading: ReadingPane, messages: Messages, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._reading = reading
        self._messages = messages
        self._theme = theme
        self.library: Library | None = None
        self.chosen: Callable[[], list[int]] = list
        self.marks_while_reading = True
        self.undo_name: str | None = None
        self._gathered: dict[int, set[int]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHER)
        self._timer.timeout.connect(self.flush)
        reading.thread_pane.seen.connect(self._seen)
        reading.thread_pane.note_activated.connect(lambda _index: self.note())

    # -- the current comment

    @property
    def open_thread(self) -> Thread | None:
        """The thread on show."""
        return self._reading.open_thread

    @property
    def current(self) -> int:
        """The current comment, -1 for the post."""
        return self._reading.thread_pane.current

    @property
    def is_starred(self) -> bool:
        """Whether the current comment is starred."""
        return self.current in self._reading.thread_pane.look.starred

    @property
    def is_read(self) -> bool:
        """Whether the current comment is read."""
        return self.current not in self._reading.thread_pane.look.unread

    @property
    def read_count(self) -> int:
        """How many comments of the open thread are read; ghosts were never there to be read."""
        return self.total - len(self._reading.thread_pane.look.unread)

    @property
    def total(self) -> int:
        """How many comments the open thread has, ghosts left out."""
        thread = self.open_thread
        return sum(thread.flags.translate(_NO_GHOST)) if thread is not None else 0

    def star(self) -> None:
        """Put a star on the current comment, or take it off."""
        thread, index, pane = self.open_thread, self.current, self._reading.thread_pane
        if thread is None or index < 0:
            return
        starred = not self.is_starred
        pane.set_marks(starred=pane.look.starred ^ {index})
        self._write(lambda library: library.set_starred(thread.post_id, [thread.ids[index]], starred))

    def toggle_read(self) -> None:
        """Mark the current comment as read, or as new again."""
        thread, index, pane = self.open_thread, self.current, self._reading.thread_pane
        if thread is None or index < 0:
            return
        read = not self.is_read
        pane.set_marks(unread=pane.look.unread ^ {index})
        self._write(lambda library: library.set_read(thread.post_id, [thread.ids[index]], read))
        self.counted_anew.emit()

    def mark_all(self, *, read: bool) -> None:
        """Mark everything in the chosen discussions as read, or as new."""
        posts = self.chosen()
        thread = self.open_thread
        if thread is not None and thread.post_id in posts:
            self._gathered.pop(thread.post_id, None)
            self._reading.thread_pane.set_marks(unread=[] if read else range(len(thread)))

        def write(library: Library) -> Changes:
            changes = Changes()
            with library.one_step():
                for post in posts:
                    changes = library.set_read(post, None, read)
            return changes

        self._write(write)
        self.counted_anew.emit()
        self.done.emit(f"{counted(len(posts), 'discussion')} marked as {'read' if read else 'new'}.", True)

    def note(self) -> None:
        """Write a note on the current comment or the post."""
        thread, index, library = self.open_thread, self.current, self.library
        if thread is None or library is None:
            return
        if index < 0:
            text, about, where = library.shown_post(thread.post_id).note, f"“{thread.title}”", Location(thread.post_id)
        else:
            found = library.shown_comments(thread.post_id, index, index + 1)
            text = found[0].note if found else ""
            about, where = self._about(thread, index), Location(thread.post_id, thread.ids[index])
        dialog = NoteDialog(about, text, self._theme.palette, self._reading.window())
        dialog.written.connect(lambda written: self._write_note(where, index, written, text))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def copy_citation(self) -> None:
        """Put a citation of the current comment (or post) on the clipboard."""
        thread, index, library = self.open_thread, self.current, self.library
        if thread is None or library is None:
            return
        post = library.shown_post(thread.post_id)
        parts = []
        if index >= 0:
            comment = library.shown_comments(thread.post_id, index, index + 1)[0]
            number = thread.numbers[index]
            parts = [f"Comment {number}" if number else "Comment", self._author(thread, index),
                     moment_words(comment.published, comment.published_text), f"on “{post.title}”"]
            address = comment.url or post.url
        else:
            parts = [post.author or "", f"“{post.title}”", moment_words(post.published, post.published_text)]
            address = post.url
        QGuiApplication.clipboard().setText(", ".join(part for part in (*parts, post.site or "", address or "") if part) + ".")
        self.done.emit("The citation is on the clipboard.", False)

    # -- posts

    def tags(self) -> None:
        """Set the tags of the chosen discussions."""
        posts, library = self.chosen(), self.library
        if not posts or library is None:
            return
        before = ", ".join(library.shown_post(posts[0]).tags)
        label = "Tags, separated by commas" + (f" (for {len(posts)} discussions)" if len(posts) > 1 else "")

        def take(text: str) -> None:
            tags = list(dict.fromkeys(tag for part in text.split(",") if (tag := " ".join(part.split()))))

            def write(inner: Library) -> Changes:
                changes = Changes()
                with inner.one_step():
                    for post in posts:
                        changes = inner.set_tags(post, tags)
                return changes

            self._write(write)

        self._messages.ask_line("Tags", label, before, take)

    def delete(self) -> None:
        """Take the chosen discussions out of the library; undo brings them back."""
        posts = self.chosen()
        if posts:
            self.flush()
            words = f"{counted(len(posts), 'discussion')} deleted."
            self._change(lambda library: library.delete(posts), words)

    def undo(self) -> None:
        """Take the last step back."""
        self.flush()
        words = UNDO_WORDS.get(self.undo_name or "", "last step")
        self._change(lambda library: library.undo(), f"Undone: {words}.", undoable=False)

    # -- behind

    def flush(self) -> None:
        """Write the read marks gathered so far."""
        self._timer.stop()
        gathered, self._gathered = self._gathered, {}
        for post, ids in gathered.items():
            self._write_read(post, sorted(ids))

    def _write_read(self, post: int, ids: list[int]) -> None:
        # Reading is no step that anybody would want to take back; it stays out of the undo stack.
        self._write(lambda library: library.set_read(post, ids, True, undoable=False))

    def _seen(self, indexes: tuple[int, ...]) -> None:
        thread = self.open_thread
        if thread is None or not self.marks_while_reading:
            return
        self._gathered.setdefault(thread.post_id, set()).update(thread.ids[index] for index in indexes)
        self._timer.start()
        self.counted_anew.emit()

    def _write_note(self, where: Location, index: int, text: str, before: str) -> None:
        if text == before:
            return
        thread, pane = self.open_thread, self._reading.thread_pane

        def written(_changes: Changes) -> None:
            if thread is not None and self.open_thread is thread:
                if index >= 0:
                    notes = pane.look.notes | {index} if text else pane.look.notes - {index}
                    pane.set_marks(notes=notes)
                pane.forget_bodies()
            self.summaries_changed.emit()

        self._write(lambda library: library.set_note(where, text), written)

    def _write(self, write: Callable[[Library], Changes], done: Callable[[Changes], None] | None = None) -> None:
        library = self.library
        if library is not None:
            self._background.library(lambda _reporter: write(library), done or (lambda _changes: self.summaries_changed.emit()))

    def _change(self, write: Callable[[Library], Changes], words: str, *, undoable: bool = True) -> None:
        library = self.library
        if library is None:
            return

        def work(_reporter: Reporter) -> Changes:
            return write(library)

        def written(changes: Changes) -> None:
            self.changed.emit(changes)
            self.done.emit(words, undoable)

        self._background.library(work, written)

    def _about(self, thread: Thread, index: int) -> str:
        number = thread.numbers[index]
        return f"comment {number} by {self._author(thread, index)}" if number else f"a comment by {self._author(thread, index)}"

    @staticmethod
    def _author(thread: Thread, index: int) -> str:
        slot = thread.authors_of[index]
        return thread.authors[slot].name if slot >= 0 else NOBODY
