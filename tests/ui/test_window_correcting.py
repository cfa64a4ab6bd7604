"""Corrections as a person makes them: choose another target, walk through doubts, look over what was corrected, take it back."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from window_samples import make_thread

from reader.model.discussion import POST_KEY, Corrections, Toward
from reader.model.report import Location
from reader.model.skeleton import ShownComment
from reader.ui.correcting.corrections import doubts
from reader.ui.correcting.corrections_dialog import CorrectionsDialog
from reader.ui.correcting.target_dialog import ALL, TargetDialog
from reader.ui.correcting.target_model import CHOICE, AllComments
from reader.ui.messages import Messages
from reader.ui.theme import LIGHT

KEY = Qt.Key


def answer(window, widget, *keys) -> None:
    """Press keys where a person's would arrive."""
    for key in keys:
        QTest.keyClick(widget, key) if isinstance(key, KEY) else QTest.keyClicks(widget, key)


@pytest.fixture
def lamps(filled, settle):
    """The window with the six comments on lamps open."""
    filled.opening.open(Location(next(post.id for post in filled.library.summaries() if "Lamps" in post.title)))
    settle()
    return filled


def target_dialog(window) -> TargetDialog:
    (dialog,) = window.findChildren(TargetDialog)
    return dialog


def rows(dialog) -> list[str]:
    model = dialog.few.model()
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def test_not_this_one_offers_the_next_candidates_and_a_digit_takes_one(lamps, settle) -> None:
    post, pane = lamps.opening.post_id, lamps.reading.thread_pane
    pane.set_current(3)  # "@2 Mina: a nest, then."
    lamps.actions_by_id["not-this-one"].trigger()
    dialog = target_dialog(lamps)
    assert rows(dialog) == ["the post", "a comment that is not here", "another discussion", "nobody", ALL.words]
    assert not dialog.looking.isHidden()
    settle()
    assert dialog.looking.isHidden()
    offered = rows(dialog)
    assert offered[-1] == ALL.words and "2 Mina" not in offered and "1 james" in offered
    first = dialog.few.model().index(offered.index("1 james"), 0).data(CHOICE)
    assert first.text.startswith("The lamps are lit")
    answer(lamps, dialog.few, str(offered.index("1 james") + 1))
    settle()
    assert lamps.library.load(post).comments[3].references[0].target == lamps.reading.open_thread.ids[0]
    said = lamps.library.corrections(post).references[0]
    keys = [comment.key for comment in lamps.library.load(post).comments]
    assert (said.comment, said.target, said.rejected) == (keys[3], keys[0], (keys[1],))
    lamps.actions_by_id["undo"].trigger()
    settle()
    assert lamps.library.corrections(post).references == ()
    assert lamps.library.load(post).comments[3].references[0].target == lamps.reading.open_thread.ids[1]


@pytest.mark.parametrize(("words", "to"), [("the post", Toward.POST), ("a comment that is not here", Toward.REMOVED),
                                           ("another discussion", Toward.EXTERNAL), ("nobody", Toward.UNKNOWN)])
def test_a_reference_may_mean_no_comment_here(lamps, settle, words, to) -> None:
    post = lamps.opening.post_id
    lamps.reading.thread_pane.set_current(3)
    lamps.actions_by_id["not-this-one"].trigger()
    settle()
    dialog = target_dialog(lamps)
    dialog.few.setCurrentIndex(dialog.few.model().index(rows(dialog).index(words), 0))
    answer(lamps, dialog.few, KEY.Key_Return)
    settle()
    (reference, *_) = lamps.library.load(post).comments[3].references
    assert (reference.to, reference.target, reference.evidence) == (to, None, ("manual",))
    assert (lamps.library.corrections(post).references[0].target == POST_KEY) == (to is Toward.POST)


def test_all_comments_are_found_by_number_name_and_words(lamps, settle, qtbot) -> None:
    post, pane = lamps.opening.post_id, lamps.reading.thread_pane
    pane.set_current(5)
    lamps.actions_by_id["set-parent"].trigger()
    dialog = target_dialog(lamps)
    answer(lamps, dialog.few, KEY.Key_End, KEY.Key_Return)
    assert dialog.pages.currentIndex() == 1 and dialog.all.model().rowCount() == 5
    dialog.filter.setText("timer")
    qtbot.waitUntil(lambda: dialog.all.model().rowCount() == 2, timeout=3000)
    answer(lamps, dialog.filter, KEY.Key_Down, KEY.Key_Return)
    settle()
    assert lamps.library.thread(post).parents[5] == 2 and lamps.reading.open_thread.parents[5] == 2


