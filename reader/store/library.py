"""`Library`: one folder with database, originals, pictures and backups; the one door to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from reader.model.discussion import Corrections, Discussion, NamePair, ThreadCorrections
from reader.model.draft import DraftThread
from reader.model.library import BackupFacts, KnownComment, KnownThread, NameFacts, Original, ReaderChoice, Stored, ThreadStub
from reader.model.page import Asset
from reader.model.report import Changes, CheckReport, Hit, Location, Match, SearchResult, ThreadReport
from reader.model.skeleton import LibraryFacts, Place, PostSummary, ShownComment, ShownPost, Thread
from reader.store import backup, checking, finding, listing, loading, naming, opening, personal, rule_files, searching, trash, undo, writing
from reader.store.carrying import carry_out
from reader.store.connection import BUSY_SECONDS, Connections, translated
from reader.store.content_files import ContentFiles
from reader.store.deltas import Delta, only_changes
from reader.store.tables import layout_of, make_tables
from reader.store.undo import UndoName


def _no_progress(done: int, total: int) -> None:
    """Tell nobody."""


class Library:
    """One opened library. Safe from several threads; methods called *quick* may be called from the thread that paints.

    Every method raises `LibraryUnavailable` when the disk or the file fails; what was stored is then as it was.
    """

    def __init__(self, folder: Path, *, patience: float = BUSY_SECONDS) -> None:
        """Use `open`; this only makes the parts."""
        self.folder = folder
        self._connections = Connections(folder, folder / opening.DATABASE, patience=patience)
        self._tables = make_tables(self._connections.database)
        self._layouts = {layout.name: layout for layout in map(layout_of, self._tables.models())}
        self._originals = ContentFiles(folder / "originals", compress=True)
        self._assets = ContentFiles(folder / "assets", compress=False)
        self._grouping = 0
        self.older: Path | None = None
        """Where the library lies as it was before this opening brought it to the present version; None where it was of that version."""

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, patience: float = BUSY_SECONDS) -> Library:
        """Open the library in ``folder``; with ``create`` it is made where there is none. ``patience``: seconds to wait for other writers.

        Raises `LibraryUnavailable` (missing, not a library, newer, damaged, locked, no permission, disk full) and leaves it as it was.
        An older library is copied beside itself, then brought to the present version.
        """
        library = cls(Path(folder), patience=patience)
        try:
            library.older = opening.prepare(library._connections, library._tables, create=create)
        except BaseException:
            library._connections.abandon()
            raise
        return library

    def close(self) -> None:
        """Let go of the files. Closing twice is allowed."""
        with translated(self.folder):
            self._connections.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Reading

    def summaries(self) -> list[PostSummary]:
        """One line for every post, the last imported first."""
        with self._connections.reading() as connection:
            return listing.summaries(connection)

    def summaries_of(self, post_ids: Sequence[int]) -> list[PostSummary]:
        """The lines of these posts, in this order; posts that are not there are left out."""
        with self._connections.reading() as connection:
            return listing.summaries_of(connection, post_ids)

    def comment_marks(self, post_id: int) -> list[tuple[str | None, str | None, int | None, str | None]]:
        """What tells a thread's comments apart without reading them: (site id, author, number, published) of each; ghosts left out."""
        with self._connections.reading() as connection:
            return listing.comment_marks(connection, post_id)

    def facts(self) -> LibraryFacts:
        """Counts over the whole library."""
        with self._connections.reading() as connection:
            return listing.facts(connection)

    def thread(self, post_id: int) -> Thread:
        """The skeleton of a thread (quick). Raises `NoSuchPost`."""
        with self._connections.quick() as connection:
            return loading.thread(connection, post_id)

    def shown_post(self, post_id: int) -> ShownPost:
        """The post on top of a thread, corrections in place (quick). Raises `NoSuchPost`."""
        with self._connections.quick() as connection:
            return loading.shown_post(connection, post_id)

    def shown_comments(self, post_id: int, start: int, stop: int) -> list[ShownComment]:
        """Bodies of the comments ``start`` to ``stop`` in page order, stop exclusive (quick); fewer where the thread ends."""
        with self._connections.quick() as connection:
            return loading.shown_comments(connection, post_id, start, stop)

    def load(self, post_id: int) -> Discussion:
        """Everything of one discussion, as `replace` was given it but for ids. Raises `NoSuchPost`."""
        with self._connections.reading() as connection:
            return loading.load(connection, post_id)

    def locate(self, comment_id: int) -> Location:
        """Where a comment is (quick). Raises `NoSuchComment`."""
        with self._connections.quick() as connection:
            return loading.locate(connection, comment_id)

    def asset(self, sha256: str) -> bytes | None:
        """Bytes of a picture (quick), None when it is not in the library."""
        with translated(self.folder):
            return self._assets.get(sha256)

    def asset_facts(self, sha256: str) -> Asset | None:
        """A picture with its kind and size."""
        data = self.asset(sha256)
        if data is None:
            return None
        with self._connections.reading() as connection:
            row = connection.execute("SELECT mime, width, height FROM asset WHERE sha256 = ?", (sha256,)).fetchone()
        return Asset(sha256, row[0], data, row[1], row[2]) if row else None

    def corrections(self, post_id: int) -> ThreadCorrections:
        """What the person set by hand about who answers whom; empty for a post that is not there."""
        with self._connections.reading() as connection:
            return loading.corrections(connection, post_id)

    def name_pairs(self, site: str | None, post_id: int | None = None) -> tuple[NamePair, ...]:
        """What the person said of names being one person or two: in this post first, then elsewhere on the site; each pair once."""
        with self._connections.reading() as connection:
            return naming.name_pairs(connection, site, post_id)

    def posts_with_both(self, site: str, first: str, second: str) -> tuple[int, ...]:
        """Ids of the posts of a site in which comments stand under either of two names."""
        with self._connections.reading() as connection:
            return naming.posts_with_both(connection, site, first, second)

    def names(self, post_id: int) -> tuple[NameFacts, ...]:
        """The names in a thread and in the others of its site, with links and pictures. Reads every comment of the site: slow."""
        with self._connections.reading() as connection:
            return naming.names(connection, post_id)

    def receipt(self, post_id: int) -> tuple[ThreadReport, ...]:
        """Receipts of the imports that made the thread, newest first."""
        with self._connections.reading() as connection:
            return listing.receipts(connection, post_id)

    def stubs_like(self, draft: DraftThread, permalink_key: str | None = None) -> list[ThreadStub]:
        """Threads that a draft may belong to: those with its permalink key, then those with its title and site (folded)."""
        with self._connections.reading() as connection:
            return listing.stubs_like(connection, draft, permalink_key)

    def known_threads(self) -> tuple[KnownThread, ...]:
        """All threads as references to other threads may name them."""
        with self._connections.reading() as connection:
            return listing.known_threads(connection)

    def known_comments(self, author: str, first: int, last: int) -> tuple[KnownComment, ...]:
        """Comments by exactly this author over the whole library, in a time given in minutes since 1970 as pages write it."""
        with self._connections.reading() as connection:
            return listing.known_comments(connection, author, first, last)

    def posts_pointing_out(self) -> tuple[int, ...]:
        """Ids of posts that refer to a thread which was not in the library when they were linked."""
        with self._connections.reading() as connection:
            return listing.posts_pointing_out(connection)

    def posts_linking_to(self, ends: Set[str]) -> tuple[int, ...]:
        """Ids of posts with an address in a body whose last part (behind the last slash) is one of ``ends``. Reads every body: slow."""
        with self._connections.reading() as connection:
            return listing.posts_linking_to(connection, ends)

    def has_original(self, sha256: str) -> tuple[int, ...]:
        """Ids of the posts that were read from the file with this hash."""
        with self._connections.reading() as connection:
            return listing.posts_from(connection, sha256)

    def original(self, sha256: str) -> Original | None:
        """The bytes of an imported file as they were; None when they are not in the library or no longer sound."""
        with self._connections.reading() as connection:
            row = connection.execute("SELECT size, name FROM original WHERE sha256 = ?", (sha256,)).fetchone()
        with translated(self.folder):
            data = self._originals.get(sha256) if row else None
        return Original(sha256, row[0], row[1], data) if row and data is not None else None

    def search(self, query: str, limit: int = 50, newest: bool = True) -> SearchResult:
        """Search the whole library (see `reader.store.queries` for the grammar). Raises `BadSearch`."""
        with self._connections.reading() as connection:
            return searching.search(connection, query, limit, newest)

    def matches(self, post_id: int, words: str, *, regex: bool = False, case: bool = False) -> list[Match]:
        """Every place in a thread's bodies where ``words`` stand, in page order, the post (-1) first. Raises `BadSearch`, `NoSuchPost`.

        Without ``regex`` the words are sought as they are typed, white space as any white space; without ``case`` case and accents
        do not count. A pattern that is wrong, or takes too long, is a `BadSearch`.
        """
        with self._connections.reading() as connection:
            return finding.matches(connection, post_id, words, regex=regex, case=case)

    def found_words(self, post_id: int, query: str) -> list[Match]:
        """Places in a thread's bodies of the words of a `search`, in page order, the post (-1) first. Raises `BadSearch`, `NoSuchPost`."""
        with self._connections.reading() as connection:
            return finding.found_words(connection, post_id, query)

    def place(self, post_id: int) -> Place | None:
        """Where the person stopped reading (quick)."""
        with self._connections.quick() as connection:
            return loading.place(connection, post_id)

    def posts_by_author(self, name: str, limit: int = 50) -> tuple[Hit, ...]:
        """The newest comments and posts by an author of exactly this name, over the whole library."""
        with self._connections.reading() as connection:
            return searching.by_author(connection, name, limit)

    # Writing

    def replace(
        self, discussion: Discussion, *, originals: Iterable[Original] = (), assets: Iterable[Asset] = (),
        report: ThreadReport | None = None, permalink_key: str | None = None, undo_as: UndoName = UndoName.IMPORT,
    ) -> Stored:
        """Write a discussion: a new one (id < 0), or over the stored one comment by comment by their stable keys.

        In one transaction, after originals and pictures are on the disk. Ids of comments whose keys stay are kept. Marks, notes, tags
        and corrections in the library win over those of the discussion, and stay when their comment is gone. ``permalink_key`` is the
        caller's spelling of the post's address (None: as it was). Nothing is written for what is as it was. Raises `NoSuchPost`, and
        `RefusedFile` when an original's bytes are not those of its hash.
        """
        originals, assets = tuple(originals), tuple(assets)
        with self._connections.turn(), translated(self.folder):  # one turn: a purge must not take a file between its write and its row
            for original in originals:
                self._originals.put(original)
            for asset in assets:
                self._assets.put(Original(asset.sha256, len(asset.data), asset.sha256, asset.data))
            return self._replace(discussion, originals, assets, report, permalink_key, undo_as)

    def _replace(
        self, discussion: Discussion, originals: Sequence[Original], assets: Sequence[Asset], report: ThreadReport | None,
        permalink_key: str | None, undo_as: UndoName,
    ) -> Stored:
        with self._connections.writing() as connection:
            listing.name_files(connection, originals, assets)
            plan = writing.plan(connection, self._layouts, discussion, permalink_key)
            changes = Changes()
            if plan.deltas:
                changes = carry_out(connection, self._layouts, plan.deltas, undo=undo_as)
            if report is not None:
                row = writing.receipt_row(connection, report, plan.post_id)
                carry_out(connection, self._layouts, [Delta("receipt", put=[row])])
                if changes != Changes():
                    plan.inverse.append(Delta("receipt", gone=[(row[0],)]))
            if changes != Changes():
                self._push(connection, undo_as, plan.inverse)
            return Stored(plan.post_id, changes, plan.ids)

    def delete(self, post_ids: Iterable[int]) -> Changes:
        """Take posts out of sight, with all that hangs on them. They can be brought back until `purge`."""
        return self._write(UndoName.DELETE, lambda connection: personal.deleted(connection, self._layouts, post_ids))

    def set_read(self, post_id: int, comment_ids: Sequence[int] | None, read: bool, *, undoable: bool = True) -> Changes:
        """Mark comments (None: all of the thread) as read or not read. ``undoable`` False: by reading on, which is no step to take back."""
        return self._write(
            UndoName.READ, lambda connection: personal.marked(connection, post_id, comment_ids, read=read), undoable=undoable
        )

    def set_starred(self, post_id: int, comment_ids: Sequence[int], starred: bool) -> Changes:
        """Put stars on comments, or take them off."""
        return self._write(UndoName.STAR, lambda connection: personal.marked(connection, post_id, comment_ids, starred=starred))

    def set_note(self, location: Location, text: str) -> Changes:
        """The person's note on a post or comment, Markdown; "" takes it away. Raises `NoSuchPost`, `NoSuchComment`."""
        return self._write(UndoName.NOTE, lambda connection: personal.noted(connection, self._layouts, location, text))

    def set_tags(self, post_id: int, tags: Sequence[str]) -> Changes:
        """The tags of a post, in this order. Raises `NoSuchPost`."""
        return self._write(UndoName.TAGS, lambda connection: personal.tagged(connection, self._layouts, post_id, tags))

    def set_corrections(self, post_id: int, corrections: ThreadCorrections) -> Changes:
        """Everything set by hand about who answers whom, whole. Raises `NoSuchPost`. Linking anew is the caller's business."""
        return self._write(UndoName.CORRECTIONS, lambda connection: personal.corrected(connection, self._layouts, post_id, corrections))

    def correct_post(self, post_id: int, corrections: Corrections) -> Changes:
        """Title, author and date of the post as set by hand, whole. Raises `NoSuchPost`."""
        return self._write(UndoName.POST, lambda connection: personal.post_corrected(connection, self._layouts, post_id, corrections))

    def save_place(self, post_id: int, place: Place) -> None:
        """Remember where the person stopped reading, and that they opened the post just now. Not undoable. Raises `NoSuchPost`."""
        with self._connections.writing() as connection:
            carry_out(connection, self._layouts, [personal.placed(connection, post_id, place)])

    def undo(self) -> Changes:
        """Take the last undoable step back; nothing happens when there is none."""
        with self._connections.writing() as connection:
            changes = Changes()
            for deltas in undo.pop(connection):
                changes = _joined(changes, carry_out(connection, self._layouts, deltas))
            return _joined(changes, Changes(undo=undo.top_name(connection)))

    @property
    def undo_name(self) -> str | None:
        """What `undo` would take back, one of `UndoName` (quick)."""
        with self._connections.quick() as connection:
            return undo.top_name(connection)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Writes inside the block are taken back by one `undo`. For one writing thread at a time."""
        self._grouping = 1
        try:
            with self._connections.kept():
                yield
        finally:
            self._grouping = 0

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """What this thread asks inside the block is answered without opening the database anew each time."""
        with self._connections.kept():
            yield

    # Taught rules

    def rules(self) -> dict[str, str]:
        """Key -> text of the rules kept in the library."""
        with translated(self.folder):
            return rule_files.read_all(self.folder)

    def keep_rule(self, wish: str, text: str, *, over: bool = False) -> str:
        """Keep a rule under a name made of ``wish``; the key that it got. ``over``: write over the one that has just this key."""
        key = rule_files.safe_key(wish)
        with self._connections.turn(), translated(self.folder):
            there = rule_files.read_all(self.folder)
            number = 1
            while not over and there.get(key, text) != text:
                number += 1
                key = rule_files.safe_key(f"{wish[:50]}-{number}")
            rule_files.write(self.folder, key, text)
        return key

    def drop_rule(self, key: str) -> None:
        """Forget a rule."""
        with self._connections.turn(), translated(self.folder):
            rule_files.remove(self.folder, key)

    def chosen_readers(self) -> tuple[ReaderChoice, ...]:
        """The threads for which a person chose a reader."""
        with self._connections.reading() as connection:
            return listing.chosen_readers(connection)

    # Deleted posts

    def deleted(self) -> list[PostSummary]:
        """Posts that were deleted and can be brought back."""
        with self._connections.reading() as connection:
            return listing.summaries(connection, deleted=True)

    def recover(self, post_ids: Iterable[int]) -> Changes:
        """Bring deleted posts back."""
        return self._write(UndoName.RECOVER, lambda connection: personal.recovered(connection, self._layouts, post_ids))

    def purge(self, *, before: str | None = None, posts: Iterable[int] | None = None) -> int:
        """Remove deleted posts for good (all, those deleted before a moment, aware UTC, or those of ``posts`` that are deleted), and files
        that nothing names any more.

        What was undoable is not afterwards, if any went. Returns how many went.
        """
        with self._connections.turn(), translated(self.folder):
            with self._connections.writing() as connection:
                gone, originals, assets = trash.purge(connection, before, posts)
            for sha256 in originals:
                self._originals.remove(sha256)
            for sha256 in assets:
                self._assets.remove(sha256)
            return len(gone)

    # Care

    def check(self, repair: bool = False, on_progress: Callable[[int, int], None] = _no_progress) -> CheckReport:
        """Look the whole library over; with ``repair`` make anew what can be made from the rest (index, skeletons, counts).

        Problems are pairs of a stable code and a detail: ``database``, ``foreign-key``, ``order``, ``parent``, ``skeleton``, ``state``,
        ``index``, ``dangling-reference``, and for ``original`` and ``asset``: ``-missing``, ``-damaged``, ``-unnamed``; ``left-behind``
        and ``stray-file`` name files. ``on_progress(done, total)`` may raise `Cancelled`.
        """
        counts = [len(checking.values(self._connections, f"SELECT id FROM {table}")) for table in ("post", "comment")]
        named = [checking.values(self._connections, f"SELECT sha256 FROM {table}") for table in ("original", "asset")]
        total, done = len(named[0]) + len(named[1]) + 1, 0

        def step() -> None:
            nonlocal done
            done += 1
            on_progress(done, total)

        on_progress(0, total)
        problems, repaired = checking.check_rows(self._connections, repair)
        step()
        with translated(self.folder):
            for kind, files, names in (("original", self._originals, named[0]), ("asset", self._assets, named[1])):
                found, mended = checking.check_files(names, files, kind, repair, step)
                problems, repaired = problems + found, repaired + mended
        return CheckReport(counts[0], counts[1], len(named[0]), tuple(problems), tuple(repaired))

    def backup(self, file: Path, on_progress: Callable[[int, int], None] = _no_progress) -> BackupFacts:
        """Write everything into one archive, read it back, then put it in its place; an older file there stays until then."""
        return backup.write_archive(self._connections, Path(file), on_progress)

    def rotate_backups(self, *, at: float | None = None) -> Path | None:
        """Copy the database into ``backups/`` if the newest copy is a day old and something changed; two generations are kept."""
        return backup.rotate(self._connections, at=at)

    @staticmethod
    def backups(folder: Path) -> tuple[BackupFacts, ...]:
        """The rotating copies of the library in ``folder`` that can be restored, newest first. The library need not be open, or sound."""
        return backup.rotating(Path(folder))

    @staticmethod
    def restore(file: Path, folder: Path) -> Path | None:
        """Make ``folder`` the library that ``file`` holds; returns the folder where the library that was there is kept.

        ``file`` is an archive of `backup`, or one rotating copy of a database: then originals and pictures stay as they are. The
        library must be closed. Raises `RefusedFile` for what is no sound backup, `LibraryUnavailable`; all is then as it was.
        """
        return backup.restore(Path(file), Path(folder))

    # How

    def _write(self, name: UndoName, make: Callable[[sqlite3.Connection], list[Delta]], *, undoable: bool = True) -> Changes:
        """One undoable write in one transaction; nothing is written, and nothing to undo, where rows are as they should be."""
        with self._connections.writing() as connection:
            pairs = [only_changes(connection, self._layouts[delta.table], delta) for delta in make(connection)]
            deltas = [delta for delta, _ in pairs if delta]
            if not deltas:
                return Changes()
            changes = carry_out(connection, self._layouts, deltas, undo=name if undoable else None)
            if undoable:
                self._push(connection, name, [inverse for _, inverse in pairs])
            return changes

    def _push(self, connection: sqlite3.Connection, name: UndoName, inverse: Sequence[Delta]) -> None:
        undo.push(connection, name, inverse, joins_last=self._grouping > 1)
        if self._grouping:
            self._grouping = 2


def _joined(first: Changes, second: Changes) -> Changes:
    """Both, as one: what came and went again did neither."""
    added = (first.added - second.removed) | (second.added - first.removed)
    removed = (first.removed - second.added) | (second.removed - first.added)
    touched = first.added | first.changed | first.removed | second.added | second.changed | second.removed
    gone_again = first.added & second.removed
    return Changes(added, touched - added - removed - gone_again, removed, second.undo)
