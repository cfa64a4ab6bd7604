"""Archives: ZIP, MAFF, WACZ, WARC, webarchive, EPUB, gzip; bombs and names that try to escape."""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import zipfile
import zlib
from pathlib import Path

import brotli
import pytest
from format_samples import THREAD, only, png, read
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats import Limits
from reader.model.errors import RefusedFile, Why
from reader.model.page import Page, PageKind
from reader.model.report import NoticeKind

URL = "http://bread.example.org/2016/12/rise.html"
WITH_PICTURE = THREAD.replace("</body>", '<img src="x_files/a.png"></body>')


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def titled(title: str) -> str:
    return THREAD.replace("Bread that rises", title)


def titles(pages: list[Page]) -> list[str]:
    return [page.content.split("<title>")[1].split("</title>")[0] for page in pages]


def test_zip_gives_every_page(tmp_path: Path) -> None:
    data = zipped({
        "b/second.html": titled("Two"), "a.html": titled("One").replace("</body>", '<img src="a_files/p.png"></body>'), "a_files/p.png": png(),
        "a_files/frame.html": titled("Frame"), "__MACOSX/._a.html": "x", "b/style.css": "b {}", "b/.hidden.html": titled("Hidden"),
        "inner.zip": zipped({"third.htm": titled("Three")}), "notes.pdf": b"%PDF-1.4\x00\x01\x02" * 40, "empty.html": "",
    })  # fmt: skip
    pages = read(tmp_path, "saves.zip", data)
    assert titles(pages) == ["One", "Two", "Three"]
    assert list(pages[0].assets) == ["a_files/p.png"]
    assert {page.source.name for page in pages} == {"saves.zip"}
    assert {page.source.format for page in pages} == {"zip"}
    assert {page.source.size for page in pages} == {len(data)}


def test_names_in_archives_are_never_paths(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    data = zipped({"../../x.html": titled("Up"), "/etc/y.html": titled("Root"), "C:\\z.html": titled("Drive"), "p/q.html":
                   titled("In").replace("</body>", '<img src="../../../secret.png"></body>')})  # fmt: skip
    (tmp_path / "secret.png").write_bytes(png())
    before = sorted(tmp_path.rglob("*"))
    pages = read(folder, "evil.zip", data)
    assert sorted(titles(pages)) == ["Drive", "In", "Root", "Up"]
    assert all(not page.assets for page in pages)
    assert sorted(tmp_path.rglob("*")) == sorted([*before, folder / "evil.zip"])


def test_broken_member_is_a_notice(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.html": titled("One"), "b.html": titled("Two"), "c.html": titled("Three")}, zipfile.ZIP_STORED))
    data[data.index(b"Two")] ^= 0xFF
    pages = read(tmp_path, "x.zip", bytes(data))
    assert titles(pages) == ["One", "Three"]
    assert [(notice.kind, notice.text) for page in pages for notice in page.notices] == [(NoticeKind.PART_UNREADABLE, "b.html")]


@pytest.mark.parametrize("members", [{}, {"a.png": png()}, {"a.bin": bytes(range(256)) * 9}], ids=["empty", "pictures", "binary"])
def test_archive_without_pages(tmp_path: Path, members: dict[str, bytes | str]) -> None:
    with pytest.raises(RefusedFile) as caught:
        read(tmp_path, "x.zip", zipped(members))
    assert caught.value.why is Why.NOTHING_INSIDE


def test_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.html": THREAD}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + offset] |= 1
    with pytest.raises(RefusedFile) as caught:
        read(tmp_path, "x.zip", bytes(data))
    assert caught.value.why is Why.DAMAGED


def test_bomb_in_one_member(tmp_path: Path) -> None:
    limits = Limits(ratio_floor=500_000)
    data = zipped({"bomb.html": "<html>" + "a" * 5_000_000, "good.html": titled("Good")})
    pages = read(tmp_path, "x.zip", data, limits)
    assert titles(pages) == ["Good"]
    assert [notice.text for notice in pages[0].notices] == ["bomb.html"]


def test_bomb_of_many_members_and_of_nesting(tmp_path: Path) -> None:
    many = zipped({f"{number}.html": THREAD + " " * 200_000 for number in range(60)})
    with pytest.raises(RefusedFile) as caught:
        read(tmp_path, "x.zip", zipped({"inner.zip": many}), Limits(ratio_floor=100_000, unpacked=3_000))
    assert caught.value.why is Why.TOO_LARGE
    deep = zipped({"x.html": THREAD})
    for _ in range(8):
        deep = zipped({"x.zip": deep})
    with pytest.raises(RefusedFile):
        read(tmp_path, "deep.zip", deep)
    with pytest.raises(RefusedFile) as caught:
        read(tmp_path, "parts.zip", zipped({f"{number}.png": b"" for number in range(50)}), Limits(parts=20))
    assert (caught.value.why, caught.value.limit) == (Why.TOO_LARGE, 20)


def test_total_stops_after_what_was_read(tmp_path: Path) -> None:
    members = {f"{number}.html": titled(str(number)) + " " * 100_000 for number in range(30)}
    pages = read(tmp_path, "x.zip", zipped(members), Limits(unpacked=1_000_000))
    assert 0 < len(pages) < 30
    assert NoticeKind.TRUNCATED_FILE in [notice.kind for notice in pages[-1].notices]


def test_maff(tmp_path: Path) -> None:
    rdf = f"""<?xml version="1.0"?><RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#" xmlns:RDF="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <RDF:Description RDF:about="urn:root"><MAF:originalurl RDF:resource="{URL}"/>
    <MAF:archivetime RDF:resource="Mon, 02 Mar 2015 10:53:20 +0100"/><MAF:indexfilename RDF:resource="index.html"/></RDF:Description></RDF:RDF>"""
    data = zipped({
        "1_1/index.rdf": rdf, "1_1/index.html": titled("One").replace("</body>", '<img src="index_files/a.png"></body>'),
        "1_1/index_files/a.png": png(), "1_1/index_files/frame.html": titled("Frame"), "2_2/index.html": titled("Two"),
        "2_2/index.rdf": "<broken",
    })  # fmt: skip
    pages = read(tmp_path, "x.maff", data)
    assert titles(pages) == ["One", "Two"]
    assert (pages[0].url, pages[0].saved) == (URL, "2015-03-02T10:53:20+01:00")
    assert set(pages[0].assets) == {"index_files/a.png", "http://bread.example.org/2016/12/index_files/a.png"}
    assert pages[1].url is None


def warc(records: list[tuple[str, str, str, bytes]], pack: bool = False) -> bytes:
    """Records of (type, address, HTTP head, body)."""
    out = b""
    for kind, url, head, body in records:
        block = head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body
        record = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(out)}>\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2020-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        ).encode() + block + b"\r\n\r\n"
        out += gzip.compress(record) if pack else record
    return out


