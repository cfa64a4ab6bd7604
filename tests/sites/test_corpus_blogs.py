"""The accuracy gate on real pages, where they are present."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.markup.charset import decode
from reader.model.page import Page, PageKind, SourceFile
from reader.sites import read_page

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/corpus")]
LEAST = {"f1": 0.98, "auth": 0.98, "par": 0.98, "day": 0.97, "title": 0.95, "body": 0.9}


def page_of(path: Path) -> Page:
    data = path.read_bytes()
    kind = PageKind.TEXT if path.suffix == ".txt" else PageKind.HTML
    return Page(SourceFile(path.name, hashlib.sha256(data).hexdigest(), len(data), "html"), kind, decode(data, html=kind is PageKind.HTML).text)


def test_blogs_are_read_as_well_as_promised(tmp_path: Path) -> None:
    for path in sorted((CORPUS / "blog" / "pages").glob("*.html")):
        draft = max(read_page(page_of(path)), key=lambda each: len(each.comments))
        comments = [{"author": c.author, "date": c.published, "text": c.body.text, "parent_index": c.parent} for c in draft.comments]
        post = {"title": draft.title, "author": draft.author, "published": draft.published, "body_text": draft.body.text}
        (tmp_path / f"{path.stem}.json").write_text(json.dumps({"post": post, "comments": comments}))
    score = subprocess.run(
        [sys.executable, str(CORPUS / "score.py"), str(tmp_path), "--gold", str(CORPUS / "blog" / "gold"), "--summary", "--json", str(tmp_path / "out")],
        capture_output=True, text=True, check=True,
    )
    overall = json.loads((tmp_path / "out").read_text())["overall"]["all"]
    assert score.stderr == ""
    assert {name: round(overall[name], 3) for name, least in LEAST.items() if overall[name] < least} == {}
    assert overall["negative_pages_clean"][0] == overall["negative_pages_clean"][1]


def test_the_founding_document_comes_out_exactly() -> None:
    page = page_of(CORPUS / "text" / "numbered-thread.txt")
    expected = json.loads((CORPUS / "text" / "numbered-thread.references-1-50.json").read_text(encoding="utf-8"))
    (draft,) = read_page(page)
    post = expected["post"]
    assert len(draft.comments) == 98
    assert [c.number for c in draft.comments] == [n for n in range(1, 101) if n not in (32, 67)]
    assert (draft.title, draft.author) == (post["title"], post["author"])
    assert draft.body.text == page.content[post["body_start"] : post["body_end"]]
    for comment, wanted in zip(draft.comments, expected["comments"], strict=False):
        assert (comment.number, comment.author, comment.body.text) == (wanted["number"], wanted["author"], wanted["text"])
        assert (comment.published or "")[:16] == wanted["posted"][:16]
        assert (comment.published or "").endswith("+00:00")
    assert draft.comments_closed
    assert draft.pages.has_next
    assert {n.kind.value: n.text for n in draft.notices if n.kind.value == "missing-numbers"} == {"missing-numbers": "32, 67"}
