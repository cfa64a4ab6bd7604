"""The thread pane: a virtual list of comments that opens any thread in the time of one window.

`ThreadPane` (widget) shows a `reader.model.skeleton.Thread` and asks a `ThreadSource` for bodies as they are seen. It knows nothing of the
Library. Modules: pure ones without Qt (``rows`` order, folds, filters, weights; ``geometry`` columns; ``relations`` who answers whom;
``spans`` text to document; ``words``), what is laid out (``style``, ``documents``, ``pictures``, ``header``, ``pieces``, ``boxes``),
what is in the window (``view``, ``painting``, ``scroll_bar``), and one module each for what a reader does (``pointer``, ``keys``,
``moves``, ``selecting``, ``finding``, ``preview``, ``places``, ``reading``, ``jump_mark``, ``speech``).

Rules: the truth is (top row, pixels of it above the edge); nothing loops over a whole thread in Python while opening or scrolling; a page's
words are plain text everywhere but in a `BodyDocument`, which opens no file.
"""

from reader.ui.thread_pane.keys import KEYS, PaneKey
from reader.ui.thread_pane.pane import ThreadPane
from reader.ui.thread_pane.source import ThreadSource

__all__ = ["KEYS", "PaneKey", "ThreadPane", "ThreadSource"]
