"""MHTML in the dialects of its makers, whole and cut off."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest
from format_samples import THREAD, only, png, read
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.mime import parse_message
from reader.model.errors import RefusedFile, Why
from reader.model.report import NoticeKind

URL = "http://bread.example.org/2016/12/rise.html"
PICTURE = base64.encodebytes(png()).replace(b"\n", b"\r\n")
PAGE = THREAD.replace("</body>", '<img src="loaf.png"><img src="http://bread.example.org/top.png"></body>')


def lines(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def blink(page: str = PAGE) -> bytes:
    return (
        lines(
            f"From: <Saved by Blink>\nSnapshot-Content-Location: {URL}\nSubject: =?utf-8?Q?Bread?=\n"
            'Date: Sat, 11 Nov 2023 23:10:09 -0800\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n'
            '\tboundary="----MultipartBoundary--abc----"\n\n\n'
            f"------MultipartBoundary--abc----\nContent-Type: text/html\nContent-ID: <frame-1@mhtml.blink>\n"
            f"Content-Transfer-Encoding: quoted-printable\nContent-Location: {URL}\n\n"
        )
        + quopri.encodestring(page.encode()).replace(b"\n", b"\r\n")
        + lines(
            "\n------MultipartBoundary--abc----\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n"
            "Content-Location: http://bread.example.org/2016/12/loaf.png\n\n"
        )
        + PICTURE
        + lines("\n------MultipartBoundary--abc----\nContent-Type: text/css\nContent-Location: x.css\n\nb {}\n------MultipartBoundary--abc------\n")
    )


def test_blink(tmp_path: Path) -> None:
    page = only(tmp_path, "x.mhtml", blink())
    assert (page.url, page.saved, page.source.format, page.notices) == (URL, "2023-11-11T23:10:09-08:00", "mhtml", ())
    assert page.content.replace("\r\n", "\n").strip() == PAGE.strip()
    assert set(page.assets) == {"loaf.png", "http://bread.example.org/2016/12/loaf.png"}


def test_internet_explorer(tmp_path: Path) -> None:
    data = (
        lines(
            'From: "Saved by Windows Internet Explorer 8"\nSubject: Brot\nDate: Tue, 8 Nov 2011 20:15:01 +0100\nMIME-Version: 1.0\n'
            'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----=_NextPart_000_0000"\nX-MimeOLE: Produced By Microsoft\n\n'
            "This is a multi-part message in MIME format.\n\n------=_NextPart_000_0000\nContent-Type: text/html;\n\tcharset=\"windows-1252\"\n"
            f"Content-Transfer-Encoding: quoted-printable\nContent-Location: {URL}\n\n"
        )
        + quopri.encodestring("<html><body>Grüße – “so”<img src=3D></body></html>".encode("cp1252"))
        + lines("\n------=_NextPart_000_0000\nContent-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: top.png\n\n")
        + PICTURE
        + lines("\n------=_NextPart_000_0000--\n")
    )
    page = only(tmp_path, "x.mht", data)
    assert "Grüße – “so”" in page.content
    assert page.saved == "2011-11-08T20:15:01+01:00"


def test_opera_start_and_eight_bit(tmp_path: Path) -> None:
    data = lines(
        f"Content-Type: multipart/related; start=<op.mhtml.2@10.0.0.1>; boundary=----------xyz\nContent-Location: {URL}\n"
        "Subject: =?utf-8?Q?Brot?=\nMIME-Version: 1.0\n\n------------xyz\nContent-Type: text/html; charset=utf-8\nContent-ID: <op.mhtml.1@10.0.0.1>\n"
        "Content-Location: http://ads.example/\nContent-Transfer-Encoding: 8bit\n\n<html>advert</html>\n"
        "------------xyz\nContent-Disposition: inline; filename=index.html\nContent-Type: text/html; charset=utf-8; name=index.html\n"
        f"Content-ID: <op.mhtml.2@10.0.0.1>\nContent-Location: {URL}\nContent-Transfer-Encoding: 8bit\n\n{THREAD}\n------------xyz--\n"
    )
    page = only(tmp_path, "x.mht", data)
    assert "Béla" in page.content
    assert page.url == URL


def test_word_with_file_locations_and_content_ids(tmp_path: Path) -> None:
    html = '<html><body><img src=3D"brot.files/image001.png"><img src=3D"cid:two@word"></body></html>'
    data = (
        lines(
            'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="----=_Next"\n\n------=_Next\nContent-Location: file:///C:/A1/brot.htm\n'
            f'Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html; charset="us-ascii"\n\n{html}\n'
            "------=_Next\nContent-Location: file:///C:/A1/brot.files/image001.png\nContent-Transfer-Encoding: base64\nContent-Type: image/png\n\n"
        )
        + PICTURE
        + lines("\n------=_Next\nContent-ID: <two@word>\nContent-Transfer-Encoding: base64\nContent-Type: image/png\n\n")
        + PICTURE
        + lines("\n------=_Next--\n")
    )
    page = only(tmp_path, "brot.mht", data)
    assert page.url is None
    assert {"brot.files/image001.png", "cid:two@word"} <= set(page.assets)


def test_unmht_nested_multipart_base64(tmp_path: Path) -> None:
    data = lines(
        f'From: <Saved by UnMHT>\nSubject: x\nDate: Mon, 03 Jan 2011 10:00:00 GMT\nMIME-Version: 1.0\nContent-Type: multipart/related;\n'
        f'\tboundary="outer";type="multipart/alternative"\nContent-Location: {URL}\n\n--outer\nContent-Type: multipart/alternative; boundary="inner"\n\n'
        f"--inner\nContent-Type: text/html; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: base64\n\n"
        f"{base64.encodebytes(THREAD.encode()).decode()}\n--inner--\n\n--outer--\n"
    )
    assert "Béla" in only(tmp_path, "x.mht", data).content


def test_page_with_no_multipart(tmp_path: Path) -> None:
    data = lines(f"From: <Saved by Windows Internet Explorer 7>\nMIME-Version: 1.0\nContent-Type: text/html\nContent-Location: {URL}\n\n{THREAD}")
    page = only(tmp_path, "x.mht", data)
    assert (page.url, "Béla" in page.content, page.notices) == (URL, True, ())


def test_boundary_inside_the_text_is_text(tmp_path: Path) -> None:
    tricky = THREAD.replace("Mine fell", "x ------MultipartBoundary--abc---- -- y\n------Multi\n Mine fell")
    page = only(tmp_path, "x.mhtml", blink(tricky))
    assert "Béla" in page.content
    assert "------Multi" in page.content


def test_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    whole = blink()
    page = only(tmp_path, "x.mhtml", whole[: whole.index(b"B=C3=A9la")])
    assert "Mine fell flat" in page.content
    assert NoticeKind.TRUNCATED_FILE in [notice.kind for notice in page.notices]


def test_no_page_inside(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile) as caught:
        read(tmp_path, "x.mhtml", blink().replace(b"text/html\r\n", b"image/png\r\n"))
    assert caught.value.why is Why.DAMAGED


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, len(blink())), junk=st.binary(max_size=40), end=st.integers(0, 200))
def test_cut_and_spliced(tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes, end: int) -> None:
    data = blink()
    try:
        pages = read(tmp_path_factory.mktemp("cut"), "x.mhtml", data[:cut] + junk + data[cut + end :])
    except RefusedFile:
        return
    assert len(pages) == 1


@given(st.lists(st.binary(max_size=60).filter(lambda part: b"--b" not in part and part[-1:] not in (b"\r", b"\n")), min_size=1, max_size=6))
def test_parts_come_back_as_they_were(parts: list[bytes]) -> None:
    data = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"".join(b"--b\r\n\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"
    message = parse_message(data)
    assert [part.raw for part in message.parts] == parts
    assert not message.truncated


def test_deep_nesting_and_many_delimiters() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth) for depth in range(3000))
    assert len(parse_message(deep).parts) <= 20
    many = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * 100_000
    assert len(parse_message(many, max_parts=500).parts) <= 501
