"""The receipts of one thread, the newest on top, and the way to its doubtful references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.model.report import ThreadReport
from reader.ui.plain import PlainLabel
from reader.ui.receipts.receipt_view import ReceiptView, thread_entry
from reader.ui.theme import Palette


class ReceiptDialog(QDialog):
    """Kept with the post: what each import of it found."""

    doubts_wanted = Signal()
    corrections_wanted = Signal()
    reading_wanted = Signal()
    teaching_wanted = Signal()

    def __init__(self, receipts: Sequence[ThreadReport], palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Receipt of the import")
        self.view = ReceiptView()
        self.view.show_entries([replace(thread_entry(report), post=None) for report in receipts], palette)  # the ways out stand below
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.walk = QPushButton("Walk through the doubtful references (D)")
        self.walk.setVisible(any(report.references_doubtful for report in receipts[:1]))
        self.walk.clicked.connect(self._walk)
        buttons.addButton(self.walk, QDialogButtonBox.ButtonRole.ActionRole)
        self.corrections = QPushButton("Your corrections…")
        self.corrections.clicked.connect(self._revise)
        buttons.addButton(self.corrections, QDialogButtonBox.ButtonRole.ActionRole)
        self.differently = QPushButton("Read differently…")
        self.differently.setToolTip("Choose another reader for this page, and see what it finds")
        self.differently.clicked.connect(lambda: self._leave(self.reading_wanted))
        self.show_where = QPushButton("Show where the comments are…")
        self.show_where.setToolTip("Point at one comment in the page, and the program finds the others")
        self.show_where.clicked.connect(lambda: self._leave(self.teaching_wanted))
        wrong = QHBoxLayout()
        wrong.addWidget(PlainLabel("Read wrongly?", role="dim"))
        wrong.addWidget(self.differently)
        wrong.addWidget(self.show_where)
        wrong.addStretch(1)
        for button in (self.differently, self.show_where):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.view, 1)
        layout.addLayout(wrong)
        layout.addWidget(buttons)
        self.resize(600, 460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _leave(self, signal: SignalInstance) -> None:
        self.accept()
        signal.emit()

    def _revise(self) -> None:
        self.accept()
        self.corrections_wanted.emit()

    def _walk(self) -> None:
        self.accept()
        self.doubts_wanted.emit()
