"""MIME messages taken apart: one linear pass over the bytes, tolerant of missing charsets, missing ends and odd line ends.

The standard library's parser nests generators per multipart and tests every line against all of them; a page of 50 MB needs less patience.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_DEPTH = 8
MAX_HEADER = 256 * 1024
_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r")
_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]*:[ \t]*(.*)", re.DOTALL)
_PARAMETER = re.compile(r""";\s*([\w*-]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))""")


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf of a message. ``headers`` has lower-case names, the first value of each; ``raw`` is the body as transported."""

    headers: Mapping[str, str]
    raw: bytes = field(repr=False)
    inside: tuple[str, ...] = ()
    """Types of the multiparts around it, outermost first."""

    @property
    def mime(self) -> str:
        """Its type, lower case; ``text/plain`` where none is given."""
        return self.headers.get("content-type", "text/plain").split(";")[0].strip().lower() or "text/plain"

    def parameter(self, name: str) -> str | None:
        """A parameter of its Content-Type."""
        return parameters_of(self.headers.get("content-type", "")).get(name)

    def decoded(self) -> bytes:
        """The body with its transfer encoding undone, as far as it goes."""
        encoding = self.headers.get("content-transfer-encoding", "").strip().strip('"').lower()
        if encoding == "base64":
            return decode_base64(self.raw)
        if encoding == "quoted-printable":
            return binascii.a2b_qp(self.raw)
        return self.raw


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its headers, its leaves in order, and whether it ends before its last part does."""

    headers: Mapping[str, str]
    parts: tuple[Part, ...]
    truncated: bool = False


def decode_base64(raw: bytes) -> bytes:
    """Base64 that may be cut off or hold stray characters."""
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    if len(kept) % 4 == 1:
        kept = kept[:-1]
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


def parameters_of(value: str) -> dict[str, str]:
    """Parameters of a structured header, names lower case (``charset``, ``boundary``, ``start`` ...)."""
    found: dict[str, str] = {}
    for match in _PARAMETER.finditer(value[:8000]):
        quoted, bare = match.group(2), match.group(3)
        found.setdefault(match.group(1).lower(), (re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else bare).strip())
    return found


def parse_headers(block: bytes) -> dict[str, str]:
    """Header lines -> first value of each name; folded lines joined, encoded words left as they are."""
    headers: dict[str, str] = {}
    lines: list[bytes] = []
    for line in re.split(rb"\r\n|\n|\r", block):
        if line[:1] in (b" ", b"\t") and lines:
            lines[-1] += b" " + line.strip() if len(lines[-1]) < MAX_HEADER else b""
        elif line:
            lines.append(line)
    for line in lines:
        found = _FIELD.match(line)
        if found:
            headers.setdefault(found.group(1).decode("ascii").lower(), _text(found.group(2).strip()))
    return headers


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def decode_words(value: str) -> str:
    """A header value with its encoded words (RFC 2047) read."""
    if "=?" not in value:
        return value
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(value[:10_000])))
    except (HeaderParseError, LookupError, ValueError):
        return value


def parse_message(data: bytes, *, max_parts: int = 20_000) -> Message:
    """Take a message apart. Parts beyond ``max_parts`` and multiparts nested too deep stay opaque."""
    start, headers = _header_at(data, 0)
    cutter = _Cutter(data, max_parts)
    cutter.begin(headers, start)
    cutter.run(start)
    return Message(headers, tuple(cutter.parts), cutter.truncated)


def _header_at(data: bytes, position: int) -> tuple[int, dict[str, str]]:
    """Headers that begin at ``position`` and where the body behind them begins."""
    for opening in (b"\r\n", b"\n"):
        if data.startswith(opening, position):
            return position + len(opening), {}
    blank = _BLANK.search(data, position, position + MAX_HEADER)
    end = blank.start() if blank else min(len(data), position + MAX_HEADER)
    return (blank.end() if blank else end), parse_headers(data[position:end])


class _Cutter:
    """Walks from delimiter to delimiter. Open multiparts are a stack of (boundary, type)."""

    def __init__(self, data: bytes, max_parts: int) -> None:
        self.data = data
        self.max_parts = max_parts
        self.parts: list[Part] = []
        self.truncated = False
        self._open: list[tuple[bytes, str]] = []
        self._leaf: tuple[dict[str, str], int] | None = None

    def begin(self, headers: dict[str, str], position: int) -> None:
        mime = headers.get("content-type", "").split(";")[0].strip().lower()
        boundary = parameters_of(headers.get("content-type", "")).get("boundary") if mime.startswith("multipart/") else None
        if boundary and len(self._open) < MAX_DEPTH:
            self._open.append((boundary.encode("utf-8", "surrogateescape"), mime))
            self._leaf = None
        else:
            self._leaf = headers, position

    def run(self, position: int) -> None:
        while self._open and len(self.parts) < self.max_parts:
            found = self._next_delimiter(position)
            if found is None:
                self.truncated = True
                break
            self._end_leaf(found.start())
            depth = max(index for index, (boundary, _) in enumerate(self._open) if boundary == found.group(1))
            del self._open[depth + (0 if found.group(2) else 1) :]
            position = found.end()
            if not found.group(2):
                line = re.compile(rb"\r\n|\n|\r|\Z").match(self.data, position)
                start, headers = _header_at(self.data, line.end() if line else position)
                self.begin(headers, start)
                position = start
        self._end_leaf(len(self.data))

    def _next_delimiter(self, position: int) -> re.Match[bytes] | None:
        """The next line that is a delimiter of an open multipart."""
        names = b"|".join(re.escape(boundary) for boundary, _ in sorted(self._open, key=lambda item: -len(item[0])))
        for found in re.compile(rb"--(" + names + rb")(--)?[ \t]*(?=\r|\n|\Z)").finditer(self.data, position):
            if found.start() == 0 or self.data[found.start() - 1] in b"\r\n":
                return found
        return None

    def _end_leaf(self, end: int) -> None:
        if self._leaf is not None:
            headers, start = self._leaf
            for line_end in (b"\r\n", b"\n", b"\r"):  # the line end before a delimiter belongs to the delimiter
                if end < len(self.data) and self.data.endswith(line_end, start, max(start, end)):
                    end -= len(line_end)
                    break
            self.parts.append(Part(headers, self.data[start : max(start, end)], tuple(mime for _, mime in self._open)))
            self._leaf = None
