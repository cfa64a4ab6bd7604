"""Our own line icons (``resources/icons/NAME.svg``), drawn in a colour of the palette.

What it does not do: no icon of a saved page comes through here, and no name from outside: SVG is read from our own resources only.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader import paths
from reader.ui.theme import Palette, mix

SIZES = (20, 40)
"""Pixels in which an icon is kept: plain and double density; Qt scales the rest."""


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon ``name`` in ``colour``, ``size`` device-independent pixels square. Raises OSError for a name we do not carry."""
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def program_icon() -> QIcon:
    """The program's own picture, in its own colours, in the sizes that desktops ask for."""
    made = QIcon()
    for size in (16, 32, 48, 64, 128):
        made.addPixmap(picture("threadfolio", "#000000", size))
    return made


def icon(name: str, palette: Palette, colour: str | None = None) -> QIcon:
    """The icon in the text colour of ``palette`` (or ``colour``), with its paler disabled form, sharp up to double density."""
    made = QIcon()
    faint = mix(palette.dim, palette.window, 0.45)
    for size in SIZES:
        made.addPixmap(picture(name, colour or palette.text, size), QIcon.Mode.Normal)
        if colour is None:
            made.addPixmap(picture(name, faint, size), QIcon.Mode.Disabled)
    return made
