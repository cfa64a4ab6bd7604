"""Every engine's markup that we know, filled with one thread: nothing of it may be lost or taken for something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapes_rendering import expected, found, load, render

from reader.sites import PageView, generic, reading_site

SHAPES = sorted((Path(__file__).parent / "shapes").glob("*.html"))


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_shape(path: Path) -> None:
    shape = load(path)
    key, drafts = reading_site(render(shape))
    assert key == shape.head["key"]
    (draft,) = drafts
    assert found(shape, draft) == expected(shape)


@pytest.mark.parametrize("path", [path for path in SHAPES if load(path).head.get("fallback", "yes") == "yes"], ids=lambda path: path.stem)
def test_shape_by_the_fallback(path: Path) -> None:
    shape = load(path)
    (draft,) = generic.read(PageView(render(shape)))
    wanted = expected(shape)
    assert found(shape, draft)["comments"] == wanted["comments"]
    assert found(shape, draft)["parents"] == wanted["parents"]
