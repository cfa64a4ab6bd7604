"""What to export, in which form, and where to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QFormLayout, QRadioButton, QVBoxLayout, QWidget

from reader.exports import EXPORTS
from reader.ui.plain import PlainLabel

FORMS = {
    "html": ("Web page", "One page that any browser shows, folding included; no script."),
    "markdown": ("Markdown", "Text for editors and notebooks."),
    "epub": ("E-book (EPUB)", "For e-book readers."),
    "mbox": ("Mail folder (mbox)", "Opens threaded in mail programs such as Thunderbird."),
    "json": ("Everything (JSON)", "All the library knows, marks and notes included; Threadfolio reads it back without loss."),
}


class ExportDialog(QDialog):
    """Emits the form, and whether everything is meant."""

    wanted = Signal(str, bool)

    def __init__(self, chosen: int, total: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.group = QButtonGroup(self)
        self.forms: dict[str, QRadioButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(8)
        what = QFormLayout()
        self.these = QRadioButton("the discussion that is chosen" if chosen == 1 else f"the {chosen} discussions that are chosen")
        self.all = QRadioButton(f"the whole library ({total})")
        self.these.setChecked(chosen > 0)
        self.these.setEnabled(chosen > 0)
        self.all.setChecked(not chosen)
        self.scope = QButtonGroup(self)
        self.scope.addButton(self.these)
        self.scope.addButton(self.all)
        what.addRow("Export", self.these)
        what.addRow("", self.all)
        layout.addLayout(what)
        layout.addSpacing(8)
        for key in (*FORMS, *(key for key in EXPORTS if key not in FORMS)):
            if key in EXPORTS:
                words, about = FORMS.get(key, (key, ""))
                button = QRadioButton(words)
                self.group.addButton(button)
                self.forms[key] = button
                layout.addWidget(button)
                label = PlainLabel(about, role="dim", wrap=True)
                label.setContentsMargins(24, 0, 0, 4)
                layout.addWidget(label)
        next(iter(self.forms.values())).setChecked(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Save).setText("Choose where…")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.accepted.connect(lambda: self.wanted.emit(self.form, self.all.isChecked()))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    @property
    def form(self) -> str:
        """The chosen form."""
        return next(key for key, button in self.forms.items() if button.isChecked())
