"""The answer of the filters: a state and a reason for every comment."""

from __future__ import annotations

import enum
from array import array
from dataclasses import dataclass

from reader.filters.rule import Rule


class State(enum.IntEnum):
    """What becomes of a comment."""

    SHOWN = 0
    CONTEXT = 1
    """Not asked for, but kept around what was."""
    HIDDEN = 2


@dataclass(frozen=True, slots=True)
class Selection:
    """One item a comment, by index (page order). ``states`` holds `State` values; ``decided`` the place in ``rules`` of the rule that
    hid the comment (or that it is context for) plus one, 0 for none; ``highlighted`` 1 where a highlight rule matches."""

    rules: tuple[Rule, ...]
    states: bytes
    decided: array[int]
    highlighted: bytes

    def state(self, index: int) -> State:
        """What becomes of the comment at ``index``."""
        return State(self.states[index])

    def rule(self, index: int) -> Rule | None:
        """The rule that decided about the comment at ``index``; None where none did."""
        code = self.decided[index]
        return self.rules[code - 1] if code else None

    @property
    def hidden(self) -> int:
        """How many comments are hidden."""
        return self.states.count(State.HIDDEN)

    @property
    def context(self) -> int:
        """How many comments are kept as context only."""
        return self.states.count(State.CONTEXT)

    @property
    def shown(self) -> int:
        """How many comments are shown in their own right."""
        return self.states.count(State.SHOWN)

    @property
    def filters_nothing(self) -> bool:
        """Whether every comment is plainly shown."""
        return not any(self.states)

    @classmethod
    def everything(cls, size: int) -> Selection:
        """All ``size`` comments shown."""
        return cls((), bytes(size), array("H", bytes(2 * size)), bytes(size))
