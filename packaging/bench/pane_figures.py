"""The thread pane over 100 to 100,000 comments, against one QTextBrowser that holds 1,000 and 10,000."""

from __future__ import annotations

import time

import big_thread
import measure
from PySide6.QtWidgets import QApplication, QTextBrowser

from figures import line
from reader.markup.text import text_to_html


def run() -> None:
    """Print the figures. ``text_painted`` has checked by pixels that the first frame shows the text of every visible comment."""
    app = QApplication.instance() or QApplication([])
    browser = {size: _browser(size) for size in (1_000, 10_000)}
    for one in measure.measure():
        reference = browser.get(one.size) if one.what == "open to the first frame" else None
        line(f"{one.size:>7,}  {one.what}", one.median / 1000, reference, "QTextBrowser" if reference else "")
        if one.what == "wheel frame":
            print(f"           {'p99':<40}{one.p99:10.2f} ms")
    del app


def _browser(size: int) -> float:
    html = "".join(f"<h4>{n}</h4>{text_to_html(big_thread.body_text(n, 60))}" for n in range(size))
    start = time.process_time()
    browser = QTextBrowser()
    browser.resize(measure.WIDTH, measure.HEIGHT)
    browser.setHtml(html)
    browser.show()
    browser.grab()
    spent = time.process_time() - start
    browser.deleteLater()
    return spent
