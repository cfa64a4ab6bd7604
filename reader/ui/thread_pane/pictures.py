"""Pictures of bodies: only from the library, decoded with a named format, scaled to the column, never beyond their own size."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPen

from reader.ui.thread_pane.style import Style

MOST_PIXELS = 40_000_000
MOST_HEIGHT = 4000
_MAGIC = ((b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpeg"), (b"GIF8", b"gif"), (b"BM", b"bmp"))
_IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_MISSING = re.compile(r'<span\b([^>]*\bclass="missing-picture"[^>]*)>([^<]*(?:<(?!/span)[^<]*)*)</span>', re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def format_of(data: bytes) -> bytes | None:
    """Qt's name of the raster format, told by the first bytes; None for anything else (SVG among them)."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return b"webp"
    return next((name for magic, name in _MAGIC if data.startswith(magic)), None)


class Pictures:
    """Pictures of one document. ``fetch`` gives the bytes of an asset; ``width`` is the column in pixels, ``ratio`` of the screen."""

    def __init__(self, fetch: Callable[[str], bytes | None], style: Style, width: int, ratio: float) -> None:
        self._fetch = fetch
        self._style = style
        self._width = max(16, width)
        self._ratio = ratio
        self._made: dict[str, QImage] = {}

    def prepare(self, body: str) -> str:
        """The HTML with every picture given a size that fits and every other picture made a placeholder of ours."""
        body = _MISSING.sub(self._missing, body)
        return _IMG.sub(self._sized, body)

    def get(self, name: str) -> QImage | None:
        """The picture prepared under a name."""
        return self._made.get(name)

    def add(self, name: str, image: QImage) -> None:
        """A picture of our own drawing."""
        self._made[name] = image

    def _tag(self, image: QImage) -> str:
        name = f"made:{len(self._made)}"
        self._made[name] = image
        width, height = (round(side / image.devicePixelRatio()) for side in (image.width(), image.height()))
        return f'<img src="{name}" width="{width}" height="{height}" style="vertical-align: middle">'

    def _sized(self, found: re.Match[str]) -> str:
        attributes = {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(found[0])}
        source = attributes.get("src", "")
        if source.startswith("made:") and source in self._made:
            return found[0]
        image = self._load(source.removeprefix("asset:")) if source.startswith("asset:") else None
        return self._tag(image or self._placeholder(attributes.get("alt", "")))

    def _missing(self, found: re.Match[str]) -> str:
        words = html.unescape(_TAG.sub("", found[2])).strip()
        title = re.search(r'title="([^"]*)"', found[1])
        return self._tag(self._placeholder(words or (html.unescape(title[1]).rsplit("/", 1)[-1] if title else "")))

    def _load(self, sha256: str) -> QImage | None:
        data = self._fetch(sha256)
        kind = format_of(data) if data else None
        if data is None or kind is None:
            return None
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer, QByteArray(kind))
        reader.setAutoDetectImageFormat(False)
        reader.setAutoTransform(True)
        size = reader.size()
        if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
            return None
        width = min(self._width, round(size.width() * self._style.scale))
        height = min(MOST_HEIGHT, max(1, round(size.height() * width / max(1, size.width()))))
        reader.setScaledSize(QSize(max(1, round(width * self._ratio)), max(1, round(height * self._ratio))))
        image = reader.read()
        if image.isNull():
            return None
        image.setDevicePixelRatio(self._ratio)
        return image

    def _placeholder(self, words: str) -> QImage:
        style = self._style
        metrics = style.small_metrics
        words = " ".join(words.split())
        text = metrics.elidedText(f"Picture not saved: {words}" if words else "Picture not saved", Qt.TextElideMode.ElideRight,
                                  self._width - style.px(24))
        width, height = round(metrics.horizontalAdvance(text)) + style.px(20), round(metrics.height()) + style.px(10)
        image = QImage(round(width * self._ratio), round(height * self._ratio), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(self._ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.palette.line), 1))
        painter.setBrush(QColor(style.palette.code))
        painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 4, 4)
        painter.setPen(QColor(style.palette.dim))
        painter.setFont(style.small)
        painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return image
