"""Dataclasses of the model <-> plain JSON values, driven by their type hints, so that a new field travels by itself.

Reading is strict about types and lenient about absence: a missing field takes its default, an unknown one is passed over, a value of the
wrong type raises `BadValue`.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")


class BadValue(ValueError):
    """A value that does not fit its field; ``where`` names the field."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def to_plain(value: object) -> Any:
    """Lists, dicts, strings, numbers and None for a model value; sets become sorted lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, frozenset | set):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], value: object, where: str = "") -> T:
    """The model value of ``kind`` that ``value`` describes. Raises `BadValue`."""
    return typing.cast("T", _read(kind, value, where or getattr(kind, "__name__", "value")))


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(kind: Any, value: Any, where: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        options = typing.get_args(kind)
        if value is None and type(None) in options:
            return None
        return _read(next(option for option in options if option is not type(None)), value, where)
    if origin in (tuple, frozenset):
        return _read_many(kind, origin, value, where)
    if dataclasses.is_dataclass(kind):
        return _read_fields(kind, value, where)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        try:
            return kind(value)
        except ValueError as error:
            raise BadValue(where) from error
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if kind is int and isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**62:
        return value
    if kind in (str, bool, float) and type(value) is kind:
        return value
    raise BadValue(where)


def _read_many(kind: Any, origin: Any, value: Any, where: str) -> Any:
    if not isinstance(value, list):
        raise BadValue(where)
    args = typing.get_args(kind)
    if origin is tuple and Ellipsis not in args:
        if len(args) != len(value):
            raise BadValue(where)
        return tuple(_read(arg, item, where) for arg, item in zip(args, value, strict=True))
    return origin(_read(args[0], item, where) for item in value)


def _read_fields(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise BadValue(where)
    hints = _hints(kind)
    given: dict[str, Any] = {}
    for item in dataclasses.fields(kind):
        if item.name in value:
            given[item.name] = _read(hints[item.name], value[item.name], f"{where}.{item.name}")
    try:
        return kind(**given)
    except TypeError as error:  # a field without default is missing
        raise BadValue(where) from error
