"""Item models of the library and of the people, checked by Qt's own tester, and their panes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from window_samples import make_post, make_thread

from reader.filters import Context, Effect, State
from reader.ui.finding.filtering import Filtering
from reader.ui.library.library_model import NEW_WORDS, Column, LibraryModel, Section, SectionKind
from reader.ui.library.library_pane import LibraryPane
from reader.ui.people.people_model import Order, PeopleModel, Person, people_of
from reader.ui.people.people_pane import PeoplePane
from reader.ui.theme import DARK
from reader.ui.words import rule_words

HOSTILE = '<img src="file:///etc/passwd"> & <b>bold</b>\u202e\n'


def titles(model) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def watched(model):
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def test_library_model_sorts_filters_and_sections(qtbot) -> None:
    model = LibraryModel()
    tester = watched(model)
    model.set_posts([
        make_post(1, "Pears", unread=3), make_post(2, "apples", site="b.org", tags=("fruit",)),
        make_post(3, "Zebras", starred=1, published=None, comments=12345),
    ])
    assert titles(model) == ["apples", "Pears", "Zebras"]  # newest first, undated last
    model.sort(Column.TITLE)
    assert titles(model) == ["apples", "Pears", "Zebras"]
    model.sort(Column.COMMENTS, Qt.SortOrder.DescendingOrder)
    assert titles(model) == ["Zebras", "apples", "Pears"]
    assert model.index(0, Column.COMMENTS).data() == "12\u202f345"
    model.sort(Column.NEW, Qt.SortOrder.DescendingOrder)
    assert titles(model)[0] == "Pears"
    model.set_words("FRUIT app")
    assert titles(model) == ["apples"]
    model.set_words("")
    for section, expected in (
        (Section(SectionKind.UNREAD), ["Pears"]), (Section(SectionKind.STARRED), ["Zebras"]),
        (Section(SectionKind.SITE, "b.org"), ["apples"]), (Section(SectionKind.TAG, "fruit"), ["apples"]),
        (Section(SectionKind.YEAR, "2001"), ["Pears"]), (Section(), ["Pears", "apples", "Zebras"]),
    ):
        model.set_section(section)
        assert sorted(titles(model)) == sorted(expected), section
    before = titles(model)
    others = [post for post in model.posts if post.id != 1]
    assert model.update_posts([*others, make_post(1, "Pears eaten")])
    assert titles(model) == [title.replace("Pears", "Pears eaten") for title in before]
    assert not model.update_posts(others)
    assert model.row_of(99) == -1 and model.post_at(99) is None
    del tester


def test_hostile_titles_stay_text(qtbot) -> None:
    model = LibraryModel()
    model.set_posts([make_post(1, HOSTILE)])
    shown = model.index(0, 0).data()
    assert shown.startswith("<img src=") and "\n" not in shown and "\u202e" not in shown
    assert "&lt;img" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    people = PeopleModel()
    people.set_people([Person(HOSTILE, 1, 0)])
    assert "&lt;img" in people.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_people_model(qtbot) -> None:
    thread = make_thread([-1, 0, 1, 2, -1], ["zoe", "adam", "zoe", None, "adam"], unread=frozenset({0, 4}))
    people = people_of(thread)
    assert people == [Person("adam", 2, 1, 1), Person("zoe", 2, 0, 1), Person("", 1, 3, 0)]
    model = PeopleModel()
    tester = watched(model)
    model.set_people(people)
    assert titles(model) == ["zoe", "adam", "(no name)"]
    model.set_order(Order.NAME)
    assert titles(model) == ["adam", "zoe", "(no name)"]
    model.set_order(Order.FIRST)
    assert titles(model) == ["zoe", "adam", "(no name)"]
    model.set_marks({"zoe": Effect.HIDE})
    model.set_palette(DARK)
    assert titles(model)[0] == "zoe" and not model.index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert "hidden" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    model.set_words("ad")
    assert titles(model) == ["adam"]
    assert model.row_of("adam") == 0 and model.row_of("zoe") == -1
    del tester


def test_library_pane_keeps_the_selection(qtbot) -> None:
    pane = LibraryPane()
    qtbot.addWidget(pane)
    pane.resize(300, 600)
    pane.show()
    posts = [make_post(n, tags=("old",) if n < 3 else ()) for n in range(1, 9)]
    pane.set_posts(posts)
    pane.show_post(4)
    assert pane.selected == [4]
    pane.set_posts(posts[:6])
    assert pane.selected == [4]
    assert pane.neighbour(4, 1) == 3 and pane.neighbour(4, -1) == 5 and pane.neighbour(None, 1) == 6 and pane.neighbour(1, 1) is None
    pane.quick.setText("nothing like it")
    assert pane.model.rowCount() == 0
    pane.quick.clear()
    assert pane.model.rowCount() == 6
    assert pane.list.isColumnHidden(Column.SITE)
    pane.resize(800, 600)
    assert not pane.list.isColumnHidden(Column.SITE)
    with qtbot.waitSignal(pane.post_entered) as caught:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert caught.args == [4] or caught.args[0] in range(1, 7)
    pane.set_palette(DARK)
    tags = next(item for item in pane._items if item.text(0) == "old")
    pane.sections.setCurrentItem(tags)
    assert pane.model.rowCount() == 2
    pane.set_posts([post for post in posts if not post.tags])  # the tag is gone: everything is listed again
    assert pane.model.rowCount() == 6


def test_people_pane_filters(qtbot) -> None:
    filtering = Filtering()
    pane = PeoplePane(filtering)
    qtbot.addWidget(pane)
    thread = make_thread([-1, 0, 1, -1], ["zoe", "adam", "zoe", "eva"])
    filtering.open(thread)
    pane.show_thread(thread)
    assert pane.heading.text() == "3 people"
    pane.choose("adam")
    heard = []
    filtering.selected.connect(heard.append)
    qtbot.mouseClick(pane.buttons[Effect.ONLY], Qt.MouseButton.LeftButton)
    assert list(heard[-1].states) == [State.HIDDEN, State.SHOWN, State.HIDDEN, State.HIDDEN]
    assert pane.buttons[Effect.ONLY].isChecked() and pane.context.isEnabled()
    filtering.set_context(Context.ANSWERED)
    assert heard[-1].state(0) is State.CONTEXT
    filtering.lift(3)
    assert heard[-1].state(3) is State.SHOWN
    qtbot.mouseClick(pane.buttons[Effect.HIDE], Qt.MouseButton.LeftButton)  # hide takes the place of only
    assert heard[-1].state(1) is State.HIDDEN and heard[-1].shown == 3
    assert [rule_words(rule) for rule in filtering.wishes.rules] == ["hide adam"]
    filtering.pause(True)
    assert heard[-1].filters_nothing
    filtering.pause(False)
    filtering.clear()
    assert heard[-1].filters_nothing and not pane.buttons[Effect.HIDE].isChecked()
    other = make_thread([-1], ["zoe"], post_id=2)
    assert filtering.open(other).filters_nothing
    pane.show_thread(None)
    assert pane.model.rowCount() == 0 and not pane.buttons[Effect.ONLY].isEnabled()


def test_narrow_list_says_its_order_and_its_counts(qtbot) -> None:
    pane = LibraryPane()
    qtbot.addWidget(pane)
    pane.resize(300, 600)
    pane.show()
    pane.set_posts([make_post(1, "Pears", unread=3, comments=12), make_post(2, "apples", unread=4, comments=4), make_post(3, "figs", comments=99)])
    assert pane.list.isHeaderHidden() and pane.order.isVisible() and pane.order.currentText() == "newest first"
    assert [pane.model.index(row, 0).data(NEW_WORDS) for row in range(3)].count("3 new") == 1, "where all are new, the bold title says it"
    pane.order.setCurrentText("most comments first")
    pane.order.activated.emit(pane.order.currentIndex())
    assert titles(pane.model) == ["figs", "Pears", "apples"]
    pane.sort_by(Column.SITE)
    assert pane.order.currentText() == "by site"
    pane.sort_by(Column.SITE)
    assert pane.order.currentIndex() == -1, "an order that the box does not have"
    pane.resize(800, 600)
    assert not pane.list.isHeaderHidden() and not pane.order.isVisible()


def test_people_pane_without_people_is_quiet(qtbot) -> None:
    filtering = Filtering()
    pane = PeoplePane(filtering)
    qtbot.addWidget(pane)
    pane.show()
    assert not any(control.isVisible() for control in (pane.search, pane.order, pane.context, *pane.buttons.values()))
    thread = make_thread([-1, 0], ["zoe", "adam"])
    filtering.open(thread)
    pane.show_thread(thread)
    assert pane.list.columnWidth(1) >= pane.list.sizeHintForColumn(1) > 0, "counts are never cut"
    assert pane.search.isVisible() and all(button.isVisible() for button in pane.buttons.values()) and not pane.context.isVisible()
    pane.choose("adam")
    qtbot.mouseClick(pane.buttons[Effect.ONLY], Qt.MouseButton.LeftButton)
    assert pane.context.isVisible()
