"""The program tries itself, as installers run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_program_passes_its_own_trial(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--self-test", str(report)], cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=180, check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    value = json.loads(report.read_text())
    assert value["ok"] and [step["step"] for step in value["steps"]] == [
        "fonts", "pictures and icons", "window", "import", "read", "follow a reference", "search", "export", "print",
    ]
    assert "Traceback" not in done.stderr
