"""mbox (RFC 4155): every comment a message, so that a discussion opens threaded in a mail program. Addresses are made up and say so."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import BinaryIO

from reader.exports.form import Form, PictureSource
from reader.exports.outline import outline, title
from reader.model.discussion import Discussion
from reader.model.library import KeptThread

HOST = "threadfolio.invalid"
_POLICY = SMTP.clone(linesep="\n", max_line_length=None)
_FROM = re.compile(rb"^(>*From )", re.MULTILINE)


def write(threads: Iterable[KeptThread], out: BinaryIO, picture: PictureSource) -> None:
    """Write all threads, the post first. Bodies are plain text; pictures stay out."""
    del picture
    for kept in threads:
        for message, moment in _messages(kept.discussion):
            written = message.as_bytes(policy=_POLICY)
            out.write(f"From nobody@{HOST} {moment.strftime('%a %b %d %H:%M:%S %Y')}\n".encode("ascii"))
            out.write(_FROM.sub(rb">\1", written).rstrip(b"\n") + b"\n\n")


def _messages(discussion: Discussion) -> Iterable[tuple[EmailMessage, datetime.datetime]]:
    post = discussion.post
    subject = title(discussion)
    root = f"<post.{post.id}@{HOST}>"
    yield _message(post.corrections.author or post.author, post.corrections.published or post.published, subject, root, post.body.text)
    chains: dict[int, list[str]] = {}
    for row in outline(discussion):
        comment = row.comment
        own = f"<comment.{post.id}.{row.anchor}@{HOST}>"
        chain = [*(chains.get(comment.parent, [root]) if comment.parent is not None else [root])]
        chains[comment.id] = [*chain[-20:], own]
        yield _message(comment.author, comment.published, f"Re: {subject}", own, comment.body.text, chain)


def _message(
    author: str | None, moment: str | None, subject: str, own: str, text: str, chain: list[str] | None = None
) -> tuple[EmailMessage, datetime.datetime]:
    message = EmailMessage(policy=_POLICY)
    when = _when(moment)
    message["From"] = Address(_line(author or "somebody"), "nobody", HOST)
    message["Subject"] = _line(subject)
    message["Date"] = format_datetime(when)
    message["Message-ID"] = own
    if chain:
        message["In-Reply-To"] = chain[-1]
        message["References"] = " ".join(chain)
    message.set_content("".join(char for char in text if char == "\n" or char.isprintable()) + "\n", cte="8bit")
    return message, when


def _line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text).strip()[:200] or "somebody"


def _when(moment: str | None) -> datetime.datetime:
    try:
        when = datetime.datetime.fromisoformat(moment or "")
    except ValueError:
        when = datetime.datetime(1970, 1, 1)  # noqa: DTZ001 - a zone follows below
    return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)


FORM = Form("mbox", ".mbox", text=True, write=write)
