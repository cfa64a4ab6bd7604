"""The people of a thread as an item model: search, sort, marks of the filter. Knows no Library."""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from reader.filters import Effect
from reader.model.skeleton import Author, Thread
from reader.ui.icons import icon
from reader.ui.plain import one_line, tip
from reader.ui.theme import LIGHT, Palette, author_colour
from reader.ui.words import NOBODY, grouped
from reader.wording import counted

Index = QModelIndex | QPersistentModelIndex
NAME = Qt.ItemDataRole.UserRole
MARK = Qt.ItemDataRole.UserRole + 1


class Order(enum.StrEnum):
    """How people are sorted."""

    COUNT = "count"
    NAME = "name"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a thread; the name is empty for comments without one. ``first`` is the index of the first comment, ``others`` are
    the person's other names."""

    name: str
    count: int
    first: int
    new: int = 0
    others: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All names."""
        return ", also ".join(one_line(name) for name in (self.name, *self.others)) or NOBODY


def people_of(thread: Thread) -> list[Person]:
    """Everybody in the thread, each once under all their names; comments without a name together under the empty name."""
    # Whole-array steps: this runs while a thread of 100,000 comments opens.
    counts = Counter(thread.authors_of)
    firsts = dict(zip(reversed(thread.authors_of), range(len(thread) - 1, -1, -1), strict=True))
    news = Counter(map(thread.authors_of.__getitem__, thread.unread))
    written: dict[int, list[Author]] = defaultdict(list)
    for author in thread.authors:
        if counts[author.index]:
            written[author.who].append(author)
    people = [
        Person(
            thread.authors[who].name, sum(counts[a.index] for a in names), min(firsts[a.index] for a in names),
            sum(news[a.index] for a in names), tuple(a.name for a in names if a.index != who),
        )
        for who, names in written.items()
    ]
    if counts[-1]:
        people.append(Person("", counts[-1], firsts[-1], news[-1]))
    return people


class PeopleModel(QAbstractTableModel):
    """Two columns: name in its colour, count."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: list[Person] = []
        self._rows: list[Person] = []
        self._words = ""
        self._order = Order.COUNT
        self._marks: Mapping[str, Effect] = {}
        self._palette: Palette = LIGHT

    def set_people(self, people: list[Person]) -> None:
        """Take another thread's people."""
        self._people = list(people)
        self._arrange()

    def set_words(self, text: str) -> None:
        """Only names that hold ``text``."""
        self._words = text.casefold().strip()
        self._arrange()

    def set_order(self, order: Order) -> None:
        """Sort by count, name or first comment."""
        self._order = order
        self._arrange()

    def set_marks(self, marks: Mapping[str, Effect]) -> None:
        """What the filter does with whom."""
        self._marks = dict(marks)
        self._repaint()

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette
        self._repaint()

    def person_at(self, row: int) -> Person | None:
        """The person of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, name: str) -> int:
        """The row of the person with this name, -1 where it is not listed."""
        return next((row for row, person in enumerate(self._rows) if person.name == name or name in person.others), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section in (0, 1):
            return ("Name", "Comments")[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self.person_at(index.row()) if index.isValid() else None
        if person is None:
            return None
        mark = self._marks.get(person.name)
        shown = person.words
        if index.column() == 1:
            if role == Qt.ItemDataRole.DisplayRole:
                return grouped(person.count)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            return QColor(self._palette.dim) if role == Qt.ItemDataRole.ForegroundRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown
            case Qt.ItemDataRole.DecorationRole if mark:
                return icon(_MARK_ICONS[mark], self._palette, self._palette.accent)
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(author_colour(self._palette, person.name) if mark is not Effect.HIDE else self._palette.dim)
            case Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setStrikeOut(mark is Effect.HIDE)
                font.setBold(mark in (Effect.ONLY, Effect.HIGHLIGHT))
                return font
            case Qt.ItemDataRole.ToolTipRole:
                state = f" ({_MARK_WORDS[mark]})" if mark else ""
                return tip(f"{shown}: {counted(person.count, 'comment')}" + (f", {person.new} new" if person.new else "") + state)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{shown}, {counted(person.count, 'comment')}" + (f", {_MARK_WORDS[mark]}" if mark else "")
            case _ if role == NAME:
                return person.name
            case _ if role == MARK:
                return mark
        return None

    def _arrange(self) -> None:
        keys = {
            Order.COUNT: lambda person: (-person.count, person.first),
            Order.NAME: lambda person: (not person.name, person.name.casefold()),
            Order.FIRST: lambda person: person.first,
        }
        self.beginResetModel()
        self._rows = sorted((p for p in self._people if self._words in p.words.casefold()), key=keys[self._order])
        self.endResetModel()

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 1))


_MARK_ICONS = {Effect.ONLY: "filter", Effect.HIDE: "hide", Effect.HIGHLIGHT: "highlight"}
_MARK_WORDS = {Effect.ONLY: "only", Effect.HIDE: "hidden", Effect.HIGHLIGHT: "highlighted"}
