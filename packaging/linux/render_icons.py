#!/usr/bin/env python3
"""Render resources/icons/threadfolio.svg into packaging/linux/icons/SIZE.png. Needs PySide6; run after the drawing changed."""

import os
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[2]
SIZES = (16, 32, 48, 64, 128, 256, 512)

app = QGuiApplication([])
drawing = QSvgRenderer(str(ROOT / "resources/icons/threadfolio.svg"))
for size in SIZES:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    to = ROOT / "packaging/linux/icons" / f"{size}.png"
    to.parent.mkdir(exist_ok=True)
    image.save(str(to))
