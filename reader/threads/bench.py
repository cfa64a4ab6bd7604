"""What the decisions of one thread share, and what a decision is."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.model.discussion import Role, Toward
from reader.threads.ground import Ground
from reader.threads.mention import Mention
from reader.threads.reading import Reading
from reader.threads.zones import Zones

GHOST_KEY = "removed:"
"""How the key of a removed comment begins."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a mention points to. ``target`` is an index (None: none, or the post).

    For another thread ``target`` is its post id. ``ghost`` says that the comment meant is gone from the page and gets a placeholder.
    """

    mention: Mention
    to: Toward
    target: int | None = None
    confidence: float = 0.0
    evidence: tuple[str, ...] = ()
    role: Role = Role.ADDRESS
    ghost: bool = False
    beyond: int | None = None
    """The id of the comment meant in another thread."""
    ghost_key: str | None = None
    """The key of the removed comment where the reader named it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """In comment ``index`` the number ``written`` really means ``written + shift``; ``weight`` says how well that is proved."""

    index: int
    written: int
    shift: int
    weight: float


@dataclass(slots=True)
class Bench:
    """Everything that the decisions of one thread share."""

    ground: Ground
    reading: Reading
    zones: Zones = field(default_factory=Zones)
    off: frozenset[str] = frozenset()
    proofs: list[Proof] = field(default_factory=list)
    """Numbers whose real target something else proves, rising by comment."""
    spoken_to: dict[int, set[int]] = field(default_factory=dict)
    spoken_of: dict[int, set[int]] = field(default_factory=dict)
    answered: dict[int, set[int]] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)
    """What the mentions of the comment at hand, as written, are decided to mean so far."""
    post_number: int | None = None
    """The number of the post itself on an image board, where the comments carry on counting from it."""
    removed: frozenset[int] = frozenset()
    """Numbers inside a saved page's range that the page lacks."""
    slid: bool = False

    def offset(self, index: int) -> int | None:
        """Minutes to add to a time pasted in comment ``index`` to get the page's; None where nothing proves them."""
        return self.zones.of(self.ground.person(index))
