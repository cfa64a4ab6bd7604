#!/usr/bin/env python3
"""Render resources/icons/threadfolio.svg into threadfolio.ico and the picture beside the installer's first and last page (sidebar.bmp).

Needs PySide6; run after the drawing changed. Small sizes of the icon are bitmaps, because some parts of Windows read nothing else below 256
pixels; the large one is PNG, which is a tenth.
"""

import os
import struct
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QBuffer, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[2]
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
LARGEST_BITMAP = 64
SIDEBAR = (328, 628)
"""Twice what NSIS shows at 100 %, for screens that are sharper."""
PAPER, LINE = "#f3f4ef", "#c9cdc4"
HERE = ROOT / "packaging" / "windows"


def drawn(size: int) -> QImage:
    """The drawing at one size."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(ROOT / "resources/icons/threadfolio.svg")).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def bitmap(image: QImage) -> bytes:
    """Rows from the bottom up, blue green red alpha, then a mask that is all zero since alpha says it."""
    size = image.width()
    rows = [bytes(image.constScanLine(y))[: size * 4] for y in reversed(range(size))]
    mask = bytes((size + 31) // 32 * 4 * size)
    return struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, size * size * 4 + len(mask), 0, 0, 0, 0) + b"".join(rows) + mask


def png(image: QImage) -> bytes:
    """The same as PNG."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def sidebar() -> QImage:
    """The drawing on the program's own paper, a line towards the words."""
    width, height = SIDEBAR
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(PAPER))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = width * 0.46
    QSvgRenderer(str(ROOT / "resources/icons/threadfolio.svg")).render(painter, QRectF((width - side) / 2, height * 0.2, side, side))
    painter.fillRect(width - 2, 0, 2, height, QColor(LINE))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Indexed8)


app = QGuiApplication([])
parts = [(size, bitmap(drawn(size)) if size <= LARGEST_BITMAP else png(drawn(size))) for size in SIZES]
head = struct.pack("<HHH", 0, 1, len(parts))
offset = len(head) + 16 * len(parts)
for size, data in parts:
    head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
    offset += len(data)
(HERE / "threadfolio.ico").write_bytes(head + b"".join(data for _, data in parts))
sidebar().save(str(HERE / "sidebar.bmp"))
