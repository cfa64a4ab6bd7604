"""Saved HTML: where it came from, the pictures saved with it, what a web archive did to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from format_samples import THREAD, data_uri, only, png

from reader.formats import open_pages
from reader.formats.wayback import split_address
from reader.model.report import NoticeKind

URL = "http://bread.example.org/2016/12/rise.html"


@pytest.mark.parametrize(
    ("trace", "url", "saved"),
    [
        (f"<!-- saved from url=(0042){URL} -->", URL, None),
        (f"<!--saved from url=(42){URL}-->", URL, None),
        ("<!-- saved from url=(0014)about:internet -->", None, None),
        (
            f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Wed Apr 22 2020 10:12:13 GMT+0200 (Central European Time)\n-->",
            URL, "2020-04-22T10:12:13+02:00",
        ),
        (f"<!-- Saved from {URL} at 2021-01-02T03:04:05Z using monolith v2.4.0 -->", URL, "2021-01-02T03:04:05+00:00"),
        (
            "<!-- Mirrored from bread.example.org/2016/12/rise.html by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 12 Jan 2010 10:00:00 GMT -->",
            URL, "2010-01-12T10:00:00+00:00",
        ),
        (
            f'<meta name="savepage-url" content="{URL}"><meta name="savepage-date" content="Sat Feb 03 2018 20:01:02 GMT+0000 (GMT)">',
            URL, "2018-02-03T20:01:02+00:00",
        ),
        (f'<link rel="canonical" href="{URL}">', URL, None),
        (f"<link href='{URL}' rel=canonical>", URL, None),
        (f'<meta property="og:url" content="{URL}">', URL, None),
        ('<link rel="canonical" href="/2016/12/rise.html">', None, None),
        (f'<base href="{URL}">', URL, None),
        (f'<meta property="og:url" content="http://wrong.example/"><!-- saved from url=(0042){URL} -->', URL, None),
    ],
)  # fmt: skip
def test_provenance(tmp_path: Path, trace: str, url: str | None, saved: str | None) -> None:
    page = only(tmp_path, "x.html", THREAD.replace("<head>", f"<head>{trace}"))
    assert (page.url, page.saved) == (url, saved)


def test_scrapbook_attributes(tmp_path: Path) -> None:
    html = THREAD.replace("<html ", f'<html data-scrapbook-source="{URL}" data-scrapbook-create="20200102030405678" ')
    page = only(tmp_path, "x.html", html)
    assert (page.url, page.saved) == (URL, "2020-01-02T03:04:05+00:00")


def test_pictures_of_the_companion_folder(tmp_path: Path) -> None:
    (tmp_path / "Brot-Dateien").mkdir()
    (tmp_path / "Brot-Dateien" / "a b.png").write_bytes(png(3))
    (tmp_path / "Brot-Dateien" / "late.png").write_bytes(png(5))
    (tmp_path / "Brot-Dateien" / "fake.png").write_bytes(b"no picture at all")
    html = THREAD.replace(
        "</body>",
        '<img src="Brot-Dateien/a%20b.png"><img class=x data-src="./Brot-Dateien/late.png" src=spacer.gif>'
        '<img src="Brot-Dateien/fake.png"><img src="../secret.png"><img src="http://elsewhere.example/x.png"></body>',
    ).replace("<head>", f"<head><!-- saved from url=(0042){URL} -->")
    page = only(tmp_path, "Brot.htm", html)
    assert {address: asset.width for address, asset in page.assets.items()} == {
        "Brot-Dateien/a%20b.png": 3,
        "http://bread.example.org/2016/12/Brot-Dateien/a%20b.png": 3,
        "./Brot-Dateien/late.png": 5,
        "http://bread.example.org/2016/12/Brot-Dateien/late.png": 5,
    }
    assert [(notice.kind, notice.count) for notice in page.notices] == [(NoticeKind.IMAGES_REFUSED, 1)]


def test_renamed_page_finds_its_renamed_folder(tmp_path: Path) -> None:
    (tmp_path / "new name_files").mkdir()
    (tmp_path / "new name_files" / "a.png").write_bytes(png())
    page = only(tmp_path, "new name.html", THREAD.replace("</body>", '<img src="old_files/a.png"></body>'))
    assert list(page.assets) == ["old_files/a.png"]


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(png())
    (tmp_path / "saves" / "x_files").mkdir(parents=True)
    (tmp_path / "saves" / "x_files" / "link.png").symlink_to(tmp_path / "outside.png")
    absolute = (tmp_path / "outside.png").as_posix()
    html = THREAD.replace(
        "</body>",
        '<img src="../outside.png"><img src="x_files/../../outside.png"><img src="x_files/link.png"><img src="%2e%2e/outside.png">'
        f'<img src="{absolute}"><img src="file://{absolute}"><img src="..\\outside.png"></body>',
    )
    assert only(tmp_path / "saves", "x.html", html).assets == {}


def test_inlined_pictures_are_taken_out(tmp_path: Path) -> None:
    large, small = png(400, 300, 7), "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    font = "data:font/woff2;base64," + "QUJD" * 100
    html = THREAD.replace("</body>", f'<style>@font-face{{src:url({font})}}</style><img src="{data_uri(large)}"><img src="{small}"></body>')
    page = only(tmp_path, "x.html", html)
    (address, asset), = [item for item in page.assets.items() if item[1].width == 400]
    assert (asset.data, address) == (large, f"inlined:{asset.sha256}")
    assert f'<img src="{address}">' in page.content
    assert "woff2" not in page.content
    assert "Mine fell flat" in page.content


def test_singlefile_variables_give_the_picture_back(tmp_path: Path) -> None:
    blank = "data:image/svg+xml,<svg xmlns=&quot;http://www.w3.org/2000/svg&quot; width=&quot;400&quot; height=&quot;300&quot;></svg>"
    html = THREAD.replace("</head>", f"<style>:root{{--sf-img-3: url(\"{data_uri(png(400, 300, 9))}\")}}</style></head>").replace(
        "</body>", f'<img alt=loaf src="{blank}" style="background-image:var(--sf-img-3)!important"></body>'
    )
    page = only(tmp_path, "x.html", html)
    assert any(f'<img alt=loaf src="{address}"' in page.content for address in page.assets)


ARCHIVED = f"""<!DOCTYPE html><html><head>
<script src="https://web.archive.org/static/js/wombat.js"></script>
<script>__wm.wombat("{URL}","20170304050607","https://web.archive.org/","web","/_static/");</script>
<link rel="stylesheet" href="/web/20170304050607cs_/http://bread.example.org/style.css">
</head><body><!-- BEGIN WAYBACK TOOLBAR INSERT -->
<div id="wm-ipp-base"><div>24 captures</div></div>
<!-- END WAYBACK TOOLBAR INSERT -->
<p>Warm water.</p>
<a href="https://web.archive.org/web/20170304050607/http://ada.example.org/">Ada</a>
<img src="/web/20170304050607im_/http://bread.example.org/loaf.png">
<a href="http://web.archive.org/web/20170304050607/https://web.archive.org/web/2009/http://old.example.org/">an old one</a>
</body></html>
<!--
     FILE ARCHIVED ON 05:06:07 Mar 04, 2017 AND RETRIEVED FROM THE
     INTERNET ARCHIVE ON 11:12:13 Jan 01, 2020.
