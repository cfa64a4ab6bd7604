"""The middle of the window: the thread with its banner and find bar, or what to do where there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from reader.filters import Selection
from reader.model.skeleton import Place, Thread
from reader.ui.correcting.doubt_bar import DoubtBar
from reader.ui.finding.filtering import Filtering, Wishes
from reader.ui.finding.find_bar import FindBar
from reader.ui.import_wizard.choose_step import WaysIn
from reader.ui.plain import ElidedLabel, PlainLabel
from reader.ui.theme import Palette
from reader.ui.thread_pane import ThreadPane, ThreadSource
from reader.ui.words import grouped, rule_words
from reader.wording import counted


class FilterBanner(QWidget):
    """Says how much is hidden and why, and undoes it with one press."""

    def __init__(self, filtering: Filtering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._filtering = filtering
        self.label = ElidedLabel()
        self.show_all = QPushButton("Show all")
        self.pause = QPushButton("Off for now")
        self.pause.setCheckable(True)
        self.show_all.clicked.connect(filtering.clear)
        self.pause.clicked.connect(filtering.pause)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.pause)
        layout.addWidget(self.show_all)
        filtering.wishes_changed.connect(self._tell)
        self.hide()

    def _tell(self, wishes: Wishes) -> None:
        self.setVisible(bool(wishes.rules))
        self.pause.setChecked(wishes.paused)
        if wishes.rules:
            self.label.setText(filter_words(wishes, self._filtering.selection))


def filter_words(wishes: Wishes, selection: Selection) -> str:
    """``12 of 98 comments shown, 6 more as context, 80 hidden: only james; hide anna``."""
    rules = "; ".join(rule_words(rule) for rule in wishes.rules)
    if wishes.paused:
        return f"Filters are off for now: {rules}"
    if selection.filters_nothing:
        return f"Nothing is hidden: {rules}"
    total = selection.shown + selection.context + selection.hidden
    context = f", {grouped(selection.context)} more as context" if selection.context else ""
    return f"{grouped(selection.shown)} of {counted(total, 'comment')} shown{context}, {grouped(selection.hidden)} hidden: {rules}"


class ReadingPane(QStackedWidget):
    """Three faces: an empty library, nothing chosen, a thread."""

    page_shown = Signal()

    def __init__(self, filtering: Filtering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways = WaysIn("Drop a saved page here", sample=True)
        self.ways.setObjectName("paper")
        self.ways.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hint = PlainLabel("", role="dim", wrap=True)
        self.hint.setObjectName("paper")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.banner = FilterBanner(filtering)
        self.find_bar = FindBar()
        self.doubt_bar = DoubtBar()
        self.thread_pane = ThreadPane()
        self.desk = QWidget()
        layout = QVBoxLayout(self.desk)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.doubt_bar)
        layout.addWidget(self.thread_pane, 1)
        for page in (self.hint, self.ways, self.desk):
            self.addWidget(page)
        self._threaded = True
        self._filtering = filtering
        filtering.selected.connect(self.thread_pane.set_selection)
        self.thread_pane.lifted.connect(self._lifted)
        self.setMinimumWidth(320)

    @property
    def open_thread(self) -> Thread | None:
        """The thread on show."""
        return self.thread_pane.thread_shown if self.currentWidget() is self.desk else None

    @property
    def threaded(self) -> bool:
        """Whether threads are shown as trees."""
        return self._threaded

    def set_threaded(self, threaded: bool) -> None:
        """Tree or page order, now and for the next threads."""
        self._threaded = threaded
        self.thread_pane.set_threaded(threaded)

    def show_thread(self, thread: Thread, source: ThreadSource, place: Place | None, selection: Selection) -> None:
        """Show a thread at a place under its filters."""
        self.thread_pane.show_thread(thread, source, place)
        if place is None:
            self.thread_pane.set_threaded(self._threaded)
        else:
            self._threaded = place.threaded
        if not selection.filters_nothing or any(selection.highlighted):
            self.thread_pane.set_selection(selection)
        self.setCurrentWidget(self.desk)
        self.page_shown.emit()

    def show_empty(self) -> None:
        """The library is empty: three ways in."""
        self.thread_pane.clear()
        self.setCurrentWidget(self.ways)
        self.page_shown.emit()

    def show_hint(self, words: str) -> None:
        """Nothing is open; say what to do."""
        self.thread_pane.clear()
        self.hint.setText(words)
        self.setCurrentWidget(self.hint)
        self.page_shown.emit()

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self.ways.set_palette(palette)
        self.find_bar.set_palette(palette)
        self.doubt_bar.set_palette(palette)
        self.thread_pane.set_palette(palette)

    def _lifted(self, indexes: tuple[int, ...]) -> None:
        # The pane has shown them already; the filter has to know, or the next selection would hide them again.
        for index in indexes:
            self._filtering.lift(index)
