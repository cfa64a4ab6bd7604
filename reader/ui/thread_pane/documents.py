"""Bodies as laid-out documents: one guarded `QTextDocument` a body, links and references at their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)

from reader.markup.sanitise import clean
from reader.markup.text import text_to_html
from reader.model.discussion import DOUBTFUL, SURE, Body, Reference, ReferenceKind, Toward
from reader.ui.thread_pane.pictures import Pictures
from reader.ui.thread_pane.spans import locate
from reader.ui.thread_pane.style import Style
from reader.ui.thread_pane.wide_tables import as_lines, columns

PART = 200_000
"""Characters of a body that are shown at once; more by asking for the next part. Qt takes seconds and hundreds of MB for a few MB."""
MOST_MARKUP = 1_000_000
"""Characters of HTML that are laid out as such; longer bodies are shown as plain text in parts."""
LONGEST_WORD = 3000
CELL = 9
"""Characters that a column of a table needs to be read; tables with more columns than fit are shown as lines."""
BORDERS = 4
"""Pixels that the borders of a table may reach beyond the column."""
CODE = QTextFormat.Property.UserProperty.value + 1
"""Block property: a line of preformatted text."""
_NO_IMAGE = QImage()


class BodyDocument(QTextDocument):
    """A document that never opens a file: it answers every picture itself and every style sheet with nothing.

    Qt's own ``loadResource`` opens local names that a page gives; returning None or empty bytes for a picture makes it do so too.
    """

    def __init__(self, pictures: Pictures | None = None) -> None:
        super().__init__()
        self._pictures = pictures
        self.setUndoRedoEnabled(False)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of ours, a null picture, or no bytes at all."""
        if kind in (QTextDocument.ResourceType.ImageResource.value, QTextDocument.ResourceType.ImageResource):
            made = self._pictures.get(name.toString() if isinstance(name, QUrl) else name) if self._pictures else None
            return made if made is not None else _NO_IMAGE
        return QByteArray(b"")


@dataclass(slots=True)
class Link:
    """A stretch of a document (UTF-16 positions) that leads somewhere: ``reference`` is the place in the comment's references."""

    start: int
    end: int
    href: str
    reference: int | None = None


@dataclass(slots=True)
class Laid:
    """A laid-out body. ``bars``: (top, bottom, level) of quoted blocks. ``cut``: characters not shown yet."""

    document: BodyDocument
    height: int
    text: str
    links: list[Link] = field(default_factory=list)
    bars: list[tuple[float, float, int]] = field(default_factory=list)
    code: list[tuple[float, float]] = field(default_factory=list)
    cut: int = 0

    def link_at(self, position: int) -> Link | None:
        """The link over a character, innermost first: references lie over the page's own links."""
        return next((link for link in self.links if link.start <= position < link.end), None)


def strength(reference: Reference) -> str:
    """``sure``, ``likely``, ``doubtful`` or ``none`` (nothing was found)."""
    if reference.to == Toward.UNKNOWN:
        return "none"
    return "sure" if reference.confidence >= SURE else "likely" if reference.confidence >= DOUBTFUL else "doubtful"


def lay_out(body: Body, references: Sequence[Reference], style: Style, width: int, fetch: Callable[[str], bytes | None],
            ratio: float = 1.0, parts: int = 1) -> Laid:
    """The body as it is shown in a column ``width`` pixels wide. ``parts``: how many parts of a very long body are shown."""
    markup, cut = _markup(body, parts)
    most = columns(markup)
    room = max(2, round(width / (CELL * style.character)))
    laid = _lay_out(body, as_lines(markup, room) if most > room else markup, references, style, width, fetch, ratio)
    if most and laid.document.size().width() > width + BORDERS:
        laid = _lay_out(body, as_lines(markup, 0), references, style, width, fetch, ratio)
    laid.cut = cut
    return laid


def _lay_out(body: Body, markup: str, references: Sequence[Reference], style: Style, width: int, fetch: Callable[[str], bytes | None],
             ratio: float) -> Laid:
    pictures = Pictures(fetch, style, width, ratio)
    document = BodyDocument(pictures)
    document.setDocumentMargin(0)
    document.setDefaultFont(style.body)
    document.setDefaultStyleSheet(style.sheet)
    document.setIndentWidth(style.px(22))
    document.setLayoutEnabled(False)
    document.setHtml(pictures.prepare(markup))
    raw = document.toRawText()
    laid = Laid(document, 0, body.text)
    _space_lines(document, style)
    if "<a " in markup or "<A " in markup:
        _collect_links(document, laid)
    if references:
        _place_references(document, laid, raw, references, style, ratio, pictures)
    document.setLayoutEnabled(True)
    document.setTextWidth(width)
    measure(laid, style)
    return laid


def measure(laid: Laid, style: Style) -> None:
    """Height and quote bars, after the width changed."""
    document = laid.document
    layout = document.documentLayout()
    laid.height = max(1, min(round(layout.documentSize().height() + 0.49), 2_000_000))
    laid.bars, laid.code = [], []
    block = document.begin()
    while block.isValid():
        block_format = block.blockFormat()
        level = block_format.intProperty(QTextFormat.Property.BlockQuoteLevel)
        if block_format.hasProperty(CODE):
            rect = layout.blockBoundingRect(block)
            top = laid.code.pop()[0] if laid.code and abs(laid.code[-1][1] - rect.top()) < 2 else rect.top()
            laid.code.append((top, rect.bottom()))
        if level:
            rect = layout.blockBoundingRect(block)
            top = rect.top()
            if laid.bars and laid.bars[-1][2] == level and top - laid.bars[-1][1] <= style.paragraph_gap + style.line:
                top = laid.bars.pop()[0]
            laid.bars.append((top, rect.bottom(), level))
        block = block.next()


