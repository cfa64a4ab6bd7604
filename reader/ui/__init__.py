"""The only Qt. Widgets, never QtWebEngine.

- ``start``: ``run_window(paths, settings, files, ring)``; `Session` opens and closes the library, takes the inbox of a second start.
- ``main_window``: a bare frame shown at once; ``furnishing`` fills it after its first painting, ``wiring`` connects it, ``holding`` says
  what can be done, ``panes`` what is seen, ``window_state`` what is kept, ``menus`` and ``dialogs`` what opens.
- Panes: ``thread_pane`` (package: our own virtual list; knows nothing of the Library, asks a `ThreadSource`), ``reading_pane`` around it
  with ``find_bar`` and the filter banner; ``library_pane``, ``people_pane``, ``search_box``, ``search_results``, ``status_line``; their
  item models hold values only (``library_model``, ``people_model``).
- Controllers, one topic each: ``opening`` (with ``navigator``), ``filtering``, ``marking``, ``searching``, ``correcting`` (with the pure
  ``corrections``; asks through ``target_dialog``), ``doubting`` (the walk, with ``doubt_bar``), ``revising`` (the list of corrections,
  with the pure ``correction_list``), ``imports`` (with the package ``import_wizard``), ``care`` (export, re-read, check, receipts),
  ``naming`` (who is who, with ``proposal_card`` and the pure ``joining``), ``discarding`` (the trash),
  ``printing`` (with the painter ``paper``, which needs no widget).
- ``teaching``: what can be done about a page that is read wrongly (package: other readers, rules taught by pointing, the rules kept).
- ``background``: the one door to slow work; ``outside``: how other programs are started; ``messages``: the only place that asks;
  ``theme``, ``icons``: named roles and our line icons;
  ``plain``, ``rich_text``: strings from outside made harmless; ``crash``; ``commands/``: one row per command, made actions by ``actions``.

GUI-thread rule: only Library calls marked quick; all else through ``background``. No ``processEvents``.
Plain text everywhere outside the thread pane: strings from pages never reach a QLabel or tool tip as rich text.
Never override a method of QObject by accident (``thread``, ``parent``): a property of that name hides Qt's.

May import: model, markup (display only), threads, filters, exports, jobs, store (Library), settings, paths, log, wording; PySide6.
To add a command or key: one row in ``commands/<area>.py``. To add a dialog: a module, opened from ``dialogs`` or its controller.
"""
