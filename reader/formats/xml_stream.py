"""XML read as a stream: subtrees of the wanted elements, one by one, so that an export of any length stays small in memory.

Nothing outside the file is ever loaded, and a file that declares entities is refused (no external entities, no entity bombs). Names keep
their prefix as written (``wp:post_id``), because exports use the same prefixes under ever new namespace addresses; only a prefix that the
root itself carries (``ns0:feed``) is dropped everywhere.
"""

from __future__ import annotations

import codecs
import html.entities
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from reader.formats.limits import LIMITS
from reader.model.errors import RefusedFile, Why

MAX_DEPTH = 200
MAX_ELEMENTS = 500_000
"""Elements in one wanted subtree."""
_CONTROLS = {code: None for code in range(32) if code not in (9, 10, 13)} | dict.fromkeys((65534, 65535))
_REFERENCE = re.compile(r"&(#?[A-Za-z0-9]{1,32});")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")


@dataclass(slots=True)
class Element:
    """One element with its children. ``within`` is the name of the element around it."""

    name: str
    attributes: dict[str, str]
    within: str = ""
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own character data."""
        return "".join(self.pieces)

    def all(self, *names: str) -> list[Element]:
        """Children with one of these names, in order."""
        return [child for child in self.children if child.name in names]

    def first(self, *names: str) -> Element | None:
        """The first child with the first of these names that is there."""
        for name in names:
            for child in self.children:
                if child.name == name:
                    return child
        return None

    def value(self, *names: str) -> str:
        """The stripped text of the first such child that has any."""
        for name in names:
            for child in self.children:
                if child.name == name and (text := child.text.strip()):
                    return text
        return ""


def stream_elements(
    chunks: Iterable[bytes], wanted: frozenset[str], path: str = "", limit: int = LIMITS.page, broken: list[str] | None = None
) -> Iterator[Element]:
    """Yield each element named in ``wanted`` that is not inside another one, when it is complete.

    Raises `RefusedFile` for entity declarations, too deep nesting, or an element of more than ``limit`` characters, and
    ``expat.ExpatError`` where the file is broken or cut off (after all that came before); with a list ``broken`` given, damage behind the
    first element is put there instead.
    """
    builder = _Builder(wanted, path, limit)
    some = False
    try:
        for text in _clean_text(chunks):
            builder.parser.Parse(text, False)
            while builder.ready:
                some = True
                yield builder.ready.popleft()
        builder.parser.Parse("", True)
        yield from builder.ready
    except (expat.ExpatError, RefusedFile) as error:
        some = some or bool(builder.ready)
        yield from builder.ready
        if broken is None or not some:
            raise
        broken.append(str(error))


class _Builder:
    """Handlers of one parse; ``ready`` holds finished elements until they are fetched."""

    def __init__(self, wanted: frozenset[str], path: str, limit: int) -> None:
        self.ready: deque[Element] = deque()
        self._wanted = wanted
        self._path = path
        self._limit = limit
        self._names: list[str] = []
        self._open: list[Element] = []
        self._size = 0
        self._count = 0
        self._prefix = ""
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse_entity

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._names and ":" in name and not name.startswith("rdf:"):
            self._prefix = name.split(":", maxsplit=1)[0] + ":"
        name = name.removeprefix(self._prefix)
        if len(self._names) >= MAX_DEPTH:
            raise RefusedFile(self._path, Why.DAMAGED, "nested too deep")
        if self._open or name in self._wanted:
            element = Element(name, attributes, self._names[-1] if self._names else "")
            if self._open:
                self._open[-1].children.append(element)
            else:
                self._size = self._count = 0
            self._count += 1
            if self._count > MAX_ELEMENTS:
                raise RefusedFile(self._path, Why.TOO_LARGE, name, MAX_ELEMENTS)
            self._open.append(element)
        self._names.append(name)

    def _end(self, name: str) -> None:
        del name
        self._names.pop()
        if self._open:
            element = self._open.pop()
            if not self._open:
                self.ready.append(element)

    def _text(self, data: str) -> None:
        if self._open:
            self._size += len(data)
            if self._size > self._limit:
                raise RefusedFile(self._path, Why.TOO_LARGE, self._open[0].name, self._limit)
            self._open[-1].pieces.append(data)

    def _refuse_entity(self, *declaration: object) -> None:
        del declaration
        raise RefusedFile(self._path, Why.DAMAGED, "declares entities")


def _clean_text(chunks: Iterable[bytes]) -> Iterator[str]:
    """Decoded text without what no XML parser accepts: stray controls, HTML's named entities, references to impossible characters."""
    decoder: codecs.IncrementalDecoder | None = None
    rest = ""
    for chunk in chunks:
        if decoder is None:
            decoder, chunk = _decoder_for(chunk)
        text = rest + decoder.decode(chunk)
        cut = text.rfind("&", max(0, len(text) - 40))
        rest = text[cut:] if cut >= 0 else ""
        yield _cleaned(text[:cut] if cut >= 0 else text)
    if decoder is not None:
        yield _cleaned(rest + decoder.decode(b"", True))


def _decoder_for(chunk: bytes) -> tuple[codecs.IncrementalDecoder, bytes]:
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if chunk.startswith(mark):
            return codecs.getincrementaldecoder(name)("replace"), chunk[len(mark) :]
    chunk = chunk.lstrip(b" \t\r\n")
    declared = _ENCODING.match(chunk)
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030", "shift_jis": "cp932"}.get(name, name)
    try:
        codec = codecs.lookup(name)
        usable = codec._is_text_encoding and not name.startswith(("utf-16", "utf16", "utf-32"))
    except LookupError:
        usable = False
    return codecs.getincrementaldecoder(name if usable else "utf-8")("replace"), chunk


def _cleaned(text: str) -> str:
    return _REFERENCE.sub(_reference, text.translate(_CONTROLS)) if "&" in text else text.translate(_CONTROLS)


def _reference(found: re.Match[str]) -> str:
    name = found.group(1)
    if name in _OWN:
        return found.group()
    if not name.startswith("#"):
        return html.entities.html5.get(name + ";", f"&amp;{name};")
    try:
        code = int(name[2:], 16) if name[1:2] in "xX" else int(name[1:])
    except ValueError:
        return f"&amp;{name};"
    allowed = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return found.group() if allowed else ""
