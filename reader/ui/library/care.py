"""Care of the library from the window: export, read again, check, receipts. Slow work shows how far it is and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from reader.jobs.reporter import Progress, Reporter
from reader.model.errors import ReaderError
from reader.model.report import Changes, CheckReport, ImportReport, ThreadReport
from reader.ui.background import Background
from reader.ui.messages import Messages
from reader.ui.receipts.receipt_dialog import ReceiptDialog
from reader.ui.receipts.receipt_view import ReceiptView, entries_of
from reader.ui.theme import Theme
from reader.wording import counted, error_sentence

if TYPE_CHECKING:
    from reader.store import Library

KINDS = {
    "json": "Threadfolio export (*.json)", "html": "Web page (*.html)", "markdown": "Markdown (*.md)", "epub": "E-book (*.epub)",
    "mbox": "Mail folder (*.mbox)",
}


class Care(QObject):
    """Each method asks first where there is something to ask, then works behind."""

    changed = Signal(object)
    """`Changes` after which open things have to be loaded again."""
    done = Signal(str, bool)
    doubts_wanted = Signal()
    corrections_wanted = Signal()
    reading_wanted = Signal(int)
    """A post to be read differently."""
    teaching_wanted = Signal(int)

    def __init__(self, background: Background, messages: Messages, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._messages = messages
        self._theme = theme
        self._window = window
        self.library: Library | None = None
        self.chosen: Callable[[], list[int]] = list
        self.open_post: Callable[[], int | None] = lambda: None
        self.total: Callable[[], int] = lambda: 0

    def export(self) -> None:
        """Ask for form and place, then write."""
        from reader.ui.library.export_dialog import ExportDialog

        posts = self.chosen()
        dialog = ExportDialog(len(posts), self.total(), self._window)
        dialog.wanted.connect(lambda form, everything: self._export_where(None if everything else posts, form))
        dialog.open()

    def reread(self) -> None:
        """Read the chosen discussions again from their saved files."""
        posts, library = self.chosen(), self.library
        if library is None or not posts:
            return

        def work(reporter: Reporter) -> ImportReport:
            from reader.jobs.rereading import reread

            return reread(library, posts, reporter)

        def finished(report: ImportReport) -> None:
            self.changed.emit(Changes(changed=frozenset(posts)))
            self._show_report(report)

        self.long("Reading again", work, finished)

    def check(self) -> None:
        """Check the library and say what was found."""
        library = self.library
        if library is None:
            return

        def work(reporter: Reporter) -> CheckReport:
            return library.check(on_progress=reporter.report)

        self.long("Checking the library", work, self._checked)

    def show_receipt(self) -> None:
        """The receipts of the open discussion."""
        post, library = self.open_post(), self.library
        if post is None or library is None:
            return

        def show(receipts: tuple[ThreadReport, ...]) -> None:
            if not receipts:
                self._messages.tell("There is no receipt of this discussion.")
                return
            dialog = ReceiptDialog(receipts, self._theme.palette, self._window)
            dialog.doubts_wanted.connect(self.doubts_wanted)
            dialog.corrections_wanted.connect(self.corrections_wanted)
            dialog.reading_wanted.connect(lambda: self.reading_wanted.emit(post))
            dialog.teaching_wanted.connect(lambda: self.teaching_wanted.emit(post))
            dialog.open()

        self._background.aside(lambda _r: library.receipt(post), show, owner=self)

    def _export_where(self, posts: list[int] | None, form: str) -> None:
        from reader.exports import EXPORTS
        from reader.exports.form import file_name

        library = self.library
        if library is None:
            return
        one = posts is not None and len(posts) == 1
        if one or form in ("json", "mbox"):
            title = library.shown_post(posts[0]).title if posts is not None and one else "Threadfolio library"
            name = file_name(title, posts[0] if posts else 0, EXPORTS[form].suffix) if one else f"{title}{EXPORTS[form].suffix}"
            out = self._messages.save_as("Export", str(Path.home() / name), KINDS.get(form, ""))
        else:
            out = self._messages.where("Export: a folder for one file each", str(Path.home()))
        if out is None:
            return

        def work(reporter: Reporter) -> int:
            from reader.jobs.exporting import export

            return export(library, posts, form, out, reporter)

        self.long("Exporting", work, lambda count: self.done.emit(f"{counted(count, 'discussion')} written to {out}.", False))

    def _checked(self, report: CheckReport) -> None:
        facts = f"{counted(report.posts, 'discussion')}, {counted(report.comments, 'comment')}, {counted(report.originals, 'saved file')}"
        if not report.problems:
            self._messages.tell(f"The library is sound: {facts}.")
            return
        lines = "\n".join(f"{code}: {detail}" for code, detail in report.problems)
        self._messages.choose(
            f"{counted(len(report.problems), 'thing')} in the library should be mended ({facts}). "
            "Mending touches no saved file; it makes anew what can be made from the rest.\n\n" + lines[:1500],
            {"Mend": self._mend, "Leave it": lambda: None}, safe="Leave it",
        )

    def _mend(self) -> None:
        library = self.library
        if library is None:
            return

        def work(reporter: Reporter) -> CheckReport:
            return library.check(repair=True, on_progress=reporter.report)

        def mended(report: CheckReport) -> None:
            self.changed.emit(Changes())
            left = len(report.problems) - len(report.repaired)
            rest = f" {counted(left, 'thing')} could not be mended." if left > 0 else ""
            self._messages.tell(f"{counted(len(report.repaired), 'thing')} mended.{rest}")

        self.long("Mending the library", work, mended)

    def _show_report(self, report: ImportReport) -> None:
        from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout

        dialog = QDialog(self._window)
        dialog.setWindowTitle("Read again")
        view = ReceiptView()
        view.show_entries(entries_of(report), self._theme.palette)
        for signal, on in ((view.reading_wanted, self.reading_wanted), (view.teaching_wanted, self.teaching_wanted)):
            signal.connect(dialog.accept)
            signal.connect(on)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(dialog.reject)
        layout = QVBoxLayout(dialog)
        layout.addWidget(view, 1)
        layout.addWidget(buttons)
        dialog.resize(600, 420)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def long(self, words: str, work: Callable[[Reporter], Any], done: Callable[[Any], None]) -> None:
        """Do ``work`` behind the window; after a moment a box shows how far it is and can stop it. ``done`` gets the result."""
        dialog = QProgressDialog(f"{words}…", "Cancel", 0, 0, self._window)
        dialog.setWindowTitle("Threadfolio")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(600)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setValue(0)

        def stepped(progress: Progress) -> None:
            dialog.setMaximum(progress.total or 0)
            dialog.setValue(progress.done)

        def close() -> None:
            dialog.canceled.disconnect()
            dialog.close()
            dialog.deleteLater()

        def finished(result: Any) -> None:
            close()
            done(result)

        def failed(error: ReaderError | OSError) -> None:
            close()
            self._messages.tell(error_sentence(error))

        task = self._background.aside(work, finished, failed=failed, cancelled=close, stepped=stepped, owner=self)
        dialog.canceled.connect(task.cancel)

