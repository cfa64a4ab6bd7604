"""Ways out when a page is read wrongly: choose another reader for it, or point at one comment and let the program find the others.

- ``lessons.Lessons``: the controller; opens the windows for a discussion of the library, keeps what was decided. For a file of the wizard
  ``import_wizard.row_reading`` does the same.
- ``reader_chooser``: the readers with what each finds; ``teach_window``: the page in plain words (``page_text``), three steps
  (``step_card``), the comments found; ``found_list``: comments as rows, for both; ``rules_dialog``: the rules kept in the library.
- ``asking.Asking``: questions to a ``jobs.teaching.Classroom``, one after the other, behind the window.

What it does not do: it parses nothing and derives nothing (``jobs.teaching`` does, in a child process).
May import: what ``ui`` may.
"""
