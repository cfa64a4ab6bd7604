"""The command tables: unique ids and keys, icons that exist, every row callable with and without a thread."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from reader import paths
from reader.model.report import Location
from reader.ui.commands.areas import TOOLBAR, all_commands
from reader.ui.commands.command import When
from reader.ui.holding import holding
from reader.ui.preferences.keys_overlay import rows_of_keys
from reader.ui.thread_pane import KEYS

COMMANDS = all_commands()


def test_ids_are_unique_and_stable_looking() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(set(ids)) == len(ids)
    assert all(name == name.lower() and " " not in name for name in ids)


def test_no_key_is_used_twice() -> None:
    own = [QKeySequence(key).toString() for command in COMMANDS for key in command.keys]
    pane = [QKeySequence(key).toString() for row in KEYS for key in row.keys]
    assert "" not in own
    twice = [key for key, count in Counter(chain(own, pane)).items() if count > 1]
    assert twice == []


def test_icons_exist() -> None:
    for command in COMMANDS:
        if command.icon:
            assert paths.resource("icons", f"{command.icon}.svg").is_file(), command.id
    known = {command.id: command for command in COMMANDS}
    assert all(known[name].icon and known[name].short for group in TOOLBAR for name in group)


def test_the_overlay_lists_every_key() -> None:
    shown = " ".join(keys for _, rows in rows_of_keys({}) for keys, _ in rows)
    for command in COMMANDS:
        for key in command.keys[:2]:
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) in shown
    assert "Ctrl+Alt+9" in " ".join(keys for _, rows in rows_of_keys({"quit": "Ctrl+Alt+9"}) for keys, _ in rows)


@pytest.fixture
def no_choosers(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.ui.messages import Messages

    monkeypatch.setattr(Messages, "files", lambda self, folder: [])
    for name in ("folder", "where"):
        monkeypatch.setattr(Messages, name, lambda self, *more: None)
    monkeypatch.setattr(Messages, "save_as", lambda self, *more: None)


def close_boxes() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMessageBox | QDialog) and widget.isVisible():
            widget.reject()


def test_every_command_without_a_thread(window, settle, no_choosers) -> None:
    for command in COMMANDS:
        if command.id not in ("quit", "full-screen"):
            command.call(window)
            settle()
            close_boxes()
            settle()
    assert window.library.summaries() == []


def test_every_command_in_a_thread(filled, settle, no_choosers, qtbot) -> None:
    post = min(summary.id for summary in filled.library.summaries())
    for command in COMMANDS:
        if command.id in ("quit", "full-screen", "undo"):
            continue
        if filled.library.summaries() and filled.opening.post_id is None:
            filled.opening.open(Location(filled.library.summaries()[0].id))
            settle()
        if filled.reading.open_thread is not None:
            filled.reading.thread_pane.set_current(1)
        filled.actions_by_id.refresh()
        command.call(filled)
        settle()
        close_boxes()
        settle()
    filled.marking.undo()
    settle()
    assert any(summary.id == post for summary in filled.library.summaries()) or filled.library.deleted()


def test_enabled_follows_what_holds(window, filled, settle) -> None:
    actions = filled.actions_by_id
    actions.refresh()
    assert When.POST not in holding(filled) and not actions["find"].isEnabled() and actions["import"].isEnabled()
    filled.opening.open(Location(filled.library.summaries()[0].id))
    settle()
    assert actions["find"].isEnabled() and not actions["star"].isEnabled()
    filled.reading.thread_pane.set_current(0)
    assert actions["star"].isEnabled() and not actions["back"].isEnabled()
    filled.opening.jump(2)
    assert actions["back"].isEnabled()


def test_macos_menu_takes_only_what_belongs_there(window) -> None:
    from PySide6.QtGui import QAction

    special = {action.objectName() for action in window.findChildren(QAction) if action.objectName()
               and action.menuRole() not in (QAction.MenuRole.NoRole, QAction.MenuRole.TextHeuristicRole)}
    heuristic = [action.objectName() for action in window.menuBar().findChildren(QAction)
                 if action.objectName() and action.menuRole() == QAction.MenuRole.TextHeuristicRole]
    assert special == {"about", "preferences", "quit"}
    assert heuristic == []


def test_an_older_library_is_migrated_by_the_window_which_says_where_its_copy_is(qtbot, qapp, tmp_path) -> None:
    import sqlite3
    from contextlib import closing
    from pathlib import Path

    from reader.paths import Paths
    from reader.settings import Settings
    from reader.ui.main_window import MainWindow
    from reader.ui.start import Session

    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as connection:
        connection.executescript((Path(__file__).parents[1] / "store" / "schema_1.sql").read_text(encoding="utf-8"))
    window = MainWindow(qapp, Paths(tmp_path), Settings(backups=False))
    session = Session(window)
    window.show()
    session.open([])
    qtbot.waitUntil(lambda: window.library is not None and not window.background.busy, timeout=10_000)
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert [str(tmp_path / "library-version-1.sqlite") in box.text() for box in boxes] == [True]
    assert len(window.library.summaries()) == 1
    boxes[0].reject()
    window.close()
    session.close()
