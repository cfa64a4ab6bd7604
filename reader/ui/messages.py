"""The only place that asks or tells a person something in a box. Everything is shown as plain text; nothing blocks but file choosers.

What it does not do: no decision is taken here; callers give the words and what is to be done with the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QInputDialog,
    QMessageBox,
    QWidget,
)

PAGES = (
    "Saved pages (*.html *.htm *.xhtml *.mhtml *.mht *.webarchive *.txt *.text *.md *.json *.xml *.zip *.warc *.gz *.wacz *.maff *.epub "
    "*.dat *.mbox *.eml);;All files (*)"
)


class Messages(QObject):
    """Boxes over ``window``."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def tell(self, text: str, detail: str = "", *, title: str = "Threadfolio") -> None:
        """Say something that has to be noticed. Does not block."""
        box = QMessageBox(self._window)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText("")
        if detail:
            box.setDetailedText(detail)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def choose(
        self, text: str, answers: dict[str, Callable[[], None]], *, safe: str, title: str = "Threadfolio", over: QWidget | None = None
    ) -> None:
        """Let a person choose one of ``answers`` (words -> what is done); ``safe`` is the default and what Escape means.
        ``over``: the dialog that the question belongs to."""
        box = QMessageBox(over or self._window)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        actions = {}
        for words, act in answers.items():
            button = box.addButton(words, QMessageBox.ButtonRole.RejectRole if words == safe else QMessageBox.ButtonRole.AcceptRole)
            actions[words] = (button, act)
        box.setDefaultButton(actions[safe][0])
        box.setEscapeButton(actions[safe][0])
        box.buttonClicked.connect(lambda clicked: next(act for button, act in actions.values() if button is clicked)())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def ask_line(self, title: str, label: str, initial: str, take: Callable[[str], None]) -> None:
        """Ask for one line of text. Does not block; nothing happens on Escape."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(initial)
        dialog.setMinimumWidth(420)
        dialog.textValueSelected.connect(take)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_item(self, title: str, label: str, items: list[str], current: int, take: Callable[[int], None]) -> None:
        """Ask for one of ``items`` (plain text); ``take`` gets its place. Does not block; nothing happens on Escape."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setComboBoxItems([f"{place + 1}. {item}" for place, item in enumerate(items)])
        dialog.setTextValue(dialog.comboBoxItems()[current])
        dialog.setMinimumWidth(480)
        dialog.textValueSelected.connect(lambda text: take(int(text.split(".", 1)[0]) - 1))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def files(self, folder: str, title: str = "Import saved pages", kinds: str = PAGES) -> list[Path]:
        """Let a person choose files (saved pages); none on Escape."""
        names, _ = QFileDialog.getOpenFileNames(self._window, title, folder, kinds)
        return [Path(name) for name in names]

    def folder(self, folder: str) -> Path | None:
        """Let a person choose a folder of saved pages."""
        name = QFileDialog.getExistingDirectory(self._window, "Import a folder of saved pages", folder)
        return Path(name) if name else None

    def save_as(self, title: str, suggested: str, kinds: str) -> Path | None:
        """Let a person choose where to save; the system asks before it overwrites."""
        name, _ = QFileDialog.getSaveFileName(self._window, title, suggested, kinds)
        return Path(name) if name else None

    def where(self, title: str, folder: str) -> Path | None:
        """Let a person choose a folder to write into."""
        name = QFileDialog.getExistingDirectory(self._window, title, folder)
        return Path(name) if name else None
