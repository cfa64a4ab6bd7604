"""Names that stay: one spelling of an address, and the stable key of a comment that user data hangs on."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from reader.model.discussion import Comment

_ARCHIVE = re.compile(r"^(?:https?://)?web\.archive\.org/web/\d{1,14}[a-z_]*/", re.IGNORECASE)
_TRACKING = re.compile(r"^(?:utm_.*|fbclid|gclid|mc_[ce]id|cmpid|ref|ref_src|source|share|sessionid|phpsessid|sid|s|amp|igshid|_ga|at_.*)$")
_REPLYING = frozenset(
    ["replytocom", "replyto", "reply", "showcomment", "commentid", "comment_id", "highlight", "view", "sort", "order", "goto", "next",
     "nopaging", "context"]
)
_PAGING = frozenset(["page", "cp", "cpage", "comment-page", "commentpage", "start", "offset", "pg", "pagenumber", "st", "paged"])
_PAGE_PATH = re.compile(
    r"/(?:comments?/page/\d+|comments?-page-\d+|comment-page-\d+|page/\d+|page-?\d+|p\d{1,4}|comments|amp|all-comments)/?$", re.IGNORECASE
)
_DISCOURSE = re.compile(r"^(/t/[^/]+/\d+)(?:/\d+)?$")
_SMF_TOPIC = re.compile(r"^(\d+)\.(?:\d+|msg\d+|new)$")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


def permalink_key(url: str) -> str:
    """One spelling of the address of a post, for telling whether two pages show the same thread.

    Dropped: scheme, ``www.``, port 80/443, fragment, archive prefix, tracking, session and reply parameters, comment pages, a closing
    slash, ``index.html``. Empty for an address that names no page of a site. Never raises.
    """
    text = _ARCHIVE.sub("", url.strip())
    try:
        parts = urlsplit(text if "//" in text else "//" + text)
        host = (parts.hostname or "").lower().removeprefix("www.").removeprefix("m.")
        port = parts.port
    except ValueError:
        return ""
    if not host or parts.scheme.lower() not in ("", "http", "https"):
        return ""
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = unquote(parts.path)
    path = re.sub(r"/(?:index|default)\.(?:html?|php|aspx?)$", "/", path, flags=re.IGNORECASE)
    for _ in range(2):
        path = _PAGE_PATH.sub("", path)
    path = path.rstrip("/")
    forum_topic = _DISCOURSE.match(path)
    if forum_topic:
        path = forum_topic[1]
    kept = []
    pairs = parse_qsl(parts.query.replace(";", "&"), keep_blank_values=False)
    topic = any(name.lower() in ("t", "topic", "tid", "threadid", "id") for name, _ in pairs)
    for name, value in pairs:
        low = name.lower()
        if _TRACKING.match(low) or low in _REPLYING or low in _PAGING or (topic and low in ("p", "f", "pid", "fid", "post")):
            continue
        smf = _SMF_TOPIC.match(value) if low == "topic" else None
        kept.append((low, smf[1] if smf else value))
    query = urlencode(sorted(kept))
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def folded(text: str | None) -> str:
    """Letters and digits of ``text``, compatibility-normalised and caseless; for comparing titles, names and bodies."""
    if not text:
        return ""
    if text.isascii():  # most bodies: two passes in C, 25 times as fast as asking every character
        return text.lower().encode().translate(None, _ASCII_SIGNS).decode()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def minute(moment: str | None) -> str | None:
    """The minute of a moment as written (zone and seconds left aside), None where it has no time."""
    return moment[:16] if moment and len(moment) >= 16 else None


def comment_keys(comments: Sequence[Comment], taken: Collection[str] = ()) -> list[str]:
    """The stable key of each comment: its site id, else author and minute, else a digest of the text; equal twins are told by ordinal.

    Keys in ``taken`` are given to nobody.

    The digest is versioned (``d1``): NFKC-casefolded letters and digits of the body text, SHA-256, 24 hex digits.
    """
    return _numbered((_plain_key(comment) for comment in comments), set(taken))


def _plain_key(comment: Comment) -> str:
    if comment.site_id:
        return f"s:{comment.site_id}"
    time = minute(comment.published)
    if comment.author and time:
        return f"a:{folded(comment.author) or comment.author}|{time}"
    text = folded(comment.body.text) or comment.body.text.strip()
    digest = hashlib.sha256(f"{folded(comment.author)}|{text}".encode(errors="surrogatepass")).hexdigest()[:24]
    return f"d1:{digest}"


def _numbered(keys: Iterable[str], taken: set[str]) -> list[str]:
    seen: Counter[str] = Counter()
    result = []
    for key in keys:
        seen[key] += 1
        numbered = key if seen[key] == 1 else f"{key}~{seen[key]}"
        while numbered in taken:
            seen[key] += 1
            numbered = f"{key}~{seen[key]}"
        taken.add(numbered)
        result.append(numbered)
    return result
