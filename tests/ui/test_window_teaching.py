"""A wrongly read page from the window: another reader, a rule taught by clicks, rules that are kept and given away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog

from reader.ui.teaching.page_text import BODY, DATE, NAME
from reader.ui.teaching.reader_chooser import ReaderChooser
from reader.ui.teaching.teach_window import TeachWindow

SAID = (("Ada", "The lamp was lit <img src=x onerror=alert(1)> at noon."), ("Bo", "It was not lit at all."), ("Cy", "Then who lit it?"))


def strange() -> str:
    said = "".join(f"<div><div>{day} May 2012</div><div>{words}</div><div>- {name}</div></div>" for day, (name, words) in enumerate(SAID, 1))
    return (f'<html><head><title>Lamps</title><link rel="canonical" href="http://lamps.example/talk"><script>alert(1)</script></head><body>'
            f"<h1>Lamps</h1><p>{'What do you make of the lamps on the bridge, lit at noon? ' * 5}</p><div id='x'>{said}</div></body></html>")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "lamps.html"
    file.write_text(strange(), encoding="utf-8")
    return file


@pytest.fixture
def stored(window, settle, page: Path):
    """The window with the strange page in its library, open."""
    from reader.jobs.importing import import_files
    from reader.jobs.reporter import Reporter

    import_files(window.library, [page], Reporter())
    window.refresh()
    settle()
    window.enter(1)
    settle()
    return window


def dialog_of(window, kind: type[QDialog]) -> QDialog:
    return next(found for found in window.findChildren(kind) if found.isVisible())


def point(qtbot, dialog: TeachWindow, words: str) -> None:
    place = next(piece.place for piece in dialog.page._pieces if words in piece.text)
    dialog.page.reveal(place)
    qtbot.mouseClick(dialog.page.viewport(), Qt.MouseButton.LeftButton, pos=dialog.page.rect_of(place))


def test_three_clicks_find_all_comments_and_the_rule_is_kept(stored, settle, qtbot) -> None:
    window = stored
    window.actions_by_id["show-comments"].trigger()
    settle()
    dialog = dialog_of(window, TeachWindow)
    assert "onerror" not in dialog.page.toPlainText() and "alert" not in dialog.page.toPlainText()
    assert not dialog.save.isEnabled() and dialog.cards[BODY]._on
    point(qtbot, dialog, "not lit at all")
    assert dialog.cards[NAME]._on and "not lit at all" in dialog.cards[BODY].chosen.text()
    point(qtbot, dialog, "- Bo")
    point(qtbot, dialog, "2 May 2012")
    settle()
    assert dialog.heading.text() == "3 comments found"
    assert [dialog.found.topLevelItem(row).text(0) for row in range(3)] == ["Ada", "Bo", "Cy"]
    assert [dialog.found.topLevelItem(row).text(1) for row in range(3)] == ["1 May 2012", "2 May 2012", "3 May 2012"]
    assert {"body", "name", "date"} <= set(dialog.page._marks.values())
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Lamps of mine")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    settle()
    assert [comment.author for comment in window.library.load(1).comments] == ["Ada", "Bo", "Cy"]
    assert list(window.library.rules()) == ["lamps-of-mine"]
    assert "3 comments found" in window.status_line.message.text() if hasattr(window.status_line, "message") else True
    window.marking.undo()
    settle()
    assert not window.library.chosen_readers()


def test_a_step_can_be_changed_skipped_and_all_begun_again(stored, settle, qtbot) -> None:
    window = stored
    window.lessons.teach()
    settle()
    dialog = dialog_of(window, TeachWindow)
    point(qtbot, dialog, "not lit at all")
    point(qtbot, dialog, "The lamp was lit")  # a wrong click for the name
    qtbot.mouseClick(dialog.cards[DATE].skip, Qt.MouseButton.LeftButton)
    settle()
    qtbot.mouseClick(dialog.cards[NAME].again, Qt.MouseButton.LeftButton)
    assert dialog.cards[NAME]._on
    point(qtbot, dialog, "- Bo")
    settle()
    assert dialog.heading.text() == "3 comments found"
    qtbot.mouseClick(dialog.restart, Qt.MouseButton.LeftButton)
    assert not dialog._picks and not dialog.save.isEnabled() and not dialog.found.isVisible()
    for _ in range(2):
        dialog.page.setFocus()
        qtbot.keyClick(dialog.page, Qt.Key.Key_Return)  # the piece at the cursor
    qtbot.mouseClick(dialog.cards[DATE].skip, Qt.MouseButton.LeftButton)
    settle()
    dialog.reject()
    settle()
    assert not window.library.rules()


def test_readers_are_tried_and_one_is_chosen(stored, settle, qtbot) -> None:
    window = stored
    window.actions_by_id["read-differently"].trigger()
    settle()
    dialog = dialog_of(window, ReaderChooser)
    qtbot.waitUntil(lambda: "find comments" in dialog.doing.text(), timeout=20_000)
    assert dialog.key == "automatic" and dialog.list.topLevelItem(0).text(0).startswith("Automatic")
    hidden = [item for item in dialog._items.values() if item.isHidden()]
    assert hidden
    dialog.all.setChecked(True)
    assert not any(item.isHidden() for item in dialog._items.values())
    dialog.choose("phpbb")
    assert not dialog.go.isEnabled() and "finds no discussion" in dialog.heading.text()
    dialog.choose("generic")
    assert dialog.go.isEnabled()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    settle()
    assert [choice.reader for choice in window.library.chosen_readers()] == ["generic"]
    window.actions_by_id["read-differently"].trigger()
    settle()
    assert dialog_of(window, ReaderChooser).key == "generic"
    dialog_of(window, ReaderChooser).reject()
    settle()


def test_in_the_wizard_a_page_is_taught_before_it_is_saved(window, settle, qtbot, page: Path) -> None:
    window.imports.take([page])
    settle()
    wizard = window.imports.wizard
    reading = wizard.row_reading
    assert reading.show_where.isVisible() and reading.show_where.isEnabled()
    qtbot.mouseClick(reading.show_where, Qt.MouseButton.LeftButton)
    settle()
    dialog = dialog_of(wizard, TeachWindow)
    for words in ("not lit at all", "- Bo", "2 May 2012"):
        point(qtbot, dialog, words)
    settle()
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    settle()
    row = wizard.look.row
    assert row.thread.comments_found == 3 and row.thread.platform == "taught"
    assert any("lamps.example" in remark for remark in row.remarks)
    qtbot.mouseClick(reading.differently, Qt.MouseButton.LeftButton)
    settle()
    chooser = dialog_of(wizard, ReaderChooser)
    assert chooser.key == "taught:lamps.example"
    chooser.reject()
    wizard._save()
    settle()
    assert [comment.author for comment in window.library.load(1).comments] == ["Ada", "Bo", "Cy"]
    wizard.reject()


def test_a_dropped_rule_is_taken_in_and_rules_are_listed(window, settle, qtbot, page: Path, tmp_path: Path, monkeypatch) -> None:
    from reader.jobs.teaching import write_rule
    from reader.model.teaching import Step, TaughtRule, Way

    rule = TaughtRule("given", "Lamps", Step("div"), hosts=("lamps.example",), author=(Way((Step("div", (), 3),)),), date=(Way((Step("div"),)),))
    file = tmp_path / "given.rule.toml"
    write_rule(rule, file)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    settle()
    assert window.imports.wizard is None and list(window.library.rules()) == ["lamps"]
    window.actions_by_id["rules"].trigger()
    settle()
    dialog = window.lessons.rules_dialog
    assert dialog.list.topLevelItem(0).text(1) == "lamps.example"
    out = tmp_path / "out.rule.toml"
    monkeypatch.setattr(window.messages, "save_as", lambda *_args: out)
    qtbot.mouseClick(dialog.give, Qt.MouseButton.LeftButton)
    settle()
    assert "lamps.example" in out.read_text(encoding="utf-8")
    monkeypatch.setattr(window.messages, "ask_line", lambda _t, _l, _i, take: take("Night lamps"))
    qtbot.mouseClick(dialog.rename, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.list.topLevelItem(0).text(0) == "Night lamps"
    monkeypatch.setattr(window.messages, "choose", lambda _text, answers, safe: answers["Delete"]())
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.list.topLevelItemCount() == 0 and not window.library.rules()
    dialog.reject()


def test_the_receipt_offers_both_ways(window, settle, qtbot, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QPushButton

    file = tmp_path / "plain.html"
    file.write_text(f"<html><title>Lamps</title><h1>Lamps</h1><p>{'The lamps are lit at noon on the bridge. ' * 9}</p></html>", encoding="utf-8")
    window.imports.take([file])
    settle()
    window.imports.wizard._save()
    settle()
    receipt = window.imports.wizard.receipt
    buttons = {button.text(): button for button in receipt.findChildren(QPushButton)}
    assert set(buttons) == {"Read differently…", "Show where the comments are…"}
    qtbot.mouseClick(buttons["Show where the comments are…"], Qt.MouseButton.LeftButton)
    settle()
    assert window.imports.wizard is None
    dialog_of(window, TeachWindow).reject()
    window.care.show_receipt()
    settle()


def test_a_name_is_marked_among_other_words(window, settle, qtbot, tmp_path: Path) -> None:
    said = "".join(f"<div class='e'><p>{words}</p><p>Entry {day} in the book of {name}, on {day} May 2012</p></div>"
                   for day, (name, words) in enumerate((("Ada", "It was late."), ("Bo Li", "It was not."), ("Cy", "Both.")), 1))
    file = tmp_path / "book.html"
    file.write_text(f"<html><title>Book</title><h1>Book</h1><p>{'It lies on the table by the door. ' * 9}</p>{said}</html>", encoding="utf-8")
    window.imports.take([file])
    settle()
    wizard = window.imports.wizard
    wizard.row_reading.teach()
    settle()
    dialog = dialog_of(wizard, TeachWindow)
    point(qtbot, dialog, "It was not.")
    place = next(piece.place for piece in dialog.page._pieces if "Bo Li" in piece.text)
    dialog.page.marked.emit(place, "Bo Li")
    assert "“Bo Li”" in dialog.cards[NAME].chosen.text()
    dialog.pick(place)
    settle()
    assert [dialog.found.topLevelItem(row).text(0) for row in range(3)] == ["Ada", "Bo Li", "Cy"]
    dialog.found.setCurrentItem(dialog.found.topLevelItem(1))
    dialog.leave_out()
    assert "clicked yourself" in dialog.hint.text()
    dialog.reject()
    settle()
    wizard.reject()
