"""Paints the pieces of a discussion on pages: a printer's or a PDF's.

Every piece is laid out by itself and cut between its lines, so that a discussion of any length takes little memory, can be stopped
after each comment, and never holds the interpreter for long. Made for a worker thread: nothing here is a widget.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QTextDocument,
)

from reader.exports.paper import Piece
from reader.jobs.reporter import Reporter

BODY_POINTS, SMALL_POINTS = 10.0, 8.5
INDENT = 0.035
"""Of the width of the page, for each level of depth."""
DEEPEST = 9
"""Levels that are still moved to the right; beyond them the head says who is answered."""
KEPT_TOGETHER = 4.5
"""Lines of text that must have room below a head, else it goes to the next page."""
LARGEST_PICTURE = 0.6
"""Of the height of the page."""
SHEET = (
    f"p{{margin-top:0;margin-bottom:4px}} pre,code{{font-family:monospace;font-size:{SMALL_POINTS}pt}} "
    "blockquote{margin-top:2px;margin-bottom:6px;color:#444444;font-style:italic} a{color:#000000;text-decoration:none}"
)
HEAD_SHEET = f"p{{font-size:{SMALL_POINTS}pt;color:#333333;margin:0 0 2px 0}} h1{{font-size:18pt;margin:0 0 6px 0}}"
_PICTURE = QTextDocument.ResourceType.ImageResource


class PaperDocument(QTextDocument):
    """A document that opens no file and no address: pictures come from ``fetch`` (sha256 -> bytes) and are never larger than ``room``
    (pixels of the screen, by which Qt measures pictures)."""

    def __init__(self, fetch: Callable[[str], bytes | None], room: tuple[int, int]) -> None:
        super().__init__()
        self._fetch = fetch
        self._room = room
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of ours, a null picture, or no bytes at all: anything less and Qt itself would look for a file."""
        if kind not in (_PICTURE, _PICTURE.value):
            return QByteArray(b"")
        scheme, _, digest = (name.toString() if isinstance(name, QUrl) else name).partition(":")
        data = self._fetch(digest) if scheme == "asset" else None
        image = QImage.fromData(data) if data is not None else QImage()
        wide, high = self._room
        if image.width() > wide or image.height() > high:
            image = image.scaled(wide, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        return image


def paint(
    pieces: Iterable[Piece], total: int, footer: str, device: QPagedPaintDevice, fetch: Callable[[str], bytes | None],
    reporter: Reporter, pages: tuple[int, int] = (0, 0),
) -> int:
    """Paint on ``device`` and end it; how many pages were laid out. ``total``: about how many pieces there are, for the progress.

    ``pages``: first and last page that are wanted, (0, 0) for all. Raises `Cancelled` (what was painted is of no use then), OSError
    where the device does not take it.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OSError(0, "the printer or the file does not accept anything")
    try:
        paper = _Paper(painter, device, footer, fetch, pages)
        for number, piece in enumerate(pieces):
            reporter.report(min(number, total), total)
            paper.put(piece)
        return paper.finish()
    finally:
        painter.end()


class _Paper:
    """The place on the page where the next line goes. All measures are dots of the device."""

    def __init__(
        self, painter: QPainter, device: QPagedPaintDevice, footer: str, fetch: Callable[[str], bytes | None], pages: tuple[int, int]
    ) -> None:
        self._painter = painter
        self._device = device
        self._fetch = fetch
        self._footer = footer
        self._wanted = pages
        self._small = QFontMetricsF(_font(SMALL_POINTS), device)
        self._line = QFontMetricsF(_font(BODY_POINTS), device).lineSpacing()
        self._width = float(device.width())
        self._height = device.height() - 2.2 * self._small.height()
        self._room = (0, 0)
        self._at = 0.0
        self._page = 1
        self._painted = 0

    def put(self, piece: Piece) -> None:
        """Head and body, below what is there."""
        indent = min(piece.depth, DEEPEST) * INDENT * self._width
        head = self._laid(piece.head, indent, HEAD_SHEET)
        body = self._laid(piece.body, indent, SHEET)
        if self._at:
            self._at += self._line * (0.35 if not piece.head else 1.0 if not piece.heading else 0.6)
        needed = head.size().height() + min(body.size().height(), KEPT_TOGETHER * self._line)
        if self._at and self._at + needed > self._height:
            self._turn()
        self._draw(head, indent)
        self._at += 0.6 * self._line if piece.heading and piece.body else 0.0
        self._draw(body, indent)

    def finish(self) -> int:
        """The last page's footer; how many pages there are."""
        self._foot()
        return self._page

    def _laid(self, html: str, indent: float, sheet: str) -> QTextDocument:
        width = self._width - indent
        dots = self._device.logicalDpiX() / 96
        document = PaperDocument(self._fetch, (int(width / dots), int(LARGEST_PICTURE * self._height / dots)))
        document.documentLayout().setPaintDevice(self._device)
        document.setDefaultFont(_font(BODY_POINTS))
        document.setDefaultStyleSheet(sheet)
        document.setTextWidth(width)
        document.setHtml(html)
        return document

    def _draw(self, document: QTextDocument, indent: float) -> None:
        """The document from here on, over as many pages as it takes, never through a line."""
        if document.isEmpty():
            return
        start = 0.0
        bands = [*_bands(document), (document.size().height(), document.size().height())]
        for (_, bottom), (_, end) in itertools.pairwise(bands):
            if self._at + end - start > self._height and bottom > start:
                self._slice(document, indent, start, bottom)
                start = bottom
                self._turn()
        self._slice(document, indent, start, document.size().height())
        self._at += document.size().height() - start

    def _slice(self, document: QTextDocument, indent: float, start: float, end: float) -> None:
        if not self._shown:
            return
        self._start_page()
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor("#000000"))
        context.clip = QRectF(0, start, self._width - indent, end - start)
        painter = self._painter
        painter.save()
        painter.translate(indent, self._at - start)
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()

    @property
    def _shown(self) -> bool:
        first, last = self._wanted
        return self._page >= first and (not last or self._page <= last)

    def _start_page(self) -> None:
        """A sheet for the page in hand, unless it has one."""
        if self._painted and self._painted != self._page:
            self._device.newPage()
        self._painted = self._page

    def _turn(self) -> None:
        self._foot()
        self._page += 1
        self._at = 0.0

    def _foot(self) -> None:
        if not self._shown:
            return
        self._start_page()
        painter = self._painter
        painter.setFont(_font(SMALL_POINTS))
        painter.setPen(QColor("#444444"))
        line = QRectF(0, self._device.height() - self._small.height(), self._width, self._small.height())
        number = str(self._page)
        room = self._width - self._small.horizontalAdvance(number + "  ")
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), self._small.elidedText(self._footer, Qt.TextElideMode.ElideRight, room))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), number)


def _bands(document: QTextDocument) -> Iterator[tuple[float, float]]:
    """(top, bottom) of what must not be cut: lines, and lines that stand beside each other in a table as one; top down."""
    lines: list[tuple[float, float]] = []
    block = document.begin()
    while block.isValid():
        top = document.documentLayout().blockBoundingRect(block).top()
        layout = block.layout()
        lines += [(top + line.y(), top + line.y() + line.height()) for line in map(layout.lineAt, range(layout.lineCount()))]
        block = block.next()
    lines.sort()
    band: tuple[float, float] | None = None
    for upper, lower in lines:
        if band is not None and upper < band[1] - 0.5:
            band = (band[0], max(band[1], lower))
            continue
        if band is not None:
            yield band
        band = (upper, lower)
    if band is not None:
        yield band


def _font(points: float) -> QFont:
    font = QFont("Georgia")
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
