"""How much of a file is read before it is refused, and the count of what one file has used up."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.model.errors import RefusedFile, Why

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """All in bytes unless said otherwise. They stop hostile files, not long threads: 100,000 comments are some 80 MB of markup at worst."""

    file: int = 16 * 1024 * MIB
    """The file itself. Large ones are archives and exports, which stream."""
    whole: int = 160 * MIB
    """What is read into memory at once: one page with its inlined pictures, one MHTML or JSON file."""
    page: int = 48 * MIB
    """Markup or text of one page once inlined pictures are out of it (characters)."""
    unpacked: int = 8 * 1024 * MIB
    """Everything that one file unpacks to."""
    ratio: int = 300
    """Unpacked against packed size; more, and above ``ratio_floor``, is a bomb."""
    ratio_floor: int = 10 * MIB
    parts: int = 200_000
    """Members of an archive, parts of a message, files of a folder."""
    depth: int = 4
    """Archives inside archives."""
    pictures: int = 256 * MIB
    """All pictures of one page."""


LIMITS = Limits()


@dataclass(slots=True)
class Budget:
    """What one file has used up so far. Raises `RefusedFile` (too large) once a total is passed."""

    path: str
    limits: Limits = LIMITS
    size: int = 0
    """Of the file itself."""
    unpacked: int = 0
    parts: int = 0
    spent: bool = field(default=False)
    """A total was passed: nothing more may be read from this file."""

    def unpack(self, size: int) -> None:
        """Count ``size`` unpacked bytes."""
        self.unpacked += size
        limit = min(self.limits.unpacked, max(20 * self.limits.ratio_floor, self.limits.ratio * self.size))
        if self.unpacked > limit:
            self._stop(limit, "unpacked size")

    def part(self) -> None:
        """Count one part."""
        self.parts += 1
        if self.parts > self.limits.parts:
            self._stop(self.limits.parts, "number of parts")

    def check_ratio(self, unpacked: int, packed: int) -> None:
        """Refuse one part (not the file) that unpacks to far more than it should."""
        if unpacked > self.limits.ratio_floor and unpacked > self.limits.ratio * max(packed, 1):
            raise RefusedFile(self.path, Why.TOO_LARGE, "packed too tightly", self.limits.ratio_floor)

    def _stop(self, limit: int, what: str) -> None:
        self.spent = True
        raise RefusedFile(self.path, Why.TOO_LARGE, what, limit)
