"""The only SQL. Exports `Library`: one folder with database, originals, assets and backups.

``Library.open(folder, *, create=False) -> Library`` raises `LibraryUnavailable`; ``close()``; ``older`` (the copy of an older
library that this opening migrated, else None); usable as a context manager; safe from
several threads (each its own connection through ``connection_context()``; quick reads share one that stays open). All ids are integers;
all rows leave as dataclasses of ``model``.

Reading (quick = one indexed look-up, allowed on the GUI thread):
  summaries() -> list[PostSummary];  summaries_of(post_ids);  comment_marks(post_id) -> (site id, author, number, time) of comments;
  ``with at_hand():`` many questions of one thread over one connection;  facts() -> LibraryFacts;
  thread(post_id) -> Thread (quick; packed skeleton);
  shown_post(post_id) -> ShownPost (quick);  shown_comments(post_id, start, stop) -> list[ShownComment] (quick; page order, stop exclusive);
  load(post_id) -> Discussion (whole);  locate(comment_id) -> Location (quick);  asset(sha256) -> bytes | None (quick);
  asset_facts(sha256) -> Asset | None;  corrections(post_id) -> ThreadCorrections;
  receipt(post_id) -> tuple[ThreadReport, ...] (newest first);
  name_pairs(site, post_id=None) -> tuple[NamePair, ...] (said in the post, then on its site);  names(post_id) -> tuple[NameFacts, ...]
  (those of the thread first, then those of its site; slow);  posts_with_both(site, first, second) -> tuple[int, ...];
  stubs_like(draft, permalink_key=None) -> list[ThreadStub] (threads that may be the same: by permalink key, or title + site);
  known_comments(author, first, last) -> tuple[KnownComment, ...] (minutes);
  known_threads() -> tuple[KnownThread, ...];  has_original(sha256) -> tuple[int, ...] (posts read from it);
  original(sha256) -> Original | None;
  search(query, limit=50, newest=True) -> SearchResult (raises BadSearch);  place(post_id) -> Place | None (quick);
  found_words(post_id, query) -> list[Match];  matches(post_id, words, *, regex=False, case=False) -> list[Match];
   posts_by_author(name, limit=50) -> tuple[Hit, ...].

Writing (each one transaction, returns Changes, taken back by ``undo``):
  replace(discussion, *, originals=(), assets=(), report=None, permalink_key=None, undo_as=UndoName.IMPORT)
  -> Stored(post_id, changes, ids): new (id < 0) or rewritten by stable keys; user data kept;
  ``permalink_key`` is ``threads.keys.permalink_key(post.url)``;
  delete(post_ids);  set_read(post_id, comment_ids | None, read);  set_starred(post_id, comment_ids, starred);  set_note(location, text);
  set_tags(post_id, tags);  set_corrections(post_id, ThreadCorrections);  correct_post(post_id, Corrections);  undo() -> Changes;
  undo_name -> UndoName | None;  ``with one_step():`` makes several writes one step of undo;  save_place(post_id, Place) (not undoable).

Taught rules, small text files under ``rules/``: rules() -> {key: text};  keep_rule(wish, text, over=False) -> key;  drop_rule(key);
  chosen_readers() -> tuple[ReaderChoice, ...] (threads that a person wants read by a certain reader; kept as the notice READER_CHOSEN).
Deleted posts: deleted() -> list[PostSummary];  recover(post_ids) -> Changes;  purge(before=None, posts=None) -> int (for good).
Care: check(repair=False, on_progress) -> CheckReport;  backup(file) -> BackupFacts;  rotate_backups();  Library.backups(folder);
  Library.restore(file, folder) (archive or rotating copy; the old library is kept aside);  module ``lock``: one program a library, inbox.

What it does not do: no parsing, no inference, no Qt; words of a search never reach FTS5 raw.
May import: ``model``; peewee, playhouse.
To add a column: ``tables.py``, ``rows.py``, next step in ``MIGRATIONS``, an old library file that opens in ``tests/store``.
"""

from reader.store.library import Library
from reader.store.undo import UndoName

__all__ = ["Library", "UndoName"]
