"""From nothing to the first frame, against a bare QMainWindow in the same Qt; each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import cpu_seconds, line

ROOT = Path(__file__).resolve().parents[2]
BARE = "from PySide6.QtWidgets import QApplication, QMainWindow; a = QApplication([]); w = QMainWindow(); w.show(); w.grab()"
FRAME = (
    "import sys; from pathlib import Path; from reader.paths import Paths; from reader.settings import Settings; "
    "from reader.ui.start import make_application; from reader.ui.main_window import MainWindow; "
    "app = make_application(); w = MainWindow(app, Paths(Path(sys.argv[1])), Settings(), furnish=False); w.show(); w.grab()"
)


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        _python(FRAME, folder)  # compiles what an installed program has compiled
        bare = cpu_seconds(lambda: _python(BARE, folder), 7)
        line("window frame", cpu_seconds(lambda: _python(FRAME, folder), 7), bare, "bare QMainWindow", "1.25")


def _python(code: str, folder: str) -> None:
    """Run some code with an argument; compiled modules are kept in the folder, whatever the environment says about keeping them."""
    kept = {"PYTHONPYCACHEPREFIX": f"{folder}/compiled", "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run([sys.executable, "-c", code, folder], cwd=ROOT, check=True, stderr=subprocess.DEVNULL, env=os.environ | kept)
