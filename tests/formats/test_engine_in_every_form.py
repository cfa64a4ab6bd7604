"""Format x engine: the page of every engine, saved in every form, is the same discussion. One page an engine; `tests/sites` has the others."""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path

import pytest

from reader.formats import open_pages
from reader.model.draft import DraftThread
from reader.sites import reading_site

SITES = Path(__file__).parents[1] / "sites"
PAGES = sorted(path for folder in ("blogs", "forums") for path in (SITES / folder).glob("*.html"))


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def mhtml(encoding: str) -> Callable[[str, str], bytes]:
    def made(html: str, url: str) -> bytes:
        message = EmailMessage(policy=SMTP)
        message["From"], message["Subject"], message["Snapshot-Content-Location"] = "<Saved by Blink>", "Topic", url
        message.set_content(html, subtype="html", cte=encoding)
        message["Content-Location"] = url
        message.make_mixed()
        message.replace_header("Content-Type", message["Content-Type"].replace("multipart/mixed", "multipart/related"))
        return bytes(message)

    return made


def webarchive(form: plistlib.PlistFormat) -> Callable[[str, str], bytes]:
    def made(html: str, url: str) -> bytes:
        main = {"WebResourceData": html.encode(), "WebResourceURL": url, "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8"}
        return plistlib.dumps({"WebMainResource": main}, fmt=form)

    return made


def warc(html: str, url: str, encoding: str = "") -> bytes:
    body = gzip.compress(html.encode()) if encoding else html.encode()
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8" + (f"\r\nContent-Encoding: {encoding}" if encoding else "")
    block = f"{head}\r\n\r\n".encode() + body
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"


def wacz(html: str, url: str) -> bytes:
    listed = json.dumps({"format": "json-pages-1.0"}) + "\n" + json.dumps({"url": url, "title": "Topic"})
    return zipped({"pages/pages.jsonl": listed, "archive/data.warc.gz": gzip.compress(warc(html, url, "gzip")), "datapackage.json": "{}"})


def maff(html: str, url: str) -> bytes:
    rdf = (
        '<?xml version="1.0"?><RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#" xmlns:RDF="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<RDF:Description RDF:about="urn:root"><MAF:originalurl RDF:resource="{url}"/><MAF:indexfilename RDF:resource="index.html"/>'
        "</RDF:Description></RDF:RDF>"
    )
    return zipped({"1/index.rdf": rdf, "1/index.html": html})


def after_doctype(comment: str) -> Callable[[str, str], bytes]:
    def made(html: str, url: str) -> bytes:
        head, mark, rest = html.partition("<html")
        return f"{head}{comment.format(url=url, length=len(url))}\n{mark}{rest}".encode()

    return made


FORMS: dict[str, tuple[str, Callable[[str, str], bytes]]] = {
    "saved page, with its address": ("x.html", after_doctype("<!-- saved from url=({length:04d}){url} -->")),
    "SingleFile": ("x.html", after_doctype("<!--\n Page saved with SingleFile \n url: {url} \n saved date: Sat May 03 2014 -->")),
    "page in UTF-16": ("x.htm", lambda html, _url: html.encode("utf-16")),
    "MHTML, quoted-printable": ("x.mhtml", mhtml("quoted-printable")),
    "MHTML, base64": ("x.mht", mhtml("base64")),
    "webarchive, binary": ("x.webarchive", webarchive(plistlib.FMT_BINARY)),
    "webarchive, XML": ("x.webarchive", webarchive(plistlib.FMT_XML)),
    "WARC": ("x.warc", warc),
    "WARC.GZ": ("x.warc.gz", lambda html, url: gzip.compress(warc(html, url))),
    "WACZ": ("x.wacz", wacz),
    "MAFF": ("x.maff", maff),
    "ZIP": ("x.zip", lambda html, _url: zipped({"saves/topic.html": html, "saves/topic_files/style.css": "a {}"})),
    "page, gzipped": ("x.html.gz", lambda html, _url: gzip.compress(html.encode())),
}


@cache
def read_as(path: Path) -> tuple[str | None, DraftThread]:
    (page,) = open_pages(path)
    key, (draft,) = reading_site(page)
    return key, draft


def one_page_an_engine() -> list[Path]:
    chosen: dict[str, Path] = {}
    for path in PAGES:
        chosen.setdefault(json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["site_key"], path)
    return list(chosen.values())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", one_page_an_engine(), ids=lambda path: path.stem)
def test_the_form_changes_nothing(path: Path, form: str, tmp_path: Path) -> None:
    key, expected = read_as(path)
    name, make = FORMS[form]
    (tmp_path / name).write_bytes(make(path.read_text(encoding="utf-8"), expected.url or "http://threads.example.org/2014/05/topic.html"))
    (page,) = open_pages(tmp_path / name)
    read_by, (draft,) = reading_site(page)
    assert read_by == key
    assert (draft.title, draft.author, draft.published, draft.body.text) == (expected.title, expected.author, expected.published, expected.body.text)
    told = [(c.author, c.published, c.number, c.site_id, c.parent, c.parent_site_id, c.body.text) for c in draft.comments]
    assert told == [(c.author, c.published, c.number, c.site_id, c.parent, c.parent_site_id, c.body.text) for c in expected.comments]
