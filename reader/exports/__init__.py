"""Discussion -> one form of file, and our own JSON back. One module per form; ``EXPORTS`` is the table.

``EXPORTS[form].write(discussions, out, assets) `` writes one UTF-8 document (JSON, HTML, Markdown, mbox) or a file (EPUB).
``json_form.read(text) -> ImportedExport`` gives back discussions without loss, bodies sanitised again, ids negative (renumbered by the store).

What it does not do: no I/O beyond the stream it is given, no Library.
May import: ``model``, ``markup``.
To add a form: ``exports/<name>.py``, one row in ``EXPORTS``, a golden file in ``tests/exports``.
"""
