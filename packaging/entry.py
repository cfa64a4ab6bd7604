"""What PyInstaller freezes: the program itself, and its reading children (``main`` calls ``freeze_support`` first)."""

import sys

from reader.app import main

if __name__ == "__main__":
    sys.exit(main())
