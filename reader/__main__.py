"""``python -m reader`` and the installed commands."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program."""
    from reader.app import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
