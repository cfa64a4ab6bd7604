"""What Debian's own tools say about the package and the desktop files. Overrides stand in lintian-overrides, each with its reason."""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ID = "io.github.threadfolio.Threadfolio"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "80"}
STALE = ("unused-override", "mismatched-override", "malformed-override")


def lint(package: Path) -> bool:
    """Run all of them, a line each; whether all were content."""
    done = subprocess.run(
        ["lintian", "--no-cfg", "--allow-root", "--display-info", "--tag-display-limit", "0", str(package)], capture_output=True, text=True,
    )
    tags = [line for line in done.stdout.splitlines() if line.startswith(("E:", "W:")) or any(f" {tag} " in line for tag in STALE)]
    failed = done.returncode not in (0, 2) or bool(tags)
    overridden = sum(1 for line in (HERE / "lintian-overrides").read_text().splitlines() if line.startswith("threadfolio:"))
    told = ["FAIL  lintian", *tags, done.stderr[-500:]] if failed else [f"ok    lintian: {overridden} overrides, each with a reason"]
    print("\n".join(told))
    good = not failed
    for command in (
        ["desktop-file-validate", f"{ID}.desktop"], ["appstreamcli", "validate", "--no-net", f"{ID}.metainfo.xml"],
        ["man", "--warnings", "-l", "threadfolio.1"],
    ):
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, env=ENVIRONMENT)
        bad = done.returncode != 0 or (command[0] == "man" and done.stderr)
        print(f"FAIL  {command[0]}: {done.stdout[-1000:]}{done.stderr[-1000:]}" if bad else f"ok    {command[0]}")
        good = good and not bad
    return good
