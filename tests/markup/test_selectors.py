"""Whatever a selector matches, the names in the markup must have promised: a page is never passed over wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.markup.selectors import names_in_page, names_in_piece, needs_of
from reader.markup.tree import parse

SELECTORS = (
    ".note", "div.note", ".note p", "#here .note, b", "p#here", "[class^=no]", "[class*=te] p", "p:not(.note)", "div:has(.note)", "div:not(:has(p))",
    ".note:not(.other:has(p)), i", "script, style, .other", ".a, #b, [id^=he]", "*", "[title='x, .note']", "li > .note + p",
)
PIECES = st.sampled_from(
    ["<div class=note>", '<p class="NOTE other">', "<p CLASS = 'note'>", "<p id=here>", "</div>", "</p>", "text", ' class="', '<b title=\'class="\'>', "<li>",
     '<i class="&#110;ote">', "<script>", "</script>", "<p class>", "<!-- -->", "<svg class=note/>", "<p id='&#104;ere' class=a>", "<template>"]
)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(SELECTORS))
def test_a_match_is_always_promised(html: str, selector: str) -> None:
    tree = parse(html)
    if tree.css(selector):
        assert needs_of(selector, tags=False).met(names_in_page(html))
        assert needs_of(selector, tags=True).met(names_in_piece(tree.root.html or ""))


@pytest.mark.parametrize(
    ("selector", "html", "may"),
    [(".note", "<p class=other>", False), (".note, #here", "<p id=here>", True), (".note .other", "<p class=note>", False), ("p", "", True)],
)
def test_what_names_tell(selector: str, html: str, may: bool) -> None:
    assert needs_of(selector, tags=False).met(names_in_page(html)) is may
