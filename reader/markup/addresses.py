"""An address of a page made absolute: what `urllib.parse.urljoin` gives, without doing the same eight splittings and joinings again.

A long thread has several links a comment, which lead to few places: fragments of one page, the same authors' sites.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urljoin

_LONGEST = 2000
"""Code points of addresses worth remembering."""


def join(base: str, address: str) -> str:
    """``urljoin(base, address)``, character for character. Raises ValueError where it does."""
    if len(address) > _LONGEST:
        return urljoin(base, address)
    before, _, fragment = address.partition("#")
    if fragment and fragment.isprintable():  # it is carried over as it is, whatever it says; only tabs and line ends would be taken out
        return _joined(base, before + "#_")[:-1] + fragment
    return _joined(base, address)


@lru_cache(maxsize=4096)
def _joined(base: str, address: str) -> str:
    return urljoin(base, address)
