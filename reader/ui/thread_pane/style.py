"""Fonts, colours and measures of the pane, made once for a palette and a zoom."""

from __future__ import annotations

import functools

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF

from reader.ui.theme import Palette, author_slot, mix

LEAST_POINTS = 11.0
LINE_HEIGHT = 1.45
PARAGRAPH_GAP = 0.6
GUIDE_STRENGTH = 0.35
_SAMPLE = "the quick brown fox jumps over the lazy dog and does it all over again on every page "


class Style:
    """What painting and layout ask for. ``scale`` is the zoom; sizes are device-independent pixels."""

    def __init__(self, palette: Palette, base: QFont, zoom: float) -> None:
        self.palette = palette
        self.scale = zoom
        points = max(LEAST_POINTS, base.pointSizeF()) * zoom
        self.body = QFont(base)
        self.body.setPointSizeF(points)
        self.small = QFont(base)
        self.small.setPointSizeF(points * 10 / 11)
        self.number = QFont(self.small)
        if hasattr(QFont, "Tag"):
            self.number.setFeature(QFont.Tag("tnum"), 1)
        self.name = QFont(self.small)
        self.name.setWeight(QFont.Weight.DemiBold)
        self.chip = QFont(base)
        self.chip.setPointSizeF(points * 8.5 / 11)
        self.title = QFont(base)
        self.title.setPointSizeF(points * 17 / 11)
        self.title.setWeight(QFont.Weight.DemiBold)
        self.mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.mono.setPointSizeF(points * 0.94)
        metrics = QFontMetricsF(self.body)
        self.character = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.pixels = QFontInfo(self.body).pixelSize()
        self.line = round(max(metrics.height(), LINE_HEIGHT * self.pixels))
        self.paragraph_gap = round(PARAGRAPH_GAP * self.pixels)
        self.small_metrics = QFontMetricsF(self.small)
        self.header_line = round(max(self.small_metrics.height() * 1.15, self.line * 0.92))

    def px(self, pixels: float) -> int:
        """A measure at zoom 1.0, at this zoom."""
        return round(pixels * self.scale)

    def author(self, name: str | None) -> str:
        """The colour of a name, stable over threads and runs."""
        return self.palette.text if not name else self.palette.authors[author_slot(name)]

    def guide(self, name: str | None) -> QColor:
        """The colour of a guide line at rest."""
        return QColor(mix(self.palette.paper, self.author(name), GUIDE_STRENGTH))

    @functools.cached_property
    def sheet(self) -> str:
        """Style sheet of the documents; block margins in pixels because Qt knows no other."""
        p = self.palette
        gap = self.paragraph_gap
        mono = self.mono.family()
        return f"""
p, ul, ol, dl, pre, table {{ margin-top: 0px; margin-bottom: {gap}px; }}
td, th {{ padding-right: {self.px(14)}px; padding-bottom: {self.px(2)}px; }}
h1, h2, h3, h4, h5, h6 {{ margin-top: {gap}px; margin-bottom: {gap}px; font-weight: 600; }}
h1 {{ font-size: large; }} h2 {{ font-size: large; }} h3 {{ font-size: medium; }}
h4, h5, h6 {{ font-size: medium; }}
blockquote {{ color: {p.quote}; margin-top: 0px; margin-bottom: {gap}px; }}
li {{ margin-bottom: {gap // 3}px; }}
dd {{ margin-left: {self.px(20)}px; }}
a {{ color: {p.link}; text-decoration: underline; }}
code, tt, kbd, samp {{ font-family: "{mono}"; background-color: {p.code}; }}
pre {{ font-family: "{mono}"; }}
th {{ font-weight: 600; text-align: left; }}
p.typed {{ white-space: pre-wrap; }}
"""
