"""A library against a plain dictionary: whatever is done in whatever order, both say the same; undo leads all the way back."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from reader.model.discussion import Body, Comment, CommentKind, Corrections, Discussion, ManualParent, Post, ThreadCorrections
from reader.model.report import Location
from reader.store import Library

KEYS = st.lists(st.sampled_from("abcde"), unique=True, max_size=4)
WORDS = st.sampled_from(["", "walrus", "Straße", "战争", "ёлка walrus"])


@dataclasses.dataclass
class Stored:
    """What the dictionary knows of one post."""

    title: str
    texts: dict[str, str]
    marks: dict[str, tuple[bool, bool, str]]
    tags: tuple[str, ...] = ()
    note: str = ""
    corrections: ThreadCorrections = dataclasses.field(default_factory=ThreadCorrections)
    own: Corrections = dataclasses.field(default_factory=Corrections)
    deleted: bool = False


Model = dict[int, Stored]


def copied(model: Model) -> Model:
    return {post: dataclasses.replace(stored, texts=dict(stored.texts), marks=dict(stored.marks)) for post, stored in model.items()}


class LibraryMachine(RuleBasedStateMachine):
    """Rules are what a person or an import can do."""

    posts = Bundle("posts")

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.library = Library.open(self.folder, create=True)
        self.model: Model = {}
        self.history: list[Model] = []
        self.ids: dict[tuple[int, str], int] = {}

    def teardown(self) -> None:
        if hasattr(self, "library"):
            report = self.library.check()
            self.library.close()
            shutil.rmtree(self.folder)
            assert report.problems == ()

    def remembers(self, name: str | None, before: Model) -> None:
        """A write that changed something can be undone."""
        if name is not None:
            self.history.append(before)

    @rule(target=posts, title=WORDS, keys=KEYS, text=WORDS)
    def add(self, title: str, keys: list[str], text: str) -> int:
        before = copied(self.model)
        comments = tuple(Comment(-2 - place, key, None, Body(f"{key} {text}")) for place, key in enumerate(keys))
        stored = self.library.replace(Discussion(Post(-1, title, Body("")), comments))
        self.model[stored.post_id] = Stored(title, {key: f"{key} {text}" for key in keys}, {})
        # taking back the import of a new post is deleting it, so the dictionary keeps it as deleted
        before[stored.post_id] = dataclasses.replace(self.model[stored.post_id], deleted=True)
        self.remembers(stored.changes.undo, copied(before))
        return stored.post_id

    def there(self, post: int) -> bool:
        return post in self.model and not self.model[post].deleted

    @rule(post=posts, keys=KEYS, text=WORDS)
    def reread(self, post: int, keys: list[str], text: str) -> None:
        if not self.there(post):
            return
        before = copied(self.model)
        old = self.library.load(post)
        comments = tuple(Comment(-2 - place, key, None, Body(f"{key} {text}"), read=True) for place, key in enumerate(keys))
        new = self.model[post]
        for key in keys:
            if key not in new.texts and key not in new.marks:
                new.marks[key] = (True, False, "")
        new.texts = {key: f"{key} {text}" for key in keys}
        self.remembers(self.library.replace(dataclasses.replace(old, comments=comments)).changes.undo, before)

    @rule(post=posts, keys=KEYS, read=st.booleans())
    def mark_read(self, post: int, keys: list[str], read: bool) -> None:
        if not self.there(post):
            return
        before, stored = copied(self.model), self.model[post]
        wanted = [key for key in keys if key in stored.texts]
        for key in wanted:
            stored.marks[key] = (read, *stored.marks.get(key, (False, False, ""))[1:])
        self.remembers(self.library.set_read(post, [self.ids[post, key] for key in wanted], read).undo, before)

    @rule(post=posts, key=st.sampled_from("abcde"), note=WORDS)
    def annotate(self, post: int, key: str, note: str) -> None:
        if not self.there(post) or key not in self.model[post].texts:
            return
        before, stored = copied(self.model), self.model[post]
        stored.marks[key] = (*stored.marks.get(key, (False, False, ""))[:2], note)
        self.remembers(self.library.set_note(Location(post, self.ids[post, key]), note).undo, before)

    @rule(post=posts, key=st.sampled_from("abcde"), starred=st.booleans())
    def star(self, post: int, key: str, starred: bool) -> None:
        if not self.there(post) or key not in self.model[post].texts:
            return
        before, stored = copied(self.model), self.model[post]
        read, _, note = stored.marks.get(key, (False, False, ""))
        stored.marks[key] = (read, starred, note)
        self.remembers(self.library.set_starred(post, [self.ids[post, key]], starred).undo, before)

    @rule(post=posts, tags=st.lists(st.sampled_from(["x", "y"]), unique=True).map(tuple), note=WORDS, title=st.none() | WORDS)
    def describe(self, post: int, tags: tuple[str, ...], note: str, title: str | None) -> None:
        if not self.there(post):
            return
        before = copied(self.model)
        stored = self.model[post]
        stored.tags, stored.note, stored.own = tags, note, Corrections(title=title)
        with self.library.one_step():
            changes = [
                self.library.set_tags(post, tags), self.library.set_note(Location(post), note),
                self.library.correct_post(post, Corrections(title=title)),
            ]
        self.remembers(next((change.undo for change in changes if change.undo), None), before)

    @rule(post=posts, comment=st.sampled_from("ab"), parent=st.none() | st.sampled_from("ab"))
    def correct(self, post: int, comment: str, parent: str | None) -> None:
        if not self.there(post):
            return
        before = copied(self.model)
        self.model[post].corrections = ThreadCorrections((ManualParent(comment, parent),))
        self.remembers(self.library.set_corrections(post, self.model[post].corrections).undo, before)

    @rule(post=posts)
    def delete(self, post: int) -> None:
        before = copied(self.model)
        if post in self.model:
            self.model[post].deleted = True
        self.remembers(self.library.delete([post]).undo, before)

    @rule(post=posts)
    def recover(self, post: int) -> None:
        before = copied(self.model)
        if post in self.model:
            self.model[post].deleted = False
        self.remembers(self.library.recover([post]).undo, before)

    @rule()
    def undo(self) -> None:
        self.library.undo()
        if self.history:
            now, self.model = self.model, self.history.pop()
            for post in now.keys() - self.model.keys():
                self.model[post] = dataclasses.replace(now[post], deleted=True)

    @rule(post=consumes(posts))
    def purge(self, post: int) -> None:
        self.library.delete([post])
        self.library.purge()
        self.model = {post_: stored for post_, stored in self.model.items() if post_ != post and not stored.deleted}
        self.history = []

    @rule()
    def open_again(self) -> None:
        self.library.close()
        self.library = Library.open(self.folder)

    @invariant()
    def the_same(self) -> None:
        if not hasattr(self, "library"):
            return
        ids: dict[tuple[int, str], int] = {}
        visible = {post: stored for post, stored in self.model.items() if not stored.deleted}
        assert {summary.id for summary in self.library.summaries()} == set(visible)
        assert {summary.id for summary in self.library.deleted()} == set(self.model) - set(visible)
        for post, stored in visible.items():
            loaded = self.library.load(post)
            assert {comment.key: comment.body.text for comment in loaded.comments} == stored.texts
            for comment in loaded.comments:
                assert (comment.read, comment.starred, comment.note) == stored.marks.get(comment.key, (False, False, ""))
                ids[post, comment.key] = comment.id
            assert (loaded.post.tags, loaded.post.note, loaded.post.corrections) == (stored.tags, stored.note, stored.own)
            assert self.library.corrections(post) == stored.corrections
            thread = self.library.thread(post)
            assert thread.unread == {place for place, c in enumerate(loaded.comments) if not c.read and c.kind is CommentKind.COMMENT}
        found = sum(
            "walrus" in f"{text} {stored.marks.get(key, ('', '', ''))[2]}"
            for stored in visible.values()
            for key, text in stored.texts.items()
        )
        titles = sum(
            "walrus" in f"{stored.title if stored.own.title is None else stored.own.title} {stored.note}" for stored in visible.values()
        )
        assert self.library.search("walrus").total == found + titles
        assert bool(self.library.undo_name) == bool(self.history)
        assert all(ids.get(name, comment) == comment for name, comment in self.ids.items())  # ids of comments that stayed
        self.ids = ids


TestLibrary = LibraryMachine.TestCase
TestLibrary.settings = settings(
    max_examples=15, stateful_step_count=18, deadline=None, report_multiple_bugs=False,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # every step reaches the disk: shrinking would take hours
)
