"""The only Qt. Widgets, never QtWebEngine.

- ``start``: ``run_window(paths, settings, files, ring)``; `Session` opens and closes the library, takes the inbox of a second start.
- ``main_window``: a bare frame shown at once; ``furnishing`` fills it after its first painting, ``wiring`` connects it, ``holding`` says
  what can be done, ``panes`` what is seen, ``window_state`` what is kept, ``menus`` and ``dialogs`` what opens.
- Topics, a package each, with a controller, its widgets, and item models that hold values only: ``library`` (list, care, export, trash),
  ``people``, ``correcting`` (what is set by hand, the walk through doubts), ``finding`` (find, search, filter), ``import_wizard``,
  ``teaching`` (a page that is read wrongly), ``receipts``, ``preferences``, ``printing``. Their ``__init__`` says what lies in them.
- ``thread_pane`` (package): our own virtual list; knows nothing of the Library, asks a `ThreadSource`. ``reading_pane`` is around it.
- Controllers without a package: ``opening`` (with ``navigator``), ``marking`` (with ``note_dialog``), ``imports`` (all ways in).
- ``background``: the one door to slow work; ``outside``: how other programs are started; ``messages``: the only place that asks;
  ``theme``, ``icons``: named roles and our line icons;
  ``plain``, ``rich_text``: strings from outside made harmless; ``crash``; ``commands/``: one row per command, made actions by ``actions``.

GUI-thread rule: only Library calls marked quick; all else through ``background``. No ``processEvents``.
Plain text everywhere outside the thread pane: strings from pages never reach a QLabel or tool tip as rich text.
Never override a method of QObject by accident (``thread``, ``parent``): a property of that name hides Qt's.

May import: model, markup (display only), threads, filters, exports, jobs, store (Library), settings, paths, log, wording; PySide6.
To add a command or key: one row in ``commands/<area>.py``. To add a dialog: a module in its topic's package, opened from the controller
(or from ``dialogs``, where it concerns the program as a whole).
"""
