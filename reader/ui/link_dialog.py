"""Before a link leaves the program: its address, as it really is, and the choice to open it in the system's browser."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader.ui.outside import desktop_environment
from reader.ui.plain import PlainLabel

ALLOWED = {"http", "https", "mailto"}
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def clean_address(text: str) -> str | None:
    """The address with control and invisible characters gone; None unless it is http, https (with a host) or mailto."""
    address = _CONTROL.sub("", text)
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ALLOWED or len(address) > 8000:
        return None
    return address if parts.scheme.lower() == "mailto" or host else None


def host_of(address: str) -> str:
    """Where the address really leads: its host in the form that machines read (punycode), or the mail address."""
    parts = urlsplit(address)
    if parts.scheme.lower() == "mailto":
        return parts.path
    try:
        return (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError:
        return parts.hostname or ""


class LinkDialog(QDialog):
    """Shows ``address`` (already through `clean_address`). Escape and Enter leave it closed; opening takes a click on Open."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Open in the browser")
        self.address = address
        shown = QLineEdit(address)
        shown.setReadOnly(True)
        shown.setAccessibleName("Address")
        shown.setCursorPosition(0)
        self.open_button = QPushButton("Open in the browser")
        self.copy_button = QPushButton("Copy the address")
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setDefault(True)
        self.open_button.setAutoDefault(False)
        self.copy_button.setAutoDefault(False)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self._copy)
        self.cancel_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.open_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(PlainLabel(f"This link leads to {host_of(address)}, outside your library. "
                                    "Your browser will connect to it; Threadfolio itself never does.", wrap=True))
        layout.addWidget(shown)
        layout.addLayout(row)
        self.setMinimumWidth(520)
        self.cancel_button.setFocus()

    def _open(self) -> None:
        open_address(self.address)
        self.accept()

    def _copy(self) -> None:
        copy(self.address)
        self.accept()


def copy(text: str) -> None:
    """Put ``text`` on the clipboard, as plain text."""
    QGuiApplication.clipboard().setText(text)


def open_address(address: str) -> None:
    """Hand an address to the system's browser. The one place that does; reached only by an explicit click."""
    if clean_address(address) == address:
        with desktop_environment():
            QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))
