"""Point at one comment, its name and its date; see all comments found by that; keep the rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from reader.jobs.teaching import Classroom
from reader.model.errors import ReaderError
from reader.model.teaching import Lesson, Picks, Sketch, TaughtRule
from reader.ui.background import Background
from reader.ui.plain import PlainLabel, one_line
from reader.ui.teaching.asking import Asking
from reader.ui.teaching.found_list import MOST, FoundList
from reader.ui.teaching.page_text import BODY, DATE, NAME, PageText
from reader.ui.teaching.step_card import StepCard
from reader.ui.theme import Palette
from reader.wording import counted, error_sentence

STEPS = (
    (BODY, "Click the words of one comment.", ""), (NAME, "Click the name of who wrote it.", "No names here"),
    (DATE, "Click the date of that comment.", "No dates here"),
)
NONE = -1
_MISSING = "(the page has none)"
_HOW = "Click in the page on the left. With the keyboard: move with the arrow keys, Enter chooses."
_HOW_NAME = _HOW + " Where more words stand with the name, mark the name alone with the mouse."
_ALONE = "Only the one that you clicked. Do the name and the date belong to that comment, and not to the one above or below?"
_CHECK = "They are marked in the page. Look whether all are there; what is no comment can be left out."


class TeachWindow(QDialog):
    """Asks a `Classroom` behind the window; nothing is kept before Save."""

    taught = Signal(object)
    """The `TaughtRule` to be kept and used."""

    def __init__(self, background: Background, make: Callable[[], Classroom], palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Show where the comments are")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self._asking = Asking(background, make, self.parent() or background)
        self._picks: dict[str, int] = {}
        self._wrong: list[int] = []
        self._name_words: str | None = None
        """The name itself, where it was marked among other words."""
        self._on: str | None = BODY
        self._lesson: Lesson | None = None
        self.page = PageText()
        self.page.clicked.connect(self.pick)
        self.page.marked.connect(self.mark)
        self.cards = {what: StepCard(number, ask, skip) for number, (what, ask, skip) in enumerate(STEPS, 1)}
        for what, card in self.cards.items():
            card.wanted.connect(lambda what=what: self.go_back(what))
            card.skipped.connect(lambda what=what: self._take(what, NONE))
        self.heading = PlainLabel("", wrap=True)
        font = self.heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.heading.setFont(font)
        self.hint = PlainLabel("", role="dim", wrap=True)
        self.found = FoundList()
        self.found.currentItemChanged.connect(lambda *_: self._go_to_found())
        self.not_one = QPushButton("This one is no comment")
        self.not_one.setToolTip("Leave out the marked line and what looks like it")
        self.not_one.clicked.connect(self.leave_out)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the rule")
        self.first = QCheckBox("Use it before every other reader on this site")
        self.restart = QPushButton("Start again")
        self.restart.clicked.connect(self.start_again)
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        self.save = QPushButton("Keep the rule and read the page with it")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        for button in (self.not_one, self.restart, self.cancel):
            button.setAutoDefault(False)
        self._lay_out()
        self.set_palette(palette)
        self.resize(1180, 760)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._refresh()
        self.heading.setText("Reading the page…")
        self.heading.show()
        self._asking.ask(lambda room, reporter: room.sketch(reporter), self._show_sketch, self._refused)

    def _lay_out(self) -> None:
        self._outcome = QWidget()
        outcome = QVBoxLayout(self._outcome)
        outcome.setContentsMargins(0, 8, 0, 0)
        outcome.setSpacing(8)
        outcome.addWidget(self.heading)
        outcome.addWidget(self.hint)
        outcome.addWidget(self.found, 1)
        self._room_below = QWidget()
        outcome.addWidget(self._room_below, 1)
        row = QHBoxLayout()
        row.addWidget(self.not_one)
        row.addStretch(1)
        outcome.addLayout(row)
        self._kept = QWidget()
        form = QFormLayout(self._kept)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("Name of the rule", self.name)
        form.addRow(self.first)
        outcome.addWidget(self._kept)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        for card in self.cards.values():
            column.addWidget(card)
        column.addWidget(self._outcome, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.page)
        splitter.addWidget(side)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([680, 470])
        buttons = QHBoxLayout()
        buttons.addWidget(self.restart)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(splitter, 1)
        layout.addLayout(buttons)

    # -- steps

    def pick(self, place: int) -> None:
        """A piece of the page was clicked: it is what the step that is on asks for."""
        if self._on is not None:
            self._take(self._on, place)

    def mark(self, place: int, words: str) -> None:
        """Words of a piece were marked: the name itself where that step is on, else the piece."""
        if self._on == NAME:
            self._take(NAME, place, words)
        elif self._on is not None:
            self._take(self._on, place)

    def go_back(self, what: str) -> None:
        """Let the next click be for this step again."""
        if what in self._picks or what == self._next_step():
            self._on = what
            self._refresh()
            self.page.setFocus()

    def start_again(self) -> None:
        """Forget all clicks."""
        self._picks.clear()
        self._wrong.clear()
        self._name_words = None
        self._lesson = None
        self._on = BODY
        self.page.show_found(())
        self._refresh()

    def leave_out(self) -> None:
        """The marked comment is none: find a rule without it."""
        place = self.found.place
        if self._lesson is not None and 0 <= place < len(self._lesson.found):
            comment = self._lesson.found[place]
            if self._picks[BODY] in comment.texts:
                self.hint.setText("That is the comment you clicked yourself. “Start again” forgets your clicks.")
                return
            self._wrong.append((comment.author_texts or comment.texts)[0])
            self._learn()

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self.page.set_palette(palette)
        for card in self.cards.values():
            card.set_palette(palette)

    # -- Qt

    def reject(self) -> None:
        self._asking.close()
        super().reject()

    def accept(self) -> None:
        self._asking.close()
        super().accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._asking.close()
        super().closeEvent(event)

    # -- behind

    def _take(self, what: str, place: int, words: str | None = None) -> None:
        self._picks[what] = place
        if what == NAME:
            self._name_words = words
        self._wrong.clear()
        self._lesson = None
        self._on = self._next_step()
        self.page.show_found(())
        self._refresh()
        if self._on is None:
            self._learn()

    def _next_step(self) -> str | None:
        return next((what for what, _, _ in STEPS if what not in self._picks), None)

    def _learn(self) -> None:
        if self._picks[NAME] == NONE and self._picks[DATE] == NONE:
            self.heading.setText("A name or a date is needed to tell comments from the rest of the page.")
            return
        place = {what: None if at == NONE else at for what, at in self._picks.items()}
        picks = Picks(self._picks[BODY], place[NAME], place[DATE], self._name_words, tuple(self._wrong))
        self.heading.setText("Looking for the others…")
        self.hint.setText("")
        self._asking.ask(lambda room, reporter: room.learn(picks, reporter), self._show_lesson, self._refused)

    def _show_sketch(self, sketch: Sketch) -> None:
        self.page.show_sketch(sketch)
        self.page.setFocus()
        self._refresh()
        if sketch.cut:
            self.hint.setText("The page is very long; its first part is shown. The rule is for all of it.")

    def _show_lesson(self, lesson: Lesson | None) -> None:
        if self._on is not None:
            return
        self._lesson = lesson
        if lesson is not None:
            self.page.show_found(lesson.found)
            self.found.show_rows((one.author, one.date, one.excerpt, one.level) for one in lesson.found)
            if not self.name.isModified():
                self.name.setText(one_line(lesson.rule.name))
            self.first.setChecked(lesson.rule.before_others)
        self._refresh()

    def _refused(self, error: ReaderError | OSError) -> None:
        self.heading.setText(error_sentence(error))
        self.heading.show()
        self.hint.setText("")
        for card in self.cards.values():
            card.setEnabled(False)

    def _go_to_found(self) -> None:
        place = self.found.place
        if self._lesson is not None and 0 <= place < len(self._lesson.found):
            texts = self._lesson.found[place].texts
            if texts:
                self.page.reveal(texts[0])

    def _refresh(self) -> None:
        for what, _, _ in STEPS:
            place = self._picks.get(what)
            words = "" if place is None else _MISSING if place == NONE else one_line(self.page.words(place), 120)
            if what == NAME and self._name_words is not None:
                words = one_line(self._name_words, 120)
            self.cards[what].show_state(words, on=self._on == what)
        self.page.show_picks({place: what for what, place in self._picks.items() if place != NONE})
        found = self._lesson.found if self._lesson is not None else ()
        self.heading.setVisible(self._on is None)
        many = len(found) > 1
        self.found.setVisible(bool(found))
        self._room_below.setVisible(not found)
        self.not_one.setVisible(many)
        self._kept.setVisible(bool(found))
        self.save.setEnabled(bool(found))
        self.restart.setEnabled(bool(self._picks))
        if self._on is not None or self._asking.busy:
            self.heading.setText("" if self._on is not None else self.heading.text())
            self.hint.setText("" if self._on is None else _HOW_NAME if self._on == NAME else _HOW)
        elif self._lesson is None:
            self.heading.setText("No rule fits these three.")
            self.hint.setText("The name and the date have to belong to the comment that you clicked. Change one of them, or start again.")
        else:
            self.heading.setText(f"{counted(len(found), 'comment')} found")
            rest = f" The first {MOST} are listed." if len(found) > MOST else ""
            self.hint.setText((_CHECK if many else _ALONE) + rest)

    def _save(self) -> None:
        if self._lesson is None or not self._lesson.found:
            return
        rule: TaughtRule = self._lesson.rule
        name = one_line(self.name.text(), 80) or rule.name
        self.taught.emit(dataclasses.replace(rule, name=name, before_others=self.first.isChecked()))
        self.accept()
