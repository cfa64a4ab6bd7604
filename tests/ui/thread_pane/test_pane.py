"""The pane as a reader uses it: what is painted, what stays where it is, what clicks do."""

from __future__ import annotations

import dataclasses
import sys
from array import array

import pytest
from big_thread import NAMES, MadeSource, make_thread, reference
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from reader.filters import Context, Effect, Kind, Rule, apply
from reader.model.discussion import Body, Toward
from reader.model.report import Match
from reader.model.skeleton import FLAG_GHOST, Place
from reader.ui.theme import CONTRAST_DARK, DARK, LIGHT, SEPIA
from reader.ui.thread_pane.acting import text_area
from reader.ui.thread_pane.boxes import Kind as RowKind


def ink_in(image: QImage, left, top, right, bottom, paper) -> int:
    """How many pixels of a stretch differ from the paper."""
    ratio = image.devicePixelRatio()
    found = 0
    for y in range(max(0, round(top * ratio)), min(image.height(), round(bottom * ratio)), 2):
        for x in range(round(left * ratio), min(image.width(), round(right * ratio))):
            found += image.pixel(x, y) & 0xFFFFFF != paper
    return found


def assert_text_painted(bench) -> None:
    image = bench.image()
    paper = int(bench.pane.style_now.palette.paper[1:], 16)
    height = bench.pane.view.height
    checked = 0
    for index, y, box in bench.rows():
        if box.body is None or index < 0:
            continue
        top, bottom = y + box.body_top, min(y + box.body_top + box.body.height, height)
        if bottom - max(top, 0) > bench.pane.style_now.line:
            assert ink_in(image, box.text_left, max(top, 0), box.text_left + box.text_width, bottom, paper) > 40, index
            checked += 1
        if y + box.header_top >= 0 and y + box.header_top + box.header.height < height:
            assert ink_in(image, box.text_left, y + box.header_top, box.text_left + box.text_width,
                          y + box.header_top + box.header.height, paper) > 20
    assert checked


@pytest.mark.parametrize("palette", [LIGHT, DARK, SEPIA, CONTRAST_DARK], ids=["light", "dark", "sepia", "contrast"])
def test_the_text_of_every_comment_in_the_window_is_painted(bench, palette):
    pane = bench.show(300)
    pane.set_palette(palette)
    assert_text_painted(bench)
    pane.reveal(200)
    assert_text_painted(bench)


def test_scrolled_strips_look_as_if_all_were_painted(bench):
    """What stands on the screen (not what a fresh rendering gives) after rows were copied and strips painted."""
    pane = bench.show(200, unread=True)

    def on_screen():
        QApplication.processEvents()
        return pane.screen().grabWindow(pane.winId()).toImage()

    pane.scroll_by(500)
    for step in (37, 120, -61, 333, -500, 5):
        pane.scroll_by(step)
        scrolled = on_screen()
        pane.viewport().repaint()
        assert ink_in(scrolled, 100, 0, 800, 700, int(LIGHT.paper[1:], 16)) > 1000
        assert scrolled == on_screen()


def test_opening_asks_only_for_what_the_window_shows(bench):
    bench.show(20_000)
    assert bench.source.asked < 30
    assert len(bench.pane.boxes._kept) < 40


@pytest.mark.parametrize("zoom", [1.0, 1.3, 2.1])
def test_back_is_exact_to_the_pixel(bench, zoom):
    pane = bench.show(400)
    pane.set_zoom(zoom)
    pane.reveal(150, mark=False)
    pane.scroll_by(47)
    before, place, truth = bench.image(), pane.place(), (pane.view.top, pane.view.offset)
    for away in (lambda: pane.reveal(333), pane.go_to_top, pane.go_to_bottom, lambda: pane.reveal(10)):
        away()
        pane.restore(place)
        assert (pane.view.top, pane.view.offset) == truth
        assert pane.place() == place
    pane.mark.reset()
    pane.set_current(150, speak=False)
    assert bench.image() == before


