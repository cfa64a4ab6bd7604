"""A pane of a known size with a made thread."""

from __future__ import annotations

import pytest
from big_thread import MadeSource, make_thread
from PySide6.QtCore import QPoint, Qt

from reader.ui.thread_pane import ThreadPane


class Bench:
    """A pane in a test: shows made threads, finds things on screen."""

    def __init__(self, qtbot) -> None:
        self.qtbot = qtbot
        self.pane = ThreadPane()
        self.pane.mark.reduced_motion = True
        qtbot.addWidget(self.pane)
        self.pane.resize(860, 700)

    def show(self, size=60, *, source=None, place=None, **shape):
        thread = shape.pop("thread", None) or make_thread(size, **shape)
        self.source = source or MadeSource(thread)
        self.source.thread = thread
        self.pane.show_thread(thread, self.source, place)
        self.pane.show()
        self.qtbot.waitExposed(self.pane)
        return self.pane

    def rows(self):
        """(index, y) of what is in the window."""
        return [(box.index, y, box) for box, y in self.pane.view.shown()]

    def y(self, index):
        return next((y for i, y, box in self.rows() if i == index and box.place >= 0), None)

    def box(self, index):
        return next(box for i, _, box in self.rows() if i == index and box.place >= 0)

    def click(self, x, y, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.mouseClick(self.pane.viewport(), Qt.MouseButton.LeftButton, modifier, QPoint(round(x), round(y)))

    def header_point(self, index, text):
        """The middle of a header part by its words."""
        for i, y, box in self.rows():
            if i == index and box.place >= 0:
                for header, top in ((box.header, box.header_top), (box.foot, box.foot_top)):
                    for part in header.parts if header else ():
                        if text in part.text:
                            return box.text_left + part.rect.center().x(), y + top + part.rect.center().y()
        raise AssertionError(f"no {text!r} in the header of {index}")

    def link_point(self, index, number=0):
        """The middle of a link of a body."""
        for i, y, box in self.rows():
            if i == index:
                link = sorted(box.body.links, key=lambda one: one.start)[number]
                area = self.pane.acting.link_area(box, y, link)
                return area.center().x(), area.center().y()
        raise AssertionError(index)

    def image(self):
        return self.pane.viewport().grab().toImage()


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)
