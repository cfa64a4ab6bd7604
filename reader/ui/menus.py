"""The menus under the right mouse button, made of commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from reader.model.discussion import Reference, Toward
from reader.ui.finding.search_box import Reach
from reader.ui.link_dialog import clean_address, copy
from reader.ui.plain import one_line

if TYPE_CHECKING:
    from reader.ui.main_window import MainWindow

LIBRARY = ("all-read", "all-unread", "tags", "", "export", "reread", "read-differently", "show-comments", "", "delete")
COMMENT = (
    "star", "note", "read", "", "only-author", "hide-author", "highlight-author", "", "set-parent", "not-this-one", "name-means",
    "corrections", "", "copy-citation",
)
Extra = Sequence[tuple[str, Callable[[], object]]]


def library_menu(window: MainWindow, at: QPoint) -> None:
    """The menu of the selected discussions."""
    _open(window, LIBRARY, at)


def comment_menu(window: MainWindow, index: int, at: QPoint, text: str, reference: Reference | None = None) -> None:
    """The menu of a comment (-1: the post); ``text`` is the address there, or what is selected; ``reference`` the one there."""
    window.reading.thread_pane.set_current(index, speak=False)
    extra: Extra = ()
    if reference is not None:
        _open(window, COMMENT, at, _about(window, index, reference))
        return
    if clean_address(text) is not None:
        extra = (("Open the address…", lambda: window.dialogs.open_link(text)), ("Copy the address", lambda: copy(text)))
    elif text.strip():
        words = " ".join(text.split())[:200].replace('"', " ")
        extra = (
            ("Copy", lambda: copy(text)),
            ("Search for it", lambda: window.search_box.search_for(f'"{words}"', Reach.EVERYTHING)),
        )
    _open(window, COMMENT, at, extra)


def _about(window: MainWindow, index: int, reference: Reference) -> Extra:
    """What can be done with a reference."""
    correcting, pane = window.correcting, window.reading.thread_pane
    said = f"“{one_line(reference.text, 40)}”".replace("&", "&&")
    rows: list[tuple[str, Callable[[], object]]] = []
    if reference.to is not Toward.UNKNOWN:
        rows = [(f"Go to what {said} means", lambda: pane.reference_activated.emit(reference, index)),
                ("Yes, this one", lambda: correcting.confirm(reference))]
    return (*rows, (f"Not this one: what {said} means…", lambda: correcting.correct_reference(reference)),
            ("Why this one", lambda: window.messages.tell(pane.explain(reference), title=f"Why “{one_line(reference.text, 40)}”")))


def _open(window: MainWindow, names: tuple[str, ...], at: QPoint, extra: Extra = ()) -> None:
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.actions_by_id.menu_opens()
    for words, act in extra:
        menu.addAction(words).triggered.connect(lambda _on=False, act=act: act())
    if extra:
        menu.addSeparator()
    for name in names:
        if name:
            menu.addAction(window.actions_by_id[name])
        else:
            menu.addSeparator()
    menu.popup(at)
