"""The table of what was recognised, one row a thread or a file without one, a section at a time; title, author and date can be
corrected, rows left out."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from reader.model.report import ImportPreview, Overrides
from reader.ui.icons import icon
from reader.ui.import_wizard.preview_row import Row, Section
from reader.ui.plain import one_line, tip
from reader.ui.theme import LIGHT, Palette
from reader.ui.words import day_words, grouped
from reader.wording import platform_words

Index = QModelIndex | QPersistentModelIndex


class Column(enum.IntEnum):
    """Columns of the table."""

    TITLE = 0
    AUTHOR = 1
    DATE = 2
    SITE = 3
    COMMENTS = 4
    REMARKS = 5


HEADINGS = ("Title", "Author", "Date", "Site", "Comments", "What happens")
EDITABLE = {Column.TITLE: "title", Column.AUTHOR: "author", Column.DATE: "published"}
_ORDER: dict[Column, Callable[[Row], Any]] = {
    Column.TITLE: lambda row: (row.value("title") or row.file).casefold(),
    Column.AUTHOR: lambda row: row.value("author").casefold(),
    Column.DATE: lambda row: row.value("published"),
    Column.SITE: lambda row: (row.thread.site or "").casefold() if row.thread else "",
    Column.COMMENTS: lambda row: row.thread.comments_found if row.thread else -1,
    Column.REMARKS: lambda row: (not row.doubtful, " ".join(row.remarks)),
}


@dataclass(slots=True)
class Totals:
    """Counts over all rows, kept true as rows come and change."""

    rows: Counter[Section] = field(default_factory=Counter)
    comments: int = 0
    refused: int = 0
    updates: int = 0
    wanted: int = 0

    def count(self, row: Row, times: int) -> None:
        """``times`` 1: it came; -1: it goes."""
        self.rows[row.section] += times
        self.refused += times * (row.preview.error is not None)
        self.updates += times * (row.section is Section.THREADS and row.updates)
        self.wanted += times * (row.open and not row.change.skip)
        if row.section is Section.THREADS and row.thread is not None:
            self.comments += times * row.thread.comments_found


class PreviewModel(QAbstractTableModel):
    """Grows while files are read. Rows are those of one section; `rows` has all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._section = Section.THREADS
        self._places: list[int] = []
        self._palette = LIGHT
        self.totals = Totals()

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette

    def add(self, preview: ImportPreview) -> None:
        """One more file was understood or refused."""
        self.add_all([preview])

    def add_all(self, previews: Iterable[ImportPreview]) -> None:
        """More files were understood; they stand last whatever the order is, so that nothing moves under the eye."""
        fresh = [row for preview in previews for row in [Row(preview, thread) for thread in preview.threads] or [Row(preview, None)]]
        first = len(self._rows)
        self._rows += fresh
        for row in fresh:
            self.totals.count(row, 1)
        shown = [first + place for place, row in enumerate(fresh) if row.section is self._section]
        if shown:
            self.beginInsertRows(QModelIndex(), len(self._places), len(self._places) + len(shown) - 1)
            self._places += shown
            self.endInsertRows()

    def clear(self) -> None:
        """Forget all rows."""
        self._take([])

    def keep_files(self, numbers: set[int]) -> None:
        """Drop rows of files that were forgotten again."""
        self._take([row for row in self._rows if row.preview.number in numbers])

    def replace(self, previews: Iterable[ImportPreview]) -> None:
        """Files were read again: their rows stand where the old ones stood; corrections to these are forgotten."""
        fresh = {preview.number: preview for preview in previews}
        rows: list[Row] = []
        for row in self._rows:
            number = row.preview.number
            if number not in fresh:
                rows.append(row)
            elif not rows or rows[-1].preview is not fresh[number]:
                rows += [Row(fresh[number], thread) for thread in fresh[number].threads] or [Row(fresh[number], None)]
        self._take(rows)

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self._section

    def show_section(self, section: Section) -> None:
        """Show the rows of another section."""
        if section is not self._section:
            self._section = section
            self._take(self._rows)

    def row_at(self, row: int) -> Row | None:
        """The row with this place in the section that is shown."""
        return self._rows[self._places[row]] if 0 <= row < len(self._places) else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of all sections, in the order in which they came."""
        return tuple(self._rows)

    @property
    def overrides(self) -> dict[tuple[int, int], Overrides]:
        """What the person changed, as `Staging.save` takes it."""
        return {row.key: row.change for row in self._rows if row.key is not None and row.change != Overrides()}

    @property
    def wanted(self) -> int:
        """How many threads would be saved."""
        return self.totals.wanted

    def correct(self, row: int, field: str, text: str) -> None:
        """Set ``field`` (title, author, published) of a row; what was read, or nothing, takes the correction back."""
        old = self._rows[self._places[row]]
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
        self._change([row], lambda _old: change)

    def take_all(self, wanted: bool) -> None:
        """Take, or leave out, every row of the section that is shown."""
        self._change(range(len(self._places)), lambda old: replace(old, skip=not wanted))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(HEADINGS):
            return HEADINGS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and section == Column.COMMENTS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows that are there by a column; by none (-1) as they came."""
        key = _ORDER.get(Column(column)) if 0 <= column < len(Column) else None
        self.layoutAboutToBeChanged.emit()
        old = list(self._places)
        if key is None:
            self._places.sort()
        else:
            self._places.sort(key=lambda place: key(self._rows[place]), reverse=order == Qt.SortOrder.DescendingOrder)
        now = {place: row for row, place in enumerate(self._places)}
        before = self.persistentIndexList()
        self.changePersistentIndexList(before, [self.index(now[old[index.row()]], index.column()) for index in before])
        self.layoutChanged.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if row.open:
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
                return _shown(row, column)
            case Qt.ItemDataRole.EditRole if column in EDITABLE:
                return row.value(EDITABLE[column])
            case Qt.ItemDataRole.CheckStateRole if column is Column.TITLE and row.open:
                return Qt.CheckState.Unchecked if row.change.skip else Qt.CheckState.Checked
            case Qt.ItemDataRole.DecorationRole if column is Column.REMARKS:
                return self._mark(row)
            case Qt.ItemDataRole.TextAlignmentRole if column is Column.COMMENTS:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ForegroundRole if not row.open or row.change.skip:
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
            self._change([index.row()], lambda old: replace(old, skip=skip))
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() in EDITABLE:
            self.correct(index.row(), EDITABLE[Column(index.column())], str(value))
            return True
        return False

    def _take(self, rows: list[Row]) -> None:
        self.beginResetModel()
        if rows is not self._rows:
            self._rows = rows
            self.totals = Totals()
            for row in rows:
                self.totals.count(row, 1)
        self._places = [place for place, row in enumerate(rows) if row.section is self._section]
        self.endResetModel()

    def _change(self, rows: Sequence[int], make: Callable[[Overrides], Overrides]) -> None:
        for row in rows:
            old = self._rows[self._places[row]]
            new = replace(old, change=make(old.change))
            self.totals.count(old, -1)
            self.totals.count(new, 1)
            self._rows[self._places[row]] = new
        if rows:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], len(Column) - 1))

    def _mark(self, row: Row) -> Any:
        if row.preview.error is not None or row.doubtful:
            return icon("warn", self._palette, self._palette.warn)
        if row.updates:
            return icon("new", self._palette, self._palette.new)
        return icon("read", self._palette, self._palette.new) if row.remarks and row.open else None


def _shown(row: Row, column: Column) -> str:
    if column is Column.REMARKS:
        return one_line(" ".join(row.remarks)) or ("New." if row.thread is not None else "Nothing to read in it.")
    if row.thread is None:
        return one_line(row.file) if column is Column.TITLE else ""
    match column:
        case Column.TITLE:
            return one_line(row.value("title")) or "Untitled"
        case Column.AUTHOR:
            return one_line(row.value("author"))
        case Column.DATE:
            return day_words(row.value("published"))
        case Column.SITE:
            return one_line(" · ".join(part for part in (row.thread.site, platform_words(row.thread.platform)) if part))
        case _:
            found, stated = row.thread.comments_found, row.thread.comments_stated
            return grouped(found) if stated is None or stated == found else f"{grouped(found)} of {grouped(stated)}"
