"""Printing: what the dialog starts, and how pages are filled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QUrl
from PySide6.QtGui import QColor, QImage, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog

from reader.exports.paper import Piece
from reader.jobs.reporter import Reporter
from reader.model.errors import Cancelled
from reader.model.report import Location
from reader.ui.printing.paper import PaperDocument, paint


@pytest.fixture
def writer(tmp_path: Path, qapp) -> QPdfWriter:
    made = QPdfWriter(str(tmp_path / "out.pdf"))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    return made


def pages_in(file: Path) -> int:
    data = file.read_bytes()
    assert data.startswith(b"%PDF-")
    return len(re.findall(rb"/Type\s*/Page\b", data))


def many(count: int) -> list[Piece]:
    return [Piece(number % 30, f"<p><b>{number} Ada</b></p>", "<p>" + "words and words " * 20 + "</p>") for number in range(count)]


def nothing(_sha256: str) -> None:
    return None


def test_pages_that_are_said_are_in_the_file(writer: QPdfWriter, tmp_path: Path) -> None:
    pages = paint(many(60), 60, "A title", writer, nothing, Reporter())
    assert pages > 4
    assert pages_in(tmp_path / "out.pdf") == pages


def test_only_the_wanted_pages_are_painted(writer: QPdfWriter, tmp_path: Path) -> None:
    assert paint(many(60), 60, "A title", writer, nothing, Reporter(), (2, 3)) > 4
    assert pages_in(tmp_path / "out.pdf") == 2


def test_one_body_longer_than_a_page_goes_on_over_pages(writer: QPdfWriter, tmp_path: Path) -> None:
    long = Piece(0, "<p>1 Ada</p>", "".join(f"<p>line {number}</p>" for number in range(300)))
    assert paint([long], 1, "", writer, nothing, Reporter()) == pages_in(tmp_path / "out.pdf") > 4


@pytest.mark.parametrize("body", [
    "", "<table>" + "<tr><td>left<br>more</td><td>right</td></tr>" * 200 + "</table>", "<pre>" + "x" * 5000 + "</pre>", "word" * 20_000,
    "<ul>" + "<li>one<ul><li>two</li></ul></li>" * 100 + "</ul>", "<blockquote>" * 40 + "deep" + "</blockquote>" * 40,
])
def test_anything_comes_to_its_end(writer: QPdfWriter, tmp_path: Path, body: str) -> None:
    assert paint([Piece(3, "<p>h</p>", body)], 1, "", writer, nothing, Reporter()) == pages_in(tmp_path / "out.pdf")


def test_a_discussion_without_anything_is_one_page(writer: QPdfWriter, tmp_path: Path) -> None:
    assert paint([], 0, "", writer, nothing, Reporter()) == 1 == pages_in(tmp_path / "out.pdf")


def test_printing_stops_between_comments(writer: QPdfWriter) -> None:
    reporter = Reporter()

    def pieces():
        for piece in many(50):
            yield piece
            reporter.cancel()

    with pytest.raises(Cancelled):
        paint(pieces(), 50, "", writer, nothing, reporter)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, qapp) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="does not accept"):
        paint(many(1), 1, "", QPdfWriter(str(tmp_path / "taken")), nothing, Reporter())


def test_pictures_come_from_the_library_alone_and_fit_the_page(tmp_path: Path, qapp) -> None:
    image = QImage(900, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    image.save(str(tmp_path / "secret.png"))
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    document = PaperDocument({"aa": bytes(kept.data())}.get, (450, 1000))
    kind = QTextDocument.ResourceType.ImageResource
    found = document.loadResource(kind.value, QUrl("asset:aa"))
    assert (found.width(), found.height()) == (450, 150)
    for name in (QUrl.fromLocalFile(str(tmp_path / "secret.png")), QUrl("asset:bb"), QUrl("http://a.example/x.png"), QUrl("")):
        assert document.loadResource(kind.value, name).isNull()
    assert document.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("file:///etc/passwd")).isEmpty()


def test_the_command_asks_and_prints_the_open_discussion(filled, settle, qtbot, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    filled.opening.open(Location(filled.library.summaries()[0].id))
    settle()
    filled.printing.print_discussion()
    dialog = filled.findChild(QPrintDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not any(box.isVisible() for box in filled.findChildren(QDialog)))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    said: list[str] = []
    filled.printing.told = said.append
    filled.printing.print_on(printer, filled.opening.post_id)
    settle()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["1 page written to printed.pdf."]
    assert pages_in(tmp_path / "printed.pdf") == 1