def test_a_place_with_folds_comes_back_in_another_pane(bench):
    pane = bench.show(200)
    pane.fold(0)
    pane.reveal(120)
    place = pane.place()
    assert place.folded
    assert place.threaded
    thread, source = pane.thread_shown, bench.source
    pane.show_thread(make_thread(10), MadeSource(make_thread(10)))
    pane.show_thread(thread, source, place)
    assert pane.place() == place


def test_a_place_whose_comment_is_gone_is_the_top(bench):
    pane = bench.show(20, place=Place(99_999, 300))
    assert pane.place() == Place(None)


def test_fold_keeps_the_clicked_header_under_the_pointer(bench):
    pane = bench.show(300, parents=[-1 if index % 4 == 0 else index - 1 for index in range(300)])
    pane.view.put(pane.rows.place_of(100), 80)
    pane.refresh()
    index, y, box = next((index, y, box) for index, y, box in bench.rows() if box.foldable and 20 < y < 500)
    x = box.left + 7
    header = y + box.header_top + 8
    above = [(i, top) for i, top, _ in bench.rows() if top < y]
    bench.click(x, header)
    assert pane.rows.is_folded(index)
    assert bench.y(index) + bench.box(index).header_top == y + box.header_top
    bench.click(x, header)
    assert not pane.rows.is_folded(index)
    assert bench.y(index) == y
    assert [(i, top) for i, top, _ in bench.rows() if top < y] == above


def test_a_click_on_the_guide_line_folds_and_the_header_comes_to_the_pointer(bench):
    pane = bench.show(parents=[-1, 0, 1, 0, 0, -1, -1, -1, -1, -1], size=10)
    pane.reveal(3)
    pane.view.put(pane.rows.place_of(3), 10)
    pane.refresh()
    box = bench.box(4)
    x = pane.boxes.columns.guide_x(0)
    y = bench.y(4) + box.height // 2
    bench.click(x + 5, y)
    assert pane.rows.is_folded(0)
    assert bench.y(0) is not None
    folded = bench.box(0)
    assert folded.kind is RowKind.FOLDED
    assert any("4 replies" in part.text for part in folded.header.parts)


def test_a_folded_line_says_who_first_words_how_many_and_how_many_new(bench):
    pane = bench.show(parents=[-1, 0, 0, -1], size=4, unread=False)
    pane.set_marks(unread=[1])
    pane.fold(0)
    said = [part.text for part in bench.box(0).header.parts]
    assert "1" in said
    assert any(text.startswith("comment 1") for text in said)
    assert "2 replies" in said
    assert "1 new" in said


def test_collapse_of_ten_thousand_and_nothing_above_moves(bench):
    pane = bench.show(parents=[-1, -1, *range(1, 10_000), -1, -1], size=10_003)
    pane.view.put(0, 20)
    above = [(i, y) for i, y, _ in bench.rows() if i == 0]
    pane.fold(1)
    assert [(i, y) for i, y, _ in bench.rows() if i == 0] == above
    assert sum(pane.rows.visible) == 4
    assert pane.rows.thread.depths[9_999] == 9_998


def test_threaded_and_page_order_keep_the_row_under_the_eye(bench):
    pane = bench.show(300)
    pane.reveal(150)
    index, y = 150, bench.y(150)
    pane.set_threaded(False)
    assert bench.y(index) == y
    places = [i for i, _, box in bench.rows() if box.kind is RowKind.COMMENT]
    assert places == list(range(places[0], places[0] + len(places)))
    pane.set_threaded(True)
    assert bench.y(index) == y


def with_references(size=60):
    thread = make_thread(size, parents=[-1] * size)
    text = "See @50 james and 3 anna or https://example.org/x maybe No. 7."
    html = ('<p>See @50 james and 3 anna or <a href="https://example.org/x">https://example.org/x</a> maybe No. 7.</p>')
    made = {0: Body(text, html)}
    found = {0: (reference("@50 james", 4, 1050), reference("3 anna", 18, 1003, 0.7), reference("No. 7", text.index("No. 7"), 1007, 0.4))}
    return thread, MadeSource(thread, bodies=made, references=found)