def test_a_list_of_a_hundred_thousand_is_numbers_until_it_is_seen(qtbot) -> None:
    size = 100_000
    thread = make_thread([-1] * 8, ["Mina", "ann", None, "Mina", "ann", "ann", "Bo", "Mina"])
    big = dataclasses.replace(
        thread, ids=thread.ids * (size // 8), authors_of=thread.authors_of * (size // 8), numbers=type(thread.ids)("i", range(1, size + 1))
    )
    fetched: list[int] = []

    def fetch(start: int, stop: int) -> list[ShownComment]:
        fetched.append(stop - start)
        return []

    model = AllComments(big, fetch, 50_000)
    dialog = TargetDialog("Title", "Which?", model, LIGHT)
    qtbot.addWidget(dialog)
    dialog.show_choices(())
    dialog.show()
    dialog.show_all()
    assert model.rowCount() == size - 1 and model.index(0, 0).data(CHOICE).value == 49_999
    dialog.grab()
    assert sum(fetched) < 300
    model.narrow("4711")
    assert model.index(0, 0).data().startswith("4711 ") and model.rowCount() == 11
    model.narrow("mina")
    assert model.rowCount() == 3 * size // 8 - 1
    model.narrow("nowhere", frozenset({3, 70_000}))
    assert [model.index(at, 0).data(CHOICE).value for at in range(model.rowCount())] == [3, 70_000]


def make_doubtful(window, *places: int) -> None:
    """Let the first references of these comments be doubtful, as a thread with little evidence has them."""
    post = window.opening.post_id
    found = window.library.load(post)
    comments = list(found.comments)
    for place in places:
        (first, *rest) = comments[place].references
        comments[place] = dataclasses.replace(
            comments[place], references=(dataclasses.replace(first, confidence=0.4, evidence=("words",)), *rest)
        )
    window.library.replace(dataclasses.replace(found, comments=tuple(comments)))
    window.opening.reload()


@pytest.fixture
def unlinked(monkeypatch) -> None:
    """Corrections are written, but nothing else in the thread is decided anew."""
    from reader.jobs import relinking
    from reader.model.report import Changes

    def relink(library, post_id, neighbours=None):
        found = library.load(post_id)
        said = {(r.comment, r.text) for r in library.corrections(post_id).references}
        comments = tuple(
            dataclasses.replace(c, references=tuple(
                dataclasses.replace(r, confidence=1.0, evidence=("manual",)) if (c.key, r.text) in said else r for r in c.references))
            for c in found.comments
        )
        return library.replace(dataclasses.replace(found, comments=comments)).changes or Changes()

    monkeypatch.setattr(relinking, "relink", relink)


def test_walk_through_doubts_with_one_key_each(lamps, settle, unlinked) -> None:
    post, pane, bar = lamps.opening.post_id, lamps.reading.thread_pane, lamps.reading.doubt_bar
    make_doubtful(lamps, 1, 3, 4)
    settle()
    assert bar.isHidden()
    lamps.actions_by_id["next-doubt"].trigger()
    settle()
    assert not bar.isHidden() and bar.count.text() == "1 of 3" and pane.current == 1
    assert bar.heading.text() == "“@1 james” in 2 Mina"
    assert bar.reason.text() == "Meant is 1 james: it speaks of the same things (doubtful)."
    assert pane.keys.marked_reference() == lamps.library.load(post).comments[1].references[0]
    lamps.actions_by_id["next-doubt"].trigger()
    assert bar.count.text() == "2 of 3" and pane.current == 3
    lamps.actions_by_id["previous-doubt"].trigger()
    assert bar.count.text() == "1 of 3"
    pane.setFocus()
    answer(lamps, pane, KEY.Key_Y)
    assert bar.count.text() == "1 of 2" and pane.current == 3  # at once; what is written and linked anew comes behind
    settle()
    assert bar.count.text() == "1 of 2" and pane.current == 3  # what was confirmed is no doubt any more; the walk is at the next
    said = lamps.library.corrections(post).references
    assert [(one.text, one.rejected) for one in said] == [("@1 james", ())]
    answer(lamps, pane, KEY.Key_X)
    dialog = target_dialog(lamps)
    assert "“@2 Mina” in 4 james" in dialog.question.text()
    settle()
    dialog.few.setCurrentIndex(dialog.few.model().index(rows(dialog).index("nobody"), 0))
    dialog.take()
    settle()
    assert bar.count.text() == "1 of 1" and pane.current == 4
    said_at_the_end: list[str] = []
    lamps.doubting.said.connect(lambda words, _undoable: said_at_the_end.append(words))
    bar.yes.click()
    settle()
    assert bar.isHidden() and doubts(lamps.library.load(post)) == ()
    assert said_at_the_end == ["No more doubtful references."]


def test_the_receipt_leads_to_the_walk(lamps, settle) -> None:
    from reader.ui.receipts.receipt_dialog import ReceiptDialog

    make_doubtful(lamps, 1, 3)
    settle()
    post = lamps.opening.post_id
    found = lamps.library.load(post)
    (before, *_) = lamps.library.receipt(post)
    lamps.library.replace(found, report=dataclasses.replace(before, references_doubtful=2))
    lamps.actions_by_id["receipt"].trigger()
    settle()
    (receipt,) = lamps.findChildren(ReceiptDialog)
    assert "2 of them doubtful" in receipt.view.text
    receipt.walk.click()
    settle()
    assert lamps.reading.doubt_bar.isVisible() and lamps.reading.doubt_bar.count.text() == "1 of 2"


def test_the_receipt_leads_to_corrections(lamps, settle) -> None:
    from reader.ui.receipts.receipt_dialog import ReceiptDialog

    lamps.actions_by_id["receipt"].trigger()
    settle()
    (receipt,) = lamps.findChildren(ReceiptDialog)
    receipt.corrections.click()
    settle()
    (dialog,) = lamps.findChildren(CorrectionsDialog)
    assert not dialog.empty.isHidden() and "corrected nothing" in dialog.empty.text() and not dialog.remove_button.isEnabled()


def test_your_corrections_are_listed_gone_to_and_taken_back(lamps, settle, monkeypatch) -> None:
    post, pane, ids = lamps.opening.post_id, lamps.reading.thread_pane, lamps.reading.open_thread.ids
    from reader.ui.correcting.corrections import with_parent

    lamps.correcting.write(post, lambda found, old: with_parent(found, old, ids[5], ids[2]), "set")
    lamps.correcting.write_post(post, Corrections(title="Lamps by day"), "set")
    monkeypatch.setattr(Messages, "ask_line", lambda self, title, label, initial, take: take("Harbour"))
    monkeypatch.setattr(Messages, "ask_item", lambda self, title, label, items, current, take: take(items.index("Old Harbour")))
    pane.set_current(4)
    lamps.actions_by_id["name-means"].trigger()
    settle()
    lamps.actions_by_id["corrections"].trigger()
    settle()
    (dialog,) = lamps.findChildren(CorrectionsDialog)
    lines = [item.text(0) for item in dialog._rows()]
    assert lines == ["The title is “Lamps by day”", "6 Petra answers 3 Old Harbour", "“Harbour” means Old Harbour"]
    pane.set_current(0)
    dialog.list.setCurrentItem(dialog._rows()[1])
    answer(lamps, dialog.list, KEY.Key_Return)
    assert pane.current == 5
    answer(lamps, dialog.list, KEY.Key_Delete)
    settle()
    assert lamps.library.thread(post).parents[5] == -1 and len(dialog._rows()) == 2
    dialog.list.setCurrentItem(dialog._rows()[0])
    dialog.remove_button.click()
    settle()
    assert lamps.library.shown_post(post).title == "Lamps at noon" and len(dialog._rows()) == 1
    dialog.remove_button.click()
    settle()
    assert not dialog.empty.isHidden() and lamps.library.corrections(post).names == ()
    lamps.actions_by_id["undo"].trigger()
    settle()
    assert [item.text(0) for item in dialog._rows()] == ["“Harbour” means Old Harbour"]


def test_the_menu_is_about_the_reference_under_the_pointer_or_the_marked_one(lamps, settle, monkeypatch) -> None:
    pane = lamps.reading.thread_pane
    menus: list[list[str]] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: menus.append([action.text() for action in menu.actions()]))
    lamps.opening.jump(3)
    box = pane.boxes.at(pane.place_of_current())
    y = pane.view.y_of(pane.place_of_current())
    area = pane.acting.link_area(box, y, next(link for link in box.body.links if link.reference is not None))
    heard: list[object] = []
    pane.context_menu.connect(lambda *what: heard.append(what[3]))
    from PySide6.QtGui import QContextMenuEvent

    at = area.center()
    pane.pointer.menu(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, pane.viewport().mapToGlobal(at)))
    reference = pane.acting.references_of(3)[0]
    assert heard == [reference] and menus[0][:4] == [
        "Go to what “@2 Mina” means", "Yes, this one", "Not this one: what “@2 Mina” means…", "Why this one"]
    pane.keys.mark_reference(reference)
    pane.pointer.menu(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert heard[1] == reference
    pane.keys.reference = None
    pane.pointer.menu(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert heard[2] is None and "Yes, this one" not in menus[2][:4]
