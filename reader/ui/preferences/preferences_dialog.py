"""Preferences, built from the fields of `Settings` that carry a label. Changes show at once; Cancel takes them back."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QDoubleSpinBox, QFormLayout, QTabWidget, QVBoxLayout, QWidget

from reader.settings import Settings
from reader.ui.plain import PlainLabel
from reader.ui.preferences.keys_page import KeysPage
from reader.ui.preferences.preferences_store import PreferencesStore

CHOICES = {"system": "as the system", "light": "light", "dark": "dark", "sepia": "sepia", "high contrast": "high contrast"}


class PreferencesDialog(QDialog):
    """One line a setting."""

    def __init__(self, store: PreferencesStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self._store = store
        self._before = store.settings
        self.editors: dict[str, QWidget] = {}
        form = QFormLayout()
        form.setSpacing(12)
        for item in dataclasses.fields(Settings):
            about = item.metadata["about"]
            if about:
                editor = self._editor(item, about)
                self.editors[item.name] = editor
                if isinstance(editor, QCheckBox):
                    form.addRow(editor)
                else:
                    form.addRow(about, editor)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 16, 12, 12)
        column.addLayout(form)
        column.addStretch(1)
        self.keys_page = KeysPage(store)
        self.pages = QTabWidget()
        self.pages.addTab(page, "General")
        self.pages.addTab(self.keys_page, "Keys")
        layout.addWidget(self.pages, 1)
        layout.addWidget(PlainLabel("Settings are kept in the library folder and move with it.", role="dim", wrap=True))
        layout.addWidget(buttons)
        self.setMinimumWidth(520)
        self.resize(580, 620)

    def reject(self) -> None:
        names = (*self.editors.keys(), "shortcuts")
        self._store.change(**{name: getattr(self._before, name) for name in names})
        super().reject()

    def _editor(self, item: dataclasses.Field[Any], about: str) -> QWidget:
        value = getattr(self._store.settings, item.name)
        if isinstance(value, bool):
            box = QCheckBox(about)
            box.setChecked(value)
            box.toggled.connect(lambda on, name=item.name: self._store.change(**{name: on}))
            return box
        if item.metadata["choices"]:
            combo = QComboBox()
            for choice in item.metadata["choices"]:
                combo.addItem(CHOICES.get(choice, choice), choice)
            combo.setCurrentIndex(item.metadata["choices"].index(value))
            combo.currentIndexChanged.connect(lambda _row, name=item.name, combo=combo: self._store.change(**{name: combo.currentData()}))
            combo.setAccessibleName(about)
            return combo
        spin = QDoubleSpinBox()
        spin.setRange(100 * (item.metadata["lowest"] or 0), 100 * (item.metadata["highest"] or 10))
        spin.setDecimals(0)
        spin.setSingleStep(10)
        spin.setSuffix(" %")
        spin.setValue(100 * value)
        spin.setAccessibleName(about)
        spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(lambda percent, name=item.name: self._store.change(**{name: percent / 100}))
        return spin
