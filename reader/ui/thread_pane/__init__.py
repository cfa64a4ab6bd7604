"""The thread pane: a virtual list of comments that opens any thread in the time of one window.

`ThreadPane` (widget) shows a `reader.model.skeleton.Thread` and asks a `ThreadSource` for bodies as they are seen. It knows nothing of the
Library. Modules: pure ones without Qt (``rows`` order, folds, filters; ``weights`` rough heights; ``geometry`` columns;
``relations`` who answers whom; ``spans`` text to document; ``words``),
what is laid out (``style``, ``documents``, ``wide_tables``, ``pictures``, ``header``, ``pieces``, ``boxes``),
what is in the window (``view``, ``painting``, ``scroll_bar``), and one module each for what a reader does (``pointer``, ``keys``,
``moves``, ``selecting``, ``finding``, ``preview``, ``places``, ``reading``, ``jump_mark``, ``speech``).

What the window calls: ``show_thread(thread, source, place)``, ``clear``, ``set_palette``, ``set_zoom``, ``set_threaded``,
``set_selection`` (filters; stubs stay), ``highlight_authors``, ``set_marks`` (unread, starred, notes), ``forget_bodies``,
``set_matches``, ``go_to_match``, ``fold``, ``unfold``, ``toggle``, ``fold_all``, ``unfold_all``, ``fold_to_depth``, ``lift``,
``reveal(index, mark)``, ``place``/``restore`` (to the pixel), ``current``, ``set_current``;
``moves`` (next, parent, sibling, root, new), ``selecting`` (text, copy).
``explain(reference) -> str`` is a callable that it sets. What it hears: the signals of `ThreadPane`.
Following is the window's: the pane emits ``reference_activated``, ``comment_activated``, ``link_activated``, ``author_activated``,
``note_activated`` and does not jump by itself, so that history can keep the place left behind.
``KEYS`` is the table of its keys with their words.

Rules: the truth is (top row, pixels of it above the edge); nothing loops over a whole thread in Python while opening or scrolling; a page's
words are plain text everywhere but in a `BodyDocument`, which opens no file.
"""

from reader.ui.thread_pane.keys import KEYS, PaneKey
from reader.ui.thread_pane.pane import ThreadPane
from reader.ui.thread_pane.source import ThreadSource

__all__ = ["KEYS", "PaneKey", "ThreadPane", "ThreadSource"]
