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
