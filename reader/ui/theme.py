"""One palette of named roles per theme, and the application dressed in it: `QPalette`, a small style sheet, recoloured icons.

What it does not do: it keeps no settings and draws nothing; widgets ask for the `Palette` they are given.
"""

from __future__ import annotations

import enum
import functools
import math
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

AUTHORS = 12
_DARK = 110
"""Below this lightness (0 to 255) a window's ground is dark."""


class ThemeName(enum.StrEnum):
    """What a person can choose; the value is what the settings keep."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    SEPIA = "sepia"
    CONTRAST = "high contrast"


@dataclass(frozen=True, slots=True)
class Palette:
    """Named colours as ``#rrggbb``. ``text`` reaches 7:1 on ``paper`` and ``window``, ``dim``, ``link``, ``new``, ``warn`` and all
    ``authors`` (equal OKLCH lightness) reach 4.5:1 on ``paper``."""

    window: str
    paper: str
    text: str
    dim: str
    line: str
    link: str
    accent: str
    new: str
    star: str
    warn: str
    selection: str
    quote: str
    code: str
    authors: tuple[str, ...]
    dark: bool


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """The sRGB colour ``#rrggbb`` of an OKLCH one (hue in degrees); chroma is lowered until it fits. Source: Björn Ottosson, OKLab."""
    while True:
        a = chroma * math.cos(math.radians(hue))
        b = chroma * math.sin(math.radians(hue))
        long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        linear = (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )
        if chroma <= 0 or all(-0.0005 <= value <= 1.0005 for value in linear):
            break
        chroma = max(0.0, chroma - 0.005)
    coded = (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in (min(1.0, max(0.0, v)) for v in linear))
    return "#" + "".join(f"{round(value * 255):02x}" for value in coded)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1. Source: WCAG 2.2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours ``#rrggbb``, 1 to 21. Source: WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """``one`` with ``share`` (0 to 1) of ``other`` in it, in plain sRGB."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def author_colours(lightness: float, chroma: float) -> tuple[str, ...]:
    """Twelve hues of one lightness; neighbours in the list are far apart on the circle, so that the first authors differ most."""
    step = 360 / AUTHORS
    return tuple(oklch(lightness, chroma, 25 + step * ((place * 5) % AUTHORS)) for place in range(AUTHORS))


LIGHT = Palette(
    window="#f3f3f0", paper="#fcfcfa", text="#1f2328", dim="#5f6670", line="#dcdcd6", link="#1f5fae", accent="#2f6fb5",
    new="#0f7a4d", star="#b27a00", warn="#a5480d", selection="#cfe2f7", quote="#4b525b", code="#f1f1ec",
    authors=author_colours(0.50, 0.12), dark=False,
)
DARK = Palette(
    window="#1d2025", paper="#16181c", text="#d7dae0", dim="#959ca8", line="#33373e", link="#7fb2f0", accent="#6aa5ea",
    new="#5fc795", star="#e3b341", warn="#eb9a5b", selection="#29435f", quote="#b3b8c1", code="#21242a",
    authors=author_colours(0.76, 0.11), dark=True,
)
SEPIA = Palette(
    window="#eee3cd", paper="#f7efdd", text="#33291d", dim="#6b5c48", line="#dccdb0", link="#7a4a12", accent="#8a5a1e",
    new="#2f6b35", star="#9a6a00", warn="#9a3b12", selection="#e6d3a6", quote="#55483a", code="#efe4cc",
    authors=author_colours(0.46, 0.11), dark=False,
)
CONTRAST_LIGHT = Palette(
    window="#ffffff", paper="#ffffff", text="#000000", dim="#303030", line="#000000", link="#0000c8", accent="#0000c8",
    new="#005a2b", star="#6b4500", warn="#8a1c00", selection="#ffe680", quote="#1a1a1a", code="#f0f0f0",
    authors=author_colours(0.38, 0.12), dark=False,
)
CONTRAST_DARK = Palette(
    window="#000000", paper="#000000", text="#ffffff", dim="#d0d0d0", line="#ffffff", link="#8ecbff", accent="#8ecbff",
    new="#7dffb0", star="#ffd84d", warn="#ffb27a", selection="#00508c", quote="#e6e6e6", code="#1c1c1c",
    authors=author_colours(0.85, 0.10), dark=True,
)


def palette_of(name: str, *, system_dark: bool) -> Palette:
    """The palette of a theme by its settings value; an unknown value follows the system."""
    match name:
        case ThemeName.LIGHT:
            return LIGHT
        case ThemeName.DARK:
            return DARK
        case ThemeName.SEPIA:
            return SEPIA
        case ThemeName.CONTRAST:
            return CONTRAST_DARK if system_dark else CONTRAST_LIGHT
        case _:
            return DARK if system_dark else LIGHT


def qt_palette(palette: Palette) -> QPalette:
    """The palette as Qt's own roles, disabled group included."""
    made = QPalette()
    role = QPalette.ColorRole
    raised = mix(palette.window, "#ffffff", 0.06 if palette.dark else 0.55)
    pairs = {
        role.Window: palette.window, role.WindowText: palette.text, role.Base: palette.paper, role.AlternateBase: palette.window,
        role.Text: palette.text, role.Button: raised, role.ButtonText: palette.text, role.BrightText: palette.warn,
        role.ToolTipBase: raised, role.ToolTipText: palette.text, role.PlaceholderText: palette.dim,
        role.Highlight: palette.selection, role.HighlightedText: palette.text, role.Link: palette.link, role.LinkVisited: palette.link,
        role.Light: mix(raised, "#ffffff", 0.1), role.Midlight: raised, role.Mid: palette.line,
        role.Dark: mix(palette.line, palette.text, 0.2),
        role.Shadow: "#000000", role.Accent: palette.accent,
    }
    for key, colour in pairs.items():
        made.setColor(key, QColor(colour))
    faint = mix(palette.text, palette.window, 0.55)
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(faint))
    return made