def test_references_and_links_can_be_clicked(bench):
    thread, source = with_references()
    pane = bench.show(thread=thread, source=source)
    with bench.qtbot.waitSignal(pane.reference_activated) as told:
        bench.click(*bench.link_point(0, 0))
    assert told.args[0].target == 1050
    assert told.args[1] == 0
    with bench.qtbot.waitSignal(pane.link_activated) as told:
        bench.click(*bench.link_point(0, 2))
    assert told.args == ["https://example.org/x"]
    with bench.qtbot.waitSignal(pane.reference_activated) as told:
        bench.click(*bench.link_point(0, 3))
    assert told.args[0].confidence == 0.4


def test_a_reference_to_nothing_is_no_way_to_go(bench):
    thread = make_thread(3, parents=[-1] * 3)
    source = MadeSource(thread, bodies={0: Body("see @99 nobody")}, references={0: (reference("@99 nobody", 4, None, to=Toward.UNKNOWN),)})
    pane = bench.show(thread=thread, source=source)
    pane.explain = lambda ref: f"{ref.text} was not found"
    with bench.qtbot.assertNotEmitted(pane.reference_activated):
        bench.click(*bench.link_point(0))


def test_header_parts_lead_to_comments_and_authors(bench):
    pane = bench.show(parents=[-1, 0, 0, 0], size=4)
    with bench.qtbot.waitSignal(pane.comment_activated) as told:
        bench.click(*bench.header_point(0, "3"))
    assert told.args == [2]
    with bench.qtbot.waitSignal(pane.author_activated) as told:
        bench.click(*bench.header_point(0, pane.relations.name(0)[:6]))
    assert told.args == [pane.relations.name(0)]
    pane.set_threaded(False)
    pane.reveal(3)
    with bench.qtbot.waitSignal(pane.comment_activated) as told:
        bench.click(*bench.header_point(3, f"1 {pane.relations.name(0)[:6]}"))
    assert told.args == [0]


def test_find_reaches_folded_and_not_yet_drawn_text(bench):
    pane = bench.show(parents=[-1, *range(300)], size=301)
    pane.fold(0)
    matches = [Match(index, 0, 7) for index in (-1, 0, 5, 280)]
    pane.set_matches(matches, 0)
    pane.go_to_match(3)
    assert pane.current == 280
    y, box = bench.y(280), bench.box(280)
    assert 0 <= y + box.header_top < pane.view.height
    assert pane.finding.spans(box)[0][2] == "match-now"
    plain = bench.image()
    pane.set_matches([])
    assert bench.image() != plain


def test_a_match_deep_in_a_long_body_is_brought_into_the_window(bench):
    thread = make_thread(5, parents=[-1] * 5)
    text = "\n\n".join(f"paragraph {number} of many" for number in range(200)) + "\n\nneedle"
    pane = bench.show(thread=thread, source=MadeSource(thread, bodies={2: Body(text)}))
    at = text.index("needle")
    pane.set_matches([Match(2, at, at + 6)], 0)
    pane.go_to_match(0)
    box, y = bench.box(2), bench.y(2)
    start, end, _ = pane.finding.spans(box)[0]
    assert box.body.document.toRawText()[start:end] == "needle"
    block = box.body.document.documentLayout().blockBoundingRect(box.body.document.findBlock(start))
    assert 0 <= y + box.body_top + block.top() < pane.view.height


def hide(pane, *names, effect=Effect.HIDE):
    rules = tuple(Rule(Kind.AUTHOR, effect, name) for name in names)
    pane.set_selection(apply(pane.thread_shown, rules, Context.ALONE))


