"""Discussion -> one form of file, and our own JSON back. One module per form; ``EXPORTS`` is the table.

``json_form.write(threads, out, assets)`` writes `KeptThread`s; ``json_form.read(text, name) -> ImportedExport`` gives them back without
loss, bodies sanitised again, ids negative (renumbered by the store). ``codec`` turns dataclasses into plain JSON values and back.
``paper.pieces(discussion) -> Iterator[Piece]`` is for printing: HTML pieces with their depth, which the window paints.

What it does not do: no I/O beyond the stream it is given, no Library.
May import: ``model``, ``markup``.
To add a form: ``exports/<name>.py``, one row in ``EXPORTS``, a golden file in ``tests/exports``.
"""

from __future__ import annotations

from collections.abc import Mapping

from reader.exports import epub_form, html_form, json_form, markdown_form, mbox_form
from reader.exports.form import Form

EXPORTS: Mapping[str, Form] = {
    form.key: form
    for form in (json_form.FORM, html_form.FORM, markdown_form.FORM, epub_form.FORM, mbox_form.FORM)
}

__all__ = ["EXPORTS", "Form"]
