"""A small note over the pane: the number being typed, or that there is no such comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from reader.ui.thread_pane.pane import ThreadPane


class NumberNote:
    """Made when first needed; plain text."""

    def __init__(self, pane: ThreadPane) -> None:
        self._pane = pane
        self._label: QLabel | None = None
        self._away = QTimer(pane)
        self._away.setSingleShot(True)
        self._away.setInterval(1500)
        self._away.timeout.connect(self.hide)

    def say(self, text: str, *, leave: bool = False) -> None:
        """Show some words; ``leave``: for a moment only."""
        pane = self._pane
        if self._label is None:
            self._label = QLabel(pane)
            self._label.setTextFormat(Qt.TextFormat.PlainText)
            self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        palette = pane.style_now.palette
        label = self._label
        label.setStyleSheet(f"background: {palette.text}; color: {palette.paper}; border-radius: 6px; padding: 8px 16px;")
        label.setFont(pane.style_now.body)
        label.setText(text)
        label.adjustSize()
        label.move((pane.width() - label.width()) // 2, pane.height() - label.height() - 32)
        label.show()
        label.raise_()
        self._away.stop()
        if leave:
            self._away.start()
        pane.speech.say(text)

    def hide(self) -> None:
        """Take it away."""
        self._away.stop()
        if self._label is not None:
            self._label.hide()
