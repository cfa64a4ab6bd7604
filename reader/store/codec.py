"""Small frozen dataclasses as JSON text: what is kept inside one column. Field names are kept, so that later fields can have defaults."""

from __future__ import annotations

import dataclasses
import enum
import json
import sqlite3
import types
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def plain(value: Any) -> Any:
    """``value`` made of lists, objects and scalars; fields that hold their default are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.default is dataclasses.MISSING or getattr(value, field.name) != field.default
        }
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    return value


def to_json(value: Any) -> str:
    """``value`` as compact JSON text."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


@cache
def _fields(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def build(kind: Any, data: Any) -> Any:
    """The inverse of `plain` for the type ``kind``. Unknown fields are left out; raises ValueError, TypeError or KeyError on a misfit."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        if data is None:
            return None
        return build(next(part for part in typing.get_args(kind) if part is not type(None)), data)
    if origin in (tuple, frozenset):
        item = typing.get_args(kind)[0]
        return origin(build(item, part) for part in data)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        fields = _fields(kind)
        return kind(**{name: build(fields[name], part) for name, part in data.items() if name in fields})
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(data)
    return data


@contextmanager
def sound_values() -> Iterator[None]:
    """Values that make no sense in a row leave as an error of the database: something other than this program wrote them."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise sqlite3.DatabaseError(f"malformed value: {error}") from error


def from_json(kind: type[T], text: str) -> T:
    """One ``kind`` from `to_json`'s text. Raises sqlite3.DatabaseError when it is none."""
    with sound_values():
        return typing.cast("T", build(kind, json.loads(text)))


def tuple_from_json(item: type[T], text: str | None) -> tuple[T, ...]:
    """A tuple of ``item`` from `to_json`'s text; None is an empty one (most comments have no quotes). Raises sqlite3.DatabaseError."""
    if not text:
        return ()
    with sound_values():
        return tuple(build(item, part) for part in json.loads(text))
