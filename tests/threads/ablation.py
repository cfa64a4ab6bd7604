"""What each piece of evidence is worth: the annotated threads linked without it, in turn."""

from __future__ import annotations

from dataclasses import dataclass

from annotated import load_all, score_all

from reader.threads.evidence import PIECES
from reader.threads.link import linked_without


@dataclass(frozen=True)
class Row:
    """Figures in per cent, with ``off`` switched off ('' = everything on)."""

    off: str
    recall: float
    precision: float
    targets: float
    off_numbers: str
    parents: float
    sure_right: float
    right_sure: float


def rows() -> list[Row]:
    """One row with everything on, then one for each piece."""
    threads = load_all()
    found = []
    for off in ("", *PIECES):
        result = score_all(lambda d, off=off: linked_without(d, frozenset([off]) if off else frozenset()), threads)  # type: ignore[misc]
        sure_right, right_sure = result.calibration()
        found.append(
            Row(
                off,
                result.share("found"),
                result.precision,
                result.share("right"),
                f"{result.off['right']}/{result.off['wanted']}",
                result.parent_share,
                sure_right,
                right_sure,
            )
        )
    return found


def kinds(off: str) -> dict[str, tuple[float, float]]:
    """Recall and share of right targets for each kind of mention, with ``off`` switched off ('' = everything on)."""
    result = score_all(lambda d: linked_without(d, frozenset([off]) if off else frozenset()))
    return {
        kind: (100 * count["found"] / max(1, count["wanted"]), 100 * count["right"] / max(1, count["wanted"]))
        for kind, count in sorted(result.by_kind.items())
    }


def kinds_table() -> str:
    """One line a piece of evidence: recall/right targets of every kind of mention without it."""
    lines = []
    for off in ("", *PIECES):
        found = kinds(off)
        if not lines:
            lines.append(f"{'without':10}" + "".join(f"{kind:>15}" for kind in found))
        lines.append(f"{off or '(all on)':10}" + "".join(f"{recall:8.1f}/{right:5.1f} " for recall, right in found.values()))
    return "\n".join(lines)


def table(found: list[Row] | None = None) -> str:
    """The rows for people."""
    lines = [f"{'without':10}{'recall':>8}{'prec.':>8}{'target':>8}{'off-n':>8}{'parent':>8}{'sure ok':>9}{'ok sure':>9}"]
    return "\n".join([*lines, *map(_line, found or rows())])


def _line(row: Row) -> str:
    return (
        f"{row.off or '(all on)':10}{row.recall:8.1f}{row.precision:8.1f}{row.targets:8.1f}{row.off_numbers:>8}{row.parents:8.1f}"
        f"{row.sure_right:9.1f}{row.right_sure:9.1f}"
    )


if __name__ == "__main__":
    print(table())
    print(kinds_table())
