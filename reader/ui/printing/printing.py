"""Printing the open discussion: the system's dialog, then pages painted behind the window.

What it does not do: it lays out nothing (``exports.paper`` writes, ``ui.paper`` paints). Qt's print module is loaded when somebody prints.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF, QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from reader.jobs.reporter import Reporter

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from reader.store import Library

MARGIN = 18.0
"""Millimetres on each side, unless the dialog is told otherwise."""


class Printing(QObject):
    """Asks, then prints through ``long`` (the window's way to do something that takes time and can be stopped)."""

    def __init__(self, long: Callable[[str, Callable[[Reporter], Any], Callable[[Any], None]], None], window: QWidget) -> None:
        super().__init__(window)
        self._long = long
        self._window = window
        self.library: Library | None = None
        self.open_post: Callable[[], int | None] = lambda: None
        self.told: Callable[[str], None] = lambda _words: None

    def print_discussion(self) -> None:
        """Ask for the printer (or a PDF file) and print the open discussion."""
        from PySide6.QtGui import QPageLayout
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        from reader.exports.form import file_name

        post = self.open_post()
        if post is None or self.library is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)
        printer.setDocName(file_name(self.library.shown_post(post).title, post, ""))  # Qt proposes it as the name of a PDF file
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer, post))
        QDialog.open(dialog)  # PySide shows only the older one with a receiver under QPrintDialog's own name

    def print_on(self, printer: QPrinter, post: int) -> None:
        """Print one discussion; says how many pages it was."""
        library = self.library
        if library is None:
            return
        where = f" written to {Path(printer.outputFileName()).name}" if printer.outputFileName() else " sent to the printer"

        def done(pages: int) -> None:
            self.told(f"{pages} page{'' if pages == 1 else 's'}{where}.")

        wanted = (printer.fromPage(), printer.toPage())
        self._long("Printing", lambda reporter: print_post(library, post, printer, reporter, wanted), done)


def print_post(library: Library, post: int, device: Any, reporter: Reporter, pages: tuple[int, int] = (0, 0)) -> int:
    """Paint one discussion on a paged device (a printer, a PDF writer); how many pages it has. For a worker thread.

    Raises `NoSuchPost`, `Cancelled`, OSError.
    """
    from reader.exports.outline import title
    from reader.exports.paper import pieces
    from reader.ui.printing.paper import paint

    discussion = library.load(post)
    return paint(pieces(discussion), len(discussion.comments) + 2, title(discussion), device, library.asset, reporter, pages)
