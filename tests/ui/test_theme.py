"""Contrast and evenness of the palettes, by figures."""

from __future__ import annotations

import pytest

from reader.ui.theme import (
    AUTHORS,
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    SEPIA,
    Palette,
    Theme,
    contrast,
    mix,
    oklch,
    palette_of,
)

PALETTES = {"light": LIGHT, "dark": DARK, "sepia": SEPIA, "contrast light": CONTRAST_LIGHT, "contrast dark": CONTRAST_DARK}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
def test_text_can_be_read(palette: Palette) -> None:
    for ground in (palette.paper, palette.window, palette.selection, palette.code):
        assert contrast(palette.text, ground) >= 7, ground
    for role in ("dim", "link", "new", "warn", "quote", "accent"):
        assert contrast(getattr(palette, role), palette.paper) >= 4.5, role
    assert contrast(palette.dim, palette.window) >= 4.5
    assert contrast(palette.star, palette.paper) >= 3


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
def test_author_colours_pass_and_differ(palette: Palette) -> None:
    assert len(set(palette.authors)) == AUTHORS
    assert min(contrast(colour, palette.paper) for colour in palette.authors) >= 4.5
    assert min(contrast(colour, palette.window) for colour in palette.authors) >= 4.5


def test_known_colours() -> None:
    assert oklch(1, 0, 0) == "#ffffff"
    assert oklch(0, 0, 0) == "#000000"
    assert oklch(0.628, 0.2577, 29.23) in ("#ff0000", "#fe0000", "#ff0100")
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


def test_names() -> None:
    assert palette_of("system", system_dark=True) is DARK
    assert palette_of("nonsense", system_dark=False) is LIGHT
    assert palette_of("sepia", system_dark=True) is SEPIA
    assert palette_of("high contrast", system_dark=True) is CONTRAST_DARK


def test_switching_tells_the_panes(qapp) -> None:
    theme = Theme(qapp, "light")
    heard: list[Palette] = []
    theme.changed.connect(heard.append)
    theme.choose("dark")
    theme.choose("dark")
    theme.choose("light")
    assert heard == [DARK, LIGHT]
    assert qapp.palette().window().color().name() == LIGHT.window
