"""The pane of the library: sections above, posts below, a quick filter over both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.model.skeleton import PostSummary
from reader.ui.icons import icon
from reader.ui.library.library_model import ORDERS, Column, LibraryModel, Section, SectionKind
from reader.ui.library.library_rows import TitleDelegate
from reader.ui.plain import one_line, tip
from reader.ui.theme import LIGHT, Palette
from reader.ui.words import grouped

WIDE = 560
"""From this width on (pixels) site, date and counts have columns of their own; below they stand under the title, and a box says the
order that the headings say otherwise."""
SECTION = Qt.ItemDataRole.UserRole


class LibraryPane(QWidget):
    """Emits which post is wanted; opens nothing itself."""

    post_chosen = Signal(int)
    """A click: show it; the keyboard stays in the list."""
    post_entered = Signal(int)
    """Enter or a double click: show it and read on there."""
    selection_changed = Signal()
    delete_wanted = Signal()
    menu_wanted = Signal(QPoint)
    """Global position; the selection is what it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = 0
        self.setObjectName("pane")
        self.model = LibraryModel(self)
        self._palette = LIGHT
        self._items: list[QTreeWidgetItem] = []
        self._last: list[int] = []
        self.quick = QLineEdit()
        self.quick.setPlaceholderText("Filter titles, sites, tags")
        self.quick.setAccessibleName("Filter the list by title, site or tag")
        self.quick.setClearButtonEnabled(True)
        self.quick.textChanged.connect(self._set_words)
        self.sections = QTreeWidget()
        self.sections.setAccessibleName("Parts of the library")
        self.sections.setColumnCount(2)
        self.sections.setHeaderHidden(True)
        self.sections.setIndentation(14)
        self.sections.setUniformRowHeights(True)
        self.sections.header().setStretchLastSection(False)
        self.sections.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.sections.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.sections.itemSelectionChanged.connect(self._section_chosen)
        self.list = QTreeView()
        self.list.setAccessibleName("Discussions")
        self.list.setModel(self.model)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.list.viewport().mapToGlobal(at)))
        self._titles = TitleDelegate(self.list)
        self.list.installEventFilter(self)
        self.list.setItemDelegateForColumn(Column.TITLE, self._titles)
        header = self.list.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.list.setSortingEnabled(True)
        self.list.sortByColumn(Column.DATE, Qt.SortOrder.DescendingOrder)
        self.list.activated.connect(self._entered)
        self.list.clicked.connect(self._clicked)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.order = QComboBox()
        self.order.setAccessibleName("Order of the discussions")
        self.order.addItems(list(ORDERS))
        self.order.activated.connect(lambda place: self.list.sortByColumn(*list(ORDERS.values())[place]))
        header.sortIndicatorChanged.connect(lambda *_: self._say_order())
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        ordering = QVBoxLayout()
        ordering.setContentsMargins(8, 6, 8, 6)
        ordering.addWidget(self.order)
        column.addLayout(ordering)
        column.addWidget(self.list, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.sections)
        self.splitter.addWidget(listed)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([170, 500])
        above = QVBoxLayout()
        above.setContentsMargins(8, 8, 8, 4)
        above.addWidget(self.quick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self.splitter, 1)
        self.setMinimumWidth(220)
        self._fill_sections()
        self._say_order()
        self._fit()

    @property
    def selected(self) -> list[int]:
        """Ids of the selected posts, in the order of the list."""
        rows = sorted({index.row() for index in self.list.selectionModel().selectedIndexes()})
        return [post.id for row in rows if (post := self.model.post_at(row)) is not None]

    def set_posts(self, posts: Sequence[PostSummary]) -> None:
        """Take the library anew; selection, section and scroll position stay. Posts that only changed stay in their rows."""
        most = max((post.comments for post in posts), default=0)
        if most != self._most:
            self._most = most
            self._fit()
        if tuple(posts) == self.model.posts:
            return
        if self.model.update_posts(posts):
            self._fill_sections()
            return
        kept, scrolled = self.selected, self.list.verticalScrollBar().value()
        self.model.set_posts(posts)
        self.order.setVisible(self._titles.two_lines and bool(posts))
        self._fill_sections()
        self._select(kept)
        self.list.verticalScrollBar().setValue(scrolled)

    def show_post(self, post_id: int) -> None:
        """Select the post, where it is listed; nothing is opened."""
        if self.selected != [post_id]:
            self._select([post_id])
        row = self.model.row_of(post_id)
        if row >= 0:
            self.list.scrollTo(self.model.index(row, 0))

    def neighbour(self, post_id: int | None, step: int) -> int | None:
        """The post that stands ``step`` rows from ``post_id`` in the list; the first or last where it is not listed."""
        row = self.model.row_of(post_id) if post_id is not None else -1
        post = self.model.post_at((row + step) if row >= 0 else (0 if step > 0 else self.model.rowCount() - 1))
        return post.id if post is not None else None

    def sort_by(self, column: Column) -> None:
        """Sort by a column; by the sorted one, the other way round. Dates and counts begin with the newest and the most."""
        now, descending = self.model.sorting
        falling = not descending if now is column else column >= Column.DATE
        self.list.sortByColumn(column, Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder)

    @property
    def sorting_kept(self) -> str:
        """The sorting, as the settings keep it."""
        column, descending = self.model.sorting
        return f"{column.name.lower()} {'down' if descending else 'up'}"

    def restore_sorting(self, kept: str) -> None:
        """Take a sorting that was kept; anything else changes nothing."""
        name, _, way = kept.partition(" ")
        if name.upper() in Column.__members__:
            order = Qt.SortOrder.DescendingOrder if way == "down" else Qt.SortOrder.AscendingOrder
            self.list.sortByColumn(Column[name.upper()], order)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._palette = palette
        self._titles.set_palette(palette)
        self._fill_sections()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.list and key == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        wide = self.width() >= WIDE
        digit = self.fontMetrics().horizontalAdvance("0")
        counts = len(f"{self._most:,}") + 4  # whole numbers, in the bold of unread lines and with the cell's margins
        for column, characters in ((Column.SITE, 20), (Column.DATE, 13), (Column.COMMENTS, max(7, counts)), (Column.NEW, max(6, counts))):
            self.list.header().resizeSection(column, characters * digit)
        for column in (Column.SITE, Column.DATE, Column.COMMENTS, Column.NEW):
            self.list.setColumnHidden(column, not wide)
        self.list.setHeaderHidden(not wide)
        self.order.setVisible(not wide and bool(self.model.posts))
        if self._titles.two_lines == wide:
            self._titles.two_lines = not wide
            self.list.scheduleDelayedItemsLayout()

    def _say_order(self) -> None:
        """The box names the order; an order that only the headings can give leaves it empty."""
        now = (self.list.header().sortIndicatorSection(), self.list.header().sortIndicatorOrder())
        self.order.setCurrentIndex(next((place for place, order in enumerate(ORDERS.values()) if order == now), -1))

    def _set_words(self, text: str) -> None:
        # What was selected is selected again once the filter lets it through.
        self._last = self.selected or self._last
        self.model.set_words(text)
        self._select(self._last)

    def _select(self, posts: Sequence[int]) -> None:
        selection = self.list.selectionModel()
        selection.clearSelection()
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        for place, post_id in enumerate(posts):
            row = self.model.row_of(post_id)
            if row >= 0:
                index = self.model.index(row, 0)
                selection.select(index, flags)
                if place == 0:
                    selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)

    def _chosen(self, index: QModelIndex) -> None:
        post = self.model.post_at(index.row())
        if post is not None:
            self.post_chosen.emit(post.id)

    def _entered(self, index: QModelIndex) -> None:
        post = self.model.post_at(index.row())
        if post is not None:
            self.post_entered.emit(post.id)

    def _clicked(self, index: QModelIndex) -> None:
        # With a modifier the person gathers a selection; a plain click reads.
        if len(self.selected) == 1:
            self._chosen(index)

    def _section_chosen(self) -> None:
        chosen = self.sections.selectedItems()
        section = chosen[0].data(0, SECTION) if chosen else None
        if isinstance(section, Section):
            self._last = self.selected or self._last
            self.model.set_section(section)
            self._select(self._last)

    def _fill_sections(self) -> None:
        posts = self.model.posts
        sites = Counter(post.site or "" for post in posts)
        tags = Counter(tag for post in posts for tag in post.tags)
        years = Counter((post.published or "")[:4] for post in posts)
        chosen = self.sections.selectedItems()
        kept = chosen[0].data(0, SECTION) if chosen else Section()
        opened = {item.text(0) for item in self._items if item.isExpanded()}
        self.sections.blockSignals(True)
        self._items = []
        self.sections.clear()
        plain = (
            ("All", "all", Section(), len(posts)),
            ("Unread", "new", Section(SectionKind.UNREAD), sum(post.unread > 0 for post in posts)),
            ("Starred", "star", Section(SectionKind.STARRED), sum(post.starred > 0 for post in posts)),
        )
        for words, name, section, count in plain:
            self._item(self.sections.invisibleRootItem(), words, section, count, name)
        groups = (
            ("Sites", "sites", SectionKind.SITE, sorted(sites.items(), key=lambda pair: (-pair[1], pair[0].casefold()))),
            ("Tags", "tag", SectionKind.TAG, sorted(tags.items())),
            ("Years", "years", SectionKind.YEAR, sorted(years.items(), reverse=True)),
        )
        for words, name, kind, counts in groups:
            shown = [(value, count) for value, count in counts if value]
            if not shown:
                continue
            group = self._item(self.sections.invisibleRootItem(), words, None, None, name)
            for value, count in shown:
                self._item(group, value, Section(kind, value), count, None)
            group.setExpanded(words in opened)
        self._reselect(kept)
        self.sections.blockSignals(False)

    def _item(self, parent: QTreeWidgetItem, words: str, section: Section | None, count: int | None, name: str | None) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [one_line(words), "" if count is None else grouped(count)])
        self._items.append(item)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, QColor(self._palette.dim))
        item.setToolTip(0, tip(words))
        if name is not None:
            item.setIcon(0, icon(name, self._palette, self._palette.dim))
        if section is None:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        else:
            item.setData(0, SECTION, section)
        return item

    def _reselect(self, section: Section) -> None:
        wanted = [item for item in self._items if item.data(0, SECTION) == section]
        if not wanted:
            self.model.set_section(Section())
        for item in (wanted or self._items)[:1]:
            self.sections.setCurrentItem(item)
