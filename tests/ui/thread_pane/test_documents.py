"""Bodies: no file is opened, pictures stay in the column, references stand at their words, hostile text stays text."""

from __future__ import annotations

import pytest
from big_thread import MadeSource, make_thread, reference
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QTextDocument

from reader.markup.text import html_to_text
from reader.model.discussion import Body, Reference, ReferenceKind, Toward
from reader.ui.theme import LIGHT
from reader.ui.thread_pane.documents import PART, BodyDocument, lay_out
from reader.ui.thread_pane.selection import selected_text
from reader.ui.thread_pane.style import Style
from reader.ui.thread_pane.wide_tables import as_lines, columns

RED = 0xFFFF0000


@pytest.fixture
def style(qapp):
    return Style(LIGHT, QFont(), 1.0)


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(buffer.data().data())


def red_in(document: QTextDocument) -> int:
    image = QImage(700, max(1, min(2000, round(document.size().height()))), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    return sum(image.pixel(x, y) == RED for y in range(0, image.height(), 2) for x in range(0, 700, 2))


HOSTILE = ('<img src="{path}"><img src="file://{path}"><body background="{path}"><link rel="stylesheet" href="{css}">'
           '<style>@import url("{css}"); p {{ background-image: url("{path}") }}</style><p style="background-image: url({path})">x</p>'
           '<table background="{path}"><tr><td>y</td></tr></table>')


def test_no_name_in_a_body_opens_a_file(style, tmp_path):
    path, css = tmp_path / "red.png", tmp_path / "red.css"
    path.write_bytes(picture(40, 40))
    css.write_text("p { background-color: #ff0000 }")
    markup = HOSTILE.format(path=path, css=css)
    unguarded = QTextDocument()
    unguarded.setHtml(markup)
    assert red_in(unguarded) > 0, "the trap itself must work"
    guarded = BodyDocument()
    guarded.setHtml(markup)
    assert red_in(guarded) == 0
    laid = lay_out(Body("xy", markup), (), style, 600, lambda _sha: None)
    assert red_in(laid.document) == 0


def test_pictures_come_from_the_library_and_fit_the_column(style):
    data = {"a" * 64: picture(2000, 1000), "b" * 64: picture(50, 20, "JPG"), "c" * 64: b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    body = Body("", "".join(f'<p><img src="asset:{name}" alt="words" width="9000" height="70000"></p>' for name in data))
    laid = lay_out(body, (), style, 400, data.get)
    assert red_in(laid.document) > 0
    assert laid.document.idealWidth() <= 400
    assert 200 < laid.height < 420
    names = list(laid.document._pictures._made.values())
    assert [image.width() for image in names[:2]] == [400, 50]


def test_pictures_are_sharp_on_a_fine_screen_and_of_the_same_size(style):
    data = {"a" * 64: picture(200, 100)}
    body = Body("", f'<p><img src="asset:{"a" * 64}"></p>')
    coarse = lay_out(body, (), style, 400, data.get, 1.0)
    fine = lay_out(body, (), style, 400, data.get, 2.0)
    assert coarse.height == fine.height
    assert next(iter(fine.document._pictures._made.values())).width() == 400


def test_a_missing_picture_says_so_and_shifts_no_reference(style):
    body = Body("see @12 there", '<p><span title="https://example.org/map.png" class="missing-picture">a map</span>see @12 there</p>')
    laid = lay_out(body, (reference("@12", 4, 7),), style, 500, lambda _sha: None)
    link = laid.links[0]
    assert laid.document.toRawText()[link.start : link.end] == "@12"
    assert "a map" not in laid.document.toPlainText()
    assert laid.document._pictures._made


@pytest.mark.parametrize(("confidence", "to", "kind", "sign"), [
    (1.0, Toward.COMMENT, ReferenceKind.NUMBER, 0), (0.7, Toward.COMMENT, ReferenceKind.NUMBER, 0),
    (0.3, Toward.COMMENT, ReferenceKind.NUMBER, 1), (1.0, Toward.COMMENT, ReferenceKind.QUOTE, 1),
    (0.2, Toward.UNKNOWN, ReferenceKind.NUMBER, 0), (0.2, Toward.POST, ReferenceKind.NUMBER, 1),
])
def test_references_are_told_apart_without_colour(style, confidence, to, kind, sign):
    text = "well 😀 @12 james and then some"
    laid = lay_out(Body(text), (reference("@12 james", 7, 12, confidence, kind=kind, to=to),), style, 500, lambda _sha: None)
    raw = laid.document.toRawText()
    link = laid.links[0]
    shown = raw.encode("utf-16-le")[2 * link.start : 2 * link.end].decode("utf-16-le")
    assert shown == "@12 james" + "\ufffc" * sign
    assert selected_text(laid, (0, laid.document.characterCount() - 1)) == text


def test_references_over_a_link_of_the_page_win(style):
    body = Body("see this one", '<p>see <a href="https://example.org/#c1">this one</a></p>')
    laid = lay_out(body, (reference("this one", 4, 12, kind=ReferenceKind.LINK),), style, 500, lambda _sha: None)
    assert laid.link_at(5).reference == 0


def test_several_references_stand_at_their_words(style):
    text = "@1 a, @2 b?, @3 c; and @4 d"
    found = tuple(reference(f"@{n} {c}", text.index(f"@{n}"), n, confidence) for n, c, confidence in
                  ((1, "a", 0.1), (2, "b", 0.1), (3, "c", 1.0), (4, "d", 0.1)))
    laid = lay_out(Body(text), found, style, 500, lambda _sha: None)
    raw = laid.document.toRawText()
    assert [raw[link.start : link.end].rstrip("\ufffc") for link in sorted(laid.links, key=lambda one: one.start)] == [r.text for r in found]
    assert [link.reference for link in sorted(laid.links, key=lambda one: one.start)] == [0, 1, 2, 3]


def test_typed_text_keeps_its_lines_and_signs(style):
    text = "1. first\n   indented <b>not bold</b> & co\n> quoted\n\n# no heading"
    laid = lay_out(Body(text), (), style, 600, lambda _sha: None)
    shown = selected_text(laid, (0, laid.document.characterCount() - 1))
    assert "   indented <b>not bold</b> & co" in shown.replace("\u00a0", " ")
    assert "# no heading" in shown
    assert not laid.bars


def test_very_long_bodies_come_in_parts(bench):
    thread = make_thread(2, parents=[-1, -1])
    text = "\n".join(f"line {number}" for number in range(60_000))
    assert len(text) > PART
    pane = bench.show(thread=thread, source=MadeSource(thread, bodies={0: Body(text)}))
    pane.reveal(0)
    pane.scroll_by(pane.boxes.at(0).height - 400)
    first = pane.boxes.at(0)
    assert first.body.cut > 0
    assert len(first.body.document.toRawText()) <= PART
    bench.click(*bench.header_point(0, "show more"))
    assert pane.boxes.at(0).body.cut < first.body.cut


@pytest.mark.parametrize("text", [
    "x" * 60_000, "\u00a0" * 20_000, "a\ufdd0b\ufdd1c\u2029d\x00e", "\udc00 lone", "\u202e turned", "&lt;script&gt;", "\u1100" * 8_000,
])
def test_hostile_text_is_shown_and_found(style, text):
    laid = lay_out(Body(text), (), style, 400, lambda _sha: None)
    assert laid.height > 0


@pytest.mark.parametrize("markup", [
    "<table><tr><td>" * 40 + "deep" + "</td></tr></table>" * 40, "<blockquote>" * 300 + "x", "<ul><li>" * 200 + "x",
    "<b>" * 1000 + "x", '<img src="asset:zz" width="2147483647" height="2147483647">', '<td colspan="99999999">x',
])
def test_hostile_markup_is_shown(style, markup):
    laid = lay_out(Body("x", markup), (), style, 400, lambda _sha: None)
    assert 0 < laid.height < 100_000


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_shown(qapp, text):
    style = Style(LIGHT, QFont(), 1.0)
    words = text.strip()
    found = (reference(words, 0, 1),) if words else ()
    laid = lay_out(Body(text), found, style, 300, lambda _sha: None)
    assert laid.height > 0
    for link in laid.links:
        assert 0 <= link.start < link.end < laid.document.characterCount()


def table(count: int, cell: str = "value{0}x{1}") -> str:
    head = "".join(f"<th>Heading {place}</th>" for place in range(count))
    rows = "".join("<tr>" + "".join(f"<td>{cell.format(row, place)}</td>" for place in range(count)) + "</tr>" for row in range(3))
    return f"<p>Before.</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p>After @1 Bo it.</p>"


@pytest.mark.parametrize("count", [3, 12, 60])
def test_a_table_of_any_width_stays_in_the_column_and_references_stay_in_place(style, count):
    html = table(count)
    text = html_to_text(html)
    at = text.index("@1 Bo")
    reference = Reference(at, at + 5, "@1 Bo", ReferenceKind.NUMBER_AUTHOR, Toward.COMMENT, 1)
    laid = lay_out(Body(text, html), (reference,), style, 640, lambda _sha: None)
    assert laid.document.size().width() <= 644
    assert ("\ufdd0" in laid.document.toRawText()) == (count == 3)  # few columns stay a table
    (link,) = laid.links
    assert laid.document.toRawText()[link.start : link.end].startswith("@1 Bo")


def test_a_table_in_a_table_is_lines_as_well():
    markup = as_lines(f"<table><tr><td>{table(9)}</td><td>x</td></tr></table>", 1)
    assert "<t" not in markup and "value2x8&nbsp;" in markup and columns(markup) == 0
