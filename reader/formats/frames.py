"""Frames of a saved page: those that hold the discussion are put into the page where they stood.

Comment services (Disqus and the like) show their comments in a frame, which browsers save as a page of its own; old sites built whole pages
of frames. All other frames (advertisements, buttons, players) stay out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from reader.formats.pictures import MAX_ADDRESSES

MAX_SIZE = 8_000_000
"""Characters of one frame."""
_FRAME = re.compile(r"""<(?:iframe|frame)\b([^<>"']*+(?:(?:"[^"]{0,20000}"|'[^']{0,20000}')[^<>"']*+)*)>""", re.IGNORECASE)
_SOURCE = re.compile(r"""(?<![\w-])src\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SERVICES = re.compile(
    r"disqus\.com/(?:embed/)?(?:comments|thread)|disqus_thread|facebook\.com/(?:[\w.]+/)?plugins/(?:comments|feedback)|intensedebate\.com"
    r"|livefyre|hypercomments|cackle\.me|vuukle|spot\.im|openweb\.com|viafoura|commento|giscus|utteranc\.es|remark42|isso-thread|js-kit\.com"
    r"|echoenabled|haloscan|jetpack\.wordpress\.com/jetpack-comment|plus\.google\.com.{0,80}comments|apis\.google\.com/.{0,80}/widget/render/comments"
    r"|muut\.com|graphcomment|hyvor|fastcomments|coral",
    re.IGNORECASE,
)
_BODY = re.compile(r"<body\b[^>]{0,4000}>", re.IGNORECASE)
_FRAMESET = re.compile(r"<frameset\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame's page: its address and decoded markup."""

    url: str
    content: str


def with_frames(page: str, find: Callable[[str], Frame | None]) -> str:
    """``page`` with the inside of its discussion frames behind their tags, each in a ``div.saved-frame`` that names its address."""
    if "<iframe" not in page and "<frame" not in page and "<IFRAME" not in page and "<FRAME" not in page:
        return page
    is_frameset = _FRAMESET.search(page) is not None
    pieces: list[str] = []
    last = 0
    for count, tag in enumerate(_FRAME.finditer(page)):
        if count > MAX_ADDRESSES:
            break
        source = _SOURCE.search(tag.group(1))
        address = html.unescape(next((value for value in source.groups() if value is not None), "")) if source else ""
        frame = find(address) if address else None
        if frame is None or len(frame.content) > MAX_SIZE or not (is_frameset or _holds_comments(frame, address)):
            continue
        opening = f'</iframe><div class="saved-frame" data-frame-url="{html.escape(frame.url)}">'
        pieces += (page[last : tag.end()], opening, _inside(frame), "</div>")
        last = tag.end()
    if not pieces:
        return page
    joined = "".join((*pieces, page[last:]))
    return re.sub(r"</?(?:frameset|frame)\b[^>]{0,2000}>", "", joined, flags=re.IGNORECASE) if is_frameset else joined


def _holds_comments(frame: Frame, address: str) -> bool:
    return any(_SERVICES.search(text) for text in (address[:2000], frame.url[:2000], frame.content[:20_000]))


def _inside(frame: Frame) -> str:
    start = _BODY.search(frame.content)
    end = frame.content.lower().rfind("</body")
    return frame.content[start.end() if start else 0 : end if end >= 0 else len(frame.content)]
