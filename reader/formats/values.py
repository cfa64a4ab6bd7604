"""Values from JSON of unknown hands: asked for by type, so that a surprising shape gives nothing instead of an exception."""

from __future__ import annotations

from typing import Any


def text_of(value: Any, key: str) -> str:
    """A string (numbers written out); empty for anything else."""
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(found, str):
        return found
    return str(found) if isinstance(found, (int, float)) and not isinstance(found, bool) else ""


def number_of(value: Any, key: str) -> int | None:
    """A whole number, written as one or as digits; None for anything else."""
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(found, bool):
        return None
    if isinstance(found, (int, float)):
        return int(found) if abs(found) < 1e18 else None
    return int(found) if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) < 19 else None


def list_of(value: Any, key: str) -> list[Any]:
    """A list; empty for anything else."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def dict_of(value: Any, key: str) -> dict[str, Any]:
    """An object; empty for anything else."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
