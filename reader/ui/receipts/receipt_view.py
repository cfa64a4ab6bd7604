"""A receipt in words: what was found, what the page states, what is doubtful. For the wizard's last page and the receipt of a post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader.jobs.grouping import Group, grouped
from reader.model.report import FileReport, ImportReport, NoticeKind, Outcome, ThreadReport
from reader.ui.icons import picture
from reader.ui.plain import PlainLabel, one_line
from reader.ui.theme import Palette
from reader.ui.words import grouped as grouped_number
from reader.wording import apart_counted, apart_reason, error_sentence, thread_lines

MOST = 150
"""Entries shown one by one; the rest is told as a count."""
MOST_OF_A_GROUP = 40
GROUPS = {
    Group.NEW: "New discussions", Group.UPDATED: "Discussions that got more", Group.BARE: "Pages without comments",
    Group.KNOWN: "In the library already",
}
_CALM = {
    NoticeKind.IMAGES_NOT_SAVED, NoticeKind.CHARSET_GUESSED, NoticeKind.NO_COMMENTS, NoticeKind.READER_CHOSEN, NoticeKind.TAUGHT_RULE,
}
_WRONG = {NoticeKind.NO_COMMENTS, NoticeKind.GENERIC_READER, NoticeKind.FEWER_THAN_STATED, NoticeKind.MORE_THAN_STATED}
"""What makes one doubt that a page was read as it should be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a receipt; ``tone`` is ok, look (worth a look) or refused; group for the heading of a group, more for its rest."""

    heading: str
    lines: tuple[str, ...]
    tone: str
    post: int | None = None
    """The discussion that may have been read wrongly: ways out are offered."""


def entries_of(report: ImportReport) -> list[Entry]:
    """The receipt of an import, in groups where there was more than one file; in each, what is worth a look comes first."""
    if len(report.files) == 1 and not report.apart:
        return list(_in_order([entry for file in report.files for entry in _file_entries(file)]))
    groups = grouped(report)
    made: list[Entry] = []
    for group, threads in groups.threads.items():
        made += _group(GROUPS[group], [thread_entry(thread) for _, thread in threads])
    made += _group("Cannot be read", [entry for file in groups.refused for entry in _file_entries(file)])
    if groups.apart:
        made += _group("Left out", [
            Entry(apart_counted(what, count), (f"{apart_reason(what)[0].upper()}{apart_reason(what)[1:]}.",), "ok")
            for what, count in sorted(groups.apart.items())
        ], sum(groups.apart.values()))
    return made


def _group(words: str, entries: list[Entry], count: int | None = None) -> list[Entry]:
    if not entries:
        return []
    rest = len(entries) - MOST_OF_A_GROUP
    more = [Entry(f"… and {rest} more.", (), "more")] if rest > 0 else []
    return [Entry(f"{words}  {grouped_number(count or len(entries))}", (), "group"), *_in_order(entries)[:MOST_OF_A_GROUP], *more]


def _in_order(entries: list[Entry]) -> list[Entry]:
    order = {"refused": 0, "look": 1, "ok": 2}
    return sorted(entries, key=lambda entry: order[entry.tone])


def thread_entry(report: ThreadReport) -> Entry:
    """The receipt of one thread."""
    look = report.references_doubtful or any(notice.kind not in _CALM for notice in report.notices)
    where = f"  ({one_line(report.site)})" if report.site else ""
    wrong = report.post_id if any(notice.kind in _WRONG for notice in report.notices) else None
    return Entry(f"{one_line(report.title) or 'Untitled'}{where}", tuple(thread_lines(report)), "look" if look else "ok", wrong)


def _file_entries(file: FileReport) -> Iterable[Entry]:
    if file.error is not None:
        yield Entry(one_line(PurePath(file.path).name) or "Not imported", (error_sentence(file.error),), "refused")
    elif not file.threads:
        yield Entry(one_line(file.path), ("Nothing was taken from it.",), "look" if file.outcome is Outcome.REFUSED else "ok")
    yield from map(thread_entry, file.threads)


class ReceiptView(QScrollArea):
    """A column of entries."""

    reading_wanted = Signal(int)
    """A post to be read differently."""
    teaching_wanted = Signal(int)
    """A post in whose page the comments are to be shown."""

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
            column.addLayout(self._heading(entry) if entry.tone in ("group", "more") else self._entry(entry, palette))
        if len(entries) > MOST:
            column.addWidget(PlainLabel(f"… and {len(entries) - MOST} more.", role="dim"))
        column.addStretch(1)
        self.setWidget(inside)

    @property
    def text(self) -> str:
        """All that is said, for reading aloud and for tests."""
        inside = self.widget()
        return "\n".join(label.text() for label in inside.findChildren(PlainLabel)) if inside is not None else ""

    def _heading(self, entry: Entry) -> QHBoxLayout:
        label = PlainLabel(entry.heading, role="dim" if entry.tone == "more" else "")
        if entry.tone == "group":
            font = label.font()
            font.setPointSizeF(font.pointSizeF() * 1.15)
            label.setFont(font)
        row = QHBoxLayout()
        row.setContentsMargins(0 if entry.tone == "group" else 30, 8, 0, 0)
        row.addWidget(label)
        return row

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
        if entry.post is not None:
            words.addLayout(self._ways_out(entry.post))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(mark)
        row.addLayout(words, 1)
        return row

    def _ways_out(self, post: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        for said, signal in (("Read differently…", self.reading_wanted), ("Show where the comments are…", self.teaching_wanted)):
            button = QPushButton(said)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit(post))
            row.addWidget(button)
        row.addStretch(1)
        return row