def test_hidden_comments_leave_one_stub_a_run_that_says_why_and_can_be_lifted(bench):
    thread = make_thread(8, parents=[-1] * 8)
    thread = dataclasses.replace(thread, authors_of=array("i", [0, 1, 1, 2, 1, 3, 3, 0]), lengths=array("i", [12] * 8))
    pane = bench.show(thread=thread)
    hide(pane, NAMES[1], NAMES[3])
    stubs = [(box.run, [part.text for part in box.header.parts]) for _, _, box in bench.rows() if box.kind is RowKind.STUB]
    assert [run for run, _ in stubs] == [[1, 2], [4], [5, 6]]
    assert stubs[0][1] == ["2 comments by james hidden: rule “hide james” –", "show"]
    with bench.qtbot.waitSignal(pane.lifted) as told:
        bench.click(*bench.header_point(1, "show"))
    assert told.args == [(1, 2)]
    assert [box.run for _, _, box in bench.rows() if box.kind is RowKind.STUB] == [[4], [5, 6]]
    pane.reveal(5)
    assert not pane.rows.is_hidden(5)
    assert pane.rows.is_hidden(6)


def test_only_one_author_keeps_the_eye_where_it_was(bench):
    pane = bench.show(400, parents=[-1] * 400)
    pane.reveal(200)
    index, y = next((i, y) for i, y, _ in bench.rows() if i >= 0 and y >= 0)
    hide(pane, pane.relations.name(index), effect=Effect.ONLY)
    assert bench.y(index) == y
    pane.set_selection(None)
    assert bench.y(index) == y


def test_new_is_said_where_it_says_something(bench):
    thread = make_thread(9, parents=[-1] * 9, unread=True)

    def told(index):
        return [(part.text, part.piece.dot) for part in bench.box(index).header.parts if part.text == "new"]

    pane = bench.show(thread=thread)
    assert told(0) == []
    assert pane.look.unread == set(range(9))
    bench.show(thread=dataclasses.replace(thread, unread=frozenset(range(5))))
    assert told(0) == [("new", True)]
    bench.show(thread=dataclasses.replace(thread, unread=frozenset([0])))
    assert told(0) == [("new", False)]


def test_ghosts_are_not_counted_as_comments(bench):
    bench.show(thread=make_thread(4, parents=[-1] * 4, flags=bytes([0, FLAG_GHOST, 0, 0])))
    assert any(part.text.startswith("3 comments by") for part in bench.rows()[0][2].header.parts)


def test_a_ghost_says_so_and_who_quotes_it(bench):
    thread = make_thread(4, parents=[-1] * 4, flags=bytes([0, FLAG_GHOST, 0, 0]))
    thread = dataclasses.replace(thread, edges_from=array("i", [3]), edges_to=array("i", [1]))
    bench.show(thread=thread, source=MadeSource(thread, bodies={1: Body("")}))
    box = bench.box(1)
    assert box.kind is RowKind.GHOST
    said = " ".join(part.text for part in box.header.parts)
    assert "not on the saved page" in said
    assert said.endswith("quoted by 4")


def test_keys_move_through_the_tree(bench):
    pane = bench.show(parents=[-1, 0, 1, 0, -1, 4, -1], size=7)
    pane.setFocus()

    def press(keys, modifier=Qt.KeyboardModifier.NoModifier):
        bench.qtbot.keyClick(pane, keys, modifier)
        return pane.current

    assert press("j") == 0
    assert press("j") == 1
    assert press("j") == 2
    assert press("p") == 1
    assert press("]") == 3
    assert press("[") == 1
    assert press("}") == 4
    assert press("{") == 0
    assert press("k") == -1
    assert press("j") == 0
    press("f")
    assert pane.rows.is_folded(0)
    assert press("j") == 4
    assert press("k") == 0
    press(Qt.Key.Key_Right)
    assert not pane.rows.is_folded(0)
    assert press(Qt.Key.Key_Right) == 1
    press(Qt.Key.Key_Left)
    assert pane.rows.is_folded(1)
    assert press(Qt.Key.Key_Left) == 0
    press("\\")
    assert [pane.rows.is_folded(i) for i in (0, 4, 6)] == [True, True, False]
    press("*", Qt.KeyboardModifier.ShiftModifier)
    assert not pane.rows.folded
    press(Qt.Key.Key_End)
    assert pane.view.shown()[-1][0].kind is RowKind.FOOT
    press(Qt.Key.Key_Home)
    assert pane.view.offset == 0


