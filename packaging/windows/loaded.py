"""Which libraries the files of a payload ask Windows for, and which of them nobody has.

wine brings libraries of its own that a Windows need not have (the C++ run time is one), so that starting the program there proves less than
looking every name up. Read from the import tables as Microsoft's "PE Format" describes them, 64-bit files only.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

WINDOWS_HAS = frozenset({
    "advapi32", "authz", "bcrypt", "bcryptprimitives", "cabinet", "comdlg32", "crypt32", "d3d9", "d3d11", "d3d12",
    "d3dcompiler_47", "dwmapi", "dwrite", "dxgi", "gdi32", "icuuc", "imm32", "iphlpapi", "kernel32", "mpr", "msi", "msvcrt",
    "netapi32", "ntdll", "ole32", "oleaut32", "propsys", "rpcrt4", "secur32", "setupapi", "shcore", "shell32", "shlwapi",
    "uiautomationcore", "user32", "userenv", "uxtheme", "version", "winmm", "winspool", "ws2_32", "wtsapi32",
})
"""Part of every Windows from 10 (1809) on; api-ms-win-* are names of these and of the C run time."""
LOADED = frozenset({".dll", ".pyd", ".exe"})
_IMPORTS, _DELAYED = 1, 13
_AMD64 = 0x8664


def missing_libraries(payload: Path) -> tuple[int, dict[str, list[str]]]:
    """How many names the files of a payload ask for, and those that neither the payload nor Windows has, each with the files that ask."""
    files = [path for path in sorted(payload.rglob("*")) if path.suffix.lower() in LOADED]
    there = {path.name.lower() for path in files}
    asked = 0
    missing: dict[str, list[str]] = {}
    for path in files:
        for name in imported(path.read_bytes()):
            asked += 1
            if name not in there and name.rsplit(".", 1)[0] not in WINDOWS_HAS and not name.startswith("api-ms-win-"):
                missing.setdefault(name, []).append(path.name)
    return asked, missing


def imported(image: bytes) -> Iterator[str]:
    """The names in the import tables of one file, in small letters. Raises ValueError where it is no 64-bit image."""
    (head,) = struct.unpack_from("<I", image, 0x3C)
    signature, machine, count, optional = struct.unpack_from("<4sHH12xH", image, head)
    if signature != b"PE\0\0" or machine != _AMD64:
        raise ValueError("not a 64-bit image")
    tables = head + 24 + 112
    sections = [struct.unpack_from("<8xIIII", image, head + 24 + optional + 40 * index) for index in range(count)]
    for table, size, name_at in ((_IMPORTS, 20, 12), (_DELAYED, 32, 4)):
        (address,) = struct.unpack_from("<I", image, tables + 8 * table)
        at = _offset(address, sections) if address else None
        while at is not None:
            (name,) = struct.unpack_from("<I", image, at + name_at)
            place = _offset(name, sections) if name else None
            if place is None:
                break
            yield image[place : image.index(b"\0", place)].decode("ascii").lower()
            at += size


def _offset(address: int, sections: Iterable[tuple[int, int, int, int]]) -> int | None:
    """Where in the file lies what is at this address once loaded."""
    for virtual_size, virtual, raw_size, raw in sections:
        if virtual <= address < virtual + max(virtual_size, raw_size):
            return address - virtual + raw
    return None