def _markup(body: Body, parts: int) -> tuple[str, int]:
    limit = PART * max(1, parts)
    text = body.text
    if body.html is not None and len(body.html) <= MOST_MARKUP:
        return _break_words(clean(body.html)), 0
    cut = max(0, len(text) - limit)
    if cut:
        end = text.rfind("\n", limit // 2, limit)
        text = text[: end if end > 0 else limit]
        cut = len(body.text) - len(text)
    return text_to_html(_break_words(text)).replace("<p>", '<p class="typed">'), cut


def _break_words(text: str) -> str:
    """Zero-width spaces in unbroken runs that Qt would lay out in quadratic time."""
    if len(text) <= LONGEST_WORD or max(map(len, text.split(" "))) <= LONGEST_WORD:
        return text
    words = []
    for word in text.split(" "):
        if len(word) > LONGEST_WORD and "<" not in word and "&" not in word:
            word = "\u200b".join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
        words.append(word)
    return " ".join(words)


def _space_lines(document: QTextDocument, style: Style) -> None:
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(style.line, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    cursor.mergeBlockFormat(spaced)
    block = document.begin()
    while block.isValid():
        own = block.blockFormat()
        level = own.intProperty(QTextFormat.Property.BlockQuoteLevel)
        last = not block.next().isValid()
        code = own.nonBreakableLines()
        if level or last or code:
            change = QTextBlockFormat()
            if code:
                # Long lines of code wrap: nothing reaches beyond the column. The back is painted by us, without stripes.
                change.setNonBreakableLines(False)
                change.setProperty(CODE, 1)
                change.setBackground(QColor(0, 0, 0, 0))
                change.setLeftMargin(style.px(8))
                change.setRightMargin(style.px(8))
                change.setBottomMargin(0 if block.next().blockFormat().nonBreakableLines() else style.paragraph_gap + style.px(6))
            if level:
                change.setLeftMargin(style.px(14) * level)
                change.setRightMargin(0)
                change.setTopMargin(0)
            if last:
                change.setBottomMargin(0)
            cursor = QTextCursor(block)
            cursor.mergeBlockFormat(change)
        block = block.next()


def _collect_links(document: QTextDocument, laid: Laid) -> None:
    block = document.begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            fragment = parts.fragment()
            href = fragment.charFormat().anchorHref()
            if href:
                start = fragment.position()
                if laid.links and laid.links[-1].end == start and laid.links[-1].href == href:
                    laid.links[-1].end = start + fragment.length()
                else:
                    laid.links.append(Link(start, start + fragment.length(), href))
            parts += 1
        block = block.next()


def _place_references(document: QTextDocument, laid: Laid, raw: str, references: Sequence[Reference], style: Style, ratio: float,
                      pictures: Pictures) -> None:
    spans = locate(laid.text, raw, [(reference.start, reference.end) for reference in references])
    placed: list[Link] = []
    for number in sorted(range(len(references)), key=lambda n: spans[n] or (0, 0), reverse=True):
        span, reference = spans[number], references[number]
        if span is None or (reference.to == Toward.EXTERNAL and reference.target_post is None):
            continue
        cursor = QTextCursor(document)
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(_reference_format(reference, style))
        mark = "?" if strength(reference) == "doubtful" else "\u2197" if reference.kind == ReferenceKind.QUOTE else ""
        if mark:
            _insert_mark(document, span[1], mark, style, ratio, pictures)
            for other in (*placed, *laid.links):
                other.end += other.end > span[1]
                other.start += other.start >= span[1]
        placed.append(Link(span[0], span[1] + bool(mark), f"ref:{number}", number))
    laid.links = sorted(placed, key=lambda link: link.end - link.start) + laid.links
    laid.links.sort(key=lambda link: (link.reference is None, link.end - link.start))


def _reference_format(reference: Reference, style: Style) -> QTextCharFormat:
    look = QTextCharFormat()
    kind = strength(reference)
    quoted = reference.kind == ReferenceKind.QUOTE
    look.setForeground(QColor(style.palette.dim if kind == "none" else style.palette.quote if quoted else style.palette.link))
    lines = QTextCharFormat.UnderlineStyle
    underline = {"likely": lines.DotLine, "doubtful": lines.DashUnderline}.get(kind, lines.NoUnderline)
    look.setUnderlineStyle(underline)
    look.setUnderlineColor(QColor(style.palette.link))
    return look


def _insert_mark(document: QTextDocument, position: int, mark: str, style: Style, ratio: float, pictures: Pictures) -> None:
    """A small sign behind a reference, as a picture, so that text positions keep meaning the same characters."""
    name = "sign:doubtful" if mark == "?" else "sign:quoted"
    font = style.chip
    width, height = style.px(8), style.px(13)
    if pictures.get(name) is None:
        image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(0)
        painter = QPainter(image)
        painter.setFont(font)
        painter.setPen(QColor(style.palette.link))
        painter.drawText(0, 0, width, height, 0x84, mark)
        painter.end()
        pictures.add(name, image)
    look = QTextImageFormat()
    look.setName(name)
    look.setWidth(width)
    look.setHeight(height)
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.insertImage(look)


def lay_out_plain(text: str, font: QFont, style: Style, width: int) -> Laid:
    """A few lines of plain text (the title), wrapped and selectable like a body."""
    document = BodyDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    document.setPlainText(text)
    document.setTextWidth(width)
    laid = Laid(document, 0, text)
    measure(laid, style)
    return laid