HTML_HEAD = "HTTP/1.1 200 OK\nContent-Type: text/html; charset={}"
RECORDS = [
    ("warcinfo", "", "software: x", b""),
    ("response", URL, HTML_HEAD.format("utf-8"), WITH_PICTURE.encode()),
    ("response", "http://bread.example.org/2016/12/x_files/a.png", "HTTP/1.1 200 OK\nContent-Type: image/png", png()),
    ("response", "http://a.example/gz", HTML_HEAD.format("utf-8") + "\nContent-Encoding: gzip", gzip.compress(titled("Gzip").encode())),
    ("response", "http://a.example/br", HTML_HEAD.format("utf-8") + "\nContent-Encoding: br", brotli.compress(titled("Brotli").encode())),
    (
        "response", "http://a.example/chunked", HTML_HEAD.format("iso-8859-1") + "\nTransfer-Encoding: chunked",
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(titled("Stück").encode("latin-1", "replace")), titled("Stück").encode("latin-1", "replace")),
    ),
    ("revisit", URL, HTML_HEAD.format("utf-8"), b""),
    ("response", "http://a.example/gone", "HTTP/1.1 404 Not Found\nContent-Type: text/html", titled("Gone").encode()),
    ("response", "http://a.example/ajax", HTML_HEAD.format("utf-8"), b"ok"),
    ("request", URL, "GET / HTTP/1.1", b""),
]  # fmt: skip


@pytest.mark.parametrize("pack", [False, True])
def test_warc(tmp_path: Path, pack: bool) -> None:
    pages = read(tmp_path, "crawl.warc.gz" if pack else "crawl.warc", warc(RECORDS, pack))
    assert titles(pages) == ["Bread that rises", "Gzip", "Brotli", "Stück"]
    assert (pages[0].url, pages[0].saved, pages[0].source.format) == (URL, "2020-01-02T03:04:05+00:00", "warc")
    assert set(pages[0].assets) == {"x_files/a.png", "http://bread.example.org/2016/12/x_files/a.png"}


