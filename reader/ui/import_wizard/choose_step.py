"""First page: three ways in. Also what an empty library shows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.ui.icons import icon, picture
from reader.ui.plain import PlainLabel
from reader.ui.theme import Palette


class WaysIn(QWidget):
    """A place to drop on, and buttons for those who would rather not drag."""

    files_wanted = Signal()
    folder_wanted = Signal()
    paste_wanted = Signal()
    sample_wanted = Signal()
    saving_help_wanted = Signal()

    def __init__(self, heading: str, *, sample: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading = PlainLabel(heading)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self.heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        self.heading.setFont(font)
        about = PlainLabel(
            "Blog posts with their comments, forum threads, whole folders of them: as your browser saved them, or as copied text. "
            "The files stay where they are; nothing leaves this computer.",
            role="dim", wrap=True,
        )
        about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons: list[tuple[QPushButton, str]] = []
        frame = QFrame()
        frame.setMaximumWidth(520)
        inner = QVBoxLayout(frame)
        inner.setSpacing(12)
        inner.addWidget(self._mark)
        inner.addWidget(self.heading)
        inner.addWidget(about)
        inner.addSpacing(8)
        grid = QGridLayout()
        grid.setSpacing(8)
        ways = [
            ("Choose files…", "file", self.files_wanted), ("Choose a folder…", "folder", self.folder_wanted),
            ("Paste text…", "paste", self.paste_wanted),
        ]
        if sample:
            ways.append(("Read the sample", "page", self.sample_wanted))
        for place, (words, name, signal) in enumerate(ways):
            button = QPushButton(words)
            button.setIconSize(QSize(20, 20))
            button.setMinimumHeight(40)
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            self._buttons.append((button, name))
            grid.addWidget(button, place // 2 if len(ways) == 4 else 0, place % 2 if len(ways) == 4 else place)
        inner.addLayout(grid)
        if sample:
            explained = QPushButton("How to save a page so that its comments are in it")
            explained.setFlat(True)
            explained.setAutoDefault(False)
            explained.clicked.connect(self.saving_help_wanted)
            self._buttons.append((explained, "help"))
            inner.addWidget(explained, 0, Qt.AlignmentFlag.AlignHCenter)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(frame, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self._mark.setPixmap(picture("import", palette.dim, 48, self.devicePixelRatioF()))
        for button, name in self._buttons:
            button.setIcon(icon(name, palette))

    def focus(self) -> None:
        """The first button is ready for the keyboard."""
        self._buttons[0][0].setFocus()

    def button(self, words: str) -> QPushButton:
        """The button with these words. Raises StopIteration where there is none."""
        return next(button for button, _ in self._buttons if button.text() == words)
