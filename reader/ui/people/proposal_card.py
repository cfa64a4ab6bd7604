"""The foot of the pane of people: two names that may be one person, what speaks for it, and two answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.ui.icons import icon
from reader.ui.plain import PlainLabel, one_line
from reader.ui.theme import Palette
from reader.wording import counted, likeness_sentence


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names, for each the comments here and in other discussions of the site, and words of evidence."""

    first: str
    second: str
    first_counts: tuple[int, int]
    second_counts: tuple[int, int]
    evidence: tuple[str, ...]


class ProposalCard(QWidget):
    """Hidden while there is nothing to ask."""

    answered = Signal(str, str, bool)
    """(first name, second name, whether they are one person)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposals: tuple[Proposal, ...] = ()
        self._at = 0
        self.heading = PlainLabel("May be one person")
        font = self.heading.font()
        font.setWeight(font.Weight.DemiBold)
        self.heading.setFont(font)
        self.count = PlainLabel("", role="dim")
        self.previous, self.next = self._button("Previous pair of names", -1), self._button("Next pair of names", 1)
        self.names = PlainLabel("", wrap=True)
        self.reason = PlainLabel("", role="dim", wrap=True)
        self.join, self.part = QPushButton("Join"), QPushButton("Keep apart")
        self.join.setToolTip("Both names are one person, in this discussion and on its whole site")
        self.part.setToolTip("They are two people; this is not asked again")
        self.join.clicked.connect(lambda: self._answer(same=True))
        self.part.clicked.connect(lambda: self._answer(same=False))
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.heading, 1)
        for widget in (self.count, self.previous, self.next):
            top.addWidget(widget)
        answers = QHBoxLayout()
        answers.setSpacing(4)
        answers.addWidget(self.join, 1)
        answers.addWidget(self.part, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 8)
        layout.setSpacing(4)
        line = QWidget()
        line.setObjectName("hairline")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setFixedHeight(1)
        layout.addWidget(line)
        layout.addLayout(top)
        layout.addWidget(self.names)
        layout.addWidget(self.reason)
        layout.addLayout(answers)
        self.hide()

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Ask about these, one at a time."""
        self._proposals = tuple(proposals)
        self._at = min(self._at, max(0, len(self._proposals) - 1))
        self._show()

    @property
    def proposal(self) -> Proposal | None:
        """What is asked about now."""
        return self._proposals[self._at] if self._proposals else None

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self.previous.setIcon(icon("up", palette))
        self.next.setIcon(icon("down", palette))

    def _show(self) -> None:
        proposal = self.proposal
        self.setVisible(proposal is not None)
        if proposal is None:
            return
        several = len(self._proposals) > 1
        self.count.setText(f"{self._at + 1} of {len(self._proposals)}" if several else "")
        for button in (self.previous, self.next):
            button.setVisible(several)
        self.names.setText(f"{_named(proposal.first, proposal.first_counts)}\n{_named(proposal.second, proposal.second_counts)}")
        self.reason.setText(likeness_sentence(proposal.evidence))
        self.join.setAccessibleName(f"Join {one_line(proposal.first, 60)} and {one_line(proposal.second, 60)}")
        self.part.setAccessibleName(f"Keep {one_line(proposal.first, 60)} and {one_line(proposal.second, 60)} apart")

    def _answer(self, *, same: bool) -> None:
        proposal = self.proposal
        if proposal is not None:
            # The answer is on its way: what was asked is not on show any more, and a second press would answer the next.
            self.show_proposals([other for other in self._proposals if other != proposal])
            self.answered.emit(proposal.first, proposal.second, same)

    def _button(self, words: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setAutoRaise(True)
        button.clicked.connect(lambda: self._move(step))
        return button

    def _move(self, step: int) -> None:
        if self._proposals:
            self._at = (self._at + step) % len(self._proposals)
            self._show()


def _named(name: str, counts: tuple[int, int]) -> str:
    here, elsewhere = counts
    parts = [counted(here, "comment")] if here else []
    if elsewhere:
        parts.append(f"{elsewhere:,} in other discussions".replace(",", "\u202f"))
    return f"{one_line(name, 60)}: {', '.join(parts) or 'wrote the post'}"
