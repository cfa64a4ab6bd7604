"""Which panes are seen: by key, and by width. What the person wants is remembered; what does not fit steps back for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

NARROW = 1000
"""Below this width (pixels) the people pane steps back."""
DRAWER = 800
"""Below this width the library becomes a drawer: it comes over the thread when it is called, and goes when something was chosen."""


class Panes(QObject):
    """The splitter's three columns: library side, reading, people."""

    changed = Signal()
    resized = Signal()
    """The window that is watched has another size."""

    def __init__(self, splitter: QSplitter, library_side: QWidget, reading: QWidget, people: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._splitter = splitter
        self._library = library_side
        self._reading = reading
        self._people = people
        self.wants_library = True
        self.wants_people = True
        self.focus_mode = False
        self._called = False
        self._forced = False
        self._width = NARROW
        self.quick: QWidget | None = None
        self.person_search: QWidget | None = None

    @property
    def library_shown(self) -> bool:
        """Whether the library (or the search results in its place) is to be seen."""
        return not self._library.isHidden()

    @property
    def people_shown(self) -> bool:
        """Whether the people are to be seen."""
        return not self._people.isHidden()

    @property
    def is_drawer(self) -> bool:
        """Whether the library side covers the thread while it is open."""
        return self._width < DRAWER

    def watch(self, window: QWidget) -> None:
        """Tell when ``window`` is resized."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resized.emit()
        return super().eventFilter(watched, event)

    def fit(self, width: int) -> None:
        """The window is ``width`` pixels wide now."""
        if (width < DRAWER) != self.is_drawer:
            self._called = False
        self._width = width
        self._apply()

    def toggle_library(self) -> None:
        """Open or close the library side."""
        self.focus_mode = False
        if self.is_drawer:
            self._called = not self._called
        else:
            self.wants_library = not self.wants_library
        self._apply()
        if self.library_shown:
            (self._library.focusProxy() or self._library).setFocus()

    def toggle_people(self) -> None:
        """Open or close the people pane; asked for by key it is shown however narrow the window is."""
        self.focus_mode = False
        shown = self.people_shown
        self.wants_people = not shown
        self._forced = not shown
        self._apply()

    def toggle_focus(self) -> None:
        """The discussion alone, and back."""
        self.focus_mode = not self.focus_mode
        self._apply()
        self._reading.setFocus()

    def call_library(self) -> None:
        """The library side is wanted (a search has results)."""
        self.focus_mode = False
        if self.is_drawer:
            self._called = True
        else:
            self.wants_library = True
        self._apply()

    def put_away(self) -> None:
        """Something was chosen: a drawer closes."""
        if self.is_drawer and self._called:
            self._called = False
            self._apply()

    def focus_quick(self) -> None:
        """To the quick filter of the library."""
        self.call_library()
        if self.quick is not None:
            self.quick.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_people(self) -> None:
        """To the search of the people."""
        if not self.people_shown:
            self.toggle_people()
        if self.person_search is not None:
            self.person_search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next(self, step: int) -> None:
        """Move the keyboard focus to the next pane that is seen."""
        seen = [pane for pane in (self._library, self._reading, self._people) if not pane.isHidden()]
        focus = QApplication.focusWidget()
        at = next((place for place, pane in enumerate(seen) if focus is not None and (pane is focus or pane.isAncestorOf(focus))), -step)
        pane = seen[(at + step) % len(seen)]
        (pane.focusProxy() or pane).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _apply(self) -> None:
        drawer_open = self.is_drawer and self._called and not self.focus_mode
        self._library.setVisible(not self.focus_mode and (drawer_open if self.is_drawer else self.wants_library))
        roomy = self._width >= NARROW or (self._forced and not self.is_drawer)
        self._people.setVisible(not self.focus_mode and self.wants_people and roomy)
        self._reading.setVisible(not drawer_open)
        self.changed.emit()
