"""`reader.markup.addresses.join` is ``urljoin``, only quicker."""

from __future__ import annotations

from urllib.parse import urljoin

from hypothesis import example, given
from hypothesis import strategies as st

from reader.markup.addresses import join

PIECES = st.sampled_from(
    ["http://", "HTTPS://", "a.example", "//", "/", "..", ".", "?", "#", "x=1", ";", " ", "\t", "é", "%20", ":80", "@", "[::1]", "[", "mailto:", "\u2028"]
)
ADDRESS = st.lists(PIECES, max_size=8).map("".join)
BASE = st.sampled_from(["http://a.example/b/c.html?d=1#e", "https://a.example", "http://a.example/x;y?z", "mailto:x", "http://[bad", "x/y"])


def answer(function, *arguments):
    try:
        return function(*arguments)
    except ValueError:
        return ValueError


@given(BASE, ADDRESS)
@example("http://a.example/b", "#comment-12")
@example("http://a.example/b", "http://b.example/" + "x" * 3000 + "#y")
def test_join_is_urljoin(base: str, address: str) -> None:
    assert answer(join, base, address) == answer(urljoin, base, address)
