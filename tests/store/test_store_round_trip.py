"""What is written is what is read, whatever the fields hold."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

from hypothesis import given, settings
from store_discussions import THREAD_CORRECTIONS, discussions, simple

from reader.model.discussion import Comment, Discussion, Reference, ThreadCorrections
from reader.store import Library

QUICK = settings(max_examples=60, deadline=None)


def renumbered(discussion: Discussion, post_id: int, ids: dict[int, int]) -> Discussion:
    """The discussion as it must come back: ids as the library gave them."""

    def stored(reference: Reference) -> Reference:
        return dataclasses.replace(
            reference,
            target=None if reference.target is None else ids[reference.target],
            target_post=None if reference.target_post is None else post_id,
        )

    def comment(old: Comment) -> Comment:
        return dataclasses.replace(
            old, id=ids[old.id], parent=None if old.parent is None else ids[old.parent],
            page_parent=None if old.page_parent is None else ids[old.page_parent], references=tuple(map(stored, old.references)),
        )

    post = dataclasses.replace(discussion.post, id=post_id, references=tuple(map(stored, discussion.post.references)))
    return Discussion(post, tuple(map(comment, discussion.comments)))


@QUICK
@given(discussions())
def test_a_new_discussion_comes_back_as_it_was(discussion: Discussion) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), create=True) as library:
        stored = library.replace(discussion)
        expected = renumbered(discussion, stored.post_id, stored.ids)
        assert library.load(stored.post_id) == expected
        again = library.replace(expected)
        assert (again.changes.added, again.changes.changed) == (frozenset(), frozenset())
        assert library.load(stored.post_id) == expected
        thread = library.thread(stored.post_id)
        assert list(thread.ids) == [comment.id for comment in expected.comments]
        assert [shown.body for shown in library.shown_comments(stored.post_id, 0, 99)] == [c.body for c in expected.comments]


@QUICK
@given(THREAD_CORRECTIONS)
def test_corrections_come_back_as_they_were(corrections: ThreadCorrections) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), create=True) as library:
        post = library.replace(simple("a", "b")).post_id
        library.set_corrections(post, corrections)
        assert library.corrections(post) == corrections