def test_warc_under_another_name_and_cut_off(tmp_path: Path) -> None:
    assert len(read(tmp_path, "download.bin", warc(RECORDS, pack=True))) == 4
    whole = warc(RECORDS)
    pages = read(tmp_path, "cut.warc", whole[: whole.index(b"http://a.example/chunked") - 40])
    assert titles(pages) == ["Bread that rises", "Gzip", "Brotli"]


def test_warc_bomb(tmp_path: Path) -> None:
    bomb = ("response", "http://a.example/bomb", HTML_HEAD.format("utf-8") + "\nContent-Encoding: gzip", gzip.compress(b"<html>" + b"a" * 8_000_000))
    pages = read(tmp_path, "x.warc", warc([bomb, RECORDS[1]]), Limits(whole=3_000_000, ratio_floor=500_000))
    assert titles(pages) == ["Bread that rises"]
    assert [notice.text for notice in pages[0].notices] == ["http://a.example/bomb"]


def test_wacz_reads_visited_pages(tmp_path: Path) -> None:
    lines = "\n".join((json.dumps({"format": "json-pages-1.0"}), json.dumps({"url": "http://a.example/gz", "title": "x"}), "{broken"))
    crawl = warc(RECORDS, pack=True)
    data = zipped({"pages/pages.jsonl": lines, "archive/data.warc.gz": crawl, "datapackage.json": "{}"})
    assert titles(read(tmp_path, "x.wacz", data)) == ["Gzip"]
    unlisted = zipped({"pages/pages.jsonl": json.dumps({"url": "http://elsewhere.example/"}), "archive/data.warc.gz": crawl})
    assert len(read(tmp_path, "y.wacz", unlisted)) == 4


DISQUS = "<!DOCTYPE html><html><head><title>Disqus Comments</title></head><body><ul id='post-list'><li>From the frame</li></ul></body></html>"


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_webarchive(tmp_path: Path, form: plistlib.PlistFormat) -> None:
    main = WITH_PICTURE.replace("</body>", '<iframe src="//disqus.com/embed/comments/?f=x"></iframe><iframe src="http://ads.example/"></iframe></body>')

    def resource(url: str, data: bytes, mime: str = "text/html") -> dict[str, object]:
        return {"WebResourceData": data, "WebResourceURL": url, "WebResourceMIMEType": mime, "WebResourceTextEncodingName": "UTF-8"}

    archive = {
        "WebMainResource": resource(URL, main.encode()),
        "WebSubresources": [resource("http://bread.example.org/2016/12/x_files/a.png", png(), "image/png")],
        "WebSubframeArchives": [
            {"WebMainResource": resource("http://disqus.com/embed/comments/?f=x", DISQUS.encode())},
            {"WebMainResource": resource("http://ads.example/", b"<html><body>Buy!</body></html>")},
        ],
    }
    page = only(tmp_path, "x.webarchive", plistlib.dumps(archive, fmt=form))
    assert (page.url, page.source.format) == (URL, "webarchive")
    assert "x_files/a.png" in page.assets
    assert 'data-frame-url="http://disqus.com/embed/comments/?f=x"' in page.content
    assert "From the frame" in page.content
    assert "Buy!" not in page.content


@pytest.mark.parametrize("archive", [{}, {"WebMainResource": []}, {"WebMainResource": {"WebResourceData": 7}}, ["x"]])
def test_webarchive_of_odd_shape(tmp_path: Path, archive: object) -> None:
    with pytest.raises(RefusedFile) as caught:
        read(tmp_path, "x.webarchive", plistlib.dumps(archive, fmt=plistlib.FMT_BINARY))
    assert caught.value.why is Why.DAMAGED


def test_frame_in_companion_folder(tmp_path: Path) -> None:
    (tmp_path / "x_files").mkdir()
    (tmp_path / "x_files" / "saved_resource.html").write_text("<!-- saved from url=(0050)https://disqus.com/embed/comments/?f=x -->\n" + DISQUS)
    (tmp_path / "x_files" / "ad.html").write_text("<html><body>Buy!</body></html>")
    page = only(
        tmp_path, "x.html",
        THREAD.replace("</body>", '<iframe src="./x_files/saved_resource.html"></iframe><iframe src="x_files/ad.html"></iframe></body>'),
    )  # fmt: skip
    assert "From the frame" in page.content
    assert "Buy!" not in page.content


