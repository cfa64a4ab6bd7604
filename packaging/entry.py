"""What PyInstaller freezes: the program itself, and its reading children (``main`` calls ``freeze_support`` first)."""

import os
import sys

from reader.app import main


def leave_no_library_path() -> None:
    """Take back what the launcher said about libraries: this process has read it, its children are told anew, and a browser that is
    started from here must not be given our libraries in place of its own."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    if sys.platform.startswith("linux"):
        leave_no_library_path()
    sys.exit(main())
