#!/usr/bin/env python3
"""Steps of a release that are the same on every system; the workflow calls them.  Standard library only.

    python3 packaging/release.py tag v1.2.3            the tag, the program's version and the changelog say the same, or exit 1
    python3 packaging/release.py notes 1.2.3           that version's part of the changelog, and which file is for whom
    python3 packaging/release.py sbom PYTHON FILE      software bill of materials of an environment (CycloneDX JSON; needs cyclonedx-bom)
    python3 packaging/release.py sums FOLDER           FOLDER/SHA256SUMS over its files, signed where the environment holds GPG_KEY
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG = ROOT / "packaging" / "CHANGELOG.md"
SUMS = "SHA256SUMS"
FOR_WHOM = (
    (".deb", "Debian 12 or later, Ubuntu 24.04 or later, Mint 22 or later"),
    (".AppImage", "any other Linux: mark it as executable, then double click"),
    (".tar.xz", "any Linux, without administrator: unpack, then run install.sh; or keep it on a stick"),
    (".exe", "Windows 10 or later; no administrator is needed"),
    ("apple-silicon.dmg", "Mac with an M processor"),
    ("intel.dmg", "Mac with an Intel processor"),
)
UNSIGNED = """\
Where a file is not signed, Windows shows "Windows protected your PC": *More info*, then *Run anyway*. macOS says that it cannot check the
program: *System Settings*, *Privacy & Security*, then *Open Anyway*. Compare the file with SHA256SUMS first.
"""


class NotReady(Exception):
    """The release cannot be made; the text says what to mend."""


def main(words: list[str]) -> int:
    """Run one step; the exit code."""
    steps = {"tag": (check_tag, 1), "notes": (print_notes, 1), "sbom": (write_bill, 2), "sums": (write_sums, 1)}
    if not words or words[0] not in steps or len(words) != 1 + steps[words[0]][1]:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        steps[words[0]][0](*words[1:])
    except NotReady as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def version_of_program() -> str:
    """What ``reader/__init__.py`` says, without importing it."""
    found = re.search(r'^__version__ = "([^"]+)"$', (ROOT / "reader" / "__init__.py").read_text(encoding="utf-8"), re.M)
    if not found:
        raise NotReady("reader/__init__.py names no version")
    return found.group(1)


def check_tag(tag: str) -> None:
    """Raises `NotReady` where tag, program and changelog differ."""
    version = version_of_program()
    if tag != f"v{version}":
        raise NotReady(f"the tag {tag} is not v{version}, the version in reader/__init__.py")
    heading, _ = section(CHANGELOG.read_text(encoding="utf-8"), version)
    if not re.search(r"\(\d{4}-\d\d-\d\d\)$", heading):
        raise NotReady(f"packaging/CHANGELOG.md gives no date for {version}: {heading!r}")


def section(changelog: str, version: str) -> tuple[str, str]:
    """Heading and text of one version. Raises `NotReady` where the changelog has none, or an empty one."""
    parts = re.split(r"^## (.+)$", changelog, flags=re.M)
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        if heading.split()[0] == version and text.strip():
            return heading.strip(), text.strip()
    raise NotReady(f"packaging/CHANGELOG.md says nothing of {version}")


def print_notes(version: str) -> None:
    """The text of a release page."""
    _, text = section(CHANGELOG.read_text(encoding="utf-8"), version)
    rows = "\n".join(f"- `*{ending}`: {words}" for ending, words in FOR_WHOM)
    print(f"{text}\n\n### Which file\n\n{rows}\n\n{UNSIGNED}")


def write_bill(python: str, out: str) -> None:
    """CycloneDX of what ``python`` has installed, with the program as its subject."""
    command = ["cyclonedx-py", "environment", "--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application", "--of", "JSON",
               "--output-reproducible", "-o", out, python]
    try:
        subprocess.run([sys.executable, "-m", "cyclonedx_py", *command[1:]], check=True)
    except subprocess.CalledProcessError as error:
        raise NotReady(f"no bill of materials: cyclonedx-py ended with {error.returncode}") from error
    bill = json.loads(Path(out).read_text(encoding="utf-8"))
    bill["metadata"]["component"]["version"] = version_of_program()  # the project takes it from the program, which the tool cannot
    Path(out).write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    named = {part["name"].lower().replace("_", "-") for part in bill.get("components", ())}
    missing = {"pyside6-essentials", "peewee", "nh3"} - named
    if missing:
        raise NotReady(f"the bill of materials lacks {', '.join(sorted(missing))}: is {python} the environment of the build?")


def write_sums(folder: str) -> None:
    """One line a file, as ``sha256sum -c`` reads it. Raises `NotReady` for an empty folder."""
    files = sorted(path for path in Path(folder).iterdir() if path.is_file() and not path.name.startswith(SUMS))
    if not files:
        raise NotReady(f"no file in {folder}")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (Path(folder) / SUMS).write_text("".join(lines), encoding="ascii", newline="\n")
    sign_sums(Path(folder) / SUMS, os.environ.get("GPG_KEY", ""))


def sign_sums(sums: Path, key: str) -> bool:
    """A detached signature beside the sums; without a key nothing, and False."""
    if not key:
        print("not signed: no GPG_KEY")
        return False
    with tempfile.TemporaryDirectory() as home:
        gpg = ["gpg", "--batch", "--homedir", home, "--pinentry-mode", "loopback"]
        subprocess.run([*gpg, "--import"], input=key.encode(), check=True)
        subprocess.run([*gpg, "--armor", "--detach-sign", str(sums)], check=True)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
