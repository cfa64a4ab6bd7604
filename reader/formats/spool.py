"""Parts of an export kept on disk until their thread is complete: exports list comments apart from their posts, in any order.

Only keys and places are in memory; the parts themselves lie in one temporary file that disappears when it is closed.
"""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO, Generic, TypeVar, cast

from reader.formats.limits import MIB

Item = TypeVar("Item")


class Spool(Generic[Item]):
    """Items under keys, given back key by key in the order in which the keys first came; a context manager."""

    def __init__(self, memory: int = 16 * MIB) -> None:
        self._file = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=memory))  # noqa: SIM115 - closed by close()
        self._places: dict[str, array[int]] = {}
        self._end = 0

    def __enter__(self) -> Spool[Item]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def add(self, key: str, item: Item) -> None:
        """Put ``item`` behind the others with this key."""
        self._file.seek(self._end)
        pickle.dump(item, self._file, pickle.HIGHEST_PROTOCOL)
        self._places.setdefault(key, array("q")).append(self._end)
        self._end = self._file.tell()

    def groups(self) -> list[str]:
        """All keys in order of arrival."""
        return list(self._places)

    def of(self, key: str) -> Iterator[Item]:
        """The items of one key in order of arrival."""
        for place in self._places.get(key, ()):
            self._file.seek(place)
            # only what ``add`` wrote into this private file is ever loaded
            yield cast(Item, pickle.load(self._file))