def test_frameset_becomes_one_page(tmp_path: Path) -> None:
    (tmp_path / "x_files").mkdir()
    (tmp_path / "x_files" / "menu.html").write_text("<html><body>Menu</body></html>")
    (tmp_path / "x_files" / "main.html").write_text(THREAD)
    html = '<html><head><title>T</title></head><frameset cols="20%,*"><frame src="x_files/menu.html"><frame src="x_files/main.html"></frameset></html>'
    page = only(tmp_path, "x.html", html)
    assert "Mine fell flat" in page.content
    assert "<frameset" not in page.content


def test_epub_is_a_document(tmp_path: Path) -> None:
    container = '<?xml version="1.0"?><container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    package = """<?xml version="1.0"?><package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Bread &amp; salt</dc:title>
      <dc:creator>Ada</dc:creator><dc:language>en</dc:language></metadata><manifest><item id="a" href="one.xhtml"/><item id="b" href="t/two.xhtml"/>
      <item id="c" href="../../../etc/passwd"/></manifest><spine><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/></spine></package>"""
    data = zipped({
        "mimetype": "application/epub+zip", "META-INF/container.xml": container, "OPS/book.opf": package,
        "OPS/one.xhtml": "<html><body><p>First</p></body></html>", "OPS/t/two.xhtml": '<html><body><p>Second</p><img src="../p.png"/></body></html>',
        "OPS/p.png": png(),
    })  # fmt: skip
    page = only(tmp_path, "x.epub", data)
    assert page.kind is PageKind.DOCUMENT
    assert "<title>Bread &amp; salt</title>" in page.content
    assert page.content.index("Second") < page.content.index("First")
    assert list(page.assets) == ["OPS/p.png"]
    assert '<img src="OPS/p.png"/>' in page.content


def test_gzipped_page(tmp_path: Path) -> None:
    page = only(tmp_path, "x.html.gz", gzip.compress(THREAD.encode()))
    assert (page.content, page.source.format) == (THREAD, "gzip")
    assert only(tmp_path, "x.html", gzip.compress(THREAD.encode())).content == THREAD
    with pytest.raises(RefusedFile) as caught:
        read(tmp_path, "bomb.html.gz", gzip.compress(b"<html>" + b"a" * 5_000_000), Limits(ratio_floor=100_000))
    assert caught.value.why is Why.TOO_LARGE


SAMPLES = {
    "x.zip": zipped({"a.html": titled("One"), "b/c.html": titled("Two"), "d.zip": zipped({"e.html": THREAD})}),
    "x.maff": zipped({"1/index.html": THREAD, "1/index.rdf": "<r/>"}),
    "x.warc": warc(RECORDS),
    "x.warc.gz": warc(RECORDS, pack=True),
    "x.wacz": zipped({"archive/data.warc.gz": warc(RECORDS, pack=True)}, zipfile.ZIP_STORED),
    "x.webarchive": plistlib.dumps({"WebMainResource": {"WebResourceData": THREAD.encode(), "WebResourceURL": URL, "WebResourceMIMEType": "text/html"}},
                                   fmt=plistlib.FMT_BINARY),
    "x.gz": gzip.compress(THREAD.encode()),
    "x.epub": zipped({"book.opf": "<package><spine/></package>", "a.html": "<body>x</body>"}),
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(SAMPLES)), data=st.data())
def test_damage_gives_pages_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject) -> None:
    sample = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(sample) - 1))
        action = data.draw(st.sampled_from(("cut", "flip", "splice")))
        if action == "cut":
            del sample[max(place, 1) :]
        elif action == "flip":
            sample[place] ^= data.draw(st.integers(1, 255))
        else:
            sample[place:place] = data.draw(st.binary(max_size=30))
    try:
        pages = read(tmp_path_factory.mktemp("damage"), name, bytes(sample))
    except RefusedFile:
        return
    assert pages


def test_zlib_of_every_length(tmp_path: Path) -> None:
    """A gzip file cut anywhere is a refusal or a page, never an exception."""
    whole = gzip.compress(zlib.compress(THREAD.encode()) + THREAD.encode())
    for end in range(1, len(whole), 23):
        with pytest.raises(RefusedFile):
            read(tmp_path, "x.html.gz", whole[:end])
