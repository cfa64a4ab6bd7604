"""The keyboard: one table of moves, typing a number, walking the references of the current comment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence

from reader.model.discussion import Reference
from reader.ui.thread_pane.boxes import Box
from reader.ui.thread_pane.documents import Link
from reader.ui.thread_pane.number_note import NumberNote
from reader.ui.thread_pane.words import counted

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane

NUMBER_WAIT = 1200
"""Milliseconds after the last digit until the number is gone to."""
LONGEST_NUMBER = 7


@dataclass(frozen=True, slots=True)
class PaneKey:
    """A key of the pane: what is typed (portable `QKeySequence` text), what it does in words, and how."""

    keys: tuple[str, ...]
    words: str
    act: Callable[[ThreadPane], None]


KEYS: tuple[PaneKey, ...] = (
    PaneKey(("J",), "Next comment", lambda p: p.moves.by_row(1)),
    PaneKey(("K",), "Previous comment", lambda p: p.moves.by_row(-1)),
    PaneKey(("P",), "What this answers", lambda p: p.moves.to_parent()),
    PaneKey(("]", "Alt+Down"), "Next answer to the same comment", lambda p: p.moves.to_sibling(1)),
    PaneKey(("[", "Alt+Up"), "Previous answer to the same comment", lambda p: p.moves.to_sibling(-1)),
    PaneKey(("}", "Shift+J"), "Next branch", lambda p: p.moves.to_root(1)),
    PaneKey(("{", "Shift+K"), "Beginning of this branch, then previous branch", lambda p: p.moves.to_root(-1)),
    PaneKey(("N",), "Next new comment", lambda p: p.moves.to_unread(1)),
    PaneKey(("Shift+N",), "Previous new comment", lambda p: p.moves.to_unread(-1)),
    PaneKey(("F",), "Fold or open this branch", lambda p: p.toggle(p.current)),
    PaneKey(("Left",), "Fold; when folded, go to what it answers", lambda p: p.moves.out()),
    PaneKey(("Right",), "Open; when open, go to the first answer", lambda p: p.moves.into()),
    PaneKey(("*",), "Open all branches", lambda p: p.unfold_all()),
    PaneKey(("\\",), "Fold all branches", lambda p: p.fold_all()),
    PaneKey(("Down",), "A little down", lambda p: p.scroll_by(3 * p.style_now.line)),
    PaneKey(("Up",), "A little up", lambda p: p.scroll_by(-3 * p.style_now.line)),
    PaneKey(("Space", "PgDown"), "A page down", lambda p: p.moves.read_on(1)),
    PaneKey(("Shift+Space", "PgUp"), "A page up", lambda p: p.moves.read_on(-1)),
    PaneKey(("Home",), "To the top", lambda p: p.go_to_top()),
    PaneKey(("End",), "To the end", lambda p: p.go_to_bottom()),
    PaneKey(("V",), "Look at what the marked reference leads to", lambda p: p.keys.preview()),
    PaneKey(("Return", "Enter"), "Follow the marked reference; open a folded branch", lambda p: p.keys.follow()),
    PaneKey(("Ctrl+C",), "Copy the selection, or the whole comment", lambda p: p.keys.copy()),
    PaneKey(("Ctrl+A",), "Select the whole comment; again: the whole discussion", lambda p: p.selecting.select_all()),
    PaneKey(("Shift+Down",), "Select on to the next comment", lambda p: p.selecting.extend(1)),
    PaneKey(("Shift+Up",), "Select back to the previous comment", lambda p: p.selecting.extend(-1)),
)


def _table() -> dict[str, PaneKey]:
    return {QKeySequence(key).toString(): row for row in KEYS for key in row.keys}


class Keys:
    """Key presses of the pane. ``reference`` is the place of the marked link in the current comment's body, None for none."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane
        self._table = _table()
        self.reference: int | None = None
        self._typed = ""
        self._note = NumberNote(pane)
        self._wait = QTimer(pane)
        self._wait.setSingleShot(True)
        self._wait.setInterval(NUMBER_WAIT)
        self._wait.timeout.connect(self._go_to_typed)

    def _row(self, event: QKeyEvent) -> PaneKey | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = QKeySequence(event.key() | modifiers.value).toString()
        found = self._table.get(plain)
        if found is None and event.text() and event.text().isprintable() and not modifiers & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            # Signs stand on different keys (with Shift, AltGr) around the world.
            found = self._table.get(event.text().upper()) if not event.text().isalnum() else None
        return found

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to the pane although the window has a shortcut on it."""
        return self._pane.rows is not None and (self._row(event) is not None or self._digit(event) != "")

    @staticmethod
    def _digit(event: QKeyEvent) -> str:
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.text() if bare and event.text() and event.text() in "0123456789" else ""

    def press(self, event: QKeyEvent) -> bool:
        """Handle a key; False where it is none of the pane's."""
        pane = self._pane
        if pane.rows is None:
            return False
        digit = self._digit(event)
        if digit and (self._typed or digit != "0"):
            self._typed = (self._typed + digit)[:LONGEST_NUMBER]
            self._note.say(f"Go to {self._typed}")
            self._wait.start()
            return True
        if self._typed and self._typing(event):
            return True
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        row = self._row(event)
        if row is None:
            return False
        if not row.keys[0].startswith(("V", "Return")):
            pane.previews.close_all()
        row.act(pane)
        return True

    def _typing(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_to_typed()
            return True
        if event.key() == Qt.Key.Key_Backspace and len(self._typed) > 1:
            self._typed = self._typed[:-1]
            self._note.say(f"Go to {self._typed}")
            self._wait.start()
            return True
        self._wait.stop()
        self._typed = ""
        self._note.hide()
        return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace)

    def _go_to_typed(self) -> None:
        self._wait.stop()
        typed, self._typed = self._typed, ""
        if typed and not self._pane.moves.to_number(int(typed)):
            self._note.say(f"No comment {typed}", leave=True)
        else:
            self._note.hide()

    def _escape(self) -> bool:
        pane = self._pane
        if pane.previews.close_one():
            return True
        if self.reference is not None:
            self.reference = None
            pane.viewport().update()
            return True
        if pane.selecting.selection is not None:
            pane.selecting.clear()
            return True
        return False

    # -- references of the current comment

    def _links(self) -> list[Link]:
        pane = self._pane
        if pane.rows is None:
            return []
        body = pane.boxes.at(pane.place_of_current()).body
        return sorted(body.links, key=lambda link: link.start) if body is not None else []

    def tab(self, forward: bool) -> bool:
        """Mark the next or previous reference; False behind the last, where the focus goes on."""
        links = self._links()
        if not links:
            return False
        at = (-1 if forward else len(links)) if self.reference is None else self.reference
        at += 1 if forward else -1
        pane = self._pane
        pane.previews.close_all()
        if not 0 <= at < len(links):
            self.reference = None
            pane.viewport().update()
            return False
        self.reference = at
        self._show(links[at])
        return True

    def _show(self, link: Link) -> None:
        pane = self._pane
        place = pane.place_of_current()
        y = pane.view.y_of(place)
        if y is None:
            pane.bring(place)
            y = pane.view.y_of(place) or 0
        area = pane.acting.link_area(pane.boxes.at(place), y, link)
        if area.top() < 0 or area.bottom() > pane.view.height:
            pane.scroll_by(area.top() - pane.view.height // 3)
        pane.viewport().update()
        reference = self._reference(link)
        words = pane.explain(reference) if reference is not None else link.href
        pane.status.emit(words)
        pane.speech.say(words)

    def _reference(self, link: Link) -> Reference | None:
        return None if link.reference is None else self._pane.acting.references_of(self._pane.current)[link.reference]

    def marked(self) -> Link | None:
        """The marked link."""
        links = self._links()
        return links[self.reference] if self.reference is not None and self.reference < len(links) else None

    def marked_reference(self) -> Reference | None:
        """The reference that the marked link is."""
        link = self.marked()
        return self._reference(link) if link is not None else None

    def mark_reference(self, reference: Reference) -> None:
        """Mark a reference of the current comment and bring it into the window; nothing where the comment shows no such link."""
        for at, link in enumerate(self._links()):
            if self._reference(link) == reference:
                self.reference = at
                self._show(link)
                return

    def follow(self) -> None:
        """Follow the marked link; with none, open or fold the current branch."""
        pane = self._pane
        link = self.marked()
        pane.previews.close_all()
        if link is not None:
            pane.acting.follow_link(pane.current, link)
        elif pane.rows is not None and pane.current >= 0 and pane.rows.is_folded(pane.current):
            pane.toggle(pane.current)

    def preview(self) -> None:
        """Open the preview of the marked reference, or of the first one."""
        pane = self._pane
        if self.marked() is None and not self.tab(True):
            return
        link = self.marked()
        reference = self._reference(link) if link is not None else None
        y = pane.view.y_of(pane.place_of_current())
        if link is not None and reference is not None and y is not None:
            pane.previews.open_reference(reference, pane.acting.link_area(pane.boxes.at(pane.place_of_current()), y, link))

    def copy(self) -> None:
        """Copy, and say so."""
        count = self._pane.selecting.copy()
        if count:
            self._pane.status.emit("Copied" if count == 1 else f"Copied from {counted(count, 'comment')}")

    def spans(self, box: Box) -> list[tuple[int, int, str]]:
        """The marked reference."""
        if self.reference is None or box.index != self._pane.current:
            return []
        link = self.marked()
        return [] if link is None else [(link.start, link.end, "focus")]
