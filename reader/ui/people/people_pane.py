"""The pane of people: who takes part, how much, and what the filter does with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QLineEdit, QPushButton, QTreeView, QVBoxLayout, QWidget

from reader.filters import Context, Effect, Kind
from reader.model.skeleton import Thread
from reader.ui.finding.filtering import Filtering, Wishes
from reader.ui.people.people_model import Order, PeopleModel, people_of
from reader.ui.people.proposal_card import ProposalCard
from reader.ui.plain import PlainLabel
from reader.ui.theme import Palette
from reader.wording import counted

CONTEXTS = {
    Context.ALONE: "their comments alone",
    Context.ANSWERED: "and what they answer",
    Context.ANSWERS: "and the answers to them",
    Context.BRANCHES: "and their whole branches",
}
ORDERS = {Order.COUNT: "most comments first", Order.NAME: "by name", Order.FIRST: "as they came"}
BUTTONS = ((Effect.ONLY, "Only"), (Effect.HIDE, "Hide"), (Effect.HIGHLIGHT, "Highlight"))
TIPS = {
    Effect.ONLY: "Show only this person's comments (again to stop)",
    Effect.HIDE: "Hide this person's comments; a line stays in their place (again to stop)",
    Effect.HIGHLIGHT: "Mark this person's comments (again to stop)",
}


class PeoplePane(QWidget):
    """Talks to a `Filtering`; hears the thread from whoever opens it."""

    person_chosen = Signal(str)
    """Enter or double click: go to this person's next comment."""

    def __init__(self, filtering: Filtering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._filtering = filtering
        self.model = PeopleModel(self)
        self.heading = PlainLabel("People")
        self.heading.setContentsMargins(12, 8, 12, 0)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a person")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Find a person")
        self.search.textChanged.connect(self.model.set_words)
        self.order = QComboBox()
        self.order.setAccessibleName("Order of people")
        for order, words in ORDERS.items():
            self.order.addItem(words, order)
        self.order.currentIndexChanged.connect(lambda _row: self.model.set_order(Order(self.order.currentData())))
        self.list = QTreeView()
        self.list.setModel(self.model)
        self.list.setAccessibleName("People in this discussion")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderHidden(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setMinimumSectionSize(16)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.list.activated.connect(lambda index: self._chosen(index.row()))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._refresh())
        self.model.modelReset.connect(self._refresh)
        self.buttons: dict[Effect, QPushButton] = {}
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for effect, words in BUTTONS:
            button = QPushButton(words)
            button.setCheckable(True)
            button.setToolTip(TIPS[effect])
            button.clicked.connect(lambda _on, effect=effect: self.toggle(effect))
            self.buttons[effect] = button
            row.addWidget(button, 1)
        self.context = QComboBox()
        self.context.setAccessibleName("What stays around the comments that are shown")
        for context, words in CONTEXTS.items():
            self.context.addItem(words, context)
        self.context.activated.connect(lambda _row: filtering.set_context(Context(self.context.currentData())))
        for box in (self.order, self.context):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self.card = ProposalCard()
        below = QVBoxLayout()
        below.setContentsMargins(8, 8, 8, 8)
        below.setSpacing(8)
        below.addLayout(row)
        below.addWidget(self.context)
        above = QVBoxLayout()
        above.setContentsMargins(8, 4, 8, 4)
        above.setSpacing(4)
        above.addWidget(self.search)
        above.addWidget(self.order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addLayout(above)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)
        layout.addWidget(self.card)
        filtering.wishes_changed.connect(self._show_wishes)
        self.setMinimumWidth(180)
        self.show_thread(None)
        self._refresh()

    @property
    def person(self) -> str | None:
        """The name of the current row; None where there is none."""
        found = self.model.person_at(self.list.currentIndex().row())
        return found.name if found is not None else None

    def show_thread(self, thread: Thread | None) -> None:
        """List the people of ``thread``; the chosen person stays chosen where it is there too."""
        kept = self.person
        people = people_of(thread) if thread is not None else []
        self.heading.setText(counted(sum(1 for person in people if person.name), "person", "people") if people else "People")
        self.model.set_people(people)
        # By its numbers: by its contents the column would be as wide as its heading, which is not seen.
        self.list.header().resizeSection(1, self.list.sizeHintForColumn(1))
        for control in (self.heading, self.search, self.order, *self.buttons.values()):
            control.setVisible(bool(people))
        if kept is not None:
            self.choose(kept)

    def choose(self, name: str) -> None:
        """Make ``name`` the current row, where it is listed."""
        row = self.model.row_of(name)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))

    def toggle(self, effect: Effect) -> None:
        """Only, hide or highlight the chosen person, or stop that."""
        if self.person is not None:
            self._filtering.author(self.person, effect)
        self._refresh()

    def set_palette(self, palette: Palette) -> None:
        """Take the theme's colours."""
        self.model.set_palette(palette)
        self.card.set_palette(palette)

    def _chosen(self, row: int) -> None:
        found = self.model.person_at(row)
        if found is not None:
            self.person_chosen.emit(found.name)

    def _show_wishes(self, wishes: Wishes) -> None:
        self.model.set_marks({rule.text: rule.effect for rule in wishes.rules if rule.kind is Kind.AUTHOR})
        self.context.setCurrentIndex(list(CONTEXTS).index(wishes.context))
        self._refresh()

    def _refresh(self) -> None:
        name = self.person
        marks = {(rule.text, rule.effect) for rule in self._filtering.wishes.rules if rule.kind is Kind.AUTHOR}
        for effect, button in self.buttons.items():
            button.setEnabled(name is not None)
            button.setChecked((name, effect) in marks)
        only = any(rule.effect is Effect.ONLY for rule in self._filtering.wishes.rules)
        self.context.setEnabled(only)
        self.context.setVisible(only)