def test_next_new_goes_round_and_opens_folds(bench):
    pane = bench.show(parents=[-1, 0, 1, 0, -1, 4, -1], size=7)
    pane.comment_activated.connect(pane.reveal)  # as the window does, which keeps the place left behind
    pane.set_marks(unread=[2, 5])
    pane.fold(0)
    bench.qtbot.keyClick(pane, "n")
    assert pane.current == 2
    assert pane.rows.is_visible(pane.rows.place_of(2))
    bench.qtbot.keyClick(pane, "n")
    assert pane.current == 5
    bench.qtbot.keyClick(pane, "n")
    assert pane.current == 2


def test_typing_a_number_goes_there(bench):
    pane = bench.show(100)
    with bench.qtbot.waitSignal(pane.comment_activated) as told:
        for key in "59":
            bench.qtbot.keyClick(pane, key)
        bench.qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert told.args == [58]
    with bench.qtbot.assertNotEmitted(pane.comment_activated):
        for key in "5999":
            bench.qtbot.keyClick(pane, key)
        bench.qtbot.keyClick(pane, Qt.Key.Key_Return)
        bench.qtbot.keyClick(pane, "5")
        bench.qtbot.keyClick(pane, Qt.Key.Key_Escape)


def test_tab_walks_references_and_enter_follows(bench):
    thread, source = with_references()
    pane = bench.show(thread=thread, source=source)
    pane.set_current(0)
    told = []
    pane.reference_activated.connect(lambda ref, index: told.append((ref.target, index)))
    bench.qtbot.keyClick(pane, Qt.Key.Key_Tab)
    bench.qtbot.keyClick(pane, Qt.Key.Key_Tab)
    bench.qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert told == [(1003, 0)]
    bench.qtbot.keyClick(pane, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    bench.qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert told[-1] == (1050, 0)
    bench.qtbot.keyClick(pane, "v")
    assert [card.index for card in pane.previews.cards] == [49]
    bench.qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert not pane.previews.cards


def hover(bench, x, y):
    bench.qtbot.mouseMove(bench.pane.viewport(), QPoint(round(x), round(y)))


def test_hover_previews_what_is_off_screen_and_marks_what_is_on_it(bench):
    thread, source = with_references()
    pane = bench.show(thread=thread, source=source)
    pane.explain = lambda ref: "because of the number"
    hover(bench, *bench.link_point(0, 0))
    bench.qtbot.waitUntil(lambda: len(pane.previews.cards) == 1)
    card = pane.previews.cards[0]
    assert card.index == 49
    assert "because of the number" in card.accessibleDescription()
    assert card.isVisible()
    hover(bench, *bench.link_point(0, 1))
    assert pane.mark.held == 2
    assert not pane.previews.cards
    hover(bench, 840, 690)
    assert pane.mark.held == -1


def test_a_preview_closes_after_the_pointer_left(bench):
    thread, source = with_references()
    pane = bench.show(thread=thread, source=source)
    hover(bench, *bench.link_point(0, 0))
    bench.qtbot.waitUntil(lambda: len(pane.previews.cards) == 1)
    hover(bench, 5, 690)
    bench.qtbot.waitUntil(lambda: not pane.previews.cards)


def test_previews_inside_previews(bench):
    thread, source = with_references()
    source.bodies[49] = Body("like @40 said")
    source.references[49] = (reference("@40", 5, 1040),)
    pane = bench.show(thread=thread, source=source)
    hover(bench, *bench.link_point(0, 0))
    bench.qtbot.waitUntil(lambda: len(pane.previews.cards) == 1)
    card = pane.previews.cards[0]
    card.entered.emit()
    body = card._body
    area = text_area(body, body.links[0].start, body.links[0].end)
    bench.qtbot.mouseMove(card, QPoint(area.center().x() + 22, area.center().y() + card._body_top + 6))
    bench.qtbot.waitUntil(lambda: len(pane.previews.cards) == 2)
    assert pane.previews.cards[1].index == 39
    bench.qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert len(pane.previews.cards) == 1


def test_text_is_selected_with_the_mouse_and_copied(bench):
    thread = make_thread(3, parents=[-1] * 3)
    pane = bench.show(thread=thread, source=MadeSource(thread, bodies={0: Body("alpha beta gamma"), 1: Body("x")}))
    box, y = bench.box(0), bench.y(0)
    row = y + box.body_top + 8
    view = pane.viewport()
    bench.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(box.text_left, row))
    pane.selecting.drag(row, box.text_left + box.text_width)
    bench.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(box.text_left + box.text_width, row))
    assert pane.selecting.text() == "alpha beta gamma"
    bench.qtbot.keyClick(pane, "c", Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "alpha beta gamma"
    assert mime.hasHtml()
    bench.qtbot.keyClick(pane, Qt.Key.Key_Escape)
    bench.qtbot.keyClick(pane, "c", Qt.KeyboardModifier.ControlModifier)
    told = QGuiApplication.clipboard().text()
    assert told.startswith(f"1 {pane.relations.name(0)}, ")
    assert "alpha beta gamma" in told
    bench.qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(box.text_left + 60, row))
    assert pane.selecting.text() == "beta"
    bench.qtbot.keyClick(pane, "a", Qt.KeyboardModifier.ControlModifier)
    assert pane.selecting.text() == "alpha beta gamma"


