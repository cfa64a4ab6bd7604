"""Verbs that take time, without Qt: import, stage for the wizard, re-read, check, back up, export.

A job is a plain function ``verb(library, ..., reporter)``; progress and cancel go through the `Reporter` (its next report
raises `Cancelled`; reports are throttled to ten a second). Jobs never ask the person: answers come as arguments. Cancelled work
leaves nothing half done.

  importing.import_files(library, paths, reporter) -> ImportReport
  staging.Staging(folder, library): .add(paths, reporter, on_preview) -> list[ImportPreview]; .save(overrides, reporter) -> ImportReport;
      .discard()
  both read in ``children.ChildReading``: a pool of child processes with limits, a ``reading.Request(path, spool)`` a file, contents through
      the spool on the disk, an ``outlining.Outline`` (what the wizard shows, the draft without words) through the pipe, in the order asked
  arriving.arrivals: hashes and readers some files ahead; recognising.Recognition: the thread that a draft will join, before it is saved
  readers.Readers: what a page is read with (taught rules of the library, a reader that a person chose); travels with each Request;
      importing, staging (``restage``) and rereading take ``chosen``, a key of ``readers.choices``; the choice stays with the thread
  teaching.Classroom(library, path): .sketch, .learn(picks), .try_readers, asked of a reading child; keep_rule, take_rule, write_rule
  relinking.relink(library, post_id) -> Changes                             after manual corrections
  rereading.reread(library, post_ids | None, reporter) -> ImportReport
  exporting.export(library, post_ids | None, form, out, reporter)

What it does not do: no Qt, no SQL, no wording.
May import: everything below but ``filters`` (model, markup, formats, sites, threads, store, exports).
To add a slow job: ``jobs/<verb>.py``; the window calls it through ``ui/background.py``.
"""
