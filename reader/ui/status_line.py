"""The status line: how much is read, that nothing leaves this computer, and for a while what was just done, with its undo."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from reader.ui.icons import picture
from reader.ui.plain import ElidedLabel, PlainLabel
from reader.ui.theme import Palette
from reader.ui.words import grouped

STAYS = 9000
"""Milliseconds that a message stays."""


class StatusLine(QStatusBar):
    """Left: read count, or a message. Right: the promise."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.read = PlainLabel("")
        self.message = ElidedLabel("")
        self.undo = QToolButton()
        self.undo.setText("Undo")
        self.undo.setAutoRaise(True)
        self.undo.clicked.connect(self._undo)
        self.undo.hide()
        self._mark = QLabel()
        self.promise = PlainLabel("offline: nothing leaves this computer")
        self.addWidget(self.read)
        self.addWidget(self.message, 1)
        self.addWidget(self.undo)
        self.addPermanentWidget(self._mark)
        self.addPermanentWidget(self.promise)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self.clear)
        self._said = ""

    def show_read(self, counts: tuple[int, int] | None) -> None:
        """(read, all) comments of the open thread; None where nothing is open."""
        self.read.setVisible(counts is not None)
        if counts is not None:
            read, total = counts
            self.read.setText(f"{grouped(read)} of {grouped(total)} read, place kept" if total else "no comments")

    def say(self, words: str, *, undoable: bool = False) -> None:
        """Tell what was done; it goes by itself."""
        self._said = words
        self.message.setText(words)
        self.message.setAccessibleName(words)
        self.undo.setVisible(undoable)
        self._timer.start()

    def hint(self, words: str) -> None:
        """Tell what the pointer is over; empty when it has left."""
        self.message.setText(words or self._said)

    def clear(self) -> None:
        """Take the message away."""
        self._said = ""
        self.message.setText("")
        self.undo.hide()

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._mark.setPixmap(picture("offline", palette.dim, 16, self.devicePixelRatioF()))
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _undo(self) -> None:
        self.clear()
        self.undo_wanted.emit()
