"""What of a loaded thread is shown, and why: pure predicates over a `Thread`.

``apply(thread, rules, context) -> Selection``: for every comment shown / context / hidden with the rule that decided (`Rule` is a frozen value:
author only, hide author, highlight author, date range, new only, starred only, words (matching indexes are supplied by the caller) ...).
``context`` says what stays around matches: nothing, what they answer, what answers them, whole branches.

What it does not do: no text search (the Library supplies matching positions), no Qt, no storage.
May import: ``model``.
To add a filter: ``filters/<name>.py``, one row in ``FILTERS``, a Thread built in the test.
"""
