"""What of a loaded thread is shown, and why: pure predicates over a `Thread`.

``apply(thread, rules, context, lifted=()) -> Selection``: for every comment shown / context / hidden with the rule that decided
(`Rule` is a frozen value: a `Kind` of what it looks at, an `Effect` only / hide / highlight; for word and link rules the caller supplies
the matching indexes). ``Context`` says what stays around the matches: nothing, what they answer, what answers them, whole branches.
``lifted`` comments are shown whatever a rule says ("always show this one").

How rules meet: ``only`` rules of one kind add up (only Anna, only Paul: both), different kinds narrow each other; ``hide`` wins over
``only`` and over context; ``lifted`` wins over all; ``highlight`` hides nothing.

What it does not do: no text search (the Library supplies matching positions), no Qt, no storage, no wording.
May import: ``model``.
To add a filter: ``filters/<name>.py``, one row in ``FILTERS``, a Thread built in the test.
"""

from reader.filters.apply import FILTERS, apply
from reader.filters.rule import Context, Effect, Kind, Rule
from reader.filters.selection import Selection, State

__all__ = ["FILTERS", "Context", "Effect", "Kind", "Rule", "Selection", "State", "apply"]
