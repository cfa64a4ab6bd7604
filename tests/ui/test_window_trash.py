"""The trash: what was deleted can be brought back, or is removed for good after a question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from reader.ui.library.trash_dialog import TrashDialog


@pytest.fixture
def trash(filled, settle):
    """The list of deleted discussions, with two in it."""
    posts = [post.id for post in filled.library.summaries()]
    filled.library_pane.list.setFocus()
    filled.library.delete(posts[:2])
    filled.refresh()
    filled.actions_by_id["trash"].trigger()
    settle()
    (dialog,) = filled.findChildren(TrashDialog)
    return dialog


def titles(dialog) -> list[str]:
    return sorted(dialog.list.topLevelItem(at).text(0) for at in range(dialog.list.topLevelItemCount()))


def mark(dialog, words: str) -> None:
    dialog.list.clearSelection()
    dialog.list.setCurrentItem(next(dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())
                                    if words in dialog.list.topLevelItem(at).text(0)))


def answer(window, words: str) -> str:
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert box.defaultButton().text() == "Keep"
    text = box.text()
    next(button for button in box.buttons() if button.text() == words).click()
    return text


def test_bring_back(filled, trash, settle, qtbot) -> None:
    assert len(titles(trash)) == 2 and not trash.empty_words.isVisible()
    mark(trash, "Lamps")
    qtbot.mouseClick(trash.restore_button, Qt.MouseButton.LeftButton)
    settle()
    assert [post.title for post in filled.library.summaries()] == ["Lamps at noon"] and len(titles(trash)) == 1
    assert "brought back" in filled.status_line.message.text()
    filled.actions_by_id["undo"].trigger()
    settle()
    assert filled.library.summaries() == []


def test_delete_one_for_good_asks_first(filled, trash, settle, qtbot) -> None:
    mark(trash, "Lamps")
    qtbot.keyClick(trash.list, Qt.Key.Key_Delete)
    assert "cannot be undone" in answer(filled, "Keep")
    settle()
    assert len(filled.library.deleted()) == 2
    qtbot.mouseClick(trash.purge_button, Qt.MouseButton.LeftButton)
    answer(filled, "Delete for good")
    settle()
    assert [post.title for post in filled.library.deleted()] == titles(trash) and "Lamps at noon" not in titles(trash)
    assert len(titles(trash)) == 1 and filled.library.undo_name is None


def test_empty_the_trash(filled, trash, settle, qtbot) -> None:
    qtbot.mouseClick(trash.empty_button, Qt.MouseButton.LeftButton)
    assert "everything in the trash" in answer(filled, "Delete for good")
    settle()
    assert filled.library.deleted() == [] and trash.empty_words.isVisible() and not trash.empty_button.isEnabled()
