"""The accuracy gate on real forum pages, where they are present; and of the fallback alone on real blogs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.formats import open_pages
from reader.model.draft import DraftThread
from reader.model.page import Page
from reader.sites import PageView, generic, read_page

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/corpus")]


def measured(kind: str, out: Path, read: Callable[[Page], list[DraftThread]]) -> dict[str, float]:
    for path in sorted((CORPUS / kind / "pages").iterdir()):
        if not path.is_file() or path.stat().st_size > 2_000_000:
            continue
        drafts = [draft for page in open_pages(path) for draft in read(page)]
        if not drafts:
            continue
        draft = max(drafts, key=lambda each: len(each.comments))
        comments = [{"author": c.author, "date": c.published, "text": c.body.text, "parent_index": c.parent} for c in draft.comments]
        post = {"title": draft.title, "author": draft.author, "published": draft.published, "body_text": draft.body.text}
        (out / f"{path.name.split('.')[0]}.json").write_text(json.dumps({"post": post, "comments": comments}))
    command = [
        sys.executable,
        str(CORPUS / "score.py"),
        str(out),
        "--gold",
        str(CORPUS / kind / "gold"),
        "--summary",
        "--json",
        str(out / "out"),
    ]
    subprocess.run(command, capture_output=True, text=True, check=True)
    overall: dict[str, float] = json.loads((out / "out").read_text())["overall"]["all"]
    return overall


def test_forums_are_read_as_well_as_promised(tmp_path: Path) -> None:
    found = measured("forum", tmp_path, read_page)
    least = {"f1": 0.98, "auth": 0.98, "par": 0.98, "day": 0.97, "min": 0.95, "pauth": 0.95, "body": 0.9}
    assert {name: round(found[name], 3) for name, value in least.items() if found[name] < value} == {}


def test_the_fallback_alone_reads_blogs(tmp_path: Path) -> None:
    found = measured("blog", tmp_path, lambda page: generic.read(PageView(page)))
    least = {"f1": 0.95, "auth": 0.95, "par": 0.95, "day": 0.9}
    assert {name: round(found[name], 3) for name, value in least.items() if found[name] < value} == {}
