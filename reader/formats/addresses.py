"""What of a writer may leave this room: names and web pages, never e-mail or IP addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.formats.provenance import web_address

MAIL = re.compile(r"[\w.+%'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b")
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}")


def public_name(name: str | None) -> str | None:
    """A writer's name; of an e-mail address only what stands before the ``@``, of an IP address nothing. None where nothing is left."""
    name = " ".join((name or "").split())
    if not name or _IP.fullmatch(name):
        return None
    return MAIL.sub(lambda found: found.group().split("@")[0], name).strip() or None


def public_url(address: str | None) -> str | None:
    """A writer's web page; None for ``mailto:``, a bare scheme, anything that is no web address or that holds an e-mail address."""
    address = (address or "").strip()
    if address and "://" not in address and re.match(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$", address):
        address = f"http://{address}"
    found = web_address(address)
    return None if found is None or MAIL.search(found) else found


def without_addresses(text: str, known: Iterable[str] = ()) -> str:
    """A body without the writers' addresses: those in ``known`` anywhere, any in angle brackets or ``mailto:`` beside a name."""
    text = re.sub(rf"\s?(?:<|&lt;)(?:mailto:)?{MAIL.pattern}(?:>|&gt;)", "", text)
    wanted = {address.lower() for address in known}
    if not wanted:
        return text
    return MAIL.sub(lambda found: "" if found.group().lower() in wanted else found.group(), text)
