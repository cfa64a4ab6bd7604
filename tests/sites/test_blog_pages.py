"""Blog pages of our own writing beside the threads that they hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites_golden import outcome, page_of

PAGES = Path(__file__).parent / "blogs"
NAMES = sorted(path.name for path in PAGES.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("name", NAMES)
def test_page_is_read_as_written_beside_it(name: str) -> None:
    path = PAGES / name
    assert outcome(page_of(path)) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".txt")])
@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(name: str, ends: str) -> None:
    from dataclasses import replace

    page = page_of(PAGES / name)
    assert outcome(replace(page, content=page.content.replace("\n", ends))) == outcome(page)


def test_every_page_has_its_expectation_and_the_other_way_round() -> None:
    assert {Path(name).stem for name in NAMES} == {path.stem for path in PAGES.glob("*.json")}
