"""Figures beside references measured in the same run:  packaging/dev.py bench [import|link|pane|search|start]...

CPU time of this process (and of its children where they do the work), best or median of several runs: this says what the program costs,
not how busy the machine is. Nothing here passes or fails.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("import", "link", "pane", "search", "start")


def main() -> int:
    """Run the named parts, all where none is named."""
    words = sys.argv[1:]
    unknown = [word for word in words if word not in PARTS]
    if unknown:
        print(__doc__, file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(ROOT / part) for part in ("packaging/bench", "", "tests/threads", "tests/ui/thread_pane")]
    for part in words or PARTS:
        print(f"\n{part}", flush=True)
        importlib.import_module(f"{part}_figures").run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