def test_read_is_what_stood_on_screen_to_its_end_long_enough(bench):
    thread = make_thread(30, parents=[-1] * 30, unread=True)
    pane = bench.show(thread=thread, source=MadeSource(thread))
    pane.reading.needs_active_window = False
    pane.reading._timer.stop()
    told: list[int] = []
    pane.seen.connect(told.extend)
    pane.reading.tick()
    assert told == []
    whole = [i for i, y, box in bench.rows() if i >= 0 and y + box.height <= pane.view.height]
    cut = [i for i, y, box in bench.rows() if i >= 0 and y + box.height > pane.view.height + 30]
    for _ in range(40):
        pane.reading.tick()
    assert set(whole) <= set(told)
    assert not set(cut) & set(told)
    assert set(told) <= {i for i, _, _ in bench.rows()}
    assert not pane.look.unread & set(told)


def test_keyboard_focus_alone_marks_nothing_read(bench):
    thread = make_thread(30, parents=[-1] * 30, unread=True)
    pane = bench.show(thread=thread, source=MadeSource(thread))
    with bench.qtbot.assertNotEmitted(pane.seen):
        for _ in range(20):
            bench.qtbot.keyClick(pane, "j")


def test_a_comment_is_spoken_in_one_sentence(bench):
    pane = bench.show(parents=[-1, 0, 1], size=3)
    pane.set_marks(unread=[2])
    pane.set_current(2)
    said = pane.accessibleDescription()
    assert said.startswith(f"level 3, 3 {pane.relations.name(2)}, answers 2 {pane.relations.name(1)}")
    assert said.endswith("new")


def wheel(pane, turn):
    point = QPointF(200, 300)
    return QWheelEvent(point, pane.viewport().mapToGlobal(point), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
                       Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)


def test_the_wheel_moves_by_the_same_pixels_down_and_up(bench):
    pane = bench.show(500)
    pane.reveal(250)
    here = pane.place()
    for _ in range(30):
        QApplication.sendEvent(pane.viewport(), wheel(pane, -120))
    assert pane.place() != here
    for _ in range(30):
        QApplication.sendEvent(pane.viewport(), wheel(pane, 120))
    assert pane.place() == here


