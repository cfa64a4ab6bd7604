"""What a person filters by in the thread that is open: the rules, and the `Selection` made from them.

What it does not do: no widgets, no Library; word matches are supplied.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from reader.filters import Context, Effect, Kind, Rule, Selection, apply
from reader.model.skeleton import Thread
from reader.ui.people.joining import known_as


@dataclass(frozen=True, slots=True)
class Wishes:
    """Rules of one thread, their context, and the indexes shown whatever the rules say. ``paused``: all of it is off for now."""

    rules: tuple[Rule, ...] = ()
    context: Context = Context.ALONE
    lifted: frozenset[int] = frozenset()
    paused: bool = False

    def with_rule(self, rule: Rule) -> Wishes:
        """Add ``rule``; another rule about the same author goes, so that nobody is both hidden and the only one."""
        return replace(self, rules=(*(old for old in self.rules if not _same_subject(old, rule)), rule), paused=False)

    def without(self, rule: Rule) -> Wishes:
        """Take ``rule`` away."""
        return replace(self, rules=tuple(old for old in self.rules if old != rule))

    def toggled(self, rule: Rule) -> Wishes:
        """Add ``rule``, or take it away where it is."""
        return self.without(rule) if rule in self.rules else self.with_rule(rule)


def _same_subject(old: Rule, new: Rule) -> bool:
    return old.kind is new.kind and (old.text == new.text if new.kind is Kind.AUTHOR else old.effect is new.effect)


class Filtering(QObject):
    """Keeps each thread's wishes while the program runs, and tells what they select."""

    selected = Signal(object)
    """The new `Selection` of the open thread."""
    wishes_changed = Signal(object)
    """The new `Wishes`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: Thread | None = None
        self._kept: dict[int, Wishes] = {}
        self.selection = Selection.everything(0)

    @property
    def wishes(self) -> Wishes:
        """The wishes for the open thread."""
        return self._kept.get(self._thread.post_id, Wishes()) if self._thread is not None else Wishes()

    def open(self, thread: Thread | None) -> Selection:
        """Take another thread (or the same one anew) and give its selection. Emits ``wishes_changed`` only: the opener hands it on."""
        self._thread = thread
        self.selection = self._select()
        self.wishes_changed.emit(self.wishes)
        return self.selection

    def set(self, wishes: Wishes) -> None:
        """Take new wishes for the open thread."""
        if self._thread is None or wishes == self.wishes:
            return
        self._kept[self._thread.post_id] = wishes
        self.selection = self._select()
        self.selected.emit(self.selection)
        self.wishes_changed.emit(wishes)

    def author(self, name: str, effect: Effect) -> None:
        """Only, hide or highlight the person called ``name``; again to stop it."""
        person = known_as(self._thread, name) if self._thread is not None else name
        self.set(self.wishes.toggled(Rule(Kind.AUTHOR, effect, person)))

    def kind(self, kind: Kind, effect: Effect = Effect.ONLY) -> None:
        """Toggle a rule that needs no words (new, starred, with notes, pingbacks)."""
        self.set(self.wishes.toggled(Rule(kind, effect)))

    def has(self, kind: Kind) -> bool:
        """Whether a rule of ``kind`` is on."""
        return any(rule.kind is kind for rule in self.wishes.rules)

    def words(self, text: str, indexes: frozenset[int]) -> None:
        """Only comments at ``indexes``, which hold ``text``; no text stops it."""
        others = replace(self.wishes, rules=tuple(rule for rule in self.wishes.rules if rule.kind is not Kind.WORDS))
        self.set(others.with_rule(Rule(Kind.WORDS, Effect.ONLY, text, indexes=indexes)) if text else others)

    def set_context(self, context: Context) -> None:
        """What stays around the matches."""
        self.set(replace(self.wishes, context=context))

    def lift(self, index: int) -> None:
        """Show the comment at ``index`` whatever the rules say."""
        if self.selection.states and self.selection.state(index):
            self.set(replace(self.wishes, lifted=self.wishes.lifted | {index}))

    def pause(self, paused: bool) -> None:
        """Switch all rules off for now, or on again."""
        self.set(replace(self.wishes, paused=paused))

    def clear(self) -> None:
        """Show everything: rules and exceptions go, the context stays for the next rule."""
        self.set(Wishes(context=self.wishes.context))

    def _select(self) -> Selection:
        if self._thread is None:
            return Selection.everything(0)
        wishes = self.wishes
        if wishes.paused:
            return Selection.everything(len(self._thread))
        return apply(self._thread, wishes.rules, wishes.context, wishes.lifted)
