"""What the README lists is there, and what is there is listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.formats import FORMATS
from reader.sites import SITES

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPENS = README.split("## What opens", 1)[1].split("\n## ", 1)[0]
FORMS, ENGINES = OPENS.split("| engine |", 1)


@pytest.mark.parametrize("key", [form.key for form in FORMATS])
def test_every_form_is_listed(key: str) -> None:
    assert re.search(rf"^\| .+ \| `{re.escape(key)}` \| `test_\w+\.py` \|$", FORMS, re.M)


@pytest.mark.parametrize("key", [site.key for site in SITES])
def test_every_engine_is_listed_with_what_shows_it(key: str) -> None:
    row = re.search(rf"^\| .+ \| `{re.escape(key)}` \| (`.+) \|$", ENGINES, re.M)
    assert row is not None
    pages = re.findall(r"`([^`]+)`", row[1])
    assert pages and all(list((ROOT / "tests/sites").glob(f"{page}.*")) or (ROOT / page).is_file() for page in pages)


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(?:tests/\w+/)?(test_\w+\.py)`", OPENS))
    assert named and [name for name in named if not list((ROOT / "tests").rglob(name))] == []


def test_every_command_that_is_named_exists() -> None:
    commands = re.search(r"commands = \{(.+?)\}", (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8"), re.S)
    assert commands is not None
    # Setting up is the first step of all others, and needs no line of its own.
    assert set(re.findall(r"packaging/dev\.py (\w+)", README)) == set(re.findall(r'"(\w+)":', commands[1])) - {"setup"}
