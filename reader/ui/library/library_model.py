"""The library list as an item model: filter by section and words, sort by any column. Knows no Library, only `PostSummary` values."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model.skeleton import PostSummary
from reader.ui.plain import one_line, tip
from reader.ui.words import day_words, grouped
from reader.wording import counted

Index = QModelIndex | QPersistentModelIndex


class Column(enum.IntEnum):
    """Columns of the list."""

    TITLE = 0
    SITE = 1
    DATE = 2
    COMMENTS = 3
    NEW = 4


HEADINGS = ("Title", "Site", "Date", "Com.", "New")
EXPLAINED = ("Title", "Site", "Date of the post", "Number of comments", "New comments: not read yet")
SUMMARY = Qt.ItemDataRole.UserRole
SECOND_LINE = Qt.ItemDataRole.UserRole + 1
NEW_WORDS = Qt.ItemDataRole.UserRole + 2
"""What the second line says of new comments: nothing where all are, which the bold title says."""
ORDERS: dict[str, tuple[Column, Qt.SortOrder]] = {
    "newest first": (Column.DATE, Qt.SortOrder.DescendingOrder),
    "oldest first": (Column.DATE, Qt.SortOrder.AscendingOrder),
    "by title": (Column.TITLE, Qt.SortOrder.AscendingOrder),
    "by site": (Column.SITE, Qt.SortOrder.AscendingOrder),
    "most comments first": (Column.COMMENTS, Qt.SortOrder.DescendingOrder),
    "most new first": (Column.NEW, Qt.SortOrder.DescendingOrder),
}
"""The orders in words, where there are no headings to click."""


class SectionKind(enum.StrEnum):
    """The sections above the list."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    SITE = "site"
    TAG = "tag"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Section:
    """What part of the library is listed; ``value`` is the site, tag or year."""

    kind: SectionKind = SectionKind.ALL
    value: str = ""

    def holds(self, post: PostSummary) -> bool:
        """Whether the post belongs to the section."""
        match self.kind:
            case SectionKind.UNREAD:
                return post.unread > 0
            case SectionKind.STARRED:
                return post.starred > 0
            case SectionKind.SITE:
                return (post.site or "") == self.value
            case SectionKind.TAG:
                return self.value in post.tags
            case SectionKind.YEAR:
                return (post.published or "")[:4] == self.value
            case _:
                return True


_KEYS: dict[Column, Callable[[PostSummary], Any]] = {
    Column.TITLE: lambda post: post.title.casefold(),
    Column.SITE: lambda post: ((post.site or "").casefold(), post.title.casefold()),
    Column.DATE: lambda post: (post.published or "", post.id),
    Column.COMMENTS: lambda post: post.comments,
    Column.NEW: lambda post: (post.unread, post.published or ""),
}


class LibraryModel(QAbstractTableModel):
    """Rows are the posts of the section that hold every word of the quick filter, in the order of the sorted column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posts: tuple[PostSummary, ...] = ()
        self._rows: list[PostSummary] = []
        self._section = Section()
        self._words: tuple[str, ...] = ()
        self._column = Column.DATE
        self._descending = True

    @property
    def posts(self) -> tuple[PostSummary, ...]:
        """Everything in the library, whatever is listed."""
        return self._posts

    @property
    def sorting(self) -> tuple[Column, bool]:
        """The sorted column, and whether the order is descending."""
        return self._column, self._descending

    def set_posts(self, posts: Sequence[PostSummary]) -> None:
        """Take the library's posts anew."""
        self._posts = tuple(posts)
        self._arrange()

    def update_posts(self, posts: Sequence[PostSummary]) -> bool:
        """Take the same posts anew without moving them in the list, so that nothing moves while one reads.

        False, and nothing is done, where they are not the same posts.
        """
        fresh = {post.id: post for post in posts}
        if fresh.keys() != {post.id for post in self._posts}:
            return False
        self._posts = tuple(posts)
        for row, old in enumerate(self._rows):
            if fresh[old.id] != old:
                self._rows[row] = fresh[old.id]
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
        return True

    def set_section(self, section: Section) -> None:
        """List another part of the library."""
        self._section = section
        self._arrange()

    def set_words(self, text: str) -> None:
        """Quick filter: only posts whose title, site, author or tags hold every word."""
        self._words = tuple(text.casefold().split())
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(Column):
            self._column, self._descending = Column(column), order == Qt.SortOrder.DescendingOrder
            self._arrange()

    def row_of(self, post_id: int) -> int:
        """The row of a post, -1 where it is not listed."""
        return next((row for row, post in enumerate(self._rows) if post.id == post_id), -1)

    def post_at(self, row: int) -> PostSummary | None:
        """The post of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(HEADINGS):
            if role == Qt.ItemDataRole.DisplayRole:
                return HEADINGS[section]
            if role == Qt.ItemDataRole.ToolTipRole:
                return EXPLAINED[section]
            if role == Qt.ItemDataRole.TextAlignmentRole and section >= Column.COMMENTS:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        post = self.post_at(index.row()) if index.isValid() else None
        if post is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(post, column)
        if role == SUMMARY:
            return post
        if role == SECOND_LINE:
            return " · ".join(part for part in (one_line(post.site), day_words(post.published)) if part)
        if role == NEW_WORDS:
            return f"{grouped(post.unread)} new" if 0 < post.unread < post.comments else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= Column.COMMENTS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.TITLE:
            return tip(post.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column is Column.TITLE:
                new = f", {post.unread} new" if post.unread else ""
                where = f"{one_line(post.title)}, {one_line(post.site)}, {day_words(post.published)}"
                return f"{where}, {counted(post.comments, 'comment')}{new}"
            return self._shown(post, column)
        return None

    def _shown(self, post: PostSummary, column: Column) -> str:
        match column:
            case Column.TITLE:
                return one_line(post.title) or "Untitled"
            case Column.SITE:
                return one_line(post.site)
            case Column.DATE:
                return day_words(post.published)
            case Column.COMMENTS:
                return grouped(post.comments)
            case _:
                return grouped(post.unread) if post.unread else ""

    def _arrange(self) -> None:
        self.beginResetModel()
        rows = [post for post in self._posts if self._section.holds(post) and self._matches(post)]
        rows.sort(key=_KEYS[self._column], reverse=self._descending)
        self._rows = rows
        self.endResetModel()

    def _matches(self, post: PostSummary) -> bool:
        if not self._words:
            return True
        text = " ".join((post.title, post.site or "", post.author or "", *post.tags)).casefold()
        return all(word in text for word in self._words)
