"""A receipt in words: what was found, what the page states, what is doubtful. For the wizard's last page and the receipt of a post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader.model.report import FileReport, ImportReport, NoticeKind, Outcome, ThreadReport
from reader.ui.icons import picture
from reader.ui.plain import PlainLabel, one_line
from reader.ui.theme import Palette
from reader.wording import error_sentence, thread_lines

MOST = 150
"""Entries shown one by one; the rest is told as a count."""
_CALM = {NoticeKind.IMAGES_NOT_SAVED, NoticeKind.CHARSET_GUESSED, NoticeKind.NO_COMMENTS}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a receipt; ``tone`` is ok, look (worth a look) or refused."""

    heading: str
    lines: tuple[str, ...]
    tone: str


def entries_of(report: ImportReport) -> list[Entry]:
    """The receipt of an import, what is worth a look first."""
    made = [entry for file in report.files for entry in _file_entries(file)]
    order = {"refused": 0, "look": 1, "ok": 2}
    return sorted(made, key=lambda entry: order[entry.tone])


def thread_entry(report: ThreadReport) -> Entry:
    """The receipt of one thread."""
    look = report.references_doubtful or any(notice.kind not in _CALM for notice in report.notices)
    where = f"  ({one_line(report.site)})" if report.site else ""
    return Entry(f"{one_line(report.title) or 'Untitled'}{where}", tuple(thread_lines(report)), "look" if look else "ok")


def _file_entries(file: FileReport) -> Iterable[Entry]:
    if file.error is not None:
        yield Entry("Not imported", (error_sentence(file.error),), "refused")
    elif not file.threads:
        yield Entry(one_line(file.path), ("Nothing was taken from it.",), "look" if file.outcome is Outcome.REFUSED else "ok")
    yield from map(thread_entry, file.threads)


class ReceiptView(QScrollArea):
    """A column of entries."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Receipt")

    def show_entries(self, entries: list[Entry], palette: Palette) -> None:
        """Take the place of what was shown."""
        inside = QWidget()
        inside.setObjectName("paper")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        for entry in entries[:MOST]:
            column.addLayout(self._entry(entry, palette))
        if len(entries) > MOST:
            column.addWidget(PlainLabel(f"… and {len(entries) - MOST} more.", role="dim"))
        column.addStretch(1)
        self.setWidget(inside)

    @property
    def text(self) -> str:
        """All that is said, for reading aloud and for tests."""
        inside = self.widget()
        return "\n".join(label.text() for label in inside.findChildren(PlainLabel)) if inside is not None else ""

    def _entry(self, entry: Entry, palette: Palette) -> QHBoxLayout:
        mark = QLabel()
        name, colour = {"ok": ("read", palette.new), "look": ("warn", palette.star), "refused": ("close", palette.warn)}[entry.tone]
        mark.setPixmap(picture(name, colour, 18, self.devicePixelRatioF()))
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        heading = PlainLabel(entry.heading, wrap=True)
        font = heading.font()
        font.setWeight(font.Weight.DemiBold)
        heading.setFont(font)
        words.addWidget(heading)
        for line in entry.lines:
            label = PlainLabel(line, wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(mark)
        row.addLayout(words, 1)
        return row
