"""Every real save of the corpus yields pages of the expected kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.formats import find_files, open_pages
from reader.model.page import PageKind

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus")]
RECORDS = {"wxr_themeunittest": ("wxr", 79, 30), "feed_reddit_thread": ("feed", 1, 33), "json_4chan_thread": ("4chan", 1, 17)}
"""name -> dialect, pages, comments."""


def test_every_file_yields_pages() -> None:
    for path in (*find_files(CORPUS / "forum" / "pages"), *find_files(CORPUS / "blog" / "pages")):
        pages = list(open_pages(path))
        assert pages, path.name
        assert all(page.content.strip() or page.record for page in pages), path.name


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_records(name: str) -> None:
    dialect, count, comments = RECORDS[name]
    pages = [page for path in (CORPUS / "forum" / "pages").glob(f"{name}.*") for page in open_pages(path)]
    records = [page.record for page in pages if page.record is not None]
    assert (len(records), sum(len(record.comments) for record in records)) == (count, comments)
    assert {(page.kind, page.dialect) for page in pages} == {(PageKind.RECORD, dialect)}
    assert "demos@" not in repr(pages)


def test_web_archive_copy_tells_its_origin() -> None:
    page, = open_pages(CORPUS / "forum" / "pages" / "wayback_wp_thepain_de.html")
    assert page.url == "http://the-pain.net/2008/05/silkroad-roc-mountain-quests-und-npcs.html"
    assert page.saved == "2013-03-07T19:44:48+00:00"
    assert "web.archive.org/web/" not in page.content
