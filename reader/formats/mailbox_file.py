"""Mail: one message (``.eml``) or a mailbox (mbox). One page per thread, the first message is its post.

Threads are found by Message-ID, In-Reply-To and References; a message that names none joins the thread of its subject where it says "Re:".
Addresses are not kept: of a sender only the name (or what stands before the ``@``), ids are digests, and the correspondents' addresses are
taken out of the texts. Messages lie on disk until their thread is complete.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reader.formats.addresses import MAIL, public_name, without_addresses
from reader.formats.mime import Message, Part, decode_words, parse_headers, parse_message
from reader.formats.moments import from_written
from reader.formats.plain_text import looks_like_text
from reader.formats.provenance import web_address
from reader.formats.records import record_page
from reader.formats.source import Items, Source
from reader.formats.spool import Spool
from reader.markup.charset import decode
from reader.model.record import BodyForm, Record, RecordComment

KEY = "mail"
_FROM_LINE = re.compile(rb"From \S.{0,300}\d{4}")
_FIELD = re.compile(rb"[!-9;-~]{1,60}[ \t]*:")
_REPLY = re.compile(r"^\s*(?:(?:re|aw|sv|antw|odp|rif|réf|答复|回复|fwd?|wg|tr)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]\s*)+", re.IGNORECASE)
_LIST_TAG = re.compile(r"^\s*\[[^\]]{1,40}\]\s*")
_ID = re.compile(r"<([^<>\s]{1,400})>")
_AT = re.compile(r"^\S+ at \S+(?:\s+\((.*)\))?$")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
MAX_SUBJECT = 300


@dataclass(frozen=True, slots=True)
class _Letter:
    """What a thread needs of one message. ``known`` are the addresses in its headers: they are used to clean texts and go no further."""

    comment: RecordComment
    subject: str
    site: str | None
    known: tuple[str, ...]


def sniff(head: bytes, name: str) -> bool:
    """True for a mailbox or for a message that was sent."""
    if not looks_like_text(head[:4000]):
        return False
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if _FROM_LINE.match(head):
        return _FIELD.match(head.partition(b"\n")[2]) is not None
    if not _FIELD.match(head):
        return False
    headers = parse_headers(re.split(rb"\r?\n[ \t]*\r?\n", head, maxsplit=1)[0])
    marks = {"received", "message-id", "date", "to", "subject", "mime-version", "return-path", "in-reply-to"} & headers.keys()
    return "from" in headers and len(marks) >= (1 if name.lower().endswith((".eml", ".mbox", ".mbx", ".msg")) else 2)


def pages(source: Source) -> Items:
    """One page per thread, in the order in which the threads begin in the file."""
    threads = _Threads()
    with Spool[_Letter]() as letters:
        for count, raw in enumerate(_messages(source)):
            source.budget.part()
            message = parse_message(raw)
            letter = _letter(message, count)
            threads.add(letter, message.headers)
            letters.add(letter.comment.id or str(count), letter)
        for members in threads.groups():
            yield record_page(source, KEY, "mail", _record([next(letters.of(member)) for member in members], threads.parents))


def _messages(source: Source) -> Iterator[bytes]:
    """Raw messages. In a mailbox each begins with a line "From ..." behind an empty one; ``>From`` inside is undone."""
    lines: list[bytes] = []
    size = 0
    is_mailbox: bool | None = None
    blank = True
    with source.open_stream() as stream:
        while line := stream.readline(1 << 20):
            if is_mailbox is None:
                if not line.strip():
                    continue
                is_mailbox = _FROM_LINE.match(line) is not None
            if is_mailbox and blank and line.startswith(b"From ") and _FROM_LINE.match(line):
                if lines:
                    yield b"".join(lines)
                lines, size = [], 0
                continue
            blank = not line.strip()
            if is_mailbox and re.match(rb">+From ", line):
                line = line[1:]
            size += len(line)
            if size <= source.budget.limits.whole:
                lines.append(line)
    if lines:
        yield b"".join(lines)


def digest(message_id: str) -> str:
    """A stable id that tells nothing of the address in a Message-ID."""
    return hashlib.sha256(message_id.strip().strip("<>").encode("utf-8", "replace")).hexdigest()[:20]


def _letter(message: Message, count: int) -> _Letter:
    headers = message.headers
    ids = _ID.findall(headers.get("message-id", ""))
    body, form, signature = _text_of(message)
    written = " ".join(headers.get(name, "") for name in ("from", "to", "cc", "reply-to", "sender"))
    comment = RecordComment(
        author=sender(headers.get("from", "")), body=body, form=form, id=digest(ids[0]) if ids else f"n{count}", signature=signature,
        published=from_written(headers.get("date")), published_text=headers.get("date"), url=_archived_at(headers),
    )  # fmt: skip
    site = decode_words(headers.get("list-id", "")).split("<")[0].strip(' "') or None
    return _Letter(comment, decode_words(headers.get("subject", ""))[:MAX_SUBJECT].strip(), site, tuple(MAIL.findall(written)))


def sender(written: str) -> str | None:
    """The name in a From header: the display name, the comment in parentheses, else what stands before the ``@``."""
    written = decode_words(written).strip()
    if found := _AT.match(written):
        return public_name(found.group(1)) or public_name(written.split(" at ")[0])
    name = re.sub(r"<[^<>]*>", "", written).strip().strip('"').strip()
    if found := re.match(r"^\S+@\S+\s+\((.+)\)$", name):
        name = found.group(1)
    return public_name(name.replace('\\"', '"')) or public_name(written.strip("<> "))


def _archived_at(headers: Mapping[str, str]) -> str | None:
    return web_address(headers.get("archived-at", "").strip("<> "))


def _text_of(message: Message) -> tuple[str, BodyForm, str | None]:
    """The text of a message: its first plain part that is no attachment, else its first HTML part; the signature apart."""
    texts = [part for part in message.parts if part.mime.startswith("text/") and not _is_attachment(part)]
    plain = next((part for part in texts if part.mime == "text/plain" and part.raw.strip()), None)
    if plain is not None:
        text = decode(plain.decoded(), declared=plain.parameter("charset"), html=False).text.replace("\r\n", "\n").replace("\r", "\n")
        if (plain.parameter("format") or "").lower() == "flowed":
            text = _unflowed(text)
        return _without_signature(text.strip("\n"))
    page = next((part for part in texts if part.mime == "text/html"), None)
    return (_html(page), BodyForm.HTML, None) if page else ("", BodyForm.TEXT, None)


def _is_attachment(part: Part) -> bool:
    return part.headers.get("content-disposition", "").strip().lower().startswith("attachment")


def _html(part: Part) -> str:
    return decode(part.decoded(), declared=part.parameter("charset")).text


def _without_signature(text: str) -> tuple[str, BodyForm, str | None]:
    marks = list(_SIGNATURE.finditer(text))
    if marks and text.count("\n", marks[-1].end()) <= 12 and text[: marks[-1].start()].strip():
        return text[: marks[-1].start()].rstrip("\n"), BodyForm.TEXT, text[marks[-1].end() :].strip() or None
    return text, BodyForm.TEXT, None


def _unflowed(text: str) -> str:
    """format=flowed (RFC 3676): a line that ends in a blank goes on in the next one of the same quote depth."""
    paragraphs: list[list[str]] = []
    soft_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        inner = line[depth:].removeprefix(" ")
        if depth == soft_depth and inner != "-- ":
            paragraphs[-1].append(inner)
        else:
            paragraphs.append([">" * depth + (" " if depth and inner else "") + inner])
        soft_depth = depth if inner.endswith(" ") and inner != "-- " else -1
    lines = ["".join(pieces) for pieces in paragraphs]
    return "\n".join(line if line == "-- " else line.rstrip() for line in lines)


def bare_subject(subject: str) -> str:
    """A subject without reply marks and list tags."""
    while True:
        shorter = _LIST_TAG.sub("", _REPLY.sub("", subject))
        if shorter == subject or not shorter:
            return subject.strip()
        subject = shorter


class _Threads:
    """Which message belongs to which thread: sets joined by the ids that messages name (union-find over short digests)."""

    def __init__(self) -> None:
        self.parents: dict[str, str | None] = {}
        """Own id -> id of the answered message, for every message seen."""
        self._over: dict[str, str] = {}
        self._subjects: dict[str, str] = {}

    def add(self, letter: _Letter, headers: Mapping[str, str]) -> None:
        """Note one message and whom it says it answers."""
        own = letter.comment.id or ""
        named = [digest(found) for name in ("references", "in-reply-to") for found in _ID.findall(headers.get(name, ""))[-50:]]
        answered = [digest(found) for found in _ID.findall(headers.get("in-reply-to", ""))]
        for other in named:
            self._join(own, other)
        subject = bare_subject(letter.subject).casefold()
        if not named and _REPLY.match(letter.subject) and subject in self._subjects:
            self._join(own, self._subjects[subject])
        elif subject:
            self._subjects.setdefault(subject, own)
        self.parents.setdefault(own, answered[0] if answered else named[-1] if named else None)

    def groups(self) -> list[list[str]]:
        """Ids of the messages of each thread, threads and messages in order of arrival."""
        found: dict[str, list[str]] = {}
        for own in self.parents:
            found.setdefault(self._root(own), []).append(own)
        return list(found.values())

    def _root(self, key: str) -> str:
        while (over := self._over.setdefault(key, key)) != key:
            self._over[key] = self._over.setdefault(over, over)
            key = over
        return key

    def _join(self, one: str, other: str) -> None:
        self._over[self._root(one)] = self._root(other)


def _record(letters: list[_Letter], parents: Mapping[str, str | None]) -> Record:
    """The thread of these messages: oldest first; the post is the first one that answers none of the others."""
    ordered = sorted(letters, key=_when)
    members = {letter.comment.id for letter in ordered}
    first = next((letter for letter in ordered if parents.get(letter.comment.id or "") not in members), ordered[0])
    known = frozenset(address for letter in ordered for address in letter.known)
    post = first.comment
    answers = [letter.comment for letter in ordered if letter is not first]
    comments = tuple(_public(comment, known, _parent_in(comment.id, parents, members, post.id)) for comment in answers)
    # a thread whose beginning is not in the mailbox opens with an answer: then there is no post
    has_post = not (_REPLY.match(first.subject) and parents.get(post.id or ""))
    opening = _public(post, known, None)
    return Record(
        title=bare_subject(first.subject), body=opening.body if has_post else "", form=opening.form, id=post.id if has_post else None,
        author=opening.author if has_post else None, published=opening.published if has_post else None,
        published_text=opening.published_text if has_post else None, url=opening.url if has_post else None, site=first.site,
        has_post=has_post, comments=comments if has_post else (opening, *comments),
    )  # fmt: skip


def _parent_in(own: str | None, parents: Mapping[str, str | None], members: set[str | None], post: str | None) -> str | None:
    parent = parents.get(own or "")
    return parent if parent in members and parent not in (post, own) else None


def _public(comment: RecordComment, known: frozenset[str], parent: str | None) -> RecordComment:
    signature = without_addresses(comment.signature, known) if comment.signature else None
    return replace(comment, body=without_addresses(comment.body, known), signature=signature, parent=parent)


def _when(letter: _Letter) -> float:
    """Seconds since 1970 for sorting; undated messages stay in front of the others, in order of arrival."""
    try:
        moment = datetime.fromisoformat(letter.comment.published or "")
    except ValueError:
        return float("-inf")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
