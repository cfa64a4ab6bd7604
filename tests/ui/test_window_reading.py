"""Reading as a person does: open, follow a reference, back, filter, find, search, marks, undo, themes, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from reader.filters import Effect, Kind, State
from reader.model.report import Location
from reader.ui.library.library_model import Column
from reader.ui.link_dialog import LinkDialog
from reader.ui.messages import Messages
from reader.ui.theme import DARK


def post_called(window, words: str) -> int:
    return next(post.id for post in window.library.summaries() if words in post.title)


@pytest.fixture
def lamps(filled, settle):
    """The window with the six comments on lamps open."""
    filled.opening.open(Location(post_called(filled, "Lamps")))
    settle()
    assert filled.reading.open_thread is not None
    return filled


def test_opening_shows_thread_people_and_counts(lamps) -> None:
    thread = lamps.reading.open_thread
    assert len(thread) == 6 and lamps.windowTitle().startswith("Lamps at noon")
    assert lamps.people_pane.heading.text() == "4 people"
    assert lamps.status_line.read.text() == "0 of 6 read, place kept"
    assert lamps.library_pane.selected == [thread.post_id]


def test_a_click_in_the_list_opens_and_the_newest_click_wins(filled, settle, qtbot) -> None:
    model, view = filled.library_pane.model, filled.library_pane.list
    for row in (0, 1):
        at = view.visualRect(model.index(row, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle()
    assert filled.opening.post_id == model.post_at(1).id


def test_follow_a_reference_and_come_back_to_the_pixel(lamps, settle) -> None:
    pane, thread = lamps.reading.thread_pane, lamps.reading.open_thread
    pane.resize(pane.width(), 200)
    source = lamps.library.shown_comments(thread.post_id, 3, 4)[0]
    reference = next(r for r in source.references if r.target is not None)
    lamps.opening.jump(3)
    before = pane.place()
    pane.reference_activated.emit(reference, 3)
    assert thread.ids[pane.current] == reference.target
    lamps.opening.back()
    assert pane.place() == before
    lamps.opening.forward()
    assert lamps.opening.navigator.can_go_back


def test_back_over_threads(lamps, settle) -> None:
    first = lamps.opening.post_id
    other = post_called(lamps, "The key")
    lamps.opening.open(Location(other))
    settle()
    assert lamps.opening.post_id == other
    lamps.opening.back()
    settle()
    assert lamps.opening.post_id == first
    lamps.opening.forward()
    settle()
    assert lamps.opening.post_id == other


def test_only_hide_highlight_and_show_all(lamps, qtbot) -> None:
    lamps.people_pane.choose("james")
    qtbot.mouseClick(lamps.people_pane.buttons[Effect.ONLY], Qt.MouseButton.LeftButton)
    assert lamps.reading.banner.isVisible()
    assert "2 of 6 comments shown, 4 hidden: only james" in lamps.reading.banner.label.text()
    lamps.people_pane.context.setCurrentIndex(1)
    lamps.people_pane.context.activated.emit(1)
    assert "more as context" in lamps.reading.banner.label.text()
    hidden = next(index for index in range(6) if lamps.filtering.selection.state(index) is State.HIDDEN)
    lamps.opening.jump(hidden)  # a jump to a hidden comment lifts the filter for it
    assert lamps.filtering.selection.state(hidden) is State.SHOWN
    qtbot.mouseClick(lamps.reading.banner.pause, Qt.MouseButton.LeftButton)
    assert "off for now" in lamps.reading.banner.label.text() and lamps.filtering.selection.hidden == 0
    qtbot.mouseClick(lamps.reading.banner.show_all, Qt.MouseButton.LeftButton)
    assert not lamps.reading.banner.isVisible() and not lamps.filtering.wishes.rules


def test_filters_of_a_thread_wait_for_its_return(lamps, settle) -> None:
    lamps.filtering.author("Mina", Effect.HIDE)
    first = lamps.opening.post_id
    lamps.opening.open(Location(post_called(lamps, "The key")))
    settle()
    assert not lamps.reading.banner.isVisible()
    lamps.opening.open(Location(first))
    settle()
    assert lamps.reading.banner.isVisible() and lamps.filtering.selection.hidden == 2


def test_find_counts_moves_and_says_when_nothing_is_found(lamps, settle, qtbot) -> None:
    lamps.actions_by_id["find"].trigger()
    bar = lamps.reading.find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar.edit, "nest")
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    settle()
    assert bar.count.text() == "1 of 2"
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 2" and lamps.reading.thread_pane.current == 3
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "1 of 2" and lamps.reading.thread_pane.current == 1
    bar.whole.setChecked(True)
    bar.edit.setText("lamp")
    bar.ask()
    settle()
    assert bar.count.text() == "1 of 1"  # "lamp glass", not "lamps"
    bar.whole.setChecked(False)
    bar.regex.setChecked(True)
    bar.edit.setText("n[eo]{1,2}n?(st|$|\\?)")
    bar.ask()
    settle()
    assert bar.count.text().endswith("of 3")
    bar.edit.setText("(")
    bar.ask()
    settle()
    assert "pattern" in bar.count.text()
    bar.regex.setChecked(False)
    bar.edit.setText("zeppelin")
    bar.ask()
    settle()
    assert bar.count.text() == "nothing found"
    bar.edit.setText("nest")
    bar.ask()
    settle()
    bar.only.click()
    assert lamps.filtering.selection.shown == 2
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_search_everything_this_site_and_this_thread(filled, settle, qtbot) -> None:
    box, results = filled.search_box, filled.results
    filled.actions_by_id["search"].trigger()
    qtbot.keyClicks(box.edit, "nest")
    qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    settle()
    assert filled.side.currentWidget() is results
    assert results.heading.text() == "3 places in 2 discussions"
    filled.actions_by_id["next-result"].trigger()
    settle()
    assert filled.opening.post_id is not None
    index = results.list.currentIndex()
    where = index.data(Qt.ItemDataRole.UserRole)
    thread = filled.reading.open_thread
    assert thread.post_id == where.post and thread.ids[filled.reading.thread_pane.current] == where.comment
    qtbot.keyClick(box.edit, Qt.Key.Key_Down)
    box.edit.setText('"')
    box.ask()
    settle()
    assert results.heading.text()
    box.search_for("before:never", "everything")
    settle()
    assert "date" in results.heading.text()
    box.search_for("zeppelin", "everything")
    settle()
    assert results.heading.text().startswith("Nothing found for zeppelin")
    box.search_for("nest", "site")
    settle()
    assert "places in" in results.heading.text() or "place in" in results.heading.text()
    box.search_for("nest", "thread")
    settle()
    assert filled.side.currentWidget() is filled.library_pane and filled.reading.find_bar.isVisible()
    qtbot.keyClick(box.edit, Qt.Key.Key_Escape)
    assert filled.side.currentWidget() is filled.library_pane and box.edit.text() == ""


def test_marks_are_shown_at_once_and_written(lamps, settle) -> None:
    pane, post = lamps.reading.thread_pane, lamps.opening.post_id
    pane.set_current(1)
    lamps.actions_by_id["star"].trigger()
    lamps.actions_by_id["read"].trigger()
    assert pane.look.starred == {1} and 1 not in pane.look.unread
    assert lamps.status_line.read.text() == "1 of 6 read, place kept"
    settle()
    thread = lamps.library.thread(post)
    assert thread.starred == {1} and 1 not in thread.unread
    lamps.actions_by_id["undo"].trigger()  # takes the read mark back
    settle()
    assert 1 in lamps.library.thread(post).unread
    pane.seen.emit((2, 3))
    lamps.marking.flush()
    settle()
    assert lamps.library.thread(post).unread == {0, 1, 4, 5}
    assert lamps.marking.undo_name == "star"  # reading on is no step to take back
    lamps.actions_by_id["all-read"].trigger()
    settle()
    assert not lamps.library.thread(post).unread and not pane.look.unread


def test_note_tags_citation(lamps, settle, monkeypatch) -> None:
    from reader.ui.note_dialog import NoteDialog

    pane, post = lamps.reading.thread_pane, lamps.opening.post_id
    pane.set_current(2)
    lamps.actions_by_id["note"].trigger()
    dialog = lamps.findChild(NoteDialog)
    dialog.edit.setPlainText("**timer** <img src='file:///etc/passwd'>")
    assert dialog.seen.toPlainText().startswith("timer")
    dialog.accept()
    settle()
    assert lamps.library.shown_comments(post, 2, 3)[0].note.startswith("**timer**")
    assert pane.look.notes == {2}
    monkeypatch.setattr(Messages, "ask_line", lambda self, title, label, initial, take: take(" bridges,  lamps , bridges"))
    lamps.actions_by_id["tags"].trigger()
    settle()
    assert lamps.library.shown_post(post).tags == ("bridges", "lamps")
    lamps.actions_by_id["copy-citation"].trigger()
    text = QApplication.clipboard().text()
    assert text.startswith("Comment 3, Old Harbour, 3 May 2014") and "“Lamps at noon”" in text


def test_delete_and_undo(lamps, settle, qtbot) -> None:
    post = lamps.opening.post_id
    lamps.actions_by_id["delete"].trigger()
    settle()
    assert lamps.reading.open_thread is None and post not in {p.id for p in lamps.library.summaries()}
    assert lamps.status_line.message.text() == "1 discussion deleted." and lamps.status_line.undo.isVisible()
    qtbot.mouseClick(lamps.status_line.undo, Qt.MouseButton.LeftButton)
    settle()
    assert post in {p.id for p in lamps.library.summaries()} and lamps.library_pane.model.row_of(post) >= 0


def test_resume_where_one_stopped(lamps, settle) -> None:
    pane, post = lamps.reading.thread_pane, lamps.opening.post_id
    lamps.resize(1000, 420)
    lamps.opening.jump(4)
    place = pane.place()
    lamps.opening.keep_place()
    settle()
    lamps.opening.open(Location(post_called(lamps, "The key")))
    settle()
    lamps.opening.open(Location(post), leave=False)
    settle()
    assert pane.place() == place


def test_links_show_their_address_first(lamps, monkeypatch) -> None:
    from reader.ui import link_dialog

    opened = []
    monkeypatch.setattr(link_dialog.QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    lamps.dialogs.open_link("http://exa\u200bmple.org/a\tb")
    dialog = lamps.findChild(LinkDialog)
    assert dialog.address == "http://example.org/ab" and opened == []
    dialog.cancel_button.click()
    assert opened == []
    lamps.dialogs.open_link("https://example.org/")
    lamps.findChildren(LinkDialog)[-1].open_button.click()
    assert opened == ["https://example.org/"]
    for address in ("file:///etc/passwd", "javascript:alert(1)", "http://", "data:text/html,x", "http://[", "//example.org"):
        lamps.dialogs.open_link(address)
    assert len(opened) == 1


def test_theme_switch_reaches_everything(lamps) -> None:
    lamps.actions_by_id["theme-dark"].trigger()
    assert lamps.theme.palette is DARK and QApplication.palette().window().color().name() == DARK.window
    image = lamps.reading.thread_pane.grab().toImage()
    assert image.pixelColor(3, image.height() // 2).name() == DARK.paper
    lamps.actions_by_id["theme-light"].trigger()


def test_panes_fold_by_width_and_key(window) -> None:
    assert window.people_pane.isVisible() and window.side.isVisible()
    window.resize(900, 700)
    assert not window.people_pane.isVisible() and window.side.isVisible()
    window.resize(700, 600)
    assert not window.side.isVisible()
    window.actions_by_id["library-pane"].trigger()
    assert window.side.isVisible() and not window.reading.isVisible()
    window.actions_by_id["library-pane"].trigger()
    assert not window.side.isVisible() and window.reading.isVisible()
    window.resize(1280, 800)
    assert window.side.isVisible() and window.people_pane.isVisible()
    window.actions_by_id["focus-mode"].trigger()
    assert not window.side.isVisible() and not window.people_pane.isVisible()
    window.actions_by_id["focus-mode"].trigger()
    assert window.side.isVisible()


def test_hostile_title_stays_text_everywhere(filled, settle) -> None:
    post = post_called(filled, "The key")
    filled.opening.open(Location(post))
    settle()
    assert "<img src=x" in filled.windowTitle()
    row = filled.library_pane.model.row_of(post)
    assert "<img" in filled.library_pane.model.index(row, 0).data()


def test_by_keyboard_alone(filled, settle, qtbot) -> None:
    filled.library_pane.list.setFocus()
    qtbot.keyClick(filled.library_pane.list, Qt.Key.Key_Home)
    qtbot.keyClick(filled.library_pane.list, Qt.Key.Key_Return)
    settle()
    pane = filled.reading.thread_pane
    assert filled.reading.open_thread is not None
    qtbot.keyClick(filled, Qt.Key.Key_F6)
    pane.setFocus()
    qtbot.keyClick(pane, Qt.Key.Key_J)
    assert pane.current == 0
    qtbot.keyClick(pane, Qt.Key.Key_S)
    settle()
    assert filled.library.thread(filled.opening.post_id).starred == {0}
    qtbot.keyClick(pane, Qt.Key.Key_H)
    assert filled.filtering.has(Kind.AUTHOR) and filled.filtering.selection.hidden
    qtbot.keyClick(pane, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert filled.reading.find_bar.isVisible()


def test_state_is_kept(filled, settle, tmp_path) -> None:
    from reader.settings import load

    filled.opening.open(Location(post_called(filled, "Lamps")))
    settle()
    filled.zoom(1)
    filled.library_pane.sort_by(Column.TITLE)
    filled.panes.toggle_people()
    filled.close()
    kept = load(filled.paths.settings)
    assert kept.last_post == post_called(filled, "Lamps") and kept.text_size == 1.1 and not kept.people_pane
    assert kept.window_geometry and kept.splitter and kept.library_columns == "title up"
    filled.library_pane.restore_sorting("new down")
    assert filled.library_pane.model.sorting == (Column.NEW, True)
    filled.library_pane.restore_sorting("nonsense")
    assert filled.library_pane.model.sorting == (Column.NEW, True)


def marks(window) -> list[tuple[int, int, int]]:
    return [(match.index, match.start, match.end) for match in window.reading.thread_pane.finding.matches]


def test_found_words_are_marked_in_the_opened_thread_and_f3_goes_through_them(filled, settle) -> None:
    box, bar = filled.search_box, filled.reading.find_bar
    box.search_for("nest lamp*", "everything")
    settle()
    filled.results.list.setFocus()
    filled.results.step(1)
    settle()
    pane, thread = filled.reading.thread_pane, filled.reading.open_thread
    assert thread is not None and bar.isVisible() and bar.edit.text() == "nest lamp*" and not bar.edit.hasFocus()
    words = {filled.library.load(thread.post_id).comments[i].body.text[a:b] for i, a, b in marks(filled) if i >= 0}
    assert words == {"nest", "lamps", "lamp"}
    first = pane.finding.current
    assert pane.current == pane.finding.matches[first].index and f"{first + 1} of {len(marks(filled))}" == bar.count.text()
    filled.actions_by_id["find-next"].trigger()
    assert pane.finding.current == first + 1
    bar.edit.setText("timer")
    bar.ask()
    settle()
    assert len(marks(filled)) == 2 and not bar.shows_query
    filled.searching.close_results()
    assert bar.isVisible()
    box.search_for("timer", "everything")
    settle()
    filled.results.step(1)
    settle()
    assert bar.shows_query and len(marks(filled)) == 2
    filled.searching.close_results()
    assert bar.isHidden() and marks(filled) == []


def test_next_new_comment_is_a_jump_that_back_takes_back(lamps, qtbot) -> None:
    pane = lamps.reading.thread_pane
    pane.setFocus()
    lamps.opening.jump(0)
    pane.set_marks(unread=[4])
    before = pane.place()
    qtbot.keyClick(pane, Qt.Key.Key_N)
    assert pane.current == 4
    lamps.opening.back()
    assert pane.place() == before
