"""The sample discussion in every form that a desktop knows by its file type."""

from __future__ import annotations

import plistlib
import zipfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

ADDRESS = "http://lampposts.example.org/notes/2014/05/night-bus.html"
TYPES = {
    "saved.mhtml": "application/x-mimearchive", "saved.webarchive": "application/x-apple-webarchive", "saved.warc": "application/warc",
    "saved.maff": "application/x-maff",
}
"""File name -> the type that a desktop must see in it."""
OPENED_WITH = ("text/html", "text/plain")
"""Types that are opened on request, and belong to others by default."""


def write_samples(page: bytes, folder: Path) -> None:
    """The page as it is, and once for each row of `TYPES`."""
    (folder / "saved.html").write_bytes(page)
    (folder / "saved.txt").write_text("a text", encoding="utf-8")
    related = MIMEMultipart("related", type="text/html")
    related["Subject"] = "Night bus"
    related["MIME-Version"] = "1.0"
    part = MIMEText(page.decode("utf-8"), "html", "utf-8")
    part["Content-Location"] = ADDRESS
    related.attach(part)
    (folder / "saved.mhtml").write_bytes(related.as_bytes())
    resource = {"WebResourceData": page, "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8",
                "WebResourceURL": ADDRESS}
    (folder / "saved.webarchive").write_bytes(plistlib.dumps({"WebMainResource": resource}, fmt=plistlib.FMT_BINARY))
    (folder / "saved.warc").write_bytes(_warc(page))
    with zipfile.ZipFile(folder / "saved.maff", "w") as maff:
        maff.writestr("1400000000000_1/index.html", page)
        maff.writestr("1400000000000_1/index.rdf", _RDF)


def _warc(page: bytes) -> bytes:
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS}\r\nWARC-Date: 2014-05-04T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:11111111-2222-3333-4444-555555555555>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


_RDF = f"""<?xml version="1.0"?>
<RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#" xmlns:RDF="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<RDF:Description RDF:about="urn:root"><MAF:originalurl RDF:resource="{ADDRESS}"/><MAF:indexfilename RDF:resource="index.html"/>
<MAF:charset RDF:resource="UTF-8"/></RDF:Description></RDF:RDF>
"""
