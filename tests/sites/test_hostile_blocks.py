"""Pages of known engines whose message blocks are damaged: another row reads them, nothing raises."""

from __future__ import annotations

import logging

import pytest

from reader.model.page import Page, PageKind, SourceFile
from reader.sites import read_page


def test_blocks_that_only_look_like_messages(caplog: pytest.LogCaptureFixture) -> None:
    html = (
        '<html><head><meta name="generator" content="vBulletin 4.2.0"><title>Lamps</title></head><body class="vbulletin">'
        '<ol id="posts"><li class="postbitlegacy postbitim postcontainer" id="post_"></li></ol><p>' + "A page about lamps. " * 30 + "</p></body></html>"
    )
    with caplog.at_level(logging.WARNING):
        read_page(Page(SourceFile("lamps.html", "0" * 64, len(html), "html"), PageKind.HTML, html))
    assert not caplog.records


@pytest.mark.parametrize("text", ["Lamps at noon", "Lamps at noon\n", "Lamps\n\nat noon", "<?xml version='1.0'?><feed></fe"])
def test_a_text_that_ends_behind_its_title(text: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        drafts = read_page(Page(SourceFile("lamps.txt", "0" * 64, len(text), "text"), PageKind.TEXT, text))
    assert not caplog.records and len(drafts) == 1