def style_sheet(palette: Palette) -> str:
    """What the palette cannot say: hairlines, quiet lists, room around things (grid of 4 px)."""
    hover = mix(palette.window, palette.text, 0.07)
    edge = mix(palette.line, palette.dim, 0.25)
    return f"""
QMainWindow::separator {{ background: {palette.line}; width: 1px; height: 1px; }}
QSplitter::handle {{ background: {palette.line}; }}
QToolBar {{ background: {palette.window}; border: none; border-bottom: 1px solid {palette.line}; padding: 4px 8px; spacing: 4px; }}
QToolBar QToolButton {{ padding: 4px 8px; border: 1px solid transparent; border-radius: 4px; color: {palette.text}; }}
QToolBar QToolButton:hover {{ background: {hover}; }}
QToolBar QToolButton:focus {{ border-color: {palette.accent}; }}
QToolBar QToolButton:checked, QToolBar QToolButton:pressed {{ background: {palette.selection}; }}
QToolBar QToolButton:disabled {{ color: {mix(palette.dim, palette.window, 0.45)}; }}
QStatusBar {{ background: {palette.window}; border-top: 1px solid {palette.line}; color: {palette.dim}; }}
QStatusBar::item {{ border: none; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QStatusBar QLabel {{ color: {palette.dim}; padding: 2px 8px; }}
QToolTip {{ background: {palette.window}; color: {palette.text}; border: 1px solid {palette.line}; padding: 4px; }}
#pane {{ background: {palette.window}; }}
#pane QAbstractItemView {{ background: {palette.window}; border: none; outline: none; }}
#pane QAbstractItemView::item {{ padding: 4px 8px; border: none; }}
#pane QAbstractItemView::item:selected {{ background: {palette.selection}; }}
#pane QAbstractItemView::item:hover:!selected {{ background: {hover}; }}
#pane QHeaderView {{ background: {palette.window}; }}
#pane QHeaderView::section {{ background: {palette.window}; color: {palette.dim}; border: none; border-bottom: 1px solid {palette.line};
  padding: 4px 8px; }}
#pane QLineEdit, QToolBar QLineEdit, #banner QLineEdit {{ background: {palette.paper}; border: 1px solid {edge};
  border-radius: 4px; padding: 3px 6px; }}
#pane QLineEdit:focus, QToolBar QLineEdit:focus, #banner QLineEdit:focus {{ border-color: {palette.accent}; }}
#banner {{ background: {mix(palette.paper, palette.accent, 0.14)}; border-bottom: 1px solid {palette.line}; }}
#roomy::item {{ padding: 4px 8px; border: none; }}
#roomy::item:selected {{ background: {palette.selection}; color: {palette.text}; }}
#roomy QHeaderView::section {{ background: {palette.window}; color: {palette.dim}; border: none;
  border-bottom: 1px solid {palette.line}; padding: 4px 8px; }}
#hairline {{ background: {palette.line}; }}
#paper {{ background: {palette.paper}; }}
QLabel[role="dim"] {{ color: {palette.dim}; }}
QLabel[role="warn"] {{ color: {palette.warn}; }}
QLabel[role="new"] {{ color: {palette.new}; }}
"""


class Theme(QObject):
    """Dresses the application and tells the panes when the palette changed, by choice or because the system went dark."""

    changed = Signal(object)
    """The new `Palette`."""

    def __init__(self, app: QApplication, name: str = ThemeName.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._name = name
        self._own = False
        # Qt's names of colour schemes cost more than the whole first frame: until `attend` the system's own colours tell.
        dark = app.palette().color(QPalette.ColorRole.Window).lightness() < _DARK
        self.palette = palette_of(name, system_dark=dark)
        self._dress()

    def attend(self) -> None:
        """From now on follow the system as it says itself."""
        self._app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def name(self) -> str:
        """The theme as the settings keep it."""
        return self._name

    def choose(self, name: str) -> None:
        """Take another theme at once."""
        self._name = name
        self._apply()

    def _wanted(self) -> Palette:
        return palette_of(self._name, system_dark=self._system_dark())

    def _system_dark(self) -> bool:
        from PySide6.QtCore import Qt

        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _system_changed(self) -> None:
        if not self._own and self._name in (ThemeName.SYSTEM, ThemeName.CONTRAST):
            self._apply()

    def _apply(self) -> None:
        # A forced scheme lets native frames and dialogs follow; taken back first so that the system's own answer is heard again.
        from PySide6.QtCore import Qt

        hints = self._app.styleHints()
        self._own = True
        hints.unsetColorScheme()
        wanted = self._wanted()
        if self._name not in (ThemeName.SYSTEM, ThemeName.CONTRAST):
            hints.setColorScheme(Qt.ColorScheme.Dark if wanted.dark else Qt.ColorScheme.Light)
        self._own = False
        if wanted != self.palette:
            self.palette = wanted
            self._dress()
            self.changed.emit(wanted)

    def _dress(self) -> None:
        self._app.setPalette(qt_palette(self.palette))
        self._app.setStyleSheet(style_sheet(self.palette))


@functools.lru_cache(maxsize=4096)
def author_slot(name: str) -> int:
    """Which of the twelve author colours a name has, in whatever case it is written."""
    import hashlib

    return int.from_bytes(hashlib.blake2s(name.casefold().encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") % AUTHORS


def author_colour(palette: Palette, name: str | None) -> str:
    """The stable colour of a name, the same in every thread and pane; ``dim`` for nobody."""
    return palette.authors[author_slot(name)] if name else palette.dim
