"""HTML, Markdown, EPUB and mbox of a discussion that tries to break each of them."""

from __future__ import annotations

import io
import mailbox
import xml.etree.ElementTree as ET
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reader.exports import EXPORTS
from reader.markup.markdown import markdown_to_html
from reader.markup.text import html_to_text
from reader.markup.xhtml import to_xhtml
from reader.model.discussion import Body, Comment, CommentKind, Discussion, ParentOrigin, Post, Reference, ReferenceKind, Toward
from reader.model.library import KeptThread

EVIL = '<b>& "quotes" \x0b ]]> *stars* _under_ # no heading\nFrom the start\n- no list\n1. no list\n> no quote'


def thread(number: int = 1) -> KeptThread:
    post = Post(number, f"Wells & <springs> {number}", Body("Who dug it?"), author="Ada", published="2010-05-01T09:00", url="http://a.example/w")
    first = Comment(10, "a", "Bo <b>", Body(EVIL), number=1, position=1, published="2010-05-01T10:00:00+02:00")
    ghost = Comment(11, "g", "Di", Body(""), number=2, kind=CommentKind.REMOVED)
    second = Comment(
        12, "b", None, Body("@1 Bo: deep!", None), number=3, position=2, parent=10, parent_origin=ParentOrigin.REFERENCE,
        references=(Reference(0, 5, "@1 Bo", ReferenceKind.NUMBER_AUTHOR, Toward.COMMENT, 10),),
    )
    third = Comment(13, "c", "Cy", Body("Yes.", "<p>Yes<br>indeed <img alt=x></p>"), position=3, parent=12, note="*mine*")
    return KeptThread(Discussion(post, (first, ghost, second, third)))


def written(form: str, *threads: KeptThread) -> bytes:
    out = io.BytesIO()
    EXPORTS[form].write(threads or (thread(),), out, lambda _: None)
    return out.getvalue()


class Folds(HTMLParser):
    """How deep every comment lies, and every place that is linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.depths: dict[str, int] = {}
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        assert tag != "b" or not named
        if tag == "details":
            self.depth += 1
            self.depths[named["id"] or ""] = self.depth
        if tag == "a" and (named.get("href") or "").startswith("#"):
            self.links.append((named["href"] or "")[1:])

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "details"


def test_html_folds_like_the_tree_and_its_links_lead_somewhere() -> None:
    folds = Folds()
    folds.feed(written("html").decode())
    assert folds.depth == 0 and folds.depths == {"t1c1": 1, "t1c3": 2, "t1c4": 3, "t1c2": 1}
    assert folds.links and set(folds.links) <= set(folds.depths)


def test_html_of_two_threads_keeps_their_anchors_apart() -> None:
    folds = Folds()
    folds.feed(written("html", thread(1), thread(2)).decode())
    assert len(folds.depths) == 8


def test_html_carries_no_script_and_escapes_text() -> None:
    text = written("html").decode()
    assert "<script" not in text and "Wells &amp; &lt;springs&gt;" in text


def test_markdown_reads_as_the_text_it_was() -> None:
    text = written("markdown").decode()
    html = markdown_to_html(text)
    assert html.count("<h1") == 1 and "<ol" not in html and "<ul" not in html
    assert '<b>& "quotes"' in html_to_text(html) and "*stars* _under_" in html_to_text(html)


def test_epub_is_well_formed_and_complete() -> None:
    book = zipfile.ZipFile(io.BytesIO(written("epub", thread(1), thread(2))))
    assert book.namelist()[0] == "mimetype" and book.infolist()[0].compress_type == zipfile.ZIP_STORED
    parsed = {name: ET.fromstring(book.read(name)) for name in book.namelist() if name.endswith((".xhtml", ".opf", ".xml"))}
    items = [item.get("href") for item in parsed["book.opf"].iter("{http://www.idpf.org/2007/opf}item")]
    assert set(items) == set(book.namelist()) - {"mimetype", "META-INF/container.xml", "book.opf"}
    ids = {node.get("id") for node in parsed["thread1.xhtml"].iter() if node.get("id")}
    links = {node.get("href", "") for node in parsed["thread1.xhtml"].iter("{http://www.w3.org/1999/xhtml}a")}
    assert {link[1:] for link in links if link.startswith("#")} <= ids


def test_epub_is_the_same_every_time() -> None:
    assert written("epub") == written("epub")


def test_mbox_opens_threaded(tmp_path: Path) -> None:
    file = tmp_path / "thread.mbox"
    file.write_bytes(written("mbox"))
    box = mailbox.mbox(file)
    messages = list(box)
    box.close()
    assert len(messages) == 5
    ids = {message["Message-ID"] for message in messages}
    assert all(message["In-Reply-To"] in ids for message in messages[1:])
    by_author = {str(message["From"]).split(" <")[0].strip('"'): message for message in messages}
    assert by_author["Cy"]["In-Reply-To"] == by_author["somebody"]["Message-ID"]
    body = messages[1].get_payload(decode=True).decode()
    assert "From the start" in body and body.startswith("<b>&")


@pytest.mark.parametrize("html", ["<p>a<br>b", "<p><b>x</p></b>", "<img src=a alt='\"'>", "a & b &lt; c", "</p>", "<p>\x00\x0b</p>"])
def test_any_html_becomes_well_formed(html: str) -> None:
    ET.fromstring(f"<div>{to_xhtml(html)}</div>")
