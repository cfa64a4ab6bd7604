#!/usr/bin/env python3
"""Sign one file with Authenticode, for who has the key; without it nothing is done, and that is said.  On Windows.

    SIGN_COMMAND="python packaging/windows/sign.py"   for build.py, which calls it for launchers, uninstaller and installers

WINDOWS_CERT_P12 holds the certificate with its key (base64 of the .pfx), WINDOWS_CERT_PASSWORD its password. The time stamp keeps a
signature good after the certificate has run out.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

KITS = Path(r"C:\Program Files (x86)\Windows Kits\10\bin")
TIME_STAMPS = "http://timestamp.digicert.com"


def main(words: list[str]) -> int:
    """Sign the named file; the exit code."""
    if len(words) != 1:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    certificate = os.environ.get("WINDOWS_CERT_P12", "")
    if not certificate:
        print(f"not signed: {Path(words[0]).name} (no certificate)")
        return 0
    tool = newest(KITS.glob("*/x64/signtool.exe"))
    if tool is None:
        print(f"not signed: no signtool.exe below {KITS}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "certificate.pfx"
        file.write_bytes(base64.b64decode(certificate))
        password = os.environ.get("WINDOWS_CERT_PASSWORD", "")
        command = [str(tool), "sign", "/fd", "sha256", "/tr", TIME_STAMPS, "/td", "sha256", "/d", "Threadfolio", "/f", str(file)]
        return subprocess.run([*command, "/p", password, words[0]]).returncode


def newest(tools: Iterable[Path]) -> Path | None:
    """The tool of the kit with the highest version, which names its folder; None where there is none."""
    return max(tools, key=lambda tool: [int(part) for part in tool.parent.parent.name.split(".") if part.isdecimal()], default=None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
