"""Why a reference leads where it does, in the words of `reader.wording`."""

from __future__ import annotations

import re

from reader.model.discussion import Reference, ReferenceKind, Toward
from reader.model.skeleton import FLAG_GHOST, Thread
from reader.ui.plain import one_line
from reader.ui.words import NOBODY
from reader.wording import explain_reference


def called(thread: Thread, index: int) -> str:
    """How a comment is called: ``16 Mina``."""
    slot = thread.authors_of[index]
    name = thread.authors[slot].name if slot >= 0 else NOBODY
    return f"{thread.numbers[index]} {name}" if thread.numbers[index] else name


def explain(thread: Thread, reference: Reference) -> str:
    """One sentence about ``reference`` of ``thread``."""
    target = None
    number = None
    owner = None
    if reference.to is Toward.POST:
        target = "the post"
    elif reference.to is Toward.EXTERNAL:
        target = "another discussion in the library" if reference.target_post is not None else None
    elif reference.target is not None and reference.target in thread.ids:
        at = thread.ids.index(reference.target)
        gone = " (not on the saved pages)" if thread.flags[at] & FLAG_GHOST else ""
        target = called(thread, at) + gone
        digits = re.search(r"\d+", reference.text)
        if digits and len(digits[0]) < 8 and reference.kind in (ReferenceKind.NUMBER, ReferenceKind.NUMBER_AUTHOR):
            number = int(digits[0])
            if thread.numbers[at] and thread.numbers[at] != number and number in thread.numbers:
                slot = thread.authors_of[thread.numbers.index(number)]
                owner = thread.authors[slot].name if slot >= 0 else NOBODY
    return explain_reference(
        reference.evidence, written=one_line(reference.text, 80), target=target, confidence=reference.confidence, number_owner=owner,
        written_number=number, gone=reference.to is Toward.REMOVED, away=reference.to is Toward.EXTERNAL,
    )
