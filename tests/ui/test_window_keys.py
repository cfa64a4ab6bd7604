"""Keys are changed by the person: taken over, left out, given back, at once and kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from reader.ui.preferences.key_table import key_rows, owner
from reader.ui.preferences.keys_page import KeysPage
from reader.ui.preferences.preferences_dialog import PreferencesDialog


@pytest.fixture
def page(window) -> KeysPage:
    """The page of keys in the preferences."""
    window.actions_by_id["preferences"].trigger()
    (dialog,) = window.findChildren(PreferencesDialog)
    dialog.pages.setCurrentIndex(1)
    return dialog.keys_page


def key_of(window, command: str) -> str:
    return window.actions_by_id[command].shortcut().toString(QKeySequence.SequenceFormat.PortableText)


def press(page: KeysPage, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    page.edit.setFocus()
    QTest.keyClick(page.edit, key, modifiers)


def test_a_free_key_is_given_at_once_and_kept(window, page) -> None:
    page.choose("star")
    press(page, Qt.Key.Key_F7)
    assert page.word.text() == "F7 is free." and page.use.text() == "Use this key"
    page.use.click()
    assert key_of(window, "star") == "F7" and window.preferences.settings.shortcuts == {"star": "F7"}
    assert "F7" in window.actions_by_id["star"].toolTip()
    assert page.row.id == "star" and page.row.changed
    page.back.click()
    assert key_of(window, "star") == "S" and window.preferences.settings.shortcuts == {}


def test_a_key_that_is_taken_is_said_and_taken_over(window, page) -> None:
    page.choose("star")
    press(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.word.text() == "Ctrl+F is the key of “Find in this discussion”, which would have none then."
    page.use.click()
    assert key_of(window, "star") == "Ctrl+F" and key_of(window, "find") == ""
    page.choose("find")
    page.back.click()
    assert key_of(window, "find") == "Ctrl+F" and key_of(window, "star") == "S"


def test_the_keys_of_the_discussion_stay(window, page) -> None:
    page.choose("star")
    press(page, Qt.Key.Key_J)
    assert "key of the discussion itself (“Next comment”)" in page.word.text() and not page.use.isEnabled()
    item = next(item for item in page._items() if item.text(0) == "Next comment")
    page.list.setCurrentItem(item)
    assert not page.edit.isEnabled() and not page.none.isEnabled() and "stay as they are" in page.word.text()


def test_no_key_reset_all_and_cancel(window, page) -> None:
    page.choose("star")
    page.none.click()
    assert key_of(window, "star") == "" and not page.none.isEnabled()
    page.choose("note")
    press(page, Qt.Key.Key_F8)
    page.use.click()
    page.reset.click()
    assert (key_of(window, "star"), key_of(window, "note")) == ("S", "Ctrl+N") and not page.reset.isEnabled()
    page.none.click()
    page.window().reject()
    assert key_of(window, "note") == "Ctrl+N" and window.preferences.settings.shortcuts == {}


def test_the_list_is_narrowed_by_words_and_keys(page) -> None:
    page.search.setText("doubtful")
    assert [item.text(0) for item in page._items() if not item.isHidden()] == [
        "Next doubtful reference", "Previous doubtful reference", "End the walk through doubtful references"]
    page.search.setText("f11")
    assert {item.text(1) for item in page._items() if not item.isHidden()} == {"F11", "Shift+F11"}


def test_no_two_commands_are_delivered_with_one_key() -> None:
    rows = key_rows({})
    for row in rows:
        for key in row.delivered:
            found = owner(key, rows, row.id)
            assert found is None or not row.id or found is row, (key, row.words, found and found.words)
