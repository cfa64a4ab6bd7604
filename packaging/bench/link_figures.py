"""Finding who answers whom, over growing threads; and what each piece of evidence is worth."""

from __future__ import annotations

import link_bench


def run() -> None:
    """Print the figures; the reference is the growth itself (seconds a comment)."""
    print(link_bench.report(link_bench.measure((1_000, 10_000, 100_000))))
    try:
        import ablation
    except ImportError:
        return
    print(ablation.table())
    print("recall/right targets by kind of mention, without one piece of evidence")
    print(ablation.kinds_table())
