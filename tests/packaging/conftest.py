"""The scripts of ``packaging/`` are no package: their folders are put on the path for these tests."""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path += [str(PACKAGING), str(PACKAGING / "macos"), str(PACKAGING / "windows")]
