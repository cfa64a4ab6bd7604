"""What can be chosen as the meaning of a reference or as what a comment answers: a few choices, and all comments as a virtual list."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model.skeleton import ShownComment, Thread
from reader.ui.correcting.explaining import called
from reader.ui.plain import one_line
from reader.ui.words import moment_words

Index = QModelIndex | QPersistentModelIndex
CHOICE = Qt.ItemDataRole.UserRole
PAGE = 64
"""Bodies are fetched by so many comments at once."""
WORDS = 160
"""Code points of a body that a row shows at most."""
_PAGES = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """One row. ``value`` is what the asker gets; ``words`` the first line, ``when`` beside it; ``text`` the first words of the comment;
    ``reason`` why it may be meant; ``author``: whose colour the first line has. ``current``: it is what holds now."""

    value: object
    words: str
    text: str = ""
    reason: str = ""
    when: str = ""
    author: str | None = None
    current: bool = False

    @property
    def spoken(self) -> str:
        """All of it in one line, for reading aloud."""
        return ". ".join(part for part in (self.words, "as it is now" if self.current else "", self.when, self.reason, self.text) if part)


def of_comment(thread: Thread, shown: ShownComment, value: object, reason: str = "", *, current: bool = False) -> Choice:
    """The row of a comment."""
    slot = thread.authors_of[shown.index]
    person = thread.authors[thread.authors[slot].who].name if slot >= 0 else None
    when = one_line(moment_words(shown.published, shown.published_text), 40)
    return Choice(value, one_line(called(thread, shown.index), 80), one_line(shown.body.text, WORDS), reason, when, person, current)


class Choices(QAbstractListModel):
    """A few rows, given whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Choice] = ()

    def set_rows(self, rows: Iterable[Choice]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return _data(self._rows[index.row()], role) if 0 <= index.row() < len(self._rows) else None


class AllComments(QAbstractListModel):
    """Every comment of a thread but one, the nearest before it first: nobody answers what was not yet written.

    Rows are numbers only until they are seen; a filter looks at whole arrays. ``value`` of a row is the index of its comment.
    """

    def __init__(
        self, thread: Thread, fetch: Callable[[int, int], Sequence[ShownComment]], at: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._thread = thread
        self._fetch = fetch
        self._every = array("i", [*range(at - 1, -1, -1), *range(at + 1, len(thread))])
        self._rows = self._every
        self._pages: dict[int, Sequence[ShownComment]] = {}
        self._names = [author.name.casefold() for author in thread.authors]

    def show_all(self) -> None:
        """Every comment."""
        self._take(self._every)

    def narrow(self, text: str, found: frozenset[int] = frozenset()) -> None:
        """Comments whose number begins with ``text``, or whose author's name holds it, then those at ``found`` (indexes)."""
        wanted = " ".join(text.casefold().split())
        if not wanted:
            self.show_all()
            return
        named = bytes(wanted in name for name in self._names) + b"\x00"  # the last item answers for -1: no author
        numbers, authors = self._thread.numbers, self._thread.authors_of
        if wanted.isdecimal():
            fits = [index for index in self._every if str(numbers[index]).startswith(wanted) or named[authors[index]]]
            fits.sort(key=lambda index: str(numbers[index]) != wanted)
        elif any(named):
            fits = [index for index in self._every if named[authors[index]]]
        else:
            fits = []
        seen = set(fits)
        self._take(array("i", [*fits, *(index for index in self._every if index in found and index not in seen)]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._rows):
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, CHOICE):
            return None
        return _data(self._choice(self._rows[index.row()]), role)

    def _choice(self, place: int) -> Choice:
        page = place // PAGE
        if page not in self._pages:
            if len(self._pages) >= _PAGES:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = self._fetch(page * PAGE, (page + 1) * PAGE)
        shown = next((one for one in self._pages[page] if one.index == place), None)
        return of_comment(self._thread, shown, place) if shown is not None else Choice(place, one_line(called(self._thread, place), 80))

    def _take(self, rows: array[int]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


def _data(choice: Choice, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return choice.words
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return choice.spoken
    return choice if role == CHOICE else None
