"""The only Qt. Widgets, never QtWebEngine.

- ``thread_pane`` (package): our own virtual list over a `Thread`. Knows nothing of the Library: it asks a `ThreadSource` for bodies by
  range.
- ``main_window``, ``library_pane``, ``people_pane``, ``search_pane``, ``import_wizard``, dialogs; ``navigator`` (follow, back, forward);
  ``background`` (the one door to slow work: one library worker, progress, cancel, stale answers dropped by stamp);
  ``theme`` (named roles per theme, icons recoloured); ``messages`` (the only place that asks); ``commands/`` (one row per command).

GUI-thread rule: only Library calls marked quick; all else through ``background``. No ``processEvents``.
Plain text everywhere outside the thread pane: strings from pages never reach a QLabel or tool tip as rich text.

May import: model, markup (display only), threads, filters, exports, jobs, store (Library), settings, paths, log, wording; PySide6.
To add a command or key: one row in ``commands/<area>.py``.
"""
