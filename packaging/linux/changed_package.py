"""The package with one thing changed, for trials: an older version of it, or one that does not ask for all it needs."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

OLDER = "0.0.9"
ONLY_IN_OLDER = "usr/lib/threadfolio/_internal/only-in-the-older-version.txt"


def older_package(package: Path, to: Path) -> None:
    """The same program as an older version, with one file that the present one has no more."""
    _change(package, to, lambda control: re.sub(r"^Version: .*$", f"Version: {OLDER}", control, flags=re.MULTILINE), ONLY_IN_OLDER)


def package_without(package: Path, dropped: str, to: Path) -> None:
    """The package with one name taken out of Depends. Raises AssertionError where it is not in there."""

    def drop(control: str) -> str:
        found = re.search(r"^Depends: (.*)$", control, re.MULTILINE)
        assert found, "no Depends"
        names = found[1].split(", ")
        kept = [name for name in names if name.split(" ")[0] != dropped]
        assert len(kept) == len(names) - 1, f"{dropped} is not in Depends"
        return control.replace(found[0], f"Depends: {', '.join(kept)}")

    _change(package, to, drop)


def _change(package: Path, to: Path, control: object, extra: str = "") -> None:
    with tempfile.TemporaryDirectory(dir=to.parent) as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["dpkg-deb", "-R", str(package), str(tree)], check=True)
        file = tree / "DEBIAN" / "control"
        file.write_text(control(file.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
        if extra:
            (tree / extra).write_text("of an older version", encoding="utf-8")
        subprocess.run(["dpkg-deb", "-Znone", "--root-owner-group", "--build", str(tree), str(to)], check=True, stdout=subprocess.DEVNULL)