def test_both_ends_stay_at_the_edges(bench):
    pane = bench.show(50)
    pane.scroll_by(-500)
    assert (pane.view.top, pane.view.offset) == (-1, 0)
    pane.scroll_by(10_000_000)
    box, y = pane.view.shown()[-1]
    assert box.kind is RowKind.FOOT
    assert y + box.height == pane.view.height


def test_the_bar_can_be_dragged_to_any_place(bench):
    pane = bench.show(2000)
    bar = pane.bar
    handle = bar.handle()
    bench.qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=handle.center().toPoint())
    bench.qtbot.mouseMove(bar, QPoint(5, bar.height() // 2))
    bench.qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, bar.height() // 2))
    assert 600 < pane.view.top < 1400
    above, window, whole = pane.view.extent()
    assert 0.4 < above / (whole - window) < 0.6


def test_resize_and_zoom_keep_the_comment_at_the_edge(bench):
    pane = bench.show(300)
    pane.reveal(150)
    pane.scroll_by(200)
    top = pane.view.top
    pane.resize(500, 700)
    QApplication.processEvents()
    assert pane.view.top == top
    pane.set_zoom(2.0)
    assert pane.view.top == top
    assert_text_painted(bench)
    pane.set_zoom(1.0)
    pane.resize(860, 700)
    QApplication.processEvents()
    assert pane.view.top == top


def test_an_empty_thread_and_no_thread(bench):
    pane = bench.show(0)
    said = [part.text for _, _, box in bench.rows() for part in box.header.parts]
    assert "No comments on the saved page." in said
    for key in "jkpn]*f":
        bench.qtbot.keyClick(pane, key)
    pane.fold_all()
    pane.reveal(5)
    pane.clear()
    pane.empty_words = "Choose a discussion"
    bench.image()
    for key in "jkpn]*f1":
        bench.qtbot.keyClick(pane, key)
    assert pane.place() == Place(None)


def test_the_post_body_references_can_be_followed(bench):
    thread = make_thread(3)
    source = MadeSource(thread, bodies={-1: Body("see @2 there")}, references={-1: (reference("@2", 4, 1002),)})
    pane = bench.show(thread=thread, source=source)
    with bench.qtbot.waitSignal(pane.reference_activated) as told:
        bench.click(*bench.link_point(-1))
    assert told.args[1] == -1


def test_void_calls_leave_none_alone(bench):
    """PySide6 6.12.0 takes a reference off None at every void call and dies on Python 3.11."""
    pane = bench.show(3)
    before = sys.getrefcount(None)
    for _ in range(20_000):
        pane.viewport().update()
    assert abs(sys.getrefcount(None) - before) < 1000


def test_screen_readers_find_the_rows_of_the_window(bench):
    thread = dataclasses.replace(make_thread(4, parents=[-1, 0, 1, 0], unread=True), lengths=array("i", [60] * 4))
    pane = bench.show(thread=thread)
    pane.fold(1)
    found = QAccessible.queryAccessibleInterface(pane)
    assert found.role() == QAccessible.Role.List
    names = [found.child(at).text(QAccessible.Text.Name) for at in range(found.childCount())]
    assert names[0].startswith("A post about many things. This is the post.")
    assert names[1].startswith(f"level 1, 1 {pane.relations.name(0)}, ")
    assert "comment 1" in names[1]
    assert names[2].endswith("folded, 1 reply")
    assert names[-1].startswith("End of 4 comments.")
    folded = found.child(2)
    assert folded.state().collapsed
    assert folded.role() == QAccessible.Role.ListItem
    assert pane.viewport().rect().contains(pane.viewport().mapFromGlobal(folded.rect().center()))
    assert found.indexOfChild(folded) == 2
    assert found.childAt(*folded.rect().center().toTuple()).text(QAccessible.Text.Name) == names[2]
    pane.set_current(3)
    assert found.focusChild().text(QAccessible.Text.Name).startswith("level 2, 4 ")
    pane.clear()
    assert found.childCount() == 0
    assert not folded.isValid()


def test_all_answers_are_named_when_asked_for(bench):
    pane = bench.show(parents=[-1] + [0] * 30, size=31)
    assert "31" not in [part.text for part in bench.box(0).header.parts]
    bench.click(*bench.header_point(0, "+27"))
    told = [part.text.rstrip(",") for part in bench.box(0).header.parts]
    assert [str(number) for number in range(2, 32)] == told[-30:]
    with bench.qtbot.waitSignal(pane.comment_activated) as went:
        bench.click(*bench.header_point(0, "31"))
    assert went.args == [30]


def test_towers_of_marks_stay_in_their_row(bench):
    thread = make_thread(3, parents=[-1] * 3)
    tower = "".join("Z" + "\u0300\u0306\u030b\u0312" * 40 for _ in range(30))
    pane = bench.show(thread=thread, source=MadeSource(thread, bodies={1: Body(tower), 0: Body("")}))
    box, y = bench.box(0), bench.y(0)
    image = bench.image()
    paper = int(pane.style_now.palette.paper[1:], 16)
    under = y + box.header_top + box.header.height + 2
    assert ink_in(image, 0, under, 800, y + box.height, paper) == 0
    assert ink_in(image, 0, bench.y(1) + bench.box(1).body_top, 800, bench.y(1) + bench.box(1).height, paper) > 0


def clipboard() -> str:
    return QApplication.clipboard().text()


def test_a_drag_over_comments_selects_and_copies_with_who_and_when(bench):
    thread = make_thread(6, parents=[-1] * 6)
    texts = [f"Text number {at} of this discussion." for at in range(6)]
    source = MadeSource(thread, bodies={at: Body(text) for at, text in enumerate(texts)})
    pane = bench.show(thread=thread, source=source)
    pane.resize(pane.width(), 1200)
    rows = {index: (y, box) for index, y, box in bench.rows()}
    (_, first), (last_y, last) = rows[1], rows[3]
    pane.selecting.press(first, first.text_left, first.body_top + 4, extend=False)
    pane.selecting.drag(last_y + last.body_top + last.body.height + 3, last.text_left + 5)
    pane.selecting.release()
    assert [bool(pane.selecting.spans(box)) for _, _, box in bench.rows()][:5] == [False, False, True, True, True]
    bench.qtbot.keyClick(pane, "c", Qt.KeyboardModifier.ControlModifier)
    blocks = [block.split("\n") for block in clipboard().strip().split("\n\n")]
    assert [block[1] for block in blocks] == texts[1:4]
    assert [block[0].split(",")[0] for block in blocks] == [pane.relations.label(at) for at in (1, 2, 3)]
    assert all(block[0].endswith(":") for block in blocks)
    box = rows[2][1]
    pane.selecting.press(box, box.text_left + 60, box.body_top + 4, extend=True)  # Shift and a click: less of it
    assert [bool(pane.selecting.spans(box)) for _, _, box in bench.rows()][:5] == [False, False, True, True, False]


def test_select_by_keys_whole_comments_and_everything(bench):
    pane = bench.show(6, parents=[-1, 0, -1, -1, -1, -1])
    pane.set_current(2)
    press = bench.qtbot.keyClick
    press(pane, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(pane, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(pane, "c", Qt.KeyboardModifier.ControlModifier)
    labels = [f"{pane.relations.label(at)}," for at in range(6)]
    assert [label in clipboard() for label in labels] == [False, False, True, True, False, False]
    for _ in range(2):
        press(pane, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    press(pane, "c", Qt.KeyboardModifier.ControlModifier)
    assert [label in clipboard() for label in labels] == [False, True, True, False, False, False]
    press(pane, Qt.Key.Key_Escape)
    pane.fold(0)
    press(pane, "a", Qt.KeyboardModifier.ControlModifier)
    press(pane, "a", Qt.KeyboardModifier.ControlModifier)
    press(pane, "c", Qt.KeyboardModifier.ControlModifier)
    assert [label in clipboard() for label in labels] == [False, False, True, True, True, True]  # as on the screen: folded ones are not
    assert clipboard().startswith(pane.boxes.post().title)
