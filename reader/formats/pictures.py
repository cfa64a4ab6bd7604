"""Pictures of a page: those inlined in it, and those that the save holds beside it under the addresses that the page writes."""

from __future__ import annotations

import base64
import binascii
import html
import re
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes, urljoin

from reader.formats.limits import Limits
from reader.formats.source import Lookup
from reader.markup.images import check_image
from reader.model.page import Asset
from reader.model.report import Notice, NoticeKind

INLINED = "inlined:"
_DATA = re.compile(r"data:([a-zA-Z0-9.+-]{1,40}/[a-zA-Z0-9.+-]{1,60})((?:;[a-zA-Z0-9=._-]{1,60}){0,4});base64,([A-Za-z0-9+/=_%-]*)")
_KEEP = 200
"""Inlined data shorter than this stays where it is: taking out spacers and tiny icons gains nothing."""
_TAG = re.compile(r"""<(?:img|image|amp-img|input|source)\b([^<>"']*+(?:(?:"[^"]{0,20000}"|'[^']{0,20000}')[^<>"']*+)*)>""", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""(?<![\w-])(src|srcset|data-src|data-original|data-lazy-src|data-orig-file|xlink:href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_VARIABLE = re.compile(r"""(--sf-img-\d{1,7})\s*:\s*url\(\s*["']?(inlined:[0-9a-f]{64})""")
_USES_VARIABLE = re.compile(r"var\((--sf-img-\d{1,7})\)")
_SOURCE = re.compile(r"""(?<![\w-])src\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
MAX_ADDRESSES = 20_000


@dataclass(frozen=True, slots=True)
class Inlined:
    """A page whose inlined data were taken out, and the pictures among them by their new addresses."""

    content: str
    assets: dict[str, Asset]
    refused: int = 0


def take_out_inlined(page: str, limits: Limits) -> Inlined:
    """Replace inlined pictures by short names and drop other inlined data (fonts, styles): a page of 60 MB becomes one of 300 KB."""
    if "base64," not in page:
        return Inlined(page, {})
    assets: dict[str, Asset] = {}
    refused = 0
    total = 0

    def replaced(found: re.Match[str]) -> str:
        nonlocal refused, total
        mime, data = found.group(1).lower(), found.group(3)
        if not mime.startswith("image/"):
            return found.group() if len(data) < _KEEP else "data:,"
        raw = _decoded(data)
        asset = check_image(raw) if raw and total + len(raw) <= limits.pictures else None
        if asset is None:
            refused += mime != "image/svg+xml"
            return found.group() if len(data) < _KEEP else "data:,"
        name = INLINED + asset.sha256
        if name not in assets:
            total += len(raw)
            assets[name] = asset
        return name

    content = _DATA.sub(replaced, page)
    return Inlined(_with_variables(content), assets, refused)


def _decoded(data: str) -> bytes:
    raw = unquote_to_bytes(data) if "%" in data else data.encode("ascii")
    raw = raw.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return b""


def _with_variables(page: str) -> str:
    """SingleFile keeps a picture that is used twice in a style variable and a blank in ``src``: put the picture back."""
    variables = {found.group(1): found.group(2) for found in _VARIABLE.finditer(page)}
    if not variables:
        return page

    def replaced(found: re.Match[str]) -> str:
        used = _USES_VARIABLE.search(found.group())
        address = variables.get(used.group(1)) if used else None
        return _SOURCE.sub(f'src="{address}"', found.group(), count=1) if address else found.group()

    return _TAG.sub(replaced, page)


def addresses_in(page: str) -> list[str]:
    """Addresses of pictures as the page writes them (entities read), each once, in order."""
    seen: dict[str, None] = {}
    for tag in _TAG.finditer(page):
        for found in _ADDRESS.finditer(tag.group(1)):
            value = html.unescape(next((value for value in found.groups()[1:] if value is not None), "")).strip()
            names = [part.split()[0] for part in value.split(",") if part.strip()] if found.group(1).lower() == "srcset" else [value]
            for name in names:
                if name and not name.startswith(("data:", INLINED, "javascript:", "blob:")):
                    seen[name] = None
        if len(seen) > MAX_ADDRESSES:
            break
    return list(seen)


def find_saved(page: str, lookup: Lookup, url: str | None, limits: Limits) -> tuple[dict[str, Asset], tuple[Notice, ...]]:
    """Pictures that ``lookup`` finds for the addresses in ``page``: by the address as written and as resolved against ``url``."""
    assets: dict[str, Asset] = {}
    known: dict[bytes, Asset] = {}
    refused = 0
    total = 0
    for address in addresses_in(page):
        data = lookup(address)
        if data is None:
            continue
        if data not in known:
            total += len(data)
            asset = check_image(data) if total <= limits.pictures else None
            if asset is None:
                refused += b"<svg" not in data[:2000]
                continue
            known[data] = asset
        for name in (address, resolved(url, address)):
            assets[name] = known[data]
    return assets, ((Notice(NoticeKind.IMAGES_REFUSED, count=refused),) if refused else ())


def resolved(base: str | None, address: str) -> str:
    """``address`` against ``base``; as it is where the two do not fit together."""
    if not base:
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def spellings(address: str, base: str | None) -> list[str]:
    """The ways in which an archive may name what a page calls ``address``, best first."""
    plain = address.partition("#")[0]
    full = resolved(base, plain)
    return list(dict.fromkeys((plain, full, unquote(plain), unquote(full))))
