"""The table of what was recognised, one row a thread or refused file; title, author and date can be corrected, rows left out."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from reader.model.report import ImportPreview, NoticeKind, Overrides, PreviewThread
from reader.ui.icons import icon
from reader.ui.plain import one_line, tip
from reader.ui.theme import LIGHT, Palette
from reader.ui.words import day_words
from reader.wording import error_sentence, notice_sentence

Index = QModelIndex | QPersistentModelIndex


class Column(enum.IntEnum):
    """Columns of the table."""

    TITLE = 0
    AUTHOR = 1
    DATE = 2
    SITE = 3
    COMMENTS = 4
    REMARKS = 5


HEADINGS = ("Title", "Author", "Date", "Site", "Comments", "Remarks")
UNCHANGED = Overrides()
EDITABLE = {Column.TITLE: "title", Column.AUTHOR: "author", Column.DATE: "published"}
QUIET = {NoticeKind.IMAGES_NOT_SAVED, NoticeKind.CHARSET_GUESSED}
"""Notices that are told, but do not make a row look doubtful."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a thread of a file, or a file without one (refused, or empty)."""

    preview: ImportPreview
    thread: PreviewThread | None
    change: Overrides = UNCHANGED

    @property
    def key(self) -> tuple[int, int] | None:
        """What `Staging.save` knows the thread by."""
        return None if self.thread is None else (self.preview.number, self.thread.index)

    def value(self, field: str) -> str:
        """A correctable field as it stands."""
        changed = getattr(self.change, field)
        read = getattr(self.thread, field, None) if self.thread is not None else None
        return changed if changed is not None else (read or "")

    @property
    def remarks(self) -> list[str]:
        """What there is to say, in sentences."""
        if self.preview.error is not None:
            return [error_sentence(self.preview.error)]
        lines = ["Already in the library; it stays as it is."] if self.preview.already_in_library else []
        return lines + [notice_sentence(notice) for notice in (self.thread.notices if self.thread is not None else ())]

    @property
    def doubtful(self) -> bool:
        """Whether the row should be looked at."""
        return self.preview.error is not None or any(notice.kind not in QUIET for notice in (self.thread.notices if self.thread else ()))


class PreviewModel(QAbstractTableModel):
    """Grows while files are read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._palette = LIGHT

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette

    def add(self, preview: ImportPreview) -> None:
        """One more file was understood or refused."""
        fresh = [Row(preview, thread) for thread in preview.threads] or [Row(preview, None)]
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(fresh) - 1)
        self._rows += fresh
        self.endInsertRows()

    def clear(self) -> None:
        """Forget all rows."""
        self.beginResetModel()
        self._rows.clear()
        self.endResetModel()

    def keep_files(self, numbers: set[int]) -> None:
        """Drop rows of files that were forgotten again."""
        self.beginResetModel()
        self._rows = [row for row in self._rows if row.preview.number in numbers]
        self.endResetModel()

    def row_at(self, row: int) -> Row | None:
        """The row with this place."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(self._rows)

    @property
    def overrides(self) -> dict[tuple[int, int], Overrides]:
        """What the person changed, as `Staging.save` takes it."""
        return {row.key: row.change for row in self._rows if row.key is not None and row.change != Overrides()}

    @property
    def wanted(self) -> int:
        """How many threads would be saved."""
        return sum(row.thread is not None and not row.change.skip for row in self._rows)

    def correct(self, row: int, field: str, text: str) -> None:
        """Set ``field`` (title, author, published) of a row; what was read, or nothing, takes the correction back."""
        old = self._rows[row]
        read = (getattr(old.thread, field) or "") if old.thread is not None else ""
        cleaned = text.strip()
        value = None if cleaned in ("", read) else cleaned
        match field:
            case "title":
                change = replace(old.change, title=value)
            case "author":
                change = replace(old.change, author=value)
            case _:
                change = replace(old.change, published=value)
        self._rows[row] = replace(old, change=change)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(HEADINGS):
            return HEADINGS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if row.thread is not None and not row.preview.already_in_library:
            if index.column() == Column.TITLE:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
            if index.column() in EDITABLE:
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, column)
            case Qt.ItemDataRole.EditRole if column in EDITABLE:
                return row.value(EDITABLE[column])
            case Qt.ItemDataRole.CheckStateRole if column is Column.TITLE and row.thread is not None and not row.preview.already_in_library:
                return Qt.CheckState.Unchecked if row.change.skip else Qt.CheckState.Checked
            case Qt.ItemDataRole.DecorationRole if column is Column.REMARKS and row.remarks:
                name, colour = ("warn", self._palette.warn) if row.doubtful else ("read", self._palette.new)
                return icon(name, self._palette, colour)
            case Qt.ItemDataRole.ForegroundRole if row.thread is None or row.change.skip or row.preview.already_in_library:
                return QColor(self._palette.dim)
            case Qt.ItemDataRole.ToolTipRole:
                texts = {Column.REMARKS: "\n".join(row.remarks), Column.TITLE: row.preview.path}
                return tip(texts[column]) if column in texts else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or row.thread is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.TITLE:
            skip = Qt.CheckState(value) == Qt.CheckState.Unchecked
            self._rows[index.row()] = replace(row, change=replace(row.change, skip=skip))
            self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(Column) - 1))
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() in EDITABLE:
            self.correct(index.row(), EDITABLE[Column(index.column())], str(value))
            return True
        return False

    def _shown(self, row: Row, column: Column) -> str:
        if row.thread is None:
            if column is Column.TITLE:
                return one_line(PurePath(row.preview.path).name)
            return one_line(" ".join(row.remarks) or "Nothing to read in it.") if column is Column.REMARKS else ""
        match column:
            case Column.TITLE:
                return one_line(row.value("title")) or "Untitled"
            case Column.AUTHOR:
                return one_line(row.value("author"))
            case Column.DATE:
                return day_words(row.value("published"))
            case Column.SITE:
                return one_line(row.thread.site)
            case Column.COMMENTS:
                found, stated = row.thread.comments_found, row.thread.comments_stated
                return str(found) if stated is None or stated == found else f"{found} of {stated}"
            case _:
                return one_line(" ".join(row.remarks)) or "as expected"