-->
"""


def test_wayback_page_is_undone(tmp_path: Path) -> None:
    page = only(tmp_path, "x.html", ARCHIVED)
    assert (page.url, page.saved) == (URL, "2017-03-04T05:06:07+00:00")
    assert "captures" not in page.content
    assert '<a href="http://ada.example.org/">Ada</a>' in page.content
    assert '<img src="http://bread.example.org/loaf.png">' in page.content
    assert 'href="https://web.archive.org/web/2009/http://old.example.org/"' in page.content


def test_wayback_page_saved_by_a_browser(tmp_path: Path) -> None:
    html = THREAD.replace(
        "<html", f"<!-- saved from url=(0080)https://web.archive.org/web/20170304050607/{URL} -->\n<html"
    ).replace("<body>", '<body><div id="wm-ipp-base" lang="en"><div id="wm-ipp"><div>99 captures</div></div></div><div id="donato"></div>')
    page = only(tmp_path, "x.html", html)
    assert (page.url, page.saved) == (URL, "2017-03-04T05:06:07+00:00")
    assert "captures" not in page.content
    assert "Mine fell flat" in page.content


def test_page_that_links_to_an_archive_stays(tmp_path: Path) -> None:
    html = THREAD.replace("Mine fell", '<a href="https://web.archive.org/web/2009/http://old.example.org/">see</a> Mine fell')
    page = only(tmp_path, "x.html", html)
    assert (page.content, page.saved) == (html, None)


@pytest.mark.parametrize(
    ("address", "original", "saved"),
    [
        ("https://web.archive.org/web/20170304050607/http://a.example/x?y=1", "http://a.example/x?y=1", "2017-03-04T05:06:07+00:00"),
        ("http://web.archive.org/web/2009id_/http://a.example/", "http://a.example/", "2009-01-01T00:00:00+00:00"),
        ("https://archive.ph/2014.12.01-123456/http://a.example/", "http://a.example/", "2014-12-01T12:34:56+00:00"),
        ("https://arquivo.pt/wayback/20100102030405/http://a.example/", "http://a.example/", "2010-01-02T03:04:05+00:00"),
        ("http://a.example/web/x", "http://a.example/web/x", None),
    ],
)
def test_archive_addresses(address: str, original: str, saved: str | None) -> None:
    assert split_address(address) == (original, saved)


def test_html_without_doctype_or_extension(tmp_path: Path) -> None:
    for name, data in (
        ("viewtopic.php", "<?xml version='1.0'?>\n<!-- x -->\n<html><body><p>hello"),
        ("download", "<HTML><BODY>hello"),
        ("page.txt", THREAD),
        ("frag.html", "text first <b>bold</b>"),
        ("u16.html", THREAD.encode("utf-16-le")),
    ):
        assert only(tmp_path, name, data).source.format == "html"
    assert only(tmp_path, "words.html", "no tags at all, 3 < 4").source.format == "text"


def test_utf16_with_mark(tmp_path: Path) -> None:
    assert "“Too much salt?”" in only(tmp_path, "x.html", THREAD.encode("utf-16")).content


@pytest.mark.parametrize("name", ["<" * 200_000, "<img " * 100_000, "<!--" * 100_000, "data:image/png;base64," * 20_000, '<img src="' * 50_000,
                                  "/web/2010/" * 50_000, "<meta " * 100_000, "<div id=wm-ipp>" * 50_000], ids=len)
def test_hostile_markup_is_read_in_one_pass(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.html"
    path.write_text("<html>__wm. base64," + name)
    assert len(list(open_pages(path))) == 1
