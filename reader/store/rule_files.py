"""Small text files with taught rules, kept in the library's folder under ``rules/`` so that people can see, copy and give them away.

What they say is not this room's business: names and texts in, names and texts out.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = "rules"
SUFFIX = ".rule.toml"
MOST = 500
"""Rule files that are looked at."""
_LARGEST = 64 << 10
_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe_key(wish: str) -> str:
    """A name for a rule's file that every system takes, out of any words."""
    key = _UNSAFE.sub("-", wish.strip().lower()).strip("-. ")[:60].strip("-. ")
    return f"site-{key or 'rule'}" if not key or _RESERVED.match(key) else key


def read_all(library: Path) -> dict[str, str]:
    """Key -> text of every rule file, in the order of their names; what cannot be read or is far too large is left out."""
    found: dict[str, str] = {}
    folder = library / FOLDER
    if not folder.is_dir():
        return found
    for file in sorted(folder.glob(f"*{SUFFIX}"))[:MOST]:
        try:
            if file.stat().st_size <= _LARGEST:
                found[file.name.removesuffix(SUFFIX)] = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    return found


def write(library: Path, key: str, text: str) -> None:
    """Keep a rule; one with the same key is written over, and the old one stays until the new one is whole. Raises OSError."""
    file = _file(library, key)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(file)


def remove(library: Path, key: str) -> None:
    """Forget a rule; nothing happens when there is none. Raises OSError."""
    _file(library, key).unlink(missing_ok=True)


def _file(library: Path, key: str) -> Path:
    if key != safe_key(key):
        raise ValueError(key)
    return library / FOLDER / f"{key}{SUFFIX}"
