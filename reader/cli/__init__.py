"""The command line: ``threadfolio import / list / show / search / export / reread / check / backup / restore``.

``parser`` says what can be typed, ``verbs`` does it (one function a verb, one row in ``VERBS``), ``printing`` finds the lines,
``json_output`` the machine's form (schemas in ``resources/schemas``). ``verbs.run(argv) -> int`` gives the exit code:
0 done, 2 usage, 3 partly, 4 nothing done, 5 the library cannot be opened.

What it does not do: no parsing of pages, no SQL, no window (a first word that is no verb opens files in the window: ``app``).
May import: jobs, store, model, exports, paths, settings, log, wording.
To add a verb: its arguments in ``parser``, its function and row in ``verbs``.
"""
