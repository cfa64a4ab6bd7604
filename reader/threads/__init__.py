"""Who answers whom: pure inference over one discussion.

- ``link.link(discussion, corrections=ThreadCorrections(), known=()) -> Discussion``: finds every reference in post and comments, decides
  targets, makes ghosts, sets parents (``page_parent`` stays; manual wins). Idempotent: earlier references, ghosts and inferred parents in
  the input are dropped and made anew, so that adding a page later gives what having it at first would give. ``known`` names other threads
  of the library (`KnownThread`, or a `KnownIndex` that also asks for comments by author and time) for references that leave this one:
  such a `Reference` has ``target_post`` and, where a pasted footer says so much, the comment there as ``target``.
- ``keys``: ``comment_keys(comments) -> list[str]``: the stable key user data hangs on; ``permalink_key(url) -> str``: one spelling of an
  address (no scheme, www, fragment, tracking and reply parameters, archive prefix, comment page).
- ``merge``: ``from_draft(draft, source) -> Discussion``; ``join(discussion, draft, source) -> Joined(discussion, added, changed)``;
  ``same_thread(stub, draft) -> Sameness`` (same, suggested, other).
- ``tree`` is `reader.model.forest`; nothing here recurses over replies.

- ``candidates.candidates_for(discussion, comment, reference, corrections=..., limit=8) -> tuple[RankedCandidate, ...]``: what else a
  reference may mean, likeliest first, with words of evidence; what ``corrections`` reject is left out (``model.discussion.POST_KEY``
  names the post). A correction teaches the rest of its thread: a `NameMeaning` everywhere, a corrected number those written near it.
- ``same_people``: ``joined(names, said)`` which names are one person, ``proposals(names, said)`` which may be.
- ``link.linked_without(discussion, off)``: `link` with pieces of evidence switched off, to measure them.

Reading order of the room: ``words`` (folding), ``language``/``languages`` (the table), ``moments`` (written times), ``same_people``,
``people``, ``ground`` (facts of the thread), ``find_*`` and ``copies`` (mentions), ``reading`` (the two sweeps), ``zones`` and
``proofs`` (what all mentions prove together), ``evidence`` (weights), ``bench``, ``cases``, ``nominate``, ``decide``, ``elsewhere``
(links), ``verdicts`` (all in order), ``strangers`` and
``ghosts`` (removed comments), ``parents``, ``link`` (with the collector ``resting``); ``candidates`` beside them.

Kinds of mention are found by small functions (one module a family) and give candidates; independent pieces of evidence, each a small
function with a written weight, score them; ``decide`` is the one place that chooses target, confidence and words of evidence.

Words of evidence (short, stable; `reader.wording` makes sentences): number, off-by-N, shift, author, author-case, author-short,
author-initials, stranger, page, host,
time, date, quote, phrase, words, turn, last, id, link, title, known, manual, only-candidate; for none: missing, not-here, no-candidate,
elsewhere, before-post.

What it does not do: no I/O, no Qt, no SQL, no wording for people.
May import: ``model``, ``markup``.
To add a kind of reference: its finder in ``threads/find_<kind>.py``, its evidence in ``threads/evidence.py``, text beside expected
references in ``tests/threads``. To add a language: its row in ``threads/languages_<family>.py``, its name in ``threads/languages.py``.
To measure: ``tests/threads/annotated_threads`` (the gate), ``ablation.py``, ``link_bench.py``.
"""
